import { expect } from 'chai';
import {
    after, approve, approved, at, DIGEST, given, KEY, operation, OTHER, OWNER, probed, proposed, reading, start, started, validate, validated, verdict
} from './scenario';

const HIGH = reading('HIGH', { target: { kind: 'kube-context', confirm: 'gke_prod', description: 'context gke_prod' } });
const WEEK = 7 * 24 * 60;

describe('approving', () => {
    it('is recorded with who, how, from where and what was ticked', () => {
        given(proposed(), validated()).when(approve()).then(approved());
    });

    it('is refused for another digest than the card has now', () => {
        given(proposed(), validated()).when(approve({ digest: OTHER })).thenRefused('digest-changed');
    });

    it('is refused while an earlier approval still waits to begin', () => {
        given(proposed(), validated(), approved()).when(approve(), after(9)).thenRefused('already-approved');
    });

    it('is possible again once the earlier approval lapsed, which is recorded', () => {
        given(proposed(), validated(), approved()).when(approve(), after(11)).then(
            { type: 'ApprovalWithdrawn', key: KEY, reason: 'The approval lapsed: the run was not begun within 10 minutes.' }, approved());
    });

    it('is refused once the operation has run, whatever came of it', () => {
        given(proposed(), validated(), approved(), started()).when(approve()).thenRefused('wrong-phase');
    });

    it('is refused after 7 days, even before the operation is marked as expired', () => {
        given(proposed(), at(WEEK - 1, validated())).when(approve(), after(WEEK + 1)).thenRefused('expired');
    });

    it('needs every manual precondition ticked', () => {
        const history = given(proposed({ preconditions: [{ manual: 'The zone is delegated' }] }), validated());
        history.when(approve()).thenRefused('manual-unticked');
        history.when(approve({ ticked: [0] })).then(approved({ ticked: [0] }));
    });
});

describe('approving HIGH', () => {
    const history = given(proposed(), validated({ reading: HIGH }));

    it('needs the target typed', () => {
        history.when(approve()).thenRefused('target-not-typed');
        history.when(approve({ typed: 'gke_dev' })).thenRefused('target-not-typed');
        history.when(approve({ typed: ' gke_prod ' })).then(approved());
    });

    it('is possible at a terminal that asked, and never by the flag that names a digest', () => {
        history.when(approve({ from: 'cli', way: 'asked', typed: 'gke_prod' })).then(approved({ from: 'cli', way: 'asked' }));
        history.when(approve({ from: 'cli', way: 'flag', typed: 'gke_prod' })).thenRefused('high-needs-a-person');
    });

    it('is needed for an operation that its author claims to be HIGH', () => {
        given(proposed({ risk: 'HIGH' }), validated({ reading: reading('LOW') })).when(approve({ way: 'flag', from: 'cli' })).thenRefused('high-needs-a-person');
    });

    it('is not waived by an author who claims LOW', () => {
        given(proposed({ risk: 'LOW' }), validated({ reading: HIGH })).when(approve()).thenRefused('target-not-typed');
    });

    it('asks for the title where no target is known', () => {
        const unknown = given(proposed(), validated({ reading: reading('HIGH') }));
        unknown.when(approve({ typed: '' })).thenRefused('target-not-typed');
        unknown.when(approve({ typed: 'Build' })).then(approved());
    });

    it('lets the flag approve MED', () => {
        given(proposed(), validated()).when(approve({ from: 'cli', way: 'flag' })).then(approved({ from: 'cli', way: 'flag' }));
    });
});

describe('an approval', () => {
    const history = given(proposed(), validated(), approved());

    it('lets its own process begin the run, for 10 minutes', () => {
        history.when(start(), after(10)).then(started());
        history.when(start(), new Date(Date.parse(after(10)) + 1).toISOString()).thenRefused('approval-lapsed');
    });

    it('does not count when the clock went back behind it', () => {
        history.when(start(), after(-1)).thenRefused('approval-lapsed');
    });

    it('is used by one run and gone with it', () => {
        history.when(start()).thenPhase('APPLYING').when(start()).thenRefused('wrong-phase');
    });

    it('does not let another process begin', () => {
        history.when(start({ owner: { ...OWNER, pid: 101 } })).thenRefused('approval-of-another');
        history.when(start({ owner: { ...OWNER, startedAt: 'boot 2' } })).thenRefused('approval-of-another');
    });

    it('does not cover what lies on disk by the time of the run', () => {
        history.when(start({ digest: OTHER })).thenRefused('digest-changed');
    });

    it('lapses when a validation finds another digest, and the card waits for a new one', () => {
        const changed = history.when(validate({ digest: OTHER }));
        changed.then({ type: 'ApprovalWithdrawn', key: KEY, reason: 'What the operation would do changed after it was approved.' }, validated({ digest: OTHER }));
        changed.thenPhase('WAIT_FOR_APPROVE').when(start({ digest: OTHER })).thenRefused('approval-missing');
    });

    it('lapses when the same digest reads differently or fails', () => {
        history.when(validate({ reading: HIGH })).thenPhase('WAIT_FOR_APPROVE').when(start()).thenRefused('approval-missing');
        history.when(validate({ verdict: verdict('FAIL') })).thenPhase('BLOCKED').when(start()).thenRefused('wrong-phase');
    });

    it('stays when a validation finds what it found before, which is not recorded again', () => {
        history.when(validate()).then();
    });

    it('is dropped by the fold even if nobody recorded that it lapsed', () => {
        given(proposed(), validated(), approved(), validated({ digest: OTHER })).when(start({ digest: OTHER })).thenRefused('approval-missing');
    });

    it('can be withdrawn until the run begins', () => {
        const withdrawn = history.when({ type: 'withdraw-approval', key: KEY, reason: 'by ada' });
        withdrawn.then({ type: 'ApprovalWithdrawn', key: KEY, reason: 'by ada' });
        withdrawn.thenPhase('WAIT_FOR_APPROVE').when(start()).thenRefused('approval-missing');
        given(proposed(), validated(), approved(), started()).when({ type: 'withdraw-approval', key: KEY, reason: 'by ada' }).thenRefused('wrong-phase');
    });

    it('goes with a rejection', () => {
        const rejected = history.when({ type: 'reject-operation', key: KEY, by: 'ada' });
        rejected.thenPhase('REJECTED');
        expect(rejected.state.queue).to.deep.equal([]);
    });
});

describe('preconditions', () => {
    const met = (index: number) => ({ index, state: 'met' as const, seen: 'there' });
    const unmet = (index: number) => ({ index, state: 'unmet' as const, seen: 'missing' });

    it('of files, variables and tools hold Send until they are seen to be met', () => {
        for (const precondition of [{ file: 'a' }, { env: 'A' }, { tool: 'make' }]) {
            const history = given(proposed({ preconditions: [precondition] }), validated());
            history.when(approve()).thenRefused('wrong-phase');
            history.when({ type: 'record-preconditions', key: KEY, states: [{ index: 0, state: 'unknown', seen: '' }] }).thenPhase('READY_FOR_APPLY');
            history.when({ type: 'record-preconditions', key: KEY, states: [met(0)] }).thenPhase('WAIT_FOR_APPROVE').when(approve()).then(approved());
        }
    });

    it('that need a click to be looked at do not hold Send before they were looked at', () => {
        for (const precondition of [{ command: 'true' }, { tool: 'kubectl', version: '>=1.28' }, { manual: 'asked' }]) {
            given(proposed({ preconditions: [precondition] }), validated()).when(approve({ ticked: [0] })).then(approved({ ticked: [0] }));
        }
    });

    it('that a Check saw to be unmet hold Send, until they are met or the digest changes', () => {
        const failed = given(proposed({ preconditions: [{ command: 'true' }] }), validated(), probed(unmet(0)));
        failed.when(approve()).thenRefused('wrong-phase');
        failed.when({ type: 'record-preconditions', key: KEY, states: [met(0)] }).thenPhase('WAIT_FOR_APPROVE');
        failed.when(validate({ digest: OTHER })).thenPhase('WAIT_FOR_APPROVE');
    });

    it('must be seen to be met between the approval and the run', () => {
        const history = given(proposed({ preconditions: [{ file: 'a' }, { command: 'true' }, { manual: 'asked' }] }), validated(), probed(met(0), met(1)), at(1, approved({ ticked: [2] })));
        history.when(start(), after(2)).thenRefused('preconditions-unproven');
        const fileOnly = history.when({ type: 'record-preconditions', key: KEY, states: [met(0)] }, after(2)).thenPhase('WAIT_FOR_APPROVE');
        fileOnly.when(start(), after(2)).thenRefused('preconditions-unproven');
        fileOnly.when({ type: 'record-preconditions', key: KEY, states: [met(1)] }, after(2)).thenPhase('WAIT_FOR_APPROVE').when(start(), after(2)).then(started());
    });

    it('that fail on Send return the operation to READY_FOR_APPLY, its approval lapsed', () => {
        const failed = given(proposed({ preconditions: [{ command: 'kubectl get ns' }] }), validated(), approved())
            .when({ type: 'record-preconditions', key: KEY, states: [unmet(0)] });
        failed.then(probed(unmet(0)), { type: 'ApprovalWithdrawn', key: KEY, reason: 'The precondition command kubectl get ns is not met: missing' });
        failed.thenPhase('READY_FOR_APPLY').when(start()).thenRefused('wrong-phase');
        expect(failed.state.queue).to.deep.equal([]);
    });

    it('that did not change are not recorded again, except for an approval that needs the proof', () => {
        const states = [met(0)];
        const history = [proposed({ preconditions: [{ file: 'a' }] }), validated(), probed(...states)];
        given(...history).when({ type: 'record-preconditions', key: KEY, states }).then();
        given(...history, approved()).when({ type: 'record-preconditions', key: KEY, states }).then(probed(...states));
    });

    it('that the operation does not have are refused', () => {
        given(proposed(), validated()).when({ type: 'record-preconditions', key: KEY, states: [met(0)] }).thenRefused('unknown-precondition');
    });

    it('are forgotten when the operation is derived again', () => {
        const derived = { kind: 'derived', concern: 'x' } as const;
        const history = given(proposed({ preconditions: [{ file: 'a' }] }, KEY, derived), validated(), probed(met(0)), approved());
        const revised = history.when({ type: 'revise-operation', key: KEY, operation: operation({ preconditions: [{ file: 'b' }] }), operationHash: OTHER });
        revised.thenPhase('VALIDATING').when(validate({ digest: DIGEST })).thenPhase('READY_FOR_APPLY').when(start()).thenRefused('wrong-phase');
    });
});
