import { expect } from 'chai';
import * as fc from 'fast-check';
import { analyzeRepo } from '../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../repo/read-tree.spec';
import { Operation, operationRules } from '../ops/operation';
import { CRASHED, validate } from '../sentinel/validate';
import { role as architect } from './architect/role';
import { role as coder } from './coder/role';
import { code, plain } from './markdown';
import { role as reviewer } from './reviewer/role';
import type { Derived, Role } from './role';
import { shellQuote } from './shell-quote';
import { role as tester } from './tester/role';

async function derived(role: Role, files: Record<string, string | MemoryFile>, goal?: string): Promise<Derived> {
    const context = await analyzeRepo(memoryRepoFiles(files), {});
    return role.derive({ facts: context.facts, findings: validate(context), context, goal });
}

const edge = () => readTree(fixtureFolder('workspaces', 'edge-gke'));

describe('the roles', () => {
    it('each answer a workspace without infrastructure by what they looked for', async () => {
        for (const role of [architect, coder, reviewer, tester]) {
            const { markdown, operations } = await derived(role, { 'src/app.py': 'print()\n', 'notes.txt': 'x' });
            expect(markdown, role.id).to.contain('no infrastructure');
            expect(operations).to.deep.equal([]);
        }
    });

    it('the Architect draws the entry point, its tasks and what they apply', async () => {
        const { markdown } = await derived(architect, edge());
        expect(markdown).to.contain('n0(["ai/infra/bin/init.sh"])').and.to.match(/n0 -- "runs" --> n\d+/).and.to.match(/-- "applies" -->/).and.to.contain('missing');
    });

    it('the Reviewer lists findings with their place, worst first', async () => {
        const { markdown, closing } = await derived(reviewer, edge());
        expect(markdown.indexOf('### Errors')).to.be.lessThan(markdown.indexOf('### Warnings'));
        expect(markdown).to.contain('`ai/infra/tasks/070_dns_zone.sh:12:36`');
        expect(closing).to.contain('can be mended');
    });

    it('the Tester asks only for what has a name, by commands that read', async () => {
        const manifest = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: app }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: "x; rm -rf /", namespace: app }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: app }\n';
        const { operations } = await derived(tester, { 'app.yaml': manifest });
        const commands = operations.flatMap(({ operation }) => operation.commands ?? []).map(command => command.run);
        expect(commands).to.deep.equal(['kubectl rollout status deployment/web --namespace=app --timeout=2m']);
        operations.forEach(({ operation }) => expect(operationRules(Operation.parse(operation))).to.deep.equal([]));
    });

    it('survive any text in any file, and so do the checks', async () => {
        const pieces = ['$', '"', "'", '`', '(', ')', '{', '}', '<<EOF\n', 'EOF\n', '\n', '\r\n', '|', '&&', ' || ', '; ', 'source x', '. ./lib.sh\n', ': ', '- ', '&a', '*a', '#', '\\', 'f() { "$@"; }\n', '$(cat ', 'set -euo pipefail\n', '$X ', 'kubectl create ns a\n', 'helm install a b/c\n', 'cd /x\n',
            'apiVersion: v1\n', 'kind: Service\n', 'metadata: {name: a, namespace: b}\n', 'spec: {selector: {a: b}}\n', '---\n', '| `A` | b |\n', '|---|---|\n', '`./x/y.sh`', '[a](b.md)', '```sh\n', 'up: a b\n\t./x.sh\n', 'FROM a\nRUN curl x | sh\n', 'image: x\n', 'mkdir a\n'];
        const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join('')));
        const names = ['tasks/01-a.sh', 'tasks/02-b.sh', 'tasks/03-c.sh', 'up.sh', 'lib.sh', 'b.yaml', 'Makefile', 'Dockerfile', 'README.md', 'compose.yaml', 'kustomization.yaml', '.github/workflows/ci.yaml', 'main.tf', '.env.example', 'package.json', 'infra-agent.yaml', 'values.yaml'];
        await fc.assert(fc.asyncProperty(text, text, text, async (one, two, three) => {
            const files = Object.fromEntries(names.map((name, index) => [name, { text: [one, two, three][index % 3], executable: index % 2 === 0 }]));
            const context = await analyzeRepo(memoryRepoFiles(files), {});
            const findings = validate(context);
            expect(findings.filter(finding => finding.check === CRASHED)).to.deep.equal([]);
            const reading = () => ({ risk: 'MED' as const, group: 'local' as const });
            for (const role of [architect, coder, reviewer, tester]) {
                role.derive({ facts: context.facts, findings, context, reading }).operations.forEach(({ operation }) => expect(operationRules(Operation.parse(operation))).to.deep.equal([]));
            }
        }), { numRuns: 150 });
    });

    it('put names of files into commands as one word, whatever they are', () => {
        fc.assert(fc.property(fc.string({ maxLength: 60 }), text => {
            const quoted = shellQuote(text);
            expect(quoted === text ? /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) : quoted.replace(/'\\''/g, '').slice(1, -1).includes("'")).to.equal(quoted === text);
        }));
    });

    it('show text of the repository, and never let it become markup', () => {
        fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
            expect(plain(text)).not.to.match(/(^|[^\\])[`*_[\]<>|]/);
            const fence = /^`+/.exec(code(text))![0];
            expect(code(text).slice(fence.length, -fence.length)).not.to.match(new RegExp(`(^|[^\`])\`{${fence.length}}($|[^\`])`));
        }));
    });
});
