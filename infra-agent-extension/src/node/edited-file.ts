/**
 * One file of the workspace as an edit sees it: opened without following a link at any part of its path, read whole, and replaced as a
 * whole by a rename, so that it is always wholly old or wholly new.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fchmodSync, fchownSync, fstatSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { TEMPORARY_PREFIX, TEMPORARY_SUFFIX } from './disk-repo-files';
import { inParentFolder, lstatOr, type ParentFolder } from './workspace-folder';

export const ABSENT = 'absent';
/** In bytes; a larger file is no hand-written text. */
const SIZE_LIMIT = 16 * 1024 * 1024;

export interface FileState {
    /** SHA-256 (hex) of the bytes, or `absent`. */
    readonly hash: string;
    readonly executable: boolean;
    readonly bytes?: Buffer;
    /** Permission bits. */
    readonly mode?: number;
    readonly owner?: { readonly uid: number; readonly gid: number };
}

export interface NewState {
    /** Undefined: the file is removed. */
    readonly bytes?: Buffer;
    readonly executable: boolean;
    /** Permission bits for a file that is not there now; the user's habit (umask) if left out. */
    readonly mode?: number;
}

export function hashBytes(bytes: Buffer): string {
    return createHash('sha256').update(bytes).digest('hex');
}

/** Throws with a sentence for a path that is refused, for a link, and for what is no regular file or too large. */
export function readState(root: string, file: string): FileState {
    return inParentFolder(root, file, () => false, parent => stateIn(parent, file)) ?? { hash: ABSENT, executable: false };
}

/**
 * Replaces a file if it still is in the state `from`, making folders as needed. Throws if it is not, or if it cannot be written; the file is
 * then as it was.
 */
export function replaceFile(root: string, file: string, from: FileState, to: NewState): void {
    const made: string[] = [];
    const make = (folder: string, path: string): boolean => {
        if (to.bytes === undefined) {
            return false;
        }
        mkdirSync(path);
        made.push(folder);
        return true;
    };
    try {
        inParentFolder(root, file, make, parent => {
            if (to.bytes === undefined) {
                mustBe(parent, file, from);
                unlinkSync(parent.at(parent.name));
            } else {
                write(parent, file, from, { ...to, bytes: to.bytes });
            }
            parent.sync();
        });
    } catch (error) {
        removeFolders(root, made);
        throw error;
    }
}

/** Removes folders that an edit made, innermost first, as far as they are empty. */
export function removeFolders(root: string, folders: readonly string[]): void {
    for (const folder of [...folders].reverse()) {
        try {
            inParentFolder(root, folder, () => false, parent => rmdirSync(parent.at(parent.name)));
        } catch {
            // Somebody put something into it, or it is gone: both are fine. One beside it may still be empty.
        }
    }
}

/** Takes away what a crash left beside a file that it had not replaced yet. */
export function removeLeftover(root: string, file: string): void {
    inParentFolder(root, file, () => false, parent => removeQuietly(temporaryOf(parent)));
}

/** Folders above a file that are not there, relative, outermost first. */
export function missingFolders(root: string, file: string): string[] {
    const parts = file.replace(/^(?:\.\/)+/, '').split('/').slice(0, -1);
    return parts.map((_, depth) => parts.slice(0, depth + 1).join('/')).filter(folder => !lstatOr(`${root}/${folder}`));
}

function stateIn(parent: ParentFolder, file: string): FileState {
    const path = parent.at(parent.name);
    const stat = lstatOr(path);
    if (!stat) {
        return { hash: ABSENT, executable: false };
    }
    if (!stat.isFile()) {
        throw new Error(`${file} cannot be edited: it is ${stat.isSymbolicLink() ? 'a symbolic link; edit the file that it leads to' : 'not a regular file'}.`);
    }
    // Should it have become a pipe meanwhile, opening it must not wait for a writer.
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
        return stateOf(fd, file);
    } finally {
        closeSync(fd);
    }
}

function stateOf(fd: number, file: string): FileState {
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > SIZE_LIMIT) {
        throw new Error(`${file} cannot be edited: it is ${stat.isFile() ? `larger than ${SIZE_LIMIT} bytes` : 'not a regular file'}.`);
    }
    const { mode, uid, gid } = stat;
    const bytes = readFileSync(fd);
    return { hash: hashBytes(bytes), executable: (mode & 0o100) !== 0, bytes, mode: mode & 0o7777, owner: { uid, gid } };
}

/**
 * The temporary file has a name that follows from the file's, so that one that a crash left behind is taken away by the next attempt or
 * by the rollback.
 */
function write(parent: ParentFolder, file: string, from: FileState, to: NewState & { readonly bytes: Buffer }): void {
    const temporary = temporaryOf(parent);
    removeQuietly(temporary);
    try {
        writeWhole(temporary, from, to);
        mustBe(parent, file, from);
        putInPlace(temporary, parent.at(parent.name), from);
    } catch (error) {
        removeQuietly(temporary);
        throw error;
    }
}

function temporaryOf(parent: ParentFolder): string {
    return parent.at(TEMPORARY_PREFIX + hashBytes(Buffer.from(parent.name)).slice(0, 16) + TEMPORARY_SUFFIX);
}

function mustBe(parent: ParentFolder, file: string, from: FileState): void {
    const now = stateIn(parent, file);
    if (now.hash !== from.hash || now.executable !== from.executable) {
        throw new Error(`${file} changed on disk after this was read; nothing of it was overwritten. Read the card again, then Send.`);
    }
}

/** A new file is linked, which fails where somebody else made one meanwhile; not every file system has links. */
function putInPlace(temporary: string, path: string, from: FileState): void {
    if (from.hash === ABSENT) {
        try {
            linkSync(temporary, path);
            unlinkSync(temporary);
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
                throw error;
            }
        }
    }
    renameSync(temporary, path);
}

function writeWhole(path: string, from: FileState, to: NewState & { readonly bytes: Buffer }): void {
    const base = from.mode ?? to.mode;
    const exclusive = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const fd = openSync(path, exclusive, base !== undefined ? 0o600 : to.executable ? 0o777 : 0o666);
    try {
        for (let at = 0; at < to.bytes.length;) {
            at += writeSync(fd, to.bytes, at);
        }
        if (base !== undefined) {
            keepOwner(fd, from);
            fchmodSync(fd, withRunBit(base, to.executable));
        }
        fsyncSync(fd);
    } finally {
        closeSync(fd);
    }
}

/** The run bit goes to whoever may read the file, as `chmod +x` would give it. */
function withRunBit(mode: number, executable: boolean): number {
    return executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111;
}

/** A rename makes the file the writer's; where that is not who had it, it is given back, as far as the system lets us. */
function keepOwner(fd: number, { owner }: FileState): void {
    try {
        const mine = fstatSync(fd);
        if (owner && (owner.uid !== mine.uid || owner.gid !== mine.gid)) {
            fchownSync(fd, owner.uid, owner.gid);
        }
    } catch {
        // Only root gives files away; the content is what was approved.
    }
}

function removeQuietly(path: string): void {
    try {
        unlinkSync(path);
    } catch {
        // It was never made.
    }
}
