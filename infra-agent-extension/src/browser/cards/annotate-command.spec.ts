import { expect } from 'chai';
import * as fc from 'fast-check';
import { annotateCommand } from './annotate-command';

describe('annotateCommand', () => {
    it('is one piece where there is nothing to say', () => {
        expect(annotateCommand('ls -la', [])).to.deep.equal([{ text: 'ls -la', reasons: [], ends: [] }]);
    });

    it('cuts where a reason begins and ends, and numbers it once, at its end', () => {
        expect(annotateCommand('sudo rm -rf /x', [{ start: 5, end: 11 }])).to.deep.equal([
            { text: 'sudo ', reasons: [], ends: [] },
            { text: 'rm -rf', reasons: [1], ends: [1] },
            { text: ' /x', reasons: [], ends: [] }
        ]);
    });

    it('shows reasons that overlap at both places', () => {
        const pieces = annotateCommand('a | b', [{ start: 0, end: 5 }, { start: 4, end: 5 }]);
        expect(pieces.map(piece => [piece.text, piece.reasons, piece.ends])).to.deep.equal([['a | ', [1], []], ['b', [1, 2], [1, 2]]]);
    });

    it('marks a hidden character inside a reason', () => {
        const pieces = annotateCommand('rm \u202ex', [{ start: 0, end: 5 }]);
        expect(pieces.find(piece => piece.suspicious)).to.deep.include({ text: '\u202e', reasons: [1] });
    });

    it('takes offsets outside the text for its borders', () => {
        expect(annotateCommand('ls', [{ start: -3, end: 99 }])).to.deep.equal([{ text: 'ls', reasons: [1], ends: [1] }]);
    });

    it('is empty for no text', () => {
        expect(annotateCommand('', [{ start: 0, end: 0 }])).to.deep.equal([]);
    });

    it('gives the text back, whatever it and its reasons are', () => {
        const reason = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });
        fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.array(reason, { maxLength: 5 }), (text, reasons) => {
            expect(annotateCommand(text, reasons).map(piece => piece.text).join('')).to.equal(text);
        }));
    });
});
