/**
 * One click for several cards: an approval of its own for each, for what its card showed. One that touches a file which another one has just
 * changed elsewhere has a new digest, and goes on only if it still says the same. The first that is refused, or fails, ends it.
 */
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type CardView, type Outcome } from '../../common/infra-service';
import { CardStore } from '../cards/card-store';
import { isBeforeSend, meaningOf } from '../cards/card-view-model';

export interface SetOutcome {
    readonly sent: number;
    readonly refusal?: string;
}

@injectable()
export class SetSending {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(CardStore)
    protected readonly store!: CardStore;

    send(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return this.inTurn(views, async view => {
            const outcome = await this.sendAsShown(root, view);
            return outcome.kind === 'ok' ? this.ended(root, view.key) : outcome;
        });
    }

    rollBack(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return this.inTurn(views, view => this.service.rollBack(root, view.key));
    }

    protected async sendAsShown(root: string, shown: CardView): Promise<Outcome> {
        const outcome = await this.service.send({ root, key: shown.key, digest: shown.digest ?? '', ticked: [] });
        if (outcome.kind === 'ok' || outcome.reason !== 'digest-changed') {
            return outcome;
        }
        const [now] = await this.service.cards(root, [shown.key]);
        return now?.digest !== undefined && meaningOf(now) === meaningOf(shown) ? this.service.send({ root, key: now.key, digest: now.digest, ticked: [] }) : outcome;
    }

    /** Waits until the run is over, since the next one may touch the same file. */
    protected ended(root: string, key: string): Promise<Outcome> {
        return new Promise(resolve => {
            const look = () => {
                const view = this.store.entry(root, key).view;
                const waits = view === undefined || view.phase === 'APPLYING' || (isBeforeSend(view.phase) && view.approval !== undefined);
                if (!waits) {
                    listening.dispose();
                    resolve(view.phase === 'DONE' ? { kind: 'ok', key } : { kind: 'refused', reason: 'not-done', message: view.observation?.problem ?? view.note ?? view.sendRefusal ?? '' });
                }
            };
            const listening = this.store.onDidChange(change => { if (change.key === key) { look(); } });
            this.store.fetch(root, key);
        });
    }

    protected async inTurn(views: readonly CardView[], act: (view: CardView) => Promise<Outcome>): Promise<SetOutcome> {
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
}
