import { expect } from 'chai';
import type { ProposeOperation } from './commands';
import type { Origin } from './events';
import { findByOrigin } from './find-operation';
import { mintKey } from './mint-key';
import { isOpen } from './operation-state';
import { after, approved, at, DIGEST, given, KEY, observed, operation, OTHER, proposed, started, validated } from './scenario';

const BLOCK: Origin = { kind: 'chat-block', session: 's', response: 'r', block: 0 };
const DERIVED: Origin = { kind: 'derived', concern: 'unset REGION' };

function propose(over: Partial<ProposeOperation> = {}): ProposeOperation {
    return { type: 'propose-operation', key: KEY, operation: operation(), operationHash: DIGEST, origin: { kind: 'file' }, ...over };
}

describe('proposing', () => {
    it('records the redacted operation with the hash of the exact one', () => {
        given().when(propose()).then(proposed());
    });

    it('makes one operation of a block, however often it is read and under whatever key', () => {
        const history = given(proposed({}, KEY, BLOCK));
        history.when(propose({ origin: BLOCK })).then();
        history.when(propose({ origin: BLOCK, key: 'other' })).then();
        expect(findByOrigin(history.state, BLOCK)?.key).to.equal(KEY);
    });

    it('stays one operation after it was run or rejected: the block is never sent twice', () => {
        given(proposed({}, KEY, BLOCK), validated(), approved(), started(), observed('done')).when(propose({ origin: BLOCK, key: 'other' })).then();
    });

    it('refuses a block whose text was changed under its card', () => {
        given(proposed({}, KEY, BLOCK)).when(propose({ origin: BLOCK, operationHash: OTHER, key: 'other' })).thenRefused('block-changed');
    });

    it('tells blocks, responses and sessions apart', () => {
        for (const origin of [{ ...BLOCK, block: 1 }, { ...BLOCK, response: 'r2' }, { ...BLOCK, session: 's2' }]) {
            given(proposed({}, KEY, BLOCK)).when(propose({ origin, key: 'other' })).then(proposed({}, 'other', origin));
        }
    });

    it('refuses a block that does not say where it is from', () => {
        given().when(propose({ origin: { kind: 'chat-block', session: 's', response: 'r' } })).thenRefused('wrong-origin');
    });

    it('refuses a key that another operation has', () => {
        given(proposed()).when(propose({ operationHash: OTHER })).thenRefused('key-taken');
    });

    it('refuses a rollback that does not come from Roll back', () => {
        given(proposed()).when(propose({ key: 'undo', origin: { kind: 'rollback', of: KEY } })).thenRefused('wrong-origin');
    });

    it('revises the unsent operation about the same concern in place, and leaves an equal one alone', () => {
        const history = given(proposed({}, KEY, DERIVED), validated());
        history.when(propose({ key: 'other', origin: DERIVED })).then();
        const revised = history.when(propose({ key: 'other', origin: DERIVED, operationHash: OTHER, operation: operation({ title: 'New' }) }));
        revised.then({ type: 'OperationRevised', key: KEY, operation: operation({ title: 'New' }), operationHash: OTHER });
        revised.thenPhase('VALIDATING');
    });

    it('takes the approval of an operation that is derived again', () => {
        const revised = given(proposed({}, KEY, DERIVED), validated(), approved()).when(propose({ origin: DERIVED, operationHash: OTHER }));
        revised.thenPhase('VALIDATING');
        expect(revised.state.queue).to.deep.equal([]);
    });

    it('makes a new operation of a concern whose last one was sent or rejected', () => {
        given(proposed({}, KEY, DERIVED), validated(), approved(), started()).when(propose({ key: 'other', origin: DERIVED })).then(proposed({}, 'other', DERIVED));
        given(proposed({}, KEY, DERIVED), { type: 'OperationRejected', key: KEY, by: 'ada' }).when(propose({ key: 'other', origin: DERIVED })).then(proposed({}, 'other', DERIVED));
    });

    it('does not revise what a person or a model wrote', () => {
        given(proposed({}, KEY, BLOCK)).when({ type: 'revise-operation', key: KEY, operation: operation(), operationHash: OTHER }).thenRefused('wrong-origin');
    });

    it('answers a failed operation that is proposed again or run again', () => {
        const failed = [proposed(), validated(), approved(), started(), observed('failed')];
        expect(isOpen(given(...failed).state.operations.get(KEY)!)).to.equal(true);
        for (const origin of [{ kind: 'run-again', of: KEY }, { ...BLOCK, of: KEY }] as const) {
            const answered = given(...failed).when(propose({ key: 'again', origin })).state;
            expect(isOpen(answered.operations.get(KEY)!)).to.equal(false);
        }
    });
});

describe('expiring', () => {
    const WEEK = 7 * 24 * 60;
    const expired = { type: 'OperationExpired' as const, key: KEY };

    it('ends what nobody sent for 7 days since it was proposed, however often it was validated', () => {
        const history = given(proposed(), at(WEEK - 1, validated()));
        history.when({ type: 'expire-operations' }, after(WEEK)).then();
        history.when({ type: 'expire-operations' }, after(WEEK + 1)).then(expired);
    });

    it('counts anew for an operation that was derived again', () => {
        const revised = given(proposed({}, KEY, DERIVED), at(60, { type: 'OperationRevised', key: KEY, operation: operation(), operationHash: OTHER }));
        revised.when({ type: 'expire-operations' }, after(WEEK + 59)).then();
        revised.when({ type: 'expire-operations' }, after(WEEK + 61)).then(expired);
    });

    it('withdraws approvals that were not begun', () => {
        const lapsed = given(proposed(), validated(), approved()).when({ type: 'expire-operations' }, after(11));
        lapsed.then({ type: 'ApprovalWithdrawn', key: KEY, reason: 'The approval lapsed: the run was not begun within 10 minutes.' });
        lapsed.thenPhase('WAIT_FOR_APPROVE');
    });

    it('leaves alone what runs, failed or is done', () => {
        for (const last of [started(), observed('failed'), observed('done')]) {
            given(proposed(), validated(), approved(), started(), last).when({ type: 'expire-operations' }, after(WEEK * 2)).then();
        }
    });
});

describe('mintKey', () => {
    it('makes a readable key of the label, or else of the title', () => {
        expect(mintKey(given().state, operation({ id: 'Region_validated' }))).to.equal('region-validated');
        expect(mintKey(given().state, operation({ title: 'Büild & push «edge»' }))).to.equal('build-push-edge');
        expect(mintKey(given().state, operation({ title: '配置' }))).to.equal('operation');
    });

    it('counts on where a key is taken, also by an operation that ended', () => {
        const { state } = given(proposed({}, 'build'), { type: 'OperationExpired', key: 'build' }, proposed({}, 'build-2'));
        expect(mintKey(state, operation())).to.equal('build-3');
    });
});
