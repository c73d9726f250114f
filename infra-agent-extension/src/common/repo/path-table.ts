/** All listed paths of a workspace, for the questions that linking asks: is it there, what lies in this folder, who has this name. */
import { baseName, folderOf } from './repo-path';
import type { RepoFile } from './repo-files';

export interface PathTable {
    has(path: string): boolean;
    isFolder(path: string): boolean;
    file(path: string): RepoFile | undefined;
    inFolder(folder: string): readonly string[];
    named(name: string): readonly string[];
    readonly size: number;
}

export function pathTable(files: readonly RepoFile[]): PathTable {
    const byPath = new Map(files.map(file => [file.path, file]));
    const children = new Map<string, string[]>([['', []]]);
    const names = new Map<string, string[]>();
    for (const { path } of files) {
        append(names, baseName(path), path);
        // A folder is entered in its parent the first time it is seen; from there upwards all is known.
        for (let child = path; child !== ''; child = folderOf(child)) {
            const folder = folderOf(child);
            const known = children.has(folder);
            append(children, folder, child);
            if (known) {
                break;
            }
        }
    }
    return {
        has: path => byPath.has(path),
        isFolder: path => children.has(path),
        file: path => byPath.get(path),
        inFolder: folder => children.get(folder) ?? [],
        named: name => names.get(name) ?? [],
        size: files.length
    };
}

function append(map: Map<string, string[]>, key: string, value: string): void {
    const list = map.get(key);
    if (list) {
        list.push(value);
    } else {
        map.set(key, [value]);
    }
}
