/** What a task needs before it can run: tools, variables, a settings file, placeholders filled in. */
import { shellPath, shellQuote } from '../shell-quote';
import type { DeriveInput } from '../role';
import type { RunStep } from './run-steps';
import { folderOf, joinPath } from '../../repo/repo-path';
import { appliedFiles } from '../../sentinel/applied-files';
import { environmentExamples, expectedFromOutside } from '../../sentinel/unset-reads';
import { reachedFunctions } from '../../sentinel/shell-view';
import type { Precondition } from '../../ops/operation';
import type { CheckContext } from '../../sentinel/check';
import type { Finding } from '../../sentinel/finding';
import type { ShellCall, ShellScript } from '../../repo/shell-script';

export interface TaskNeeds {
    readonly preconditions: Precondition[];
    readonly env: string[];
    readonly assumptions: string[];
}

export function taskNeeds({ context, facts, findings }: DeriveInput, step: Pick<RunStep, 'scripts' | 'tools'>): TaskNeeds {
    const calls = step.scripts.flatMap(file => callsOf(context, context.shell.scripts.get(file)!));
    const known = new Set(facts.edges.flatMap(edge => edge.toKind === 'tool' ? [edge.to] : []));
    const tools = [...new Set([...step.tools, ...toolsOf(context, known, calls)])];
    const required = [...new Set([...requiredVariables(context, calls), ...step.scripts.flatMap(file => expectedFromOutside(context, context.shell.scripts.get(file)!))])].sort();
    const settings = required.length ? settingsFile(context, calls) : undefined;
    const preconditions: Precondition[] = [
        ...tools.map(tool => ({ tool })),
        ...(settings ? [{ file: settings.file }] : required.map(name => ({ env: name }))),
        ...(takesCurrentContext(context, step.scripts, calls) ? [{ command: 'kubectl config current-context' }] : [])
    ];
    const inputs = new Set([...appliedFiles(context)].filter(([, by]) => step.scripts.includes(by)).map(([file]) => file));
    const open = findings.filter(finding => finding.check === 'repo/placeholder' && inputs.has(finding.file));
    preconditions.push(...open.map(finding => filledIn(context, finding)));
    return {
        preconditions, env: settings ? [] : required,
        assumptions: settings && required.length ? [`REVIEW: ${settings.file} gives ${required.join(', ')}; ${settings.example} shows how`] : []
    };
}

/** Looks for the placeholder in what is no comment: exit 1 says that grep read the file, and that it is not there. */
function filledIn(context: CheckContext, { file, range: { start, end } }: Finding): Precondition {
    const line = context.text(file)!.split('\n')[start.line];
    const found = line.slice(start.character, start.line === end.line ? end.character : undefined).trim();
    return { command: `grep -nE ${shellQuote(`^[^#]*${found.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`)} ${shellPath(file)}`, expect: { exit: 1 } };
}

interface Reached {
    readonly call: ShellCall;
    readonly script: ShellScript;
}

/** Calls of the task and of the functions that it reaches. */
export function callsOf(context: CheckContext, script: ShellScript): Reached[] {
    const reached = reachedFunctions(context, script);
    const own = script.calls.map(call => ({ call, script }));
    const through = context.shell.closure(script.file).filter(file => file !== script.file).flatMap(file => {
        const library = context.shell.scripts.get(file)!;
        return library.calls.filter(call => call.inFunction === undefined || reached.has(call.inFunction)).map(call => ({ call, script: library }));
    });
    return [...own, ...through];
}

/** Tools that it calls without asking first whether they are there. */
function toolsOf(context: CheckContext, known: ReadonlySet<string>, calls: readonly Reached[]): string[] {
    const asked = new Set(calls.flatMap(({ call, script }) => ['command', 'type', 'which', 'hash'].includes(call.name ?? '') ? call.words.slice(1).flatMap(word => word.value !== undefined ? [word.value] : loopWords(word.text, script)) : []));
    const used = calls.flatMap(({ call, script }) => context.shell.effective(call, script)[0]?.value ?? []);
    return [...new Set(used)].filter(tool => known.has(tool) && !asked.has(tool) && !['git', 'make'].includes(tool)).sort();
}

/** It reaches whatever cluster kubectl is set to: then there has to be one. Not where it names its context, or sees to it by itself. */
function takesCurrentContext(context: CheckContext, scripts: readonly string[], calls: readonly Reached[]): boolean {
    const words = calls.map(({ call, script }) => context.shell.effective(call, script).map(word => word.value ?? word.text));
    const reaching = words.filter(([program, ...rest]) => program === 'kubectl' && !/^(config|version|kustomize|completion|explain)$/.test(rest.find(word => !word.startsWith('-')) ?? 'version') && !rest.some(word => /^--dry-run=client$/.test(word)));
    const names = reaching.some(call => call.some(word => /^--(context|kubeconfig|server)(=|$)/.test(word)));
    const makes = words.some(call => /\b(get-credentials|update-kubeconfig|use-context|set-context|create cluster|cluster create|login)\b/.test(call.join(' ')));
    const closure = scripts.flatMap(script => context.shell.closure(script)).flatMap(file => context.shell.scripts.get(file) ?? []);
    return reaching.length > 0 && !names && !makes && !closure.some(script => script.sets.some(set => set.name === 'KUBECONFIG'));
}

function loopWords(text: string, script: ShellScript): string[] {
    const name = /^"?\$\{?(\w+)\}?"?$/.exec(text)?.[1];
    return script.loops.filter(loop => loop.name === name).flatMap(loop => loop.words.flatMap(word => word.value ?? []));
}

/** Names that a validation helper is given, and `${NAME:?…}`. */
function requiredVariables(context: CheckContext, calls: readonly Reached[]): string[] {
    const byHelper = calls.filter(({ call }) => /require|need|check|assert|validate/i.test(call.name ?? '') && call.words.length > 1 && call.words.slice(1).every(word => /^[A-Z][A-Z0-9_]+$/.test(word.value ?? ''))).flatMap(({ call }) => call.words.slice(1).map(word => word.value!));
    const scripts = [...new Set(calls.map(({ script }) => script))];
    const byMark = scripts.flatMap(script => script.reads.filter(read => read.required && /^[A-Z]/.test(read.name) && calls.some(({ call }) => call.inFunction === read.inFunction)).map(read => read.name));
    const given = new Set(scripts.flatMap(script => script.sets.filter(set => set.value?.value !== undefined && set.value.value !== '' && !set.keepsEnvironment).map(set => set.name)));
    return [...new Set([...byHelper, ...byMark])].filter(name => !given.has(name) && context !== undefined).sort();
}

/** The file that is sourced for settings where an example of it lies beside. */
function settingsFile(context: CheckContext, calls: readonly Reached[]): { file: string; example: string } | undefined {
    for (const { call, script } of calls) {
        const target = (call.name === 'source' || call.name === '.') && call.words[1] ? context.shell.resolve(call.words[1], script, call.start) : undefined;
        const file = target?.missing ?? (target?.existing[0] !== undefined && context.model(target.existing[0])?.kind === 'env-example' ? target.existing[0] : undefined);
        const example = file === undefined ? undefined : environmentExamples(context).find(candidate => candidate !== file && folderOf(candidate) === folderOf(file));
        if (file !== undefined && example !== undefined && joinPath(file) !== undefined) {
            return { file, example };
        }
    }
    return undefined;
}
