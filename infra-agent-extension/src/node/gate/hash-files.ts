/**
 * What tells that a file of the workspace is still the same: the SHA-256 of its bytes. What is no regular file of the workspace has a word of its
 * own instead, so that its becoming one shows. Nothing here waits for a pipe, reads a device, or leaves the workspace.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join, sep } from 'node:path';

/** In bytes; of a larger file, its identity and times have to do. */
const LARGEST = 64 * 1024 * 1024;
const PIECE = 256 * 1024;
export const NOT_THERE = 'not there';

export function hashFiles(root: string, files: readonly string[]): Record<string, string> {
    return Object.fromEntries(files.map(file => [file, hashFile(root, file)]));
}

function hashFile(root: string, file: string): string {
    try {
        const real = realpathSync(join(root, file));
        return real === root || real.startsWith(root + sep) ? hashOpened(real) : `out of the workspace: ${real}`;
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        return code === 'ENOENT' || code === 'ENOTDIR' ? NOT_THERE : `unreadable: ${code ?? 'unknown'}`;
    }
}

function hashOpened(path: string): string {
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
        const stat = fstatSync(fd);
        return !stat.isFile() ? 'no regular file' : stat.size > LARGEST ? `large: ${identityOf(stat)}` : hashBytes(fd);
    } finally {
        closeSync(fd);
    }
}

function hashBytes(fd: number): string {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    for (let read = readSync(fd, piece); read > 0; read = readSync(fd, piece)) {
        hash.update(piece.subarray(0, read));
    }
    return hash.digest('hex');
}

/** Whoever changes a file's bytes changes its ctime too, which only root can set. */
export function identityOf({ ino, size, mtimeMs, ctimeMs, mode }: Stats): string {
    return [ino, size, mtimeMs, ctimeMs, mode].join(' ');
}
