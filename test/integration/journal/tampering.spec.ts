import { expect } from 'chai';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { openFileJournal } from '../../../infra-agent-extension/src/node/file-journal';
import { verifyJournal } from '../../../infra-agent-extension/src/node/verify-journal';
import { cleanUp, KEY, newFolder, note, openJournal } from './support';

const STRANGER = Buffer.alloc(32, 9);
const LINES = 5;

async function write(folder: string, key: Buffer, name: string, count = LINES): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const journal = openFileJournal({ folder, key, now: () => new Date() });
    for (let index = 0; index < count; index++) {
        await journal.append(() => [note(name, `${index}`)]);
    }
}

function lines(folder: string): string[] {
    return readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
}

function replaceLines(folder: string, change: (lines: string[]) => string[]): void {
    writeFileSync(join(folder, 'journal.jsonl'), change(lines(folder)).map(line => `${line}\n`).join(''));
}

/** What somebody without the key may do to the folder, and the line at which it shows. */
const ATTACKS: { name: string; line: number; attack: (folder: string) => void | Promise<void> }[] = [
    { name: 'a changed reason', line: 2, attack: folder => replaceLines(folder, all => all.map(line => line.replace('"reason":"1"', '"reason":"9"'))) },
    { name: 'a changed time', line: 3, attack: folder => replaceLines(folder, all => all.map((line, index) => index === 2 ? line.replace(/"at":"20/, '"at":"19') : line)) },
    { name: 'a line taken out of the middle', line: 3, attack: folder => replaceLines(folder, all => all.filter((_, index) => index !== 2)) },
    { name: 'the first line taken out', line: 1, attack: folder => replaceLines(folder, all => all.slice(1)) },
    { name: 'two lines in the other order', line: 2, attack: folder => replaceLines(folder, ([a, b, c, ...rest]) => [a, c, b, ...rest]) },
    { name: 'a line that is there twice', line: 6, attack: folder => replaceLines(folder, all => [...all, all[1]]) },
    { name: 'the last line cut off', line: 4, attack: folder => replaceLines(folder, all => all.slice(0, -1)) },
    { name: 'the last line cut off in its middle', line: 4, attack: folder => truncateSync(join(folder, 'journal.jsonl'), readFileSync(join(folder, 'journal.jsonl')).length - 9) },
    { name: 'everything cut off', line: 0, attack: folder => truncateSync(join(folder, 'journal.jsonl'), 0) },
    { name: 'the journal taken away', line: 0, attack: folder => rmSync(join(folder, 'journal.jsonl')) },
    { name: 'the head taken away', line: 5, attack: folder => rmSync(join(folder, 'head.json')) },
    { name: 'a changed head, to hide a cut', line: 4, attack: folder => {
        replaceLines(folder, all => all.slice(0, -1));
        writeFileSync(join(folder, 'head.json'), readFileSync(join(folder, 'head.json'), 'utf8').replace('"seq":5', '"seq":4'));
    } },
    { name: 'a line of somebody without the key', line: 6, attack: async folder => {
        const other = `${folder}-other`;
        await write(other, STRANGER, 'forged', 6);
        const [forged] = lines(other).slice(5);
        const { previous } = JSON.parse(forged) as { previous: string };
        const { mac } = JSON.parse(lines(folder)[4]) as { mac: string };
        replaceLines(folder, all => [...all, forged.replace(previous, mac)]);
        rmSync(other, { recursive: true });
    } },
    { name: 'a whole journal of somebody without the key', line: 1, attack: async folder => {
        rmSync(folder, { recursive: true });
        await write(folder, STRANGER, 'forged');
    } },
    { name: 'a journal of another workspace, with our key', line: 1, attack: async folder => {
        const other = `${folder}-other`;
        await write(other, KEY, 'elsewhere');
        ['journal.jsonl', 'head.json'].forEach(file => copyFileSync(join(other, file), join(folder, file)));
        rmSync(other, { recursive: true });
    } },
    { name: 'text that is no entry', line: 6, attack: folder => replaceLines(folder, all => [...all, 'approved: everything']) },
    { name: 'an empty line', line: 6, attack: folder => replaceLines(folder, all => [...all, '']) }
];

describe('a journal that was tampered with', () => {
    afterEach(cleanUp);

    for (const { name, line, attack } of ATTACKS) {
        it(`is found out by ${name}, before and while it is open, and nothing is written to it`, async () => {
            const folder = newFolder();
            await write(folder, KEY, 'own');
            const open = openJournal(folder);
            await attack(folder);
            const tampered = existsSync(join(folder, 'journal.jsonl')) ? readFileSync(join(folder, 'journal.jsonl')) : undefined;

            const found = verifyJournal({ folder, key: KEY });
            expect(found.trouble?.refused).to.equal('journal-tampered');
            expect(found.line).to.equal(line);
            expect(openJournal(folder).trouble()?.refused).to.equal('journal-tampered');
            for (const journal of [open, openJournal(folder)]) {
                const answer = await journal.append(() => [note('own', 'more')]);
                expect(isRefusal(answer) && answer.refused).to.equal('journal-tampered');
            }
            expect(existsSync(join(folder, 'journal.jsonl')) ? readFileSync(join(folder, 'journal.jsonl')) : undefined).to.deep.equal(tampered);
        });
    }

    it('shows what came before the first bad line, and nothing after it', async () => {
        const folder = newFolder();
        await write(folder, KEY, 'own');
        replaceLines(folder, all => all.map(line => line.replace('"reason":"2"', '"reason":"9"')));
        expect(await openJournal(folder).entries()).to.have.length(2);
    });

    it('is written again once it was restored', async () => {
        const folder = newFolder();
        await write(folder, KEY, 'own');
        const good = readFileSync(join(folder, 'journal.jsonl'));
        const journal = openJournal(folder);
        replaceLines(folder, all => all.slice(1));
        expect(isRefusal(await journal.append(() => [note('own', 'more')]))).to.equal(true);
        writeFileSync(join(folder, 'journal.jsonl'), good);
        expect(isRefusal(await journal.append(() => [note('own', 'more')]))).to.equal(false);
    });

    it('is refused where its file is a link, or others can write it', async () => {
        const folder = newFolder();
        await write(folder, KEY, 'own');
        const file = join(folder, 'journal.jsonl');
        chmodSync(file, 0o620);
        expect(() => openJournal(folder)).to.throw('can be written by other users');
        chmodSync(file, 0o600);
        renameSync(file, join(folder, 'elsewhere'));
        symlinkSync(join(folder, 'elsewhere'), file);
        expect(() => openJournal(folder)).to.throw('is a symbolic link');
    });
});
