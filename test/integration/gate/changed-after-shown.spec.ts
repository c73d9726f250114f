import { expect } from 'chai';
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, clickOf, commands, expectBlocked, expectNeverRan, expectPhase, expectRefused, newFolder, openGate, startsOf, until } from './support';
import type { Gate } from './support';

const EDIT = 'title: Change\nmode: implement\nedits:\n  - file: config.txt\n    patch: |\n      @@ -1,2 +1,2 @@\n       one\n      -two\n      +TWO\n';

describe('what changed after the card was shown is not run', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    /** A click on the card as it was before `change`. */
    async function sendAfter(key: string, change: () => void): Promise<void> {
        const click = clickOf(gate.state(key));
        change();
        await expectRefused(gate, key, await gate.conductor.send(click), 'digest-changed');
        await gate.conductor.idle();
        await expectNeverRan(gate, key);
    }

    /** `change` while the approved operation waits for another one: nobody clicks any more. */
    async function changeInQueue(key: string, change: () => void): Promise<void> {
        const long = await gate.hold();
        expect(await gate.send(key)).to.include({ kind: 'ok' });
        change();
        long.letGo();
        await gate.conductor.idle();
        expectPhase(gate, long.key, 'DONE');
        await expectNeverRan(gate, key);
        expect(gate.state(key).approval).to.equal(undefined);
        expect((await gate.events()).some(event => event.type === 'ApprovalWithdrawn' && event.key === key), 'journalled').to.equal(true);
    }

    describe('a script that is run', () => {
        for (const [how, act] of Object.entries({ 'before Send': sendAfter, 'while it waits its turn': changeInQueue })) {
            it(`edited ${how}`, async () => {
                gate.write('deploy.sh', 'echo fine\n');
                const key = await gate.propose(commands('bash deploy.sh'));
                await act(key, () => gate.write('deploy.sh', 'echo planted\n'));
            });

            it(`edited two levels down ${how}`, async () => {
                gate.write('deploy.sh', '#!/usr/bin/env bash\nset -eu\n. "$(dirname "$0")/lib/steps.sh"\nsteps\n');
                gate.write('lib/steps.sh', 'steps() {\n  bash "$(dirname "$0")/lib/inner.sh"\n}\n');
                gate.write('lib/inner.sh', 'echo fine\n');
                const key = await gate.propose(commands('bash deploy.sh'));
                await act(key, () => gate.write('lib/inner.sh', 'echo planted\n'));
            });

            it(`replaced by a link to another script ${how}`, async () => {
                gate.write('deploy.sh', 'echo fine\n');
                gate.write('other.sh', 'echo planted\n');
                const key = await gate.propose(commands('bash deploy.sh'));
                await act(key, () => {
                    unlinkSync(join(gate.root, 'deploy.sh'));
                    symlinkSync('other.sh', join(gate.root, 'deploy.sh'));
                });
            });

            it(`removed ${how}`, async () => {
                gate.write('deploy.sh', 'echo fine\n');
                const key = await gate.propose(commands('bash deploy.sh'));
                await act(key, () => unlinkSync(join(gate.root, 'deploy.sh')));
            });

            it(`behind a link that leads elsewhere now ${how}`, async () => {
                gate.write('staging/deploy.sh', 'echo fine\n');
                gate.write('prod/deploy.sh', 'echo planted\n');
                symlinkSync('staging', join(gate.root, 'current'));
                const key = await gate.propose(commands('bash current/deploy.sh'));
                await act(key, () => {
                    unlinkSync(join(gate.root, 'current'));
                    symlinkSync('prod', join(gate.root, 'current'));
                });
            });

            it(`in a folder that is a link to another one now, with the same command ${how}`, async () => {
                mkdirSync(join(gate.root, 'staging'));
                mkdirSync(join(gate.root, 'prod'));
                symlinkSync('staging', join(gate.root, 'current'));
                const key = await gate.propose('title: Apply\nmode: implement\ncommands:\n  - run: terraform apply -auto-approve\n    cwd: current\n');
                await act(key, () => {
                    unlinkSync(join(gate.root, 'current'));
                    symlinkSync('prod', join(gate.root, 'current'));
                });
            });

            it(`a program of the machine that was replaced ${how}`, async () => {
                const bin = newFolder();
                gate.environment.PATH = `${bin}:${gate.environment.PATH}`;
                writeFileSync(join(bin, 'infratool'), '#!/bin/sh\necho fine\n', { mode: 0o755 });
                const key = await gate.propose(commands('infratool status'));
                await act(key, () => writeFileSync(join(bin, 'infratool'), '#!/bin/sh\necho planted\n'));
            });

            it(`a program that another one hides ${how}`, async () => {
                const bin = newFolder();
                gate.environment.PATH = `${bin}:${gate.environment.PATH}`;
                const key = await gate.propose(commands('ls -la'));
                await act(key, () => writeFileSync(join(bin, 'ls'), '#!/bin/sh\necho planted\n', { mode: 0o755 }));
            });

            it(`a variable that is set otherwise ${how}`, async () => {
                gate.environment.REGION = 'us-west1';
                const key = await gate.propose(`${commands('echo "$REGION"')}env: [REGION]\n`);
                await act(key, () => { gate.environment.REGION = 'us-east1'; });
            });

            it(`PATH ${how}`, async () => {
                const key = await gate.propose(commands('ls'));
                const bin = newFolder();
                await act(key, () => { gate.environment.PATH = `${bin}:${gate.environment.PATH}`; });
            });

            it(`the kubeconfig's context ${how}`, async () => {
                const config = join(newFolder(), 'config');
                const text = (current: string): string => `apiVersion: v1\nkind: Config\ncurrent-context: ${current}\ncontexts:\n${['staging', 'prod'].map(name =>
                    `- name: ${name}\n  context: {cluster: ${name}, user: u}\n`).join('')}clusters:\n${['staging', 'prod'].map(name => `- name: ${name}\n  cluster: {server: https://${name}.invalid}\n`).join('')}`;
                writeFileSync(config, text('staging'));
                gate.environment.KUBECONFIG = config;
                const key = await gate.propose(commands('kubectl delete deployment web'));
                await act(key, () => writeFileSync(config, text('prod')));
            });
        }

        it('edited by the command before it in a way that the text does not tell', async () => {
            gate.write('deploy.sh', 'echo fine\n');
            const edit = `require("fs").writeFileSync("deploy.sh", "touch $PWD/planted")`;
            const key = await gate.propose(commands(`${process.execPath} -e '${edit}'`, 'bash deploy.sh'));
            await gate.run(key);
            const state = expectPhase(gate, key, 'FAILED');
            expect(state.observation?.problem).to.match(/deploy\.sh changed after this was approved/);
            expect(state.run?.commands.map(command => command.index)).to.deep.equal([0]);
            expect(existsSync(join(gate.root, 'planted'))).to.equal(false);
        });

        it('but what the command before it writes is read, shown and run', async () => {
            gate.write('deploy.sh', 'echo fine\n');
            const key = await gate.propose(commands('echo "touch planted" > deploy.sh', 'bash deploy.sh'));
            expect(gate.state(key).reading?.runs).to.deep.include(['touch', 'planted']);
            await gate.run(key);
            expectPhase(gate, key, 'DONE');
        });

        it('in a folder that the command before it turned into a link', async () => {
            mkdirSync(join(gate.root, 'work'));
            const outside = newFolder();
            const key = await gate.propose(`title: Run\nmode: implement\ncommands:\n  - run: rmdir work && ln -s ${outside} work\n  - run: touch planted\n    cwd: work\n`);
            await gate.run(key);
            expect(expectPhase(gate, key, 'FAILED').observation?.problem).to.match(/work .*(leads out|changed|elsewhere)/);
            expect(existsSync(join(outside, 'planted'))).to.equal(false);
        });
    });

    describe('a program of the workspace', () => {
        it('planted in a folder of PATH that lies in it, is never found', async () => {
            gate.write('bin/ls', '#!/bin/sh\necho planted\n', 0o755);
            const link = join(newFolder(), 'tools');
            symlinkSync(join(gate.root, 'bin'), link);
            gate.environment.PATH = `${join(gate.root, 'bin')}:bin:.::${link}:${gate.environment.PATH}`;
            const key = await gate.propose('title: Run\nmode: implement\ncommands: [{ run: ls }]\nexpected: [{ exit: 0 }, { stdout: "^bin$" }]\n');
            await gate.run(key);
            const state = expectPhase(gate, key, 'DONE');
            expect(state.observation?.outputTail).to.not.include('planted');
        });

        it('planted as bash', async () => {
            gate.write('bin/bash', '#!/bin/sh\ntouch planted\n', 0o755);
            gate.environment.PATH = join(gate.root, 'bin');
            const key = await gate.propose(commands('true'));
            await expectRefused(gate, key, await gate.send(key), 'no-bash');
            await expectNeverRan(gate, key);
            expect(existsSync(join(gate.root, 'planted'))).to.equal(false);
        });

        it('replaced, when it is run by its path', async () => {
            mkdirSync(join(gate.root, 'bin'));
            copyFileSync('/bin/true', join(gate.root, 'bin/tool'));
            const key = await gate.propose(commands('./bin/tool'));
            await sendAfter(key, () => copyFileSync('/bin/false', join(gate.root, 'bin/tool')));
        });
    });

    describe('a file that is edited', () => {
        beforeEach(() => gate.write('config.txt', 'one\ntwo\n'));

        it('changed before Send', async () => {
            const key = await gate.propose(EDIT);
            await sendAfter(key, () => gate.write('config.txt', 'one\ntwo\nthree\n'));
            expect(gate.read('config.txt')).to.equal('one\ntwo\nthree\n');
        });

        it('changed while it waits its turn', async () => {
            const key = await gate.propose(EDIT);
            await changeInQueue(key, () => gate.write('config.txt', 'one\ntwo\nthree\n'));
            expect(gate.read('config.txt')).to.equal('one\ntwo\nthree\n');
        });

        it('vanished before Send', async () => {
            const key = await gate.propose(EDIT);
            const click = clickOf(gate.state(key));
            unlinkSync(join(gate.root, 'config.txt'));
            await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
            expectPhase(gate, key, 'BLOCKED');
            expect(existsSync(join(gate.root, 'config.txt'))).to.equal(false);
        });

        it('replaced by a link, to a file in the workspace or out of it', async () => {
            const key = await gate.propose(EDIT);
            const click = clickOf(gate.state(key));
            const outside = join(newFolder(), 'target');
            writeFileSync(outside, 'one\ntwo\n');
            unlinkSync(join(gate.root, 'config.txt'));
            symlinkSync(outside, join(gate.root, 'config.txt'));
            await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
            await expectBlocked(gate, key, 'ops/edit');
        });

        it('whose run bit changed', async () => {
            const key = await gate.propose(EDIT);
            await sendAfter(key, () => chmodSync(join(gate.root, 'config.txt'), 0o755));
        });

        it('that somebody else made meanwhile, where a new one was to be', async () => {
            const key = await gate.propose('title: New\nmode: implement\nedits:\n  - file: new.txt\n    content: ours\n');
            const click = clickOf(gate.state(key));
            gate.write('new.txt', 'theirs');
            await expectRefused(gate, key, await gate.conductor.send(click), 'wrong-phase');
            expect(gate.read('new.txt')).to.equal('theirs');
        });

        it('changed, and changed back: then it is what was shown', async () => {
            const key = await gate.propose(EDIT);
            const click = clickOf(gate.state(key));
            gate.write('config.txt', 'other\n');
            await gate.conductor.lookAgain();
            gate.write('config.txt', 'one\ntwo\n');
            expect(await gate.conductor.send(click)).to.include({ kind: 'ok' });
            await gate.conductor.idle();
            expect(gate.read('config.txt')).to.equal('one\nTWO\n');
            expect(await startsOf(gate, key)).to.equal(1);
        });
    });

    it('a workspace that was moved away and replaced by another', async () => {
        gate.write('config.txt', 'one\ntwo\n');
        const key = await gate.propose(EDIT);
        const aside = join(newFolder(), 'aside');
        renameSync(gate.root, aside);
        mkdirSync(gate.root);
        await expectRefused(gate, key, await gate.send(key), 'wrong-phase');
        rmSync(gate.root, { recursive: true });
        renameSync(aside, gate.root);
        await gate.conductor.refresh();
        await gate.run(key);
        expect(gate.read('config.txt')).to.equal('one\nTWO\n');
    });

    it('a derived operation that was derived anew keeps its key, and loses the approval', async () => {
        const origin = { kind: 'derived', concern: 'the zone' } as const;
        const long = await gate.hold();
        const key = await gate.propose(commands('echo one'), origin);
        const click = clickOf(gate.state(key));
        await gate.send(key);
        expect(await gate.propose(commands('touch planted'), origin)).to.equal(key);
        await until(() => gate.state(key).phase === 'WAIT_FOR_APPROVE');
        await expectRefused(gate, key, await gate.conductor.send(click), 'digest-changed');
        long.letGo();
        await gate.conductor.idle();
        await expectNeverRan(gate, key);
    });

    it('a block of an answer cannot become another one under its key', async () => {
        const origin = { kind: 'chat-block', session: 's', response: 'r', block: 99 } as const;
        const key = await gate.propose(commands('echo one'), origin);
        const refused = await gate.conductor.propose([{ operation: { title: 'Run', mode: 'implement', commands: [{ run: 'touch planted' }] }, origin }]);
        expect(refused).to.include({ refused: 'block-changed' });
        expect(gate.state(key).operation.commands?.[0].run).to.equal('echo one');
    });
});
