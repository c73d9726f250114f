import { expect } from 'chai';
import { cpSync, readdirSync } from 'node:fs';
import { cleanUp, clickOf, commands, DAY, expectNeverRan, expectPhase, expectRefused, MINUTE, openGate, startsOf } from './support';
import type { Gate } from './support';

const NEW_FILE = 'title: Write\nmode: implement\nedits:\n  - file: made.txt\n    content: made\n';

describe('without an approval of exactly this, now, once, nothing is run', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    it('a proposal alone, however often it is looked at', async () => {
        const key = await gate.propose(NEW_FILE);
        await gate.conductor.refresh();
        await gate.conductor.lookAgain();
        await gate.conductor.idle();
        expectPhase(gate, key, 'WAIT_FOR_APPROVE');
        expect(readdirSync(gate.root)).to.deep.equal([]);
        await expectNeverRan(gate, key);
    });

    it('a key that nobody proposed', async () => {
        const outcome = await gate.conductor.send({ key: 'made-up', digest: 'a'.repeat(64), way: 'clicked', ticked: [] });
        await expectRefused(gate, 'made-up', outcome, 'unknown-operation');
    });

    for (const [what, click] of Object.entries({
        'an empty key': { key: '', digest: 'a'.repeat(64) }, 'no key': { digest: 'a'.repeat(64) }, 'a digest that is no text': { key: 'x', digest: { toString: () => 'x' } },
        'ticks that are no numbers': { key: 'x', digest: 'a'.repeat(64), ticked: ['0'] }, 'a key of a megabyte': { key: 'x'.repeat(1_000_000), digest: 'a'.repeat(64) }
    })) {
        it(`${what}, as no window of ours would send it`, async () => {
            const outcome = await gate.conductor.send({ way: 'clicked', ticked: [], ...click } as never);
            expect(outcome).to.include({ kind: 'refused' });
            const refused = (await gate.events()).filter(event => event.type === 'RequestRefused');
            expect(refused).to.have.length(1);
            expect(JSON.stringify(refused).length).to.be.below(2_000);
        });
    }

    it('another digest', async () => {
        const key = await gate.propose(NEW_FILE);
        await expectRefused(gate, key, await gate.send(key, { digest: 'a'.repeat(64) }), 'digest-changed');
        await expectNeverRan(gate, key);
    });

    it('the digest of another operation', async () => {
        const [key, other] = [await gate.propose(NEW_FILE), await gate.propose(NEW_FILE.replace('made.txt', 'other.txt'))];
        await expectRefused(gate, key, await gate.send(key, { digest: gate.state(other).digest }), 'digest-changed');
        await expectNeverRan(gate, key);
    });

    it('the same request again, after it ran', async () => {
        const key = await gate.propose(NEW_FILE);
        const click = clickOf(gate.state(key));
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
        await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
        expect(await startsOf(gate, key)).to.equal(1);
    });

    it('the same request again, for the operation that is run again', async () => {
        const key = await gate.propose(commands('true'));
        const click = clickOf(gate.state(key));
        await gate.run(key);
        const again = await gate.conductor.runAgain(key);
        const newKey = again.kind === 'ok' && again.key || expect.fail('no key');
        expect(newKey).to.not.equal(key);
        await gate.conductor.idle();
        expectPhase(gate, newKey, 'WAIT_FOR_APPROVE');
        await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
        await expectNeverRan(gate, newKey);
    });

    it('two clicks in the same moment', async () => {
        const key = await gate.propose(NEW_FILE);
        const outcomes = await Promise.all([gate.send(key), gate.send(key), gate.send(key)]);
        await gate.conductor.idle();
        expect(outcomes.filter(outcome => outcome.kind === 'ok')).to.have.length(1);
        expect(outcomes.filter(outcome => outcome.kind === 'refused')).to.have.length(2);
        expect((await gate.events()).filter(event => event.type === 'RequestRefused' && event.key === key)).to.have.length(2);
        expect(await startsOf(gate, key)).to.equal(1);
        expectPhase(gate, key, 'DONE');
    });

    it('a click in each of two windows in the same moment', async () => {
        const key = await gate.propose(commands('echo ran >> "$PWD/ran"'));
        const second = await gate.open();
        const click = clickOf(gate.state(key));
        const outcomes = await Promise.all([gate.conductor.send(click), second.send(click)]);
        await Promise.all([gate.conductor.idle(), second.idle()]);
        expect(outcomes.filter(outcome => outcome.kind === 'ok')).to.have.length(1);
        expect(await startsOf(gate, key)).to.equal(1);
        await gate.conductor.refresh();
        expectPhase(gate, key, 'DONE');
        expect(gate.read('ran')).to.equal('ran\n');
        await second.refresh();
        expect(second.state.operations.get(key)?.phase).to.equal('DONE');
    });

    it('an operation that waited for more than 7 days', async () => {
        const key = await gate.propose(NEW_FILE);
        const click = clickOf(gate.state(key));
        gate.ahead = 8 * DAY;
        const outcome = await gate.conductor.send(click);
        expect(outcome).to.include({ kind: 'refused' });
        await expectRefused(gate, key, outcome, outcome.kind === 'refused' ? outcome.reason : '');
        await gate.conductor.pump();
        expectPhase(gate, key, 'EXPIRED');
        await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
        await expectNeverRan(gate, key);
    });

    it('an approval that was not begun within 10 minutes', async () => {
        const long = await gate.hold();
        const key = await gate.propose(NEW_FILE);
        expect(await gate.send(key)).to.include({ kind: 'ok' });
        expect(gate.conductor.state.queue).to.deep.equal([key]);
        gate.ahead = 11 * MINUTE;
        long.letGo();
        await gate.conductor.idle();
        expectPhase(gate, long.key, 'DONE');
        const state = expectPhase(gate, key, 'WAIT_FOR_APPROVE');
        expect([state.approval, state.note]).to.deep.equal([undefined, 'The approval lapsed: the run was not begun within 10 minutes.']);
        await expectNeverRan(gate, key);
        expect((await gate.events()).some(event => event.type === 'ApprovalWithdrawn' && event.key === key)).to.equal(true);
    });

    it('an approval from the future, after the clock was set back', async () => {
        const long = await gate.hold();
        const key = await gate.propose(NEW_FILE);
        gate.ahead = 2 * MINUTE;
        await gate.send(key);
        gate.ahead = -2 * MINUTE;
        long.letGo();
        await gate.conductor.idle();
        await expectNeverRan(gate, key);
    });

    it('one that was withdrawn, rejected or superseded while it waited its turn', async () => {
        const long = await gate.hold();
        const keys = [await gate.propose(NEW_FILE), await gate.propose(NEW_FILE), await gate.propose(NEW_FILE)];
        for (const key of keys) {
            expect(await gate.send(key)).to.include({ kind: 'ok' });
        }
        await gate.conductor.withdraw(keys[0]);
        await gate.conductor.reject(keys[1]);
        await gate.conductor.supersede(keys[2], 'It is not called for any more.');
        long.letGo();
        await gate.conductor.idle();
        expect(keys.map(key => gate.state(key).phase)).to.deep.equal(['WAIT_FOR_APPROVE', 'REJECTED', 'SUPERSEDED']);
        for (const key of keys) {
            await expectNeverRan(gate, key);
        }
    });

    it('HIGH without its target typed, by a flag, or by the click on Roll back', async () => {
        const key = await gate.propose(`${NEW_FILE}risk: HIGH\n`);
        await expectRefused(gate, key, await gate.send(key, { typed: undefined }), 'target-not-typed');
        await expectRefused(gate, key, await gate.send(key, { typed: 'yes' }), 'target-not-typed');
        await expectRefused(gate, key, await gate.send(key, { way: 'flag' }), 'high-needs-a-person');
        await expectRefused(gate, key, await gate.send(key, { way: 'rollback-click' }), 'click-used');
        await expectNeverRan(gate, key);
    });

    it('a box that was not ticked', async () => {
        const key = await gate.propose(`${NEW_FILE}preconditions:\n  - manual: The zone is delegated\n`);
        await expectRefused(gate, key, await gate.send(key), 'manual-unticked');
        await expectRefused(gate, key, await gate.send(key, { ticked: [1] }), 'manual-unticked');
        await expectNeverRan(gate, key);
        await gate.run(key, { ticked: [0] });
        expectPhase(gate, key, 'DONE');
    });

    it('anything in a restricted folder: Send, Check and Roll back', async () => {
        const done = await gate.propose(NEW_FILE);
        await gate.run(done);
        const key = await gate.propose(`${commands('true')}preconditions:\n  - command: touch proof\n`);
        await gate.conductor.workspace.setTrusted(false);
        await expectRefused(gate, key, await gate.send(key), 'restricted');
        await expectRefused(gate, key, await gate.conductor.check(key, gate.state(key).digest ?? ''), 'restricted');
        await expectRefused(gate, done, await gate.conductor.rollBack(done), 'restricted');
        await expectNeverRan(gate, key);
        expect(readdirSync(gate.root)).to.deep.equal(['made.txt']);
    });

    it('an approved one whose folder was restricted while it waited its turn', async () => {
        const long = await gate.hold();
        const key = await gate.propose(NEW_FILE);
        await gate.send(key);
        await gate.conductor.workspace.setTrusted(false);
        long.letGo();
        await gate.conductor.idle();
        await expectNeverRan(gate, key);
        expect(gate.state(key).note).to.match(/restricted/);
    });

    it('the trust of another folder, whose file was copied', async () => {
        const other = await openGate({});
        await other.conductor.workspace.setTrusted(true);
        await gate.conductor.workspace.setTrusted(false);
        cpSync(`${other.conductor.workspace.folder}/trust.json`, `${gate.conductor.workspace.folder}/trust.json`);
        const key = await gate.propose(NEW_FILE);
        await expectRefused(gate, key, await gate.send(key), 'restricted');
    });
});
