/** Terminals straight from node-pty: for the command line and for tests, where no window attaches. */
import { spawn } from 'node-pty';
import type { PtyHost, PtyProcess, PtyProgram } from './pty-host';

export const nodePtyHost: PtyHost = { start };

function start(program: PtyProgram): PtyProcess {
    const terminal = spawn(program.file, [...program.args], { name: 'xterm-256color', cols: 120, rows: 30, cwd: program.cwd, env: { ...program.env } });
    return {
        onOutput: listener => { terminal.onData(listener); },
        onExit: listener => { terminal.onExit(() => listener()); },
        kill: signal => terminal.kill(signal)
    };
}
