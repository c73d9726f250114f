import { expect } from 'chai';
import * as fc from 'fast-check';
import { captureOutput } from './captured-output';

describe('captured output', () => {
    it('is whole up to twice what each end may hold, in whatever pieces', () => {
        fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zé\n]{0,20}$/), { maxLength: 10 }), parts => {
            const captured = captureOutput(100);
            parts.forEach(part => captured.add(part));
            return parts.join('').length > 200 || captured.text() === parts.join('') && captured.leftOutBytes() === 0;
        }));
    });

    it('keeps both ends of more, and accounts for every byte', () => {
        fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zé]{1,30}$/), { minLength: 30, maxLength: 60 }), parts => {
            const captured = captureOutput(20);
            parts.forEach(part => captured.add(part));
            const whole = parts.join('');
            const kept = whole.length <= 40 ? whole : whole.slice(0, 20) + whole.slice(-20);
            return captured.bytes() === Buffer.byteLength(whole) && captured.leftOutBytes() === Buffer.byteLength(whole) - Buffer.byteLength(kept)
                && captured.text().startsWith(whole.slice(0, 20)) && captured.text().endsWith(whole.slice(-20));
        }));
    });

    it('says how much it left out, on a line of its own', () => {
        const captured = captureOutput(4);
        captured.add('abcdefghij');
        expect(captured.text()).to.equal('abcd\n… 2 bytes left out …\nghij');
    });
});
