import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson, wellFormed } from './canonical-json';

describe('canonicalJson', () => {
    it('writes the example of RFC 8785, section 3.2.2, as the RFC does', () => {
        const value = {
            numbers: [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/',
            literals: [null, true, false]
        };
        expect(canonicalJson(value)).to.equal(
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    });

    it('orders names by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
        const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', 1: 'One', '\u{1f600}': 'Emoji', '\u0080': 'Control', '\u00f6': 'o' };
        expect(Object.values(JSON.parse(canonicalJson(value)) as object)).to.have.members(Object.values(value));
        expect([...canonicalJson(value).matchAll(/:"(\w+)/g)].map(match => match[1])).to.deep.equal(['Carriage', 'One', 'Control', 'o', 'Euro', 'Emoji', 'Hebrew']);
    });

    it('leaves out properties that are undefined, and writes -0 as 0', () => {
        expect(canonicalJson({ b: undefined, a: -0 })).to.equal('{"a":0}');
    });

    it('keeps a property that is called __proto__', () => {
        expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).to.equal('{"__proto__":1,"a":2}');
    });

    for (const [name, value] of Object.entries({
        'NaN': NaN, 'infinity': Infinity, 'a big integer': 1n, 'undefined': undefined, 'a function': () => 1, 'a symbol': Symbol('x'),
        'a hole in an array': [1, undefined], 'a date': new Date(0), 'a map': new Map(), 'half a surrogate pair': 'a\ud800', 'half a pair in a name': { '\udc00': 1 }
    })) {
        it(`refuses ${name}`, () => {
            expect(() => canonicalJson(value)).to.throw(TypeError);
        });
    }

    it('reads back as the same value', () => {
        fc.assert(fc.property(json(), value => {
            expect(JSON.parse(canonicalJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
        }));
    });

    it('does not depend on the order of properties', () => {
        fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), json()), fc.func(fc.integer()), (value, rank) => {
            const shuffled = Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b)));
            expect(canonicalJson(shuffled)).to.equal(canonicalJson(value));
        }));
    });

    it('gives the same text only to equal values', () => {
        const small = fc.jsonValue({ maxDepth: 2, stringUnit: fc.constantFrom('a', '1', '"', ',', '{') });
        fc.assert(fc.property(small, small, (left, right) => {
            const equal = isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)));
            expect(canonicalJson(left) === canonicalJson(right)).to.equal(equal);
        }), { numRuns: 2000 });
    });
});

describe('wellFormed', () => {
    it('replaces halves of characters, in names too, and leaves whole ones', () => {
        expect(wellFormed({ 'a\ud83d': ['x\udc00y', '😀', 1, true] })).to.deep.equal({ 'a\ufffd': ['x\ufffdy', '😀', 1, true] });
    });

    it('makes any text canonical', () => {
        fc.assert(fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) }), text => {
            expect(() => canonicalJson(wellFormed(text))).not.to.throw();
        }));
    });
});

function json(): fc.Arbitrary<fc.JsonValue> {
    return fc.jsonValue({ stringUnit: 'grapheme' });
}
