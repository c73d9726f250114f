import { expect } from 'chai';
import * as fc from 'fast-check';
import { analyzeRepo } from './analyze-repo';
import { memoryRepoFiles, type MemoryFile } from './memory-repo-files';
import { fixtureFolder, readTree } from './read-tree.spec';
import type { RepoEdge, RepoFacts } from './repo-facts';
import { RepoFacts as Facts } from './repo-facts';
import type { RepoFiles } from './repo-files';

const analyze = (files: Record<string, string | MemoryFile>) => analyzeRepo(memoryRepoFiles(files), {});
const edges = (facts: RepoFacts, kind: RepoEdge['kind']): string[] => facts.edges.filter(edge => edge.kind === kind).map(edge => `${edge.from}:${edge.place.line + 1} ${edge.to}${edge.missing ? ' (missing)' : ''}`);

describe('repository facts', () => {
    it('are well formed for every sample workspace', async () => {
        for (const name of ['edge-gke', 'flux-overlays', 'aws-helm-terraform', 'compose-small']) {
            const { facts } = await analyzeRepo(memoryRepoFiles(readTree(fixtureFolder('workspaces', name))), {});
            expect(Facts.safeParse(facts).error).to.equal(undefined);
            expect(facts.counts.read).to.be.greaterThan(10);
        }
    });

    it('follow `source` through the idioms that scripts use for their own place', async () => {
        for (const idiom of ['$(dirname "${BASH_SOURCE[0]}")', '$(cd "$(dirname "$0")" && pwd)', '${BASH_SOURCE[0]%/*}', '$(dirname "$(realpath "$0")")', '$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" &>/dev/null && pwd -P)']) {
            const { facts } = await analyze({ 'bin/run.sh': `#!/bin/bash\nHERE="${idiom}"\nsource "$HERE/../lib/common.sh"\n`, 'lib/common.sh': 'X=1\n' });
            expect(edges(facts, 'sources'), idiom).to.deep.equal(['bin/run.sh:3 lib/common.sh']);
        }
    });

    it('see what is applied through the repository\'s own functions', async () => {
        const { facts } = await analyze({
            'lib.sh': 'ROOT="$(git rev-parse --show-toplevel)"\nk() { kubectl --context "$CTX" "$@"; }\nput() {\n  local path="$1"\n  k apply -f "${ROOT}/manifests/${path}"\n}\n',
            'up.sh': '#!/bin/bash\nsource "$(dirname "$0")/lib.sh"\nput app.yaml\nput gone.yaml\nk apply -f manifests/app.yaml\n',
            'manifests/app.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: app }\n'
        });
        expect(edges(facts, 'applies')).to.deep.equal(['up.sh:3 manifests/app.yaml', 'up.sh:4 manifests/gone.yaml (missing)', 'up.sh:5 manifests/app.yaml']);
    });

    it('know the driver of numbered tasks, whether it lists, globs or looks them up', async () => {
        const tasks = Object.fromEntries(['01-net', '02-app', '03-dns'].map(name => [`tasks/${name}.sh`, '#!/bin/sh\necho\n']));
        for (const [driver, reached] of [['for t in tasks/*.sh; do "./$t"; done', 3], ['TASKS="01-net.sh 03-dns.sh"\nfor t in $TASKS; do sh "tasks/$t"; done', 2], ['run() { bash "tasks/$1.sh"; }\nrun 01-net\nrun 02-app', 2], ['find tasks -name "*.sh" -exec {} \\;', 3]] as const) {
            const { families } = await analyze({ ...tasks, 'up.sh': `#!/bin/bash\n${driver}\n` });
            expect(families.map(family => [family.driver, new Set(family.mentions.map(mention => mention.task)).size]), driver).to.deep.equal([['up.sh', reached]]);
        }
    });

    it('take the layout from `infra-agent.yaml` where there is one', async () => {
        const { facts, families } = await analyzeRepo(memoryRepoFiles(readTree(fixtureFolder('sentinel', 'repo', 'infra-agent-config', 'good'))), {});
        expect(facts.entryPoints).to.deep.equal(['deploy/go']);
        expect(families.map(({ tasks, driver }) => ({ tasks, driver }))).to.deep.equal([{ tasks: ['deploy/parts/net.sh', 'deploy/parts/app.sh'], driver: 'deploy/go' }]);
        expect(facts.nodes.find(node => node.file === 'deploy/shared/names.sh')?.kind).to.equal('library');
        expect(facts.nodes.some(node => node.file.startsWith('charts/'))).to.equal(false);
    });

    it('name what cannot be read, and go on', async () => {
        const files = memoryRepoFiles({ 'a.sh': '#!/bin/sh\necho\n', 'b.sh': 'bin\0ary', 'c.yaml': 'apiVersion: v1\nkind: [\n', 'd.sh': 'if then fi (\n' });
        const gone: RepoFiles = { ...files, read: async path => path === 'a.sh' ? { kind: 'missing' } : files.read(path) };
        const { facts } = await analyzeRepo(gone, {});
        expect(facts.notes).to.deep.equal(['a.sh was not read: it was gone when it was to be read.', 'b.sh was not read: it is binary.']);
        expect(facts.counts).to.deep.equal({ files: 4, read: 2, skipped: 2 });
    });

    it('are the same after a change, whether read anew or only where it changed', async () => {
        const files = readTree(fixtureFolder('workspaces', 'edge-gke'));
        const first = await analyzeRepo(memoryRepoFiles(files), {});
        const { 'ai/infra/lib/helm.sh': _gone, ...rest } = files;
        const after = { ...rest, 'ai/infra/bin/task.sh': { text: '#!/bin/sh\necho\n', executable: true }, 'ai/infra/tasks/180_new.sh': { text: '#!/bin/sh\necho new\n', executable: true } };
        const reads: string[] = [];
        const port = memoryRepoFiles(after);
        const counting: RepoFiles = { ...port, read: path => { reads.push(path); return port.read(path); } };
        const anew = await analyzeRepo(port, {});
        for (const changed of [['ai/infra/lib/helm.sh', 'ai/infra/bin/task.sh', 'ai/infra/tasks/180_new.sh'], undefined]) {
            const again = await analyzeRepo(counting, { since: { analysis: first, changed } });
            expect(again.facts).to.deep.equal(anew.facts);
            expect(reads.splice(0)).to.deep.equal(['ai/infra/bin/task.sh', 'ai/infra/tasks/180_new.sh']);
        }
    });

    it('know all overlays of which one is applied, and none of what a bare name could mean', async () => {
        const overlay = 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: []\n';
        const { facts } = await analyzeRepo(memoryRepoFiles({
            'deploy.sh': '#!/bin/sh\nenv=$1\nkubectl apply -k "overlays/$env"\nkubectl apply -f "$2"\n',
            'overlays/dev/kustomization.yaml': overlay, 'overlays/prod/kustomization.yaml': overlay, 'other/kustomization.yaml': overlay
        }), {});
        expect(facts.edges.filter(edge => edge.kind === 'applies').map(({ to }) => to)).to.deep.equal(['overlays/dev/kustomization.yaml', 'overlays/prod/kustomization.yaml']);
    });

    it('are the very same where nothing changed, unless a file could not be read before', async () => {
        const whole = memoryRepoFiles({ 'a.sh': '#!/bin/sh\necho\n' });
        const first = await analyzeRepo(whole, {});
        expect(await analyzeRepo(whole, { since: { analysis: first, changed: [] } })).to.equal(first);
        let isThere = false;
        const files: RepoFiles = { ...whole, read: async path => isThere ? whole.read(path) : { kind: 'missing' } };
        const lacking = await analyzeRepo(files, {});
        isThere = true;
        expect((await analyzeRepo(files, { since: { analysis: lacking, changed: [] } })).files).to.deep.equal(['a.sh']);
    });

    it('stop when asked to', async () => {
        const controller = new AbortController();
        const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`f${index}.sh`, 'echo\n']));
        const stopped = analyzeRepo(memoryRepoFiles(many), { signal: controller.signal, progress: () => controller.abort() });
        let error: unknown;
        await stopped.catch((reason: unknown) => { error = reason; });
        expect(error).to.have.property('name', 'AbortError');
    });

    it('survive any text in any file that is read', async () => {
        const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('$', '"', '`', '(', ')', '{', '}', '<<EOF\n', '\n', '|', '&&', 'source x', ': ', '- ', '&a', '*a', '#', '\\', 'function f', '$(cat ', '[[ -f ', 'apiVersion: v1\n', 'kind: X\n'), { maxLength: 40 }).map(parts => parts.join('')));
        await fc.assert(fc.asyncProperty(text, async content => {
            const names = ['a.sh', 'b.yaml', 'Makefile', 'Dockerfile', 'README.md', 'compose.yaml', 'kustomization.yaml', '.github/workflows/ci.yaml', 'main.tf', '.env.example', 'package.json', 'infra-agent.yaml'];
            const { facts } = await analyze(Object.fromEntries(names.map(name => [name, content])));
            expect(Facts.safeParse(facts).success).to.equal(true);
        }), { numRuns: 150 });
    });
});
