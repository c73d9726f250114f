/** `infra-agent journal verify`: whether the journal is as it was written, from its first line to its recorded end. */
import { existsSync, readdirSync } from 'node:fs';
import type { Refusal } from '../common/conductor/refusal';
import { chainKey, compareHead } from './file-journal';
import { CHAIN_START, readLines } from './journal-chain';
import { JournalFile } from './journal-file';
import { journalTrouble } from './journal-trouble';

export interface JournalCheck {
    readonly lines: number;
    /** The first thing that is wrong. */
    readonly trouble?: Refusal;
    /** The line where it is wrong, counted from 1. */
    readonly line?: number;
    /** Files that hold what crashes left half written; nothing in them was ever acted upon. */
    readonly torn: readonly string[];
    /** Whether the end is half written right now, by a live process or a crash; the next append sets it aside. */
    readonly partial: boolean;
}

/** Reads the whole file. Without the lock, so an append that is under way is seen as `partial`. */
export function verifyJournal(options: { readonly folder: string; readonly key: Buffer }): JournalCheck {
    const key = chainKey(options);
    const file = new JournalFile(options.folder);
    // The head first: lines that are appended in between only make the journal longer than it says.
    const head = file.readHead();
    const read = readLines(key, CHAIN_START, file.read());
    const lines = read.entries.length;
    const torn = existsSync(options.folder) ? readdirSync(options.folder).filter(name => name.endsWith('.torn')) : [];
    const seen = { lines, torn, partial: read.partial };
    if (read.trouble) {
        return { ...seen, trouble: journalTrouble(read.trouble), line: read.trouble.line };
    }
    const trouble = compareHead(key, head, read.entries.map(entry => entry.mac));
    return trouble ? { ...seen, trouble, line: lines } : seen;
}
