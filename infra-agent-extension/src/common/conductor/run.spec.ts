import { expect } from 'chai';
import type { Event, FileImage } from './events';
import { isRefusal } from './refusal';
import { after, approve, approved, at, DIGEST, given, KEY, observation, observe, operation, OTHER, OWNER, proposed, start, started, validate, validated } from './scenario';

const run = [proposed(), validated(), approved(), started()];
const EDIT: FileImage = { file: 'a', pre: OTHER, post: DIGEST, preExecutable: false, postExecutable: false };
const edits = { commands: undefined, edits: [{ file: 'a', content: 'x' }], expected: [{ changed: 'a' }] };

describe('one run at a time', () => {
    const second = [proposed({}, 'next'), validated({ key: 'next' }), approved({ key: 'next' })];

    it('queues a second Send behind the one that runs', () => {
        const history = given(...run, ...second);
        expect(history.state.queue).to.deep.equal(['next']);
        history.when(start({ key: 'next' })).thenRefused('another-runs');
    });

    it('lets the next one begin when the first has ended, however it ended', () => {
        const ends: Event[] = [
            { type: 'RunObserved', key: KEY, observation: observation(), outcome: 'failed' },
            { type: 'RunObserved', key: KEY, observation: observation(), outcome: 'cancelled' },
            { type: 'RunInterrupted', key: KEY, reason: 'gone' }
        ];
        for (const end of ends) {
            given(...run, ...second, end).when(start({ key: 'next' })).then(started('next'));
        }
    });

    it('begins in the order of the Sends', () => {
        const both = given(proposed(), validated(), approved(), ...second);
        both.when(start({ key: 'next' })).thenRefused('not-first');
        both.when({ type: 'withdraw-approval', key: KEY, reason: 'by ada' }).thenPhase('WAIT_FOR_APPROVE').when(start({ key: 'next' })).then(started('next'));
    });

    it('does not wait for an approval that lapsed', () => {
        const history = given(proposed(), validated(), approved(), proposed({}, 'next'), validated({ key: 'next' }), at(5, approved({ key: 'next' })));
        history.when(start({ key: 'next' }), after(11)).then(started('next'));
    });

    it('puts an operation that is sent again at the end of the queue', () => {
        const again = given(proposed(), validated(), approved(), ...second, { type: 'ApprovalWithdrawn', key: KEY, reason: 'x' }).when(approve());
        expect(again.state.queue).to.deep.equal(['next', KEY]);
    });
});

describe('the record of a run', () => {
    const two = [proposed({ commands: [{ run: 'a' }, { run: 'b' }] }), validated(), approved(), started()];
    const begin = (index: number): Event => ({ type: 'CommandStarted', key: KEY, index, program: '/bin/a' });
    const ended = (index: number, exit?: number): Event => ({ type: 'CommandEnded', key: KEY, index, ...(exit === undefined ? { signal: 'SIGTERM' } : { exit }), durationMs: 1 });

    it('takes commands in order, each once, none after one that failed', () => {
        const command = (index: number) => ({ type: 'record-command-start', key: KEY, index, program: '/bin/a' } as const);
        given(...two).when(command(0)).then(begin(0));
        given(...two).when(command(1)).thenRefused('out-of-order');
        given(...two, begin(0)).when(command(0)).thenRefused('out-of-order');
        given(...two, begin(0)).when(command(1)).thenRefused('out-of-order');
        given(...two, begin(0), ended(0, 1)).when(command(1)).thenRefused('out-of-order');
        given(...two, begin(0), ended(0)).when(command(1)).thenRefused('out-of-order');
        given(...two, begin(0), ended(0, 0)).when(command(1)).then(begin(1));
        given(...two, begin(0), ended(0, 0), begin(1), ended(1, 0)).when(command(2)).thenRefused('out-of-order');
    });

    it('ends each command once', () => {
        const end = { type: 'record-command-end', key: KEY, index: 0, exit: 0, durationMs: 1 } as const;
        given(...two, begin(0)).when(end).then(ended(0, 0));
        given(...two, begin(0), ended(0, 0)).when(end).thenRefused('out-of-order');
    });

    it('shows after a crash how far it came', () => {
        const crashed = given(...two, begin(0), ended(0, 0), begin(1)).when({ type: 'interrupt-run', key: KEY, reason: 'The process is gone.' }).thenPhase('INTERRUPTED');
        expect(crashed.state.operations.get(KEY)?.run?.commands.map(command => command.exit)).to.deep.equal([0, undefined]);
        expect(crashed.state.operations.get(KEY)?.note).to.equal('The process is gone.');
    });

    it('takes only edits that were validated, announced before they are written', () => {
        const editing = [proposed(edits), validated({ images: [EDIT] }), approved(), started()];
        given(...editing).when({ type: 'intend-edits', key: KEY, images: [EDIT] }).then({ type: 'EditIntended', key: KEY, images: [EDIT] });
        given(...editing).when({ type: 'intend-edits', key: KEY, images: [{ ...EDIT, post: OTHER }] }).thenRefused('image-changed');
        given(...editing).when({ type: 'record-edits', key: KEY, images: [EDIT] }).thenRefused('out-of-order');
        given(...editing, { type: 'EditIntended', key: KEY, images: [EDIT] }).when({ type: 'intend-edits', key: KEY, images: [EDIT] }).thenRefused('image-changed');
        given(...editing, { type: 'EditIntended', key: KEY, images: [EDIT] }).when({ type: 'record-edits', key: KEY, images: [EDIT] }).then({ type: 'EditApplied', key: KEY, images: [EDIT] });
    });

    it('keeps a cancel for the process that runs it, once', () => {
        const asked = given(...run).when({ type: 'request-cancel', key: KEY, by: 'ada' });
        asked.then({ type: 'CancelRequested', key: KEY, by: 'ada' });
        asked.thenPhase('APPLYING').when({ type: 'request-cancel', key: KEY, by: 'bob' }).then();
    });

    it('is not validated again while it runs', () => {
        given(...run).when(validate({ digest: OTHER })).thenRefused('wrong-phase');
    });
});

describe('done means proven', () => {
    const history = given(...run);
    const reasonOf = (over: Parameters<typeof observation>[0], from = history): string | undefined => {
        const { decision } = from.when(observe({ observation: observation(over) }));
        const event = isRefusal(decision) ? undefined : decision[0];
        expect(event?.type).to.equal('RunObserved');
        return event?.type === 'RunObserved' && event.outcome !== 'done' ? event.reason : undefined;
    };

    it('is DONE when all commands ended as expected and every expectation was met', () => {
        history.when(observe()).thenPhase('DONE');
    });

    it('is FAILED with the first thing that was not as expected', () => {
        expect(reasonOf({ commands: [{ index: 0, exit: 2, durationMs: 1 }] })).to.equal('Command 1 of 1 exited with 2, expected 0.');
        expect(reasonOf({ commands: [{ index: 0, signal: 'SIGKILL', durationMs: 1 }] })).to.equal('Command 1 of 1 was ended by SIGKILL.');
        expect(reasonOf({ commands: [{ index: 0, exit: 0, timedOut: true, durationMs: 1 }] })).to.equal('Command 1 of 1 was ended at its timeout.');
        expect(reasonOf({ commands: [] })).to.equal('Command 1 of 1 was not run.');
        expect(reasonOf({ problem: 'bash is missing.' })).to.equal('bash is missing.');
        expect(reasonOf({ expectations: [{ expectation: { stdout: 'ready' }, met: false, seen: 'nothing' }] })).to.equal('Expected stdout: ready, saw nothing.');
        expect(reasonOf({ expectations: [] })).to.equal('Only 0 of 1 expectations were looked at.');
    });

    it('is DONE with another exit code only if that was expected', () => {
        const expecting = given(proposed({ expected: [{ exit: 2 }] }), validated(), approved(), started());
        const two = { commands: [{ index: 0, exit: 2, durationMs: 1 }], expectations: [{ expectation: { exit: 2 }, met: true, seen: '2' }] };
        expect(reasonOf(two, expecting)).to.equal(undefined);
        expect(reasonOf({ ...two, commands: [{ index: 0, exit: 0, durationMs: 1 }] }, expecting)).to.equal('Command 1 of 1 exited with 0, expected 2.');
    });

    it('asks 0 of the earlier commands whatever the last one may exit with', () => {
        const expecting = given(proposed({ commands: [{ run: 'a' }, { run: 'b' }], expected: [{ exit: 2 }] }), validated(), approved(), started());
        expect(reasonOf({ commands: [{ index: 0, exit: 2, durationMs: 1 }, { index: 1, exit: 2, durationMs: 1 }] }, expecting)).to.equal('Command 1 of 2 exited with 2, expected 0.');
    });

    it('is FAILED when an edit is not on disk', () => {
        const editing = given(proposed(edits), validated({ images: [EDIT] }), approved(), started());
        const all = { commands: [], expectations: [{ expectation: { changed: 'a' }, met: true, seen: 'changed' }] };
        expect(reasonOf(all, editing)).to.equal('The edit of a was not applied.');
        const applied = given(proposed(edits), validated({ images: [EDIT] }), approved(), started(), { type: 'EditIntended', key: KEY, images: [EDIT] }, { type: 'EditApplied', key: KEY, images: [EDIT] });
        expect(reasonOf(all, applied)).to.equal(undefined);
    });

    it('is CANCELLED when a person ended it, whatever was seen', () => {
        history.when(observe({ ended: 'cancelled' })).thenPhase('CANCELLED');
    });

    it('is DONE with evidence of a person, and not without', () => {
        const failed = given(...run, { type: 'RunObserved', key: KEY, observation: observation(), outcome: 'failed' });
        failed.when({ type: 'mark-done', key: KEY, by: 'ada', evidence: '  ' }).thenRefused('evidence-missing');
        failed.when({ type: 'mark-done', key: KEY, by: 'ada', evidence: 'the page answers' }).thenPhase('DONE');
    });

    it('uses the operation that was recorded, not one of the same name', () => {
        expect(given(...run).state.operations.get(KEY)?.operation).to.deep.equal(operation());
        expect(given(...run).state.operations.get(KEY)?.run?.owner).to.deep.equal(OWNER);
    });
});
