/** A workspace in memory, for tests and for looking at what edits would make of one. */
import ignore from 'ignore';
import type { RepoFile, RepoFiles } from './repo-files';
import { foldersAbove } from './repo-path';

export interface MemoryFile {
    readonly text: string;
    readonly executable?: boolean;
}

/** `.gitignore` and `.aiignore` files hold as in a checkout; `ignored` names more paths and folders. What is ignored is not listed. */
export function memoryRepoFiles(files: Readonly<Record<string, string | MemoryFile>>, ignored: readonly string[] = []): RepoFiles {
    const entries = new Map(Object.entries(files).map(([path, file]) => [path, typeof file === 'string' ? { text: file } : file]));
    const rules = new Map([...entries].filter(([path]) => /(^|\/)\.(git|ai)ignore$/.test(path)).map(([path, { text }]) => [path, ignore().add(text)]));
    const byRules = (path: string): boolean => [...foldersAbove(path)].some(folder => ['.gitignore', '.aiignore'].some(name => {
        const matcher = rules.get(folder === '' ? name : `${folder}/${name}`);
        return matcher !== undefined && path !== folder && matcher.ignores(folder === '' ? path : path.slice(folder.length + 1));
    }));
    const isIgnored = (path: string): boolean => byRules(path) || ignored.some(entry => path === entry.replace(/\/$/, '') || path.startsWith(`${entry.replace(/\/$/, '')}/`));
    const fileAt = (path: string): RepoFile | undefined => {
        const entry = entries.get(path);
        return entry && !isIgnored(path) ? { path, size: entry.text.length, executable: entry.executable ?? entry.text.startsWith('#!'), stamp: entry.text } : undefined;
    };
    return {
        look: async path => fileAt(path),
        async *list(signal?: AbortSignal): AsyncIterable<RepoFile> {
            for (const path of [...entries.keys()].filter(entry => !isIgnored(entry)).sort()) {
                signal?.throwIfAborted();
                yield fileAt(path)!;
            }
        },
        async read(path) {
            const file = entries.get(path);
            if (!file) {
                return { kind: 'missing' };
            }
            return file.text.includes('\0') ? { kind: 'unreadable', reason: 'it is binary' } : { kind: 'text', text: file.text };
        },
        ignored: isIgnored
    };
}
