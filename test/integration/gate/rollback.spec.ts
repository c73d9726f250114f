import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { presentCards } from '../../../infra-agent-extension/src/node/answer/present-cards';
import { cleanUp, commands, expectPhase, expectRefused, newFolder, openGate, startsOf } from './support';
import type { Gate } from './support';

const LINES = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);
const BASE = `${LINES.join('\n')}\n`;

describe('rolling back', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    function edit(line: number, to: string): string {
        return `title: Change\nmode: implement\nedits:\n  - file: f.txt\n    patch: |\n      @@ -${line},1 +${line},1 @@\n      -line ${line}\n      +${to}\n`;
    }

    async function rollBack(key: string): Promise<string> {
        const outcome = await gate.conductor.rollBack(key);
        expect(outcome).to.include({ kind: 'ok' });
        await gate.conductor.idle();
        return outcome.kind === 'ok' && outcome.key || expect.fail('no key');
    }

    it('gives every byte, mode and folder back, by one click, and once', async () => {
        gate.write('f.txt', BASE, 0o640);
        gate.write('old.sh', Buffer.from([0xff, 0xfe, 0, 10]), 0o755);
        const key = await gate.proposeOperation({
            title: 'Many', mode: 'implement',
            edits: [{ file: 'f.txt', patch: '@@ -1,1 +1,1 @@\n-line 1\n+LINE 1\n', executable: true }, { file: 'old.sh', delete: true }, { file: 'a/b/new.txt', content: 'new' }]
        });
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
        const outcomes = await Promise.all([gate.conductor.rollBack(key), gate.conductor.rollBack(key)]);
        await gate.conductor.idle();
        expect(outcomes.map(outcome => outcome.kind).sort()).to.deep.equal(['ok', 'refused']);
        expectPhase(gate, key, 'ROLLED_BACK');
        expect(gate.read('f.txt')).to.equal(BASE);
        expect(statSync(join(gate.root, 'f.txt')).mode & 0o777).to.equal(0o640);
        expect(statSync(join(gate.root, 'old.sh')).mode & 0o777).to.equal(0o755);
        expect(readdirSync(gate.root).sort()).to.deep.equal(['f.txt', 'old.sh']);
        await expectRefused(gate, key, await gate.conductor.rollBack(key), 'wrong-phase');
    });

    it('merges with other lines that changed since, shows that as a diff, and waits for Send', async () => {
        gate.write('f.txt', BASE);
        const first = await gate.propose(edit(2, 'first'));
        await gate.run(first);
        const second = await gate.propose(edit(10, 'second'));
        await gate.run(second);
        const rollback = await rollBack(first);
        expectPhase(gate, rollback, 'WAIT_FOR_APPROVE');
        expect(gate.read('f.txt')).to.include('first');
        const [card] = await presentCards(gate.conductor, [rollback]);
        expect(card.edits[0].diff).to.include('-first').and.to.include('+line 2').and.to.not.include('-second');
        await gate.run(rollback);
        expectPhase(gate, first, 'ROLLED_BACK');
        expect(gate.read('f.txt')).to.equal(BASE.replace('line 10', 'second'));
        await gate.run(await rollBack(second));
        expectPhase(gate, second, 'ROLLED_BACK');
        expect(gate.read('f.txt')).to.equal(BASE);
    });

    it('is refused where the same lines changed since: nothing is lost', async () => {
        gate.write('f.txt', BASE);
        const key = await gate.propose(edit(2, 'first'));
        await gate.run(key);
        gate.write('f.txt', BASE.replace('line 2', 'somebody else'));
        await expectRefused(gate, key, await gate.conductor.rollBack(key), 'rollback-conflict');
        expectPhase(gate, key, 'DONE');
        expect(gate.read('f.txt')).to.include('somebody else');
    });

    it('is refused where the file vanished, or became a link', async () => {
        gate.write('f.txt', BASE);
        const key = await gate.propose(edit(2, 'first'));
        await gate.run(key);
        unlinkSync(join(gate.root, 'f.txt'));
        await expectRefused(gate, key, await gate.conductor.rollBack(key), 'rollback-conflict');
        const outside = newFolder();
        symlinkSync(join(outside, 'target'), join(gate.root, 'f.txt'));
        await expectRefused(gate, key, await gate.conductor.rollBack(key), 'rollback-conflict');
        expect(readdirSync(outside)).to.deep.equal([]);
    });

    it('keeps a file that somebody made where one was deleted', async () => {
        gate.write('f.txt', BASE);
        const key = await gate.proposeOperation({ title: 'Delete', mode: 'implement', edits: [{ file: 'f.txt', delete: true }] });
        await gate.run(key);
        gate.write('f.txt', 'theirs');
        await expectRefused(gate, key, await gate.conductor.rollBack(key), 'rollback-conflict');
        expect(gate.read('f.txt')).to.equal('theirs');
    });

    it('that changed between the click and its turn is not applied', async () => {
        gate.write('f.txt', BASE);
        const key = await gate.propose(edit(2, 'first'));
        await gate.run(key);
        const long = await gate.hold();
        const rollback = await gate.conductor.rollBack(key);
        const rollbackKey = rollback.kind === 'ok' && rollback.key || expect.fail('no key');
        gate.write('f.txt', BASE.replace('line 2', 'first').replace('line 10', 'theirs'));
        long.letGo();
        await gate.conductor.idle();
        expect(await startsOf(gate, rollbackKey)).to.equal(0);
        expectPhase(gate, rollbackKey, 'WAIT_FOR_APPROVE');
        expect(gate.read('f.txt')).to.include('theirs').and.to.include('first');
    });

    it('of commands runs what the author wrote, with its own risk: HIGH needs its target typed', async () => {
        mkdirSync(join(gate.root, 'made'));
        const key = await gate.propose(`${commands('true')}rollback:\n  commands: [{ run: "bash -c \\"$UNKNOWN\\"" }]\n`);
        await gate.run(key);
        const rollback = await rollBack(key);
        expectPhase(gate, rollback, 'WAIT_FOR_APPROVE');
        await expectRefused(gate, rollback, await gate.send(rollback, { typed: undefined }), 'target-not-typed');
        await gate.conductor.reject(rollback);
        expectPhase(gate, key, 'DONE');
    });

    it('of commands by edits that the author wrote shows and applies those', async () => {
        const key = await gate.propose(`${commands('echo made > made.txt')}rollback:\n  edits: [{ file: made.txt, delete: true }]\n`);
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
        const rollback = await rollBack(key);
        await gate.run(rollback);
        expectPhase(gate, rollback, 'DONE');
        expectPhase(gate, key, 'ROLLED_BACK');
        expect(existsSync(join(gate.root, 'made.txt'))).to.equal(false);
    });

    it('is refused for what never ran, what has no inverse, what is a rollback, and what is not known', async () => {
        const waiting = await gate.propose(commands('true'));
        await expectRefused(gate, waiting, await gate.conductor.rollBack(waiting), 'wrong-phase');
        await gate.run(waiting);
        await expectRefused(gate, waiting, await gate.conductor.rollBack(waiting), 'no-inverse');
        const unsent = await gate.proposeOperation({ title: 'New', mode: 'implement', edits: [{ file: 'x', content: 'x' }] });
        expect(await gate.conductor.rollBack(unsent)).to.include({ kind: 'refused' });
        await expectRefused(gate, 'made-up', await gate.conductor.rollBack('made-up'), 'unknown-operation');
        await gate.run(unsent);
        const rollback = await rollBack(unsent);
        await expectRefused(gate, rollback, await gate.conductor.rollBack(rollback), 'rollback-of-rollback');
        expect(readdirSync(gate.root)).to.deep.equal([]);
    });

    it('of files whose run bit was changed since keeps that', async () => {
        gate.write('f.txt', BASE, 0o644);
        const key = await gate.propose(edit(2, 'first'));
        await gate.run(key);
        chmodSync(join(gate.root, 'f.txt'), 0o755);
        const rollback = await rollBack(key);
        if (gate.state(rollback).phase === 'WAIT_FOR_APPROVE') {
            await gate.run(rollback);
        }
        expect(gate.read('f.txt')).to.equal(BASE);
        expect(statSync(join(gate.root, 'f.txt')).mode & 0o111).to.equal(0o111);
    });

    it('of an edit named with `./` works as of one without', async () => {
        const key = await gate.proposeOperation({ title: 'New', mode: 'implement', edits: [{ file: './sub/x', content: 'x' }] });
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
        await rollBack(key);
        expectPhase(gate, key, 'ROLLED_BACK');
        expect(readdirSync(gate.root)).to.deep.equal([]);
    });
});
