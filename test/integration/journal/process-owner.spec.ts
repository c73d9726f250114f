import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { renewLease } from '../../../infra-agent-extension/src/node/owner-lease';
import { ownerIsAlive, thisProcess } from '../../../infra-agent-extension/src/node/process-owner';
import { cleanUp, newFolder, startWorker } from './support';

describe('the owner of a run', () => {
    afterEach(cleanUp);

    it('is alive while its process is, and not after it was killed', async () => {
        const folder = newFolder();
        const worker = startWorker('owner-worker.ts', folder);
        await worker.printed(1);
        const owner = JSON.parse(worker.lines[0]) as ReturnType<typeof thisProcess>;
        expect(ownerIsAlive(owner)).to.equal(true);
        worker.kill();
        await worker.ended;
        expect(ownerIsAlive(owner)).to.equal(false);
    });

    it('is gone as soon as it is dead, also before its parent noticed', async function () {
        if (process.platform !== 'linux') {
            this.skip();
        }
        // The shell's child ends at once and stays a zombie, since what the shell turned into never waits for it.
        const parent = spawn('bash', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
        const [pid] = await once(parent.stdout, 'data') as [Buffer];
        const owner = { ...thisProcess(), pid: Number(pid.toString()), startedAt: 'unknown' };
        while (ownerIsAlive(owner)) {
            await new Promise(resolve => setTimeout(resolve, 10));
        }
        parent.kill('SIGKILL');
    });

    it('is another one when its process id was given anew', () => {
        expect(ownerIsAlive(thisProcess())).to.equal(true);
        expect(ownerIsAlive({ ...thisProcess(), startedAt: 'earlier' })).to.equal(false);
    });

    it('counts as alive where nothing can be told', () => {
        expect(ownerIsAlive({ ...thisProcess(), host: 'elsewhere' })).to.equal(true);
        expect(ownerIsAlive({ ...thisProcess(), startedAt: 'unknown' })).to.equal(true);
    });

    it('on another host is alive while it renews its lease', () => {
        const folder = newFolder();
        const owner = { ...thisProcess(), host: 'elsewhere' };
        expect(ownerIsAlive(owner, folder)).to.equal(false);
        renewLease(folder, owner);
        expect(ownerIsAlive(owner, folder)).to.equal(true);
        const old = Date.now() / 1000 - 600;
        readdirSync(join(folder, 'owners')).forEach(file => utimesSync(join(folder, 'owners', file), old, old));
        expect(ownerIsAlive(owner, folder)).to.equal(false);
    });
});
