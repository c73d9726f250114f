/** What a word becomes before it is split: pieces that are quoted or not, literal or expanded. From pieces come fields. */
import type { Field } from './host';
import type { Place } from './source';
import { concat, EMPTY, isTame, known, oneOf, optionsOf } from './value';
import type { Hole, Value } from './value';
import { quotePattern } from './pattern';

export interface Piece {
    readonly value: Value;
    readonly quoted: boolean;
    /** Result of an expansion, and so split where it is not quoted. */
    readonly expanded: boolean;
    /** Unquoted pattern characters of the text itself. */
    readonly glob?: boolean;
    /** An assumed default was chosen for it. */
    readonly assumed?: boolean;
}

/** Between the elements of a list such as `"$@"`. */
export const BREAK = 'break';
export type Pieces = readonly (Piece | typeof BREAK)[];

/** A field while it is built; `pattern` is there when it holds unquoted `*`, `?` or `[`. */
export interface RawField {
    readonly value: Value;
    readonly splits: boolean;
    readonly pattern?: string;
    readonly assumed?: boolean;
}

export function literal(value: Value): Piece {
    return { value, quoted: false, expanded: false };
}

export function quoted(value: Value): Piece {
    return { value, quoted: true, expanded: false };
}

/** The pieces as one string, as in assignments and here-documents: nothing splits, lists are joined by blanks. */
export function pieceText(pieces: Pieces): Value {
    return concat(...pieces.map(piece => piece === BREAK ? [' '] : piece.value));
}

/** The pieces as a pattern, with what is quoted protected; undefined if a part is not known. */
export function piecePattern(pieces: Pieces): string | undefined {
    let pattern = '';
    for (const piece of pieces) {
        const fixed = piece === BREAK ? ' ' : known(piece.value);
        if (fixed === undefined) {
            return undefined;
        }
        pattern += piece !== BREAK && (piece.quoted || !piece.expanded && !piece.glob) ? quotePattern(fixed) : fixed;
    }
    return pattern;
}

/** Word splitting. `ifs` is undefined when it cannot be known. */
export function splitPieces(pieces: Pieces, ifs: string | undefined): RawField[] {
    const fields: RawField[] = [];
    let current: { value: Value; splits: boolean; pattern: string; active: boolean; present: boolean; assumed: boolean } | undefined;
    const open = () => current ??= { value: EMPTY, splits: false, pattern: '', active: false, present: false, assumed: false };
    const close = () => {
        if (current && (current.present || current.value.length > 0)) {
            fields.push({ value: current.value, splits: current.splits, ...(current.active ? { pattern: current.pattern } : {}), ...(current.assumed ? { assumed: true } : {}) });
        }
        current = undefined;
    };
    const add = (text: string, isPattern: boolean) => {
        const field = open();
        field.value = concat(field.value, text === '' ? EMPTY : [text]);
        field.pattern += isPattern ? text : quotePattern(text);
        field.active ||= isPattern && /[*?[]/.test(text);
    };
    for (const piece of pieces) {
        if (piece === BREAK) {
            close();
            continue;
        }
        const splittable = piece.expanded && !piece.quoted;
        if (!splittable) {
            open().present ||= piece.quoted || piece.value.length > 0;
        }
        for (const part of piece.value) {
            if (typeof part !== 'string') {
                const field = open();
                field.value = concat(field.value, [part]);
                field.splits ||= part.many === true || splittable && !isTame(part);
                field.pattern += '*';
            } else if (!splittable) {
                add(part, piece.glob === true);
            } else if (ifs === undefined) {
                const field = open();
                field.value = concat(field.value, [{ shown: part, nature: 'any' } satisfies Hole]);
                field.splits = true;
            } else {
                splitText(part, ifs, chunk => add(chunk, true), close, () => { open().present = true; });
            }
        }
        if (piece.assumed && current) {
            current.assumed = true;
        }
    }
    close();
    return fields;
}

/** Cuts expanded text at the characters of IFS; blanks among them join, others each end a field. */
function splitText(text: string, ifs: string, add: (chunk: string) => void, close: () => void, keep: () => void): void {
    let chunk = '';
    for (let at = 0; at < text.length; at++) {
        if (!ifs.includes(text[at])) {
            chunk += text[at];
            continue;
        }
        if (chunk !== '') {
            add(chunk);
            chunk = '';
        }
        if (!' \t\n'.includes(text[at])) {
            keep();
        }
        close();
        // A separator amid blanks ends one field only.
        if (' \t\n'.includes(text[at])) {
            while (at + 1 < text.length && ' \t\n'.includes(text[at + 1]) && ifs.includes(text[at + 1])) {
                at++;
            }
            if (at + 1 < text.length && ifs.includes(text[at + 1])) {
                at++;
            }
        }
    }
    if (chunk !== '') {
        add(chunk);
    }
}

const MOST_WAYS = 48;

/** Every way in which the values that are "one of several" can come out; a value that is used twice comes out the same twice. */
export function waysOf(words: readonly Pieces[]): readonly (readonly Pieces[])[] {
    const choices = new Set<Hole>();
    let ways = 1;
    for (const piece of words.flat()) {
        for (const part of piece === BREAK ? [] : piece.value) {
            if (typeof part === 'object' && part.options && !choices.has(part) && ways * part.options.length <= MOST_WAYS) {
                choices.add(part);
                ways *= part.options.length;
            }
        }
    }
    if (choices.size === 0) {
        return [words];
    }
    const [first] = choices;
    const options = first.options!.flatMap(option => optionsOf(option));
    return options.flatMap(option => {
        const chosen = words.map(pieces => pieces.map(piece => piece === BREAK || !piece.value.includes(first) ? piece : { ...piece, value: concat(...piece.value.map(part => part === first ? option : [part])), ...(first.assumed ? { assumed: true } : {}) }));
        return waysOf(chosen);
    }).slice(0, MOST_WAYS * 2);
}

/** The value as it is handed on: an assumption stays one. */
export function held({ value, assumed }: Field): Value {
    return assumed ? oneOf([value], true) : value;
}

export function field(value: Value, place: Place, splits = false): Field {
    return { value, splits, place };
}
