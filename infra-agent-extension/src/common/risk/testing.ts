/** For the tests of program tables: a call as text, judged by one table. Quotes and plain words only; an expansion is an unknown word. */
import { parseShell, type ast } from '../shell/parse-shell';
import { readCall } from './call';
import { judgeCall } from './judge-call';
import { farthestGroup, worstRisk } from './assessment';
import type { Group, Risk } from '../ops/operation';
import type { Call, Effect, Inner, ProgramTable, Word } from './program';

/** The call that a line of shell makes. Throws if the line is no simple command: a mistake in the test. */
export function callOf(table: ProgramTable, line: string): Call {
    const { script, problems } = parseShell(line);
    const command = script.commands[0]?.command;
    if (problems.length > 0 || command?.type !== 'Command' || !command.name) {
        throw new Error(`no simple command: ${line}`);
    }
    const words = command.args.filter((arg): arg is ast.Word => arg.type === 'Word').map(plainWord);
    return readCall(table, plainWord(command.name), words, { kind: 'inherited' });
}

export function effectsOf(table: ProgramTable, line: string): Effect[] {
    return judgeCall(table, callOf(table, line));
}

export function innerOf(table: ProgramTable, line: string): readonly Inner[] {
    return table.inner?.(callOf(table, line)) ?? [];
}

/** Worst risk and farthest group, as `HIGH cluster`. */
export function verdictOf(table: ProgramTable, line: string): `${Risk} ${Group}` {
    const effects = effectsOf(table, line);
    return `${worstRisk(effects.map(effect => effect.risk))} ${farthestGroup(effects.map(effect => effect.group))}`;
}

export function plainWord(word: ast.Word): Word {
    const unknownAt = word.text.search(/\$|`/);
    const fixed = unknownAt < 0 || /^'[^']*'$/.test(word.text);
    return {
        ...(fixed ? { value: word.value } : {}),
        shown: fixed ? word.value : word.text.replace(/"/g, ''),
        prefix: fixed ? word.value : word.text.slice(0, unknownAt).replace(/["']/g, ''),
        splits: !fixed && !word.text.includes('"'),
        start: word.pos,
        end: word.end
    };
}
