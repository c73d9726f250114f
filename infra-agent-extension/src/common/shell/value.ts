/**
 * Text as far as a script fixes it: known strings with holes between them. A hole says what is not known, and what nevertheless is
 * ("one of these", "a number", "a fresh temporary path"). Values are immutable.
 */
export type Value = readonly Part[];
export type Part = string | Hole;

export interface Hole {
    /** As a card shows it: `$NAME`, `$(date)`. */
    readonly shown: string;
    /**
     * `any` text; `number`; `temp`, a path made by mktemp; `name`, one word without blanks, slashes or shell characters;
     * `program`, a path whose last part is `program`, or nothing at all; `unset`, a variable that neither text nor environment sets.
     */
    readonly nature: 'any' | 'number' | 'temp' | 'name' | 'program' | 'unset';
    readonly program?: string;
    /** Its value is one of these. */
    readonly options?: readonly Value[];
    /** The option is the default of a variable that nothing sets here: taken for what is started, but no reason to rule a branch out. */
    readonly assumed?: boolean;
    /** When it stands alone in a list: any number of words. */
    readonly many?: boolean;
    /** Comes from pathname expansion of this pattern. */
    readonly pattern?: string;
    /** Path of a process substitution, whose output this is as far as it is known. */
    readonly output?: Value;
    /** Of a process or command substitution: something that the caller knows the started commands by. */
    readonly from?: readonly object[];
}

export const EMPTY: Value = [];

/** More alternatives than this are not kept apart. */
const MOST_OPTIONS = 24;
const LONGEST = 1 << 16;

export function text(value: string): Value {
    return value === '' ? EMPTY : [value];
}

export function hole(shown: string, nature: Hole['nature'] = 'any'): Value {
    return [{ shown, nature }];
}

/** The string, if nothing of it is unknown. */
export function known(value: Value): string | undefined {
    if (value.length === 0) {
        return '';
    }
    return value.length === 1 && typeof value[0] === 'string' ? value[0] : undefined;
}

export function shown(value: Value): string {
    let text = '';
    for (const part of value) {
        text += typeof part === 'string' ? part : part.shown;
    }
    return text;
}

/** The known text before the first hole. */
export function knownPrefix(value: Value): string {
    return typeof value[0] === 'string' ? value[0] : '';
}

export function concat(...values: readonly Value[]): Value {
    if (values.length === 2 && (values[0].length === 0 || values[1].length === 0)) {
        const value = values[0].length === 0 ? values[1] : values[0];
        if (isJoined(value)) {
            return isBounded(value) ? value : shortened(value);
        }
    }
    const parts: Part[] = [];
    for (const value of values) {
        for (const part of value) {
            const last = parts[parts.length - 1];
            if (typeof part === 'string' && typeof last === 'string') {
                parts[parts.length - 1] = last + part;
            } else if (part !== '') {
                parts.push(part);
            }
        }
    }
    return isBounded(parts) ? parts : shortened(parts);
}

/** Whether no two known texts lie side by side in it. */
function isJoined(value: Value): boolean {
    return value.every((part, index) => typeof part !== 'string' || part !== '' && typeof value[index - 1] !== 'string');
}

function isBounded(value: Value): boolean {
    return value.length <= 256 && !value.some(part => typeof part === 'string' && part.length > LONGEST);
}

function shortened([first]: Value): Value {
    return [...(typeof first === 'string' ? [first.slice(0, 256)] : []), { shown: '…', nature: 'any' }];
}

/** Either of the two. Few alternatives are kept apart; more become a hole behind what they have in common. */
export function joinValues(a: Value, b: Value): Value {
    if (a === b || sameValue(a, b)) {
        return a;
    }
    const options = [...optionsOf(a)];
    for (const option of optionsOf(b)) {
        if (!options.some(other => sameValue(other, option))) {
            options.push(option);
        }
    }
    const assumed = isAssumed(a) || isAssumed(b);
    return options.length === optionsOf(a).length && assumed === isAssumed(a) ? a : options.length <= MOST_OPTIONS ? oneOf(options, assumed) : widenValues(a, b);
}

export function oneOf(options: readonly Value[], assumed = false): Value {
    return options.length === 1 && !assumed ? options[0] : [{ shown: options.slice(0, 4).map(shown).join('|') + (options.length > 4 ? '|…' : ''), nature: 'any', options, ...(assumed ? { assumed } : {}) }];
}

/** Whether it rests on the default of a variable that may be set where this runs. */
export function isAssumed(value: Value): boolean {
    return value.some(part => typeof part === 'object' && part.assumed === true);
}

/** The same with alternatives for the whole instead of within it, as far as they are few. */
export function spread(value: Value): Value {
    const at = value.length > 1 ? value.findIndex(part => typeof part === 'object' && part.options !== undefined) : -1;
    const choice = value[at];
    if (at < 0 || typeof choice !== 'object' || !choice.options || choice.options.length > MOST_OPTIONS) {
        return value;
    }
    const options = choice.options.flatMap(option => optionsOf(spread(concat(...value.map(part => part === choice ? option : [part])))));
    return options.length > MOST_OPTIONS ? value : oneOf(options.filter((option, index) => options.findIndex(other => sameValue(other, option)) === index), isAssumed(value));
}

/** The string, if it is known or an assumed default makes it so: for code that is read, never for a decision. */
export function settled(value: Value): string | undefined {
    const options = optionsOf(spread(value));
    return options.length === 1 ? known(options[0]) : undefined;
}

/** Like `joinValues`, but settles after a few steps however often it is repeated. */
export function widenValues(a: Value, b: Value): Value {
    if (sameValue(a, b)) {
        return a;
    }
    const [left, right] = [optionsOf(a), optionsOf(b)];
    if (right.every(option => left.some(other => sameValue(other, option)))) {
        return a;
    }
    const prefixes = [...left, ...right].map(knownPrefix);
    const prefix = prefixes.reduce(commonPrefix);
    const numbers = [...left, ...right].every(isNumber);
    return concat(text(prefix.slice(0, LONGEST / 4)), hole('…', numbers ? 'number' : 'any'));
}

/** The alternatives of a value that is wholly one of several; itself otherwise. */
export function optionsOf(value: Value): readonly Value[] {
    const only = value.length === 1 ? value[0] : undefined;
    return typeof only === 'object' && only.options ? only.options : [value];
}

/** Applies a function to every alternative. */
export function mapOptions(value: Value, change: (option: Value) => Value): Value {
    const options = optionsOf(value);
    const changed = options.length === 1 ? change(options[0]) : options.map(change).reduce(joinValues);
    return options[0] !== value && isAssumed(value) ? oneOf(optionsOf(changed), true) : changed;
}

export function sameValue(a: Value, b: Value): boolean {
    return a === b || a.length === b.length && a.every((part, index) => samePart(part, b[index]));
}

export function isNumber(value: Value): boolean {
    return value.length > 0 && value.every(part => typeof part === 'string' ? /^-?[0-9]+$/.test(part) : part.nature === 'number');
}

/** Whether no part of it could hold a blank, a pattern, or nothing at all. */
export function isTame(part: Hole): boolean {
    return part.nature === 'number' || part.nature === 'temp' || part.nature === 'name' || part.nature === 'program';
}

function samePart(a: Part, b: Part): boolean {
    if (a === b) {
        return true;
    }
    if (typeof a === 'string' || typeof b === 'string') {
        return false;
    }
    const sameOptions = a.options === b.options || a.options !== undefined && b.options !== undefined && sameOptionLists(a.options, b.options);
    return a.shown === b.shown && a.nature === b.nature && a.program === b.program && a.many === b.many && a.output === b.output && sameOptions;
}

function sameOptionLists(a: readonly Value[], b: readonly Value[]): boolean {
    return a.length === b.length && a.every((option, index) => sameValue(option, b[index]));
}

function commonPrefix(a: string, b: string): string {
    let length = 0;
    while (length < a.length && a[length] === b[length]) {
        length++;
    }
    return a.slice(0, length);
}
