/** Whether what was expected was seen. Regular expressions come from people and models, so they run in linear time (RE2); one that is invalid is not met. */
import { RE2JS } from 're2js';
import type { Expectation } from './operation';

export interface Seen {
    /** Exit codes in order; undefined where a signal ended it. */
    readonly exits: readonly (number | undefined)[];
    /** Cleaned: no escape sequences, LF. */
    readonly output: string;
    /** Files whose bytes or mode changed. */
    readonly changed: readonly string[];
    exists(file: string): boolean;
}

export interface Checked {
    readonly expectation: Expectation;
    readonly met: boolean;
    readonly seen: string;
}

export function checkExpectations(expected: readonly Expectation[], seen: Seen): Checked[] {
    return expected.map(expectation => ({ expectation, ...check(expectation, seen) }));
}

/** Whether a pattern occurs in the output; `problem` if it is not valid. */
export function matches(pattern: string, output: string): boolean | { readonly problem: string } {
    try {
        return RE2JS.compile(pattern, RE2JS.MULTILINE).matcher(output).find();
    } catch (error) {
        return { problem: `the pattern is not a valid regular expression: ${error instanceof Error ? error.message : String(error)}` };
    }
}

function check(expectation: Expectation, seen: Seen): { met: boolean; seen: string } {
    if ('exit' in expectation) {
        const exit = seen.exits.at(-1);
        return { met: exit === expectation.exit, seen: exit === undefined ? 'no exit code' : `exit ${exit}` };
    }
    if ('stdout' in expectation) {
        const found = matches(expectation.stdout, seen.output);
        return typeof found === 'boolean' ? { met: found, seen: found ? 'found in the output' : `not in the output${lastLine(seen.output)}` } : { met: false, seen: found.problem };
    }
    if ('changed' in expectation) {
        const met = seen.changed.map(normal).includes(normal(expectation.changed));
        return { met, seen: met ? 'changed' : 'not changed' };
    }
    const met = seen.exists(normal(expectation.file));
    return { met, seen: met ? 'there' : 'not there' };
}

function lastLine(output: string): string {
    const line = output.trimEnd().split('\n').at(-1)?.slice(0, 200);
    return line ? `, which ends in "${line}"` : ', which is empty';
}

function normal(file: string): string {
    return file.replace(/^(?:\.\/)+/, '');
}
