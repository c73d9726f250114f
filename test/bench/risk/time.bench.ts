import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { parseShell } from '../../../infra-agent-extension/src/common/shell/parse-shell';
import { compareTimes } from '../support';
import type { Bench } from '../support';
import { CONTEXT, corpus, longScript } from './commands';

const ROUNDS = 20;

export const bench: Bench = async () => {
    const commands = corpus();
    const every = (work: (cmd: string) => unknown) => () => {
        for (let round = 0; round < ROUNDS; round++) {
            commands.forEach(work);
        }
    };
    const script = longScript(20_000);
    return [
        { measure: `assess ${commands.length} commands of the corpus, ${ROUNDS} times; baseline: parse alone`, unit: 'ms', ...await compareTimes(every(cmd => assessCommand(cmd, CONTEXT)), every(cmd => parseShell(cmd)), 9), goal: { atMost: 3 } },
        { measure: 'assess a task script of 20 KB; baseline: parse alone', unit: 'ms', ...await compareTimes(() => assessCommand(script, CONTEXT), () => parseShell(script), 9), goal: { atMost: 3 } }
    ];
};
