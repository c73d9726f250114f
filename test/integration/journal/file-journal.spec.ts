import { expect } from 'chai';
import { appendFileSync, copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { chainKey } from '../../../infra-agent-extension/src/node/file-journal';
import { CHAIN_START, readLines, sealEntries, sealHead } from '../../../infra-agent-extension/src/node/journal-chain';
import { verifyJournal } from '../../../infra-agent-extension/src/node/verify-journal';
import { cleanUp, KEY, newFolder, note, openJournal, startWorker } from './support';

/** What another process of ours would write next, without its head. */
function nextLines(folder: string, ...reasons: string[]): Buffer {
    const key = chainKey({ folder, key: KEY });
    const { end } = readLines(key, CHAIN_START, readFileSync(join(folder, 'journal.jsonl')));
    return sealEntries(key, end, reasons.map(reason => note('other', reason)), new Date().toISOString()).bytes;
}

async function journalOf(folder: string, count: number) {
    const journal = openJournal(folder);
    for (let index = 0; index < count; index++) {
        await journal.append(() => [note('own', `${index}`)]);
    }
    return journal;
}

async function reasonsIn(folder: string): Promise<string[]> {
    return (await openJournal(folder).entries()).map(({ event }) => 'reason' in event ? event.reason ?? '' : '');
}

const check = (folder: string) => verifyJournal({ folder, key: KEY });

describe('the journal of several processes', function () {
    // Processes take seconds to start on a busy machine.
    this.timeout(180_000);
    afterEach(cleanUp);

    it('keeps a valid chain and every event of 8 processes that append at once', async () => {
        const folder = newFolder();
        const workers = Array.from({ length: 8 }, (_, index) => startWorker('append-worker.ts', folder, `worker-${index}`, '12'));
        expect(await Promise.all(workers.map(worker => worker.ended))).to.deep.equal(workers.map(() => 0));
        const acknowledged = workers.flatMap(worker => worker.lines);
        expect(acknowledged).to.have.length(8 * 20);
        const entries = await openJournal(folder).entries();
        expect(entries.map(({ seq, event }) => `${seq} ${event.key} ${'reason' in event ? event.reason : ''}`)).to.have.members(acknowledged).and.to.have.length(acknowledged.length);
        expect(check(folder)).to.deep.equal({ lines: 160, torn: [], partial: false });
    });

    it('loses nothing that was acknowledged when its writers are killed in the middle', async () => {
        const folder = newFolder();
        const acknowledged: string[] = [];
        for (let round = 0; round < 6; round++) {
            const workers = [0, 1].map(index => startWorker('append-worker.ts', folder, `round-${round}-${index}`, '0'));
            await Promise.all(workers.map(worker => worker.printed(1)));
            await sleep(Math.random() * 20);
            workers.forEach(worker => worker.kill());
            expect(await Promise.all(workers.map(worker => worker.ended))).to.deep.equal(['SIGKILL', 'SIGKILL']);
            acknowledged.push(...workers.flatMap(worker => worker.lines.filter(line => line.split(' ').length >= 3)));
        }
        const after = await openJournal(folder).append(() => [note('after', 'the last')]);
        expect(isRefusal(after)).to.equal(false);
        expect(check(folder).trouble).to.equal(undefined);
        const entries = (await openJournal(folder).entries()).map(({ seq, event }) => `${seq} ${event.key} ${'reason' in event ? event.reason : ''}`);
        expect(entries).to.include.members(acknowledged);
    });

    it('decides on what others appended before, so that one of many wins', async () => {
        const folder = newFolder();
        const journals = Array.from({ length: 6 }, () => openJournal(folder));
        const answers = await Promise.all(journals.map((journal, index) => journal.append(state => state.operations.size > 0 ? { refused: 'taken', message: 'Taken.' } : [{
            type: 'OperationProposed', key: 'mine', operation: { title: `of ${index}`, mode: 'test', commands: [{ run: 'true' }] }, operationHash: 'a'.repeat(64), origin: { kind: 'file' }
        }])));
        expect(answers.filter(isRefusal)).to.have.length(5);
        expect(check(folder).lines).to.equal(1);
    });

    it('tells its listeners, in order, what another process appended', async () => {
        const folder = newFolder();
        const journal = await journalOf(folder, 1);
        const heard: number[] = [];
        const all = new Promise<void>(resolve => journal.onChange((_state, entries) => {
            heard.push(...entries.map(entry => entry.seq));
            if (heard.length >= 5) {
                resolve();
            }
        }));
        startWorker('append-worker.ts', folder, 'other', '3');
        await all;
        expect(heard).to.deep.equal([2, 3, 4, 5, 6].slice(0, heard.length));
    });

    it('lets a listener append', async () => {
        const folder = newFolder();
        const journal = openJournal(folder);
        const answered = new Promise<void>(resolve => journal.onChange((_state, entries) => {
            void (entries[0].event.key === 'question' ? journal.append(() => [note('answer', '')]) : Promise.resolve(resolve()));
        }));
        await journal.append(() => [note('question', '')]);
        await answered;
        expect(check(folder).lines).to.equal(2);
    });

    it('follows a writer that took its lines back because its disk was full', async () => {
        const folder = newFolder();
        const reader = await journalOf(folder, 2);
        const writer = openJournal(folder);
        const { size } = statSync(join(folder, 'journal.jsonl'));
        appendFileSync(join(folder, 'journal.jsonl'), nextLines(folder, 'taken back'));
        await reader.refresh();
        truncateSync(join(folder, 'journal.jsonl'), size);
        await writer.append(() => [note('other', 'kept, and longer than what was taken back')]);
        await reader.refresh();
        expect(reader.trouble()).to.equal(undefined);
        expect(await reasonsIn(folder)).to.deep.equal(['0', '1', 'kept, and longer than what was taken back']);
        expect(isRefusal(await reader.append(() => [note('own', 'next')]))).to.equal(false);
        expect(check(folder)).to.deep.equal({ lines: 4, torn: [], partial: false });
    });
});

describe('the journal after a crash', () => {
    afterEach(cleanUp);

    for (const [name, torn] of Object.entries({
        'half a line': (folder: string) => nextLines(folder, 'torn').subarray(0, 50),
        'a line without its end': (folder: string) => nextLines(folder, 'torn').subarray(0, -1),
        'some lines of several that belong together': (folder: string) => nextLines(folder, 'torn', 'torn', 'torn').subarray(0, -40),
        'whole lines of several that belong together': (folder: string) => {
            const bytes = nextLines(folder, 'torn', 'torn');
            return bytes.subarray(0, bytes.indexOf(10) + 1);
        }
    })) {
        it(`sets ${name} aside, says so, and goes on`, async () => {
            const folder = newFolder();
            await journalOf(folder, 2);
            const bytes = torn(folder);
            appendFileSync(join(folder, 'journal.jsonl'), bytes);
            expect(check(folder)).to.deep.equal({ lines: 2, torn: [], partial: true });

            const said: string[] = [];
            const journal = openJournal(folder, { report: sentence => said.push(sentence) });
            expect(journal.trouble()).to.equal(undefined);
            expect(isRefusal(await journal.append(() => [note('own', '2')]))).to.equal(false);

            expect(await reasonsIn(folder)).to.deep.equal(['0', '1', '2']);
            const [aside] = readdirSync(folder).filter(file => file.endsWith('.torn'));
            expect(readFileSync(join(folder, aside))).to.deep.equal(bytes);
            expect(said).to.have.length(1);
            expect(said[0]).to.contain(aside);
            expect(check(folder)).to.deep.equal({ lines: 3, torn: [aside], partial: false });
        });
    }

    it('takes a crash between line and head for what it is', async () => {
        const folder = newFolder();
        const journal = await journalOf(folder, 2);
        copyFileSync(join(folder, 'head.json'), join(folder, 'old'));
        await journal.append(() => [note('own', '2'), note('own', '3')]);
        copyFileSync(join(folder, 'old'), join(folder, 'head.json'));
        expect(check(folder)).to.deep.equal({ lines: 4, torn: [], partial: false });
        const again = openJournal(folder);
        expect(again.trouble()).to.equal(undefined);
        expect(isRefusal(await again.append(() => [note('own', '4')]))).to.equal(false);
        expect(await reasonsIn(folder)).to.deep.equal(['0', '1', '2', '3', '4']);
    });

    for (const [name, bytes] of Object.entries({ 'after': (line: Buffer) => line, 'in the middle of': (line: Buffer) => line.subarray(0, 30) })) {
        it(`takes a crash ${name} the very first line for what it is`, async () => {
            const folder = newFolder();
            await journalOf(folder, 1);
            writeFileSync(join(folder, 'head.json'), sealHead(chainKey({ folder, key: KEY }), CHAIN_START));
            writeFileSync(join(folder, 'journal.jsonl'), bytes(readFileSync(join(folder, 'journal.jsonl'))));
            expect(check(folder).trouble).to.equal(undefined);
            expect(isRefusal(await openJournal(folder).append(() => [note('own', 'next')]))).to.equal(false);
            expect((await reasonsIn(folder)).at(-1)).to.equal('next');
            expect(check(folder).trouble).to.equal(undefined);
        });
    }

    it('has nothing to say of a folder without a journal', () => {
        expect(check(newFolder())).to.deep.equal({ lines: 0, torn: [], partial: false });
    });

    it('replaces halves of characters, at which output may have been cut', async () => {
        const folder = newFolder();
        await openJournal(folder).append(() => [note('own', 'cut \ud83d')]);
        expect(await reasonsIn(folder)).to.deep.equal(['cut \ufffd']);
        expect(check(folder).trouble).to.equal(undefined);
    });

    it('writes nothing of an append whose decision threw, and gives the lock back', async () => {
        const folder = newFolder();
        const journal = await journalOf(folder, 1);
        const thrown = await journal.append(() => { throw new Error('a bug'); }).catch((error: Error) => error.message);
        expect(thrown).to.equal('a bug');
        expect(isRefusal(await journal.append(() => [note('own', '1')]))).to.equal(false);
        expect(await reasonsIn(folder)).to.deep.equal(['0', '1']);
    });

    it('does not write an event that it could not read back', async () => {
        const folder = newFolder();
        const journal = await journalOf(folder, 1);
        const thrown = await journal.append(() => [{ type: 'RunStarted', key: '' } as never]).catch((error: Error) => error.name);
        expect(thrown).to.equal('ZodError');
        expect(await reasonsIn(folder)).to.deep.equal(['0']);
    });

    it('keeps the file to its user', async () => {
        const folder = newFolder();
        await journalOf(folder, 1);
        expect(['journal.jsonl', 'head.json'].map(file => statSync(join(folder, file)).mode & 0o777)).to.deep.equal([0o600, 0o600]);
    });

    it('shows what it can read of a newer format, and writes nothing', async () => {
        const folder = newFolder();
        await journalOf(folder, 2);
        const newer = nextLines(folder, 'newer').toString('utf8').replace('"version":1', '"version":2');
        writeFileSync(join(folder, 'journal.jsonl'), newer, { flag: 'a' });
        const before = readFileSync(join(folder, 'journal.jsonl'));
        const journal = openJournal(folder);
        const answer = await journal.append(() => [note('own', '2')]);
        expect(isRefusal(answer) && answer.refused).to.equal('journal-newer');
        expect(isRefusal(answer) && answer.message).to.contain('line 3 has format 2');
        expect(journal.trouble()?.refused).to.equal('journal-newer');
        expect(await journal.entries()).to.have.length(2);
        expect(readFileSync(join(folder, 'journal.jsonl'))).to.deep.equal(before);
        expect(check(folder)).to.include({ lines: 2, line: 3 });
    });

    it('takes an event that it does not know, if it is authentic, for one of a newer version', async () => {
        const folder = newFolder();
        await journalOf(folder, 1);
        const key = chainKey({ folder, key: KEY });
        const { end } = readLines(key, CHAIN_START, readFileSync(join(folder, 'journal.jsonl')));
        const { bytes } = sealEntries(key, end, [{ type: 'MoonLanded', key: 'x' } as never], new Date().toISOString());
        appendFileSync(join(folder, 'journal.jsonl'), bytes);
        expect(openJournal(folder).trouble()?.refused).to.equal('journal-newer');
    });
});
