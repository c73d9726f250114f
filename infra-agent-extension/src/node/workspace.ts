/** One opened workspace in this process: where it really is, its journal and store, and what this machine offers. The IDE and the command line share it. */
import type { Owner } from '../common/conductor/events';
import type { Door } from '../common/conductor/commands';
import type { PtyHost } from './command-runner/pty-host';
import type { FileJournal } from './file-journal';
import type { PrivateStore } from './private-store';

/** What the host (an IDE backend or a terminal) brings. */
export interface Host {
    readonly door: Door;
    /** Who clicks, for the journal: the login name. */
    readonly person: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly pty: PtyHost;
    readonly now: () => Date;
    /** Absolute paths of unsaved files in every connected window; a sentence if one did not answer. */
    unsavedFiles(): Promise<readonly string[] | { readonly problem: string }>;
    /** The cards of these keys show something else now. */
    changed(keys: readonly string[]): void;
    /** A run has a terminal to which a window may attach. */
    runStarted(key: string, terminalId: number, title: string): void;
    /** While it runs: what was printed, redacted, its end only. */
    output(key: string, tail: string): void;
}

export interface Workspace {
    /** Real path. */
    readonly root: string;
    /** The folder of its state, outside of it. */
    readonly folder: string;
    readonly journal: FileJournal;
    readonly store: PrivateStore;
    /** Keyed hash (hex) of a value that must not be guessed from the digest, such as a variable's. */
    readonly keyedHash: (text: string) => string;
    readonly owner: Owner;
    readonly host: Host;
    readonly trusted: () => Promise<boolean>;
    readonly setTrusted: (trusted: boolean) => Promise<void>;
}
