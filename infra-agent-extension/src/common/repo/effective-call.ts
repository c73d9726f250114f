/** The call behind wrappers: `sudo`, `env`, `timeout`, and the repository's own functions that pass their arguments on to a program. */
import type { Piece, ShellCall, ShellScript, ShellWord } from './shell-script';

/** Wrappers, with the flags that take a value of their own. */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
    sudo: ['-u', '-g', '-h', '-p', '-C', '-T'], env: ['-u', '-C', '-S'], exec: ['-a'], command: [], nohup: [], time: [], builtin: [], nice: ['-n'], ionice: ['-c', '-n'],
    timeout: ['-s', '-k'], stdbuf: ['-i', '-o', '-e'], xargs: ['-n', '-P', '-I', '-L', '-d', '-a']
};
const NEVER_WRAPPED = new Set(['echo', 'printf', 'log', 'info', 'set', 'local', 'read', 'die', 'warn', 'error', 'debug', 'shift', 'eval', 'export', 'declare', 'basename', 'dirname']);

/** What a function that passes `"$@"` on calls in the end, its own words in front and behind; `$1` in them is the caller's. */
export interface Wrapper {
    readonly name: string;
    readonly call: ShellCall;
    readonly before: readonly ShellWord[];
    readonly after: readonly ShellWord[];
    /** Arguments that it takes for itself before it passes on the rest. */
    readonly shifted: number;
}

/** Words of a call without wrappers in front; the first is the program. */
export function effectiveWords(words: readonly ShellWord[], wrappers: ReadonlyMap<string, Wrapper>, depth = 5): readonly ShellWord[] {
    const name = words[0]?.value;
    if (name === undefined || depth === 0) {
        return words;
    }
    const wrapper = wrappers.get(name);
    if (wrapper) {
        const args = words.slice(1);
        const own = (word: ShellWord): ShellWord => substitute(word, args);
        return effectiveWords([...wrapper.before.map(own), ...args.slice(wrapper.shifted), ...wrapper.after.map(own)], wrappers, depth - 1);
    }
    const valued = WRAPPERS[baseOf(name)];
    if (!valued || (name === 'command' && /^-[vV]/.test(words[1]?.value ?? ''))) {
        return words;
    }
    let index = 1;
    for (; index < words.length; index++) {
        const text = words[index].text;
        if (text.startsWith('-')) {
            index += valued.includes(text) ? 1 : 0;
        } else if (!isSetting(baseOf(name), text)) {
            break;
        }
    }
    return index < words.length ? effectiveWords(words.slice(index), wrappers, depth - 1) : words;
}

/** Functions of a script that pass all their arguments on: to a program (`kubectl --context x "$@"`), or as the program itself (`"$@"`). */
export function wrappersOf(script: ShellScript): Map<string, Wrapper> {
    const found = new Map<string, Wrapper>();
    for (const call of script.calls) {
        const name = call.inFunction;
        const at = call.words.findIndex(word => /^"?\$\{?[@*]\}?"?$/.test(word.text));
        if (name === undefined || at < 0 || found.has(name) || call.words[0].value === name || NEVER_WRAPPED.has(call.name ?? '') || /^_?log/.test(call.name ?? '') || call.substituted) {
            continue;
        }
        const shifts = script.calls.filter(other => other.inFunction === name && other.name === 'shift' && other.start < call.start && !other.inLoop);
        const shifted = shifts.reduce((sum, other) => sum + Number(other.words[1]?.value ?? 1), 0);
        const own = (word: ShellWord): ShellWord => withLocals(word, script, name);
        found.set(name, { name, call, before: call.words.slice(0, at).map(own), after: call.words.slice(at + 1).map(own), shifted: Number.isFinite(shifted) ? shifted : 0 });
    }
    return found;
}

/** The word with the function's locals that hold a positional argument (`local path="$1"`) written as that argument. */
export function withLocals(word: ShellWord, script: ShellScript, inFunction: string): ShellWord {
    return rewrite(word, piece => {
        const value = piece.name === '' ? undefined : script.sets.find(set => set.name === piece.name && set.inFunction === inFunction && set.value)?.value;
        const simple = value?.pieces.length === 1 && value.pieces[0].kind === 'variable' && /^[1-9]$/.test(value.pieces[0].name);
        return simple ? value.pieces : undefined;
    });
}

/** The word with positional arguments replaced by a caller's. */
export function substitute(word: ShellWord, args: readonly ShellWord[]): ShellWord {
    return rewrite(word, piece => /^[1-9]$/.test(piece.name) ? args[Number(piece.name) - 1]?.pieces ?? piece.fallback?.pieces : undefined);
}

export function usesPositional(word: ShellWord): boolean {
    return word.pieces.some(piece => piece.kind === 'variable' && /^[1-9]$/.test(piece.name));
}

function rewrite(word: ShellWord, replace: (piece: Piece & { kind: 'variable' }) => readonly Piece[] | undefined): ShellWord {
    if (!word.pieces.some(piece => piece.kind === 'variable')) {
        return word;
    }
    const pieces = word.pieces.flatMap(piece => piece.kind === 'variable' ? replace(piece) ?? [piece] : [piece]);
    const known = pieces.every(piece => piece.kind === 'text');
    return { ...word, pieces, value: known ? pieces.map(piece => (piece as { text: string }).text).join('') : undefined };
}

function isSetting(wrapper: string, text: string): boolean {
    return (['env', 'sudo'].includes(wrapper) && /^[A-Za-z_]\w*=/.test(text)) || (wrapper === 'timeout' && /^[0-9.]+[smhd]?$/.test(text));
}

export function baseOf(program: string): string {
    return program.slice(program.lastIndexOf('/') + 1);
}
