/**
 * The journal as a file: append-only lines in a keyed hash chain, one writer at a time, on disk before it answers. A tail that a crash left
 * half written is set aside; a head record beside it shows when lines were cut off its end. It must not know what events mean.
 */
import { createHash, createHmac } from 'node:crypto';
import { basename, join } from 'node:path';
import { Event } from '../common/conductor/events';
import type { JournalEntry } from '../common/conductor/events';
import { evolveAll, initialState } from '../common/conductor/evolve';
import type { Appended, DecideOn, Journal, JournalListener } from '../common/conductor/journal';
import type { WorkspaceState } from '../common/conductor/operation-state';
import { isRefusal, refuse } from '../common/conductor/refusal';
import type { Refusal } from '../common/conductor/refusal';
import { wellFormed } from '../common/ops/canonical-json';
import { withLock } from './file-lock';
import type { HeldLock } from './file-lock';
import { CHAIN_START, openHead, readLines, sealEntries, sealHead } from './journal-chain';
import type { ChainEnd, LineTrouble } from './journal-chain';
import { JournalFile } from './journal-file';
import { watchJournal } from './journal-watch';
import { journalFailure, journalTrouble } from './journal-trouble';
import { renewLease, RENEW_EVERY } from './owner-lease';
import { thisProcess } from './process-owner';

export interface FileJournalOptions {
    /** The workspace's own folder in the agent's state. */
    readonly folder: string;
    readonly key: Buffer;
    readonly now: () => Date;
    /** How long an append waits for other processes, in milliseconds. */
    readonly patience?: number;
    /** Told, in a sentence, of a half-written tail that was set aside. */
    readonly report?: (sentence: string) => void;
}

/** Appends hold the lock for milliseconds; ten seconds of waiting mean that something is wrong. */
const PATIENCE = 10_000;

/** Throws with a sentence where the file cannot be trusted or read. */
export function openFileJournal(options: FileJournalOptions): FileJournal {
    const journal = new FileJournal(options);
    journal.readNew();
    return journal;
}

/** Of one workspace: a journal that was copied from another folder does not fit. */
export function chainKey({ folder, key }: Pick<FileJournalOptions, 'folder' | 'key'>): Buffer {
    return createHmac('sha256', key).update(`journal ${basename(folder)}`).digest();
}

export class FileJournal implements Journal {
    private readonly file: JournalFile;
    private readonly key: Buffer;
    private current: WorkspaceState = initialState;
    private end: ChainEnd = CHAIN_START;
    /** By line, to compare with a head that is behind. */
    private macs: string[] = [];
    /** Of all bytes up to `end`. */
    private prefix = createHash('sha256');
    /** Of the files, as last read. */
    private seen: string | undefined;
    private bad: Refusal | undefined;
    private readonly listeners = new Set<JournalListener>();
    private stopWatching: (() => void) | undefined;
    /** Appends of this process, one after the other: the lock is between processes. */
    private work: Promise<unknown> = Promise.resolve();

    constructor(private readonly options: FileJournalOptions) {
        this.file = new JournalFile(options.folder);
        this.key = chainKey(options);
    }

    state(): WorkspaceState {
        return this.current;
    }

    trouble(): Refusal | undefined {
        return this.bad;
    }

    async append(decideOn: DecideOn): Promise<Appended | Refusal> {
        const step = this.work.then(() => this.appendLocked(decideOn));
        this.work = step.catch(() => undefined);
        return step;
    }

    async refresh(): Promise<WorkspaceState> {
        this.readNew();
        return this.current;
    }

    onChange(listener: JournalListener): () => void {
        this.listeners.add(listener);
        this.stopWatching ??= this.follow();
        return () => {
            this.listeners.delete(listener);
            if (this.listeners.size === 0) {
                this.stopWatching?.();
                this.stopWatching = undefined;
            }
        };
    }

    async entries(): Promise<readonly JournalEntry[]> {
        return readLines(this.key, CHAIN_START, this.file.read()).entries;
    }

    /** While somebody listens: looks for what others append, and shows other hosts that this process lives. */
    private follow(): () => void {
        const renew = (): boolean => renewLease(this.options.folder, thisProcess());
        renew();
        const renewing = setInterval(renew, RENEW_EVERY).unref();
        const stopWatching = watchJournal(this.file.path, () => this.readNew());
        return () => {
            clearInterval(renewing);
            stopWatching();
        };
    }

    /** Takes in the lines that were written since, and tells the listeners. */
    readNew(): void {
        const fingerprint = this.file.fingerprint();
        if (fingerprint === this.seen) {
            return;
        }
        const known = this.end.seq;
        // The head first: lines that another process appends in between only make the journal longer than it says.
        const head = this.file.readHead();
        const bytes = this.file.read();
        const entries = this.goesOn(bytes) ? this.takeFrom(bytes) : this.takeAnew(bytes);
        this.bad ??= compareHead(this.key, head, this.macs);
        this.seen = fingerprint;
        this.tell(entries.filter(entry => entry.seq > known));
    }

    /** Whether what was read before is still there, to the byte. Reading a file is cheaper than folding it anew. */
    private goesOn(bytes: Buffer): boolean {
        return this.bad === undefined && bytes.length >= this.end.bytes
            && createHash('sha256').update(bytes.subarray(0, this.end.bytes)).digest('hex') === this.prefix.copy().digest('hex');
    }

    private takeFrom(bytes: Buffer): readonly JournalEntry[] {
        const read = readLines(this.key, this.end, bytes.subarray(this.end.bytes));
        this.prefix.update(bytes.subarray(this.end.bytes, read.end.bytes));
        return this.take(read.entries, read.end, read.trouble);
    }

    /** A writer whose disk was full took its lines back, or somebody changed the file: what is right in it now is all there is. */
    private takeAnew(bytes: Buffer): readonly JournalEntry[] {
        this.current = initialState;
        this.end = CHAIN_START;
        this.macs = [];
        this.prefix = createHash('sha256');
        return this.takeFrom(bytes);
    }

    private take(entries: readonly JournalEntry[], end: ChainEnd, trouble: LineTrouble | undefined): readonly JournalEntry[] {
        this.current = evolveAll(this.current, entries);
        this.macs.push(...entries.map(entry => entry.mac));
        this.end = end;
        this.bad = trouble && journalTrouble(trouble);
        return entries;
    }

    private async appendLocked(decideOn: DecideOn): Promise<Appended | Refusal> {
        const place = { folder: join(this.options.folder, 'lock'), owner: thisProcess(), patience: this.options.patience ?? PATIENCE };
        try {
            const answer = await withLock(place, lock => this.appendNow(decideOn, lock));
            this.tell(isRefusal(answer) ? [] : answer.entries);
            return answer;
        } catch (error) {
            const failure = journalFailure(error);
            if (failure) {
                return failure;
            }
            throw error;
        }
    }

    private async appendNow(decideOn: DecideOn, lock: HeldLock): Promise<Appended | Refusal> {
        this.readNew();
        this.bad ??= compareHead(this.key, this.file.readHead(), this.macs);
        if (this.bad) {
            return this.bad;
        }
        const now = this.options.now().toISOString();
        const events = decideOn(this.current, now);
        if (isRefusal(events) || events.length === 0) {
            return isRefusal(events) ? events : { entries: [], state: this.current };
        }
        // What is folded is what a reader of the file will fold: parsed, and without halves of characters.
        const sealed = sealEntries(this.key, this.end, events.map(event => Event.parse(wellFormed(event))), now);
        if (!await lock.stillHeld()) {
            return refuse('journal-lock-lost', 'Another process took over the journal while this one was suspended, so nothing was recorded and nothing was done; try again.');
        }
        this.makeRoom();
        this.file.append(sealed.bytes, sealHead(this.key, sealed.end), this.end.bytes);
        this.take(sealed.entries, sealed.end, undefined);
        this.prefix.update(sealed.bytes);
        this.seen = this.file.fingerprint();
        return { entries: sealed.entries, state: this.current };
    }

    /** Nothing may lie behind the last whole append; and a head has to be there before the first line, so that a missing one shows. */
    private makeRoom(): void {
        const torn = this.file.setTornTailAside(this.end.bytes);
        if (torn !== undefined) {
            this.options.report?.(`A crash left the end of the journal half written; it is kept in ${torn}, and nothing that was recorded is lost.`);
        }
        if (this.file.readHead() === undefined) {
            this.file.writeHead(sealHead(this.key, CHAIN_START));
        }
    }

    /** Later, since a listener may want to append; in order all the same. */
    private tell(entries: readonly JournalEntry[]): void {
        if (entries.length > 0) {
            const [state, listeners] = [this.current, [...this.listeners]];
            setImmediate(() => listeners.filter(listener => this.listeners.has(listener)).forEach(listener => listener(state, entries)));
        }
    }
}

/** `macs` of all lines, in order. The head is written after its lines, so more lines than it says are a crash's, and fewer are a cut. */
export function compareHead(key: Buffer, text: string | undefined, macs: readonly string[]): Refusal | undefined {
    const line = macs.length;
    if (text === undefined) {
        return line === 0 ? undefined : journalTrouble({ kind: 'tampered', line, reason: 'the record of its end (head.json) is missing' });
    }
    const head = openHead(key, text);
    if (!head) {
        return journalTrouble({ kind: 'tampered', line, reason: 'the record of its end (head.json) was changed' });
    }
    if (head.seq > line) {
        return journalTrouble({ kind: 'tampered', line: line + 1, reason: `lines ${line + 1} to ${head.seq} were cut off its end` });
    }
    return head.mac === (macs[head.seq - 1] ?? CHAIN_START.mac) ? undefined
        : journalTrouble({ kind: 'tampered', line: head.seq, reason: `line ${head.seq} is not the one that was recorded` });
}
