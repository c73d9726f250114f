/**
 * What can be written at a place of a `*.ops.yaml` text: the fields that fit there and are not there yet, or the values of a field. All of it
 * is read from the operation's schema. The text is usually not whole at that place, so a marker takes the place of what is being typed.
 */
import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { z } from 'zod';
import { Operation } from './operation';
import { splitOpsFile } from './split-ops-file';

export interface OpsCompletion {
    readonly label: string;
    /** Its lines after the first are indented beyond the line that it stands in. */
    readonly insert: string;
    readonly kind: 'field' | 'value';
    readonly required: boolean;
    readonly documentation?: string;
    /** More can be completed at once where it ends. */
    readonly goesOn: boolean;
}

export interface OpsCompletions {
    /** One-based columns of what is replaced. */
    readonly startColumn: number;
    readonly endColumn: number;
    readonly items: readonly OpsCompletion[];
}

/** As much of JSON Schema as zod writes for an operation. */
interface Schema {
    readonly type?: string;
    readonly description?: string;
    readonly enum?: readonly string[];
    readonly const?: boolean | string;
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly items?: Schema;
    readonly anyOf?: readonly Schema[];
}

const MARKER = 'INFRAxMARKERx';

/** `line` and `column` are one-based. */
export function completeOpsText(text: string, line: number, column: number): OpsCompletions {
    const lines = text.split('\n');
    const current = (lines[line - 1] ?? '').replace(/\r$/, '');
    const typed = /[A-Za-z]*$/.exec(current.slice(0, column - 1))?.[0] ?? '';
    const rest = /^[A-Za-z]*/.exec(current.slice(column - 1))?.[0] ?? '';
    const before = current.slice(0, column - 1 - typed.length);
    const after = current.slice(column - 1 + rest.length);
    const isValue = /:[ \t]+$/.test(before);
    const hasColon = /^[ \t]*:/.test(after);
    lines[line - 1] = `${before}${MARKER}${isValue || hasColon ? '' : ': '}${after}`;
    const place = findMarker(lines.join('\n'));
    return { startColumn: before.length + 1, endColumn: column + rest.length, items: place ? itemsAt(place, hasColon) : [] };
}

interface MarkedPlace {
    /** Fields and `[]` for an item, from the operation to what holds the marker. */
    readonly path: readonly string[];
    readonly kind: 'field' | 'value';
    /** Fields beside the marked one. */
    readonly siblings: readonly string[];
    readonly inFlow: boolean;
}

function findMarker(text: string): MarkedPlace | undefined {
    const source = splitOpsFile(text).find(candidate => candidate.text.includes(MARKER));
    return source && markedPlace(parseDocument(source.text, { version: '1.2', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' }));
}

function markedPlace(document: Document): MarkedPlace | undefined {
    let place: MarkedPlace | undefined;
    visit(document, {
        Scalar: (key, node, ancestors) => {
            if (node.value !== MARKER) {
                return undefined;
            }
            const around = ancestors.filter(ancestor => isPair(ancestor) || isMap(ancestor) || isSeq(ancestor));
            place = { path: pathOf(around, key === 'key'), kind: key === 'key' ? 'field' : 'value', siblings: siblingsOf(around), inFlow: around.some(isFlow) };
            return visit.BREAK;
        }
    });
    return place;
}

/** The marked pair itself is a step only for its value. */
function pathOf(ancestors: readonly unknown[], isKey: boolean): string[] {
    const steps = isKey ? ancestors.slice(0, -1) : ancestors;
    return steps.flatMap(ancestor => (isPair(ancestor) ? [nameOf(ancestor)] : isSeq(ancestor) ? ['[]'] : []));
}

function siblingsOf(ancestors: readonly unknown[]): string[] {
    const map = ancestors.findLast(ancestor => isMap(ancestor)) as YAMLMap | undefined;
    return (map?.items ?? []).map(nameOf).filter(name => name !== MARKER);
}

function nameOf(pair: Pair): string {
    return isScalar(pair.key) ? String((pair.key as Scalar).value) : '';
}

function isFlow(node: unknown): boolean {
    return (isMap(node) || isSeq(node)) && (node as Node & { flow?: boolean }).flow === true;
}

let operationSchema: Schema | undefined;

function itemsAt({ path, kind, siblings, inFlow }: MarkedPlace, hasColon: boolean): OpsCompletion[] {
    operationSchema ??= z.toJSONSchema(Operation, { target: 'draft-07', io: 'input' }) as Schema;
    const here = path.reduce<readonly Schema[]>(step, branches(operationSchema));
    if (kind === 'value') {
        return here.flatMap(values);
    }
    const items = here.flatMap(schema => (schema.items ? branches(schema.items) : []));
    // A field where a list belongs begins the list's next item.
    const dash = items.length > 0 && !inFlow ? '- ' : '';
    return fields(items.length > 0 ? items : here, siblings).map(([name, schema, required]) => {
        const insert = hasColon ? name : `${name}:${inFlow ? ' ' : beginOf(schema)}`;
        return { label: name, insert: dash + insert, kind: 'field', required, goesOn: !hasColon && insert.endsWith(' '), ...schema.description && { documentation: schema.description } };
    });
}

function branches(schema: Schema): readonly Schema[] {
    return schema.anyOf ? schema.anyOf.flatMap(branches) : [schema];
}

function step(schemas: readonly Schema[], segment: string): readonly Schema[] {
    return schemas.flatMap(schema => {
        const next = segment === '[]' ? schema.items : schema.properties?.[segment];
        return next ? branches(next) : [];
    });
}

/** Of several forms those that can hold what stands there already; required fields first. */
function fields(schemas: readonly Schema[], siblings: readonly string[]): [name: string, schema: Schema, required: boolean][] {
    const fitting = schemas.filter(schema => siblings.every(name => schema.properties?.[name]));
    const all = (fitting.length > 0 ? fitting : schemas).flatMap(schema => Object.entries(schema.properties ?? {})
        .map(([name, field]): [string, Schema, boolean] => [name, field, schema.required?.includes(name) ?? false]));
    const open = all.filter(([name], index) => !siblings.includes(name) && all.findIndex(other => other[0] === name) === index);
    return [...open.filter(([, , required]) => required), ...open.filter(([, , required]) => !required)];
}

/** What follows a field's colon: a list begins with its first item, which begins with the one field that it needs. */
function beginOf(schema: Schema): string {
    const [first, ...others] = branches(schema);
    if (first.type === 'array' && first.items) {
        const [item, ...forms] = branches(first.items);
        const needed = forms.length === 0 && item.required?.length === 1 ? `${item.required[0]}: ` : '';
        return `\n  - ${needed}`;
    }
    return first.properties && others.length === 0 ? '\n  ' : ' ';
}

function values(schema: Schema): OpsCompletion[] {
    const known = schema.enum ?? (schema.const !== undefined ? [schema.const] : schema.type === 'boolean' ? [true, false] : []);
    return known.map(value => ({ label: String(value), insert: String(value), kind: 'value', required: false, goesOn: false, ...schema.description && { documentation: schema.description } }));
}
