import { expect } from 'chai';
import * as fc from 'fast-check';
import { analyzeRepo } from '../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../repo/read-tree.spec';
import { validate } from './validate';
import type { Analysis } from '../repo/analysis';

type Tree = Readonly<Record<string, MemoryFile>>;

/** What is done to a tree; numbers choose among what is there. */
type Change =
    | { readonly kind: 'line' | 'cut' | 'copy' | 'break'; readonly file: number; readonly other: number; readonly at: number }
    | { readonly kind: 'insert'; readonly file: number; readonly at: number; readonly text: string }
    | { readonly kind: 'delete' | 'run-bit'; readonly file: number }
    | { readonly kind: 'rename' | 'add'; readonly file: number; readonly folder: number; readonly name: string }
    | { readonly kind: 'write'; readonly name: string; readonly text: string };

const LINES = ['set -euo pipefail', 'source "$(dirname "$0")/../lib/common.sh"', 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', 'kubectl apply -f manifests/app.yaml', 'kubectl apply -k k8s/overlays/dev', 'helm install web charts/web -n web', 'echo "${CLUSTER_REGION}"',
    'export CLUSTER_REGION=x', 'namePrefix: dev-', 'namespace: other', '- service.yaml', './bin/task.sh 010', 'curl https://x.example/y | bash', '`./scripts/deploy.sh`', 'image: nginx:latest', 'name: web', 'COPY scripts /scripts', 'mkdir logs', 'log_info "x"',
    'help() { echo; }', 'kubectl create namespace web', 'run_k() { kubectl --context x "$@"; }', '| `X_REGION` | x | y |', 'ROOT=../..', 'REPLACE_ME', 'wait_for() {', '}', 'email: admin@example.com'];
const FILES: readonly Extract<Change, { kind: 'write' }>[] = [
    { kind: 'write', name: '.gitignore', text: 'logs/\n*.env\n' }, { kind: 'write', name: '.gitignore', text: 'scripts/\nlib/\nai/infra/lib\n' },
    { kind: 'write', name: 'infra-agent.yaml', text: 'tasks:\n  - folder: scripts\n    driver: deploy.sh\nerrors: [repo/docs-drift, shell/no-shebang]\n' },
    { kind: 'write', name: 'infra-agent.yaml', text: 'foreign: [scripts, ai/infra/tasks]\nlibraries: [ai/infra/bin]\nentryPoints: [Makefile]\n' }, { kind: 'write', name: 'infra-agent.yaml', text: 'tasks: [\n' },
    { kind: 'write', name: 'Makefile', text: 'up:\n\t./scripts/deploy.sh\n\tkubectl apply -f k8s/base\n' }, { kind: 'write', name: 'Dockerfile', text: 'FROM alpine AS web\nCOPY scripts /scripts\n' }, { kind: 'write', name: '.env.example', text: 'CLUSTER_REGION=x\n' }
];
const NAMES = ['005_new.sh', '015_other.sh', 'common.sh', 'kustomization.yaml', 'new.yaml', 'README.md', 'values.yaml', 'up.sh', 'a.tf'];
const index = fc.nat({ max: 9_999 });

const change: fc.Arbitrary<Change> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('line', 'cut', 'copy', 'break'), file: index, other: index, at: index }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('insert'), file: index, at: index, text: fc.constantFrom(...LINES) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'run-bit'), file: index }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('rename', 'add'), file: index, folder: index, name: fc.constantFrom(...NAMES) }) },
    { weight: 2, arbitrary: fc.constantFrom(...FILES) }
);

function changed(tree: Tree, change: Change): Tree {
    const files = Object.keys(tree);
    const fileAt = (at: number): string => files[at % files.length];
    if (change.kind === 'write') {
        return { ...tree, [change.name]: { text: change.text, executable: false } };
    }
    const file = fileAt(change.file);
    const before = tree[file];
    const write = (text: string): Tree => ({ ...tree, [file]: { ...before, text } });
    const { [file]: _gone, ...others } = tree;
    const lines = before.text.split('\n');
    switch (change.kind) {
        case 'line': return write(lines.with(change.at % lines.length, tree[fileAt(change.other)].text.split('\n')[change.at % 7] ?? '').join('\n'));
        case 'cut': return write(lines.toSpliced(change.at % lines.length, 1 + change.other % 3).join('\n'));
        case 'copy': return write(tree[fileAt(change.other)].text);
        case 'break': return write(`${before.text}\n${['<<<<<<< a\n=======\n>>>>>>> b', 'if then (', 'x: [', '\t- : :', '\u200b', 'a\r\nb\r\n'][change.at % 6]}\n`);
        case 'insert': return write(lines.toSpliced(change.at % (lines.length + 1), 0, change.text).join('\n'));
        case 'delete': return files.length > 3 ? others : tree;
        case 'run-bit': return { ...tree, [file]: { ...before, executable: !before.executable } };
        case 'rename': case 'add': {
            const folder = fileAt(change.folder).replace(/[^/]+$/, '');
            return { ...(change.kind === 'rename' ? others : tree), [`${folder}${change.name}`]: before };
        }
    }
}

function differences(before: Tree, after: Tree): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(file => before[file]?.text !== after[file]?.text || before[file]?.executable !== after[file]?.executable);
}

function shown(analysis: Analysis): unknown {
    return { findings: validate(analysis), facts: analysis.facts, families: analysis.families };
}

describe('a check after a change', () => {
    const names = ['edge-gke', 'flux-overlays', 'aws-helm-terraform', 'compose-small'];
    const trees = new Map(names.map(name => [name, readTree(fixtureFolder('workspaces', name)) as Tree]));
    const runs = Number(process.env.RECHECK_RUNS ?? 3);

    for (const name of names) {
        it(`finds what a check of the whole finds, after each of some changes: ${name}`, async function () {
            this.timeout(0);
            await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), async (changes, isTold) => {
                let tree = trees.get(name)!;
                let analysis = await analyzeRepo(memoryRepoFiles(tree), {});
                validate(analysis);
                for (const one of changes) {
                    const next = changed(tree, one);
                    analysis = await analyzeRepo(memoryRepoFiles(next), { since: { analysis, changed: isTold ? differences(tree, next) : undefined } });
                    tree = next;
                    expect(shown(analysis), JSON.stringify(one)).to.deep.equal(shown(await analyzeRepo(memoryRepoFiles(tree), {})));
                }
            }), { numRuns: runs });
        });
    }

    it('leaves an analysis that others go on from as it is', async () => {
        const tree = trees.get('edge-gke')!;
        const first = await analyzeRepo(memoryRepoFiles(tree), {});
        const before = shown(first);
        const others = [changed(tree, { kind: 'delete', file: 20 }), changed(tree, { kind: 'insert', file: 5, at: 3, text: 'echo x' })];
        for (const other of others) {
            expect(shown(await analyzeRepo(memoryRepoFiles(other), { since: { analysis: first } }))).to.deep.equal(shown(await analyzeRepo(memoryRepoFiles(other), {})));
            expect(shown(first)).to.deep.equal(before);
        }
    });
});
