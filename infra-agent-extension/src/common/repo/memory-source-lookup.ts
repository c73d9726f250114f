/** A workspace held in memory, for looking through scripts: tests, and edits that are not applied yet. */
import type { SourceLookup } from './repo-files';

/** A value that is no text stands for a file that cannot be read, for the reason it holds. */
export function memorySourceLookup(files: Readonly<Record<string, string | { readonly unreadable: string }>>): SourceLookup {
    return {
        read: path => {
            const file = Object.hasOwn(files, path) ? files[path] : undefined;
            return file === undefined ? { kind: 'missing' } : typeof file === 'string' ? { kind: 'text', text: file } : { kind: 'unreadable', reason: file.unreadable };
        },
        list: folder => {
            const prefix = folder === '' ? '' : `${folder}/`;
            const names = Object.keys(files).filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length).replace(/\/.*$/, '/'));
            return [...new Set(names)].sort();
        }
    };
}
