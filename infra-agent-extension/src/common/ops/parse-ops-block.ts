/**
 * The text of an ops block (or of a `*.ops.yaml` file) to an operation. What does not parse is described with line and column, and never
 * guessed at: a broken block cannot be sent.
 */
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { Operation, normaliseOperation, operationRules } from './operation';
import { isHeadedForm, readHeadedForm } from './headed-form';

/** One-based line and column in the block's text. */
export interface BlockProblem {
    readonly message: string;
    readonly line: number;
    readonly column: number;
}

export type ParsedBlock = { readonly kind: 'operation'; readonly operation: Operation } | { readonly kind: 'broken'; readonly problems: readonly BlockProblem[] };

/** In characters; an operation that is larger is refused, since nobody could review it. */
export const MAX_BLOCK_LENGTH = 1_000_000;

export function parseOpsBlock(source: string): ParsedBlock {
    if (source.length > MAX_BLOCK_LENGTH) {
        return broken([{ message: `The block has ${source.length} characters; at most ${MAX_BLOCK_LENGTH} can be reviewed. Split it.`, line: 1, column: 1 }]);
    }
    return isHeadedForm(source) ? checked(readHeadedForm(source), () => ({ line: 1, column: 1 })) : parseYaml(source);
}

function parseYaml(source: string): ParsedBlock {
    const lines = new LineCounter();
    const document = parseDocument(source, { version: '1.2', lineCounter: lines, uniqueKeys: true, prettyErrors: false, logLevel: 'silent' });
    const place = (offset: number) => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    if (document.errors.length > 0) {
        return broken(document.errors.map(error => ({ message: `This is not valid YAML: ${error.message}`, ...place(error.pos[0]) })));
    }
    const value = plainValue(document);
    if (value === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) {
        return broken([{ message: 'An ops block is a YAML mapping with `title`, `mode`, and one of `commands`, `edits`, `delegate`.', line: 1, column: 1 }]);
    }
    return checked(value, path => place(offsetOf(document, path)));
}

/** Aliases are limited, so that a small block cannot become a huge operation. */
function plainValue(document: Document): unknown {
    try {
        return document.toJS({ maxAliasCount: 20 });
    } catch {
        return undefined;
    }
}

function checked(value: unknown, place: (path: PropertyKey[]) => { line: number; column: number }): ParsedBlock {
    const result = Operation.safeParse(readMedium(value));
    if (!result.success) {
        return broken(result.error.issues.flatMap(issue => flatten(issue, [])).map(({ message, path }) => ({ message: sentence(path, message), ...place(path) })));
    }
    const rules = operationRules(result.data);
    return rules.length > 0
        ? broken(rules.map(message => ({ message, line: 1, column: 1 })))
        : { kind: 'operation', operation: normaliseOperation(result.data) };
}

/** DESIGN §4: `MEDIUM` is read as `MED`. */
function readMedium(value: unknown): unknown {
    return typeof value === 'object' && value !== null && 'risk' in value && value.risk === 'MEDIUM' ? { ...value, risk: 'MED' } : value;
}

/** Of a union, the branch that came closest (fewest issues) tells most. */
function flatten(issue: z.core.$ZodIssue, path: PropertyKey[]): { message: string; path: PropertyKey[] }[] {
    const here = [...path, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
        const closest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
        return closest.flatMap(inner => flatten(inner, here));
    }
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map(key => ({ message: 'is not a field of an operation', path: [...here, key] }));
    }
    return [{ message: issue.message.replace(/^Invalid input: /, ''), path: here }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
    return Math.max(0, ...issues.map(issue => (issue.code === 'unrecognized_keys' ? -1 : issue.path.length)));
}

function sentence(path: PropertyKey[], message: string): string {
    return path.length === 0 ? message : `\`${path.map(String).join('.')}\`: ${message}`;
}

/** Offset of the deepest part of the path that is there: a missing field is reported at what lacks it. */
function offsetOf(document: Document, path: PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
            return node.range[0] as number;
        }
    }
    return document.contents?.range?.[0] ?? 0;
}

function broken(problems: readonly BlockProblem[]): ParsedBlock {
    return { kind: 'broken', problems };
}
