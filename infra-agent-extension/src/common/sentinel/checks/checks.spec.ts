import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../../repo/read-tree.spec';
import { applyEdits } from '../apply-edits';
import { validate } from '../validate';
import { checks } from '.';

/** `test/fixtures/sentinel/<family>/<check>/{bad,good}`: in `bad` the check finds what `findings.json` beside it lists; in `good` nothing is found by any check of the same family. */
describe('checks', () => {
    for (const check of checks) {
        const folder = fixtureFolder('sentinel', check.meta.id);

        it(`${check.meta.id} finds what is wrong, and nothing else`, async () => {
            const expected: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'findings.json'), 'utf8'));
            const context = await analyzeRepo(memoryRepoFiles(readTree(path.join(folder, 'bad'))), {});
            const findings = validate(context, [check]).map(finding => ({ place: `${finding.file}:${finding.range.start.line + 1}`, message: finding.message, mend: finding.mend?.title }));
            expect(JSON.parse(JSON.stringify(findings))).to.deep.equal(expected);
            expect(findings).not.to.have.length(0);
        });

        it(`${check.meta.id} leaves alone what is right`, async () => {
            const context = await analyzeRepo(memoryRepoFiles(readTree(path.join(folder, 'good'))), {});
            expect(validate(context, [check])).to.deep.equal([]);
        });

        it(`${check.meta.id} finds nothing more where its mends were applied`, async () => {
            let files = readTree(path.join(folder, 'bad'));
            for (let round = 0; round < 10; round++) {
                const mend = validate(await analyzeRepo(memoryRepoFiles(files), {}), [check]).find(finding => finding.mend)?.mend;
                if (!mend) {
                    break;
                }
                const applied = applyEdits(files, mend.edits);
                expect(applied).not.to.have.property('problem');
                files = 'files' in applied ? applied.files : files;
            }
            expect(validate(await analyzeRepo(memoryRepoFiles(files), {}), [check]).filter(finding => finding.mend)).to.deep.equal([]);
        });

        it(`${check.meta.id} says why it matters`, () => {
            expect(check.meta.docs.length).to.be.greaterThan(80);
            expect(check.meta.title).not.to.match(/\.$/);
        });
    }
});
