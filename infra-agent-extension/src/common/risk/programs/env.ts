import { isCredentialName } from '../credential-names';
import { exposes, low, med, plainProgram } from '../effect';
import { splitAssignments, unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { joinWords, lastValue } from '../word-parts';

const ENV: WrapperOptions = {
    valueFlags: ['-u', '--unset', '-C', '--chdir', '-S', '--split-string', '-a', '--argv0', '-P'],
    bareFlags: ['-i', '--ignore-environment', '-0', '--null', '-v', '--debug', '--list-signal-handling', '--block-signal', '--default-signal', '--ignore-signal']
};

/** A run here sees only the variables that its card lists, yet these may be credentials: MED. A container or another host gets its secrets this way. */
function wholeEnvironment(): Effect {
    return { ...med('local', 'prints the whole environment, which may hold credentials'), writes: false, elsewhere: 'HIGH' };
}

export const programs: readonly ProgramTable[] = [
    wrapper('env genv', ENV, { judge: printsAll, inner: startedByEnv }),
    plainProgram('set export declare typeset readonly', 'LOW', 'sets or shows variables', { judge: shownVariables }),
    plainProgram('printenv', 'LOW', 'prints variables of the environment', { judge: printed })
];

function behindAssignments(call: Call) {
    return splitAssignments(call.positionals.filter((word, i) => !(i === 0 && word.value === '-')));
}

function startedByEnv(call: Call): readonly Inner[] {
    const { assignments, rest } = behindAssignments(call);
    const line = lastValue(call, '-S', '--split-string');
    const folder = lastValue(call, '-C', '--chdir');
    const unknown = unknownOptions(call, ENV);
    if (line) {
        return [...unknown, { kind: 'shell', text: joinWords([line, ...call.positionals]) }];
    }
    return rest.length > 0 ? [...unknown, { kind: 'argv', words: rest, assignments, ...(folder ? { folder } : {}) }] : unknown;
}

function printsAll(call: Call): { effects: Effect[]; replaces: boolean } {
    const startsNone = behindAssignments(call).rest.length === 0 && !call.has('-S', '--split-string');
    const isEmpty = call.has('-i', '--ignore-environment') || call.positionals[0]?.value === '-';
    return { replaces: true, effects: [startsNone && !isEmpty ? wholeEnvironment() : low('local', 'sets the environment of another program')] };
}

function printed(call: Call): { effects: Effect[]; replaces?: boolean } {
    if (call.positionals.length === 0) {
        return { replaces: true, effects: [wholeEnvironment()] };
    }
    return { effects: call.positionals.flatMap(word => printedVariable(word)) };
}

function shownVariables(call: Call): { effects: Effect[] } {
    const names = call.flags.some(word => /^-[a-zA-Z]*p/.test(word.prefix)) ? call.positionals : [];
    const showsAll = names.length === 0 && call.positionals.length === 0 && call.flags.every(word => /^-[aArxip]*$/.test(word.prefix));
    return { effects: showsAll ? [wholeEnvironment()] : names.flatMap(word => printedVariable(word)) };
}

function printedVariable(word: Word): Effect[] {
    const isCredential = word.value === undefined || isCredentialName(word.value);
    return isCredential ? [exposes('local', `prints \`${word.shown}\`, which may hold a credential`, word)] : [];
}
