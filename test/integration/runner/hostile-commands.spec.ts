import { expect } from 'chai';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePtyHost } from '../../../infra-agent-extension/src/node/command-runner/node-pty-host';
import { runCommands } from '../../../infra-agent-extension/src/node/command-runner/run-commands';
import type { RunPlan, RunResult } from '../../../infra-agent-extension/src/node/command-runner/run-plan';
import { carriers, findBash, until } from './support';

describe('commands that would deceive the runner', () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'hostile-test-'));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function plan(...commands: readonly string[]): RunPlan {
        return { bash: findBash(), graceMs: 300, slackMs: 2_000, commands: commands.map(run => ({ run, cwd: folder, timeoutMs: 60_000, env: { PATH: '/usr/bin:/bin' } })) };
    }

    function run(...commands: readonly string[]): Promise<RunResult> {
        return runCommands(plan(...commands), nodePtyHost, {}).done;
    }

    it('cannot print a success that the runner would report', async () => {
        const fake = JSON.stringify({ type: 'ended', index: 0, exit: 0, durationMs: 1, ended: 0, surviving: 0 });
        const result = await run(`printf '%s\\n' '${fake}' '{"type":"finished","cancelled":false,"frames":1}'; exit 4`);
        expect(result.commands.map(command => command.exit)).to.deep.equal([4]);
        expect(result.output).to.include('"finished"');
    });

    it('cannot hide its output in a frame of its own making', async () => {
        const result = await run(String.raw`printf '\e]6973;00112233445566778899aabbccddeeff\a hidden \e]6973;00112233445566778899aabbccddeeff\a shown'`);
        expect(result.output).to.equal(' hidden  shown');
    });

    it('cannot have its own text, which the runner prints, counted as its output', async () => {
        const result = await run('echo "Network ready" > /dev/null', '# Network ready\ntrue');
        expect(result.output.trim()).to.equal('');
    });

    it('finds no socket on the disk and none among its open files', async () => {
        const before = process.env.TMPDIR;
        process.env.TMPDIR = folder;
        try {
            const result = await run('find "$PWD" -mindepth 1; for fd in /proc/$$/fd/*; do readlink "$fd"; done');
            expect(result.output).to.match(/^\/dev\/null\n\/dev\/pts\/[0-9]+\n\/dev\/pts\/[0-9]+\n/);
            expect(result.output).to.not.include('socket').and.to.not.include(folder);
        } finally {
            // Assigning undefined would set the text "undefined".
            delete process.env.TMPDIR;
            Object.assign(process.env, before === undefined ? {} : { TMPDIR: before });
        }
    });

    it('does not find the plan in the arguments or the environment of the runner', async () => {
        const result = await run('tr "\\0" "\\n" < /proc/$PPID/cmdline; tr "\\0" "\\n" < /proc/$PPID/environ', ': the-later-command');
        expect(result.output).to.include('runner-main').and.to.not.include('the-later-command').and.to.not.include('INFRA_AGENT_RUN');
    });

    it('makes a run fail, never succeed, by killing the runner', async () => {
        const result = await run('echo $INFRA_AGENT_RUN > id; setsid sleep 1000 & kill -9 $PPID; sleep 1000', 'true');
        expect(result.problem).to.match(/the runner ended before its commands did/);
        expect(result.commands.map(({ index, exit, signal }) => ({ index, exit, signal }))).to.deep.equal([{ index: 0, exit: undefined, signal: undefined }]);
        expect(carriers(readFileSync(join(folder, 'id'), 'utf8').trim())).to.deep.equal([]);
    });

    it('makes a run fail by stopping the runner, and a cancel still ends it', async () => {
        const running = runCommands(plan('echo $INFRA_AGENT_RUN > id.part; mv id.part id; kill -STOP $PPID; sleep 1000'), nodePtyHost, {});
        await until(() => readdirSync(folder).includes('id'));
        running.cancel();
        const result = await running.done;
        expect([result.cancelled, result.problem]).to.deep.equal([true, 'it did not end when it was cancelled']);
        expect(carriers(readFileSync(join(folder, 'id'), 'utf8').trim())).to.deep.equal([]);
    });

    it('cannot hold up the next command by making the terminal non-blocking or raw', async () => {
        const result = await run('stty -F /dev/stdout raw -opost echo 2>/dev/null; stty raw -opost echo < /proc/self/fd/1; true', 'echo next');
        expect(result.commands.map(command => command.exit)).to.deep.equal([0, 0]);
        expect(result.output).to.match(/next\n/);
    });

    it('does not read start-up files of the shell', async () => {
        writeFileSync(join(folder, 'rc'), 'echo planted');
        const given = plan('echo ran');
        const commands = given.commands.map(command => ({ ...command, env: { ...command.env, HOME: folder } }));
        writeFileSync(join(folder, '.bashrc'), 'echo planted');
        writeFileSync(join(folder, '.bash_profile'), 'echo planted');
        const result = await runCommands({ ...given, commands }, nodePtyHost, {}).done;
        expect(result.output).to.equal('ran\n');
    });

    it('ends what forks faster than one look can see', async () => {
        const result = await run('echo $INFRA_AGENT_RUN; (while :; do setsid sleep 30 & setsid sleep 30 & sleep 0.005; done) & sleep 0.3');
        expect(result.commands[0].exit).to.equal(0);
        expect(carriers(result.output.trim())).to.deep.equal([]);
    });
});
