/**
 * The port to what is remembered. One writer at a time: `append` reads what others wrote, decides on that fresh state, and writes all of
 * the events or none, on disk before it answers. Whoever acts, acts after it answered.
 */
import type { Decision } from './decision';
import type { JournalEntry } from './events';
import type { WorkspaceState } from './operation-state';
import type { Refusal } from './refusal';

export interface Appended {
    /** What was written; empty if the decision was that nothing has to happen. */
    readonly entries: readonly JournalEntry[];
    /** After it. */
    readonly state: WorkspaceState;
}

/** Pure and quick: it runs under the writer's lock. `now` is the time that the entries will carry. */
export type DecideOn = (state: WorkspaceState, now: string) => Decision;

export type JournalListener = (state: WorkspaceState, entries: readonly JournalEntry[]) => void;

export interface Journal {
    append(decideOn: DecideOn): Promise<Appended | Refusal>;
    /** As last read; another process may have written since. */
    state(): WorkspaceState;
    /** Reads what others appended. */
    refresh(): Promise<WorkspaceState>;
    /** Called for appends of this and of other processes, in order. Returns what ends it. */
    onChange(listener: JournalListener): () => void;
    entries(): Promise<readonly JournalEntry[]>;
    /** Why nothing can be written, such as lines that were tampered with or are of a newer version; the state then holds what came before. */
    trouble(): Refusal | undefined;
}
