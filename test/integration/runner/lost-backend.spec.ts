import { expect } from 'chai';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carriers, until } from './support';

describe('commands whose backend is lost', () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'lost-test-'));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** A process that starts one command, which writes its marker into the folder, and waits for its end. */
    function startBackend(run: string): ChildProcess {
        return fork(join(__dirname, 'backend.ts'), [folder, run], { execArgv: ['--require', createRequire(__filename).resolve('tsx/cjs')], stdio: 'ignore' });
    }

    for (const [how, command] of [
        ['an ordinary one', 'sleep 1000'],
        ['one that ignores being asked to end', 'trap "" HUP TERM INT; while :; do sleep 1; done'],
        ['one whose processes are in sessions of their own', 'setsid -f sleep 1000; sleep 1000']
    ] as const) {
        it(`end, ${how}, and what follows does not begin`, async () => {
            const backend = startBackend(`echo $INFRA_AGENT_RUN > id.part; mv id.part id; ${command}`);
            await until(() => readdirSync(folder).includes('id'));
            const marker = readFileSync(join(folder, 'id'), 'utf8').trim();
            expect(carriers(marker)).to.not.deep.equal([]);
            backend.kill('SIGKILL');
            await until(() => carriers(marker).length === 0);
            expect(readdirSync(folder)).to.deep.equal(['id']);
        });
    }
});
