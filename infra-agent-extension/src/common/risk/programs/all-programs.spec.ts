import { expect } from 'chai';
import fc from 'fast-check';
import { readCall } from '../call';
import { judgeCall } from '../judge-call';
import type { ProgramTable, Stdin, Word } from '../program';
import { programTables } from './index';

const STDINS: readonly Stdin[] = [{ kind: 'inherited' }, { kind: 'unknown' }, { kind: 'text', text: 'x;' }];

function word(text: string): Word {
    return text.startsWith('$') ? { shown: text, prefix: '', splits: true, start: 0, end: 0 } : { value: text, shown: text, prefix: text, splits: false, start: 0, end: 0 };
}

/** Words that a table could trip over: its own flags and verbs among others. */
function wordsOf(table: ProgramTable): fc.Arbitrary<readonly string[]> {
    const known = [...table.valueFlags, ...Object.keys(table.verbs).flatMap(path => path.split(' '))].filter(text => text !== '');
    const own = known.length > 0 ? [fc.constantFrom(...known)] : [];
    return fc.array(fc.oneof(...own, fc.constantFrom('--', '-', '-rf', '--force', '--x=', '-', 'a=b', '$X', '{}', ';', '"', '/', 'host:path', '-o', 'select 1'), fc.string()), { maxLength: 6 });
}

describe('The tables of all programs', function() {
    this.timeout(60_000);

    it('give each name to one program', () => {
        const names = programTables.flatMap(table => table.names);
        expect(names.filter((name, i) => names.indexOf(name) !== i)).to.deep.equal([]);
    });

    it('read any words without throwing, and always say something', () => {
        for (const table of programTables) {
            fc.assert(fc.property(wordsOf(table), fc.constantFrom(...STDINS), (texts, stdin) => {
                const call = readCall(table, word(table.names[0]), texts.map(word), stdin);
                expect(judgeCall(table, call)).to.not.be.empty;
                for (const hook of [table.inner, table.writesTo, table.touches, table.deletes, table.reads]) {
                    expect(hook?.(call) ?? []).to.be.an('array');
                }
            }), { numRuns: 5 });
        }
    });
});
