/**
 * What a shell word says about a path of the workspace: variables, `dirname`/`BASH_SOURCE` idioms and defaults are followed, as far as the
 * text fixes them. What cannot be known becomes `*`; it is never guessed.
 */
import { folderOf, joinPath } from './repo-path';
import type { Piece, ShellCall, ShellScript, ShellWord } from './shell-script';

/** Marks the root of the workspace, and what is unknown, inside evaluated text; neither can stand in a shell text. */
const ROOT = '\u0000';
const UNKNOWN = '\u0001';
const DEPTH = 12;

/** Where a variable got its value: the word, and the script in which it stands. */
export interface Binding {
    readonly word: ShellWord;
    readonly script: ShellScript;
}

export interface Evaluation {
    readonly script: ShellScript;
    lookup(name: string, script: ShellScript): Binding | undefined;
}

/** A path, or a pattern in which `*` stands for what is not known. `anchored`: from the root of the workspace; else from the folder in which the script runs. */
export interface PathPattern {
    readonly pattern: string;
    readonly exact: boolean;
    readonly anchored: boolean;
}

export function pathOf(word: ShellWord, evaluation: Evaluation): PathPattern | undefined {
    const text = evaluate(word, evaluation.script, evaluation, DEPTH);
    const anchored = text.startsWith(ROOT);
    const rest = anchored ? text.slice(1) : text;
    if (rest === '' || (!anchored && /^[/~]/.test(rest)) || rest.includes(ROOT) || rest.startsWith(`${UNKNOWN}`) || /^[a-z][a-z0-9+.-]*:/i.test(rest)) {
        return undefined;
    }
    const shown = rest.replaceAll(UNKNOWN, '*');
    const exact = !/[*?[{]/.test(shown);
    if (anchored) {
        const path = joinPath(shown);
        return path === undefined ? undefined : { pattern: path, exact, anchored };
    }
    return { pattern: shown.replace(/^(\.\/)+/, ''), exact, anchored };
}

/** The text of a word with variables followed, or undefined where a part of it is unknown. */
export function textOf(word: ShellWord, evaluation: Evaluation): string | undefined {
    const text = evaluate(word, evaluation.script, evaluation, DEPTH);
    return text.includes(UNKNOWN) || text.includes(ROOT) ? undefined : text;
}

/** Whether a path fits a pattern; `*` does not cross a slash. */
export function fits(pattern: string, path: string): boolean {
    return new RegExp(`^${pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`).test(path);
}

function evaluate(word: ShellWord, script: ShellScript, evaluation: Evaluation, depth: number): string {
    return depth === 0 ? UNKNOWN : word.pieces.map(piece => evaluatePiece(piece, script, evaluation, depth)).join('');
}

function evaluatePiece(piece: Piece, script: ShellScript, evaluation: Evaluation, depth: number): string {
    switch (piece.kind) {
        case 'text': return piece.text;
        case 'glob': return /^[*?]+$/.test(piece.text) ? piece.text : UNKNOWN;
        case 'command': return evaluateCommand(piece.calls, script, evaluation, depth);
        case 'variable': return evaluateVariable(piece, script, evaluation, depth);
    }
}

function evaluateVariable(piece: Piece & { kind: 'variable' }, script: ShellScript, evaluation: Evaluation, depth: number): string {
    if (/^\$\{?(BASH_SOURCE(\[0\])?|0)(:-\$\{?0\}?)?\}?$/.test(piece.shown) || /^\$\{\(%\):-%[xN]\}$/.test(piece.shown)) {
        return `${ROOT}/${script.file}`;
    }
    if (/^\$\{(BASH_SOURCE(\[0\])?|0)%\/\*\}$/.test(piece.shown)) {
        return `${ROOT}/${folderOf(script.file)}`;
    }
    if (piece.name === 'PWD') {
        return '.';
    }
    const binding = piece.name === '' ? undefined : evaluation.lookup(piece.name, script);
    const value = binding ? evaluate(binding.word, binding.script, evaluation, depth - 1) : piece.fallback ? evaluate(piece.fallback, script, evaluation, depth - 1) : UNKNOWN;
    if (piece.suffixRemoved === '/*') {
        return value.includes('/') ? value.slice(0, value.lastIndexOf('/')) : UNKNOWN;
    }
    return piece.suffixRemoved === undefined ? value : UNKNOWN;
}

/** `$(cd … && pwd)`, `$(dirname …)`, `$(realpath …)`, `$(git rev-parse --show-toplevel)`. */
function evaluateCommand(calls: readonly ShellCall[], script: ShellScript, evaluation: Evaluation, depth: number): string {
    const operand = (call: ShellCall): string => {
        const word = call.words.slice(1).find(candidate => !candidate.text.startsWith('-'));
        return word ? evaluate(word, script, evaluation, depth - 1) : UNKNOWN;
    };
    const entered = calls.findLast(call => call.name === 'cd' || call.name === 'pushd');
    if (entered && calls.some(call => call.name === 'pwd')) {
        return operand(entered);
    }
    const last = calls.at(-1);
    switch (last?.name) {
        case 'pwd': return '.';
        case 'dirname': {
            const value = operand(last);
            const path = value.startsWith(ROOT) ? joinPath(value.slice(1)) : undefined;
            return path === undefined ? parentOf(value) : `${ROOT}/${folderOf(path)}`;
        }
        case 'realpath': case 'readlink': return operand(last);
        case 'git': return last.words.some(word => word.value === '--show-toplevel') ? ROOT : UNKNOWN;
        default: return UNKNOWN;
    }
}

function parentOf(value: string): string {
    return value.includes('/') && !value.includes(UNKNOWN) ? value.slice(0, value.lastIndexOf('/')) : UNKNOWN;
}
