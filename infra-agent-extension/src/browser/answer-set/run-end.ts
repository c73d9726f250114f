/** When an operation that was sent has come to its end, and what that is called. It sends nothing. */
import type { Event } from '@theia/core/lib/common/event';
import { nls } from '@theia/core/lib/common/nls';
import type { CardView, Outcome } from '../../common/infra-service';
import { isBeforeSend } from '../cards/card-view-model';

/** Of the card store, what is needed here. */
export interface ToldCards {
    readonly entry: (root: string, key: string) => { readonly view?: CardView; readonly problem?: 'unknown' | 'offline' };
    readonly fetch: (root: string, key: string) => void;
    readonly onDidChange: Event<{ root: string; key: string }>;
}

/** `seen` is the view that was sent. One that the window still has from before the approval says nothing of the run, so approvals are counted. */
export function runEnded(store: ToldCards, root: string, seen: CardView): Promise<Outcome> {
    return new Promise(resolve => {
        const listening = store.onDidChange(change => {
            const end = change.root === root && change.key === seen.key ? endIn(store.entry(root, seen.key), seen) : undefined;
            if (end) {
                listening.dispose();
                resolve(end);
            }
        });
        store.fetch(root, seen.key);
    });
}

function endIn({ view, problem }: ReturnType<ToldCards['entry']>, seen: CardView): Outcome | undefined {
    if (problem) {
        return { kind: 'refused', reason: 'no-answer', message: nls.localize('infra-agent/set/noAnswer', 'It was sent, and the backend does not say what became of it; its card will, once it answers.') };
    }
    const isOver = view !== undefined && view.approvals > seen.approvals && view.phase !== 'APPLYING' && !(isBeforeSend(view.phase) && view.approval !== undefined);
    return isOver ? endOfRun(view) : undefined;
}

/** Of an operation that neither waits nor runs any more. */
export function endOfRun(view: CardView): Outcome {
    return view.phase === 'DONE' ? { kind: 'ok', key: view.key } : { kind: 'refused', reason: 'not-done', message: endSentence(view) };
}

function endSentence(view: CardView): string {
    const why = view.observation?.problem ?? view.note;
    const because = (sentence: string) => [sentence, why].filter(Boolean).join(' ');
    switch (view.phase) {
        case 'FAILED': return because(nls.localize('infra-agent/end/failed', 'It failed.'));
        case 'CANCELLED': return because(nls.localize('infra-agent/end/cancelled', 'It was cancelled.'));
        case 'INTERRUPTED': return because(nls.localize('infra-agent/end/interrupted', 'It was interrupted.'));
        case 'ROLLBACK': case 'ROLLED_BACK': return because(nls.localize('infra-agent/end/rolledBack', 'It ran, and was rolled back since.'));
        case 'REJECTED': return because(nls.localize('infra-agent/end/rejected', 'It was rejected before it ran.'));
        case 'EXPIRED': return because(nls.localize('infra-agent/end/expired', 'It expired before it ran.'));
        case 'SUPERSEDED': return because(nls.localize('infra-agent/end/superseded', 'Another operation took its place before it ran.'));
        case 'BLOCKED': case 'READY_FOR_APPLY':
            return view.sendRefusal ?? because(nls.localize('infra-agent/end/lapsed', 'It was sent, and did not begin.'));
        case 'IN_PROGRESS': case 'VALIDATING': case 'WAIT_FOR_APPROVE':
            return because(nls.localize('infra-agent/end/lapsed', 'It was sent, and did not begin.'));
        case 'APPLYING': case 'DONE':
            return because('');
    }
}
