/** Reading and setting variables as the shell does: inherited values, special parameters, attributes, name references. */
import { step } from './run';
import type { Ctx } from './run';
import type { Place } from './source';
import { arrayOf, everySoFar, fork, getSlot, getVariable, scalar, setFunction, setSlot, setVariable } from './state';
import type { State, Variable } from './state';
import { concat, EMPTY, hole, isNumber, joinValues, known, mapOptions, oneOf, optionsOf, text } from './value';
import type { Value } from './value';

export type Parameter =
    | { readonly kind: 'one'; readonly value: Value }
    | { readonly kind: 'list'; readonly items: readonly Value[]; readonly open: boolean };

/** What a plain variable holds, wherever that was decided. */
export function variableOf(ctx: Ctx, state: State, name: string): Variable {
    const own = getVariable(state, name);
    if (own?.reference) {
        const target = known(own.reference);
        return target === undefined || target === name ? scalar(hole(`$${name}`)) : variableOf(ctx, state, target);
    }
    if (own) {
        return own;
    }
    if (getSlot(state, 'lost')) {
        return scalar(hole(`$${name}`));
    }
    const inherited = ctx.run.inherited(name);
    return inherited ? scalar(inherited, { exported: true }) : scalar(dynamicValue(ctx, state, name) ?? [{ shown: `$${name}`, nature: 'unset' }], { unset: true });
}

/** `$name`; a variable that nothing sets is reported. */
export function parameterOf(ctx: Ctx, state: State, name: string): Parameter {
    const found = readParameter(ctx, state, name);
    if (found.kind === 'one' && isUnset(found.value) && name !== 'HOME') {
        ctx.run.host.unset(name);
    }
    return found;
}

/** `$name`, with special parameters; `name` may be a digit or a sign. */
export function readParameter(ctx: Ctx, state: State, name: string): Parameter {
    if (/^[0-9]+$/.test(name)) {
        return { kind: 'one', value: name === '0' ? ctx.run.name : positionalAt(state, Number(name)) };
    }
    switch (name) {
        case '@': case '*':
            return { kind: 'list', items: getSlot(state, 'positional').items, open: getSlot(state, 'positional').open };
        case '#': {
            const { items, open } = getSlot(state, 'positional');
            return { kind: 'one', value: open ? hole('$#', 'number') : text(String(items.length)) };
        }
        case '?': case '$': case '!':
            return { kind: 'one', value: hole(`$${name}`, 'number') };
        case '-':
            return { kind: 'one', value: hole('$-', 'name') };
        case '_':
            return { kind: 'one', value: hole('$_') };
        default: {
            const variable = variableOf(ctx, state, name);
            return { kind: 'one', value: variable.items && variable.keyed ? variable.items.get('0') ?? (variable.open ? hole(`$${name}`) : EMPTY) : variable.value };
        }
    }
}

/** `${name[index]}` */
export function elementOf(ctx: Ctx, state: State, name: string, index: string | undefined): Parameter {
    const stack = shellArray(ctx, name);
    const variable = stack ?? variableOf(ctx, state, name);
    if (index === '@' || index === '*') {
        const items = variable.items ? [...variable.items.values()] : variable.unset ? [] : [variable.value];
        return { kind: 'list', items, open: variable.open === true || variable.unset === true && isUnset(variable.value) && variable !== stack && !getVariable(state, name) };
    }
    if (index === undefined) {
        return { kind: 'one', value: hole(`\${${name}[…]}`) };
    }
    if (!variable.items) {
        return { kind: 'one', value: index === '0' ? variable.value : variable.unset ? variable.value : EMPTY };
    }
    const key = variable.items.has(index) || !/^-[0-9]+$/.test(index) || variable.open ? index : String(endOf(variable.items) + Number(index));
    return { kind: 'one', value: variable.items.get(key) ?? (variable.open || !variable.keyed && !/^-?[0-9]+$/.test(index) ? hole(`\${${name}[${index}]}`) : EMPTY) };
}

const FREE_ITEMS = 32;

/** One behind the highest index: an array may have gaps. */
function endOf(items: ReadonlyMap<string, Value>): number {
    let end = 0;
    items.forEach((_value, key) => { end = Math.max(end, Number(key) + 1); });
    return end;
}

/** Sets a variable as an assignment does, with its attributes. */
export function assign(ctx: Ctx, state: State, name: string, change: Variable, place: Place): void {
    rememberInherited(ctx, state, name);
    const before = getVariable(state, name);
    if (before?.reference && !change.reference) {
        const target = known(before.reference);
        target === undefined ? loseVariables(ctx, state, place, `through the name reference ${name}`) : assign(ctx, state, target, change, place);
        return;
    }
    // An array that grows with each command would cost the square of the text.
    if (change.items && change.items.size > FREE_ITEMS) {
        step(ctx.run, change.items.size >> 3);
    }
    const exported = change.exported ?? before?.exported ?? (getSlot(state, 'options').allexport !== false || undefined);
    const shape = change.shape ?? before?.shape;
    const value = shaped(change.value, shape);
    const after: Variable = { ...change, value: before?.readonly ? joinValues(before.value, value) : value, ...(exported ? { exported } : {}), ...(shape ? { shape } : {}), ...(before?.readonly ? { readonly: true } : {}) };
    setVariable(state, name, after);
    everySoFar(ctx.run.ever, name, after);
    if (after.exported || ctx.run.watches.has(name)) {
        ctx.run.host.assigned(name, after.value, place, getSlot(state, 'cwd'));
    }
}

/** Sets one element, `name[index]=value`; an index that is not known leaves the whole array open. */
export function assignElement(ctx: Ctx, state: State, name: string, index: string | undefined, value: Value, place: Place): void {
    const before = variableOf(ctx, state, name);
    const items = new Map(before.items ?? (before.unset || before.value.length === 0 ? [] : [['0', before.value] as const]));
    const fits = index !== undefined && (before.keyed || /^[0-9]+$/.test(index) && Number(index) <= items.size);
    if (fits) {
        items.set(index, value);
    }
    const first = items.get('0') ?? EMPTY;
    assign(ctx, state, name, { ...before, unset: false, value: fits ? first : joinValues(first, value), items: fits ? items : new Map(), open: before.open === true || !fits }, place);
}

export function append(ctx: Ctx, state: State, name: string, more: Variable, place: Place): void {
    const before = variableOf(ctx, state, name);
    const inert = isUnset(before.value);
    if (more.items || before.items) {
        const old = before.items ? [...before.items.values()] : inert || before.value.length === 0 ? [] : [before.value];
        const added = more.items ? [...more.items.values()] : undefined;
        if (before.keyed || more.keyed) {
            const items = new Map([...before.items ?? [], ...more.items ?? []]);
            assign(ctx, state, name, { ...before, unset: false, items, open: before.open || more.open }, place);
        } else if (!added) {
            assignElement(ctx, state, name, '0', joinText(old[0] ?? EMPTY, more.value), place);
        } else {
            const array = before.open ? arrayOf(old, true) : arrayOf([...old, ...added], more.open === true);
            assign(ctx, state, name, { ...array, ...(before.exported ? { exported: true } : {}) }, place);
        }
        return;
    }
    const value = before.shape === 'integer' ? hole(`$${name}`, 'number') : inert ? more.value : joinText(before.value, more.value);
    assign(ctx, state, name, { ...before, unset: false, value: inert ? joinValues(value, joinText(before.value, value)) : value }, place);
}

/** After this any variable may hold anything: its name was not known. */
export function loseVariables(ctx: Ctx, state: State, place: Place, how: string): void {
    ctx.run.host.trouble({ kind: 'any-variable', message: `sets a variable whose name the text does not fix (${how})`, place });
    setSlot(state, 'lost', true);
    for (let at: State | undefined = state; at; at = at.parent) {
        for (const key of at.own.keys()) {
            if (key.startsWith('v:')) {
                setVariable(state, key.slice(2), scalar(hole(`$${key.slice(2)}`), { exported: getVariable(state, key.slice(2))?.exported }));
            }
        }
    }
}

export function isUnset(value: Value): boolean {
    return value.length === 1 && typeof value[0] === 'object' && value[0].nature === 'unset';
}

/** A state in which every variable holds one of all the values that it ever had: for code that runs at any time. */
export function anytimeState(ctx: Ctx, state: State, defined: ReadonlySet<string>): State {
    const later = fork(state);
    later.dead = false;
    ctx.run.ever.forEach((variable, name) => setVariable(later, name, { ...variable, value: onceSet(variable.value) }));
    ctx.run.everFunctions.forEach((slot, name) => setFunction(later, name, defined.has(name) && !slot.maybeMissing ? slot : { ...slot, maybeMissing: true }));
    return later;
}

/** Where a variable is set somewhere, being unset elsewhere counts as being empty. */
function onceSet(value: Value): Value {
    return optionsOf(value).length > 1 ? mapOptions(value, option => isUnset(option) ? EMPTY : option) : value;
}

function joinText(a: Value, b: Value): Value {
    return mapOptions(a, left => mapOptions(b, right => concat(left, right)));
}

/** So that joining branches sees what the variable was before the text touched it. */
function rememberInherited(ctx: Ctx, state: State, name: string): void {
    if (getVariable(state, name) || getSlot(state, 'lost')) {
        return;
    }
    const inherited = ctx.run.inherited(name);
    const initial: Variable = inherited ? scalar(inherited, { exported: true }) : scalar(dynamicValue(ctx, state, name) ?? [{ shown: `$${name}`, nature: 'unset' }], { unset: true });
    let root = state;
    while (root.parent) {
        root = root.parent;
    }
    setVariable(root, name, initial);
    everySoFar(ctx.run.ever, name, initial);
}

function shaped(value: Value, shape: Variable['shape']): Value {
    if (!shape) {
        return value;
    }
    return mapOptions(value, option => {
        const fixed = known(option);
        if (shape === 'integer') {
            return isNumber(option) ? option : hole('…', 'number');
        }
        return fixed === undefined ? hole('…') : text(shape === 'lower' ? fixed.toLowerCase() : fixed.toUpperCase());
    });
}

function positionalAt(state: State, index: number): Value {
    const { items, open } = getSlot(state, 'positional');
    return items[index - 1] ?? (open ? hole(`$${index}`) : EMPTY);
}

/** Variables that the shell makes itself. */
function dynamicValue(ctx: Ctx, state: State, name: string): Value | undefined {
    switch (name) {
        case 'PWD':
            return getSlot(state, 'cwd');
        case 'OLDPWD':
            return getSlot(state, 'previous');
        case 'IFS':
            return text(' \t\n');
        case 'BASH_SOURCE':
            return ctx.source.invokedAs ?? EMPTY;
        case 'RANDOM': case 'SRANDOM': case 'LINENO': case 'UID': case 'EUID': case 'PPID': case 'SECONDS': case 'EPOCHSECONDS': case 'BASHPID': case 'SHLVL': case 'OPTIND': case 'BASH_SUBSHELL': case 'COLUMNS': case 'LINES':
            return hole(`$${name}`, 'number');
        case 'OSTYPE': case 'MACHTYPE': case 'HOSTTYPE': case 'BASH_VERSION': case 'HOSTNAME': case 'EPOCHREALTIME': case 'SHELLOPTS': case 'BASHOPTS':
            return hole(`$${name}`, 'name');
        case 'BASH':
            return [{ shown: '$BASH', nature: 'program', program: 'bash' }];
        case 'BASH_COMMAND': case 'BASH_EXECUTION_STRING': case 'REPLY': case 'OPTARG': case 'PIPESTATUS': case 'BASH_REMATCH': case 'DIRSTACK': case 'GROUPS': case 'BASH_ARGV':
            return hole(`$${name}`);
        case 'FUNCNAME':
            return ctx.call?.name === undefined ? hole('$FUNCNAME') : text(ctx.call.name);
        default:
            return undefined;
    }
}

function shellArray(ctx: Ctx, name: string): Variable | undefined {
    if (name === 'BASH_SOURCE') {
        return ctx.source.invokedAs ? { value: ctx.source.invokedAs, items: new Map([['0', ctx.source.invokedAs]]), open: true } : { value: EMPTY, items: new Map(), open: false, unset: true };
    }
    return ['FUNCNAME', 'BASH_REMATCH', 'PIPESTATUS', 'DIRSTACK', 'GROUPS', 'BASH_ARGV', 'BASH_LINENO', 'COMP_WORDS', 'MAPFILE'].includes(name)
        ? { value: dynamicOr(ctx, name), items: new Map(), open: true }
        : undefined;
}

function dynamicOr(ctx: Ctx, name: string): Value {
    return name === 'FUNCNAME' && ctx.call?.name !== undefined ? oneOf([text(ctx.call.name), hole('$FUNCNAME')]) : hole(`$${name}`);
}
