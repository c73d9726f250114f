/**
 * One writer at a time among processes, without a lock server. Locks are numbered files: `7.lock` is made whole and with its holder's name
 * by linking, which only one process can do; `7.free` says that it was given back. Number 8 can be taken once 7 is free or its holder is gone,
 * so that two processes that find a dead holder cannot both take over, and one that woke up late sees that its number is no longer the highest.
 * The newest numbers stay as files: the highest one must never go away, or a late process could take it a second time.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Owner } from '../common/conductor/events';
import { refuse } from '../common/conductor/refusal';
import type { Refusal } from '../common/conductor/refusal';
import { ownerIsAlive, thisHost } from './process-owner';

export interface LockPlace {
    /** A folder for nothing else; made if it is not there. */
    readonly folder: string;
    readonly owner: Owner;
    /** How long to wait for another holder, in milliseconds. */
    readonly patience: number;
}

export interface HeldLock {
    /** False once another process took over, believing this one gone: then nothing may be written any more. */
    stillHeld(): Promise<boolean>;
}

const LockText = z.strictObject({ owner: Owner, token: z.string() });

/** A holder on another host cannot be asked. A lock is held for milliseconds, so one this old (by the file system's clock) has no holder. */
const FOREIGN_LOCK_LASTS = 60_000;
/** Numbers kept behind the highest, for processes that were looking while others came and went. */
const KEPT = 4;
/** Asking whether a holder lives can cost a process; in milliseconds. */
const ASK_EVERY = 250;

/** Runs `act` while this process alone holds the lock, or refuses after `patience`. */
export async function withLock<T>(place: LockPlace, act: (lock: HeldLock) => Promise<T>): Promise<T | Refusal> {
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    const number = await acquire(place);
    if (typeof number !== 'number') {
        return number;
    }
    try {
        return await act({ stillHeld: async () => (await numbersIn(place.folder)).highest === number });
    } finally {
        await release(place.folder, number);
    }
}

async function acquire(place: LockPlace): Promise<number | Refusal> {
    const until = Date.now() + place.patience;
    const patience: Patience = { askedAt: 0, name: '' };
    for (let wait = 2; ; wait = Math.min(wait * 2, 40)) {
        const number = await tryToTake(place, patience);
        if (number !== undefined) {
            return number;
        }
        if (Date.now() > until) {
            return busy(place, patience);
        }
        await sleep(wait * (0.5 + Math.random()));
    }
}

/** Whom this process waits for, and when it last looked whether they live. */
interface Patience {
    askedAt: number;
    name: string;
    holder?: Owner;
}

async function tryToTake(place: LockPlace, patience: Patience): Promise<number | undefined> {
    const { highest, free } = await numbersIn(place.folder);
    if (highest > 0 && !free.has(highest) && !await isAbandoned(place.folder, highest, patience)) {
        return undefined;
    }
    const number = highest + 1;
    if (!await make(place, number)) {
        return undefined;
    }
    if ((await numbersIn(place.folder)).highest > number) {
        await unlinkIfThere(join(place.folder, `${number}.lock`));
        return undefined;
    }
    await tidy(place.folder, number);
    return number;
}

async function isAbandoned(folder: string, number: number, patience: Patience): Promise<boolean> {
    const file = join(folder, `${number}.lock`);
    if (patience.name === file && Date.now() - patience.askedAt < ASK_EVERY) {
        return false;
    }
    const text = await readFile(file, 'utf8').catch(() => undefined);
    // Gone: a higher one is there by now, so look again.
    if (text === undefined) {
        return false;
    }
    const { owner } = LockText.parse(JSON.parse(text));
    Object.assign(patience, { askedAt: Date.now(), name: file, holder: owner });
    return !ownerIsAlive(owner) || await isForeignAndOld(folder, file, owner);
}

async function isForeignAndOld(folder: string, file: string, owner: Owner): Promise<boolean> {
    if (owner.host === thisHost()) {
        return false;
    }
    const now = await fileSystemTime(folder);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }));
    return now - mtimeMs > FOREIGN_LOCK_LASTS;
}

/** The clock of the file system, which is another host's on a network share. */
async function fileSystemTime(folder: string): Promise<number> {
    const probe = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
    const handle = await open(probe, 'wx', 0o600);
    try {
        return (await handle.stat()).mtimeMs;
    } finally {
        await handle.close();
        await unlinkIfThere(probe);
    }
}

/** False if another process made this number first. */
async function make(place: LockPlace, number: number): Promise<boolean> {
    const token = randomBytes(8).toString('hex');
    const aside = join(place.folder, `${token}.tmp`);
    const handle = await open(aside, 'wx', 0o600);
    try {
        await handle.writeFile(JSON.stringify({ owner: place.owner, token }));
    } finally {
        await handle.close();
    }
    try {
        await link(aside, join(place.folder, `${number}.lock`));
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
            throw error;
        }
        return false;
    } finally {
        await unlinkIfThere(aside);
    }
}

/** A second link to the lock, since that needs no space on a full disk. */
async function release(folder: string, number: number): Promise<void> {
    const lock = join(folder, `${number}.lock`);
    try {
        await link(lock, join(folder, `${number}.free`));
    } catch {
        // Rather give the number back than keep every process waiting; ENOENT if another took over.
        await unlinkIfThere(lock);
    }
}

interface Numbers {
    readonly highest: number;
    readonly free: ReadonlySet<number>;
}

async function numbersIn(folder: string): Promise<Numbers> {
    const names = await readdir(folder);
    const numbers = (ending: string): number[] => names.filter(name => name.endsWith(ending)).map(name => Number.parseInt(name, 10)).filter(Number.isSafeInteger);
    return { highest: Math.max(0, ...numbers('.lock')), free: new Set(numbers('.free')) };
}

async function tidy(folder: string, number: number): Promise<void> {
    for (const name of await readdir(folder)) {
        const isOld = /^[0-9]+\.(lock|free)$/.test(name) && Number.parseInt(name, 10) < number - KEPT;
        // Left by processes that were killed while they made a lock.
        const isLeft = name.endsWith('.tmp') && await isOlderThan(join(folder, name), FOREIGN_LOCK_LASTS);
        if (isOld || isLeft) {
            await unlinkIfThere(join(folder, name));
        }
    }
}

async function isOlderThan(file: string, age: number): Promise<boolean> {
    const stats = await stat(file).catch(() => undefined);
    return stats !== undefined && Date.now() - stats.mtimeMs > age;
}

async function unlinkIfThere(file: string): Promise<void> {
    try {
        await unlink(file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
            throw error;
        }
    }
}

function busy(place: LockPlace, { holder }: Patience): Refusal {
    const who = holder ? `the process ${holder.pid} on ${holder.host}` : 'other processes';
    return refuse('journal-busy', `The journal was being written by ${who} for ${Math.round(place.patience / 1000)} seconds; try again, or end that process.`);
}
