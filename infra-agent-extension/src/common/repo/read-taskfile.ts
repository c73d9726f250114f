/** Reads Taskfiles (taskfile.dev) as far as needed to say which shell text a task runs. */
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { SourceLookup } from './repo-files';
import { folderOf, joinPath } from './repo-path';
import type { Given, TargetReading, TargetStep } from './target-steps';

interface Taskfile {
    readonly document: Document;
    readonly file: string;
    readonly folder: string;
    /** Included files by their namespace. */
    readonly included: ReadonlyMap<string, Taskfile>;
}

interface Reading {
    readonly lookup: SourceLookup;
    readonly files: string[];
    readonly problems: { message: string; file: string; start: number; end: number }[];
    readonly steps: TargetStep[];
    readonly missing: string[];
    readonly seen: Set<string>;
}

const UNKNOWN = '${task_value}';

export function readTaskfileTargets(lookup: SourceLookup, file: string, targets: readonly string[], given: Given): TargetReading {
    const reading: Reading = { lookup, files: [], problems: [], steps: [], missing: [], seen: new Set() };
    const taskfile = readFile(reading, file, { file, start: 0, end: 0 }, 0);
    for (const target of taskfile ? targets.length > 0 ? targets : ['default'] : []) {
        visit(reading, taskfile!, target, given);
    }
    return reading;
}

function readFile(reading: Reading, file: string, from: { readonly file: string; readonly start: number; readonly end: number }, depth: number): Taskfile | undefined {
    const read = reading.lookup.read(file);
    if (read.kind !== 'text' || depth > 8) {
        reading.problems.push({ message: `reads ${file}, which ${read.kind === 'missing' ? 'is not there' : 'cannot be read'}`, ...from });
        return undefined;
    }
    reading.files.push(file);
    const document = parseDocument(read.text, { prettyErrors: false, logLevel: 'silent' });
    if (document.errors.length > 0) {
        reading.problems.push({ message: `reads ${file}, which does not parse`, ...from });
        return undefined;
    }
    const included = new Map<string, Taskfile>();
    const includes = document.get('includes', true);
    for (const pair of isMap(includes) ? includes.items : []) {
        const value = pair.value as Node | null;
        const path = isScalar(value) ? String(value.value) : isMap(value) ? String(value.get('taskfile') ?? '') : '';
        const inner = /^[a-z]+:\/\//i.test(path) ? undefined : includedFile(reading, folderOf(file), path);
        const at = { file, ...rangeOf(value) };
        if (inner === undefined) {
            reading.problems.push({ message: `includes ${path}, which is not read here`, ...at });
            continue;
        }
        const taskfile = readFile(reading, inner, at, depth + 1);
        if (taskfile) {
            included.set(String(isScalar(pair.key) ? pair.key.value : pair.key), taskfile);
        }
    }
    return { document, file, folder: folderOf(file), included };
}

function includedFile(reading: Reading, folder: string, path: string): string | undefined {
    const direct = joinPath(folder, path);
    if (direct === undefined || path === '') {
        return undefined;
    }
    return reading.lookup.list(direct).length > 0 ? ['Taskfile.yml', 'Taskfile.yaml', 'Taskfile.dist.yml'].map(name => `${direct}/${name}`).find(name => reading.lookup.read(name).kind !== 'missing') ?? `${direct}/Taskfile.yml` : direct;
}

function visit(reading: Reading, taskfile: Taskfile, name: string, given: Given): void {
    const [namespace, ...rest] = name.split(':');
    const inner = rest.length > 0 ? taskfile.included.get(namespace) : undefined;
    const task = taskfile.document.getIn(['tasks', name], true);
    if (task === undefined && inner) {
        return visit(reading, inner, rest.join(':'), given);
    }
    const key = `${taskfile.file}\0${name}\0${[...given].join()}`;
    if (reading.seen.has(key) || reading.seen.size > 300) {
        return;
    }
    reading.seen.add(key);
    if (!isNode(task)) {
        const alias = aliasOf(taskfile, name);
        alias === undefined ? reading.missing.push(name) : visit(reading, taskfile, alias, given);
        return;
    }
    runTask(reading, taskfile, task, given);
}

function aliasOf(taskfile: Taskfile, name: string): string | undefined {
    const tasks = taskfile.document.get('tasks', true);
    for (const pair of isMap(tasks) ? tasks.items : []) {
        const aliases = isMap(pair.value) ? pair.value.get('aliases', true) : undefined;
        if (isSeq(aliases) && aliases.items.some(item => isScalar(item) && item.value === name)) {
            return String(isScalar(pair.key) ? pair.key.value : pair.key);
        }
    }
    return undefined;
}

function runTask(reading: Reading, taskfile: Taskfile, task: Node, given: Given): void {
    const own = isMap(task) ? task : undefined;
    const variables = new Map([...variablesOf(reading, taskfile, taskfile.document.get('vars', true)), ...variablesOf(reading, taskfile, taskfile.document.get('env', true)), ...variablesOf(reading, taskfile, own?.get('vars', true)), ...variablesOf(reading, taskfile, own?.get('env', true)), ...given]);
    const fill = (text: string) => filled(text, variables, 0);
    const dir = own?.get('dir');
    const folder = typeof dir === 'string' ? joinPath(taskfile.folder, fill(dir)) ?? taskfile.folder : taskfile.folder;
    const each = (value: unknown, use: (node: Node) => void) => isSeq(value) ? value.items.filter(isNode).forEach(use) : isNode(value) ? use(value) : undefined;
    const step = (node: Node, code: unknown) => typeof code === 'string' ? reading.steps.push({ code: fill(code), file: taskfile.file, ...rangeOf(node), folder }) : undefined;
    const call = (node: Node) => {
        const name = isScalar(node) ? node.value : isMap(node) ? node.get('task') : undefined;
        if (typeof name === 'string') {
            const passed = isMap(node) ? variablesOf(reading, taskfile, node.get('vars', true)) : new Map<string, string>();
            visit(reading, taskfile, fill(name).replace(/^:/, ''), new Map([...passed].map(([key, value]) => [key, fill(value)])));
        }
    };
    each(own?.get('deps', true), call);
    each(own?.get('status', true), node => isScalar(node) && step(node, node.value));
    each(own?.get('preconditions', true), node => isMap(node) ? step(node, node.get('sh')) : isScalar(node) && step(node, node.value));
    const commands = own ? own.get('cmds', true) ?? own.get('cmd', true) : task;
    each(commands, node => {
        if (!isMap(node)) {
            return isScalar(node) && step(node, node.value);
        }
        const deferred = node.get('defer', true);
        if (isMap(deferred)) {
            return call(deferred);
        }
        return node.has('task') ? call(node) : step(node, node.get('cmd') ?? (isScalar(deferred) ? deferred.value : undefined));
    });
}

/** Variables as text; one that a command fills in is that command's output, and the command is run. */
function variablesOf(reading: Reading, taskfile: Taskfile, node: unknown): Map<string, string> {
    const values = new Map<string, string>();
    for (const pair of isMap(node) ? node.items : []) {
        const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
        const value = pair.value;
        const command = isMap(value) ? value.get('sh') : undefined;
        values.set(name, typeof command === 'string' ? `$(${command})` : isScalar(value) ? String(value.value ?? '') : UNKNOWN);
        if (typeof command === 'string' && !reading.steps.some(step => step.code === command)) {
            reading.steps.push({ code: command, file: taskfile.file, ...rangeOf(value), folder: taskfile.folder });
        }
    }
    return values;
}

/** `{{.NAME}}`, with a default; every other template is not known. */
function filled(text: string, variables: ReadonlyMap<string, string>, depth: number): string {
    return text.replace(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g, (_, expression: string) => {
        const match = /^\.(\w+)(?:\s*\|\s*default\s+(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?$/.exec(expression) ?? /^default\s+(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s+\.(\w+)$/.exec(expression);
        if (!match) {
            return UNKNOWN;
        }
        const named = expression.startsWith('.');
        const name = named ? match[1] : match[4];
        const fallback = named ? match[2] ?? match[3] ?? match[4] : match[1] ?? match[2] ?? match[3];
        const value = variables.get(name);
        return value !== undefined && depth < 8 ? filled(value, variables, depth + 1) : name === 'CLI_ARGS' ? '"$@"' : fallback ?? `\${${name}}`;
    });
}

function rangeOf(node: unknown): { start: number; end: number } {
    const range = isNode(node) ? node.range : undefined;
    return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
