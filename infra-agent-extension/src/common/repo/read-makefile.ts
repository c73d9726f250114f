/** Reads Makefiles as far as needed to say which shell text a target runs. Conditions are not decided: all their branches count. */
import type { SourceLookup } from './repo-files';
import { folderOf, joinPath } from './repo-path';
import type { Given, TargetReading, TargetStep } from './target-steps';

interface Rule {
    readonly targets: readonly string[];
    readonly prerequisites: string;
    readonly recipe: readonly { readonly text: string; readonly start: number; readonly end: number }[];
    readonly file: string;
}

interface Makefile {
    readonly rules: Rule[];
    /** Several definitions that differ make a variable uncertain. */
    readonly variables: Map<string, { values: string[]; appends: string[] }>;
    readonly files: string[];
    readonly shells: TargetStep[];
    readonly problems: { message: string; file: string; start: number; end: number }[];
    oneShell: boolean;
    goal?: string;
}

export function readMakefileTargets(lookup: SourceLookup, file: string, targets: readonly string[], given: Given): TargetReading {
    const makefile: Makefile = { rules: [], variables: new Map(), files: [], shells: [], problems: [], oneShell: false };
    readFile(lookup, makefile, file, { file, start: 0, end: 0 });
    const expand = (text: string, automatic: Automatic = NOTHING) => expandMake(makefile, given, text, automatic, 0);
    const asked = targets.length > 0 ? targets : defaultGoal(makefile, expand);
    const steps = [...makefile.shells.map(step => ({ ...step, code: `: "$(${expand(step.code)})"` }))];
    const missing: string[] = [];
    const seen = new Set<string>();
    const visit = (target: string, isAsked: boolean): void => {
        if (seen.has(target) || seen.size > 500) {
            return;
        }
        seen.add(target);
        const rules = rulesFor(makefile, target, expand);
        if (rules.length === 0 && isAsked && lookup.read(joinPath(folderOf(file), target) ?? target).kind === 'missing') {
            missing.push(target);
        }
        for (const { rule, stem } of rules) {
            const prerequisites = expand(rule.prerequisites, { target, prerequisites: [], stem }).split(/\s+/).filter(name => name !== '' && name !== '|').map(name => name.replace('%', stem));
            prerequisites.forEach(name => visit(name, false));
            steps.push(...recipeSteps(makefile, rule, line => expand(line, { target, prerequisites, stem })));
        }
    };
    asked.forEach(target => visit(target, true));
    return { steps, files: makefile.files, missing, problems: makefile.problems };
}

interface Automatic {
    readonly target: string;
    readonly prerequisites: readonly string[];
    readonly stem: string;
}

const NOTHING: Automatic = { target: '', prerequisites: [], stem: '' };
/** What make would fill in and is not known here. */
const UNKNOWN = '${make_value}';

function readFile(lookup: SourceLookup, makefile: Makefile, file: string, from: { readonly file: string; readonly start: number; readonly end: number }, optional = false): void {
    if (makefile.files.includes(file) || makefile.files.length > 50) {
        return;
    }
    const read = lookup.read(file);
    if (read.kind !== 'text') {
        if (!optional) {
            makefile.problems.push({ message: `reads ${file}, which ${read.kind === 'missing' ? 'is not there' : 'cannot be read'}`, ...from });
        }
        return;
    }
    makefile.files.push(file);
    readLines(lookup, makefile, file, read.text);
}

function readLines(lookup: SourceLookup, makefile: Makefile, file: string, text: string): void {
    let current: Rule[] = [];
    let define: { name: string; lines: string[] } | undefined;
    for (const { line, start, end } of logicalLines(text)) {
        if (define) {
            if (/^\s*endef\b/.test(line)) {
                addVariable(makefile, define.name, '=', define.lines.join('\n'));
                define = undefined;
            } else {
                define.lines.push(line);
            }
            continue;
        }
        if (line.startsWith('\t') && current.length > 0) {
            current.forEach(rule => (rule.recipe as { text: string; start: number; end: number }[]).push({ text: line.slice(1), start: start + 1, end }));
            continue;
        }
        const plain = withoutComment(line).trim();
        const definition = /^(?:override\s+)?define\s+([\w.-]+)/.exec(plain);
        if (definition) {
            define = { name: definition[1], lines: [] };
        } else if (plain !== '' && !/^(ifn?eq|ifn?def|else|endif|export\s*$|unexport|vpath|private)\b/.test(plain)) {
            current = readLine(lookup, makefile, { file, start, end }, plain) ?? current;
        }
        if (/\$[({]shell\s/.test(plain) && !/^[\w.-]+\s*=/.test(plain)) {
            makefile.shells.push(...shellCalls(plain).map(code => ({ code, file, start, end })));
        }
    }
}

/** Answers the rules that the recipe lines below belong to, if the line begins some. */
function readLine(lookup: SourceLookup, makefile: Makefile, at: { readonly file: string; readonly start: number; readonly end: number }, line: string): Rule[] | undefined {
    const include = /^(-?|s)include\s+(.*)$/.exec(line);
    if (include) {
        for (const name of expandMake(makefile, new Map(), include[2], NOTHING, 0).split(/\s+/).filter(part => part !== '')) {
            const path = joinPath(folderOf(at.file), name);
            path !== undefined && !/[*$]/.test(name) ? readFile(lookup, makefile, path, at, include[1] !== '') : makefile.problems.push({ message: `includes ${name}, which cannot be told`, ...at });
        }
        return [];
    }
    const variable = /^(?:(?:export|override|private)\s+)*([\w.-]+)\s*(::?:?=|\?=|\+=|!=|=)\s*([\s\S]*)$/.exec(line);
    if (variable) {
        readVariable(makefile, at, variable[1], variable[2], variable[3]);
        return [];
    }
    const rule = splitRule(line);
    if (!rule) {
        return /\$[({](eval|call|foreach)\b/.test(line) ? (makefile.problems.push({ message: 'makes rules while it is read, which are not followed', ...at }), []) : undefined;
    }
    const own = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(::?:?=|\?=|\+=|!=|=)\s*([\s\S]*)$/.exec(rule.rest);
    if (own) {
        addVariable(makefile, own[1], own[2], own[3]);
        return [];
    }
    const [dependencies, inline] = splitOnce(rule.rest, ';');
    const stat = /^([^:]*%[^:]*):(.*)$/.exec(dependencies);
    const made: Rule = {
        targets: expandMake(makefile, new Map(), rule.targets, NOTHING, 0).split(/\s+/).filter(name => name !== ''), prerequisites: stat ? stat[2] : dependencies,
        recipe: inline === undefined ? [] : [{ text: inline.trim(), start: at.start, end: at.end }], file: at.file
    };
    makefile.oneShell ||= made.targets.includes('.ONESHELL');
    makefile.rules.push(made);
    return [made];
}

function readVariable(makefile: Makefile, at: { readonly file: string; readonly start: number; readonly end: number }, name: string, operator: string, value: string): void {
    if (name === 'SHELL' && !/(^|\/)(ba|z|da|k)?sh$|^\/usr\/bin\/env (ba|z|da|k)?sh$/.test(value.trim()) && !/which|command -v/.test(value)) {
        makefile.problems.push({ message: `runs recipes by ${value.trim()}, which is no shell that is read here`, ...at });
    }
    if (name === '.DEFAULT_GOAL') {
        makefile.goal = value.trim();
    }
    if (operator === '!=') {
        makefile.shells.push({ code: value, ...at });
    }
    addVariable(makefile, name, operator, operator === '!=' ? UNKNOWN : value);
}

function addVariable(makefile: Makefile, name: string, operator: string, value: string): void {
    const variable = makefile.variables.get(name) ?? { values: [], appends: [] };
    if (operator === '+=') {
        variable.appends.push(value.trim());
    } else if (!variable.values.includes(value.trim())) {
        variable.values.push(value.trim());
    }
    makefile.variables.set(name, variable);
}

/** The targets and what stands behind the colon; undefined if the line is no rule. */
function splitRule(line: string): { targets: string; rest: string } | undefined {
    let depth = 0;
    for (let at = 0; at < line.length; at++) {
        if (line[at] === '$' && '({'.includes(line[at + 1] ?? ' ')) {
            depth++;
            at++;
        } else if (depth > 0 && ')}'.includes(line[at])) {
            depth--;
        } else if (depth === 0 && line[at] === ':' && line[at + 1] !== '=') {
            const double = line[at + 1] === ':' && line[at + 2] !== '=';
            return { targets: line.slice(0, at).replace(/&$/, ''), rest: line.slice(at + (double ? 2 : 1)) };
        }
    }
    return undefined;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
    const at = text.indexOf(separator);
    return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Lines with their continuations; a recipe keeps the backslash for its shell. */
function* logicalLines(text: string): Iterable<{ line: string; start: number; end: number }> {
    const pattern = /(?:[^\\\n]|\\[^\n]|\\\n)*/y;
    for (let at = 0; at < text.length;) {
        pattern.lastIndex = at;
        const raw = pattern.exec(text)![0];
        const end = at + raw.length;
        const line = raw.replace(/\r$/, '');
        yield { line: line.startsWith('\t') ? line : line.replace(/\\\r?\n\s*/g, ' '), start: at, end };
        at = end + 1;
    }
}

function withoutComment(line: string): string {
    return line.replace(/(^|[^\\])#.*$/s, '$1');
}

function shellCalls(line: string): string[] {
    const calls: string[] = [];
    for (const match of line.matchAll(/\$[({]shell\s+/g)) {
        calls.push(line.slice(match.index + match[0].length, closing(line, match.index + 1) - 1));
    }
    return calls;
}

/** The place behind the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
    const [left, right] = text[open] === '(' ? ['(', ')'] : ['{', '}'];
    let depth = 0;
    for (let at = open; at < text.length; at++) {
        depth += text[at] === left ? 1 : text[at] === right ? -1 : 0;
        if (depth === 0) {
            return at + 1;
        }
    }
    return text.length + 1;
}

function defaultGoal(makefile: Makefile, expand: (text: string) => string): string[] {
    const first = makefile.goal ?? makefile.rules.flatMap(rule => rule.targets).find(target => !/^\.[^/]*$/.test(target) && !target.includes('%'));
    return first === undefined ? [] : expand(first).split(/\s+/).filter(name => name !== '');
}

function rulesFor(makefile: Makefile, target: string, expand: (text: string) => string): { rule: Rule; stem: string }[] {
    const exact = makefile.rules.filter(rule => rule.targets.includes(target)).map(rule => ({ rule, stem: '' }));
    if (exact.some(({ rule }) => rule.recipe.length > 0)) {
        return exact;
    }
    for (const rule of makefile.rules) {
        for (const pattern of rule.targets.map(name => expand(name)).filter(name => name.includes('%'))) {
            const [before, after] = pattern.split('%');
            if (target.length >= before.length + after.length && target.startsWith(before) && target.endsWith(after) && rule.recipe.length > 0) {
                return [...exact, { rule, stem: target.slice(before.length, target.length - after.length) }];
            }
        }
    }
    return exact;
}

function recipeSteps(makefile: Makefile, rule: Rule, expand: (line: string) => string): TargetStep[] {
    const lines = rule.recipe.map(line => ({ ...line, code: expand(line.text.replace(/^[\s@+-]+/, '')).replace(/\n\s*[@+-]+/g, '\n') }));
    if (makefile.oneShell && lines.length > 0) {
        return [{ code: lines.map(line => line.code).join('\n'), file: rule.file, start: lines[0].start, end: lines[lines.length - 1].end }];
    }
    return lines.filter(line => line.code.trim() !== '').map(({ code, start, end }) => ({ code, file: rule.file, start, end }));
}

function expandMake(makefile: Makefile, given: Given, text: string, automatic: Automatic, depth: number): string {
    let out = '';
    for (let at = 0; at < text.length; at++) {
        if (text[at] !== '$' || at + 1 === text.length) {
            out += text[at];
            continue;
        }
        const next = text[at + 1];
        if (next === '(' || next === '{') {
            const end = closing(text, at + 1);
            out += expandReference(makefile, given, text.slice(at + 2, end - 1), automatic, depth);
            at = end - 1;
        } else {
            out += next === '$' ? '$' : automaticValue(next, automatic) ?? UNKNOWN;
            at++;
        }
    }
    return out;
}

function automaticValue(sign: string, { target, prerequisites, stem }: Automatic): string | undefined {
    switch (sign) {
        case '@': return target;
        case '<': return prerequisites[0] ?? '';
        case '^': case '+': case '?': return prerequisites.join(' ');
        case '*': return stem;
        default: return undefined;
    }
}

function expandReference(makefile: Makefile, given: Given, body: string, automatic: Automatic, depth: number): string {
    if (depth > 12) {
        return UNKNOWN;
    }
    const inner = (text: string) => expandMake(makefile, given, text, automatic, depth + 1);
    const call = /^([a-z-]+)\s+([\s\S]*)$/.exec(body);
    if (call) {
        return expandFunction(makefile, given, call[1], call[2], { automatic, depth, inner });
    }
    const name = inner(body);
    if (/^[@<^+?*][DF]?$/.test(name)) {
        return name.length === 1 ? automaticValue(name, automatic) ?? UNKNOWN : UNKNOWN;
    }
    const known = given.get(name);
    if (known !== undefined) {
        return known;
    }
    const variable = makefile.variables.get(name);
    if (variable) {
        return variable.values.length > 1 ? `\${${/^\w+$/.test(name) ? name : 'make_value'}}` : inner([...variable.values, ...variable.appends].join(' '));
    }
    return name === 'MAKE' ? 'make' : name === 'CURDIR' || name === 'PWD' ? '$PWD' : name === 'SHELL' ? 'sh' : /^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : UNKNOWN;
}

interface Expanding {
    readonly automatic: Automatic;
    readonly depth: number;
    readonly inner: (text: string) => string;
}

function expandFunction(makefile: Makefile, given: Given, name: string, rest: string, { automatic, depth, inner }: Expanding): string {
    switch (name) {
        case 'shell':
            return `$(${inner(rest)})`;
        case 'info': case 'warning': case 'error':
            return '';
        case 'strip':
            return inner(rest).trim().replace(/\s+/g, ' ');
        case 'call': {
            const [called, ...args] = rest.split(',');
            const variable = makefile.variables.get(called.trim());
            const numbered = args.map((arg, index) => [String(index + 1), inner(arg).trim()] as const);
            return variable && variable.values.length === 1 ? expandMake(makefile, new Map([...given, ...numbered]), variable.values[0], automatic, depth + 1) : UNKNOWN;
        }
        default:
            // What it makes is not known, but a shell call in it still runs.
            return UNKNOWN + shellCalls(rest).map(code => `$(${inner(code)})`).join('');
    }
}
