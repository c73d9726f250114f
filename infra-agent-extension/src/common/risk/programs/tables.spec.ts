import { expect } from 'chai';
import { readCall } from '../call';
import { judgeCall } from '../judge-call';
import { programTables } from './index';
import type { Call, ProgramTable, Word } from '../program';

describe('Every table of a program', () => {
    it('names only verbs that it has, in flag rules and dry runs', () => {
        const rules = programTables.flatMap(table => [...table.flagRules ?? [], ...table.dryRun ?? []].map(rule => ({ table, rule })));
        const missing = rules.flatMap(({ table, rule }) => (rule.verbs ?? []).filter(verb => verb !== '' && !Object.hasOwn(table.verbs, verb)).map(verb => `${table.names[0]} ${verb}`));
        expect(missing).to.deep.equal([]);
    });

    it('has aliases that lead to a verb, or to the beginning of one', () => {
        const lost = programTables.flatMap(table => Object.entries(table.aliases ?? {}).filter(([, path]) => !leadsOn(table, path)).map(([alias, path]) => `${table.names[0]} ${alias} → ${path}`));
        expect(lost).to.deep.equal([]);
    });

    it('never takes a verb that the text does not fix for harmless', () => {
        const verbs = programTables.filter(table => Object.keys(table.verbs).every(path => path !== '') && !table.optionsFirst);
        const harmless = verbs.filter(table => {
            const call = callOf(table, [unknown('$VERB'), fixed('x')]);
            return judgeCall(table, call).every(effect => effect.risk === 'LOW') && (table.inner?.(call) ?? []).length === 0;
        });
        expect(harmless.map(table => table.names[0])).to.deep.equal([]);
    });

    it('is never calmed by a word that is not known', () => {
        const calmed = programTables.flatMap(table => Object.entries(table.verbs).filter(([path, verb]) => path !== '' && verb.risk === 'HIGH' && !table.judge).map(([path]) => ({ table, path })))
            .filter(({ table, path }) => judgeCall(table, callOf(table, [...path.split(' ').map(fixed), unknown('$ARGS')])).every(effect => effect.risk !== 'HIGH'));
        expect(calmed.map(({ table, path }) => `${table.names[0]} ${path}`)).to.deep.equal([]);
    });
});

function leadsOn(table: ProgramTable, path: string): boolean {
    return path === '' || Object.keys(table.verbs).some(verb => verb === path || verb.startsWith(`${path} `));
}

function callOf(table: ProgramTable, argv: readonly Word[]): Call {
    return readCall(table, fixed(table.names[0]), argv, { kind: 'inherited' });
}

function fixed(value: string): Word {
    return { value, shown: value, prefix: value, splits: false, start: 0, end: value.length };
}

function unknown(shown: string): Word {
    return { shown, prefix: '', splits: true, start: 0, end: shown.length };
}
