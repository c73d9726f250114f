/** The port through which the core sees a workspace. Its implementations never follow links out of it. Paths are relative, with `/`. */
export interface RepoFile {
    readonly path: string;
    /** In bytes. */
    readonly size: number;
    readonly executable: boolean;
    /** The same as long as the file is. Absent where that cannot be told: it counts as changed. */
    readonly stamp?: string;
    /** A folder that cannot be listed, and why: what is in it is not known. */
    readonly unlisted?: string;
}

export type ReadResult =
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'missing' }
    | { readonly kind: 'unreadable'; readonly reason: string };

export interface RepoFiles {
    /** All files that git or `.aiignore` do not ignore, sorted by path; yields between folders so that it can be stopped. */
    list(signal?: AbortSignal): AsyncIterable<RepoFile>;
    /** Text of one file. `unreadable` for binary, larger than the limit (1 MiB), a link out of the workspace, or no permission. */
    read(path: string): Promise<ReadResult>;
    /** One file as `list` would give it, undefined if it is not there or ignored. With it a single change needs no listing. */
    look?(path: string): Promise<RepoFile | undefined>;
    /** Whether git ignores this path (which need not exist). */
    ignored(path: string): boolean;
}

/** For looking through scripts while a command is assessed: synchronous, bounded, and only inside the workspace. */
export interface SourceLookup {
    read(path: string): ReadResult;
    /** Names in a folder, folders with a trailing `/`; empty if it is not there. */
    list(folder: string): readonly string[];
}
