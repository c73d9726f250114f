import { expect } from 'chai';
import { cardView, type CardSurroundings } from './card-view';
import type { Event } from './conductor/events';
import { approved, given, KEY, observed, proposed, started, validated } from './conductor/scenario';
import type { CardView } from './infra-service';

const AROUND: CardSurroundings = { trusted: true, environment: [], edits: [] };
const ROLLBACK = { rollback: { commands: [{ run: 'make clean' }] } };

function cardAfter(...events: Event[]): CardView {
    const state = given(...events).state.operations.get(KEY);
    if (!state) {
        throw new Error('there is no such operation');
    }
    return cardView(state, AROUND);
}

function offered(view: CardView): string[] {
    const { canSend, canReject, canCancel, canRollBack, canRunAgain, canFollowUp } = view;
    return Object.entries({ canSend, canReject, canCancel, canRollBack, canRunAgain, canFollowUp }).flatMap(([name, on]) => (on ? [name] : []));
}

describe('the card of an operation', () => {
    const waits = [proposed(ROLLBACK), validated()];
    const runs = [...waits, approved(), started()];

    it('offers what each phase allows', () => {
        expect(offered(cardAfter(proposed(ROLLBACK)))).to.deep.equal(['canReject']);
        expect(offered(cardAfter(...runs))).to.deep.equal(['canCancel']);
        expect(offered(cardAfter(...runs, observed('done')))).to.deep.equal(['canRollBack', 'canRunAgain']);
        expect(offered(cardAfter(...runs, observed('cancelled')))).to.deep.equal(['canRollBack', 'canRunAgain']);
        expect(offered(cardAfter(...runs, observed('failed')))).to.deep.equal(['canRollBack', 'canRunAgain', 'canFollowUp']);
    });

    it('asks for no answer to a failure that was answered by proposing it again', () => {
        const again = proposed(ROLLBACK, 'build-2', { kind: 'derived', concern: 'build', of: KEY });
        expect(cardAfter(...runs, observed('failed'), again).canFollowUp).to.equal(false);
    });
});
