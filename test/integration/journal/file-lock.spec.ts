import { expect } from 'chai';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Owner } from '../../../infra-agent-extension/src/common/conductor/events';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { withLock } from '../../../infra-agent-extension/src/node/file-lock';
import { thisProcess } from '../../../infra-agent-extension/src/node/process-owner';
import { cleanUp, newFolder, startWorker } from './support';

const GONE: Owner = { ...thisProcess(), startedAt: 'before this process' };

describe('the lock', function () {
    // Processes take seconds to start on a busy machine.
    this.timeout(180_000);
    afterEach(cleanUp);

    function place(folder: string, patience = 200) {
        return { folder: join(folder, 'lock'), owner: thisProcess(), patience };
    }

    /** As a process leaves it that was killed while it held the lock. */
    function leaveLock(folder: string, number: number, owner: Owner): string {
        mkdirSync(join(folder, 'lock'), { recursive: true });
        const file = join(folder, 'lock', `${number}.lock`);
        writeFileSync(file, JSON.stringify({ owner, token: 'x' }));
        return file;
    }

    it('lets one of many processes in at a time', async () => {
        const folder = newFolder();
        const workers = Array.from({ length: 6 }, () => startWorker('lock-worker.ts', folder, '60'));
        expect(await Promise.all(workers.map(worker => worker.ended))).to.deep.equal([0, 0, 0, 0, 0, 0]);
        expect(workers.flatMap(worker => worker.lines)).not.to.include('two inside');
        expect(readFileSync(join(folder, 'counter'), 'utf8')).to.equal('360');
        expect(readdirSync(join(folder, 'lock')).length, 'files left').to.be.lessThan(20);
    });

    it('is taken over by one of many processes when its holder is gone', async () => {
        const folder = newFolder();
        leaveLock(folder, 5, GONE);
        const workers = Array.from({ length: 6 }, () => startWorker('lock-worker.ts', folder, '20'));
        expect(await Promise.all(workers.map(worker => worker.ended))).to.deep.equal([0, 0, 0, 0, 0, 0]);
        expect(workers.flatMap(worker => worker.lines)).not.to.include('two inside');
        expect(readFileSync(join(folder, 'counter'), 'utf8')).to.equal('120');
    });

    it('outlives holders that are killed in the middle', async () => {
        const folder = newFolder();
        const steady = startWorker('lock-worker.ts', folder, '80');
        const others = Array.from({ length: 6 }, () => startWorker('lock-worker.ts', folder, '0'));
        for (const other of others) {
            await other.printed(3);
            await sleep(Math.random() * 5);
            other.kill();
        }
        expect(await steady.ended).to.equal(0);
        await Promise.all(others.map(other => other.ended));
        expect([steady, ...others].flatMap(worker => worker.lines)).not.to.include('two inside');
    });

    it('refuses after its patience, and names the holder', async () => {
        const folder = newFolder();
        const answer = await withLock(place(folder), () => withLock(place(folder), async () => 'inside'));
        expect(isRefusal(answer) && answer.refused).to.equal('journal-busy');
        expect(isRefusal(answer) && answer.message).to.contain(`the process ${process.pid} on ${thisProcess().host}`);
    });

    it('is given back by whoever throws', async () => {
        const folder = newFolder();
        const thrown = await withLock(place(folder), async () => { throw new Error('a bug'); }).catch((error: Error) => error.message);
        expect(thrown).to.equal('a bug');
        expect(await withLock(place(folder), async () => 'inside')).to.equal('inside');
    });

    it('is taken over where the process id was given to another process since', async () => {
        const folder = newFolder();
        leaveLock(folder, 1, GONE);
        expect(await withLock(place(folder), async () => 'inside')).to.equal('inside');
    });

    it('of another host is left alone for a minute, then taken over', async () => {
        const folder = newFolder();
        const lock = leaveLock(folder, 1, { ...thisProcess(), host: 'elsewhere' });
        const answer = await withLock(place(folder), async () => 'inside');
        expect(isRefusal(answer) && answer.message).to.contain('on elsewhere');
        const old = Date.now() / 1000 - 120;
        utimesSync(lock, old, old);
        expect(await withLock(place(folder), async () => 'inside')).to.equal('inside');
    });

    it('tells a holder that was thought gone that it holds it no longer', async () => {
        const folder = newFolder();
        const held = await withLock(place(folder), async lock => {
            const before = await lock.stillHeld();
            leaveLock(folder, 2, GONE);
            return [before, await lock.stillHeld()];
        });
        expect(held).to.deep.equal([true, false]);
    });
});
