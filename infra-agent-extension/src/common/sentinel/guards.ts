/** Whether something was asked before a call acts: does it exist, is the file there, did it fail for a reason that is taken care of. */
import { baseOf } from '../repo/effective-call';
import type { CheckContext } from './check';
import type { Condition, ShellCall, ShellScript, ShellWord } from '../repo/shell-script';

const LOOKUPS = /^(get|describe(-.*)?|list(-.*)?|show|exists?|status|ls|history|head-.*|search|query|wait|get-.*|find|lookup|inspect|info|view|can-i|cluster-info|current-context|version)$/;
const TESTERS = new Set(['grep', 'egrep', 'fgrep', 'rg', 'jq', 'yq', 'id', 'getent', 'dig', 'nslookup', 'host', 'nc', 'curl', 'pgrep', 'lsof', 'stat', 'readlink', 'mountpoint', 'diff', 'cmp', 'ask', 'confirm']);

export function isGuarded(context: CheckContext, script: ShellScript, call: ShellCall, depth = 3): boolean {
    if (call.failureHandled || call.tested || call.conditions.some(condition => asks(context, script, condition))) {
        return true;
    }
    return call.inFunction !== undefined && depth > 0 && everyCallerGuards(context, script, call.inFunction, depth);
}

/** The function is called, and only where something was asked. */
function everyCallerGuards(context: CheckContext, script: ShellScript, name: string, depth: number): boolean {
    const callers = context.shell.sharedWith(script.file).flatMap(file => {
        const other = context.shell.scripts.get(file);
        return other ? other.calls.filter(call => call.name === name && call.inFunction !== name).map(call => ({ other, call })) : [];
    });
    return callers.length > 0 && callers.every(({ other, call }) => isGuarded(context, other, call, depth - 1));
}

function asks(context: CheckContext, script: ShellScript, condition: Condition): boolean {
    return condition.filesTested.length > 0 || condition.text.includes('$?') || condition.calls.some(call => isLookup(context, script, call)) || condition.variables.some(name => holdsAnswer(context, script, name));
}

function isLookup(context: CheckContext, script: ShellScript, call: ShellCall): boolean {
    const words = context.shell.effective(call, script);
    const program = baseOf(words[0]?.value ?? '');
    if (TESTERS.has(program) || /(exist|has_|have_|is_|present|missing|installed|ready|found|needs?_|should_|check_|already)/i.test(call.name ?? '')) {
        return true;
    }
    const reads = words.slice(1).some(word => LOOKUPS.test(word.value ?? ''));
    return reads || functionLooksUp(context, script, words[0]);
}

function functionLooksUp(context: CheckContext, script: ShellScript, name: ShellWord | undefined): boolean {
    const owner = context.shell.scripts.get(context.shell.functions(script.file).get(name?.value ?? '') ?? '');
    return owner !== undefined && owner.calls.some(call => call.inFunction === name!.value && context.shell.effective(call, owner).slice(1).some(word => LOOKUPS.test(word.value ?? '')));
}

/** The variable was set from what a lookup printed, or by `read` and its like. */
function holdsAnswer(context: CheckContext, script: ShellScript, name: string): boolean {
    return context.shell.sharedWith(script.file).some(file => {
        const other = context.shell.scripts.get(file);
        return other?.sets.some(set => set.name === name && (set.value === undefined ? set.elements === undefined : commandsOf(set.value).some(call => isLookup(context, other, call)))) ?? false;
    });
}

function commandsOf(word: ShellWord): ShellCall[] {
    return word.pieces.flatMap(piece => piece.kind === 'command' ? [...piece.calls] : []);
}

/** Its name is new each time: a date, a random part, a run's number. */
export function isNamedAnew(script: ShellScript, words: readonly ShellWord[]): boolean {
    const anew = (word: ShellWord, depth: number): boolean => word.pieces.some(piece => {
        if (piece.kind === 'command') {
            return piece.calls.some(call => ['date', 'uuidgen', 'mktemp', 'openssl', 'shuf', 'od', 'git'].includes(baseOf(call.name ?? '')));
        }
        return piece.kind === 'variable' && (/RANDOM|EPOCH|TIMESTAMP|RUN_ID|BUILD_(ID|NUMBER)|SHA|UUID|SUFFIX|SECONDS/i.test(piece.name) || (depth > 0 && script.sets.some(set => set.name === piece.name && set.value && anew(set.value, depth - 1))));
    });
    return words.some(word => anew(word, 3));
}
