/**
 * Which files git tracks, and whether git could give their present bytes back: read from `.git/index` itself (gitformat-index, versions
 * 2 to 4). Git is not run: a repository's configuration can make `git status` run a program (core.fsmonitor), and nobody approved that.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `unknown` where the index cannot be read: then nothing is taken for safe. */
export type Tracked = 'clean' | 'modified' | 'untracked' | 'absent' | 'unknown';

const HEADER_LENGTH = 12;
const FIXED_LENGTH = 62;
const EXTENDED = 0x4000;
const MAX_INDEX_BYTES = 64 * 1024 * 1024;

/** Path to object id (hex), or undefined if there is no index that can be read. Object ids of 20 bytes (SHA-1) only. */
export function readGitIndex(root: string): ReadonlyMap<string, string> | undefined {
    try {
        const file = join(root, '.git', 'index');
        return statSync(file).size > MAX_INDEX_BYTES ? undefined : parseIndex(readFileSync(file));
    } catch {
        // No repository, a worktree's `.git` file, no permission: all mean that nothing is known.
        return undefined;
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

function parseIndex(bytes: Buffer): ReadonlyMap<string, string> | undefined {
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) {
        return undefined;
    }
    const entries = new Map<string, string>();
    let at = HEADER_LENGTH;
    let previous = '';
    for (let left = bytes.readUInt32BE(8); left > 0; left--) {
        const id = bytes.toString('hex', at + 40, at + 60);
        const isExtended = (bytes.readUInt16BE(at + 60) & EXTENDED) !== 0;
        const nameAt = at + FIXED_LENGTH + (isExtended ? 2 : 0);
        const name = version === 4 ? compressedName(bytes, nameAt, previous) : plainName(bytes, nameAt);
        entries.set(name.text, id);
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
