import { accessSync, readFileSync, readdirSync } from 'node:fs';
import { spawn } from 'node-pty';
import type { PtyHost } from '../../../infra-agent-extension/src/node/command-runner/pty-host';

export function findBash(): string {
    const found = ['/usr/bin/bash', '/bin/bash', '/usr/local/bin/bash'].find(path => {
        try {
            accessSync(path);
            return true;
        } catch {
            return false;
        }
    });
    if (found === undefined) {
        throw new Error('bash is needed for these tests; install it.');
    }
    return found;
}

/** Processes that still carry the marker of a run. */
export function carriers(marker: string): string[] {
    return readdirSync('/proc').filter(name => /^[0-9]+$/.test(name)).filter(pid => {
        try {
            return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`INFRA_AGENT_RUN=${marker}\0`);
        } catch {
            return false;
        }
    });
}

/** Waits for a state, however long the machine takes; mocha's limit ends a wait for what never comes. */
export async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
        await new Promise(resolve => setTimeout(resolve, 20));
    }
}

/** A terminal into which somebody types the same keys again and again, from its first output on. */
export function typingPtyHost(keys: string): PtyHost {
    return {
        start: ({ file, args, cwd, env }) => {
            const terminal = spawn(file, [...args], { cwd, env: { ...env }, cols: 120, rows: 30 });
            let typing: NodeJS.Timeout | undefined;
            return {
                onOutput: listener => {
                    terminal.onData(text => {
                        typing ??= setInterval(() => terminal.write(keys), 20);
                        listener(text);
                    });
                },
                onExit: listener => {
                    terminal.onExit(() => {
                        clearInterval(typing);
                        listener();
                    });
                },
                kill: signal => terminal.kill(signal)
            };
        }
    };
}
