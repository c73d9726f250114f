/**
 * Records how a run ended. Where the journal cannot be written (a full disk), it tries again: until the line is there the operation runs for all
 * that anybody knows, and nothing else may begin.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordObservation } from '../../common/conductor/commands';
import { dispatch } from '../../common/conductor/dispatch';
import { isRefusal } from '../../common/conductor/refusal';
import type { Refusal } from '../../common/conductor/refusal';
import type { Workspace } from '../workspace';

/** In milliseconds. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/** `isClosed`: nobody follows any more; the next process finds the run without an owner, and says that it was interrupted. */
export async function recordEnd(workspace: Workspace, command: RecordObservation, isClosed: () => boolean): Promise<Refusal | undefined> {
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
        const answer = await dispatch(workspace.journal, command);
        if (!isRefusal(answer)) {
            return undefined;
        }
        if (!mayPass(answer) || workspace.journal.trouble() || isClosed()) {
            return answer;
        }
        await sleep(wait);
    }
}

function mayPass({ refused }: Refusal): boolean {
    return refused === 'disk-full' || refused.startsWith('journal-');
}
