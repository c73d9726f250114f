/** A detector knows one kind of file: which it wants to read, whether it is what the name promises, and what it says. */
import type { NodeKind } from './repo-facts';
import type { RepoFile } from './repo-files';
import type { ShellScript } from './shell-script';
import type { KubernetesDocument } from './kubernetes-document';
import type { MarkdownModel } from './markdown-model';
import type { LineIndex } from './line-index';

export interface SourceFile extends RepoFile {
    readonly text: string;
    readonly lines: LineIndex;
}

/** Shell text inside another file, and where its offsets lie in that file. */
export interface EmbeddedShell {
    readonly script: ShellScript;
    at(offset: number): number;
    /** Folder in which it runs, where the file says so. */
    readonly folder?: string;
}

/** A path that a file names, before anyone looked whether it is there. */
export interface NamedPath {
    readonly kind: 'runs' | 'applies' | 'refers-to';
    /** Relative to the workspace. */
    readonly path: string;
    readonly start: number;
    readonly end: number;
    /** Nothing is wrong if it is not there: globs, optional files. */
    readonly optional: boolean;
}

/** What one file says on its own. Made once for each text, and shared by linking and by all checks. */
export interface FileModel {
    readonly kind: NodeKind;
    /** The file is itself a shell script. */
    readonly shell?: ShellScript;
    readonly embedded?: readonly EmbeddedShell[];
    readonly documents?: readonly KubernetesDocument[];
    readonly markdown?: MarkdownModel;
    readonly paths?: readonly NamedPath[];
    /** Targets of a Makefile. */
    readonly targets?: readonly string[];
    /** Environment variables that it sets for what it runs: pipelines, compose files, Makefiles, `.env`. */
    readonly sets?: readonly { readonly name: string; readonly start: number; readonly end: number }[];
    /** Why it could not be read as what it is, in one sentence each. */
    readonly problems?: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

export interface Detector {
    /** By path, size and run bit, before anything is read. */
    wants(file: RepoFile): boolean;
    /** How surely the text is of this kind: 0 not at all, 3 certain. The surest detector reads it. */
    claim(source: SourceFile): number;
    read(source: SourceFile): FileModel;
}
