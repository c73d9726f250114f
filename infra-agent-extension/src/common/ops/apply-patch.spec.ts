import { expect } from 'chai';
import { createTwoFilesPatch } from 'diff';
import * as fc from 'fast-check';
import { applyPatch } from './apply-patch';

function patched(text: string, patch: string, file?: string): string {
    const result = applyPatch(text, patch, file);
    if ('problem' in result) {
        throw new Error(`${result.line}: ${result.problem}`);
    }
    return result.text;
}

function problem(text: string, patch: string, file?: string): string {
    const result = applyPatch(text, patch, file);
    return 'problem' in result ? `${result.line}: ${result.problem}` : `applied: ${JSON.stringify(result.text)}`;
}

const ABC = 'a\nb\nc\n';
const CHANGE_B = '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n';

describe('applying a patch', () => {
    it('changes the lines that it names, and no other byte', () => {
        expect(patched(ABC, CHANGE_B)).to.equal('a\nB\nc\n');
    });

    it('takes several hunks', () => {
        expect(patched('1\n2\n3\n4\n5\n6\n', '@@ -1,2 +1,1 @@\n-1\n 2\n@@ -5,2 +4,3 @@\n 5\n+5.5\n 6\n')).to.equal('2\n3\n4\n5\n5.5\n6\n');
    });

    it('fills a new or empty file', () => {
        expect(patched('', '--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+one\n+two\n', 'x')).to.equal('one\ntwo\n');
    });

    it('empties a file', () => {
        expect(patched('a\n', '@@ -1 +0,0 @@\n-a\n')).to.equal('');
    });

    it('keeps, adds and removes the newline at the end only where the patch says so', () => {
        expect(patched('a\nb', '@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n')).to.equal('A\nb');
        expect(patched('a\nb', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n')).to.equal('a\nb\n');
        expect(patched('a\nb\n', '@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n')).to.equal('a\nb');
    });

    it('keeps CRLF, and gives it to the lines that it adds', () => {
        expect(patched('a\r\nb\r\nc\r\n', CHANGE_B)).to.equal('a\r\nB\r\nc\r\n');
        expect(patched('a\r\nb\r\nc\r\n', CHANGE_B.replaceAll('\n', '\r\n'))).to.equal('a\r\nB\r\nc\r\n');
    });

    it('keeps a mixture of line endings, and can change one', () => {
        expect(patched('a\nb\r\nc\n', '@@ -1,3 +1,3 @@\n-a\n+A\n b\n c\n')).to.equal('A\nb\r\nc\n');
        expect(patched('a\nb\r\nc\n', '@@ -1,3 +1,3 @@\n a\n-b\r\n+b\n c\n')).to.equal('a\nb\nc\n');
    });

    it('keeps a byte order mark', () => {
        expect(patched(`\ufeff${ABC}`, CHANGE_B)).to.equal('\ufeffa\nB\nc\n');
    });

    it('reads an empty line in a hunk as an empty context line', () => {
        expect(patched('a\n\nb\n', '@@ -1,3 +1,3 @@\n a\n\n-b\n+B\n')).to.equal('a\n\nB\n');
    });

    it('does not take a removed line that looks like a header for one', () => {
        expect(patched('-- x\n', '@@ -1 +1 @@\n--- x\n+++ y\n')).to.equal('++ y\n');
    });

    it('goes where its lines are, if that is one place alone', () => {
        expect(patched(`x\ny\n${ABC}`, CHANGE_B)).to.equal('x\ny\na\nB\nc\n');
        expect(problem(`x\n${ABC}${ABC}`, CHANGE_B)).to.match(/^1: .*more than one place/);
        expect(patched(`${ABC}${ABC}`, CHANGE_B), 'the stated place wins').to.equal(`a\nB\nc\n${ABC}`);
    });

    it('takes a file of very many lines', () => {
        const many = 'x\n'.repeat(400_000);
        expect(patched(`${ABC}${many}`, CHANGE_B)).to.equal(`a\nB\nc\n${many}`);
    });

    it('refuses context that differs, and says where', () => {
        expect(problem('a\nX\nc\n', CHANGE_B)).to.equal('3: line 2 of the file is `X`, and the patch expects `b`');
        expect(problem('a\n', CHANGE_B)).to.match(/^3: the file ends before line 2/);
        expect(problem('a \nb\nc\n', CHANGE_B)).to.match(/^2: line 1 of the file is `a `/);
    });

    it('refuses a patch that is wrong about the end of the file', () => {
        expect(problem('a\nb', '@@ -1,2 +1,2 @@\n a\n-b\n+B\n')).to.match(/ends without a newline; the patch must say so/);
        expect(problem('a\nb\n', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n')).to.match(/says that the file ends without a newline, and it does not/);
        expect(problem('a\nb\n', '@@ -1,2 +1,2 @@\n-a\n+A\n\\ No newline at end of file\n b\n')).to.match(/no newline and is not the last/);
    });

    it('refuses counts that are not those of the hunk', () => {
        expect(problem(ABC, '@@ -1,4 +1,3 @@\n a\n-b\n+B\n c\n')).to.equal('1: the hunk says that it holds 4 old and 3 new lines, and holds 3 and 3');
        expect(problem(ABC, '@@ -1,2 +1,2 @@\n a\n-b\n+B\n c\n')).to.match(/^5: ` c` stands where a hunk/);
    });

    it('refuses hunks out of order', () => {
        expect(problem('1\n2\n3\n', '@@ -3 +3 @@\n-3\n+C\n@@ -1 +1 @@\n-1\n+A\n')).to.match(/^4: /);
    });

    it('refuses what is no patch of this file', () => {
        expect(problem(ABC, `--- a/other\n+++ b/other\n${CHANGE_B}`, 'this')).to.match(/^1: it is a patch of a\/other, and the edit names this$/);
        expect(problem(ABC, `--- a/this\n+++ /dev/null\n${CHANGE_B}`, 'this')).to.match(/delete: true/);
        expect(problem(ABC, 'rename from a\nrename to b\n')).to.match(/^1: .*renames/);
        expect(problem(ABC, 'GIT binary patch\nliteral 3\n')).to.match(/^1: .*binary/);
        expect(problem(ABC, '')).to.match(/holds no hunk/);
        expect(problem(ABC, `${CHANGE_B}--- a/b\n+++ b/b\n@@ -1 +1 @@\n-a\n+b\n`)).to.match(/^6: /);
    });

    const line = fc.constantFrom('', 'a', 'b', 'c d', '-- x', '++ y', ' lead', '@@ -1 +1 @@', 'é🚀', '\\ No newline at end of file');
    const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean(), fc.constantFrom('\n', '\r\n'))
        .map(([lines, ended, end]) => ({ text: lines.join(end) + (ended && lines.length > 0 ? end : ''), end }));

    it('gives exactly the new text for every patch that a diff tool makes', () => {
        fc.assert(fc.property(text, fc.array(line, { maxLength: 30 }), fc.boolean(), fc.integer({ min: 0, max: 4 }), (old, lines, ended, context) => {
            const fresh = lines.join(old.end) + (ended && lines.length > 0 ? old.end : '');
            const patch = createTwoFilesPatch('a/f', 'b/f', old.text, fresh, undefined, undefined, { context });
            return old.text === fresh || patched(old.text, patch, 'f') === fresh;
        }), { numRuns: 2_000 });
    });

    it('never throws, and never changes a text without a valid hunk', () => {
        fc.assert(fc.property(fc.string(), fc.string(), (given, patch) => 'problem' in applyPatch(given, patch)));
    });
});
