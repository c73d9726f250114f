/** One click for several cards: an approval of its own for each, with the digest that its card showed. The first that is refused ends it. */
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type CardView, type Outcome } from '../../common/infra-service';

export interface SetOutcome {
    readonly sent: number;
    readonly refusal?: string;
}

@injectable()
export class SetSending {

    @inject(InfraService)
    protected readonly service!: InfraService;

    send(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return this.inTurn(views, view => this.service.send({ root, key: view.key, digest: view.digest ?? '', ticked: [] }));
    }

    rollBack(root: string, views: readonly CardView[]): Promise<SetOutcome> {
        return this.inTurn(views, view => this.service.rollBack(root, view.key));
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
