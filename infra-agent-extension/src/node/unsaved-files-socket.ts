/**
 * How others on this machine learn which files have unsaved changes in an IDE: each backend has a socket of its own beside the workspace's state,
 * which only its user can reach. Whoever asks, asks all of them; one that is there and does not answer counts as unsaved changes.
 */
import { randomBytes } from 'node:crypto';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { privateFolder } from './state-folder';
import type { Workspace } from './workspace';

export type UnsavedFiles = readonly string[] | { readonly problem: string };
const Answer = z.union([z.array(z.string()), z.strictObject({ problem: z.string() })]);
/** In milliseconds; the windows are asked in between. */
const ANSWERS_WITHIN = 6_000;
/** Longer socket paths are refused by Linux (108) and macOS (104). */
const LONGEST_PATH = 103;
const NAME = /^[0-9a-f]{8}$/;

/** Of this process: it asks its own windows itself. */
const own = new Set<string>();

/** Undefined where there are no such sockets, or the state folder's path is too long for one; `askForUnsavedFiles` then says so. */
export async function serveUnsavedFiles(workspace: Pick<Workspace, 'folder'>, unsavedFiles: () => Promise<UnsavedFiles>): Promise<Server | undefined> {
    const folder = socketFolder(workspace.folder);
    if (folder === undefined) {
        return undefined;
    }
    makeFolder(folder);
    await removeAbandoned(folder);
    const path = join(folder, randomBytes(4).toString('hex'));
    const server = createServer(socket => {
        socket.on('error', () => socket.destroy());
        void unsavedFiles().then(files => socket.end(JSON.stringify(files)), () => socket.end(JSON.stringify({ problem: 'The IDE could not say which files have unsaved changes.' })));
    });
    server.on('close', () => own.delete(path));
    // Where no socket can be made, the journal can hardly be written either, and nothing is sent.
    const isListening = await new Promise<boolean>(resolve => {
        server.once('error', () => resolve(false));
        server.listen(path, () => resolve(true));
    });
    if (!isListening) {
        return undefined;
    }
    own.add(path);
    server.unref();
    return server;
}

/** Of all IDEs but this process that have the workspace open; none otherwise. */
export async function askForUnsavedFiles(stateFolder: string): Promise<UnsavedFiles> {
    if (process.platform === 'win32') {
        return [];
    }
    const folder = socketFolder(stateFolder);
    if (folder === undefined) {
        return { problem: `Whether an IDE has unsaved changes cannot be asked: the path of ${stateFolder} is too long for a socket. Set INFRA_AGENT_HOME to a shorter one.` };
    }
    const answers = await Promise.all(socketsIn(folder).filter(path => !own.has(path)).map(ask));
    return answers.find(answer => 'problem' in answer) ?? answers.flat() as string[];
}

function ask(path: string): Promise<UnsavedFiles> {
    return new Promise(resolve => {
        const socket = connect(path);
        let text = '';
        const silent = { problem: 'An IDE has this workspace open and did not say which files have unsaved changes; close it, or save there, then try again.' };
        const timer = setTimeout(() => socket.destroy(new Error('late')), ANSWERS_WITHIN);
        const answer = (files: UnsavedFiles): void => {
            clearTimeout(timer);
            resolve(files);
        };
        socket.on('data', chunk => { text += chunk.toString('utf8'); });
        socket.once('error', error => answer(isAbandoned(error) ? [] : silent));
        socket.once('end', () => answer(Answer.safeParse(parse(text)).data ?? silent));
        socket.once('close', () => answer(silent));
    });
}

/** Nobody listens: a backend that ended without removing its socket. */
function isAbandoned(error: Error): boolean {
    return ['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

async function removeAbandoned(folder: string): Promise<void> {
    await Promise.all(socketsIn(folder).map(path => new Promise<void>(resolve => {
        const socket = connect(path, () => {
            socket.destroy();
            resolve();
        });
        socket.once('error', error => {
            if (isAbandoned(error)) {
                rmSync(path, { force: true });
            }
            resolve();
        });
    })));
}

function socketsIn(folder: string): string[] {
    try {
        return readdirSync(folder).filter(name => NAME.test(name)).map(name => join(folder, name));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return [];
        }
        throw error;
    }
}

/** Short, since the state folder of macOS alone takes half of what a socket's path may have. */
function socketFolder(stateFolder: string): string | undefined {
    const folder = join(dirname(dirname(stateFolder)), 's', basename(stateFolder).slice(0, 16));
    return process.platform === 'win32' || folder.length + '/01234567'.length > LONGEST_PATH ? undefined : folder;
}

function makeFolder(folder: string): void {
    privateFolder(dirname(folder));
    privateFolder(folder);
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
