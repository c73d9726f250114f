import { expect } from 'chai';
import { attempt, dispatch } from './dispatch';
import { createMemoryJournal } from './memory-journal';
import { isRefusal } from './refusal';
import { approve, KEY, operation, DIGEST, START } from './scenario';

const propose = { type: 'propose-operation', key: KEY, operation: operation(), operationHash: DIGEST, origin: { kind: 'file' } } as const;

describe('dispatch', () => {
    it('appends what was decided and tells the listeners, until they leave', async () => {
        const journal = createMemoryJournal(() => START);
        const heard: string[] = [];
        const leave = journal.onChange((_state, entries) => heard.push(...entries.map(entry => entry.event.type)));
        await dispatch(journal, propose);
        leave();
        await dispatch(journal, { type: 'reject-operation', key: KEY, by: 'ada' });
        expect(heard).to.deep.equal(['OperationProposed']);
        expect(journal.state().operations.get(KEY)?.phase).to.equal('REJECTED');
        expect((await journal.entries()).map(entry => [entry.seq, entry.at])).to.deep.equal([[1, START], [2, START]]);
    });

    it('appends nothing for a refusal', async () => {
        const journal = createMemoryJournal(() => START);
        expect(isRefusal(await dispatch(journal, approve()))).to.equal(true);
        expect(await journal.entries()).to.deep.equal([]);
    });
});

describe('attempt', () => {
    it('leaves a line for what was refused, and still answers with the refusal', async () => {
        const journal = createMemoryJournal(() => START);
        await dispatch(journal, propose);
        const answer = await attempt(journal, approve(), 'ide');
        expect(isRefusal(answer) && answer.refused).to.equal('wrong-phase');
        expect((await journal.entries()).at(-1)?.event).to.deep.equal({ type: 'RequestRefused', key: KEY, request: 'approve-operation', reason: 'wrong-phase', from: 'ide' });
        expect(journal.state().operations.get(KEY)?.phase).to.equal('VALIDATING');
    });

    it('records an attempt on a key that never was without making an operation of it', async () => {
        const journal = createMemoryJournal(() => START);
        await attempt(journal, approve({ key: 'ghost' }), 'cli');
        expect(journal.state().operations.size).to.equal(0);
        expect(await journal.entries()).to.have.length(1);
    });
});
