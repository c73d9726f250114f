/**
 * What an approval is bound to (DESIGN §4). The value that is hashed is built here, in one place; hashing comes in as a function, since
 * the core has no crypto. Not in it: assessment, verdict, ticks.
 */
import { canonicalJson } from './canonical-json';
import type { Operation } from './operation';

export interface DigestInput {
    readonly operation: Operation;
    /** The workspace's real path. */
    readonly workspace: string;
    /** Pre- and post-image hash of every file that it edits. */
    readonly images: readonly { readonly file: string; readonly pre: string; readonly post: string; readonly preExecutable: boolean; readonly postExecutable: boolean }[];
    /** SHA-256 of each repository file that the commands and preconditions were seen to run or apply. */
    readonly lookedThrough: Readonly<Record<string, string>>;
    /** Real path of each folder in which a command runs, by its path as written. */
    readonly folders?: Readonly<Record<string, string>>;
    /** Absolute path and identity of each program that is run, by name. */
    readonly programs?: Readonly<Record<string, string>>;
    /** Keyed hash of each variable that reaches the commands. */
    readonly environment: Readonly<Record<string, string>>;
    readonly target?: string;
}

export function digestOf(input: DigestInput, sha256: (text: string) => string): string {
    return sha256(canonicalJson({ version: 1, ...input }));
}
