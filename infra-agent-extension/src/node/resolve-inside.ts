/** What lies in the workspace by its relative path, links followed: a command runs in one of its folders or not at all. */
import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize, sep } from 'node:path';

/** Its real path; throws with a sentence if it is not there or leads out. */
export function resolveInside(root: string, path: string): string {
    const real = realFolder(root, path);
    if (real === undefined) {
        throw new Error(`The folder ${path} is not there; a command was to run in it.`);
    }
    if (!isInside(root, real)) {
        throw new Error(`The folder ${path} leads out of the workspace; name one inside of it.`);
    }
    return real;
}

/** Whether it is known to: by its text, or by a link in it. A folder that is still to be made does not. */
export function leadsOut(root: string, path: string): boolean {
    const real = realFolder(root, path);
    return isAbsolute(path) || !isInside(root, normalize(join(root, path))) || (real !== undefined && !isInside(root, real));
}

/** Whether something lies there. What happens to lie elsewhere, behind a link or `..`, does not count. */
export function isThereInside(root: string, path: string): boolean {
    try {
        return isInside(root, realpathSync(join(root, path)));
    } catch {
        return false;
    }
}

function isInside(root: string, path: string): boolean {
    return path === root || path === `${root}${sep}` || path.startsWith(root + sep);
}

function realFolder(root: string, path: string): string | undefined {
    try {
        const real = realpathSync(isAbsolute(path) ? path : join(root, path));
        return statSync(real).isDirectory() ? real : undefined;
    } catch {
        return undefined;
    }
}
