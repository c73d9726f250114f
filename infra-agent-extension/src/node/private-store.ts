/** Exact operations, file images and outputs, by the SHA-256 of their bytes; readable by their user alone. What is read is checked against its name. */
import { createHash, randomBytes } from 'node:crypto';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './state-folder';

export interface PrivateStore {
    /** Answers with the hash (hex) once the bytes are on disk. */
    put(bytes: Buffer): Promise<string>;
    /** Undefined if it is gone, or is not what its name says. */
    get(hash: string): Promise<Buffer | undefined>;
}

export function privateStore(stateFolder: string): PrivateStore {
    const folder = join(stateFolder, 'store');
    privateFolder(folder);
    return { put: bytes => put(folder, bytes), get: hash => get(folder, hash) };
}

async function put(folder: string, bytes: Buffer): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = join(folder, hash);
    if (existsSync(file) && await get(folder, hash)) {
        return hash;
    }
    const aside = join(folder, `${hash}.${randomBytes(6).toString('hex')}`);
    try {
        const handle = await open(aside, 'wx', 0o600);
        try {
            await handle.writeFile(bytes);
            await handle.sync();
        } finally {
            await handle.close();
        }
        await rename(aside, file);
    } catch (error) {
        await unlink(aside).catch(() => undefined);
        throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new Error('The disk is full, so the operation could not be kept; free some space, then try again.') : error;
    }
    return hash;
}

async function get(folder: string, hash: string): Promise<Buffer | undefined> {
    if (!/^[0-9a-f]{64}$/.test(hash)) {
        return undefined;
    }
    const bytes = await readFile(join(folder, hash)).catch(() => undefined);
    return bytes && createHash('sha256').update(bytes).digest('hex') === hash ? bytes : undefined;
}
