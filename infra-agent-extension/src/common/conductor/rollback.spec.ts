import { expect } from 'chai';
import type { Event } from './events';
import { isOpen } from './operation-state';
import { react } from './react';
import {
    after, approve, approved, at, DIGEST, given, KEY, observation, observe, observed, operation, OTHER, proposed, reading, start, started, validate, validated
} from './scenario';

const done = [proposed(), validated(), approved(), started(), observed('done')];
const request = { type: 'request-rollback', key: KEY, rollbackKey: 'undo', operation: operation({ title: 'Undo' }), operationHash: OTHER, by: 'ada' } as const;
const asked: Event[] = [
    { type: 'OperationProposed', key: 'undo', operation: operation({ title: 'Undo' }), operationHash: OTHER, origin: { kind: 'rollback', of: KEY } },
    { type: 'RollbackRequested', key: KEY, rollbackKey: 'undo', by: 'ada' }
];
const click = approve({ key: 'undo', way: 'rollback-click' });
const undoing = [...done, ...asked, validated({ key: 'undo' }), approved({ key: 'undo', way: 'rollback-click' }), started('undo')];

describe('rolling back', () => {
    it('is an operation of its own, proposed with the click', () => {
        given(...done).when(request).then(...asked);
    });

    it('is offered for what ran, whatever came of it, and by nothing else', () => {
        for (const end of [observed('failed'), observed('cancelled'), { type: 'RunInterrupted', key: KEY, reason: 'gone' } as const]) {
            given(proposed(), validated(), approved(), started(), end).when(request).then(...asked);
        }
        given(proposed(), validated()).when(request).thenRefused('wrong-phase');
    });

    it('is asked for once at a time', () => {
        given(...done, ...asked).when({ ...request, rollbackKey: 'undo-2' }).thenRefused('wrong-phase');
    });

    it('does not take a key that is taken', () => {
        given(...done).when({ ...request, rollbackKey: KEY }).thenRefused('key-taken');
    });

    it('is not itself rolled back', () => {
        given(...undoing, { type: 'RunObserved', key: 'undo', observation: observation(), outcome: 'done' })
            .when({ ...request, key: 'undo', rollbackKey: 'redo' }).thenRefused('rollback-of-rollback');
    });

    it('begins with the click on Roll back where it is LOW or MED, once', () => {
        const ready = given(...done, ...asked, validated({ key: 'undo' }));
        ready.when(click).then(approved({ key: 'undo', way: 'rollback-click' }));
        given(...done, ...asked, validated({ key: 'undo' }), approved({ key: 'undo', way: 'rollback-click' }), { type: 'ApprovalWithdrawn', key: 'undo', reason: 'changed' })
            .when(click).thenRefused('click-used');
    });

    it('asks for its own Send where it is HIGH', () => {
        const high = given(...done, ...asked, validated({ key: 'undo', reading: reading('HIGH') }));
        high.when(click).thenRefused('high-needs-a-person');
        high.when(approve({ key: 'undo', typed: 'Undo' })).then(approved({ key: 'undo' }));
    });

    it('does not let that click approve another kind of operation', () => {
        given(proposed(), validated()).when(approve({ way: 'rollback-click' })).thenRefused('click-used');
    });

    it('has rolled back once its own run is done', () => {
        const end = given(...undoing).when(observe({ key: 'undo' }));
        end.then({ type: 'RunObserved', key: 'undo', observation: observation(), outcome: 'done' }, { type: 'RolledBack', key: KEY, rollbackKey: 'undo' });
        end.thenPhase('ROLLED_BACK');
        end.thenPhase('DONE', 'undo');
    });

    it('leaves the operation FAILED and open where it fails, is cancelled or is cut off', () => {
        const ends = [
            observe({ key: 'undo', observation: observation({ problem: 'No bash.' }) }), observe({ key: 'undo', ended: 'cancelled' }),
            { type: 'interrupt-run', key: 'undo', reason: 'The process is gone.' } as const
        ];
        for (const end of ends) {
            const failed = given(...undoing).when(end).thenPhase('FAILED');
            expect(isOpen(failed.state.operations.get(KEY)!)).to.equal(true);
            failed.when({ ...request, rollbackKey: 'undo-2' }).thenPhase('ROLLBACK');
        }
    });

    it('counts when a person finished it by hand, with evidence', () => {
        const failed = given(...undoing).when({ type: 'interrupt-run', key: 'undo', reason: 'gone' }).thenPhase('INTERRUPTED', 'undo');
        failed.when({ type: 'mark-done', key: 'undo', by: 'ada', evidence: 'it is gone' }).thenPhase('ROLLED_BACK');
    });

    it('does not count by hand once another rollback took over', () => {
        const second = given(...undoing).when({ type: 'interrupt-run', key: 'undo', reason: 'gone' }).thenPhase('FAILED').when({ ...request, rollbackKey: 'undo-2' }).thenPhase('ROLLBACK');
        second.when({ type: 'mark-done', key: 'undo', by: 'ada', evidence: 'it is gone' }).thenPhase('ROLLBACK');
    });

    it('leaves the operation where it was when the rollback is rejected, replaced or expires', () => {
        const ends: Event[] = [
            { type: 'OperationRejected', key: 'undo', by: 'ada' }, { type: 'OperationSuperseded', key: 'undo', reason: 'newer' }, { type: 'OperationExpired', key: 'undo' }
        ];
        for (const end of ends) {
            const state = given(...done, ...asked, end).state.operations.get(KEY);
            expect([state?.phase, state?.rollbackKey]).to.deep.equal(['DONE', undefined]);
        }
    });

    it('is recorded from outside only as far as it is proven', () => {
        const history = given(...done, ...asked);
        history.when({ type: 'record-rollback', key: KEY, rollbackKey: 'undo', outcome: 'rolled-back' }).thenRefused('not-proven');
        history.when({ type: 'record-rollback', key: KEY, rollbackKey: 'other', outcome: 'failed' }).thenRefused('wrong-rollback');
        history.when({ type: 'record-rollback', key: KEY, rollbackKey: 'undo', outcome: 'failed', reason: 'No inverse.' }).thenPhase('FAILED');
    });

    it('alarms, once each, when it has not begun in 5 minutes or not finished in 15', () => {
        const history = given(...done, ...asked.map(event => at(0, event)));
        const alarmsAt = (minutes: number, scenario = history) => react(scenario.state, after(minutes)).flatMap(effect => effect.effect === 'alarm' ? [effect.reason] : []);
        expect(alarmsAt(5)).to.deep.equal([]);
        expect(alarmsAt(6)).to.deep.equal(['not-begun']);
        const alarmed = history.when({ type: 'record-alarm', key: KEY, reason: 'not-begun' }).thenPhase('ROLLBACK');
        expect(alarmsAt(6, alarmed)).to.deep.equal([]);
        expect(alarmsAt(16, alarmed)).to.deep.equal(['not-finished']);
        alarmed.when({ type: 'record-alarm', key: KEY, reason: 'not-begun' }).then();
        expect(alarmsAt(6, given(...undoing))).to.deep.equal([]);
    });

    it('is validated and begun like any other', () => {
        const history = given(...done, ...asked).when(validate({ key: 'undo', digest: DIGEST })).thenPhase('WAIT_FOR_APPROVE', 'undo');
        history.when(start({ key: 'undo' })).thenRefused('approval-missing');
    });
});
