/** Terminals of Theia's backend: registered with its process manager, so that a window's terminal widget can attach by id, also after a reload. */
import type { TaskTerminalProcess, TaskTerminalProcessFactory } from '@theia/process/lib/node';
import type { IPty } from 'node-pty';
import type { PtyHost, PtyProcess, PtyProgram } from './pty-host';

export function theiaPtyHost(createProcess: TaskTerminalProcessFactory): PtyHost {
    return { start: program => start(createProcess, program) };
}

function start(createProcess: TaskTerminalProcessFactory, program: PtyProgram): PtyProcess {
    const { file, args, env, cwd } = program;
    const terminal = createProcess({ command: file, args: [...args], options: { name: 'xterm-256color', cols: 120, rows: 30, cwd, env: { ...env } } });
    return {
        terminalId: terminal.id,
        onOutput: listener => { pseudoTerminal(terminal)?.onData(listener); },
        onExit: listener => {
            terminal.onError(error => listener(error.message));
            terminal.onClose(() => listener());
        },
        kill: signal => terminal.kill(signal)
    };
}

/**
 * What the process reads from, which Theia keeps to itself: its own `createOutputStream` breaks a character at each turn of its ring buffer
 * of 1 MiB, and drops what is not read in time. Undefined where the program could not be started.
 */
function pseudoTerminal(terminal: TaskTerminalProcess): IPty | undefined {
    return (terminal as unknown as { readonly terminal: IPty | undefined }).terminal;
}
