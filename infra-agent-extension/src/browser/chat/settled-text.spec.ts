import { expect } from 'chai';
import * as fc from 'fast-check';
import { settledLength } from './settled-text';

const settled = (text: string) => text.slice(0, settledLength(text));

describe('settled text', () => {
    it('ends where a new paragraph begins', () => {
        expect(settled('One.\n\nTwo')).to.equal('One.\n\n');
        expect(settled('One\ntwo')).to.equal('');
    });

    it('does not end inside of a fence, whatever stands in it', () => {
        expect(settled('```yaml\na: 1\n\nb: 2\n')).to.equal('');
        expect(settled('````\n```\n\nx\n')).to.equal('');
        expect(settled('Text.\n\n```yaml\na: 1\n\nb: 2\n```\n\nMore')).to.equal('Text.\n\n```yaml\na: 1\n\nb: 2\n```\n\n');
    });

    it('does not cut a list, a quotation or what is indented from what it belongs to', () => {
        expect(settled('1. One\n\n2. Two\n')).to.equal('');
        expect(settled('- One\n\n  more of it\n')).to.equal('');
        expect(settled('> One\n\n> Two\n')).to.equal('');
    });

    it('never takes back what it gave before, however the text grows', () => {
        const pieces = fc.array(fc.constantFrom('word ', '\n', '\n\n', '```\n', '~~~\n', '- item', '  ', '1. ', '> ', '````'), { maxLength: 30 });
        fc.assert(fc.property(pieces, parts => {
            const whole = parts.join('');
            for (let length = 0; length <= whole.length; length++) {
                const before = settledLength(whole.slice(0, length));
                expect(settledLength(whole)).to.be.at.least(before);
            }
        }), { numRuns: 200 });
    });
});
