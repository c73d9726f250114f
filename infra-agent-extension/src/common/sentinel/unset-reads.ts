/** Which variables a script reads though nothing sets them: in its own shell, in what runs it, in the files and docs that a person follows. */
import { isEnvironmentVariable } from './known-variables';
import { perFile } from './per-file';
import { reachedFunctions } from './shell-view';
import { baseName } from '../repo/repo-path';
import type { CheckContext } from './check';
import type { ShellScript, VariableRead } from '../repo/shell-script';

export interface UnsetRead {
    readonly file: string;
    readonly read: VariableRead;
}

/** Variables that whoever starts the script has to set: it reads them without a default, and neither it, its libraries nor what runs it sets them. None where that cannot be told. */
export function expectedFromOutside(context: CheckContext, script: ShellScript): string[] {
    const shells = context.shell.sharedWith(script.file).flatMap(file => context.shell.scripts.get(file) ?? []);
    if (shells.some(one => one.setsUnknown || one.problems.length > 0 || sourcesUnknown(context, one))) {
        return [];
    }
    const set = new Set([...shells, ...runnersOf(context, script)].flatMap(one => [...one.sets.map(assigned => assigned.name), ...one.reads.filter(read => read.guarded).map(read => read.name)]));
    context.files.filter(file => context.model(file)!.kind === 'makefile').forEach(file => context.model(file)!.sets?.forEach(assigned => set.add(assigned.name)));
    const functions = reachedFunctions(context, script);
    const reads = context.shell.closure(script.file).flatMap(file => context.shell.scripts.get(file)!.reads.filter(read => read.inFunction === undefined || file === script.file || functions.has(read.inFunction)));
    return [...new Set(reads.filter(read => !read.guarded && /^[A-Z][A-Z0-9_]+$/.test(read.name) && !set.has(read.name) && !isEnvironmentVariable(read.name)).map(read => read.name))].sort();
}

/** First unset read of each variable in the script; in libraries only in functions that it reaches. Nothing if anything may be set from outside its text. */
export function unsetReads(context: CheckContext, script: ShellScript): UnsetRead[] {
    const files = context.shell.closure(script.file);
    const shells = context.shell.sharedWith(script.file).flatMap(file => context.shell.scripts.get(file) ?? []);
    if (shells.some(one => one.setsUnknown || one.problems.length > 0) || shells.some(one => sourcesUnknown(context, one))) {
        return [];
    }
    const known = knownNames(context, script, shells);
    const functions = reachedFunctions(context, script);
    const found = new Map<string, UnsetRead>();
    for (const file of files) {
        const one = context.shell.scripts.get(file)!;
        for (const read of one.reads) {
            const runs = file === script.file || (read.inFunction !== undefined && functions.has(read.inFunction)) || read.inFunction === undefined;
            if (runs && !read.guarded && !found.has(read.name) && !known.has(read.name) && !isEnvironmentVariable(read.name)) {
                found.set(read.name, { file, read });
            }
        }
    }
    return [...found.values()];
}

/** A sourced file that is not in the repository may set anything, unless an example of it is: then what it may set is known. */
function sourcesUnknown(context: CheckContext, script: ShellScript): boolean {
    return script.calls.filter(call => call.name === 'source' || call.name === '.').some(call => {
        const resolved = call.words[1] ? context.shell.resolve(call.words[1], script, call.start) : undefined;
        if (resolved?.existing.some(path => context.shell.scripts.has(path) || context.model(path)?.kind === 'env-example')) {
            return false;
        }
        const name = resolved?.pattern.exact ? baseName(resolved.pattern.pattern) : '';
        return !/^\.?env|\.env$/.test(name) || environmentExamples(context).length === 0;
    });
}

export function environmentExamples(context: CheckContext): readonly string[] {
    return context.files.filter(file => context.model(file)?.kind === 'env-example');
}

function knownNames(context: CheckContext, script: ShellScript, shells: readonly ShellScript[]): Set<string> {
    const names = new Set(namesSetOutside(context));
    for (const one of [...shells, ...runnersOf(context, script)]) {
        one.sets.forEach(set => names.add(set.name));
        one.reads.filter(read => read.guarded).forEach(read => names.add(read.name));
        namesHandled(one).forEach(name => names.add(name));
    }
    return names;
}

/** The scripts that run it, and what they source: what they export it gets. */
function runnersOf(context: CheckContext, script: ShellScript): ShellScript[] {
    const files = context.facts.edges.filter(edge => edge.kind === 'runs' && edge.to === script.file).flatMap(edge => context.shell.scripts.has(edge.from) ? context.shell.sharedWith(edge.from) : []);
    return files.flatMap(file => context.shell.scripts.get(file) ?? []);
}

/** Names handed to a function (`require_var A B`), looped over, or listed: someone looks after them. */
function namesHandled(script: ShellScript): readonly string[] {
    const known = handled.get(script);
    if (known) {
        return known;
    }
    const words = [...script.calls.filter(call => call.name !== 'export').flatMap(call => call.words.slice(1)), ...script.loops.flatMap(loop => loop.words), ...script.sets.flatMap(set => [...(set.elements ?? []), ...(set.value ? [set.value] : [])])];
    const names = words.flatMap(word => (word.value ?? '').length < 2_000 ? (word.value ?? '').split(/[\s,]+/) : []).map(text => text.replace(/[=:].*$/, '')).filter(text => /^[A-Za-z_]\w+$/.test(text));
    handled.set(script, names);
    return names;
}

const handled = new WeakMap<ShellScript, readonly string[]>();

const outside = new WeakMap<CheckContext, Set<string>>();

/** Set for others: exported anywhere, given on a command line, by pipelines, compose files, Makefiles, `.env` examples; or told to people in the docs. */
function namesSetOutside(context: CheckContext): Set<string> {
    const cached = outside.get(context);
    if (cached) {
        return cached;
    }
    const names = new Set<string>();
    for (const file of context.files) {
        namesSetBy(context, file).forEach(name => names.add(name));
    }
    outside.set(context, names);
    return names;
}

const namesSetBy = perFile((context, file): ReadonlySet<string> => {
    const names = new Set<string>();
    const model = context.model(file)!;
    model.sets?.forEach(set => names.add(set.name));
    for (const script of [...(model.shell ? [model.shell] : []), ...(model.embedded ?? []).map(one => one.script)]) {
        script.calls.forEach(call => call.environment.forEach(name => names.add(name)));
        script.sets.filter(set => set.exported || model.kind !== 'script').forEach(set => names.add(set.name));
    }
    if (model.kind === 'doc') {
        model.markdown?.inlineCode.forEach(code => /^\$?\{?[A-Za-z_]\w*\}?(=.*)?$/.test(code.text) && names.add(code.text.replace(/=.*$/, '').replace(/[${}]/g, '')));
    } else if (model.kind !== 'script') {
        for (const match of context.text(file)!.matchAll(/\b([A-Z][A-Z0-9_]{2,})\b\s*[:=]|name:\s*["']?([A-Z][A-Z0-9_]{2,})\b/g)) {
            names.add(match[1] ?? match[2]);
        }
    }
    return names;
});
