import { expect } from 'chai';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePtyHost } from '../../../infra-agent-extension/src/node/command-runner/node-pty-host';
import type { PtyHost } from '../../../infra-agent-extension/src/node/command-runner/pty-host';
import { runCommands } from '../../../infra-agent-extension/src/node/command-runner/run-commands';
import type { RunHooks, RunPlan, RunResult } from '../../../infra-agent-extension/src/node/command-runner/run-plan';
import { carriers, findBash, typingPtyHost, until } from './support';

const HOUR = 3_600_000;

describe('commands in a terminal', () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'run-test-'));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function plan(...commands: readonly (string | { readonly run: string; readonly timeoutMs?: number; readonly cwd?: string })[]): RunPlan {
        return {
            bash: findBash(), graceMs: 500,
            commands: commands.map(command => ({
                cwd: folder, timeoutMs: HOUR, env: { PATH: '/usr/bin:/bin' }, ...(typeof command === 'string' ? { run: command } : command)
            }))
        };
    }

    function run(given: RunPlan, hooks: RunHooks = {}, pty: PtyHost = nodePtyHost): Promise<RunResult> {
        return runCommands(given, pty, hooks).done;
    }

    it('gives exit code and output of each command, in order', async () => {
        const result = await run(plan('echo one', 'echo two >&2'));
        expect(result.commands.map(({ index, exit }) => [index, exit])).to.deep.equal([[0, 0], [1, 0]]);
        expect(result.output.trim().split(/\n+/)).to.deep.equal(['one', 'two']);
        expect([result.problem, result.cancelled, result.notes, result.leftOutBytes]).to.deep.equal([undefined, false, [], 0]);
    });

    it('stops at the first command that fails', async () => {
        const result = await run(plan('true', 'exit 7', 'touch ran'));
        expect(result.commands.map(command => command.exit)).to.deep.equal([0, 7]);
        expect(readdirSync(folder)).to.deep.equal([]);
    });

    it('tells an end by a signal from an exit code', async () => {
        const result = await run(plan('kill -KILL $$'));
        expect(result.commands[0]).to.include({ signal: 'SIGKILL' });
        expect(result.commands[0].exit).to.equal(undefined);
    });

    it('ends a command at its time limit, and all that it started', async () => {
        const result = await run(plan({ run: 'sleep 1000 & sleep 1001', timeoutMs: 200 }, 'touch ran'));
        expect(result.commands).to.have.length(1);
        expect(result.commands[0]).to.include({ timedOut: true, signal: 'SIGTERM' });
        expect(readdirSync(folder)).to.deep.equal([]);
    });

    it('forces what ignores being asked to end', async () => {
        const result = await run(plan({ run: 'trap "" TERM HUP INT; while :; do sleep 0.1; done', timeoutMs: 200 }));
        expect(result.commands[0]).to.include({ timedOut: true, signal: 'SIGKILL' });
    });

    it('keeps to a time limit that no timer can hold', async () => {
        const result = await run(plan({ run: 'sleep 0.1; echo done', timeoutMs: 1_000 * HOUR }));
        expect(result.commands[0]).to.include({ exit: 0 });
        expect(result.output).to.equal('done\n');
    });

    it('cancels the whole tree, with what left its session', async () => {
        const id = join(folder, 'id');
        const running = runCommands(plan('echo $INFRA_AGENT_RUN > id.part; setsid sleep 1000 & setsid setsid sleep 1001 & mv id.part id; sleep 1002', 'touch ran'), nodePtyHost, {});
        await until(() => readdirSync(folder).includes('id'));
        const marker = readFileSync(id, 'utf8').trim();
        expect(carriers(marker)).to.not.deep.equal([]);
        running.cancel();
        const result = await running.done;
        expect(result.cancelled).to.equal(true);
        expect(carriers(marker)).to.deep.equal([]);
        expect(readdirSync(folder)).to.deep.equal(['id']);
    });

    it('starts nothing when it is cancelled before it began', async () => {
        const running = runCommands(plan('touch ran'), nodePtyHost, {});
        running.cancel();
        const result = await running.done;
        expect([result.cancelled, result.commands, readdirSync(folder)]).to.deep.equal([true, [], []]);
    });

    for (const [what, run1] of [
        ['in the background', 'sleep 1000 & echo $INFRA_AGENT_RUN'],
        ['in a session of its own', 'setsid -f sleep 1000; echo $INFRA_AGENT_RUN'],
        ['with a clean environment', 'env -i /usr/bin/sleep 1000 & echo $INFRA_AGENT_RUN'],
        ['with a clean environment and session, but the terminal open', 'env -i /usr/bin/setsid -f /usr/bin/sleep 1000; echo $INFRA_AGENT_RUN']
    ] as const) {
        it(`ends a process that outlives its command ${what}, and says so`, async () => {
            const result = await run(plan(run1, 'true'));
            expect(result.commands.map(command => command.exit)).to.deep.equal([0, 0]);
            expect(result.notes.join()).to.match(/outlived command 1 and were ended/);
            expect(carriers(result.output.trim())).to.deep.equal([]);
        });
    }

    it('waits for what passes the end of its output on', async () => {
        const result = await run(plan('exec > >(sleep 0.4; cat); echo begin; echo the end'));
        expect(result.output).to.equal('begin\nthe end\n');
        expect(result.notes).to.deep.equal([]);
    });

    it('closes standard input, and lets nobody read keys from the terminal', async () => {
        const result = await run(plan('cat | wc -c; read -r line <&1 || echo cannot-read; (: < /dev/tty) 2>/dev/null || echo no-tty'));
        expect(result.output).to.match(/^0\n/).and.to.match(/cannot-read\n/).and.to.match(/no-tty\n/);
    });

    it('does not take what is typed for output', async () => {
        const result = await run(plan('sleep 0.3; echo end'), {}, typingPtyHost('Network ready\n'));
        expect(result.output).to.equal('end\n');
    });

    it('is cancelled by Control-C in its terminal', async () => {
        const result = await run(plan('sleep 1000'), {}, typingPtyHost('\x03'));
        expect([result.cancelled, result.commands.map(command => command.signal)]).to.deep.equal([true, ['SIGTERM']]);
    });

    it('gives a command the environment of its plan, the marker, and nothing else', async () => {
        process.env.LEAKED = 'yes';
        const result = await run(plan('/usr/bin/env'));
        delete process.env.LEAKED;
        const names = result.output.trim().split('\n').map(line => line.split('=')[0]).sort();
        // Bash itself sets PWD, SHLVL and _.
        expect(names).to.deep.equal(['INFRA_AGENT_RUN', 'PATH', 'PWD', 'SHLVL', '_']);
    });

    it('runs in the folder of the plan, and says when it is not there', async () => {
        expect((await run(plan('pwd'))).output.trim()).to.equal(folder);
        const result = await run(plan({ run: 'pwd', cwd: join(folder, 'gone') }));
        expect(result.problem).to.match(/^Command 1: it could not be started in .*gone/);
        expect(result.commands[0].exit).to.equal(undefined);
    });

    it('says when a command cannot be started at all', async () => {
        for (const impossible of [`true #${'x'.repeat(200_000)}`, 'true\0false']) {
            const result = await run(plan(impossible, 'touch ran'));
            expect(result.problem).to.match(/^Command 1: it could not be started/);
            expect(readdirSync(folder)).to.deep.equal([]);
        }
    });

    it('asks before each command, and a reason stops it and all after it', async () => {
        const asked: number[] = [];
        const result = await run({ ...plan('echo one', 'touch ran', 'touch ran'), beforeEach: async index => { asked.push(index); return index === 1 ? 'task.sh changed' : undefined; } });
        expect([asked, result.commands.length, result.problem, readdirSync(folder)]).to.deep.equal([[0, 1], 1, 'task.sh changed', []]);
    });

    it('does not start a command whose start could not be recorded', async () => {
        const result = await run(plan('touch ran'), { onStarted: () => Promise.reject(new Error('the disk is full')) });
        expect([result.commands, result.problem, readdirSync(folder)]).to.deep.equal([[], 'command 1 was not started: the disk is full', []]);
    });

    it('reports start and end of each command in order, before anything later begins', async () => {
        const seen: string[] = [];
        const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 50));
        await run(plan('true', 'exit 2'), {
            onStarted: async (index, program) => { await pause(); seen.push(`start ${index} ${program}`); },
            onEnded: async ({ index, exit }) => { await pause(); seen.push(`end ${index} ${exit}`); }
        });
        const bash = findBash();
        expect(seen).to.deep.equal([`start 0 ${bash}`, 'end 0 0', `start 1 ${bash}`, 'end 1 2']);
    });

    it('keeps the head and the tail of 100 MB of output, in bounded memory', async () => {
        const before = process.memoryUsage().rss;
        let most = 0;
        const result = await run(plan('echo first; yes 0123456789012345678901234567890123456789012345678901234567890123456789012345678 | head -c 100000000; echo last'), {
            onOutput: () => { most = Math.max(most, process.memoryUsage().rss); }
        });
        expect(result.commands[0].exit).to.equal(0);
        expect(result.outputBytes).to.be.greaterThan(100_000_000);
        expect(result.output).to.match(/^first\n/).and.to.match(/last\n$/).and.to.match(/\n… [0-9]+ bytes left out …\n/);
        expect(result.output.length).to.be.lessThan(2.2 * 1024 * 1024);
        expect(most - before).to.be.lessThan(400 * 1024 * 1024);
    }).timeout(120_000);

    it('gives back text of any script whole', async () => {
        writeFileSync(join(folder, 'text'), 'grün 🚀 日本\n'.repeat(20_000));
        const result = await run(plan('cat text'));
        expect(result.output).to.equal(readFileSync(join(folder, 'text'), 'utf8'));
    });
});
