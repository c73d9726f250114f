/**
 * Which files git tracks, and whether git could give their present bytes back: read from `.git/index` itself (gitformat-index, versions
 * 2 to 4). Git is not run: a repository's configuration can make `git status` run a program (core.fsmonitor), and nobody approved that.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `unknown` where the index cannot be read: then nothing is taken for safe. */
export type Tracked = 'clean' | 'modified' | 'untracked' | 'absent' | 'unknown';

const HEADER_LENGTH = 12;
const FIXED_LENGTH = 62;
const EXTENDED = 0x4000;
const SKIP_WORKTREE = 0x4000;
const REGULAR_FILE = 0b1000;
const MAX_INDEX_BYTES = 64 * 1024 * 1024;

interface Entry {
    /** Object id, in hex. */
    readonly id: string;
    /** Size and time of the file when git last looked, the size in bytes modulo 2^32. */
    readonly size: number;
    readonly modifiedNs: bigint;
    /** A file with bytes of its own: neither a link, nor another repository, nor one that a sparse checkout leaves out. */
    readonly isPlain: boolean;
}

export interface GitIndex {
    readonly entries: ReadonlyMap<string, Entry>;
    /** When the index itself was written: a file that is as young may have changed after git looked at it. */
    readonly writtenNs: bigint;
}

/** Undefined if there is no index that can be read. Object ids of 20 bytes (SHA-1) only. */
export function readIndex(root: string): GitIndex | undefined {
    try {
        const file = join(root, '.git', 'index');
        const stat = statSync(file, { bigint: true });
        const entries = stat.size > MAX_INDEX_BYTES ? undefined : parseIndex(readFileSync(file));
        return entries && { entries, writtenNs: stat.mtimeNs };
    } catch {
        // No repository, a worktree's `.git` file, no permission: all mean that nothing is known.
        return undefined;
    }
}

/** Path to object id (hex), or undefined if there is no index that can be read. */
export function readGitIndex(root: string): ReadonlyMap<string, string> | undefined {
    const index = readIndex(root);
    return index && new Map([...index.entries].map(([path, { id }]) => [path, id]));
}

/**
 * Whether a file that is there is as git last saw it: by size and time, as git itself does, so that what a filter writes otherwise (line
 * ends, large files) does not count; by its bytes where these do not tell.
 */
export function differsFromIndex(root: string, { entries, writtenNs }: GitIndex, path: string): 'same' | 'modified' | 'untracked' | 'unknown' {
    const entry = entries.get(path);
    if (!entry?.isPlain) {
        return entry ? 'same' : 'untracked';
    }
    try {
        const file = join(root, path);
        const stat = lstatSync(file, { bigint: true });
        if (stat.mtimeNs === entry.modifiedNs && stat.mtimeNs < writtenNs && Number(stat.size % 2n ** 32n) === entry.size) {
            return 'same';
        }
        return stat.isFile() && blobId(readFileSync(file)) === entry.id ? 'same' : 'modified';
    } catch {
        return 'unknown';
    }
}

/** Paths of the index at which nothing is any more. Nothing is read: an index that somebody made names what it likes. */
export function removedFromIndex(root: string, { entries }: GitIndex): string[] {
    return [...entries].flatMap(([path, { isPlain }]) => isPlain && isInside(path) && isGone(join(root, path)) ? [path] : []);
}

function isInside(path: string): boolean {
    return !path.startsWith('/') && !path.split('/').some(part => part === '..' || part === '.git');
}

function isGone(file: string): boolean {
    try {
        return lstatSync(file, { throwIfNoEntry: false }) === undefined;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
    }
}

/** Whether the file at this path (relative to the root, with `/`) holds what the index holds. */
export function trackedState(root: string, index: ReadonlyMap<string, string> | undefined, path: string): Tracked {
    if (!index) {
        return 'unknown';
    }
    try {
        const bytes = readFileSync(join(root, path));
        const id = index.get(path);
        return id === undefined ? 'untracked' : blobId(bytes) === id ? 'clean' : 'modified';
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'unknown';
    }
}

function blobId(bytes: Buffer): string {
    return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function parseIndex(bytes: Buffer): ReadonlyMap<string, Entry> | undefined {
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) {
        return undefined;
    }
    const entries = new Map<string, Entry>();
    let at = HEADER_LENGTH;
    let previous = '';
    for (let left = bytes.readUInt32BE(8); left > 0; left--) {
        const id = bytes.toString('hex', at + 40, at + 60);
        const isExtended = (bytes.readUInt16BE(at + 60) & EXTENDED) !== 0;
        const nameAt = at + FIXED_LENGTH + (isExtended ? 2 : 0);
        const name = version === 4 ? compressedName(bytes, nameAt, previous) : plainName(bytes, nameAt);
        const isSkipped = isExtended && (bytes.readUInt16BE(at + FIXED_LENGTH) & SKIP_WORKTREE) !== 0;
        entries.set(name.text, {
            id, size: bytes.readUInt32BE(at + 36), modifiedNs: BigInt(bytes.readUInt32BE(at + 8)) * 1_000_000_000n + BigInt(bytes.readUInt32BE(at + 12)),
            isPlain: bytes.readUInt32BE(at + 24) >> 12 === REGULAR_FILE && !isSkipped
        });
        previous = name.text;
        at = version === 4 ? name.end + 1 : at + Math.ceil((name.end + 1 - at) / 8) * 8;
    }
    return entries;
}

interface Name {
    readonly text: string;
    /** Offset of the NUL behind it. */
    readonly end: number;
}

function plainName(bytes: Buffer, at: number): Name {
    const end = bytes.indexOf(0, at);
    return { text: bytes.toString('utf8', at, end), end };
}

/** Version 4: how many bytes to cut from the end of the name before, as an offset varint, then what to put there. */
function compressedName(bytes: Buffer, at: number, previous: string): Name {
    let cut = bytes[at] & 0x7f;
    let next = at + 1;
    while (bytes[next - 1] & 0x80) {
        cut = ((cut + 1) << 7) | (bytes[next] & 0x7f);
        next++;
    }
    const { text, end } = plainName(bytes, next);
    const before = Buffer.from(previous, 'utf8');
    return { text: before.toString('utf8', 0, before.length - cut) + text, end };
}
