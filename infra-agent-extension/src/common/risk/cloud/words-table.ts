/** A table for a provider's tool whose verbs read like what they do: `TOOL GROUP… VERB ARGUMENTS`. Exact verbs come first. */
import { exposures, scalesToZero } from './exposure';
import { effectOfReading, findVerbWord, readVerb } from './verb-words';
import { effect } from '../verb-list';
import type { Call, Effect, ProgramTable, Word } from '../program';

export interface WordsTable extends Omit<ProgramTable, 'judge'> {
    /** Other spellings of single words: `{ rm: 'delete' }`. */
    readonly words?: Readonly<Record<string, string>>;
    /** How a word reads as `verb-object`, where the tool writes it otherwise: `clusters-list`, `DescribeInstances`. */
    readonly spell?: (word: string) => string;
    /** Groups whose changes are access, names or secrets here, beside the common ones. */
    readonly sensitive?: RegExp;
    /** Flags that give a size. */
    readonly sizes?: readonly string[];
    /** At which word a verb can stand; the second, if left out. */
    readonly from?: number;
    readonly exact?: (call: Call) => readonly Effect[];
}

export function wordsTable(options: WordsTable): ProgramTable {
    const { words: spellings = {}, spell = asWritten, sensitive, sizes = [], from = 1, exact, ...table } = options;
    const judge = (call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } => {
        const endangers = (writes: boolean) => writes ? [...exposures(call, table.group), ...scalesToZero(call.values(...sizes), table.group)] : [];
        if (call.verb !== '') {
            return { effects: [...exact?.(call) ?? [], ...endangers(table.verbs[call.verb].risk !== 'LOW')] };
        }
        const path = pathOf(call.positionals, spellings).map(spell);
        const at = findVerbWord(path, from);
        if (path.length <= from || call.positionals.slice(0, at < 0 ? 3 : at).some(word => word.value === undefined)) {
            return { effects: [] };
        }
        const end = at < 0 ? path.length - 1 : at;
        const own = effectOfReading(readVerb(path.slice(0, end).join(' '), path[end]), table.group, call.positionals[end]);
        const grave = own.writes && own.risk !== 'HIGH' && sensitive?.test(path.slice(0, end + 1).join(' ')) ? [effect('HIGH', table.group, `changes access, names or secrets (${path.slice(0, end + 1).join(' ')})`, call.positionals[end])] : [];
        return { effects: [own, ...grave, ...endangers(own.writes)], replaces: true };
    };
    return { ...table, judge };
}

function asWritten(word: string): string {
    return word;
}

function pathOf(words: readonly Word[], spellings: Readonly<Record<string, string>>): string[] {
    return words.map(word => word.value ?? '').map(word => Object.hasOwn(spellings, word) ? spellings[word] : word);
}
