/**
 * Where the agent keeps its own state: outside every workspace, in a folder that only its user can read or write. A repository, or another
 * user of the machine, cannot put anything there; a folder that somebody else could write is refused.
 */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;
const KEY_BYTES = 32;

/** `$INFRA_AGENT_HOME`, else the platform's folder for state. */
export function stateHome(environment: Environment): string {
    const { INFRA_AGENT_HOME: own, XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = environment;
    if (own) {
        if (!isAbsolute(own)) {
            throw new Error(`INFRA_AGENT_HOME is ${own}; give an absolute path.`);
        }
        return own;
    }
    const home = environment.HOME ?? homedir();
    switch (process.platform) {
        case 'darwin': return join(home, 'Library', 'Application Support', 'infra-agent');
        case 'win32': return join(local ?? join(home, 'AppData', 'Local'), 'infra-agent');
        default: return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'infra-agent');
    }
}

/** The folder for one workspace, made if it is not there. Throws with a sentence where it cannot be trusted. */
export function workspaceStateFolder(home: string, root: string): string {
    if (isThere(home)) {
        mustBePrivate(home);
    }
    mustBeOutside(home, root);
    privateFolder(home);
    const real = realpathSync(home);
    mustBeOutside(real, root);
    mustNotBeMovable(dirname(real));
    const workspaces = join(real, 'workspaces');
    privateFolder(workspaces);
    const folder = join(workspaces, createHash('sha256').update(root).digest('hex').slice(0, 32));
    privateFolder(folder);
    return folder;
}

/** Asked of the part of the path that is there already, so that nothing is made in a workspace before it is refused. */
function mustBeOutside(home: string, root: string): void {
    let there = home;
    while (!isThere(there) && dirname(there) !== there) {
        there = dirname(there);
    }
    const real = realpathSync(there);
    if (real === root || `${real}${sep}`.startsWith(root.endsWith(sep) ? root : root + sep)) {
        throw new Error(`The agent's state folder ${home} lies in the workspace ${root}, where a repository could write it; set INFRA_AGENT_HOME to a folder outside.`);
    }
}

/** In a folder that everyone can write (unless sticky, as /tmp is), anyone could move ours away and put another in its place. */
function mustNotBeMovable(parent: string): void {
    const { mode } = statSync(parent);
    if (process.platform !== 'win32' && (mode & 0o002) !== 0 && (mode & 0o1000) === 0) {
        throw new Error(`Everyone can write ${parent}, and so replace the agent's state in it. Take that away (chmod o-w), or set INFRA_AGENT_HOME to another folder.`);
    }
}

/** The key of the journal's hash chain and of keyed hashes: made once, readable by its user alone. */
export function stateKey(home: string): Buffer {
    const file = join(home, 'key');
    if (!isThere(file)) {
        makeKey(file);
    }
    mustBePrivate(file);
    if (process.platform !== 'win32' && (lstatSync(file).mode & 0o077) !== 0) {
        throw new Error(`Other users can read ${file}, and could forge the journal with it. Make it yours alone (chmod 600), or move the state folder away to start anew.`);
    }
    const key = readFileSync(file);
    if (key.length !== KEY_BYTES) {
        throw new Error(`${file} is damaged: it has ${key.length} bytes instead of ${KEY_BYTES}. Restore it, or move the state folder away to start anew.`);
    }
    return key;
}

/** Written aside and linked, so that two processes that start together agree on one key, and none reads half of it. */
function makeKey(file: string): void {
    const aside = `${file}.${randomBytes(6).toString('hex')}`;
    const fd = openSync(aside, 'wx', 0o600);
    try {
        writeSync(fd, randomBytes(KEY_BYTES));
        fsyncSync(fd);
    } finally {
        closeSync(fd);
    }
    try {
        linkSync(aside, file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
            throw error;
        }
    } finally {
        unlinkSync(aside);
    }
}

export function privateFolder(folder: string): void {
    if (!isThere(folder)) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (process.platform !== 'win32') {
            chmodSync(folder, 0o700);
        }
    }
    mustBePrivate(folder);
}

/** Ours, no link, and not writable by others. */
export function mustBePrivate(path: string): void {
    const stat = lstatSync(path);
    const uid = process.getuid?.();
    const problem = stat.isSymbolicLink() ? 'is a symbolic link'
        : uid !== undefined && stat.uid !== uid ? 'belongs to another user'
            : process.platform !== 'win32' && (stat.mode & 0o022) !== 0 ? 'can be written by other users' : undefined;
    if (problem) {
        throw new Error(`The agent's state ${path} ${problem}, so it cannot be trusted. Make it yours alone (chown, chmod go-w), or set INFRA_AGENT_HOME to another folder.`);
    }
}

function isThere(path: string): boolean {
    try {
        lstatSync(path);
        return true;
    } catch {
        return false;
    }
}
