/** What a script does step by step: its calls at top level, with the repository's own functions opened up and their arguments filled in. */
import { substitute, withLocals } from './effective-call';
import type { ShellCall, ShellScript, ShellWord } from './shell-script';
import type { ShellLinks } from './shell-links';

export interface LeafCall {
    /** Program and arguments, without wrappers; variables that remain are the script's. */
    readonly words: readonly ShellWord[];
    /** The call at top level from which it comes. */
    readonly from: ShellCall;
    readonly call: ShellCall;
}

const DEPTH = 5;

export function leafCalls(links: ShellLinks, script: ShellScript): LeafCall[] {
    return script.calls.filter(call => call.inFunction === undefined && !call.substituted).flatMap(call => open(links, script, call, call, [], DEPTH));
}

function open(links: ShellLinks, script: ShellScript, call: ShellCall, from: ShellCall, args: readonly ShellWord[], depth: number): LeafCall[] {
    const own = call.words.map(word => fill(word, script, call, args));
    const words = links.effective({ ...call, words: own }, script);
    const defining = words[0]?.value === undefined ? undefined : links.functions(script.file).get(words[0].value) ?? (script.functions.some(defined => defined.name === words[0].value) ? script.file : undefined);
    const owner = defining === undefined ? undefined : links.scripts.get(defining);
    if (!owner || depth === 0) {
        return [{ words, from, call }];
    }
    return owner.calls.filter(inner => inner.inFunction === words[0].value && !inner.substituted).flatMap(inner => open(links, owner, inner, from, words.slice(1), depth - 1));
}

function fill(word: ShellWord, script: ShellScript, call: ShellCall, args: readonly ShellWord[]): ShellWord {
    return call.inFunction === undefined ? word : substitute(withLocals(word, script, call.inFunction), args);
}
