/** Runs targets of a task runner's file: make, just, task, npm. Each step is shell text of its own. */
import type { Field, StartedCommand } from '../shell/host';
import { readJustfileTargets } from '../repo/read-justfile';
import { readMakefileTargets } from '../repo/read-makefile';
import { readNpmScripts } from '../repo/read-npm-scripts';
import { readTaskfileTargets } from '../repo/read-taskfile';
import type { SourceLookup } from '../repo/repo-files';
import { folderOf } from '../repo/repo-path';
import type { Given, TargetReading, TargetStep } from '../repo/target-steps';
import { parseShell } from '../shell/parse-shell';
import { computedSource, rootSource } from '../shell/source';
import { known, shown, text } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { fieldOf } from './field-word';
import { placesOf, workspaceRoot } from './place-of-path';
import type { Inner } from './program';
import type { Risk } from '../ops/operation';
import { broughtInWith } from './read-script';
import { runShell } from './run-script';

type Targets = Extract<Inner, { kind: 'targets' }>;
type Tool = Targets['tool'];

export function runTargets(assessing: Assessing, setting: Setting, inner: Targets, command: StartedCommand): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'local', writes: true, message, place: command.place });
    const { lookup } = assessing.context;
    const named = inner.targets.map(target => target.shown).join(' ') || 'its first target';
    if (!lookup || setting.remote) {
        return inner.ifPresent ? undefined : told(isBroughtIn(assessing, inner, command) ? 'HIGH' : 'MED', `runs ${named} of a ${FILE_OF[inner.tool]} that is not looked at here`);
    }
    if (inner.targets.some(target => target.value === undefined)) {
        return told('HIGH', `runs ${named}, and which target that is the text does not fix`);
    }
    const file = fileOf(assessing, lookup, inner, command);
    if (file === undefined) {
        return inner.ifPresent ? undefined : told('HIGH', `runs ${named} of a ${FILE_OF[inner.tool]} that is not there`);
    }
    const reading = readTargets(lookup, inner, file);
    reading.files.forEach(each => assessing.lookedThrough.add(each));
    reading.problems.forEach(problem => say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: problem.message, place: problem }));
    reading.missing.forEach(target => told('HIGH', `runs ${target}, which ${file} does not have`));
    const key = `${file} ${inner.targets.map(target => target.value).join(' ')}`;
    if (assessing.active.includes(key)) {
        return;
    }
    assessing.active.push(key);
    reading.steps.forEach(step => runStep(assessing, setting, step, folderOf(file), command, inner));
    assessing.active.pop();
}

/** A file of a folder that this very command downloads: nobody can have looked at it. */
function isBroughtIn(assessing: Assessing, inner: Targets, command: StartedCommand): boolean {
    const places = placesOf(assessing.context, command.cwd, inner.folder ? fieldOf(inner.folder, command.place).value : text('.'));
    return places.some(place => 'absolute' in place && place.absolute !== undefined && broughtInWith(assessing, `${place.absolute}/x`));
}

const FILE_OF: Readonly<Record<Tool, string>> = { make: 'Makefile', just: 'justfile', task: 'Taskfile', npm: 'package.json' };

const NAMES: Readonly<Record<Tool, readonly string[]>> = {
    make: ['GNUmakefile', 'makefile', 'Makefile'], just: ['justfile', 'Justfile', '.justfile', 'JUSTFILE'],
    task: ['Taskfile.yml', 'taskfile.yml', 'Taskfile.yaml', 'taskfile.yaml', 'Taskfile.dist.yml', 'Taskfile.dist.yaml'], npm: ['package.json']
};

/** The runner's file: named, in the folder, or, for those that look there, above it. */
function fileOf(assessing: Assessing, lookup: SourceLookup, inner: Targets, command: StartedCommand): string | undefined {
    const place = command.place;
    const folder = placesOf(assessing.context, command.cwd, inner.folder ? fieldOf(inner.folder, place).value : text('.'));
    const [only] = folder;
    if (folder.length !== 1 || only.kind !== 'workspace' || !only.exact) {
        return undefined;
    }
    if (inner.file) {
        const [named] = placesOf(assessing.context, text(only.absolute), fieldOf(inner.file, place).value);
        return named.kind === 'workspace' && named.exact && lookup.read(named.path).kind === 'text' ? named.path : undefined;
    }
    for (let at: string | undefined = only.path; at !== undefined; at = inner.tool === 'make' || at === '' ? undefined : folderOf(at)) {
        const names = lookup.list(at);
        const name = NAMES[inner.tool].find(each => names.includes(each));
        if (name) {
            return at === '' ? name : `${at}/${name}`;
        }
    }
    return undefined;
}

function readTargets(lookup: SourceLookup, inner: Targets, file: string): TargetReading {
    const targets = inner.targets.map(target => target.value ?? '');
    const given: Given = new Map([...(inner.assignments ?? []).map(word => word.shown), ...targets.filter(isAssignment)].map(splitAssignment));
    const names = targets.filter(target => !isAssignment(target));
    switch (inner.tool) {
        case 'make':
            return readMakefileTargets(lookup, file, names, given);
        case 'just':
            return readJustfileTargets(lookup, file, names, given);
        case 'task':
            return readTaskfileTargets(lookup, file, names, given);
        case 'npm':
            return readNpmScripts(lookup, file, targets, inner.ifPresent === true);
        default:
            return inner.tool satisfies never;
    }
}

function isAssignment(word: string): boolean {
    return /^[A-Za-z_][\w.-]*[:?+]?=/.test(word);
}

function splitAssignment(word: string): [string, string] {
    const at = word.indexOf('=');
    return [word.slice(0, at).replace(/[:?+]$/, ''), word.slice(at + 1)];
}

function runStep(assessing: Assessing, setting: Setting, step: TargetStep, folder: string, command: StartedCommand, inner: Targets): void {
    const place = { start: step.start, end: step.end, file: step.file };
    const given = inner.args?.map(word => fieldOf(word, command.place)) ?? [];
    const code = step.addsArguments && given.length > 0 ? `${step.code} "$@"` : step.code;
    const parsed = parseShell(code);
    const source = code.startsWith('#!') ? rootSource(code, parsed, { file: step.file }) : { ...computedSource(rootSource(code, parsed, { file: step.file }), code, parsed, place), file: step.file };
    const interpreter = /^#!\s*(\S+)(?:\s+(?:-S\s+)?(\S+))?/.exec(step.code);
    const program = interpreter && (/\/env$/.test(interpreter[1]) ? interpreter[2] : interpreter[1]);
    if (program && !/(^|\/)(ba|z|da|k|a)?sh$/.test(program)) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `runs ${program} code, which is not read here`, place });
    }
    const root = workspaceRoot(assessing.context);
    const inFolder = step.folder ?? folder;
    const assignments = inner.assignments?.map(word => fieldOf(word, command.place)) ?? [];
    const args: readonly Field[] = step.args?.map(arg => ({ value: text(arg), splits: false, place })) ?? given;
    const environment = (name: string) => assignments.filter(field => shown(field.value).startsWith(`${name}=`)).map(field => text((known(field.value) ?? '').slice(name.length + 1)))[0] ?? command.environment(name);
    runShell(assessing, setting, source, { name: text('sh'), args, command: { ...command, environment, place }, cwd: text(inFolder === '' ? root : `${root}/${inFolder}`) });
}

