/** After all edits were sent, nothing is left but what a person has to decide: with the real gate, journal and files. */
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cleanUp, type Gate } from '../gate/support';
import { defectsOf, findingsOf, openSample, proposed, proposedEdits, scriptsOf, sendAllEdits, sendEdit, snapshot, type Defect } from './support';

const NAMES = ['edge-gke', 'flux-overlays', 'aws-helm-terraform', 'compose-small'];

describe('patch-complete', function () {
    if (process.platform === 'win32') {
        return;
    }
    this.timeout(240_000);
    afterEach(cleanUp);

    for (const name of NAMES) {
        const forPeople = (): readonly Defect[] => defectsOf(name).filter(defect => !defect.mendable);

        it(`${name}: what is listed is found and nothing else, and after all edits only what needs a person is left`, async () => {
            const gate = await openSample(name);
            const before = await findingsOf(gate);
            const listed = (defect: Defect) => before.filter(finding => finding.check === defect.check && [defect, ...defect.also ?? []].some(place => place.file === finding.file && place.line === finding.range.start.line + 1));
            expect(defectsOf(name).filter(defect => listed(defect).length === 0), 'not found').to.deep.equal([]);
            const explained = new Set(defectsOf(name).flatMap(listed));
            expect(before.filter(finding => !explained.has(finding)), 'not planted').to.deep.equal([]);
            const complained = shellcheck(gate);

            const { rounds, sent } = await sendAllEdits(gate, edits => edits);
            console.log(`        ${name}: ${sent} edits in ${rounds} rounds`);
            await expectOnlyPeopleAreNeeded(gate, forPeople());
            for (const script of scriptsOf(gate.root)) {
                expect(spawnSync('bash', ['-n', join(gate.root, script)], { encoding: 'utf8' }).stderr, script).to.equal('');
            }
            expect(newComplaints(complained, shellcheck(gate)), 'new findings of shellcheck').to.deep.equal([]);
        });

        it(`${name}: the order does not matter, and what was rolled back on the way is proposed again`, async () => {
            const gate = await openSample(name);
            const untouched = snapshot(gate.root);
            const last = (await proposedEdits(gate)).at(-1)!;
            await sendEdit(gate, last.key);
            expect(snapshot(gate.root)).not.to.deep.equal(untouched);
            const undone = await gate.conductor.rollBack(last.key);
            expect(undone).to.include({ kind: 'ok' });
            await gate.conductor.idle();
            expect(gate.state(last.key).phase).to.equal('ROLLED_BACK');
            expect(snapshot(gate.root)).to.deep.equal(untouched);
            expect((await proposedEdits(gate)).map(({ origin }) => origin.concern)).to.include(last.origin.concern);

            await sendAllEdits(gate, edits => [...edits].reverse());
            await expectOnlyPeopleAreNeeded(gate, forPeople());
        });

        it(`${name}-clean: nothing is found, and only the runbook is proposed, once`, async () => {
            const gate = await openSample(`${name}-clean`);
            expect(await findingsOf(gate)).to.deep.equal([]);
            const edits = await proposedEdits(gate);
            expect(edits.filter(({ origin }) => !origin.concern!.startsWith('runbook:'))).to.deep.equal([]);
            await sendAllEdits(gate, all => all);
            expect(await findingsOf(gate)).to.deep.equal([]);
        });
    }

    it('shellcheck is installed, so that its findings were compared', function () {
        if (spawnSync('shellcheck', ['--version']).error) {
            this.skip();
        }
    });

    it('has nothing of an edit that was sent in the operations that follow, and each is judged as LOW', async () => {
        const gate = await openSample('compose-small');
        const first = await proposedEdits(gate);
        expect(new Set(first.map(({ reading }) => reading?.assessment.risk))).to.deep.equal(new Set(['LOW']));
        expect(new Set(first.map(({ origin }) => origin.concern)).size).to.equal(first.length);
        await sendEdit(gate, first[0].key);
        expect((await proposed(gate)).filter(({ phase }) => phase !== 'DONE').map(({ origin }) => origin.concern)).not.to.include(first[0].origin.concern);
    });
});

/** `check` passes but for the listed defects that no code can mend, and no second answer has an edit. */
async function expectOnlyPeopleAreNeeded(gate: Gate, forPeople: readonly Defect[]): Promise<void> {
    const left = (await findingsOf(gate)).map(({ check, file, mend }) => ({ check, file, mend }));
    expect(left.filter(({ mend }) => mend !== undefined)).to.deep.equal([]);
    const expected = forPeople.flatMap(({ check, file, also }) => [file, ...(also ?? []).map(place => place.file)].map(place => `${check} ${place}`));
    expect(left.map(({ check, file }) => `${check} ${file}`).filter(one => !expected.includes(one))).to.deep.equal([]);
    expect((await proposedEdits(gate)).map(({ operation }) => operation.title)).to.deep.equal([]);
}

/** Complaints without their lines, which edits move; undefined where shellcheck is not installed. */
function shellcheck({ root }: Gate): string[] | undefined {
    const run = spawnSync('shellcheck', ['-x', '-f', 'json', ...scriptsOf(root)], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH } });
    return run.error ? undefined : (JSON.parse(run.stdout) as { file: string; code: number; message: string }[]).map(({ file, code, message }) => `${file} SC${code} ${message}`);
}

function newComplaints(before: string[] | undefined, after: string[] | undefined): string[] {
    const left = [...before ?? []];
    return (after ?? []).filter(complaint => {
        const at = left.indexOf(complaint);
        return at < 0 || !left.splice(at, 1);
    });
}
