/**
 * Keeps derived cards true (DESIGN §4): once files changed, or a run ended, what waits unsent is derived again in place, and superseded where what it
 * was about is no longer so. It proposes nothing that was not there before, touches nothing that was approved, and runs nothing.
 */
import type { Event } from '../../common/conductor/events';
import type { Analysis } from '../../common/repo/analysis';
import { hashOf } from '../gate/proposal';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { deriveOperations } from './derive-answer';
import { readWorkspaceOf } from './read-workspace';
import { byConcern, supersedeForgotten, waitingDerived } from './waiting';

const ENDS: ReadonlySet<Event['type']> = new Set(['RunObserved', 'RunInterrupted', 'RolledBack', 'RollbackFailed']);
/** Of files and runs, in milliseconds: one that edits many files, or a set of cards, is over first. */
const QUIET_FOR = 1_000;

/** What was derived from last; where nothing that counts changed since, such as a log that git ignores, nothing is derived. */
const derivedFrom = new WeakMap<WorkspaceConductor, Analysis>();

export async function deriveAgain(conductor: WorkspaceConductor): Promise<void> {
    const analysis = waitingDerived(conductor).length === 0 ? undefined : await readWorkspaceOf(conductor);
    if (analysis && derivedFrom.get(conductor) !== analysis) {
        await deriveWaiting(conductor);
        derivedFrom.set(conductor, analysis);
    }
    // The text of one may stand while the files that it meets are others: its digest is another one then.
    await conductor.lookAgain();
}

async function deriveWaiting(conductor: WorkspaceConductor): Promise<void> {
    for (const mode of new Set(waitingDerived(conductor).map(state => state.operation.mode))) {
        const { derived } = await deriveOperations(conductor, { mode, text: '' });
        const known = byConcern(derived);
        // As they are now: a person may have sent or rejected one meanwhile.
        for (const { key, operation, operationHash, origin } of waitingDerived(conductor)) {
            const anew = operation.mode === mode ? known.get(origin.concern!) : undefined;
            if (anew && hashOf(anew.operation) !== operationHash) {
                await conductor.revise(key, anew.operation);
            }
        }
        await supersedeForgotten(conductor, mode, derived);
    }
}

/** Derives again once it is quiet: no file changed for a while, and nothing runs or waits for its turn. */
export class DerivingAgain {
    private readonly stopListening: () => void;
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private isDue = false;
    private closed = false;

    constructor(private readonly conductor: WorkspaceConductor, private readonly quietFor = QUIET_FOR) {
        this.stopListening = conductor.workspace.journal.onChange((_, entries) => {
            if (this.isDue || entries.some(({ event }) => ENDS.has(event.type))) {
                this.soon();
            }
        });
    }

    /** A file changed, or may have. */
    soon(): void {
        this.isDue = true;
        clearTimeout(this.timer);
        if (!this.closed) {
            this.timer = setTimeout(() => void this.whenQuiet(), this.quietFor);
            this.timer.unref();
        }
    }

    /** Resolves once nothing of it works any more. */
    async close(): Promise<void> {
        this.closed = true;
        this.stopListening();
        clearTimeout(this.timer);
        await this.working;
    }

    private async whenQuiet(): Promise<void> {
        const { running, queue } = this.conductor.state;
        // The end of what runs is in the journal, and asks again.
        if (this.working || running !== undefined || queue.length > 0) {
            return;
        }
        this.isDue = false;
        // A workspace that cannot be read now is read, and its trouble told, at the next question.
        this.working = deriveAgain(this.conductor).catch(() => undefined).finally(() => {
            this.working = undefined;
            if (this.isDue) {
                this.soon();
            }
        });
        await this.working;
    }
}
