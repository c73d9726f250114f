/** What command line clients of databases are told to run: statements as arguments, on standard input and in files. */
import type { Group } from '../ops/operation';
import { high } from './effect';
import type { Call, Effect, Inner, Word } from './program';
import { sqlEffects } from './read-sql';
import { fixedWord, hasUnknownWords, unknownWord } from './word-parts';

/** Lines that the client itself takes, and not the database: `\! rm x`, `.shell rm x`. */
export interface ClientLines {
    readonly lines: RegExp;
    /** What a line starts or writes; nothing for one that only shows. */
    readonly read: (line: string, at: Word) => ClientUse;
}

export interface ClientUse {
    readonly effects?: readonly Effect[];
    readonly inner?: readonly Inner[];
    readonly writes?: readonly Word[];
}

/** Everything that statements do, with the client's own lines taken out first. */
export function readStatements(text: string, at: Word, group: Group, client?: ClientLines): Required<ClientUse> {
    const own = client ? [...text.matchAll(client.lines)].map(match => client.read(match[0].trim(), at)) : [];
    const sql = client ? text.replace(client.lines, '\n') : text;
    return {
        effects: [...sqlEffects(sql, group).map(effect => ({ ...effect, at })), ...own.flatMap(use => use.effects ?? [])],
        inner: own.flatMap(use => use.inner ?? []),
        writes: own.flatMap(use => use.writes ?? [])
    };
}

/** The same for a word, of which a part may not be known: then it must not begin a statement. */
export function readStatementWord(word: Word, group: Group, client?: ClientLines): Required<ClientUse> {
    const read = readStatements(word.value ?? word.shown, word, group, client);
    const computed = word.value === undefined && (/(^|;)\s*$/.test(word.prefix) || /(^|;)\s*(\$|`|$)/.test(word.shown));
    return computed ? { ...read, effects: [...read.effects, high(group, 'runs statements that the text does not fix', word)] } : read;
}

/** Statements from standard input, where no argument and no file gives them. */
export function readInput(call: Call, group: Group, client?: ClientLines): Required<ClientUse> {
    const none: Required<ClientUse> = { effects: [], inner: [], writes: [] };
    switch (call.stdin.kind) {
        // Where nothing comes in, the statements are in the words; `xargs psql` adds some that nobody knows.
        case 'text': return call.stdin.text.trim() === '' && hasUnknownWords(call)
            ? { ...none, effects: [high(group, 'takes words that are not known, which may be statements')] }
            : readStatements(call.stdin.text, call.program, group, client);
        case 'file': return { ...none, inner: [statementFile(call.stdin.path, group, client)] };
        case 'unknown': return { ...none, effects: [high(group, 'runs statements that come from another program')] };
        case 'inherited': return { ...none, effects: [high(group, 'opens a prompt, and what is typed there is not assessed')] };
        default: return call.stdin satisfies never;
    }
}

export function statementFile(path: Word, group: Group, client?: ClientLines): Inner {
    return {
        kind: 'text-file', path, group,
        read: text => {
            const { effects, inner, writes } = readStatements(text, path, group, client);
            return inner.length > 0 || writes.length > 0 ? [...effects, high('local', 'starts programs or writes files from a file of statements', path)] : effects;
        }
    };
}

/** The rest of a client's line as a shell line, a path, or a word that is not known where a part is filled in later. */
export function lineWord(text: string, at: Word): Word {
    const value = text.trim();
    return /\$/.test(value) && at.value === undefined ? unknownWord(value, at, value.split('$')[0]) : fixedWord(value, at);
}
