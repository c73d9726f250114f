import { expect } from 'chai';
import { promptFor } from '../../common/crew/example-prompts';
import { MODES, nextMode } from './mode-prompts';

describe('nextMode', () => {
    it('goes through every mode and comes back', () => {
        let mode = MODES[0];
        const seen = MODES.map(() => mode = nextMode(mode));
        expect([...seen].sort()).to.deep.equal([...MODES].sort());
        expect(mode).to.equal(MODES[0]);
    });

    it('has something to ask in every mode', () => {
        expect(new Set(MODES.map(mode => promptFor(mode).text)).size).to.equal(MODES.length);
    });
});
