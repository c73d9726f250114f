/** What several shell checks ask of an analysis: which scripts are executed, which modes hold in them, which helpers are at hand. */
import { isUnder } from '../repo/infra-agent-config';
import { baseName, folderOf } from '../repo/repo-path';
import type { CheckContext } from './check';
import type { ShellCall, ShellFunction, ShellScript } from '../repo/shell-script';

/** Scripts that are run, not sourced; texts that do not parse are left to the check that says so. */
export function executedScripts(context: CheckContext): ShellScript[] {
    return [...context.shell.scripts.values()].filter(script => isExecuted(context, script) && script.problems.length === 0 && script.dialect !== 'zsh' && !isForeign(script.file));
}

export function isExecuted(context: CheckContext, script: ShellScript): boolean {
    const sourced = context.shell.sourcedBy(script.file).length > 0;
    if (isUnder(script.file, context.config.config.libraries)) {
        return false;
    }
    return context.shell.scripts.has(script.file) && (sourced ? script.shebang !== undefined && context.executable(script.file) && isRun(context, script.file) : !isLibraryPath(script.file) || script.shebang !== undefined && context.executable(script.file));
}

function isRun(context: CheckContext, file: string): boolean {
    return context.facts.edges.some(edge => edge.kind === 'runs' && edge.to === file && !isForeign(edge.from));
}

function isLibraryPath(file: string): boolean {
    return /(^|\/)(lib|libs|library|functions|common|helpers|utils|shared|includes?)\//.test(file) || /^(_|common|lib|functions|helpers|utils|env|config|vars|variables|settings)\b/.test(baseName(file)) || /(^|\/)\.[^/]*$/.test(file);
}

/** Code of others, kept in the tree: nobody mends it here. */
export function isForeign(file: string): boolean {
    return /(^|\/)git_push\.sh$|(^|\/)(node_modules|vendor|third[_-]party|\.terraform|\.venv|venv|site-packages|bower_components)\//.test(file);
}

/** Tests and throw-away environments, in which a second run meets nothing of the first. */
export function isTestPath(file: string): boolean {
    return /(^|\/)(tests?|e2e|bdd|spec|testdata|fixtures|ci|\.ci|\.github|\.circleci|\.gitlab|hack\/ci)\//.test(file) || /(^|[/_.-])(tests?|e2e|ci)(\.(sh|bash))?$/.test(file);
}

export interface Strictness {
    readonly errexit: boolean;
    readonly nounset: boolean;
    readonly pipefail: boolean;
    /** Some `set` with options is there: its author made a choice. */
    readonly chosen: boolean;
}

/** Modes that hold in the script, by itself, its `#!` line, or what it sources. */
export function strictnessOf(context: CheckContext, script: ShellScript): Strictness {
    const all = context.shell.closure(script.file).flatMap(file => context.shell.scripts.get(file) ?? []);
    const settings = all.flatMap(one => one.calls).filter(call => call.name === 'set' && call.inFunction === undefined && !call.substituted);
    const flags = settings.flatMap(call => call.words.slice(1).map((word, index, words) => ({ text: word.value ?? '', before: words[index - 1]?.value ?? '' })));
    const letters = [...flags.filter(({ text }) => /^-[a-zA-Z]+$/.test(text)).map(({ text }) => text), /\s-(\w+)/.exec(script.shebang ?? '')?.[1] ?? ''].join('');
    const named = new Set(flags.filter(({ before }) => /^-\w*o$/.test(before)).map(({ text }) => text));
    return {
        errexit: letters.includes('e') || named.has('errexit'), nounset: letters.includes('u') || named.has('nounset'), pipefail: named.has('pipefail'),
        chosen: script.calls.some(call => call.name === 'set' && /^[-+]\w/.test(call.words[1]?.text ?? '')) || letters.length > 0 || named.size > 0
    };
}

/** The repository's function that says something of no alarm: `log_info`, `info`, `log`. */
export function infoLogger(context: CheckContext, file: string): string | undefined {
    const names = [...context.shell.functions(file).keys()];
    return ['log_info', 'log::info', 'info', 'log.info', 'loginfo', 'log_message', 'log', 'say', 'msg'].find(name => names.includes(name));
}

/** One step of indentation, as the file has it; else as the scripts beside it. */
export function indentOf(context: CheckContext, file: string): string {
    const own = indentIn(context.text(file) ?? '');
    const beside = own ?? context.files.filter(other => folderOf(other) === folderOf(file) && other !== file).map(other => indentIn(context.text(other) ?? '')).find(found => found !== undefined);
    return beside ?? '  ';
}

function indentIn(text: string): string | undefined {
    const lines = text.split('\n').filter(line => /^[ \t]+\S/.test(line));
    if (lines.length === 0) {
        return undefined;
    }
    return lines.some(line => line.startsWith('\t')) ? '\t' : lines.some(line => /^ {2}\S/.test(line)) ? '  ' : lines.some(line => /^ {4}\S/.test(line)) ? '    ' : '  ';
}

/** The call stands alone in its statement, on lines of its own. */
export function standsAlone(script: ShellScript, call: ShellCall): boolean {
    const lineStart = script.text.lastIndexOf('\n', call.statementStart - 1) + 1;
    const lineEnd = script.text.indexOf('\n', call.statementEnd);
    const rest = script.text.slice(call.statementEnd, lineEnd < 0 ? undefined : lineEnd);
    return call.start === call.statementStart && call.end === call.statementEnd && /^\s*$/.test(script.text.slice(lineStart, call.statementStart)) && /^\s*(#.*)?$/.test(rest)
        && !call.redirects.some(redirect => redirect.heredoc);
}

/** From the beginning of the line of `start` to behind the line break of the line of `end`. */
export function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const to = text.indexOf('\n', Math.max(start, end - 1));
    return { start: from, end: to < 0 ? text.length : to + 1 };
}

/** The function with the comment lines directly above it. */
export function functionWithComment(text: string, defined: ShellFunction): { start: number; end: number } {
    const { start: first, end } = wholeLines(text, defined.start, defined.end);
    for (let start = first; ;) {
        const above = text.lastIndexOf('\n', start - 2) + 1;
        if (start === 0 || !/^#(?!!)/.test(text.slice(above, start))) {
            return { start, end };
        }
        start = above;
    }
}

/** Functions that a call reaches, directly or through others. */
export function reachedFunctions(context: CheckContext, script: ShellScript): Set<string> {
    const table = context.shell.functions(script.file);
    const reached = new Set<string>();
    const queue = script.calls.flatMap(call => call.name !== undefined && table.has(call.name) ? [call.name] : []);
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        if (reached.has(name)) {
            continue;
        }
        reached.add(name);
        const owner = context.shell.scripts.get(table.get(name) ?? '');
        for (const call of owner?.calls ?? []) {
            if (call.inFunction === name && call.name !== undefined && table.has(call.name)) {
                queue.push(call.name);
            }
        }
    }
    return reached;
}

export interface PlacedScript {
    readonly file: string;
    readonly script: ShellScript;
    at(offset: number): number;
    readonly folder?: string;
}

/** Shell texts that run: scripts, and what Makefiles, npm scripts, pipelines and Dockerfiles hold. Not what docs show. */
export function runningShell(context: CheckContext): PlacedScript[] {
    return context.files.filter(file => !isForeign(file)).flatMap(file => {
        const model = context.model(file)!;
        const own = model.shell ? [{ file, script: model.shell, at: (offset: number) => offset }] : [];
        return model.kind === 'doc' ? [] : [...own, ...(model.embedded ?? []).map(one => ({ file, script: one.script, at: one.at, folder: one.folder }))];
    });
}
