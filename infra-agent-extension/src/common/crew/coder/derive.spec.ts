import { expect } from 'chai';
import * as fs from 'node:fs';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../../repo/read-tree.spec';
import { Operation, operationRules } from '../../ops/operation';
import { applyEdits } from '../../sentinel/apply-edits';
import { validate } from '../../sentinel/validate';
import type { DeriveInput, DerivedOperation } from '../role';
import { derive } from './derive';

interface Defect {
    readonly check: string;
    readonly file: string;
    readonly line: number;
    readonly mendable: boolean;
    readonly also?: readonly { readonly file: string; readonly line: number }[];
}

const WORKSPACES = ['edge-gke', 'flux-overlays', 'aws-helm-terraform', 'compose-small'];
type Tree = Record<string, MemoryFile>;

async function answer(files: Tree, goal?: string, reading?: DeriveInput['reading']): Promise<ReturnType<typeof derive>> {
    const context = await analyzeRepo(memoryRepoFiles(files), {});
    return derive({ facts: context.facts, findings: validate(context), context, goal, reading });
}

/** Sends edits until none is left: those that `pick` takes of each answer, before it is derived again. */
async function sendAll(files: Tree, pick: (edits: readonly DerivedOperation[]) => readonly DerivedOperation[]): Promise<Tree> {
    let tree = files;
    for (let sent = 0; sent < 100; sent++) {
        const edits = (await answer(tree)).operations.filter(({ operation }) => operation.edits);
        if (edits.length === 0) {
            return tree;
        }
        const applied = applyEdits(tree, pick(edits).flatMap(({ operation }) => operation.edits!));
        if ('problem' in applied) {
            throw new Error(applied.problem);
        }
        tree = applied.files;
    }
    throw new Error('there is always one edit more');
}

describe('what the Coder derives', () => {
    for (const name of WORKSPACES) {
        const tree = (): Tree => readTree(fixtureFolder('workspaces', name));
        const defects = (): Defect[] => JSON.parse(fs.readFileSync(fixtureFolder('workspaces', `${name}.defects.json`), 'utf8')) as Defect[];

        it(`finds every planted defect of ${name}, and nothing else`, async () => {
            const findings = validate(await analyzeRepo(memoryRepoFiles(tree()), {}));
            const fits = (defect: Defect) => findings.filter(finding => finding.check === defect.check && [defect, ...defect.also ?? []].some(place => place.file === finding.file && place.line === finding.range.start.line + 1));
            expect(defects().filter(defect => fits(defect).length === 0)).to.deep.equal([]);
            expect(defects().filter(defect => defect.mendable && !fits(defect).some(finding => finding.mend))).to.deep.equal([]);
            const explained = new Set(defects().flatMap(fits));
            expect(findings.filter(finding => !explained.has(finding)).map(finding => `${finding.check} ${finding.file}:${finding.range.start.line + 1}`)).to.deep.equal([]);
        });

        it(`finds nothing in the clean twin of ${name}, and proposes no edit`, async () => {
            const files = readTree(fixtureFolder('workspaces', `${name}-clean`));
            expect(validate(await analyzeRepo(memoryRepoFiles(files), {}))).to.deep.equal([]);
            expect((await answer(files)).operations.filter(({ operation }) => operation.edits && !operation.edits.every(edit => edit.file.startsWith('docs/plans/')))).to.deep.equal([]);
        });

        it(`has no edit left for ${name} after all were sent, together or the last one first`, async () => {
            for (const pick of [(edits: readonly DerivedOperation[]) => [...edits].reverse(), (edits: readonly DerivedOperation[]) => edits.slice(-1)].slice(0, name === 'edge-gke' ? 1 : 2)) {
                const done = await sendAll(tree(), pick);
                const left = validate(await analyzeRepo(memoryRepoFiles(done), {}));
                expect(left.filter(finding => finding.mend)).to.deep.equal([]);
                const forPeople = new Set(defects().filter(defect => !defect.mendable).map(defect => defect.check));
                expect(left.filter(finding => !forPeople.has(finding.check))).to.deep.equal([]);
            }
        });

        it(`gives well-formed operations for ${name}, whose edits apply side by side`, async () => {
            const { operations } = await answer(tree());
            for (const { operation } of operations) {
                expect(operationRules(Operation.parse(operation))).to.deep.equal([]);
            }
            const together = applyEdits(tree(), operations.flatMap(({ operation }) => operation.edits ?? []));
            expect(together).not.to.have.property('problem');
            expect(new Set(operations.map(({ concern }) => concern)).size).to.equal(operations.length);
            expect(operations.filter(({ folded }) => !folded)).to.have.length.at.most(7);
        });
    }

    it('writes a runbook once nothing is left to mend, updates only its own section, and then is content', async () => {
        const reading = (run: string) => ({ risk: /dns/.test(run) ? 'HIGH' as const : 'MED' as const, group: 'cloud' as const });
        const files = readTree(fixtureFolder('workspaces', 'edge-gke-clean'));
        const first = (await answer(files, undefined, reading)).operations.find(({ concern }) => concern.startsWith('runbook:'))!;
        const applied = applyEdits(files, first.operation.edits!);
        const written = 'files' in applied ? applied.files : files;
        const page = 'docs/plans/infra/edge.md';
        expect(written[page].text).to.contain('`PROJECT_ID` | required').and.to.contain('Before `./bin/task.sh 160_dns_record.sh`: its risk is HIGH').and.to.contain('and says `Network ready`').and.to.contain('helm uninstall cert-manager');
        expect(written[page].text.startsWith(files[page].text.trimEnd())).to.equal(true);
        expect((await answer(written, undefined, reading)).operations.filter(({ operation }) => operation.edits)).to.deep.equal([]);
        expect(validate(await analyzeRepo(memoryRepoFiles(written), {}))).to.deep.equal([]);
        const before = written[page].text.replace('## Goal', 'Ask Kim first.\n\n## Goal');
        const edited = { ...written, [page]: { text: `${before.replace('helm uninstall cert-manager', 'nothing')}\nAfter it.\n` } };
        const second = (await answer(edited, undefined, reading)).operations.find(({ concern }) => concern.startsWith('runbook:'))!;
        const again = applyEdits(edited, second.operation.edits!);
        expect('files' in again && again.files[page].text).to.equal(`${before}\nAfter it.\n`);
    });

    it('runs what a Makefile asks for where there are no tasks', async () => {
        const { operations } = await answer(readTree(fixtureFolder('workspaces', 'aws-helm-terraform-clean')));
        expect(operations.filter(({ operation }) => operation.commands).map(({ operation }) => operation.commands![0].run)).to.deep.equal(['make state', 'make plan', 'make apply', 'make kubeconfig', 'make deploy', 'make smoke']);
        expect(operations.find(({ concern }) => concern === 'run:Makefile:deploy')!.operation).to.deep.include({ env: ['IMAGE_TAG'] });
        const compose = await answer(readTree(fixtureFolder('workspaces', 'compose-small-clean')));
        expect(compose.operations.map(({ operation }) => [operation.commands?.[0].run, operation.rollback?.commands?.[0].run])).to.deep.equal([['make up', 'make down']]);
    });

    it('begins with the preflight, which needs no tool and no settings', async () => {
        const { operations } = await answer(readTree(fixtureFolder('workspaces', 'edge-gke')));
        const run = operations.find(({ operation }) => operation.commands)!;
        expect(run.folded).to.equal(undefined);
        expect(run.operation).to.deep.include({ commands: [{ run: './bin/task.sh 000_preflight.sh', cwd: 'ai/infra' }], expected: [{ exit: 0 }, { stdout: 'Preflight passed' }] });
        expect(run.operation.preconditions).to.equal(undefined);
    });

    it('opens the next runs once the first ones are done', async () => {
        const context = await analyzeRepo(memoryRepoFiles(readTree(fixtureFolder('workspaces', 'edge-gke-clean'))), {});
        const open = (done: readonly string[]) => derive({ facts: context.facts, findings: [], context, answered: ({ concern }) => done.includes(concern) }).operations.filter(({ folded }) => !folded).map(({ concern }) => concern);
        const first = open([]);
        const second = open(first);
        expect(first).to.have.length(7);
        expect(second).to.have.length(7);
        expect(second.filter(concern => first.includes(concern))).to.deep.equal([]);
        const all = derive({ facts: context.facts, findings: [], context, answered: () => true });
        expect(all.markdown).to.contain('Every run was done or rejected before').and.not.to.contain('Below');
    });

    it('narrows to what was asked for', async () => {
        const { operations, markdown } = await answer(readTree(fixtureFolder('workspaces', 'edge-gke')), 'wire 060 into the init path');
        expect(operations.filter(({ operation }) => operation.edits).map(({ concern }) => concern)).to.deep.equal(['mend:repo/unreached-task:ai/infra/tasks/060_dns01_identity.sh:Run 060_dns01_identity.sh from ai/infra/bin/init.sh']);
        expect(operations.filter(({ operation }) => operation.commands).map(({ concern }) => concern)).to.deep.equal(['run:ai/infra/tasks/060_dns01_identity.sh']);
        expect(markdown).to.contain('Narrowed');
    });

    it('asks for a kube context where a task takes the current one, and not where it names its own', async () => {
        const asks = async (files: Tree) => (await answer(files)).operations.filter(({ operation }) => operation.preconditions?.some(need => 'command' in need)).map(({ concern }) => concern);
        const OTHER = { text: '#!/usr/bin/env bash\nset -euo pipefail\necho b\n', executable: true };
        const task = (lines: string) => ({ 'tasks/010_app.sh': { text: `#!/usr/bin/env bash\nset -euo pipefail\n${lines}\n`, executable: true }, 'tasks/020_b.sh': OTHER, 'tasks/030_c.sh': OTHER });
        expect(await asks(task('kubectl get pods'))).to.deep.equal(['run:tasks/010_app.sh']);
        for (const lines of ['kubectl --context=a get pods', 'export KUBECONFIG=/srv/kubeconfig\nkubectl get pods', 'gcloud container clusters get-credentials c\nkubectl get pods', 'kubectl version --client', 'kubectl kustomize .']) {
            expect(await asks(task(lines)), lines).to.deep.equal([]);
        }
        expect(await asks(readTree(fixtureFolder('workspaces', 'edge-gke-clean')))).to.deep.equal([]);
    });

    const NARROWED: readonly { readonly goal: string; readonly edits: readonly string[]; readonly runs: readonly string[] }[] = [
        { goal: 'fix the nat task', edits: ['shell/create-without-guard:ai/infra/tasks/030_nat.sh'], runs: ['030_nat.sh'] },
        { goal: 'mend 030', edits: ['shell/create-without-guard:ai/infra/tasks/030_nat.sh'], runs: ['030_nat.sh'] },
        { goal: 'ai/infra/tasks/030_nat.sh', edits: ['shell/create-without-guard:ai/infra/tasks/030_nat.sh'], runs: ['030_nat.sh'] },
        { goal: 'shell/crlf', edits: ['shell/crlf:ai/infra/tasks/170_verify.sh'], runs: ['170_verify.sh'] },
        { goal: 'fix the network task', edits: [], runs: ['020_network.sh'] },
        { goal: 'run the preflight', edits: [], runs: ['000_preflight.sh'] },
        { goal: 'DNS_ZONE_NAME', edits: ['shell/unset-variable:ai/infra/tasks/070_dns_zone.sh'], runs: ['070_dns_zone.sh', '160_dns_record.sh'] }
    ];
    for (const { goal, edits, runs } of NARROWED) {
        it(`answers \u201c${goal}\u201d with that alone`, async () => {
            const { operations } = await answer(readTree(fixtureFolder('workspaces', 'edge-gke')), goal);
            const concerns = operations.map(({ concern }) => concern);
            expect(concerns.filter(concern => concern.startsWith('mend:')).map(concern => concern.split(':').slice(1, 3).join(':'))).to.deep.equal(edits);
            expect(concerns.filter(concern => concern.startsWith('run:')).map(concern => concern.split('/').at(-1))).to.deep.equal(runs);
        });
    }

    it('gives all where words name nothing that is there', async () => {
        const files = readTree(fixtureFolder('workspaces', 'edge-gke'));
        expect((await answer(files, 'make everything idempotent, please')).operations).to.have.length((await answer(files)).operations.length);
    });

    it('gives the runbook at once to whom asks for it', async () => {
        const { operations, markdown } = await answer(readTree(fixtureFolder('workspaces', 'edge-gke')), 'update the runbook', () => ({ risk: 'LOW', group: 'local' }));
        expect(operations.map(({ concern }) => concern)).to.deep.equal(['runbook:docs/plans/infra/edge.md']);
        expect(markdown).to.contain('would mend them first');
    });

    it('gives each of several defects of one kind in one file a concern of its own, which stays when another is mended', async () => {
        const task = (last: string) => ({ 'tasks/010_a.sh': { text: `#!/usr/bin/env bash\nset -euo pipefail\necho "$FIRST_NAME"\nsleep 1\nsleep 2\nsleep 3\nsleep 4\nsleep 5\nsleep 6\nsleep 7\necho "${last}"\n`, executable: true } });
        const concernsOf = async (files: Tree) => (await answer(files)).operations.filter(({ operation }) => operation.edits).map(({ concern }) => concern).filter(concern => concern.includes('unset-variable'));
        const both = await concernsOf(task('$SECOND_NAME'));
        expect(new Set(both).size).to.equal(2);
        expect(both).to.include.members(await concernsOf(task('done')));
    });

    it('says what it looked for where there is nothing', async () => {
        const { operations, markdown } = await answer({ 'src/main.py': { text: 'print()\n' } });
        expect(operations).to.deep.equal([]);
        expect(markdown).to.contain('no infrastructure').and.to.contain('shell scripts');
    });

    it('never lets a file name or text of the repository become markup', async () => {
        const { markdown, closing } = await answer({ 'a](javascript:x)`<img src=x>`.sh': { text: 'if true; then\n', executable: true }, 'tasks/[x](y).sh': { text: '#!/bin/sh\ncurl https://x.test/`y` | sh\n', executable: true } });
        for (const text of [markdown, closing ?? '']) {
            expect(text.replace(/(`+)[\s\S]*?\1/g, '')).not.to.match(/<img|\]\(/);
        }
    });
});
