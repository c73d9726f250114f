/** Files of a workspace for looking through scripts while a command is assessed: synchronous, bounded, links never followed out. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ReadResult, SourceLookup } from '../common/repo/repo-files';
import { READ_LIMIT } from './disk-repo-files';

export function diskSourceLookup(root: string): SourceLookup {
    return { read: path => read(root, path), list: folder => list(root, folder) };
}

function read(root: string, path: string): ReadResult {
    const real = realInside(root, path);
    if (real === undefined) {
        return { kind: 'missing' };
    }
    if (real === 'outside') {
        return { kind: 'unreadable', reason: 'it leads out of the workspace' };
    }
    try {
        return readBounded(real);
    } catch (error) {
        return { kind: 'unreadable', reason: (error as NodeJS.ErrnoException).code ?? 'it cannot be read' };
    }
}

function readBounded(path: string): ReadResult {
    // Opening a pipe would else wait for somebody who writes to it, and everything with it.
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
        const stat = fstatSync(fd);
        if (!stat.isFile() || stat.size > READ_LIMIT) {
            return { kind: 'unreadable', reason: stat.isFile() ? `it is larger than ${READ_LIMIT} bytes` : 'it is no regular file' };
        }
        const bytes = readFileSync(fd);
        return bytes.includes(0) ? { kind: 'unreadable', reason: 'it is binary' } : { kind: 'text', text: bytes.toString('utf8') };
    } finally {
        closeSync(fd);
    }
}

function list(root: string, folder: string): readonly string[] {
    const real = realInside(root, folder);
    if (real === undefined || real === 'outside') {
        return [];
    }
    try {
        return readdirSync(real, { withFileTypes: true }).map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    } catch {
        return [];
    }
}

function realInside(root: string, path: string): string | 'outside' | undefined {
    try {
        const real = realpathSync(join(root, path));
        return real === root || real.startsWith(root + sep) ? real : 'outside';
    } catch {
        return undefined;
    }
}
