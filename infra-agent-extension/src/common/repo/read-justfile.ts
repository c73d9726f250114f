/** Reads justfiles as far as needed to say which shell text a recipe runs. */
import type { SourceLookup } from './repo-files';
import { folderOf, joinPath } from './repo-path';
import type { Given, TargetReading, TargetStep } from './target-steps';

interface Recipe {
    readonly name: string;
    readonly parameters: readonly { readonly name: string; readonly value?: string; readonly many: boolean }[];
    readonly before: readonly (readonly string[])[];
    readonly lines: { readonly text: string; readonly start: number; readonly end: number }[];
    readonly file: string;
}

interface Justfile {
    readonly recipes: Map<string, Recipe>;
    readonly aliases: Map<string, string>;
    readonly variables: Map<string, string>;
    readonly files: string[];
    readonly problems: { message: string; file: string; start: number; end: number }[];
    first?: string;
}

const UNKNOWN = '${just_value}';

/** `words` are recipes, each followed by its arguments. */
export function readJustfileTargets(lookup: SourceLookup, file: string, words: readonly string[], given: Given): TargetReading {
    const justfile: Justfile = { recipes: new Map(), aliases: new Map(), variables: new Map(), files: [], problems: [] };
    readFile(lookup, justfile, file, { file, start: 0, end: 0 });
    given.forEach((value, name) => justfile.variables.set(name, `'${value}'`));
    const steps: TargetStep[] = [];
    const missing: string[] = [];
    const seen = new Set<string>();
    const visit = (name: string, args: readonly string[]): void => {
        const recipe = justfile.recipes.get(justfile.aliases.get(name) ?? name);
        const key = [name, ...args].join('\0');
        if (!recipe) {
            missing.push(name);
        } else if (!seen.has(key) && seen.size < 200) {
            seen.add(key);
            const values = bind(justfile, recipe, args);
            recipe.before.forEach(([dependency, ...given]) => visit(dependency, given.map(arg => evaluate(justfile, values, arg, 0))));
            steps.push(...stepsOf(justfile, recipe, values));
        }
    };
    for (const [name, ...args] of splitCalls(justfile, words)) {
        visit(name, args);
    }
    return { steps, files: justfile.files, missing, problems: justfile.problems };
}

function splitCalls(justfile: Justfile, words: readonly string[]): string[][] {
    if (words.length === 0) {
        return justfile.first === undefined ? [] : [[justfile.first]];
    }
    const calls: string[][] = [];
    for (let at = 0; at < words.length;) {
        const recipe = justfile.recipes.get(justfile.aliases.get(words[at]) ?? words[at]);
        const takes = recipe?.parameters.some(parameter => parameter.many) ? words.length : recipe?.parameters.length ?? 0;
        calls.push(words.slice(at, at + 1 + takes));
        at += 1 + takes;
    }
    return calls;
}

function bind(justfile: Justfile, recipe: Recipe, args: readonly string[]): Map<string, string> {
    const values = new Map<string, string>();
    recipe.parameters.forEach((parameter, index) => {
        const given = parameter.many ? args.slice(index).join(' ') : args[index];
        values.set(parameter.name, given || (parameter.value === undefined ? parameter.many ? '' : UNKNOWN : evaluate(justfile, values, parameter.value, 0)));
    });
    return values;
}

function stepsOf(justfile: Justfile, recipe: Recipe, values: ReadonlyMap<string, string>): TargetStep[] {
    const fill = (text: string) => text.replace(/\{\{\{\{/g, '\0').replace(/\{\{([\s\S]*?)\}\}/g, (_, expression: string) => evaluate(justfile, values, expression, 0)).replace(/\0/g, '{{');
    const [first] = recipe.lines;
    if (!first) {
        return [];
    }
    const args = [...values.values()];
    if (first.text.startsWith('#!')) {
        const script = fill(recipe.lines.map(line => line.text).join('\n'));
        return [{ code: script, file: recipe.file, start: first.start, end: recipe.lines[recipe.lines.length - 1].end, args }];
    }
    return joined(recipe.lines).map(line => ({ code: fill(line.text.replace(/^[@-]+/, '')), file: recipe.file, start: line.start, end: line.end, args }));
}

/** Lines that end in a backslash go on. */
function joined(lines: Recipe['lines']): Recipe['lines'] {
    const whole: { text: string; start: number; end: number }[] = [];
    let open = false;
    for (const line of lines) {
        const last = whole[whole.length - 1];
        if (open && last) {
            whole[whole.length - 1] = { text: `${last.text}\n${line.text}`, start: last.start, end: line.end };
        } else {
            whole.push(line);
        }
        open = line.text.endsWith('\\');
    }
    return whole.filter(line => !/^\s*(#|$)/.test(line.text));
}

function readFile(lookup: SourceLookup, justfile: Justfile, file: string, from: { readonly file: string; readonly start: number; readonly end: number }): void {
    const read = justfile.files.includes(file) || justfile.files.length > 30 ? undefined : lookup.read(file);
    if (read === undefined) {
        return;
    }
    if (read.kind !== 'text') {
        justfile.problems.push({ message: `reads ${file}, which ${read.kind === 'missing' ? 'is not there' : 'cannot be read'}`, ...from });
        return;
    }
    justfile.files.push(file);
    let current: Recipe | undefined;
    let start = 0;
    for (const raw of read.text.split('\n')) {
        const end = start + raw.length;
        const line = raw.replace(/\r$/, '');
        if (current && /^[ \t]/.test(line)) {
            current.lines.push({ text: line.replace(/^[ \t]+/, ''), start: start + line.length - line.trimStart().length, end });
        } else if (line.trim() !== '') {
            current = readLine(lookup, justfile, line, { file, start, end });
        }
        start = end + 1;
    }
}

function readLine(lookup: SourceLookup, justfile: Justfile, line: string, at: { readonly file: string; readonly start: number; readonly end: number }): Recipe | undefined {
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line);
    const variable = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(.*)$/.exec(line);
    const include = /^(?:import|!include|mod\??)\s+(?:[\w-]+\s+)?\??\s*['"]([^'"]+)['"]/.exec(line);
    if (/^(#|\[)/.test(line)) {
        return undefined;
    }
    if (/^set\s+(windows-)?shell\b/.test(line) && !/"(ba|z|da)?sh"|'(ba|z|da)?sh'|\/(ba|z|da)?sh["']/.test(line)) {
        justfile.problems.push({ message: 'runs recipes by something that is no shell that is read here', ...at });
    } else if (include) {
        const path = joinPath(folderOf(at.file), include[1]);
        path === undefined ? justfile.problems.push({ message: `reads ${include[1]}, which leads out of the workspace`, ...at }) : readFile(lookup, justfile, path, at);
    } else if (alias) {
        justfile.aliases.set(alias[1], alias[2]);
    } else if (variable && !/^set$/.test(variable[1])) {
        justfile.variables.set(variable[1], variable[2]);
    } else if (!/^set\b|^mod\b/.test(line)) {
        return readRecipe(justfile, line, at.file);
    }
    return undefined;
}

function readRecipe(justfile: Justfile, line: string, file: string): Recipe | undefined {
    const head = /^@?([A-Za-z_][\w-]*)((?:\s+[*+$]*[A-Za-z_][\w-]*(?:\s*=\s*(?:'[^']*'|"[^"]*"|`[^`]*`|[\w()./-]+))?)*)\s*:(?!=)(.*)$/.exec(line);
    if (!head) {
        return undefined;
    }
    const parameters = [...head[2].matchAll(/([*+$]*)([A-Za-z_][\w-]*)(?:\s*=\s*('[^']*'|"[^"]*"|`[^`]*`|[\w()./-]+))?/g)].map(match => ({ name: match[2], many: /[*+]/.test(match[1]), ...(match[3] === undefined ? {} : { value: match[3] }) }));
    const dependencies = head[3].replace(/#.*$/, '');
    const before = [...dependencies.matchAll(/\(([^)]*)\)|([A-Za-z_][\w-]*)/g)].map(match => (match[1] ?? match[2]).match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []).filter(call => call.length > 0);
    const recipe: Recipe = { name: head[1], parameters, before, lines: [], file };
    justfile.recipes.set(recipe.name, recipe);
    justfile.first ??= recipe.name;
    return recipe;
}

/** Strings, names, backticks, and these joined by `+` or `/`; functions are not known. */
function evaluate(justfile: Justfile, values: ReadonlyMap<string, string>, expression: string, depth: number): string {
    const text = expression.trim();
    const quoted = /^'([^']*)'$|^"((?:[^"\\]|\\.)*)"$/.exec(text);
    if (quoted) {
        return quoted[1] ?? quoted[2].replace(/\\(.)/g, (_, char: string) => char === 'n' ? '\n' : char === 't' ? '\t' : char);
    }
    if (/^`[^`]*`$/.test(text)) {
        return `$(${text.slice(1, -1)})`;
    }
    if (/^[A-Za-z_][\w-]*$/.test(text)) {
        const own = values.get(text);
        const variable = justfile.variables.get(text);
        return own ?? (variable === undefined || depth > 12 ? UNKNOWN : evaluate(justfile, values, variable, depth + 1));
    }
    const fromEnvironment = /^env(?:_var(?:_or_default)?)?\(\s*['"](\w+)['"]\s*(?:,\s*('[^']*'|"[^"]*")\s*)?\)$/.exec(text);
    if (fromEnvironment) {
        return `\${${fromEnvironment[1]}${fromEnvironment[2] ? `:-${fromEnvironment[2].slice(1, -1)}` : ''}}`;
    }
    const parts = splitOperators(text);
    return parts ? parts.map(part => part === '/' ? '/' : evaluate(justfile, values, part, depth + 1)).join('') : UNKNOWN;
}

function splitOperators(text: string): string[] | undefined {
    const tokens = text.match(/'[^']*'|"(?:[^"\\]|\\.)*"|`[^`]*`|[A-Za-z_][\w-]*(?!\w|\()|\+|\//g);
    return tokens && tokens.length > 1 && tokens.join('').length === text.replace(/\s+(?=(?:[^'"`]|'[^']*'|"[^"]*"|`[^`]*`)*$)/g, '').length ? tokens.filter(token => token !== '+') : undefined;
}
