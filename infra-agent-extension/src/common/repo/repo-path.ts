/** Paths of the workspace: relative to its root, with `/`, the root itself being the empty path. */

/** Joins and normalises; undefined where the path leaves the workspace. */
export function joinPath(...parts: readonly string[]): string | undefined {
    const result: string[] = [];
    for (const name of parts.join('/').split('/')) {
        if (name === '' || name === '.') {
            continue;
        }
        if (name === '..') {
            if (result.pop() === undefined) {
                return undefined;
            }
            continue;
        }
        result.push(name);
    }
    return result.join('/');
}

export function folderOf(path: string): string {
    const slash = path.lastIndexOf('/');
    return slash < 0 ? '' : path.slice(0, slash);
}

export function baseName(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
}

/** The name without its last extension; a leading dot is no extension. */
export function stemOf(path: string): string {
    const name = baseName(path);
    const dot = name.lastIndexOf('.');
    return dot > 0 ? name.slice(0, dot) : name;
}

/** Every folder above the path, nearest first, ending with the root. */
export function foldersAbove(path: string): string[] {
    const folders: string[] = [];
    for (let folder = path; folder !== '';) {
        folder = folderOf(folder);
        folders.push(folder);
    }
    return folders.length ? folders : [''];
}

/** The path from one folder to a file, with `..` where needed. */
export function relativePath(fromFolder: string, to: string): string {
    const from = fromFolder === '' ? [] : fromFolder.split('/');
    const target = to.split('/');
    let common = 0;
    while (common < from.length && common < target.length - 1 && from[common] === target[common]) {
        common++;
    }
    return [...from.slice(common).map(() => '..'), ...target.slice(common)].join('/');
}
