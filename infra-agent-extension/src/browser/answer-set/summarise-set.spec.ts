import { expect } from 'chai';
import type { CardView } from '../../common/infra-service';
import { oneForEachFile, rollableEdits, sendableEdits, sendableReads, summariseSet } from './summarise-set';

const card = (patch: Partial<CardView>): CardView => ({
    key: 'k', digest: 'a'.repeat(64), phase: 'WAIT_FOR_APPROVE', sentence: 'Will read', operation: { title: 'T', mode: 'test', commands: [{ run: 'ls' }] },
    assessment: { risk: 'LOW', group: 'local', writes: false, reasons: [] }, runs: [], unset: [], environment: [], preconditions: [], edits: [], rollbackSentence: '',
    canSend: true, canReject: true, canRollBack: false, canCancel: false, canRunAgain: false, canFollowUp: false, approvals: 0, ...patch
});
const edit = (file: string, patch: Partial<CardView> = {}): CardView => card({
    key: file, operation: { title: file, mode: 'implement', edits: [{ file, content: 'x' }] }, assessment: { risk: 'LOW', group: 'local', writes: true, reasons: [] },
    edits: [{ file, kind: 'new', added: 1, removed: 0, diff: '' }], ...patch
});

describe('the set of an answer', () => {
    it('sends together only what reads, is LOW, and asks for nothing more', () => {
        const reads = [card({ key: 'a' }), card({ key: 'high', assessment: { risk: 'HIGH', group: 'local', writes: false, reasons: [] } }), card({ key: 'writes', assessment: { risk: 'LOW', group: 'local', writes: true, reasons: [] } }),
            card({ key: 'off', canSend: false }), card({ key: 'box', operation: { title: 'T', mode: 'test', commands: [{ run: 'ls' }], preconditions: [{ manual: 'looked' }] } }), edit('f')];
        expect(sendableReads(reads).map(view => view.key)).to.deep.equal(['a']);
    });

    it('sends together only edits that are not HIGH', () => {
        const pipeline = edit('.github/workflows/a.yaml', { assessment: { risk: 'HIGH', group: 'external', writes: true, reasons: [] }, confirm: 'a.yaml' });
        expect(sendableEdits([edit('a'), pipeline, card({})]).map(view => view.key)).to.deep.equal(['a']);
    });

    it('sends with one click no second edit of a file, which would not be what was read', () => {
        const both = edit('both', { edits: ['a', 'b'].map(file => ({ file, kind: 'change', added: 1, removed: 0, diff: '' })) });
        expect(oneForEachFile([edit('a'), both, edit('b'), edit('a', { key: 'again' })]).map(view => view.key)).to.deep.equal(['a', 'b']);
    });

    it('takes applied edits back in the opposite order', () => {
        const applied = (file: string, startedAt: string) => edit(file, { phase: 'DONE', canRollBack: true, canSend: false, startedAt });
        expect(rollableEdits([applied('a', '2026-01-01T00:00:00Z'), applied('b', '2026-01-01T00:00:05Z')]).map(view => view.key)).to.deep.equal(['b', 'a']);
    });

    it('says what was created, what is assumed and needed, and what was seen', () => {
        const done = edit('new.yaml', { phase: 'DONE', canSend: false });
        const needs = card({ operation: { title: 'T', mode: 'test', commands: [{ run: 'ls' }], preconditions: [{ tool: 'kubectl', version: '>=1.28' }, { env: 'REGION' }], assumptions: ['REVIEW: zone'] } });
        expect(summariseSet([done, needs])).to.deep.include({ done: 1, open: 1, created: ['new.yaml'], assumptions: ['REVIEW: zone'], dependencies: ['$REGION', 'kubectl >=1.28'] });
    });
});
