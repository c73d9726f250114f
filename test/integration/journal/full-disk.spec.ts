import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { privateStore } from '../../../infra-agent-extension/src/node/private-store';
import { verifyJournal } from '../../../infra-agent-extension/src/node/verify-journal';
import { cleanUp, KEY, newFolder, note, openJournal } from './support';

describe('the journal on a disk that takes no more', () => {
    let disk: string | undefined;

    afterEach(() => {
        if (disk !== undefined) {
            execFileSync('umount', [disk]);
            disk = undefined;
        }
        cleanUp();
    });

    /** A disk of its own, of 256 KiB. Undefined where this user may not mount one: then the test shows as pending. */
    function mountDisk(): string | undefined {
        const folder = newFolder();
        try {
            execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=700', 'tmpfs', folder], { stdio: 'ignore' });
            disk = folder;
        } catch {
            disk = undefined;
        }
        return disk;
    }

    function fill(place: string, leave: number): string {
        const { bavail, bsize } = statfsSync(place);
        const filler = join(place, 'filler');
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - leave) * bsize));
        return filler;
    }

    // Depending on the blocks that are left the lock, the line, or the head is what does not fit.
    for (const left of [0, 1, 2, 3, 4]) {
        it(`takes an append whole or not at all with ${left} blocks left, and goes on when there is room`, async function () {
            const place = mountDisk();
            if (place === undefined) {
                this.skip();
            }
            const folder = join(place, 'state');
            mkdirSync(folder, { mode: 0o700 });
            const journal = openJournal(folder);
            await journal.append(() => [note('own', 'first')]);
            const before = readFileSync(join(folder, 'journal.jsonl'));
            const filler = fill(place, left);

            const answer = await journal.append(() => Array.from({ length: 20 }, (_, index) => note('own', `${index} `.repeat(300))));
            expect(isRefusal(answer) && answer.refused).to.equal('disk-full');
            expect(readFileSync(join(folder, 'journal.jsonl'))).to.deep.equal(before);
            expect(verifyJournal({ folder, key: KEY })).to.deep.equal({ lines: 1, torn: [], partial: false });
            expect(journal.state().operations.size).to.equal(0);

            rmSync(filler);
            expect(isRefusal(await journal.append(() => [note('own', 'second')]))).to.equal(false);
            expect(isRefusal(await openJournal(folder).append(() => [note('own', 'third')]))).to.equal(false);
            expect(verifyJournal({ folder, key: KEY })).to.deep.equal({ lines: 3, torn: [], partial: false });
        });
    }

    it('refuses in a sentence where the disk cannot be written, and still reads', async function () {
        const place = mountDisk();
        if (place === undefined) {
            this.skip();
        }
        const folder = join(place, 'state');
        mkdirSync(folder, { mode: 0o700 });
        await openJournal(folder).append(() => [note('own', 'first')]);
        execFileSync('mount', ['-o', 'remount,ro', place]);
        const journal = openJournal(folder);
        const leave = journal.onChange(() => undefined);
        const answer = await journal.append(() => [note('own', 'second')]);
        leave();
        expect(isRefusal(answer) && answer.refused).to.equal('journal-unwritable');
        expect(await journal.entries()).to.have.length(1);
        expect(verifyJournal({ folder, key: KEY }).trouble).to.equal(undefined);
    });

    it('refuses in a sentence where the folder may not be written', async function () {
        if (process.getuid?.() === 0) {
            // root may write everywhere.
            this.skip();
        }
        const folder = newFolder();
        const journal = openJournal(folder);
        await journal.append(() => [note('own', 'first')]);
        chmodSync(join(folder, 'lock'), 0o500);
        const answer = await journal.append(() => [note('own', 'second')]);
        chmodSync(join(folder, 'lock'), 0o700);
        expect(isRefusal(answer) && answer.refused).to.equal('journal-unwritable');
    });

    it('keeps no half of a blob', async function () {
        const place = mountDisk();
        if (place === undefined) {
            this.skip();
        }
        const folder = join(place, 'state');
        mkdirSync(folder, { mode: 0o700 });
        const store = privateStore(folder);
        const small = await store.put(Buffer.from('small'));
        fill(place, 1);
        const thrown = await store.put(Buffer.alloc(100_000, 1)).catch((error: Error) => error.message);
        expect(thrown).to.contain('disk is full');
        expect((await store.get(small))?.toString()).to.equal('small');
    });
});
