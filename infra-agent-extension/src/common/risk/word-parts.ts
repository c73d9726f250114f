/** Words made of other words, for program tables: the rest of a word, words joined to a line, a value that stands for a word. */
import type { Call, Word } from './program';

/** What follows the first `from` characters; they must be known. */
export function wordTail(word: Word, from: number): Word {
    const value = word.value === undefined ? {} : { value: word.value.slice(from) };
    return { ...value, shown: word.shown.slice(from), prefix: word.prefix.slice(from), splits: word.splits, start: word.start, end: word.end };
}

/** What stands behind the first `separator`, if that is in the known part. */
export function wordAfter(word: Word, separator: string): Word | undefined {
    const at = word.prefix.indexOf(separator);
    return at < 0 ? undefined : wordTail(word, at + separator.length);
}

export function fixedWord(value: string, at: Word): Word {
    return { value, shown: value, prefix: value, splits: false, start: at.start, end: at.end };
}

/** A value that the text does not fix, beyond what it begins with. */
export function unknownWord(shown: string, at: Word, prefix = ''): Word {
    return { shown, prefix, splits: false, start: at.start, end: at.end, ...(at.unknown ? { unknown: at.unknown } : {}) };
}

/** Words as one line, as `ssh`, `watch` and `su -c` hand them to a shell. */
export function joinWords(words: readonly Word[]): Word {
    if (words.length === 1) {
        return words[0];
    }
    const unknown = words.findIndex(word => word.value === undefined);
    const prefix = unknown < 0 ? words.map(word => word.value) : [...words.slice(0, unknown).map(word => word.value), words[unknown].prefix];
    return {
        ...(unknown < 0 ? { value: prefix.join(' ') } : {}),
        shown: words.map(word => word.shown).join(' '),
        prefix: prefix.join(' '),
        splits: false,
        start: words[0].start,
        end: words[words.length - 1].end
    };
}

/** Replaces a placeholder such as `{}` by something that is only known when it runs. */
export function withPlaceholder(word: Word, placeholder: string, prefix = ''): Word {
    const at = word.prefix.indexOf(placeholder);
    if (at < 0 && !word.shown.includes(placeholder)) {
        return word;
    }
    return unknownWord(word.shown, word, at < 0 ? word.prefix : at === 0 ? prefix : word.prefix.slice(0, at));
}

/** Where a file named `source` ends up in `folder`. */
export function inFolder(folder: Word, source: Word): Word {
    const root = folder.shown.replace(/\/+$/, '') || (folder.shown === '' ? '.' : '');
    if (folder.value === undefined || source.value === undefined) {
        return unknownWord(`${root}/${baseName(source.shown)}`, folder, folder.value === undefined ? folder.prefix : `${root}/`);
    }
    return fixedWord(`${root}/${baseName(source.value)}`, folder);
}

export function baseName(path: string): string {
    return path.replace(/\/+$/, '').split('/').pop() ?? path;
}

/** Files that a filter reads: its positional arguments, and standard input where that is a file. */
export function inputFiles(call: Call): readonly Word[] {
    const files = call.positionals.filter(word => word.value !== '-');
    return call.stdin.kind === 'file' ? [...files, call.stdin.path] : files;
}

/** The last value given to any of these flags. */
export function lastValue(call: Call, ...flags: string[]): Word | undefined {
    const values = call.values(...flags);
    return values[values.length - 1];
}

/** A command behind `--`, where a program stops reading options at its first argument and leaves the dashes in. */
export function withoutDashes(words: readonly Word[]): readonly Word[] {
    return words[0]?.value === '--' ? words.slice(1) : words;
}

/** Whether something is fed to the program that it could send on. */
export function hasInput(call: Call): boolean {
    return call.stdin.kind !== 'inherited' && !(call.stdin.kind === 'text' && call.stdin.text.trim() === '');
}

/** `xargs psql`, `psql $OPTIONS`: some of its words are not known, and any of them may be code. */
export function hasUnknownWords(call: Call): boolean {
    return call.words.some(word => word.splits && word.value === undefined);
}
