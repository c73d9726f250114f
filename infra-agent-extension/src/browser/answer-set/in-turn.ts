/**
 * One click for several cards: an approval of its own for each, with the digest that its card showed and never another one, whatever became of it
 * meanwhile. The first that is refused, or fails, ends it.
 */
import type { CardView, Outcome } from '../../common/infra-service';

export interface SetOutcome {
    readonly sent: number;
    readonly refusal?: string;
}

type Sent = Pick<CardView, 'key'> & { readonly digest: string; readonly ticked: readonly number[] };

/** `ended` resolves when the run is over, and says whether it did what was expected. */
export function sendInTurn(views: readonly CardView[], send: (request: Sent) => Promise<Outcome>, ended: (view: CardView) => Promise<Outcome>): Promise<SetOutcome> {
    return inTurn(views, async view => {
        const outcome = await send({ key: view.key, digest: view.digest ?? '', ticked: [] });
        return outcome.kind === 'ok' ? ended(view) : outcome;
    });
}

export async function inTurn(views: readonly CardView[], act: (view: CardView) => Promise<Outcome>): Promise<SetOutcome> {
    let sent = 0;
    for (const view of views) {
        const outcome = await act(view).catch((error: Error): Outcome => ({ kind: 'refused', reason: 'no-answer', message: error.message }));
        if (outcome.kind === 'refused') {
            return { sent, refusal: `${view.operation.title}: ${outcome.message}` };
        }
        sent++;
    }
    return { sent };
}
