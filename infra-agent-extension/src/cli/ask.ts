/** Questions to the person at the terminal. Without one nothing is asked, and nothing is taken for a yes. */
import { createInterface } from 'node:readline/promises';

export function hasTerminal(): boolean {
    return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

export async function ask(question: string): Promise<string> {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
        return (await terminal.question(question)).trim();
    } finally {
        terminal.close();
    }
}
