/** Between the shell's fields and the words that program tables see. A word remembers the field that it was made of. */
import type { Field } from '../shell/host';
import type { Place } from '../shell/source';
import { hole, known, knownPrefix, shown, text } from '../shell/value';
import type { Value } from '../shell/value';
import type { Word } from './program';

const fields = new WeakMap<Word, Field>();

export function wordOf(field: Field): Word {
    const value = known(field.value);
    const first = field.value.find(part => typeof part !== 'string');
    const nature = typeof first === 'object' && (first.nature === 'temp' || first.nature === 'number' || first.nature === 'name') ? first.nature : undefined;
    const word: Word = {
        ...(value === undefined ? {} : { value }), ...(nature ? { unknown: nature } : {}), shown: shown(field.value), prefix: value ?? knownPrefix(field.value), splits: field.splits, start: field.place.start, end: field.place.end
    };
    fields.set(word, field);
    return word;
}

/** The field of a word; tables also make words of their own, of which only the known part is left. */
export function fieldOf(word: Word, place: Place): Field {
    return fields.get(word) ?? { value: valueOf(word), splits: word.splits, place: { ...place, start: word.start, end: word.end } };
}

function valueOf(word: Word): Value {
    return word.value !== undefined ? text(word.value) : [...text(word.prefix), ...hole(word.shown.slice(word.prefix.length) || word.shown, word.unknown ?? 'any')];
}
