/** What a builtin is given. */
import type { ast } from './parse-shell';
import type { Field } from './host';
import type { Ctx } from './run';
import type { Place } from './source';
import type { State } from './state';
import { known } from './value';
import type { Value } from './value';

export interface BuiltinCall {
    readonly ctx: Ctx;
    readonly state: State;
    readonly name: string;
    readonly args: readonly Field[];
    readonly place: Place;
    readonly ownStdin: boolean;
    /** Assignments that the parser saw behind `declare` and its like. */
    readonly declarations: readonly ast.Assignment[];
    print(value: Value): void;
    /** Runs these words as a command in the same shell. */
    again(words: readonly Field[], options?: { readonly noFunctions?: boolean }): void;
    /** Starts these words as a program, whatever functions and builtins there are. */
    start(words: readonly Field[]): void;
}

export type Builtin = (call: BuiltinCall) => void;

export function wordOf(field: Field | undefined): string | undefined {
    return field && !field.splits ? known(field.value) : undefined;
}

/** Leading options made of these letters, and the rest; `--` ends them. */
export function splitOptions(args: readonly Field[], letters: string, withValue = ''): { options: string; values: ReadonlyMap<string, Field>; rest: readonly Field[] } {
    let options = '';
    const values = new Map<string, Field>();
    for (let at = 0; at < args.length; at++) {
        const word = wordOf(args[at]);
        if (word === '--') {
            return { options, values, rest: args.slice(at + 1) };
        }
        if (word === undefined || !/^[-+]./.test(word) || ![...word.slice(1)].every((letter, index) => letters.includes(letter) || [...word.slice(1, index + 1)].some(before => withValue.includes(before)))) {
            return { options, values, rest: args.slice(at) };
        }
        const valued = [...word.slice(1)].findIndex(letter => withValue.includes(letter));
        options += valued < 0 ? word.slice(1) : word.slice(1, valued + 2);
        if (valued >= 0) {
            const attached = word.slice(valued + 2);
            const value = attached === '' ? args[++at] : { ...args[at], value: [attached] };
            if (value) {
                values.set(word[valued + 1], value);
            }
        }
    }
    return { options, values, rest: [] };
}
