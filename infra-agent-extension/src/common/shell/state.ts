/**
 * What holds at a place in a script: variables, functions, folder, positional arguments. A state is a chain of layers, so that a branch costs
 * only what it changes; joining branches keeps what they agree on. It must not know the syntax tree's shape beyond function bodies.
 */
import type { ast } from './parse-shell';
import type { Source } from './source';
import { EMPTY, hole, joinValues, oneOf, optionsOf, sameValue, text, widenValues } from './value';
import type { Value } from './value';

export interface Variable {
    /** Of an array, the element 0. */
    readonly value: Value;
    /** Elements by index or key, in order; `open` when there may be more, or others. */
    readonly items?: ReadonlyMap<string, Value>;
    readonly open?: boolean;
    readonly keyed?: boolean;
    readonly exported?: boolean;
    readonly unset?: boolean;
    readonly readonly?: boolean;
    readonly shape?: 'integer' | 'lower' | 'upper';
    /** `declare -n`: another name for this variable. */
    readonly reference?: Value;
}

export interface FunctionBody {
    readonly body: ast.Function['body'];
    readonly source: Source;
}

export interface FunctionSlot {
    readonly bodies: readonly FunctionBody[];
    /** On some path it is not defined. */
    readonly maybeMissing: boolean;
    readonly exported?: boolean;
}

export interface AliasSlot {
    readonly texts: readonly Value[];
}

export interface Positional {
    readonly items: readonly Value[];
    /** Any number of unknown ones may follow. */
    readonly open: boolean;
}

export interface Options {
    readonly errexit: boolean | undefined;
    readonly noglob: boolean | undefined;
    readonly allexport: boolean | undefined;
}

export type Status = 'zero' | 'nonzero' | 'unknown';

/** What a key of a layer can hold; the key's first letters say which. */
interface Slots {
    positional: Positional;
    options: Options;
    cwd: Value;
    /** Where one still is if the `cd` before failed. */
    elsewhere: Value | undefined;
    previous: Value;
    folders: readonly Value[] | undefined;
    /** What was printed so far, where that is of use. */
    out: Value;
    status: Status;
    lost: boolean;
}

export interface State {
    readonly parent: State | undefined;
    readonly own: Map<string, unknown>;
    /** Which kinds of names were ever set in this shell: most scripts set none of most, and nothing needs to be looked up then. */
    readonly named: { variables: boolean; functions: boolean; aliases: boolean };
    /** Nothing behind this place is reached. */
    dead: boolean;
}

export type Changes = ReadonlyMap<string, unknown>;

/** What holds before a script sets anything. */
const INITIAL: ReadonlyMap<string, unknown> = new Map(Object.entries({
    positional: { items: [], open: false }, options: { errexit: false, noglob: false, allexport: false }, cwd: EMPTY, elsewhere: undefined, previous: hole('$OLDPWD'), folders: [], out: EMPTY, status: 'zero', lost: false
} satisfies Slots));

export function rootState(): State {
    return { parent: undefined, own: new Map(), named: { variables: false, functions: false, aliases: false }, dead: false };
}

export function fork(parent: State): State {
    return layer(parent, new Map(), parent.dead);
}

export function layer(parent: State, own: Map<string, unknown>, dead: boolean): State {
    return { parent, own, named: parent.named, dead };
}

export function getSlot<K extends keyof Slots>(state: State, key: K): Slots[K] {
    return read(state, key) as Slots[K];
}

export function setSlot<K extends keyof Slots>(state: State, key: K, value: Slots[K]): void {
    state.own.set(key, value);
}

/** What the text made of a variable; undefined if it never touched it. */
export function getVariable(state: State, name: string): Variable | undefined {
    return state.named.variables ? read(state, `v:${name}`) as Variable | undefined : undefined;
}

export function setVariable(state: State, name: string, variable: Variable): void {
    state.named.variables = true;
    state.own.set(`v:${name}`, variable);
}

export function getFunction(state: State, name: string): FunctionSlot | undefined {
    return state.named.functions ? read(state, `f:${name}`) as FunctionSlot | undefined : undefined;
}

export function setFunction(state: State, name: string, slot: FunctionSlot): void {
    state.named.functions = true;
    state.own.set(`f:${name}`, slot);
}

export function getAlias(state: State, name: string): AliasSlot | undefined {
    return state.named.aliases ? read(state, `a:${name}`) as AliasSlot | undefined : undefined;
}

export function setAlias(state: State, name: string, slot: AliasSlot): void {
    state.named.aliases = true;
    state.own.set(`a:${name}`, slot);
}

/** Everything that was changed since `base`, nearest first. */
export function changesSince(state: State, base: State): Changes {
    if (state.parent === base) {
        return state.own;
    }
    const changes = new Map(state.own);
    for (let at = state.parent; at && at !== base; at = at.parent) {
        for (const [key, value] of at.own) {
            if (!changes.has(key)) {
                changes.set(key, value);
            }
        }
    }
    return changes;
}

/** Makes of `state` what holds when one of the alternatives was taken; none means that nothing behind is reached. */
export function mergeInto(state: State, alternatives: readonly Changes[]): void {
    if (alternatives.length === 0) {
        state.dead = true;
        return;
    }
    if (alternatives.length === 1) {
        alternatives[0].forEach((value, key) => state.own.set(key, value));
        return;
    }
    const keys = new Set(alternatives.flatMap(changes => [...changes.keys()]));
    for (const key of keys) {
        const before = read(state, key);
        const values = alternatives.map(changes => changes.has(key) ? changes.get(key) : before);
        state.own.set(key, values.reduce((a, b) => joinSlot(key, a, b, joinValues)));
    }
}

/** Makes of `state` what also holds after more rounds of a loop; whether that changed anything. */
export function widenInto(state: State, alternatives: readonly Changes[], settle: boolean): boolean {
    let changed = false;
    for (const changes of alternatives) {
        for (const [key, value] of changes) {
            const before = read(state, key);
            const joined = joinSlot(key, before, value, settle ? widenValues : joinValues);
            if (!sameSlot(key, before, joined)) {
                changed = true;
                state.own.set(key, joined);
            }
        }
    }
    return changed;
}

export function variableNames(state: State): Set<string> {
    const names = new Set<string>();
    for (let at: State | undefined = state; at; at = at.parent) {
        for (const key of at.own.keys()) {
            if (key.startsWith('v:')) {
                names.add(key.slice(2));
            }
        }
    }
    return names;
}

/** Functions that are surely defined. */
export function functionNames(state: State): Set<string> {
    const names = new Set<string>();
    for (let at: State | undefined = state; at; at = at.parent) {
        for (const key of at.own.keys()) {
            const slot = key.startsWith('f:') ? getFunction(state, key.slice(2)) : undefined;
            if (slot && !slot.maybeMissing) {
                names.add(key.slice(2));
            }
        }
    }
    return names;
}

export function scalar(value: Value, more: Omit<Variable, 'value' | 'items' | 'open'> = {}): Variable {
    return { ...more, value };
}

/** An array of these elements; an element of any number of words leaves it open. */
export function arrayOf(values: readonly Value[], open: boolean, more: Omit<Variable, 'value' | 'items' | 'open'> = {}): Variable {
    const many = values.findIndex(value => value.length === 1 && typeof value[0] === 'object' && value[0].many === true);
    const fixed = many < 0 ? values : values.slice(0, many);
    return { ...more, value: fixed[0] ?? (open || many >= 0 ? hole('…') : EMPTY), items: new Map(fixed.map((value, index) => [String(index), value])), open: open || many >= 0 };
}

export const UNKNOWN_FUNCTION: FunctionSlot = { bodies: [], maybeMissing: true };

function read(state: State, key: string): unknown {
    for (let at: State | undefined = state; at; at = at.parent) {
        const value = at.own.get(key);
        if (value !== undefined || at.own.has(key)) {
            return value;
        }
    }
    return INITIAL.get(key);
}

type JoinValue = (a: Value, b: Value) => Value;

function joinSlot(key: string, a: unknown, b: unknown, join: JoinValue): unknown {
    if (a === b) {
        return a;
    }
    switch (key.slice(0, 2)) {
        case 'v:':
            return joinVariables(key.slice(2), a as Variable | undefined, b as Variable | undefined, join);
        case 'f:':
            return joinFunctions(a as FunctionSlot | undefined, b as FunctionSlot | undefined);
        case 'a:':
            return { texts: [...new Set([...(a as AliasSlot | undefined)?.texts ?? [], ...(b as AliasSlot | undefined)?.texts ?? []])] } satisfies AliasSlot;
        default:
            return joinPlain(key as keyof Slots, a, b, join);
    }
}

function joinPlain(key: keyof Slots, a: unknown, b: unknown, join: JoinValue): unknown {
    switch (key) {
        case 'positional':
            return joinPositional(a as Positional, b as Positional, join);
        case 'options':
            return joinOptions(a as Options, b as Options);
        case 'cwd': case 'previous': case 'out':
            return join(a as Value, b as Value);
        case 'elsewhere':
            return a && b ? join(a as Value, b as Value) : a ?? b;
        case 'folders':
            return undefined;
        case 'status':
            return 'unknown';
        case 'lost':
            return true;
        default: {
            const never: never = key;
            return never;
        }
    }
}

function joinVariables(name: string, a: Variable | undefined, b: Variable | undefined, join: JoinValue): Variable {
    const left = a ?? untouched(name);
    const right = b ?? untouched(name);
    const value = join(left.value, right.value);
    const flags = {
        ...(left.exported || right.exported ? { exported: true } : {}),
        ...(left.unset && right.unset ? { unset: true } : {}),
        ...(left.readonly || right.readonly ? { readonly: true } : {}),
        ...(left.keyed || right.keyed ? { keyed: true } : {}),
        ...(left.shape ?? right.shape ? { shape: left.shape ?? right.shape } : {}),
        ...(left.reference || right.reference ? { reference: join(left.reference ?? hole('?'), right.reference ?? hole('?')) } : {})
    };
    return left.items || right.items ? { ...flags, value, ...joinItems(left, right, join) } : { ...flags, value };
}

/** Arrays agree on a beginning; behind it anything may follow. */
function joinItems(a: Variable, b: Variable, join: JoinValue): { items: ReadonlyMap<string, Value>; open: boolean } {
    const [left, right] = [a, b].map(variable => variable.items ?? new Map(variable.unset || variable.value.length === 0 ? [] : [['0', variable.value]]));
    const items = new Map<string, Value>();
    for (const [key, value] of left) {
        const other = right.get(key);
        if (other === undefined) {
            break;
        }
        items.set(key, join(value, other));
    }
    return { items, open: a.open === true || b.open === true || items.size < Math.max(left.size, right.size) };
}

function untouched(name: string): Variable {
    return { value: [{ shown: `$${name}`, nature: 'unset' }] };
}

function joinFunctions(a: FunctionSlot | undefined, b: FunctionSlot | undefined): FunctionSlot {
    const bodies = new Map([...a?.bodies ?? [], ...b?.bodies ?? []].map(body => [body.body, body]));
    return { bodies: [...bodies.values()], maybeMissing: !a || !b || a.maybeMissing || b.maybeMissing, exported: a?.exported || b?.exported };
}

function joinPositional(a: Positional, b: Positional, join: JoinValue): Positional {
    const length = Math.min(a.items.length, b.items.length);
    const items = Array.from({ length }, (_, index) => join(a.items[index], b.items[index]));
    return { items, open: a.open || b.open || a.items.length !== b.items.length };
}

function joinOptions(a: Options, b: Options): Options {
    const same = (key: keyof Options) => a[key] === b[key] ? a[key] : undefined;
    return { errexit: same('errexit'), noglob: same('noglob'), allexport: same('allexport') };
}

function sameSlot(key: string, a: unknown, b: unknown): boolean {
    if (a === b) {
        return true;
    }
    if (a === undefined || b === undefined) {
        return false;
    }
    switch (key.slice(0, 2)) {
        case 'v:':
            return sameVariable(a as Variable, b as Variable);
        case 'f:':
            return (a as FunctionSlot).bodies.length === (b as FunctionSlot).bodies.length && (a as FunctionSlot).maybeMissing === (b as FunctionSlot).maybeMissing;
        case 'a:':
            return (a as AliasSlot).texts.length === (b as AliasSlot).texts.length;
        default:
            return key === 'positional' ? samePositional(a as Positional, b as Positional) : Array.isArray(a) && Array.isArray(b) ? sameValue(a, b) : JSON.stringify(a) === JSON.stringify(b);
    }
}

function sameVariable(a: Variable, b: Variable): boolean {
    const sameItems = a.items === b.items || a.items?.size === b.items?.size && [...a.items ?? []].every(([key, value]) => sameValue(value, b.items?.get(key) ?? hole('?')));
    return sameValue(a.value, b.value) && sameItems && a.open === b.open && a.exported === b.exported && a.unset === b.unset;
}

function samePositional(a: Positional, b: Positional): boolean {
    return a.open === b.open && a.items.length === b.items.length && a.items.every((item, index) => sameValue(item, b.items[index]));
}

/** For traps, which can run at any time: every value that was ever there. */
export function everySoFar(ever: Map<string, Variable>, name: string, variable: Variable): void {
    const before = ever.get(name);
    ever.set(name, before ? joinVariables(name, before, variable, joinValues) : variable);
}

export { oneOf, optionsOf, text };
