/** One line of `infra-agent classify`: a JSON value in, a plain answer out. What cannot be read is HIGH, never an exception. */
import type { Group, Risk } from '../ops/operation';
import { assessCommand } from './assess-command';
import type { RiskContext } from './risk-context';

export interface Classified {
    readonly cmd: string;
    readonly risk: Risk;
    readonly group: Group;
    readonly writes: boolean;
    /** Offsets are into `cmd`, or into `file` where one is named. */
    readonly reasons: readonly { readonly message: string; readonly start: number; readonly end: number; readonly file?: string }[];
    readonly runs: readonly (readonly string[])[];
}

/** `value` is a string, or an object with `cmd`. */
export function classifyLine(value: unknown, context: RiskContext): Classified {
    const cmd = commandIn(value);
    if (cmd === undefined) {
        return refused('', 'the line is neither a string nor an object with a string `cmd`');
    }
    const { assessment, runs } = assessCommand(cmd, context);
    const { risk, group, writes } = assessment;
    const worstFirst = [...assessment.reasons].sort((a, b) => ORDER.indexOf(b.risk) - ORDER.indexOf(a.risk));
    return { cmd, risk, group, writes, reasons: worstFirst.map(({ message, start, end, file }) => ({ message, start, end, ...(file === undefined ? {} : { file }) })), runs };
}

/** The answer to a line that holds no command. */
export function refused(cmd: string, message: string): Classified {
    return { cmd, risk: 'HIGH', group: 'local', writes: true, reasons: [{ message, start: 0, end: cmd.length }], runs: [] };
}

const ORDER: readonly Risk[] = ['LOW', 'MED', 'HIGH'];

function commandIn(value: unknown): string | undefined {
    const cmd = typeof value === 'object' && value !== null && 'cmd' in value ? value.cmd : value;
    return typeof cmd === 'string' ? cmd : undefined;
}
