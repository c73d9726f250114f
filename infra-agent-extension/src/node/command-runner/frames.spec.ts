import { expect } from 'chai';
import * as fc from 'fast-check';
import { frame, frameReader, header, mark } from './frames';

const NONCES = ['aa11', 'bb22', 'cc33'];

describe('frames of the runner', () => {
    it('are taken out of what commands print, in whatever pieces it arrives', () => {
        const text = fc.array(fc.oneof(fc.string(), fc.constantFrom('\x1b', '\x1b]6973;', mark('dd44'), mark('bb22').slice(0, 9))), { maxLength: 8 }).map(parts => parts.join(''))
            .filter(part => !NONCES.some(nonce => part.includes(mark(nonce))));
        fc.assert(fc.property(text, text, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (first, second, sizes) => {
            const stream = `typed early${frame(NONCES[0], '$ one')}${first}${frame(NONCES[1], '$ two')}${second}${frame(NONCES[2], 'end')}late`;
            const reader = frameReader(NONCES);
            let output = '';
            for (let at = 0, turn = 0; at < stream.length; turn++) {
                const size = sizes[turn % sizes.length];
                output += reader.read(stream.slice(at, at + size));
                at += size;
            }
            return output === first + second && reader.seen() === 3;
        }));
    });

    it('give what is printed at once, but for what may begin a frame', () => {
        const reader = frameReader(NONCES);
        expect(reader.read(frame('aa11', '$ x') + 'out')).to.equal('out');
        expect(reader.read('put\x1b]69')).to.equal('put');
        expect(reader.read('\x1b[0m')).to.equal('\x1b]69\x1b[0m');
    });

    it('of a later command do not count before their turn, so that a mark that leaks is of no use', () => {
        const reader = frameReader(NONCES);
        expect(reader.read(`${frame('aa11', '')}${mark('cc33')}shown${mark('cc33')}`)).to.equal(`${mark('cc33')}shown${mark('cc33')}`);
    });

    it('show control characters of a command as pictures, and its lines as lines', () => {
        const shown = header({ run: 'echo a\x1b[2K\r\nrm b\x07\u009b', cwd: '/', timeoutMs: 1, env: {} }, 0);
        expect(shown).to.equal('\x1b[1;36m$ echo a␛[2K␍\n> rm b␇\ufffd\x1b[0m\n');
    });
});
