/** What there is to run, in order: the tasks of a family; else what a Makefile's main target asks for; else the script that a person starts. */
import { baseName, folderOf, relativePath } from '../../repo/repo-path';
import { shellPath } from '../shell-quote';
import { taskTitle } from './task-shows';
import type { CheckContext } from '../../sentinel/check';
import type { TaskFamily } from '../../repo/task-families';

export interface RunStep {
    /** The file or target that it is about. */
    readonly subject: string;
    readonly title: string;
    readonly why: string;
    readonly command: { readonly run: string; readonly cwd?: string };
    /** Scripts of the repository that it runs; the first is what it is. */
    readonly scripts: readonly string[];
    /** Programs that it needs beside those of its scripts. */
    readonly tools: readonly string[];
    /** A command of the same kind that undoes it: `make down` for `make up`. */
    readonly inverse?: string;
}

/** Not part of the way up: run when someone means it. */
const BY_HAND = /(destroy|teardown|tear_down|clean|delete|remove|uninstall|rollback|reset|restore|(^|[-_/])down\b)/i;
const MAIN_TARGETS = ['up', 'deploy', 'bootstrap', 'install', 'apply', 'provision', 'all', 'release', 'start', 'run'];
const INVERSES: Readonly<Record<string, string>> = { up: 'down', start: 'stop', install: 'uninstall' };

export function runSteps(context: CheckContext): RunStep[] {
    const family = [...context.families].filter(candidate => candidate.tasks.some(task => !/(^|\/)(tests?|examples?)\//.test(task))).sort((a, b) => b.tasks.length - a.tasks.length)[0];
    return family ? familySteps(context, family) : makeSteps(context) ?? entrySteps(context);
}

function familySteps(context: CheckContext, family: TaskFamily): RunStep[] {
    return inOrder(family).filter(task => !BY_HAND.test(baseName(task))).map(task => ({
        subject: task, title: taskTitle(context, task), command: taskCommand(context, family, task), scripts: [task], tools: [],
        why: `${task} is step ${family.tasks.indexOf(task) + 1} of ${family.tasks.length}${family.driver ? ` of ${family.driver}` : ` in ${family.folder}`}.`
    }));
}

/** As the driver lists them; by number where it does not. */
function inOrder(family: TaskFamily): readonly string[] {
    const listed = family.mentions.filter(mention => mention.file === family.driver && !mention.byGlob).sort((a, b) => a.start - b.start).map(mention => mention.task);
    const driven = [...new Set(listed)];
    const sorted = driven.every((task, index) => index === 0 || family.tasks.indexOf(driven[index - 1]) < family.tasks.indexOf(task));
    return sorted ? family.tasks : [...driven, ...family.tasks.filter(task => !driven.includes(task))];
}

/** Through the repository's own task runner where there is one; else the task itself. From the folder above, as its docs would. */
function taskCommand(context: CheckContext, family: TaskFamily, task: string): { run: string; cwd?: string } {
    const runner = family.runners.find(candidate => candidate !== family.driver && !family.tasks.includes(candidate) && context.shell.scripts.has(candidate) && candidate.endsWith('.sh'));
    const base = folderOf(family.folder);
    const run = runner && takesOneName(context, runner) ? `${start(context, runner, base)} ${shellPath(baseName(task))}` : start(context, task, base);
    return base === '' ? { run } : { run, cwd: base };
}

function start(context: CheckContext, file: string, base: string): string {
    const path = relativePath(base, file);
    const direct = context.executable(file) && context.shell.scripts.get(file)?.shebang !== undefined;
    return direct ? shellPath(/^\.{1,2}\//.test(path) ? path : `./${path}`) : `bash ${shellPath(path)}`;
}

/** A runner that is given the task's file name: it joins `$1` to the folder as it is. */
function takesOneName(context: CheckContext, runner: string): boolean {
    const script = context.shell.scripts.get(runner);
    return script !== undefined && [...script.sets.flatMap(set => set.value ?? []), ...script.calls.flatMap(call => call.words)].some(word => /\/\$\{?1\}?"?$/.test(word.text) || /\/"?\$\{?(task|name|script)\}?"?$/.test(word.text));
}

/** Each prerequisite of the main target, and the target itself where it does something of its own. */
function makeSteps(context: CheckContext): RunStep[] | undefined {
    const file = context.files.filter(candidate => /(^|\/)(GNUm|M|m)akefile$/.test(candidate)).sort((a, b) => a.split('/').length - b.split('/').length)[0];
    const text = file === undefined ? '' : context.text(file)!;
    const rules = new Map([...text.matchAll(/^([\w.-]+)[ \t]*:(?![:=])[ \t]*([^\n#;]*)/gm)].filter(match => !match[1].startsWith('.')).map(match => [match[1], { needs: match[2].trim().split(/\s+/).filter(word => /^[\w.-]+$/.test(word)), start: match.index, recipe: recipeEnd(text, match.index) }]));
    const main = MAIN_TARGETS.find(target => rules.has(target));
    if (file === undefined || main === undefined) {
        return undefined;
    }
    const { needs, start: at, recipe } = rules.get(main)!;
    const targets = [...needs.filter(target => rules.has(target)), ...(hasRecipe(text, at, recipe) || needs.length === 0 ? [main] : [])];
    return targets.map((target, index) => {
        const rule = rules.get(target)!;
        const calls = (context.model(file)!.embedded ?? []).filter(one => one.at(0) >= rule.start && one.at(0) < rule.recipe).flatMap(one => one.script.calls.map(call => ({ call, script: one.script, folder: one.folder })));
        const scripts = calls.flatMap(({ call, script, folder }) => context.shell.pathArguments(call, script).filter(argument => argument.kind === 'runs').flatMap(argument => context.shell.resolve(argument.word, script, call.start, folder)?.existing ?? [])).filter(path => context.shell.scripts.has(path));
        const undone = INVERSES[target];
        return {
            subject: `${file}:${target}`, title: scripts.length > 0 ? `make ${target}: ${sentenceOf(context, scripts[0])}` : `make ${target}`, scripts: [...new Set(scripts)], tools: ['make', ...new Set(calls.flatMap(({ call }) => KNOWN_TOOLS.test(call.name ?? '') ? [call.name!] : [])), ...(/^[ \t]*\$\(COMPOSE\)|docker compose/m.test(text.slice(rule.start, rule.recipe)) ? ['docker'] : [])],
            command: folderOf(file) === '' ? { run: `make ${target}` } : { run: `make ${target}`, cwd: folderOf(file) },
            why: targets.length > 1 ? `${target} is step ${index + 1} of ${targets.length} of \`make ${main}\`.` : `${file} calls it \`${target}\`.`,
            ...(undone !== undefined && rules.has(undone) ? { inverse: `make ${undone}` } : {})
        };
    });
}

const KNOWN_TOOLS = /^(kubectl|helm|terraform|tofu|docker|aws|gcloud|az|flux|kustomize|ansible-playbook)$/;

function sentenceOf(context: CheckContext, script: string): string {
    return taskTitle(context, script).replace(/^[^:]*: /, '');
}

function recipeEnd(text: string, start: number): number {
    const next = /\n(?![\t#\n ])/.exec(text.slice(start));
    return next ? start + next.index + 1 : text.length;
}

function hasRecipe(text: string, start: number, end: number): boolean {
    return /\n\t/.test(text.slice(start, end));
}

/** The most canonical script, where it can be started without arguments. */
function entrySteps(context: CheckContext): RunStep[] {
    const file = context.facts.entryPoints.find(candidate => !BY_HAND.test(baseName(candidate)));
    const script = file === undefined ? undefined : context.shell.scripts.get(file);
    const asks = script?.calls.some(call => call.words.some(word => /^"?\$\{?1(:\?.*)?\}?"?$/.test(word.text)) && call.inFunction === undefined) || script?.sets.some(set => set.inFunction === undefined && /^"?\$\{?1(:\?[^}]*)?\}?"?$/.test(set.value?.text ?? ''));
    return file === undefined || asks ? [] : [{ subject: file, title: taskTitle(context, file), why: `${file} is what a person starts here.`, command: { run: start(context, file, '') }, scripts: [file], tools: [] }];
}
