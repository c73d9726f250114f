/** The bytes of the journal on disk: appended whole or not at all, and a head record beside them. It must not know what lines mean. */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, lstatSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mustBePrivate } from './state-folder';

export class JournalFile {
    readonly path: string;
    readonly headPath: string;

    constructor(folder: string) {
        this.path = join(folder, 'journal.jsonl');
        this.headPath = join(folder, 'head.json');
    }

    /** Another one after every change of journal or head, also one that keeps the length. */
    fingerprint(): string {
        return [this.path, this.headPath].map(file => {
            const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
            return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : 'none';
        }).join(', ');
    }

    /** All of it; empty if the file is not there. */
    read(): Buffer {
        return this.withFile(constants.O_RDONLY, fd => readFileSync(fd)) ?? Buffer.alloc(0);
    }

    /** Bytes behind `end` are what a crash left half written: they are kept in a file of their own. Returns its name. Only under the lock. */
    setTornTailAside(end: number): string | undefined {
        if ((lstatSync(this.path, { throwIfNoEntry: false })?.size ?? 0) <= end) {
            return undefined;
        }
        const torn = this.read().subarray(end);
        const aside = `${this.path}.${randomBytes(4).toString('hex')}.torn`;
        writeDurably(aside, torn);
        this.withFile(constants.O_RDWR, fd => cutBack(fd, end));
        return basename(aside);
    }

    /**
     * Appends behind `end` and then records the head, each on disk before the next. If either fails (a full disk), the file is cut back to
     * `end` and the error thrown: nothing half-written stays.
     */
    append(bytes: Buffer, head: string, end: number): void {
        const fd = openSync(this.path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | NO_FOLLOW, 0o600);
        try {
            for (let at = 0; at < bytes.length;) {
                at += writeSync(fd, bytes, at);
            }
            fsyncSync(fd);
            this.writeHead(head);
        } catch (error) {
            cutBack(fd, end);
            throw error;
        } finally {
            closeSync(fd);
        }
    }

    readHead(): string | undefined {
        if (!existsSync(this.headPath)) {
            return undefined;
        }
        mustBePrivate(this.headPath);
        return readFileSync(this.headPath, 'utf8');
    }

    /** Replaced in one step, so that it is never seen half written. */
    writeHead(text: string): void {
        const aside = `${this.headPath}.${randomBytes(6).toString('hex')}`;
        try {
            writeDurably(aside, Buffer.from(text, 'utf8'));
            renameSync(aside, this.headPath);
        } catch (error) {
            removeIfThere(aside);
            throw error;
        }
    }

    /** Undefined if the file is not there. */
    private withFile<T>(flags: number, act: (fd: number) => T): T | undefined {
        if (!existsSync(this.path)) {
            return undefined;
        }
        mustBePrivate(this.path);
        const fd = openSync(this.path, flags | NO_FOLLOW);
        try {
            return act(fd);
        } finally {
            closeSync(fd);
        }
    }
}

// Windows has no such flag.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

function cutBack(fd: number, end: number): void {
    ftruncateSync(fd, end);
    fsyncSync(fd);
}

function writeDurably(file: string, bytes: Buffer): void {
    const fd = openSync(file, 'wx', 0o600);
    try {
        writeFileSync(fd, bytes);
        fsyncSync(fd);
    } finally {
        closeSync(fd);
    }
}

function removeIfThere(file: string): void {
    if (existsSync(file)) {
        unlinkSync(file);
    }
}
