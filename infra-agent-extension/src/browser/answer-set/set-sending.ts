/** Sends sets through the backend, and waits for the end of each run. */
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type CardView } from '../../common/infra-service';
import { CardStore } from '../cards/card-store';
import { inTurn, sendInTurn, type SetOutcome } from './in-turn';
import { runEnded } from './run-end';

@injectable()
export class SetSending {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(CardStore)
    protected readonly store!: CardStore;

    send(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return sendInTurn(views, request => this.service.send({ root, ...request }), view => runEnded(this.store, root, view));
    }

    rollBack(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return inTurn(views, view => this.service.rollBack(root, view.key));
    }
}
