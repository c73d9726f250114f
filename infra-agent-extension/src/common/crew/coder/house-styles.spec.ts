import { expect } from 'chai';
import { parsePatch } from 'diff';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../../repo/read-tree.spec';
import type { Edit } from '../../ops/operation';
import { applyEdits } from '../../sentinel/apply-edits';
import { validate } from '../../sentinel/validate';
import { derive } from './derive';

type Tree = Record<string, MemoryFile>;

/** Sends one edit after the other, until none is proposed. */
async function mended(files: Tree): Promise<{ files: Tree; edits: Edit[] }> {
    const edits: Edit[] = [];
    for (let tree = files; ;) {
        const context = await analyzeRepo(memoryRepoFiles(tree), {});
        const next = derive({ facts: context.facts, findings: validate(context), context }).operations.find(({ operation }) => operation.edits)?.operation.edits;
        const applied = next && applyEdits(tree, next);
        if (next === undefined || applied === undefined || edits.length > 50) {
            return { files: tree, edits };
        }
        expect(applied).not.to.have.property('problem');
        edits.push(...next);
        tree = 'files' in applied ? { ...applied.files } : tree;
    }
}

/** The same defects in two houses: indentation, quoting, names, log lines, how output is thrown away, how flags and tables are written. */
describe('patches in the style of the house', () => {
    for (const style of ['spaces-and-braces', 'tabs-and-plain']) {
        it(`are what its people would have written: ${style}`, async () => {
            const { files } = await mended(readTree(fixtureFolder('house-styles', style, 'input')));
            expect(files).to.deep.equal(readTree(fixtureFolder('house-styles', style, 'expected')));
        });

        it(`keep every comment, and change no line but those of the hunks: ${style}`, async () => {
            const before = readTree(fixtureFolder('house-styles', style, 'input'));
            const { files, edits } = await mended(before);
            const commentsIn = (tree: Tree) => new Set(Object.values(tree).flatMap(({ text }) => text.match(/#[^!{#\n].*/g) ?? []));
            expect([...commentsIn(before)].filter(comment => !commentsIn(files).has(comment))).to.deep.equal([]);
            const touched = new Set(edits.map(edit => edit.file));
            expect(Object.keys(before).filter(file => !touched.has(file) && before[file].text !== files[file].text)).to.deep.equal([]);
            const removed = edits.flatMap(edit => parsePatch(edit.patch ?? '').flatMap(patch => patch.hunks.flatMap(hunk => hunk.lines.filter(line => line.startsWith('-'))))).length;
            const linesOf = (tree: Tree) => Object.values(tree).flatMap(({ text }) => text.split('\n'));
            const kept = linesOf(files);
            const gone = linesOf(before).filter(line => { const at = kept.indexOf(line); return at < 0 || !kept.splice(at, 1); });
            expect(gone.length).to.be.at.most(removed);
        });
    }
});
