/** What an analysis hands on: the facts, and what was parsed on the way, so that nothing is read or parsed twice. */
import type { FileModel, SourceFile } from './detector';
import type { ConfigReading } from './infra-agent-config';
import type { LineIndex } from './line-index';
import type { PathTable } from './path-table';
import type { Remembering } from './recall';
import type { RepoFacts } from './repo-facts';
import type { ShellLinks } from './shell-links';
import type { TaskFamily } from './task-families';

export interface ReadFile {
    readonly source: SourceFile;
    readonly model: FileModel;
}

/** What was found in the workspace, before anything is made of it. */
export interface RepoInputs {
    readonly read: ReadonlyMap<string, ReadFile>;
    /** The keys of `read`, sorted. */
    readonly files: readonly string[];
    readonly paths: PathTable;
    readonly config: ConfigReading;
    ignored(path: string): boolean;
}

/** All that it answers is noted where a question (see `recall.ts`) asks it. */
export interface Analysis extends Remembering {
    readonly inputs: RepoInputs;
    readonly facts: RepoFacts;
    /** Text of a file that was read. */
    text(file: string): string | undefined;
    lines(file: string): LineIndex | undefined;
    model(file: string): FileModel | undefined;
    /** Files that were read, sorted. */
    readonly files: readonly string[];
    /** Whether a file or folder is listed (ignored ones are not). */
    exists(path: string): boolean;
    executable(file: string): boolean;
    /** Files and folders directly in a folder. */
    siblings(folder: string): readonly string[];
    /** Listed paths whose last part is this name. */
    named(baseName: string): readonly string[];
    ignored(path: string): boolean;
    /** What `infra-agent.yaml` says; empty where there is none. */
    readonly config: ConfigReading;
    /** How scripts hang together, with what their words resolve to. */
    readonly shell: ShellLinks;
    /** Tasks that belong together, with who mentions them. */
    readonly families: readonly TaskFamily[];
}
