import { expect } from 'chai';
import type { Phase } from '../../common/conductor/operation-state';
import type { CardView } from '../../common/infra-service';
import type { Operation } from '../../common/ops/operation';
import { shownSentence } from './shown-sentence';

function said(phase: Phase, sentence: string, operation: Partial<Operation>, rollbackOf?: string): string {
    return shownSentence({ phase, sentence, operation: { title: 'T', mode: 'test', ...operation }, rollbackOf } as CardView);
}

describe('the sentence of a card', () => {
    const run = (phase: Phase) => said(phase, 'will run `ls`, then `will run` on context prod', { commands: [{ run: 'ls' }] });
    const edit = (phase: Phase, rollbackOf?: string) => said(phase, 'will change `a, create b`, set the run bit of `c`, delete `d`', { edits: [] }, rollbackOf);

    it('is in the tense of its phase, and leaves the commands as they are', () => {
        expect(run('WAIT_FOR_APPROVE')).to.equal('will run `ls`, then `will run` on context prod');
        expect(run('APPLYING')).to.equal('running `ls`, then `will run` on context prod');
        expect(run('DONE')).to.equal('ran `ls`, then `will run` on context prod');
        expect(run('FAILED')).to.equal('tried to run `ls`, then `will run` on context prod');
        expect(run('INTERRUPTED')).to.equal('began to run `ls`, then `will run` on context prod');
        expect(run('ROLLED_BACK')).to.equal('ran `ls`, then `will run` on context prod; since rolled back');
        expect(run('EXPIRED')).to.equal('would run `ls`, then `will run` on context prod; it was not sent');
    });

    it('inflects each verb of an edit, and no name of a file', () => {
        expect(edit('BLOCKED')).to.equal('will change `a, create b`, set the run bit of `c`, delete `d`');
        expect(edit('DONE')).to.equal('changed `a, create b`, set the run bit of `c`, deleted `d`');
        expect(edit('APPLYING')).to.equal('changing `a, create b`, setting the run bit of `c`, deleting `d`');
    });

    it('of a rollback says that it restores', () => {
        expect(edit('WAIT_FOR_APPROVE', 'k')).to.equal('will restore `a, create b`, set the run bit of `c`, delete `d`');
        expect(edit('DONE', 'k')).to.equal('restored `a, create b`, set the run bit of `c`, deleted `d`');
    });

    it('is shown as it came where it does not announce', () => {
        expect(said('VALIDATING', 'is being read', {})).to.equal('is being read');
    });
});
