/**
 * Whether an operation calls the agent itself: it could then approve, send or undo others, and no person would see it (DESIGN §7). Found in what
 * it was seen to run, through wrappers and scripts; and in the text, for code that is not read. Naming the agent is no call.
 */
import type { Operation } from '../../common/ops/operation';

const AGENT = /(?:^|\/)infra-agent(?:\.[cm]?js|\.cmd|\.ps1)?(?:@[^/\s]*)?$/i;
/** They run what one of their arguments names. */
const LAUNCHERS = /(?:^|\/)(?:node|nodejs|bun|bunx|deno|tsx|ts-node|npx|pnpx|electron)$/;
/** The commands that act, or prepare to; with quotes, line ends and options between. */
const IN_TEXT = /(?:^|[^\w.-])infra-agent(?:\.[cm]?js)?(?:@[\w.^~-]+)?["'\\\s,\])]+(?:-{1,2}\S+\s+)*["']?(?:apply|rollback|propose|journal)\b/i;

/** `runs`: the programs with their arguments that its commands, rollback and preconditions were seen to run. */
export function callsAgent(operation: Operation, runs: readonly (readonly string[])[]): boolean {
    return runs.some(isCall) || textsOf(operation).some(text => IN_TEXT.test(text));
}

function isCall([program, ...args]: readonly string[]): boolean {
    return program !== undefined && (AGENT.test(program) || (LAUNCHERS.test(program) && args.some(arg => AGENT.test(arg))));
}

function textsOf(operation: Operation): string[] {
    const commands = [...operation.commands ?? [], ...operation.rollback?.commands ?? []];
    return [...commands.map(command => command.run), ...(operation.preconditions ?? []).flatMap(precondition => ('command' in precondition ? [precondition.command] : []))];
}
