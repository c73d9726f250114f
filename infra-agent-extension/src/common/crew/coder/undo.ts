/**
 * How what a task did is undone, from a table of inverses. The commands are written in the repository's own words: its setup first (what the task
 * sources and loads before it acts), then the inverse of each step, last step first. What has no inverse is said plainly.
 */
import { leafCalls, type LeafCall } from '../../repo/leaf-calls';
import { inverseOf, literal } from './inverse';
import { shellPath, shellQuote } from '../shell-quote';
import type { Rollback } from '../../ops/operation';
import { expectedFromOutside } from '../../sentinel/unset-reads';
import type { CheckContext } from '../../sentinel/check';
import type { ShellScript, ShellWord } from '../../repo/shell-script';

export interface Undo {
    readonly rollback?: Rollback;
    readonly assumptions: string[];
}

export function undoOf(context: CheckContext, task: string): Undo {
    const script = context.shell.scripts.get(task);
    if (!script) {
        return { assumptions: [] };
    }
    const steps = leafCalls(context.shell, script).map(leaf => ({ leaf, inverse: inverseOf(leaf) }));
    const commands: string[] = [];
    const without: string[] = [];
    for (const { leaf, inverse } of steps) {
        const words = inverse.kind === 'inverse' ? placed(context, script, leaf, inverse.words) : [];
        const text = words.length > 0 ? textOf(words) : undefined;
        if (text !== undefined && reachable(context, script, words)) {
            commands.unshift(text);
        } else if (inverse.kind !== 'nothing') {
            without.push(shown(leaf));
        }
    }
    const unique = [...new Set(commands)];
    const setup = unique.length ? setupOf(context, script, unique.join(' ')) : undefined;
    const assumptions = [
        ...(setup && unique.length ? ['REVIEW: rolling back removes what this task makes sure of, even where it was there before the run'] : []),
        ...[...new Set(setup ? without : steps.filter(({ inverse }) => inverse.kind !== 'nothing').map(({ leaf }) => shown(leaf)))].map(step => `No inverse: \`${step}\``)
    ];
    return { ...(setup ? { rollback: { commands: unique.map(run => ({ run: [...setup, run].join(' && ') })) } } : {}), assumptions };
}

/** Variables of the words are set by the script or what it sources, not by a function's own locals, or by whoever runs it. */
function reachable(context: CheckContext, script: ShellScript, words: readonly ShellWord[]): boolean {
    const names = words.flatMap(word => word.pieces.flatMap(piece => piece.kind === 'variable' ? [piece.name] : []));
    const all = context.shell.closure(script.file).flatMap(file => context.shell.scripts.get(file)?.sets ?? []);
    const given = new Set(expectedFromOutside(context, script));
    return names.every(name => given.has(name) || name !== '' && !/^[0-9@*#?]$/.test(name) && all.some(set => set.name === name && !set.local) || context.shell.closure(script.file).some(file => context.shell.scripts.get(file)?.reads.some(read => read.name === name && read.required)) || context.shell.closure(script.file).some(file => context.shell.scripts.get(file)?.calls.some(call => call.words.some(word => word.value === name))));
}

const NAMES_FILES = /^(-f|--filename|-k|--kustomize)$/;

/** From the root of the workspace, where the inverse runs: paths that the task finds by its own place, or from another folder, are named from there. */
function placed(context: CheckContext, script: ShellScript, leaf: LeafCall, words: readonly ShellWord[]): ShellWord[] {
    return words.map((word, index) => {
        const path = NAMES_FILES.test(words[index - 1]?.value ?? '') ? context.shell.resolve(word, script, leaf.from.start) : undefined;
        if (path === undefined || word.value !== undefined && path.place === path.pattern.pattern) {
            return word;
        }
        return path.existing.length === 1 ? literal(path.existing[0]) : path.pattern.anchored ? word : UNKNOWN;
    });
}

/** What no text can say. */
const UNKNOWN: ShellWord = { text: '…', pieces: [{ kind: 'command', calls: [], shown: '…' }], start: 0, end: 0 };

/** `source` of its libraries, the calls that load settings, and its own assignments that the commands need. */
function setupOf(context: CheckContext, script: ShellScript, commands: string): string[] | undefined {
    const parts: string[] = [];
    const needed = new Set([...commands.matchAll(/\$\{?(\w+)/g)].map(match => match[1]));
    const top = script.calls.filter(call => call.inFunction === undefined && !call.substituted && call.conditions.length === 0);
    for (const call of top) {
        if (call.name === 'source' || call.name === '.') {
            const file = context.shell.resolve(call.words[1], script, call.start)?.existing[0];
            if (file === undefined) {
                return undefined;
            }
            parts.push(`source ${shellPath(file)}`);
        } else if (/^(load|read|init|setup|require|get)_?(vars?|env|config|settings|variables|defaults)\w*$/i.test(call.name ?? '') && call.words.every(word => word.value !== undefined)) {
            parts.push(call.words.map(word => shellQuote(word.value!)).join(' '));
        }
    }
    const own = script.sets.filter(set => set.inFunction === undefined && set.value && !set.conditional && needed.has(set.name));
    const usable = own.every(set => !/BASH_SOURCE|\$0|\$\{?[0-9@*]|\$\(|`|\n/.test(script.text.slice(set.start, set.end)));
    return usable ? [...parts, ...own.map(set => script.text.slice(set.start, set.end))] : undefined;
}

/** The words as shell text; undefined if one is the output of a command. */
function textOf(words: readonly ShellWord[]): string | undefined {
    const texts = words.map(word => {
        if (word.value !== undefined) {
            return shellQuote(word.value);
        }
        return word.pieces.every(piece => piece.kind === 'text' || (piece.kind === 'variable' && piece.name !== ''))
            ? quoted(word) : undefined;
    });
    return texts.every(text => text !== undefined) ? texts.join(' ') : undefined;
}

/** `--region="${REGION}"`: a plain beginning stays outside the quotes. */
function quoted(word: ShellWord): string {
    const [first] = word.pieces;
    const lead = first.kind === 'text' ? /^--?[A-Za-z0-9-]+=/.exec(first.text)?.[0] ?? '' : '';
    const rest = word.pieces.map((piece, index) => piece.kind === 'text' ? piece.text.slice(index === 0 ? lead.length : 0).replace(/[\\"`$]/g, '\\$&') : (piece as { shown: string }).shown).join('');
    return `${lead}"${rest}"`;
}

function shown(leaf: LeafCall): string {
    return leaf.words.slice(0, 6).map(word => word.text).join(' ').replace(/\s+/g, ' ').replaceAll('`', "'").slice(0, 120);
}
