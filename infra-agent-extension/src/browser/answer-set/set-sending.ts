/** Sends sets through the backend, and waits for the end of each run. */
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type CardView, type Outcome } from '../../common/infra-service';
import { CardStore } from '../cards/card-store';
import { isBeforeSend } from '../cards/card-view-model';
import { inTurn, sendInTurn, type SetOutcome } from './in-turn';

@injectable()
export class SetSending {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(CardStore)
    protected readonly store!: CardStore;

    send(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return sendInTurn(views, request => this.service.send({ root, ...request }), key => this.ended(root, key));
    }

    rollBack(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return inTurn(views, view => this.service.rollBack(root, view.key));
    }

    /** Waits until the run is over: what fails ends the set. */
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
}
