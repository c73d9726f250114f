import { expect } from 'chai';
import { createTwoFilesPatch } from 'diff';
import * as fc from 'fast-check';
import { diffLines } from './diff-lines';

describe('diffLines', () => {
    it('numbers lines as in the file after, and removed ones as in the file before', () => {
        const lines = diffLines('--- a/x\n+++ b/x\n@@ -3,3 +3,4 @@\n one\n-two\n+2\n+2½\n three\n');
        expect(lines).to.deep.equal([
            { kind: 'hunk', text: '@@ -3,3 +3,4 @@' },
            { kind: 'context', text: 'one', before: 3, after: 3 },
            { kind: 'removed', text: 'two', before: 4 },
            { kind: 'added', text: '2', after: 4 },
            { kind: 'added', text: '2½', after: 5 },
            { kind: 'context', text: 'three', before: 5, after: 6 }
        ]);
    });

    it('takes a removed line that looks like a header for what it is', () => {
        expect(diffLines('--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n--- y\n').at(-1)).to.deep.equal({ kind: 'removed', text: '-- y', before: 1 });
    });

    it('says where a file ends without a line feed', () => {
        expect(diffLines('@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file').at(-1)?.kind).to.equal('note');
    });

    it('is empty for a change without text', () => {
        expect(diffLines('')).to.deep.equal([]);
    });

    it('shows as added exactly what the other text has more, for any two texts', () => {
        const text = fc.array(fc.constantFrom('a', 'b', '', '-x', '+y', '@@ -1 +1 @@'), { maxLength: 8 }).map(lines => lines.map(line => `${line}\n`).join(''));
        fc.assert(fc.property(text, text, (before, after) => {
            const lines = diffLines(createTwoFilesPatch('x', 'x', before, after, undefined, undefined, { context: 10_000 }));
            const side = (kinds: string[]) => lines.filter(line => kinds.includes(line.kind)).map(line => `${line.text}\n`).join('');
            if (before !== after) {
                expect(side(['context', 'removed'])).to.equal(before);
                expect(side(['context', 'added'])).to.equal(after);
            }
        }));
    });
});
