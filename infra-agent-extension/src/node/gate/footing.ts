/**
 * What a run stands on beside its own text: the files of the workspace that it was seen to run or apply, the folders in which it runs, and the
 * programs that it starts. It joins the digest, and is looked at again before each command. Nothing is run.
 */
import { realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import type { Operation } from '../../common/ops/operation';
import { isProgram } from '../find-program';
import { hashFiles, identityOf, NOT_THERE } from './hash-files';

export interface Footing {
    /** SHA-256 by path in the workspace. */
    readonly files: Readonly<Record<string, string>>;
    /** Real path by the path as written. */
    readonly folders: Readonly<Record<string, string>>;
    /** By name as run: absolute path, and what tells that it is the same file. */
    readonly programs: Readonly<Record<string, string>>;
}

export interface FootingRequest {
    readonly root: string;
    readonly operation: Operation;
    readonly runs: readonly (readonly string[])[];
    readonly lookedThrough: readonly string[];
    /** As the commands will have it. */
    readonly path: string;
}

/** A reading that names more programs is of no ordinary command; its scripts are hashed all the same. */
const MOST_PROGRAMS = 500;

export function footingOf({ root, operation, runs, lookedThrough, path }: FootingRequest): Footing {
    const folders = [...new Set((operation.commands ?? []).map(command => command.cwd ?? '.'))].sort();
    const names = [...new Set(['bash', ...runs.flatMap(([name]) => (name ? [name] : []))])].filter(name => !name.includes('\0')).sort().slice(0, MOST_PROGRAMS);
    const written = names.filter(name => name.includes('/') && !isAbsolute(name));
    const files = [...lookedThrough, ...written.flatMap(name => folders.flatMap(folder => inWorkspace(root, folder, name)))];
    return look({ root, path, files: [...new Set(files)].sort(), folders, programs: names.filter(name => !written.includes(name)) });
}

/**
 * What changed since, in one sentence; undefined if all is as it was. After the first command, what was not there may be there: an earlier
 * command of the same operation may have made it, and the card said that it was not there.
 */
export function changeSince(before: Footing, { root, path, command }: { readonly root: string; readonly path: string; readonly command: number }): string | undefined {
    const now = look({ root, path, files: Object.keys(before.files), folders: Object.keys(before.folders), programs: Object.keys(before.programs) });
    const differing = (kind: keyof Footing): string[] => Object.keys(before[kind]).filter(name => now[kind][name] !== before[kind][name] && !(command > 0 && before[kind][name] === NOT_THERE));
    const changed = [...differing('files'), ...differing('folders').map(folder => `the folder ${folder}`), ...differing('programs').map(name => `the program ${name}`)];
    return changed.length === 0 ? undefined : `${changed.join(', ')} changed after this was approved; read the card again, then Send.`;
}

function look({ root, path, files, folders, programs }: { readonly root: string; readonly path: string } & Readonly<Record<keyof Footing, readonly string[]>>): Footing {
    return {
        files: hashFiles(root, files),
        folders: Object.fromEntries(folders.map(folder => [folder, realFolder(join(root, folder))])),
        programs: Object.fromEntries(programs.map(name => [name, programOf(name, path, root)]))
    };
}

function inWorkspace(root: string, folder: string, name: string): string[] {
    const path = relative(root, join(root, folder, name));
    return path === '' || path.startsWith('..') ? [] : [path];
}

function realFolder(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return NOT_THERE;
    }
}

/** As a shell finds it: the first in PATH that can be run. One that is a link into the workspace is hashed like a script. */
function programOf(name: string, path: string, root: string): string {
    const found = isAbsolute(name) ? name : path.split(delimiter).map(folder => join(folder, name)).find(isProgram);
    try {
        const real = found === undefined ? undefined : realpathSync(found);
        if (found === undefined || real === undefined) {
            return NOT_THERE;
        }
        const inside = real.startsWith(root + sep) ? Object.values(hashFiles(root, [relative(root, real)])) : [];
        return [found, real, ...inside, identityOf(statSync(real))].join(' ');
    } catch {
        return NOT_THERE;
    }
}
