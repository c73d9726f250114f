/** For the specs of program tables: lists of calls with what their table says of them. */
import { expect } from 'chai';
import { callOf, innerOf, verdictOf } from './testing';
import type { Inner, ProgramTable, Word } from './program';

/** Lines, one call each, under the verdict that their table gives: `{ 'HIGH external': 'git push -f\ngit push --mirror' }`. Wrapped calls and paths are not in it. */
export function expectVerdicts(tables: readonly ProgramTable[], cases: Readonly<Record<string, string>>): void {
    for (const [verdict, text] of Object.entries(cases)) {
        for (const line of lines(text)) {
            it(`says ${verdict} of \`${line}\``, () => expect(verdictOf(tableOf(tables, line), line)).to.equal(verdict));
        }
    }
}

/** What each call starts, as `argv rm -rf x`; several are joined by ` + `, none is the empty text. */
export function expectInner(tables: readonly ProgramTable[], cases: Readonly<Record<string, string>>): void {
    for (const [line, inner] of Object.entries(cases)) {
        it(`looks into \`${line}\``, () => expect(innerOf(tableOf(tables, line), line).map(shownInner).join(' + ')).to.equal(inner));
    }
}

/** Which paths each call uses, as `deletes a b`, `writes c`. */
export function expectPaths(tables: readonly ProgramTable[], cases: Readonly<Record<string, string>>): void {
    for (const [line, paths] of Object.entries(cases)) {
        it(`sees the paths of \`${line}\``, () => expect(shownPaths(tableOf(tables, line), line)).to.equal(paths));
    }
}

function lines(text: string): string[] {
    return text.split('\n').map(line => line.trim()).filter(line => line !== '');
}

function tableOf(tables: readonly ProgramTable[], line: string): ProgramTable {
    const name = line.split(' ')[0].split('/').pop() ?? '';
    const table = tables.find(each => each.names.includes(name));
    if (!table) {
        throw new Error(`no table for ${name}`);
    }
    return table;
}

function shownInner(inner: Inner): string {
    const where = 'where' in inner && inner.where ? `@${inner.where.group}${inner.where.fresh ? '-fresh' : ''} ` : '';
    switch (inner.kind) {
        case 'argv': case 'argv-and-more': return `${where}${inner.kind} ${shown([...('assignments' in inner ? inner.assignments ?? [] : []), ...inner.words])}`;
        case 'shell': return `${where}shell ${shown([inner.text, ...(inner.args ?? [])])}`;
        case 'script': return `${where}script ${shown([inner.path, ...inner.args])}`;
        case 'targets': return `${inner.tool} targets ${shown([...inner.targets, ...(inner.args ?? [])])}`.trim();
        case 'text-file': return `text-file ${inner.path.shown}`;
        default: return `${where}${inner.kind}`;
    }
}

function shownPaths(table: ProgramTable, line: string): string {
    const call = callOf(table, line);
    const uses: [string, readonly Word[] | undefined][] = [
        ['reads', table.reads?.(call)], ['writes', table.writesTo?.(call)], ['touches', table.touches?.(call)], ['deletes', table.deletes?.(call)]
    ];
    return uses.flatMap(([use, words]) => words && words.length > 0 ? [`${use} ${shown(words)}`] : []).join(', ');
}

function shown(words: readonly Word[]): string {
    return words.map(word => word.shown).join(' ');
}
