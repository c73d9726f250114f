import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proposeDiagnosis } from '../../../infra-agent-extension/src/node/answer/follow-up';
import { cleanUp, commands, expectPhase, isAlive, openGate, startsOf, until } from './support';
import type { Gate } from './support';

const OLD: Readonly<Record<string, string>> = { 'a.txt': 'one\ntwo\n', 'b.txt': 'one\ntwo\n', 'gone.txt': 'bye\n' };
const NEW: Readonly<Record<string, string>> = { 'a.txt': 'one\nTWO\n', 'b.txt': 'one\nTWO\n', 'new/made.txt': 'made\n' };
const PATCH = '@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n';

describe('a backend that is killed', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    /** Sends from another process, which dies as it is told. */
    async function sendAndDie(key: string, death: string): Promise<void> {
        const worker = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'conductor-worker.ts'), gate.root, gate.home, key, death], { stdio: ['ignore', 'pipe', 'inherit'] });
        const signal = await new Promise(resolve => worker.once('exit', (_, name) => resolve(name)));
        expect(signal, death).to.equal('SIGKILL');
    }

    function proposeEdits(): Promise<string> {
        Object.entries(OLD).forEach(([file, text]) => gate.write(file, text));
        return gate.proposeOperation({
            title: 'Edit', mode: 'implement', edits: [{ file: 'a.txt', patch: PATCH }, { file: 'new/made.txt', content: 'made\n' }, { file: 'b.txt', patch: PATCH }, { file: 'gone.txt', delete: true }]
        });
    }

    function files(): Record<string, string> {
        const names = readdirSync(gate.root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
        return Object.fromEntries(names.map(name => [name.slice(gate.root.length + 1), readFileSync(name, 'utf8')]));
    }

    const deaths = [
        'RunStarted:1:before', 'RunStarted:1:after', 'EditIntended:1:after', 'write:1', 'EditApplied:1:before', 'EditApplied:1:after', 'EditIntended:2:after', 'write:2', 'write:3', 'EditApplied:4:before', 'RunObserved:1:before'
    ];
    for (const death of deaths) {
        it(`in the middle of edits (${death}) leaves each file old or new, tells so, runs nothing again, and all can be taken back`, async () => {
            const key = await proposeEdits();
            await sendAndDie(key, death);
            for (const [file, text] of Object.entries(files()).filter(([name]) => !name.includes('.infra-agent'))) {
                expect([OLD[file], NEW[file]], file).to.include(text);
            }
            await gate.conductor.pump();
            await gate.conductor.idle();
            const begun = death !== 'RunStarted:1:before';
            const state = expectPhase(gate, key, begun ? 'INTERRUPTED' : 'WAIT_FOR_APPROVE');
            expect(state.note).to.match(/ended before it was done/);
            expect(await startsOf(gate, key)).to.equal(begun ? 1 : 0);
            const undone = begun ? await gate.conductor.rollBack(key) : undefined;
            await gate.conductor.idle();
            const nothingWritten = /^(RunStarted|EditIntended:1|write:1)/.test(death);
            if (undone && !nothingWritten) {
                expect(undone).to.include({ kind: 'ok' });
                expectPhase(gate, key, 'ROLLED_BACK');
            } else if (undone) {
                expect(undone).to.include({ kind: 'refused', reason: 'nothing-to-undo' });
            }
            expect(files()).to.deep.equal(OLD);
            expect(readdirSync(gate.root)).to.not.include('new');
        });
    }

    it('in the middle of commands is diagnosed by questions that only read, each of which waits for a click and can be sent', async () => {
        const key = await gate.propose(commands('kubectl --context kind-dev rollout status deployment/web', 'true'));
        await sendAndDie(key, 'CommandStarted:1:after');
        await gate.conductor.pump();
        await gate.conductor.idle();
        expectPhase(gate, key, 'INTERRUPTED');
        const answer = await proposeDiagnosis(gate.conductor, key);
        const keys = answer.kind === 'ok' ? answer.keys : expect.fail(answer.message);
        const questions = keys.map(asked => gate.state(asked));
        expect(questions.map(({ operation }) => operation.commands?.[0].run)).to.include.members(['ps -ef', 'kubectl get events --context kind-dev --sort-by=.lastTimestamp']);
        for (const { phase, operation, reading } of questions) {
            expect(phase).to.equal('WAIT_FOR_APPROVE');
            expect(operation.why).to.match(/was interrupted/);
            expect(reading?.assessment).to.include({ risk: 'LOW', writes: false });
        }
        expect(await gate.run(keys[0])).to.include({ phase: 'DONE' });
        // It still asks for an answer: a look at it is none.
        expectPhase(gate, key, 'INTERRUPTED');
        expect(await startsOf(gate, key)).to.equal(1);
    });

    it('in the middle of edits has nothing to be asked, and says so', async () => {
        const key = await proposeEdits();
        await sendAndDie(key, 'EditIntended:1:after');
        await gate.conductor.pump();
        await gate.conductor.idle();
        expect(await proposeDiagnosis(gate.conductor, key)).to.include({ kind: 'refused', reason: 'nothing-to-ask' });
    });

    for (const death of ['CommandStarted:1:after', 'CommandEnded:1:before', 'RunObserved:1:before']) {
        it(`in the middle of commands (${death}) repeats none of them, and leaves no process behind`, async () => {
            const key = await gate.propose(commands('echo first >> log', 'echo second >> log'));
            await sendAndDie(key, death);
            await gate.conductor.pump();
            await gate.conductor.idle();
            const state = expectPhase(gate, key, 'INTERRUPTED');
            expect(await startsOf(gate, key)).to.equal(1);
            const ran = death.startsWith('CommandStarted:1') ? [] : death.startsWith('RunObserved') ? ['first', 'second'] : ['first'];
            expect(readdirSync(gate.root).includes('log') ? gate.read('log').trim().split('\n') : []).to.deep.equal(ran);
            expect(state.run?.commands.length).to.equal(death === 'RunObserved:1:before' ? 2 : 1);
        });
    }

    it('while a command runs ends that command too', async () => {
        const key = await gate.propose(commands('echo $$ > pid; exec sleep 1000'));
        const worker = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'conductor-worker.ts'), gate.root, gate.home, key], { stdio: ['ignore', 'pipe', 'inherit'] });
        await until(() => readdirSync(gate.root).includes('pid') && gate.read('pid').trim() !== '');
        worker.kill('SIGKILL');
        await new Promise(resolve => worker.once('exit', resolve));
        const pid = Number(gate.read('pid'));
        await until(() => !isAlive(pid));
        await gate.conductor.pump();
        expectPhase(gate, key, 'INTERRUPTED');
        const other = await gate.propose(commands('true'));
        await gate.run(other);
        expectPhase(gate, other, 'DONE');
    });

    it('between the approval and the run has the approval withdrawn, not used by another process', async () => {
        const key = await gate.propose(commands('touch ran'));
        await sendAndDie(key, 'OperationApproved:1:after');
        await gate.conductor.pump();
        await gate.conductor.idle();
        expect(expectPhase(gate, key, 'WAIT_FOR_APPROVE').approval).to.equal(undefined);
        expect(readdirSync(gate.root)).to.deep.equal([]);
    });

    it('and its operation sent from two processes: one of them wins, and it runs once', async () => {
        const key = await gate.propose(commands('echo ran >> ran'));
        const start = (): Promise<string> => new Promise(resolve => {
            const worker = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'conductor-worker.ts'), gate.root, gate.home, key], { stdio: ['ignore', 'pipe', 'inherit'] });
            let said = '';
            worker.stdout.on('data', data => { said += String(data); });
            worker.once('close', () => resolve(said));
        });
        const said = await Promise.all([start(), start()]);
        await gate.conductor.pump();
        expect(said.filter(text => text.includes('"ok"')), said.join()).to.have.length(1);
        expect(gate.read('ran')).to.equal('ran\n');
        expect(await startsOf(gate, key)).to.equal(1);
        expectPhase(gate, key, 'DONE');
    });
});
