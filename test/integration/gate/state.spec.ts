import { expect } from 'chai';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../../infra-agent-extension/src/node/open-workspace';
import { cleanUp, commands, expectNeverRan, expectPhase, newFolder, newSmallDisk, openGate, startsOf, until } from './support';
import type { Gate } from './support';

const NEW_FILE = 'title: Write\nmode: implement\nedits:\n  - file: made.txt\n    content: made\n';

describe('the state of the gate', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    const file = (name: string): string => join(gate.conductor.workspace.folder, name);

    describe('that was planted', () => {
        const opening = (home: string): Promise<unknown> => openWorkspace(gate.root, { ...gate.conductor.workspace.host, environment: { ...gate.environment, INFRA_AGENT_HOME: home } }).then(() => 'opened', error => (error as Error).message);

        it('as a link, as a folder that others can write, or in the workspace, is not opened', async () => {
            const real = newFolder();
            symlinkSync(real, join(gate.home, 'link'));
            expect(await opening(join(gate.home, 'link'))).to.match(/symbolic link/);
            const shared = newFolder();
            chmodSync(shared, 0o770);
            expect(await opening(shared)).to.match(/written by other users/);
            expect(await opening(join(gate.root, '.state'))).to.match(/lies in the workspace/);
            expect(await opening(gate.root)).to.match(/lies in the workspace/);
            expect(await opening('relative')).to.match(/absolute path/);
            expect(readdirSync(gate.root)).to.deep.equal([]);
        });

        it('in a repository, as a journal or a store of its own, is no state', async () => {
            const other = await openGate();
            const key = await other.propose(NEW_FILE);
            mkdirSync(join(gate.root, '.infra-agent'));
            cpSync(other.conductor.workspace.folder, join(gate.root, '.infra-agent'), { recursive: true });
            await gate.conductor.refresh();
            expect(gate.conductor.state.operations.has(key)).to.equal(false);
        });

        it('as the journal of another workspace, or of another key, is refused', async () => {
            const other = await openGate();
            const key = await other.propose(NEW_FILE);
            await other.send(key);
            await gate.propose(NEW_FILE);
            cpSync(join(other.conductor.workspace.folder, 'journal.jsonl'), file('journal.jsonl'));
            cpSync(join(other.conductor.workspace.folder, 'head.json'), file('head.json'));
            await gate.conductor.refresh();
            expect(gate.conductor.workspace.journal.trouble()).to.include({ refused: 'journal-tampered' });
            expect(gate.conductor.state.queue).to.deep.equal([]);
            expect(existsSync(join(gate.root, 'made.txt'))).to.equal(false);
        });
    });

    describe('whose journal was changed', () => {
        const forgeries: Record<string, (lines: string[]) => string[]> = {
            'by an approval that somebody wrote': lines => {
                const last = JSON.parse(lines.at(-1) ?? '');
                const approval = { type: 'OperationApproved', key: last.event.key, digest: last.event.digest, by: 'mallory', from: 'ide', way: 'clicked', owner: { host: 'x', pid: process.pid, startedAt: 'x' }, ticked: [] };
                return [...lines, JSON.stringify({ ...last, seq: last.seq + 1, event: approval, previous: last.mac })];
            },
            'in its middle': lines => lines.map((line, index) => (index === 0 ? line.replace('Write', 'Wrote') : line)),
            'by a line that was taken out': lines => lines.slice(1),
            'by a line that stands twice': lines => [...lines, lines.at(-1) ?? ''],
            'by lines that were cut off its end': lines => lines.slice(0, -1)
        };
        for (const [how, forge] of Object.entries(forgeries)) {
            it(`${how}, lets nothing be sent or begun, and says so`, async () => {
                const key = await gate.propose(NEW_FILE);
                const lines = readFileSync(file('journal.jsonl'), 'utf8').trimEnd().split('\n');
                writeFileSync(file('journal.jsonl'), `${forge(lines).join('\n')}\n`);
                const sent = await gate.conductor.send({ key, digest: gate.conductor.state.operations.get(key)?.digest ?? 'a'.repeat(64), way: 'clicked', ticked: [] });
                expect(sent).to.include({ kind: 'refused' });
                await gate.conductor.idle();
                const second = await gate.open();
                expect(second.workspace.journal.trouble()).to.include({ refused: 'journal-tampered' });
                expect(await second.send({ key, digest: 'a'.repeat(64), way: 'clicked', ticked: [] })).to.include({ kind: 'refused' });
                await second.idle();
                expect(readdirSync(gate.root)).to.deep.equal([]);
            });
        }

        it('while an operation waits its turn, lets it not begin', async () => {
            const long = await gate.hold();
            const key = await gate.propose(NEW_FILE);
            await gate.send(key);
            appendFileSync(file('journal.jsonl'), '{"version":1}\n');
            long.letGo();
            await gate.conductor.idle();
            expect(existsSync(join(gate.root, 'made.txt'))).to.equal(false);
            expect(gate.conductor.workspace.journal.trouble()).to.include({ refused: 'journal-tampered' });
        });

        it('by a newer version, shows what came before and sends nothing', async () => {
            const key = await gate.propose(NEW_FILE);
            const last = JSON.parse(readFileSync(file('journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1) ?? '');
            appendFileSync(file('journal.jsonl'), `${JSON.stringify({ ...last, version: 2, seq: last.seq + 1, previous: last.mac })}\n`);
            expect(await gate.send(key)).to.include({ kind: 'refused', reason: 'journal-newer' });
            expect(gate.state(key).phase).to.equal('WAIT_FOR_APPROVE');
            expect(readdirSync(gate.root)).to.deep.equal([]);
        });

        it('by a crash that tore its last line, loses nothing of what was recorded', async () => {
            const key = await gate.propose(NEW_FILE);
            appendFileSync(file('journal.jsonl'), '{"version":1,"seq":99,"at":"20');
            await gate.run(key);
            expectPhase(gate, key, 'DONE');
            expect(readdirSync(gate.conductor.workspace.folder).some(name => name.endsWith('.torn'))).to.equal(true);
        });
    });

    describe('whose store lost or changed', () => {
        for (const [how, change] of Object.entries({ lost: (path: string) => unlinkSync(path), changed: (path: string) => writeFileSync(path, '{"title":"x","mode":"implement","commands":[{"run":"touch planted"}]}') })) {
            it(`the operation (${how}), blocks it and says so; others go on`, async () => {
                const [key, other] = [await gate.propose(NEW_FILE), await gate.propose(NEW_FILE.replace('made', 'other'))];
                change(file(`store/${gate.state(key).operationHash}`));
                expect(await gate.send(key)).to.include({ kind: 'refused' });
                expect(expectPhase(gate, key, 'BLOCKED').verdict?.findings[0].message).to.match(/no longer in the private store/);
                await gate.conductor.lookAgain();
                await expectNeverRan(gate, key);
                expect(await gate.conductor.runAgain(key)).to.include({ kind: 'refused' });
                await gate.run(other);
                expectPhase(gate, other, 'DONE');
            });

            it(`the operation (${how}) while it waits its turn, does not begin it`, async () => {
                const long = await gate.hold();
                const key = await gate.propose(NEW_FILE);
                await gate.send(key);
                change(file(`store/${gate.state(key).operationHash}`));
                long.letGo();
                await gate.conductor.idle();
                await expectNeverRan(gate, key);
                expect(gate.state(key).approval).to.equal(undefined);
            });

            it(`the image of a file (${how}) after the approval, writes nothing of it`, async () => {
                const key = await gate.propose(NEW_FILE);
                const { post } = gate.state(key).images[0];
                const store = gate.conductor.workspace.store;
                const get = store.get.bind(store);
                // Whoever changes it does so in the very last moment.
                Object.assign(store, { get: async (hash: string) => {
                    if (hash === post && (await gate.events()).some(event => event.type === 'RunStarted')) {
                        change(file(`store/${post}`));
                    }
                    return get(hash);
                } });
                await gate.run(key);
                expect(expectPhase(gate, key, 'FAILED').observation?.problem).to.match(/stored image of made\.txt is gone or damaged/);
                expect(readdirSync(gate.root)).to.deep.equal([]);
            });

            it(`the image that a rollback needs (${how}), refuses the rollback and leaves the file`, async () => {
                gate.write('f.txt', 'one\n');
                const key = await gate.proposeOperation({ title: 'Delete', mode: 'implement', edits: [{ file: 'f.txt', delete: true }] });
                await gate.run(key);
                change(file(`store/${gate.state(key).images[0].pre}`));
                const outcome = await gate.conductor.rollBack(key);
                await gate.conductor.idle();
                expect(existsSync(join(gate.root, 'f.txt'))).to.equal(false);
                expect(gate.state(key).phase).to.not.equal('ROLLED_BACK');
                expect(outcome.kind === 'refused' || gate.state(outcome.key ?? '').phase).to.be.oneOf([true, 'BLOCKED', 'FAILED']);
            });
        }
    });

    describe('on a full disk', () => {
        /** Undefined where this user may not mount one: then the test shows as pending. */
        async function smallGate(): Promise<{ gate: Gate; fill(): void; free(): void } | undefined> {
            const disk = newSmallDisk(512);
            if (disk === undefined) {
                return undefined;
            }
            const small = await openGate({}, join(disk, 'state'));
            const filler = join(disk, 'filler');
            return {
                gate: small, free: () => rmSync(filler),
                fill: () => {
                    const { bavail, bsize } = statfsSync(disk);
                    writeFileSync(filler, Buffer.alloc(bavail * bsize));
                }
            };
        }

        it('nothing is sent, and it is said', async function () {
            const small = await smallGate();
            if (!small) {
                this.skip();
            }
            const key = await small.gate.propose(NEW_FILE);
            small.fill();
            expect(await small.gate.send(key)).to.include({ kind: 'refused', reason: 'disk-full' });
            expect(readdirSync(small.gate.root)).to.deep.equal([]);
            const proposed = await small.gate.conductor.propose([{ operation: { title: 'x', mode: 'implement', commands: [{ run: 'true' }] }, origin: { kind: 'file' } }]).catch((error: Error) => error.message);
            expect(JSON.stringify(proposed)).to.match(/disk/);
            small.free();
            await small.gate.run(key);
            expectPhase(small.gate, key, 'DONE');
        });

        it('what waits its turn is not begun, and not tried again and again; nothing of it is run', async function () {
            const small = await smallGate();
            if (!small) {
                this.skip();
            }
            const count = join(newFolder(), 'count');
            mkdirSync(count);
            const key = await small.gate.propose(`${commands('touch planted')}preconditions:\n  - command: ls ${count}\n`);
            const long = await small.gate.hold();
            await small.gate.send(key);
            small.fill();
            long.letGo();
            // The end of what ran cannot be recorded: it runs, for all that anybody knows.
            await new Promise(resolve => setTimeout(resolve, 1_500));
            expect(small.gate.state(long.key).phase).to.equal('APPLYING');
            expect(await startsOf(small.gate, key)).to.equal(0);
            small.free();
            await small.gate.conductor.idle();
            // Not even its last command's end could be written when it ended.
            expect(expectPhase(small.gate, long.key, 'FAILED').observation?.commands.map(command => command.exit)).to.deep.equal([0]);
            expectPhase(small.gate, key, 'DONE');
        });

        it('a command does not start whose line cannot be written, and the end is recorded once there is room', async function () {
            const small = await smallGate();
            if (!small) {
                this.skip();
            }
            const signal = join(newFolder(), 'go');
            const key = await small.gate.propose(commands(`while [ ! -e ${signal} ]; do sleep 0.05; done`, 'touch second'));
            await small.gate.send(key);
            await until(() => small.gate.state(key).run?.commands.length === 1);
            small.fill();
            writeFileSync(signal, '');
            await until(() => small.gate.conductor.performance(key) !== undefined);
            await new Promise(resolve => setTimeout(resolve, 1_500));
            expect(readdirSync(small.gate.root)).to.deep.equal([]);
            small.free();
            await small.gate.conductor.idle();
            expectPhase(small.gate, key, 'FAILED');
            expect(readdirSync(small.gate.root)).to.deep.equal([]);
        });
    });

    it('is found again after it was moved away in the middle: nothing is sent into a new one', async () => {
        const key = await gate.propose(NEW_FILE);
        const { digest = '' } = gate.state(key);
        const aside = join(newFolder(), 'aside');
        renameSync(gate.conductor.workspace.folder, aside);
        const outcome = await gate.conductor.send({ key, digest, way: 'clicked', ticked: [] }).catch(error => ({ kind: 'refused', reason: String(error) }));
        expect(outcome).to.include({ kind: 'refused' });
        rmSync(gate.conductor.workspace.folder, { recursive: true, force: true });
        renameSync(aside, gate.conductor.workspace.folder);
        expect(readdirSync(gate.root)).to.deep.equal([]);
    });

    it('is not told to a window that is gone: what runs goes on, and ends as it ends', async () => {
        const broken = await openGate({ changed: () => { throw new Error('gone'); }, output: () => { throw new Error('gone'); }, runStarted: () => { throw new Error('gone'); } });
        const key = await broken.propose(commands('echo one; sleep 0.5; echo two'));
        await broken.run(key);
        expectPhase(broken, key, 'DONE');
    });
});
