/** A text that is evaluated, and how its offsets map to places that a person can be shown. */
import type { ParsedShell } from './parse-shell';
import type { Value } from './value';

export interface Place {
    readonly start: number;
    readonly end: number;
    /** The file that was looked through; the offsets are then in it. */
    readonly file?: string;
}

export interface Source {
    readonly text: string;
    readonly parsed: ParsedShell;
    readonly file?: string;
    /** How it was named when it was started or sourced: `$BASH_SOURCE`. */
    readonly invokedAs?: Value;
    place(start: number, end: number): Place;
}

export function rootSource(text: string, parsed: ParsedShell, from: { readonly file?: string; readonly invokedAs?: Value } = {}): Source {
    const file = from.file === undefined ? {} : { file: from.file };
    // What is never closed ends behind the text, to its parser.
    return { text, parsed, ...from, place: (start, end) => ({ start: Math.min(start, text.length), end: Math.min(end, text.length), ...file }) };
}

/** A text inside another whose characters lie there one to one, from `offset` on. */
export function shiftedSource(outer: Source, text: string, parsed: ParsedShell, offset: number): Source {
    return { ...outer, text, parsed, place: (start, end) => outer.place(start + offset, end + offset) };
}

/** A text that was computed: all of it lies where it came from. */
export function computedSource(outer: Source, text: string, parsed: ParsedShell, place: Place): Source {
    return { ...outer, text, parsed, place: () => place };
}
