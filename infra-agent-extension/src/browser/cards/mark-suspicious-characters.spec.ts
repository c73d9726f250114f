import { expect } from 'chai';
import * as fc from 'fast-check';
import { hasSuspiciousCharacters, markSuspiciousCharacters } from './mark-suspicious-characters';

const marks = (text: string, kind: 'command' | 'prose' = 'command') => markSuspiciousCharacters(text, kind).flatMap(segment => segment.mark ?? []);

describe('markSuspiciousCharacters', () => {
    it('leaves every character that a keyboard types alone', () => {
        const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('') + '\n\t';
        expect(marks(ascii)).to.deep.equal([]);
        expect(marks(ascii, 'prose')).to.deep.equal([]);
    });

    for (const [name, text, mark] of [
        ['a right-to-left override', 'rm -rf \u202e/tmp', 'U+202E'], ['an isolate', 'a\u2066b', 'U+2066'], ['a zero width space', 'kube\u200bctl', 'U+200B'],
        ['a zero width joiner', 'kube\u200dctl', 'U+200D'], ['a byte order mark', '\ufeffls', 'U+FEFF'], ['a soft hyphen', 'pr\u00adod', 'U+00AD'], ['a carriage return', 'ls\rrm', 'U+000D'],
        ['an escape', '\u001b[2K', 'U+001B'], ['a no-break space', 'rm\u00a0-rf', 'U+00A0'], ['a tag character', 'a\u{e0041}', 'U+E0041'], ['a Hangul filler', 'x=\u3164', 'U+3164'],
        ['a line separator', 'a\u2028b', 'U+2028'], ['a lone surrogate', 'a\ud800b', 'U+D800'], ['a Greek question mark', 'ls\u037e rm', 'U+037E'], ['a fullwidth letter', '\uff52m', 'U+FF52'],
        ['a mathematical letter', '\u{1d42b}m', 'U+1D42B'], ['a non-ASCII hyphen', 'rm \u2010rf', 'U+2010'], ['a fraction slash', 'etc\u2044passwd', 'U+2044']
    ] as const) {
        it(`marks ${name} in a command`, () => {
            expect(marks(text)).to.deep.equal([mark]);
        });
    }

    it('marks a Cyrillic letter in a Latin word, and says what it looks like', () => {
        const [, found] = markSuspiciousCharacters('https://ex\u0430mple.com', 'command');
        expect(found).to.include({ mark: 'U+0430', looksLike: 'a', start: 10, end: 11 });
    });

    it('marks a program name made of look-alikes only', () => {
        expect(marks('\u0440\u0455 aux')).to.deep.equal(['U+0440', 'U+0455']);
    });

    it('leaves words of another script readable', () => {
        expect(marks('echo "Привет, мир" && echo "Γειά σου"')).to.deep.equal([]);
        expect(marks('Проверить сор', 'prose')).to.deep.equal([]);
    });

    it('leaves typography and emoji of a sentence alone, and marks typography in a command', () => {
        expect(marks('It “works” – really… ⚠️', 'prose')).to.deep.equal([]);
        expect(hasSuspiciousCharacters('kubectl –-all', 'command')).to.equal(true);
    });

    it('loses nothing and keeps the order, whatever the text', () => {
        fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('command', 'prose'), (text, kind) => {
            const segments = markSuspiciousCharacters(text, kind as 'command');
            expect(segments.map(segment => segment.text).join('')).to.equal(text);
            let at = 0;
            for (const segment of segments) {
                expect(segment.start).to.equal(at);
                at = segment.end;
            }
            expect(at).to.equal(text.length);
        }));
    });

    it('leaves no bidirectional or zero width character unmarked, wherever it stands', () => {
        const hidden = fc.constantFrom('\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c');
        fc.assert(fc.property(fc.string(), hidden, fc.string(), (before, character, after) => {
            const plain = markSuspiciousCharacters(before + character + after, 'prose').filter(segment => segment.mark === undefined).map(segment => segment.text).join('');
            expect(plain).not.to.include(character);
        }));
    });
});
