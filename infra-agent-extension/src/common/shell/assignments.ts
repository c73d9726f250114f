/** Assignments, alone or behind `declare` and its like. */
import type { ast } from './parse-shell';
import { numberOf } from './arithmetic';
import { expandAssigned, expandList } from './expand-word';
import { indexOf, inject } from './expand-parameter';
import type { Ctx } from './run';
import type { Place } from './source';
import { arrayOf, scalar } from './state';
import type { State, Variable } from './state';
import { EMPTY, known, text } from './value';
import type { Value } from './value';
import { append, assign, assignElement, loseVariables, variableOf } from './variables';

type Attributes = Omit<Variable, 'value' | 'items' | 'open'>;

/** Arrays through which bash finds programs and aliases. */
const RESERVED: ReadonlySet<string> = new Set(['BASH_CMDS', 'BASH_ALIASES']);

export function assignNode(ctx: Ctx, state: State, node: ast.Assignment, attributes: Attributes = {}): void {
    const place = ctx.source.place(node.pos, node.end);
    if (RESERVED.has(node.name)) {
        ctx.run.host.trouble({ kind: 'redefined', message: `sets ${node.name}, which changes what a name runs`, place });
    }
    if (node.value.type === 'ArrayValue') {
        const array = arrayValue(ctx, state, node.name, node.value, attributes);
        return node.append ? append(ctx, state, node.name, { ...array, ...attributes }, place) : assign(ctx, state, node.name, { ...array, ...attributes }, place);
    }
    const value = expandAssigned(ctx, state, node.value);
    if (node.index) {
        const index = indexOf(ctx, state, node.name, node.index);
        const written = node.append ? [...value, { shown: '…', nature: 'any' as const }] : value;
        return assignElement(ctx, state, node.name, index, written, place);
    }
    const before = variableOf(ctx, state, node.name);
    if ((attributes.shape ?? before.shape) === 'integer') {
        numberOf(ctx, state, value, place);
    }
    if (node.append) {
        append(ctx, state, node.name, { ...attributes, value }, place);
    } else if (before.items) {
        assignElement(ctx, state, node.name, '0', value, place);
    } else {
        assign(ctx, state, node.name, scalar(value, attributes), place);
    }
}

function arrayValue(ctx: Ctx, state: State, name: string, array: ast.ArrayValue, attributes: Attributes): Variable {
    const keyed = array.elements.some(element => element.text.startsWith('['));
    if (!keyed && !attributes.keyed && !variableOf(ctx, state, name).keyed) {
        return arrayOf(expandList(ctx, state, array.elements), false, attributes);
    }
    const items = new Map<string, Value>();
    let open = false;
    expandList(ctx, state, array.elements).forEach((value, index) => {
        const fixed = known(value);
        const match = fixed === undefined ? undefined : /^\[([^\]$`]*)\]=([\s\S]*)$/.exec(fixed);
        if (match) {
            items.set(match[1], text(match[2]));
        } else if (fixed !== undefined && !keyed) {
            items.set(String(index), value);
        } else {
            open = true;
        }
    });
    return { ...attributes, value: items.get('0') ?? EMPTY, items: open ? new Map() : items, open, ...(attributes.keyed || keyed ? { keyed: true } : {}) };
}

/** `NAME=value` as the argument of a builtin; what is no such thing makes every variable uncertain. */
export function assignText(ctx: Ctx, state: State, argument: Value, attributes: Attributes, place: Place): void {
    const first = typeof argument[0] === 'string' ? argument[0] : '';
    const match = /^([A-Za-z_][A-Za-z0-9_]*)(\[[^\]]*\])?(\+?)=/.exec(first);
    const fixed = known(argument);
    if (match) {
        const value: Value = [...text(first.slice(match[0].length)), ...argument.slice(1)];
        inject(ctx, state, match[2], { pos: 0, end: 0 });
        return match[2] ? assignElement(ctx, state, match[1], undefined, value, place) : match[3] ? append(ctx, state, match[1], { ...attributes, value }, place) : assign(ctx, state, match[1], scalar(value, attributes), place);
    }
    if (fixed !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(fixed)) {
        const before = variableOf(ctx, state, fixed);
        return assign(ctx, state, fixed, { ...before, ...attributes }, place);
    }
    if (fixed !== undefined) {
        return inject(ctx, state, fixed, { pos: 0, end: 0 });
    }
    loseVariables(ctx, state, place, 'an argument of export or declare');
}
