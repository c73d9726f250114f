/**
 * Reaches the folder of a file in the workspace step by step, following no link. On Linux each step goes through the descriptor of the
 * folder before, so that a folder which is swapped for a link meanwhile cannot lead out; elsewhere each step is only looked at.
 */
import { closeSync, constants, existsSync, fsyncSync, lstatSync, openSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { readEditPath } from '../common/ops/edit-path';

export interface ParentFolder {
    /** Absolute path of a name in the folder; good only while it is open. */
    at(name: string): string;
    /** The file's own name. */
    readonly name: string;
    /** So that what was made, renamed or removed in it outlives a loss of power. */
    sync(): void;
}

/** Asked for a folder that is not there: makes it and answers true, or false to give up. */
export type OnMissing = (folder: string, path: string) => boolean;

/** Undefined if a folder on the way is not there. Throws with a sentence if the path, or something on its way, is refused. */
export function inParentFolder<T>(root: string, file: string, onMissing: OnMissing, use: (parent: ParentFolder) => T): T | undefined {
    const parts = pathParts(file);
    const name = parts.pop() ?? '';
    let here = openFolder(root, root);
    try {
        for (const [depth, part] of parts.entries()) {
            const path = join(here.path, part);
            if (!lstatOr(path) && !onMissing(parts.slice(0, depth + 1).join('/'), path)) {
                return undefined;
            }
            const next = openFolder(path, join(here.plain, part), file);
            close(here);
            here = next;
        }
        const { path, fd } = here;
        return use({ name, at: entry => join(path, entry), sync: () => sync(fd) });
    } finally {
        close(here);
    }
}

export function lstatOr(path: string): Stats | undefined {
    try {
        return lstatSync(path);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') {
            return undefined;
        }
        throw error;
    }
}

function pathParts(file: string): string[] {
    const read = readEditPath(file);
    if ('problem' in read) {
        throw new Error(`${file} cannot be edited: ${read.problem}.`);
    }
    return read.path.split('/');
}

interface Open {
    /** Through which its entries are reached. */
    readonly path: string;
    /** Where it is by name. */
    readonly plain: string;
    readonly fd: number | undefined;
}

function openFolder(path: string, plain: string, file?: string): Open {
    const stat = lstatSync(path);
    if (!stat.isDirectory()) {
        const what = stat.isSymbolicLink() ? 'a symbolic link; edit the file that it leads to' : 'not a folder';
        throw new Error(`${file ?? plain} cannot be edited: ${plain} is ${what}.`);
    }
    const open = pin(path, plain);
    if (isGitFolder(open.path)) {
        close(open);
        throw new Error(`${file ?? plain} cannot be edited: ${plain} is git's own folder.`);
    }
    return open;
}

function pin(path: string, plain: string): Open {
    // Windows opens no folders.
    if (process.platform === 'win32') {
        return { path, plain, fd: undefined };
    }
    const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    const own = `/proc/self/fd/${fd}`;
    return { path: existsSync(own) ? own : plain, plain, fd };
}

/** What git takes for a repository, whatever its name: a bare one in a subfolder, or one whose `.git` is elsewhere. */
function isGitFolder(path: string): boolean {
    return lstatOr(join(path, 'HEAD')) !== undefined && ['objects', 'refs'].every(name => lstatOr(join(path, name))?.isDirectory());
}

function sync(fd: number | undefined): void {
    try {
        if (fd !== undefined) {
            fsyncSync(fd);
        }
    } catch {
        // Some file systems cannot sync a folder.
    }
}

function close({ fd }: Open): void {
    if (fd !== undefined) {
        closeSync(fd);
    }
}
