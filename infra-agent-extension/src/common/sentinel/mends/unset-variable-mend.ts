/**
 * How an unset variable is mended, in this order: derived as another script of the repository derives the same thing, beside the other defaults;
 * validated by the repository's own helper; or required in bash's own words. Then it is documented beside the others.
 */
import { changed, patchEdit, lineBreakOf } from '../mend-edits';
import { documentVariable } from './variable-docs';
import { wholeLines } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { Edit } from '../../ops/operation';
import type { ShellScript, VariableRead, VariableSet } from '../../repo/shell-script';

export interface UnsetPlace {
    readonly script: ShellScript;
    readonly file: string;
    readonly read: VariableRead;
}

/** `places` are all reads of one name. */
export function unsetVariableMend(context: CheckContext, places: readonly UnsetPlace[]): Mend | undefined {
    const [{ script, file, read: { name } }] = places;
    const derived = derivation(context, script, name);
    const defaults = derived && lastDefault(context, script, derived.needs);
    if (derived && defaults) {
        return {
            title: `Derive ${name} beside the other defaults`,
            edits: [addDefault(context, defaults, name, derived.expression), ...documentVariable(context, file, { name, fallback: derived.expression, meaning: `${words(name)}, derived as ${derived.file} does` })],
            assumptions: [`REVIEW: ${name} is what ${derived.file} derives as \`${derived.name}=${derived.expression}\``]
        };
    }
    const own = places.filter(place => place.file === place.script.file);
    const edits = own.flatMap(place => {
        const helper = validationHelper(context, place.script);
        return requireBefore(context, place.script, place.read, helper ? `${helper} ${name}` : `: "\${${name}:?set ${name}}"`) ?? [];
    });
    return edits.length === 0 || edits.length < new Set(places.map(place => place.file)).size ? undefined : {
        title: `Require ${name} before it is used`,
        edits: [...edits, ...documentVariable(context, file, { name, meaning: words(name) })],
        assumptions: [`REVIEW: ${name} is for whoever runs the script to give; nothing in the repository shows its value`]
    };
}

interface Derivation {
    readonly name: string;
    readonly expression: string;
    readonly needs: readonly string[];
    readonly file: string;
}

/** Another script sets something of the same name (`zone_name` for `DNS_ZONE_NAME`) from variables by parameter expansion alone. */
function derivation(context: CheckContext, script: ShellScript, name: string): Derivation | undefined {
    const wanted = tokensOf(name);
    for (const other of context.shell.scripts.values()) {
        for (const set of other.sets) {
            const tokens = tokensOf(set.name);
            const alike = tokens.every(token => wanted.includes(token)) && tokens.at(-1) === wanted.at(-1) && (tokens.length >= 2 || wanted.length <= 2) && tokens.length > 0 && set.name !== name;
            const needs = alike ? expansionsOf(other, set) : undefined;
            if (needs?.length && other.file !== script.file && set.value) {
                return { name: set.name, expression: other.text.slice(set.value.start, set.value.end).replace(/^"([\s\S]*)"$/, '$1'), needs, file: other.file };
            }
        }
    }
    return undefined;
}

/** Words of a name; `NAME` at its end says nothing. */
function tokensOf(name: string): string[] {
    const tokens = name.toLowerCase().split('_').filter(token => token !== '');
    return tokens.length > 1 && tokens.at(-1) === 'name' ? tokens.slice(0, -1) : tokens;
}

/** Variables by which the value is made; none if commands or positional arguments take part, or if it only gives a name a second name. */
function expansionsOf(script: ShellScript, set: VariableSet): string[] | undefined {
    if (!set.value || set.value.pieces.some(piece => piece.kind === 'command' || piece.kind === 'glob') || set.value.text.includes('\n')) {
        return undefined;
    }
    const reads = script.reads.filter(read => read.start >= set.value!.start && read.end <= set.value!.end);
    const shown = set.value.text.replace(/"/g, '');
    return reads.length > 0 && !/\$\{?[0-9@*#?!]/.test(shown) && !/^\$\{?\w+\}?$/.test(shown) ? [...new Set(reads.map(read => read.name))] : undefined;
}

/** The last of the defaults (`: "${NAME:=…}"`, `NAME="${NAME:-…}"`) that the script's shell sets, in a file where all that is needed is set or read before it. */
function lastDefault(context: CheckContext, script: ShellScript, needs: readonly string[]): { script: ShellScript; set: VariableSet } | undefined {
    const files = context.shell.closure(script.file).flatMap(file => context.shell.scripts.get(file) ?? []);
    const candidates = files.map(one => ({ script: one, sets: one.sets.filter(set => set.keepsEnvironment && !set.conditional && /^[A-Z]/.test(set.name)) })).filter(({ sets }) => sets.length >= 2);
    for (const { script: owner, sets } of candidates) {
        const known = needs.every(need => files.some(one => one.sets.some(set => set.name === need) || one.reads.some(read => read.name === need) || one.calls.some(call => call.words.some(word => word.value === need))));
        if (known) {
            return { script: owner, set: sets.findLast(set => !set.exported) ?? sets.at(-1)! };
        }
    }
    return undefined;
}

/** One line behind the last default, in its form and indentation. */
function addDefault(context: CheckContext, last: { script: ShellScript; set: VariableSet }, name: string, expression: string): Edit {
    const text = context.text(last.script.file)!;
    const { start, end } = wholeLines(text, last.set.start, last.set.end);
    const line = text.slice(start, end).replace(/\r?\n$/, '');
    const indent = /^\s*/.exec(line)![0];
    const exported = /^\s*(export|readonly|declare -\w+)\s+/.exec(line)?.[1];
    // The value of an assignment is not split, so quotes are a matter of taste.
    const quote = /=\$\{/.test(line) && !/\s/.test(expression) ? '' : '"';
    const added = /^\s*:\s/.test(line) ? `${indent}: "\${${name}:=${expression}}"` : `${indent}${exported ? `${exported} ` : ''}${name}=${quote}\${${name}:-${expression}}${quote}`;
    return patchEdit(last.script.file, text, changed(text, [{ start: end, end, text: `${added}${lineBreakOf(text)}` }]));
}

/** A function of the repository that is given names of variables elsewhere: `require_var PROJECT_ID`, `require_env A B`. */
export function validationHelper(context: CheckContext, script: ShellScript): string | undefined {
    const names = [...context.shell.functions(script.file).keys()].filter(name => /(require|need|check|ensure|assert|validate|must)\w*/i.test(name) && /(var|env|set|defined|param|require)/i.test(name));
    const used = names.filter(name => [...context.shell.scripts.values()].some(one => one.calls.some(call => call.name === name && call.words.length > 1 && call.words.slice(1).every(word => /^[A-Z][A-Z0-9_]+$/.test(word.value ?? '')))));
    return used[0];
}

/** In front of the statement at top level that reads it first, or whose function does. */
function requireBefore(context: CheckContext, script: ShellScript, read: VariableRead, statement: string): Edit | undefined {
    const text = context.text(script.file)!;
    const calls = script.calls.filter(call => call.inFunction === undefined && !call.substituted);
    const first = read.inFunction === undefined ? read.start : calls.find(call => call.name === read.inFunction)?.start;
    const behind = script.calls.filter(call => (call.name === 'source' || call.name === '.') && call.inFunction === undefined).at(-1);
    if (first === undefined) {
        return undefined;
    }
    const top = topLevelLine(script, first);
    const at = behind && behind.end > top ? wholeLines(text, behind.start, behind.end).end : top;
    return patchEdit(script.file, text, changed(text, [{ start: at, end: at, text: `${statement}${lineBreakOf(text)}` }]));
}

/** The nearest line at or above the offset that begins a statement at the margin. */
function topLevelLine(script: ShellScript, offset: number): number {
    const starts = [...script.calls, ...script.conditions.map(condition => ({ statementStart: script.text.indexOf(condition.text), inFunction: undefined }))].map(call => call.statementStart);
    let at = script.text.lastIndexOf('\n', offset - 1) + 1;
    while (at > 0 && (/^(\s|fi\b|done\b|else\b|elif\b|then\b|do\b|esac\b|\}|\))/.test(script.text.slice(at, at + 6)) || (!starts.includes(at) && /\\\r?\n$/.test(script.text.slice(0, at))))) {
        at = script.text.lastIndexOf('\n', at - 2) + 1;
    }
    return at;
}

function words(name: string): string {
    return name.toLowerCase().replaceAll('_', ' ');
}
