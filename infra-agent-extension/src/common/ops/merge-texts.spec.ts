import { expect } from 'chai';
import * as fc from 'fast-check';
import { mergeTexts } from './merge-texts';

const BASE = '1\n2\n3\n4\n5\n';

describe('merging two changes of a text', () => {
    it('takes each change from the side that made it', () => {
        expect(mergeTexts(BASE, 'one\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\nsix\n')).to.deep.equal({ text: 'one\n2\n3\n4\nfive\nsix\n' });
    });

    it('takes a change that both made once', () => {
        expect(mergeTexts(BASE, '1\n2\nX\n4\n5\n', 'one\n2\nX\n4\n5\n')).to.deep.equal({ text: 'one\n2\nX\n4\n5\n' });
    });

    it('says where both changed the same lines, or lines side by side', () => {
        expect(mergeTexts(BASE, '1\n2\nX\n4\n5\n', '1\n2\nY\n4\n5\n')).to.deep.include({ start: 2, end: 3 });
        expect(mergeTexts(BASE, '1\nX\n3\n4\n5\n', '1\n2\nY\n4\n5\n')).to.have.property('conflict');
        expect(mergeTexts(BASE, `${BASE}X\n`, `${BASE}Y\n`)).to.have.property('conflict');
    });

    it('keeps line endings and a missing newline at the end', () => {
        expect(mergeTexts('a\r\nb\r\nc', 'A\r\nb\r\nc', 'a\r\nb\r\nc\n')).to.deep.equal({ text: 'A\r\nb\r\nc\n' });
    });

    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 20 }).map(lines => lines.join('\n'));

    it('gives the other side where one changed nothing', () => {
        fc.assert(fc.property(text, text, (base, changed) => {
            const [left, right, same] = [mergeTexts(base, base, changed), mergeTexts(base, changed, base), mergeTexts(base, changed, changed)];
            return [left, right, same].every(merged => 'text' in merged && merged.text === changed);
        }));
    });

    it('gives the same whichever side is which', () => {
        fc.assert(fc.property(text, text, text, (base, one, other) => {
            const [left, right] = [mergeTexts(base, one, other), mergeTexts(base, other, one)];
            return 'text' in left ? 'text' in right && left.text === right.text : 'conflict' in right;
        }));
    });
});
