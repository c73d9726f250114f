/** Between the shell's fields and the words that program tables see. A word remembers the field that it was made of. */
import type { Field } from '../shell/host';
import type { Place } from '../shell/source';
import { hole, known, knownPrefix, shown, text } from '../shell/value';
import type { Value } from '../shell/value';
import type { Word } from './program';

/** A word that remembers its field. The field is private, so that a copy of the word with another value does not carry it on. */
class FieldWord implements Word {
    declare readonly value?: string;
    declare readonly unknown?: Word['unknown'];
    readonly shown: string;
    readonly prefix: string;
    readonly splits: boolean;
    readonly start: number;
    readonly end: number;
    readonly #field: Field;

    constructor(field: Field) {
        const value = known(field.value);
        const nature = value === undefined ? firstNature(field.value) : undefined;
        if (value !== undefined) {
            this.value = value;
        }
        if (nature) {
            this.unknown = nature;
        }
        this.shown = value ?? shown(field.value);
        this.prefix = value ?? knownPrefix(field.value);
        this.splits = field.splits;
        this.start = field.place.start;
        this.end = field.place.end;
        this.#field = field;
    }

    static fieldOf(word: Word): Field | undefined {
        return #field in word ? word.#field : undefined;
    }
}

export function wordOf(field: Field): Word {
    return new FieldWord(field);
}

/** The field of a word; tables also make words of their own, of which only the known part is left. */
export function fieldOf(word: Word, place: Place): Field {
    return FieldWord.fieldOf(word) ?? { value: valueOf(word), splits: word.splits, place: { ...place, start: word.start, end: word.end } };
}

function firstNature(value: Value): Word['unknown'] {
    const first = value.find(part => typeof part !== 'string');
    return typeof first === 'object' && (first.nature === 'temp' || first.nature === 'number' || first.nature === 'name') ? first.nature : undefined;
}

function valueOf(word: Word): Value {
    return word.value !== undefined ? text(word.value) : [...text(word.prefix), ...hole(word.shown.slice(word.prefix.length) || word.shown, word.unknown ?? 'any')];
}
