/** The folder that a command is about, as a real path. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure';

export function workspaceFolder(dir: string): string {
    const path = resolve(dir);
    if (!existsSync(path) || !statSync(path).isDirectory()) {
        throw new Failure(`${path} is not a folder; give the folder of a repository.`, 2);
    }
    return realpathSync(path);
}
