/** Redirections: which files are read and written, and where standard input and output then lead. */
import type { ast } from './parse-shell';
import { expandField, expandHereDocument, expandValue } from './expand-word';
import type { Field, ResolvedRedirect, ShellInput } from './host';
import { derive } from './run';
import type { Ctx } from './run';
import type { State } from './state';
import { concat, spread, text } from './value';

export interface Redirected {
    readonly redirects: readonly ResolvedRedirect[];
    /** Absent if it stays what it was. */
    readonly stdin?: ShellInput;
    /** What is printed goes elsewhere. */
    readonly stdoutAway: boolean;
}

const NONE: Redirected = { redirects: [], stdoutAway: false };

export function resolveRedirects(ctx: Ctx, state: State, nodes: readonly ast.Redirection[]): Redirected {
    if (nodes.length === 0) {
        return NONE;
    }
    const redirects: ResolvedRedirect[] = [];
    let stdin: ShellInput | undefined;
    let stdoutAway = false;
    for (const node of nodes) {
        const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
        const onStdin = node.descriptor === undefined || descriptor === 0;
        if (node.type === 'HereDoc') {
            const value = spread(expandHereDocument(ctx, state, node));
            stdin = onStdin ? { kind: 'text', value, ...hereLiteral(ctx, node) } : stdin;
        } else if (node.type === 'HereString') {
            const value = node.target ? spread(concat(expandValue(ctx, state, node.target), text('\n'))) : text('\n');
            const inside = node.target && expandField(literalOnly(ctx), state, node.target).literal;
            stdin = onStdin ? { kind: 'text', value, ...(inside && !value.some(part => typeof part !== 'string') ? { literal: inside } : {}) } : stdin;
        } else if (node.target) {
            const plain = resolvePlain(ctx, state, node, node.target, descriptor);
            stdin = plain.stdin ?? stdin;
            stdoutAway ||= plain.stdoutAway;
            redirects.push(...plain.redirects);
        }
    }
    return { redirects, ...(stdin ? { stdin } : {}), stdoutAway };
}

/** The place of a literal does not need its word to be evaluated a second time. */
function literalOnly(ctx: Ctx): Ctx {
    return derive(ctx, { run: { ...ctx.run, host: { ...ctx.run.host, started: () => undefined, redirected: () => undefined, wrote: () => undefined, trouble: () => undefined, unset: () => undefined, assigned: () => undefined } } });
}

function hereLiteral(ctx: Ctx, node: ast.HereDoc) {
    const oneToOne = node.operator === '<<' && (node.delimiter?.quoted || !/[\\$`]/.test(node.body.text));
    return oneToOne ? { literal: { source: ctx.source, offset: node.body.pos } } : {};
}

function resolvePlain(ctx: Ctx, state: State, node: ast.Redirect, word: ast.Word, descriptor: number | undefined): Redirected {
    const target = expandField(ctx, state, word);
    const toStdout = descriptor === 1 || descriptor === undefined && node.descriptor === undefined;
    switch (node.operator) {
        case '<&': {
            const plain = isDescriptor(target);
            return { redirects: [], stdoutAway: false, ...(toStdin(node, descriptor) && !plain ? { stdin: { kind: 'closed' } } : toStdin(node, descriptor) ? { stdin: { kind: 'file', path: target } } : {}) };
        }
        case '>&':
            if (isDescriptor(target) || node.descriptor !== undefined) {
                return { redirects: [], stdoutAway: toStdout };
            }
            return { redirects: [{ operator: '&>', descriptor, target }], stdoutAway: true };
        case '<': case '<>':
            return { redirects: [{ operator: node.operator, descriptor, target }], stdoutAway: false, ...(toStdin(node, descriptor) ? { stdin: inputFrom(target) } : {}) };
        default:
            return { redirects: [{ operator: node.operator, descriptor, target }], stdoutAway: toStdout || node.operator.startsWith('&') };
    }
}

function toStdin(node: ast.Redirect, descriptor: number | undefined): boolean {
    return descriptor === 0 || node.descriptor === undefined;
}

/** `< <(command)` reads what the command prints. */
function inputFrom(target: Field): ShellInput {
    const [only] = target.value;
    if (target.value.length === 1 && only === '/dev/null') {
        return { kind: 'closed' };
    }
    return target.value.length === 1 && typeof only === 'object' && only.output
        ? { kind: 'pipe', value: only.output, from: (only.from ?? []) as never }
        : { kind: 'file', path: target };
}

function isDescriptor(target: Field): boolean {
    const shownTarget = target.value.map(part => typeof part === 'string' ? part : part.nature === 'number' ? '0' : '?').join('');
    return /^([0-9]+-?|-)$/.test(shownTarget);
}
