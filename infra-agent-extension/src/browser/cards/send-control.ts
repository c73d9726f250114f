/** Whether Send is on, what it says, and what would turn it on. The gate in the backend decides again; this only spares a refusal. */
import { nls } from '@theia/core/lib/common/nls';
import type { CardView } from '../../common/infra-service';
import type { CardDraft } from './card-draft';
import { isBeforeSend, shownRisk, type CardContext } from './card-view-model';

export interface SendControl {
    readonly enabled: boolean;
    readonly label: string;
    /** Why it is off, and what would turn it on. */
    readonly refusal?: string;
    /** What must be typed, where something must. */
    readonly confirm?: string;
}

export function sendControl(view: CardView, context: CardContext): SendControl | undefined {
    if (!isBeforeSend(view.phase) || view.queuePosition !== undefined) {
        return undefined;
    }
    const confirm = shownRisk(view) === 'HIGH' ? view.confirm : undefined;
    const refusal = sendRefusal(view, context, confirm);
    // What is to be typed is said beside the field, and needs no second sentence.
    const typed = confirm === undefined || context.draft.typed === confirm;
    return { enabled: refusal === undefined && typed && context.draft.busy === undefined, label: sendLabel(view), refusal, confirm };
}

function sendRefusal(view: CardView, context: CardContext, confirm: string | undefined): string | undefined {
    if (!context.trusted) {
        return nls.localize('infra-agent/send/restricted', 'This folder is not trusted, so nothing of it runs. Trust it first.');
    }
    if (!view.canSend || !view.digest) {
        return view.sendRefusal ?? nls.localize('infra-agent/send/notReady', 'This operation is not ready to be sent yet.');
    }
    if (context.justChanged) {
        return nls.localize('infra-agent/send/changed', 'What this card does has just changed. Read it again.');
    }
    if (openManual(view, context.draft).length > 0) {
        return nls.localize('infra-agent/send/tick', 'Tick the preconditions that only you can check.');
    }
    return shownRisk(view) === 'HIGH' && confirm === undefined
        ? nls.localize('infra-agent/send/noTarget', 'The backend named no target to confirm, so this HIGH operation cannot be sent.')
        : undefined;
}

/** Indexes of the manual preconditions that nobody has ticked. */
export function openManual(view: CardView, draft: CardDraft): number[] {
    return (view.operation.preconditions ?? []).flatMap((precondition, index) => 'manual' in precondition && !draft.ticked.includes(index) ? [index] : []);
}

/** For HIGH the button says what will happen, in the words of the computed sentence. */
function sendLabel(view: CardView): string {
    const plain = view.rollbackOf ? nls.localize('infra-agent/send/rollBack', 'Roll back') : nls.localize('infra-agent/send', 'Send');
    if (shownRisk(view) !== 'HIGH') {
        return plain;
    }
    const act = /^(?:this )?will\s+(.+)$/is.exec(view.sentence.trim())?.[1] ?? view.sentence;
    return nls.localize('infra-agent/send/high', 'Send: {0}', act.replace(/`/g, '').replace(/\.$/, ''));
}
