import { expect } from 'chai';
import * as fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { cleanOutput } from './clean-output';

describe('cleaning the output of a terminal', () => {
    for (const [what, raw, clean] of [
        ['ends lines with LF', 'a\r\nb\r\n', 'a\nb\n'],
        ['ends lines with LF where a program wrote CRLF itself', 'a\r\r\nb', 'a\nb'],
        ['takes out colours', '\x1b[1;31mred\x1b[0m \x1b[38;5;12mblue\x1b[m', 'red blue'],
        ['takes out titles and links, with either end', '\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\', 'ab'],
        ['takes out the 8-bit forms', '\x9b31mred\x9d0;t\x9cx', 'redx'],
        ['takes out character sets, modes and single shifts', '\x1b(B\x1b=\x1b7x\x1b8\x1b[?25l', 'x'],
        ['takes out bells and other controls', 'a\x07\x00b\x0e', 'ab'],
        ['keeps tabs', 'a\tb', 'a\tb'],
        ['keeps the last drawing of a progress line', '10%\r50%\r100%\r\ndone', '100%\ndone'],
        ['keeps a progress line that ends in CR', '10%\r50%\r', '50%'],
        ['erases what was erased by backspace', 'abc\b\bX', 'aX'],
        ['does not let an unfinished title hide the lines behind it', '\x1b]0;title\nError: x', '0;title\nError: x'],
        ['does not let an unfinished sequence hide text', 'a\x1b[', 'a'],
        ['keeps letters of every script', 'grün 日本 🚀', 'grün 日本 🚀']
    ] as const) {
        it(what, () => expect(cleanOutput(raw)).to.equal(clean));
    }

    it('leaves no escape or control character in any text', () => {
        const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('\x1b', '\x1b[', '\x1b]', '\x9b', '\x9d', '\x90', '\x07', '\r', '\n', '\b', '31m')));
        fc.assert(fc.property(pieces, parts => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(cleanOutput(parts.join('')))));
    });

    it('agrees with Node about colours', () => {
        const pieces = fc.array(fc.oneof(fc.stringMatching(/^[a-z ]*$/), fc.constantFrom('\x1b[1m', '\x1b[0;32m', '\x1b[K')));
        fc.assert(fc.property(pieces, parts => cleanOutput(parts.join('')) === stripVTControlCharacters(parts.join(''))));
    });

    it('gives a text that is clean already back', () => {
        fc.assert(fc.property(fc.string(), text => cleanOutput(cleanOutput(text)) === cleanOutput(text)));
    });
});
