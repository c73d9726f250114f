/** Programs by absolute path, as the runner will start them: from PATH, without folders of the workspace and relative ones, so that a repository cannot plant one. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folders of PATH that may be searched, in order. */
export function safePath(environment: Environment, root: string): string[] {
    return (environment.PATH ?? '').split(delimiter).filter(folder => isAbsolute(folder) && !isInside(folder, root));
}

/** Absolute path of a program; undefined if there is none. */
export function findProgram(name: string, environment: Environment, root: string): string | undefined {
    if (name === '' || name.includes('/') || name.includes('\0')) {
        return undefined;
    }
    return safePath(environment, root).map(folder => join(folder, name)).find(file => isProgram(file) && !isInside(file, root));
}

export function findBash(environment: Environment, root: string): string | undefined {
    return process.platform === 'win32' ? undefined : findProgram('bash', environment, root);
}

/** Whether a shell would start it: a file, or a link to one, that may be executed. */
export function isProgram(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/** Through links: a folder outside that leads into the workspace counts as inside. */
function isInside(path: string, root: string): boolean {
    const real = realOr(path);
    return real === root || real.startsWith(root + sep);
}

function realOr(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return path;
    }
}
