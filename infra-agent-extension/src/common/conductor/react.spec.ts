import { expect } from 'chai';
import { nextDeadline, react } from './react';
import { after, approved, at, DIGEST, given, KEY, observed, OWNER, proposed, START, started, validated } from './scenario';

describe('react', () => {
    it('asks for the validation of what was proposed', () => {
        expect(react(given(proposed()).state, START)).to.deep.equal([{ effect: 'validate', key: KEY }]);
    });

    it('asks for nothing while an operation waits for a person, or is over', () => {
        expect(react(given(proposed(), validated()).state, START)).to.deep.equal([]);
        expect(react(given(proposed(), validated(), approved(), started(), observed('done')).state, START)).to.deep.equal([]);
    });

    it('asks the process that took the approval to begin, and everyone to see whether it lives', () => {
        expect(react(given(proposed(), validated(), approved()).state, START)).to.deep.equal([
            { effect: 'check-owner', key: KEY, holds: 'approval', owner: OWNER },
            { effect: 'begin-run', key: KEY, digest: DIGEST, owner: OWNER }
        ]);
    });

    it('begins nothing while another one runs, and watches over that one', () => {
        const state = given(proposed(), validated(), approved(), started(), proposed({}, 'next'), validated({ key: 'next' }), approved({ key: 'next' })).state;
        expect(react(state, START).filter(effect => effect.effect === 'begin-run')).to.deep.equal([]);
        expect(react(state, START)).to.deep.include({ effect: 'check-owner', key: KEY, holds: 'run', owner: OWNER });
    });

    it('passes a cancel on to the process that runs it', () => {
        const state = given(proposed(), validated(), approved(), started(), { type: 'CancelRequested', key: KEY, by: 'ada' }).state;
        expect(react(state, START)).to.deep.include({ effect: 'cancel-run', key: KEY, owner: OWNER });
    });

    it('asks to expire what is past its time, and does not begin it', () => {
        const effects = react(given(proposed(), validated(), approved()).state, after(11)).map(effect => effect.effect);
        expect(effects).to.include('expire').and.not.to.include('begin-run');
    });

    it('says when to look again: at the next time limit, and never where nothing can lapse', () => {
        expect(nextDeadline(given(proposed(), validated(), at(2, approved())).state, after(3))).to.equal(new Date(Date.parse(after(12)) + 1).toISOString());
        expect(nextDeadline(given(proposed(), validated(), approved(), started()).state, START)).to.equal(undefined);
    });
});
