import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { forEachChild, parseShell } from '../../../infra-agent-extension/src/common/shell/parse-shell';
import { compareTimes } from '../support';
import type { Bench } from '../support';
import type { ast } from '../../../infra-agent-extension/src/common/shell/parse-shell';
import { CONTEXT, corpus, longScript } from './commands';

const ROUNDS = 5;

export const bench: Bench = async () => {
    const commands = corpus();
    const every = (work: (cmd: string) => unknown) => () => {
        for (let round = 0; round < ROUNDS; round++) {
            commands.forEach(work);
        }
    };
    const script = longScript(20_000);
    return [
        { measure: `assess ${commands.length} commands of the corpus, ${ROUNDS} times; baseline: parse alone`, unit: 'ms', ...await compareTimes(every(cmd => assessCommand(cmd, CONTEXT)), every(parseWhole), 15), goal: { atMost: 3 } },
        { measure: 'assess a task script of 20 KB; baseline: parse alone', unit: 'ms', ...await compareTimes(() => assessCommand(script, CONTEXT), () => parseWhole(script), 15), goal: { atMost: 3 } }
    ];
};

/** The parser leaves the parts of words for when they are asked for; every reader asks. */
function parseWhole(text: string): void {
    const visit = (node: ast.SyntaxNode): void => forEachChild(node, visit);
    visit(parseShell(text).script);
}
