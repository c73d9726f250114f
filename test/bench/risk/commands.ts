/** The commands that the benches of risk are measured with. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { parseShell } from '../../../infra-agent-extension/src/common/shell/parse-shell';
import type { RiskContext } from '../../../infra-agent-extension/src/common/risk/risk-context';

export const CONTEXT: RiskContext = { env: {}, home: '/home/me' };

export function corpus(): string[] {
    const text = fs.readFileSync(path.resolve(__dirname, '../../fixtures/risk/corpus.jsonl'), 'utf8');
    return text.split('\n').filter(line => line !== '').map(line => (JSON.parse(line) as { cmd: string }).cmd);
}

/** `exit`, `while true` and their like leave nothing behind them to be read: all that is measured would be what stands before. */
function goesOn(cmd: string): boolean {
    const script = `if [ -n "$A" ]; then\n${cmd}\nend-of-branch\nfi\nend-of-task`;
    const programs = assessCommand(script, CONTEXT).runs.map(([program]) => program);
    return ['end-of-branch', 'end-of-task'].every(program => programs.includes(program)) && !/\b(return|break|continue)\b/.test(cmd);
}

/** A script of about so many characters, made of the corpus' commands in functions, conditions and loops. */
export function longScript(length: number): string {
    const commands = corpus().filter(cmd => !cmd.includes('<<') && !/#|\\$/.test(cmd) && parseShell(cmd).problems.length === 0 && goesOn(cmd));
    const parts: string[] = [];
    for (let at = 0, size = 0; size < length; at++) {
        const [first, second] = [commands[at % commands.length], commands[(at * 7 + 3) % commands.length]];
        const part = [`task_${at}() {\n  ${first}\n}\ntask_${at}`, `if [ -n "$A_${at}" ]; then\n  ${first}\nelse\n  ${second}\nfi`, `for name in a b; do\n  ${first}\ndone`, `${first}\n${second}`][at % 4];
        parts.push(part);
        size += part.length + 1;
    }
    return parts.join('\n');
}
