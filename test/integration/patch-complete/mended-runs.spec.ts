/** The scripts of edge-gke, mended by what was proposed, run twice under the recording stubs. */
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OperationState } from '../../../infra-agent-extension/src/common/conductor/operation-state';
import { cleanUp, newFolder, startsOf, type Gate } from '../gate/support';
import { openSample, proposed, sendAllEdits, snapshot } from './support';

const SETTINGS = 'PROJECT_ID=harbourlight-edge\nDNS_DOMAIN=edge.harbourlight.test\n';
const STUBS = resolve(__dirname, '../../fixtures/stubs/bin');

describe('mended edge-gke', function () {
    if (process.platform === 'win32') {
        return;
    }
    this.timeout(120_000);
    afterEach(cleanUp);

    it('comes up with its placeholder filled in, and coming up again changes nothing', async () => {
        const gate = await openSample('edge-gke');
        await sendAllEdits(gate, edits => edits);
        fillIn(gate);
        const home = newFolder();
        const first = run(gate, home);
        expect(first.status, first.stdout + first.stderr).to.equal(0);
        const once = stateOf(home);
        const second = run(gate, home);
        expect(second.status, second.stdout + second.stderr).to.equal(0);
        expect(stateOf(home)).to.deep.equal(once);
        expect(second.stdout).not.to.match(/created/);
        // The task that no entry point reached, the one that was not executable, and the release that could not be installed twice.
        const calls = readFileSync(join(home, 'state/calls.jsonl'), 'utf8');
        expect(calls).to.contain('cert-manager-dns01').and.to.contain('cluster-issuer.yaml').and.to.match(/"helm","argv":\["upgrade","--install","envoy-gateway"/);
    });
});

describe('a task that applies a file with a placeholder', function () {
    if (process.platform === 'win32') {
        return;
    }
    this.timeout(120_000);
    afterEach(cleanUp);

    it('is held until the placeholder is filled in, whatever is clicked', async () => {
        const gate = await openSample('edge-gke');
        Object.assign(gate.environment, { PATH: `${STUBS}:${gate.environment.PATH}`, STUB_STATE: join(newFolder(), 'state') });
        gate.write('ai/infra/.env', SETTINGS);
        const [run] = (await proposed(gate)).filter(({ operation }) => operation.preconditions?.some(need => 'command' in need && need.command.startsWith('grep ')));
        const { phase, approval, preconditions } = await sendAndSettle(gate, run.key);
        expect([phase, approval]).to.deep.equal(['READY_FOR_APPLY', undefined]);
        expect(preconditions.filter(({ state }) => state === 'unmet').map(({ seen }) => seen).join()).to.contain('example.com');
        expect(await startsOf(gate, run.key)).to.equal(0);
    });
});

async function sendAndSettle(gate: Gate, key: string): Promise<OperationState> {
    await gate.send(key);
    await gate.conductor.idle();
    return gate.state(key);
}

/** What only the owner knows: an address, and a project. */
function fillIn(gate: Gate): void {
    const issuer = 'ai/infra/manifests/cert-manager/cluster-issuer.yaml';
    gate.write(issuer, gate.read(issuer).replace(/email: .*/, 'email: platform@harbourlight.test'));
    gate.write('ai/infra/.env', SETTINGS);
}

function run({ root }: Gate, home: string): { status: number | null; stdout: string; stderr: string } {
    const env = { PATH: `${STUBS}:${process.env.PATH}`, HOME: home, TMPDIR: home, STUB_STATE: join(home, 'state') };
    return spawnSync('ai/infra/bin/init.sh', [], { cwd: root, env, encoding: 'utf8' });
}

function stateOf(home: string): ReadonlyMap<string, string>[] {
    return ['gcloud', 'kubectl', 'helm'].map(tool => join(home, 'state', tool)).filter(existsSync).map(snapshot);
}
