/** What a wrapper starts. An option that a wrapper's table does not know could take the next word as its value: then nothing can be said. */
import type { Call, Inner, ProgramTable, Remote, Word } from './program';
import { joinWords } from './word-parts';

/** A wrapper's options, as its manual lists them: with the next word as value, and without. */
export interface WrapperOptions {
    readonly valueFlags: readonly string[];
    readonly bareFlags: readonly string[];
}

/** A program that starts another one behind its own options; `skip` positional words stand before it. */
export function wrapper(names: string, options: WrapperOptions, more: Partial<ProgramTable> & { readonly skip?: number } = {}): ProgramTable {
    const { skip, ...rest } = more;
    return {
        names: names.split(' '),
        group: 'local',
        valueFlags: options.valueFlags,
        optionsFirst: true,
        verbs: { '': { risk: 'LOW', message: 'starts another program' } },
        helpFlags: ['--help', '--version'],
        inner: call => started(call, options, skip ?? 0),
        ...rest
    };
}

export function started(call: Call, options: WrapperOptions, skip: number): readonly Inner[] {
    const words = call.positionals.slice(skip);
    return [...unknownOptions(call, options), ...words.length > 0 ? [{ kind: 'argv' as const, words }] : []];
}

/** For each option that is not in the lists: that what runs cannot be told. */
export function unknownOptions(call: Call, options: WrapperOptions): readonly Inner[] {
    return [...new Set(call.flags)].filter(word => !isKnown(word, options)).map(at => ({
        kind: 'unreadable', message: `takes \`${at.shown}\`, which \`${call.program.shown}\`'s table does not know, so what it starts cannot be told`, at
    }));
}

function isKnown(word: Word, { valueFlags, bareFlags }: WrapperOptions): boolean {
    const text = word.value ?? word.prefix;
    const name = text.startsWith('--') ? text.split('=')[0] : text;
    if (valueFlags.includes(name) || bareFlags.includes(name)) {
        return true;
    }
    if (text.startsWith('--')) {
        return [...valueFlags, ...bareFlags].filter(flag => flag.startsWith(name)).length === 1;
    }
    for (const letter of name.slice(1)) {
        if (valueFlags.includes(`-${letter}`) || /[0-9]/.test(letter) && bareFlags.includes('-0-9')) {
            return true;
        }
        if (!bareFlags.includes(`-${letter}`)) {
            return false;
        }
    }
    return true;
}

/**
 * Words that are joined to one line for a shell. Where a value among them is not known, and nothing else looks like shell, they are taken as a
 * program and its arguments: what an argument holds is then as open as it is for any other call.
 */
export function startedLine(words: readonly Word[], where?: Remote): Inner {
    const place = where ? { where } : {};
    const isPlain = words.every(word => word.value === undefined || /^[\w@%+=:,./~-]+$/.test(word.value));
    const isOpen = words.length > 1 && words[0].value !== undefined && words.some(word => word.value === undefined);
    return isOpen && isPlain ? { kind: 'argv', words, ...place } : { kind: 'shell', text: joinWords(words), ...place };
}

/** Words such as `NAME=value` before the program, as `env` and `sudo` take them. */
export function splitAssignments(words: readonly Word[]): { readonly assignments: readonly Word[]; readonly rest: readonly Word[] } {
    const end = words.findIndex(word => !/^[A-Za-z_]\w*=/.test(word.prefix));
    return end < 0 ? { assignments: words, rest: [] } : { assignments: words.slice(0, end), rest: words.slice(end) };
}
