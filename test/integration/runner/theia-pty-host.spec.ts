import 'reflect-metadata';
import { MockLogger } from '@theia/core/lib/common/test/mock-logger';
import { MultiRingBuffer, ProcessManager, TaskTerminalProcess } from '@theia/process/lib/node';
import { expect } from 'chai';
import { theiaPtyHost } from '../../../infra-agent-extension/src/node/command-runner/theia-pty-host';
import { runCommands } from '../../../infra-agent-extension/src/node/command-runner/run-commands';
import { findBash } from './support';

describe("commands in a terminal of Theia's backend", () => {
    const logger = new MockLogger();
    const processes = new ProcessManager(logger);
    const host = theiaPtyHost(options => new TaskTerminalProcess(options, processes, new MultiRingBuffer({ size: 1048576 }), logger));

    function start(run: string): ReturnType<typeof runCommands> {
        return runCommands({ bash: findBash(), commands: [{ run, cwd: '/', timeoutMs: 60_000, env: { PATH: '/usr/bin:/bin' } }] }, host, {});
    }

    it('are found by a window under their id, also when they have ended', async () => {
        const running = start('echo seen; exit 3');
        const { terminalId } = running;
        expect(processes.get(terminalId ?? -1)).to.be.instanceOf(TaskTerminalProcess);
        const result = await running.done;
        expect([result.output, result.commands[0].exit, result.problem]).to.deep.equal(['seen\n', 3, undefined]);
        expect(processes.get(terminalId ?? -1)).to.be.instanceOf(TaskTerminalProcess);
    });

    it('give all of a large output, to its end', async () => {
        const result = await start('seq 1 300000').done;
        expect(result.problem).to.equal(undefined);
        const lines = Array.from({ length: 300_000 }, (_, index) => `${index + 1}\r\n`);
        expect(result.outputBytes).to.equal(lines.join('').length);
        expect(result.output.endsWith('\n300000\n')).to.equal(true);
    });

    it('lose nothing of a flood, and break no character', async () => {
        const result = await start("yes 'grün 🚀 日本' | head -n 1000000").done;
        expect(result.problem).to.equal(undefined);
        expect(result.outputBytes).to.equal(Buffer.byteLength('grün 🚀 日本\r\n') * 1_000_000);
        expect(result.output).to.not.include('\ufffd');
    });
});
