import { expect } from 'chai';
import { checkExpectations, type Seen } from './expectations';
import type { Expectation } from './operation';

const SEEN: Seen = { exits: [0, 0], output: 'first line\nNetwork ready\n', changed: ['docs/a.md'], exists: file => file === 'docs/a.md' };

function met(expectation: Expectation, seen: Partial<Seen> = {}): boolean {
    return checkExpectations([expectation], { ...SEEN, ...seen })[0].met;
}

function seen(expectation: Expectation, given: Partial<Seen> = {}): string {
    return checkExpectations([expectation], { ...SEEN, ...given })[0].seen;
}

describe('expectations', () => {
    it('compare the exit code of the last command', () => {
        expect(met({ exit: 0 })).to.equal(true);
        expect(met({ exit: 3 }, { exits: [0, 3] })).to.equal(true);
        expect(met({ exit: 0 }, { exits: [0, undefined] })).to.equal(false);
        expect(seen({ exit: 0 }, { exits: [] })).to.equal('no exit code');
    });

    it('find a pattern anywhere, with anchors at each line', () => {
        expect(met({ stdout: 'work rea' })).to.equal(true);
        expect(met({ stdout: '^Network ready$' })).to.equal(true);
        expect(met({ stdout: '^ready' })).to.equal(false);
        expect(met({ stdout: 'network' })).to.equal(false);
        expect(met({ stdout: '(?i)network' })).to.equal(true);
    });

    it('say what the output ends with when a pattern is not there', () => {
        expect(seen({ stdout: 'never' })).to.equal('not in the output, which ends in "Network ready"');
        expect(seen({ stdout: 'never' }, { output: '' })).to.equal('not in the output, which is empty');
    });

    it('are not met by a pattern that is not valid, and say why', () => {
        expect(met({ stdout: '(' })).to.equal(false);
        expect(seen({ stdout: '(' })).to.match(/not a valid regular expression/);
        expect(met({ stdout: '(?=a)' }), 'lookahead is not linear').to.equal(false);
    });

    it('answer for patterns that would keep a backtracking engine busy for ever', () => {
        expect(met({ stdout: '^(a+)+$' }, { output: `${'a'.repeat(50_000)}!` })).to.equal(false);
    });

    it('look at changed and existing files, however their path is written', () => {
        expect(met({ changed: './docs/a.md' })).to.equal(true);
        expect(met({ changed: 'docs/a.md' }, { changed: ['./docs/a.md'] })).to.equal(true);
        expect(met({ changed: 'docs/b.md' })).to.equal(false);
        expect(met({ file: './docs/a.md' })).to.equal(true);
        expect(met({ file: 'docs/b.md' })).to.equal(false);
    });
});
