/** Docs that name scripts, tasks or variables that do not exist, or that list them and miss some. */
import { baseName, folderOf, joinPath } from '../../../repo/repo-path';
import type { Check, CheckContext, CheckMeta } from '../../check';
import { docTables, type DocTable, type TableRow } from '../../doc-mentions';
import type { Finding, Mend } from '../../finding';
import { changed, lineBreakOf, patchEdit } from '../../mend-edits';
import { similarName } from '../../mends/similar-name';
import { taskSentence } from '../../mends/task-sentence';
import { report } from '../../report';
import { isForeign, wholeLines } from '../../shell-view';
import { writtenFiles } from '../../written-files';
import type { ShellScript, ShellWord } from '../../../repo/shell-script';
import type { TaskFamily } from '../../../repo/task-families';

const meta: CheckMeta = {
    id: 'repo/docs-drift', severity: 'warning',
    title: 'Docs and repository disagree',
    docs: 'Docs that name a task, script or setting that is not there send people the wrong way; a table that lists nearly all of them and misses one hides it. Tables of tasks and of settings, links, and the commands of code blocks are compared with what is there.'
};
const TASK = /^\d{1,4}[-_.][\w.-]+\.(sh|bash)$/;
const VARIABLE = /^\$?\{?([A-Z][A-Z0-9_]+)\}?$/;

export const check: Check = {
    meta,
    *run(context): Iterable<Finding> {
        for (const table of docTables(context).filter(candidate => !isForeign(candidate.file))) {
            yield* taskTable(context, table);
            yield* variableTable(context, table);
        }
        for (const file of context.files.filter(candidate => context.model(candidate)?.kind === 'doc' && !isForeign(candidate) && !/(^|\/)(CHANGELOG|HISTORY|RELEASES?)/i.test(candidate))) {
            yield* namedTasks(context, file);
            yield* brokenLinks(context, file);
            yield* commands(context, file);
            yield* inlineCommands(context, file);
            yield* makeTargets(context, file);
        }
    }
};

/** The family that a table is about: at least three of its rows are tasks of it. */
function* taskTable(context: CheckContext, table: DocTable): Iterable<Finding> {
    const family = context.families.map(candidate => ({ candidate, named: table.rows.filter(row => candidate.tasks.some(task => baseName(task) === baseName(row.key))) })).sort((a, b) => b.named.length - a.named.length)[0];
    if (!family || family.named.length < 3) {
        return;
    }
    const { candidate, named } = family;
    for (const row of table.rows.filter(other => TASK.test(baseName(other.key)) && !named.includes(other) && context.named(baseName(other.key)).length === 0)) {
        yield report(context, meta, { file: table.file, start: row.keyStart, end: row.keyStart + row.key.length }, {
            message: `The table names \`${row.key}\`, which is not there.`, mend: rowMend(context, table, row, candidate)
        });
    }
    const missing = candidate.tasks.filter(task => !table.rows.some(row => baseName(row.key) === baseName(task)));
    if (missing.length > 0 && named.length * 4 >= candidate.tasks.length * 3) {
        yield report(context, meta, { file: table.file, start: table.start, end: table.headerEnd }, {
            message: `The table lists ${named.length} of the ${candidate.tasks.length} tasks in ${candidate.folder}, and misses ${missing.map(task => `\`${baseName(task)}\``).join(', ')}.`,
            mend: missingTaskRows(context, table, candidate, missing)
        });
    }
}

/** A near name is corrected, if that task has no row of its own; else the row goes. */
function rowMend(context: CheckContext, table: DocTable, row: TableRow, family: TaskFamily): Mend {
    const text = context.text(table.file)!;
    const free = family.tasks.map(baseName).filter(name => !table.rows.some(other => baseName(other.key) === name));
    const name = similarName(baseName(row.key), free);
    if (name !== undefined) {
        return { title: `Name ${name} in ${table.file}`, edits: [patchEdit(table.file, text, changed(text, [{ start: row.keyStart, end: row.keyStart + row.key.length, text: row.key.replace(baseName(row.key), () => name) }]))] };
    }
    return { title: `Remove ${row.key} from the table in ${table.file}`, edits: [patchEdit(table.file, text, changed(text, [{ start: row.start, end: row.end, text: '' }]))], assumptions: [`REVIEW: ${row.key} was removed or never written; no task comes near its name`] };
}

function missingTaskRows(context: CheckContext, table: DocTable, family: TaskFamily, missing: readonly string[]): Mend | undefined {
    if (table.columns.length !== 2) {
        return undefined;
    }
    const text = context.text(table.file)!;
    const changes = missing.map(task => {
        const before = family.tasks.slice(0, family.tasks.indexOf(task)).reverse().map(other => table.rows.find(row => baseName(row.key) === baseName(other))).find(row => row !== undefined);
        const at = before ? before.end : table.rows[0].start;
        const sample = table.rows.find(row => TASK.test(baseName(row.key)))!.key;
        return { start: at, end: at, text: `| \`${sample.includes('/') ? `${folderOf(sample)}/` : ''}${baseName(task)}\` | ${taskSentence(context, task).replaceAll('|', '\\|')} |${lineBreakOf(text)}` };
    });
    return { title: `Add ${missing.map(baseName).join(', ')} to the table in ${table.file}`, edits: [patchEdit(table.file, text, changed(text, changes))] };
}

/** A table of settings: at least three rows are variables that scripts use. */
function* variableTable(context: CheckContext, table: DocTable): Iterable<Finding> {
    const rows = table.rows.flatMap(row => VARIABLE.test(row.key) ? [{ row, name: VARIABLE.exec(row.key)![1] }] : []);
    // A table of scripts' settings: all that it explains are the scripts', but for what is drifting.
    const scripted = rows.filter(({ name }) => isInScripts(context, name));
    if (scripted.length < 3 || rows.length - scripted.length > Math.max(1, rows.length / 6)) {
        return;
    }
    for (const { row, name } of rows.filter(candidate => !scripted.includes(candidate) && !isUsed(context, candidate.name))) {
        const text = context.text(table.file)!;
        yield report(context, meta, { file: table.file, start: row.keyStart, end: row.keyStart + row.key.length }, {
            message: `The table explains \`${name}\`, which nothing in the repository reads.`,
            mend: { title: `Remove ${name} from the table in ${table.file}`, edits: [patchEdit(table.file, text, changed(text, [{ start: row.start, end: row.end, text: '' }]))], assumptions: [`REVIEW: nothing outside the repository needs ${name}`] }
        });
    }
    yield* missingVariables(context, table, rows.map(({ row, name }) => ({ row, name })));
}

/** Defaults that the same file sets beside the ones that the table lists. */
function* missingVariables(context: CheckContext, table: DocTable, rows: readonly { row: TableRow; name: string }[]): Iterable<Finding> {
    for (const script of context.shell.scripts.values()) {
        const defaults = [...new Map(script.sets.filter(set => set.keepsEnvironment && /^[A-Z][A-Z0-9_]+$/.test(set.name) && !set.local).map(set => [set.name, set])).values()];
        const listed = defaults.filter(set => rows.some(({ name }) => name === set.name));
        const missing = defaults.filter(set => !listed.includes(set));
        if (listed.length < 3 || missing.length === 0 || listed.length * 4 < defaults.length * 3) {
            continue;
        }
        const text = context.text(table.file)!;
        const changes = missing.map(set => {
            const before = defaults.slice(0, defaults.indexOf(set)).reverse().map(other => rows.find(({ name }) => name === other.name)?.row).find(row => row !== undefined) ?? rows.at(-1)!.row;
            const fallback = script.text.slice(set.start, set.end).match(/\$\{\w+:?[-=]([\s\S]*)\}"?$/)?.[1].replace(/^["']|["']$/g, '') ?? '';
            const cells = table.columns.map((column, index) => index === 0 ? `\`${set.name}\`` : /default/i.test(column) ? (fallback === '' ? 'empty' : `\`${fallback}\``) : index === table.columns.length - 1 ? meaningOf(set.name) : '');
            return { start: before.end, end: before.end, text: `| ${cells.join(' | ')} |${lineBreakOf(text)}` };
        });
        yield report(context, meta, { file: table.file, start: table.start, end: table.headerEnd }, {
            message: `The table of settings misses ${missing.map(set => `\`${set.name}\``).join(', ')}, which ${script.file} sets beside the others.`,
            mend: { title: `Explain ${missing.map(set => set.name).join(', ')} in ${table.file}`, edits: [patchEdit(table.file, text, changed(text, changes))], assumptions: ['REVIEW: the meaning is read off the name'] }
        });
    }
}

function meaningOf(name: string): string {
    const words = name.toLowerCase().split('_').filter(word => word !== 'name');
    return /_NAME$/.test(name) ? `name of the ${words.join(' ')}` : words.join(' ');
}

function isInScripts(context: CheckContext, name: string): boolean {
    return [...context.shell.scripts.values()].some(script => script.reads.some(read => read.name === name) || script.sets.some(set => set.name === name) || script.calls.some(call => call.words.some(word => word.value === name)));
}

function isUsed(context: CheckContext, name: string): boolean {
    const word = new RegExp(`\\b${name}\\b`);
    return context.files.some(file => context.model(file)?.kind !== 'doc' && word.test(context.text(file)!));
}

/** Tasks of a family, named in running text by their file name. */
function* namedTasks(context: CheckContext, file: string): Iterable<Finding> {
    const known = context.families.filter(family => family.numbered);
    const tables = known.length > 0 ? docTables(context).filter(table => table.file === file) : [];
    for (const code of known.length > 0 ? context.model(file)!.markdown!.inlineCode : []) {
        const name = baseName(code.text.trim());
        if (TASK.test(name) && context.named(name).length === 0 && !tables.some(table => table.rows.some(row => row.keyStart === code.start || (code.start >= row.start && code.end <= row.end)))) {
            const near = similarName(name, known.flatMap(family => family.tasks.map(baseName)));
            const text = context.text(file)!;
            yield report(context, meta, { file, start: code.start, end: code.end }, {
                message: `It names \`${name}\`, which is not there.`,
                mend: near === undefined ? undefined : { title: `Name ${near} in ${file}`, edits: [patchEdit(file, text, changed(text, [{ start: code.start, end: code.end, text: text.slice(code.start, code.end).replace(name, () => near) }]))], assumptions: [`REVIEW: ${name} means ${near}`] }
            });
        }
    }
}

/** Relative links to files that are not there. */
function* brokenLinks(context: CheckContext, file: string): Iterable<Finding> {
    // Shown beside its files, so that folders and pictures are links of its own too; elsewhere they may be pages of a site.
    const shown = /(^|\/)(README|CONTRIBUTING)\.md$/i.test(file) && !/(^|\/)(docs?|site|website|content)\//.test(file);
    // Taken into other pages, whose folder then counts.
    for (const link of /(^|\/)(_?includes?|_?partials?|_?snippets?)\//.test(file) ? [] : context.model(file)!.markdown!.links) {
        const target = decoded(link.target.replace(/[#?].*$/, ''));
        if (target === '' || /^([a-z][a-z0-9+.-]*:|\/|<|#|\()/i.test(target) || /[{}<>*$%]/.test(target) || !(/\.(md|sh|ya?ml|tf|json|bash|py|env\.example)$/.test(target) || (shown && (target.startsWith('.') || target.includes('/'))))) {
            continue;
        }
        const path = joinPath(folderOf(file), target);
        if (path !== undefined && path !== '' && !context.exists(path) && !context.exists(target) && !context.ignored(path)) {
            yield report(context, meta, { file, start: link.start, end: link.end }, { message: `It links to \`${target}\`, which is not there.` });
        }
    }
}

function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** Scripts that a code block starts by a path whose folder is there, and the script is not. */
function* commands(context: CheckContext, file: string): Iterable<Finding> {
    const written = writtenFiles(context);
    for (const { script, at } of context.model(file)!.embedded ?? []) {
        if (script.problems.length > 0 || /git clone|\bcd \S*\.\.|mkdir|cat\s*>|<<|\bcurl\b|\bwget\b|touch /.test(script.text)) {
            continue;
        }
        for (const call of script.calls) {
            const words = context.shell.effective(call, script);
            const word = ['bash', 'sh', 'source', '.'].includes(words[0]?.value ?? '') ? words[1] : words[0];
            const path = word?.value;
            if (path === undefined || !/^(\.\/)?[\w.-]+(\/[\w.-]+)+\.(sh|bash)$/.test(path)) {
                continue;
            }
            const entered = foldersEntered(script.text);
            if (entered.some(folder => !['', folderOf(file)].some(base => context.exists(joinPath(base, folder) ?? '')))) {
                // It enters a folder that is made elsewhere.
                break;
            }
            const bases = [...new Set(['', folderOf(file), ...entered])];
            const places = bases.flatMap(base => joinPath(base, path) ?? []);
            const folderThere = places.find(place => context.exists(folderOf(place)));
            if (folderThere !== undefined && !places.some(place => context.exists(place) || written.has(place)) && context.named(baseName(path)).length === 0 && !context.ignored(folderThere)) {
                yield report(context, meta, { file, start: at(word.start), end: at(word.end) }, { message: `It tells to run \`${path}\`, which is not there.` });
            }
        }
    }
}

/** `make TARGET` for targets that no Makefile has; only where all Makefiles say all that they have. */
function* makeTargets(context: CheckContext, file: string): Iterable<Finding> {
    const makefiles = context.files.filter(candidate => context.model(candidate)?.kind === 'makefile');
    const closed = makefiles.length > 0 && makefiles.every(makefile => !/^[ \t]*-?s?include\b|^[^\t#\n]*%[^\n]*:|^[^\t#\n:=]*\$[^\n:=]*:/m.test(context.text(makefile)!));
    const targets = new Set(makefiles.flatMap(makefile => context.model(makefile)!.targets ?? []));
    const named = (script: ShellScript): (ShellWord | undefined)[] => script.calls.filter(one => one.name === 'make').map(call => call.words.slice(1).find(one => !one.text.startsWith('-') && !one.text.includes('=')));
    const embedded = closed ? context.model(file)!.embedded ?? [] : [];
    // A doc that stands elsewhere, and none of whose targets is here, speaks of another project.
    const beside = makefiles.some(makefile => folderOf(makefile) === folderOf(file)) || embedded.some(({ script }) => named(script).some(word => targets.has(word?.value ?? '')));
    for (const { script, at } of beside ? embedded : []) {
        for (const word of /git clone|\bcd\s|make -C/.test(script.text) ? [] : named(script)) {
            if (word?.value !== undefined && /^[\w.-]+$/.test(word.value) && !targets.has(word.value)) {
                const near = similarName(word.value, [...targets]);
                yield report(context, meta, { file, start: at(word.start), end: at(word.end) }, { message: `It names the target \`${word.value}\`, which the Makefile does not have.`, mend: targetMend(context, file, { start: at(word.start), end: at(word.end), name: word.value, near }) });
            }
        }
    }
}

/** A near name is corrected; a line of a code block that is nothing but the command goes. */
function targetMend(context: CheckContext, file: string, at: { start: number; end: number; name: string; near: string | undefined }): Mend | undefined {
    const text = context.text(file)!;
    if (at.near !== undefined) {
        return { title: `Name the target ${at.near} in ${file}`, edits: [patchEdit(file, text, changed(text, [{ start: at.start, end: at.end, text: at.near }]))], assumptions: [`REVIEW: ${at.name} means ${at.near}`] };
    }
    const line = wholeLines(text, at.start, at.end);
    const alone = /^[ \t]*(\$ )?make [\w.-]+([ \t]+\w+=\S*)*[ \t]*(#.*)?\r?\n?$/.test(text.slice(line.start, line.end));
    return alone ? { title: `Remove \`make ${at.name}\` from ${file}`, edits: [patchEdit(file, text, changed(text, [{ ...line, text: '' }]))], assumptions: [`REVIEW: the target ${at.name} was removed or never written`] } : undefined;
}

/** The same, for a command in running text: `./scripts/seal.sh FILE`. */
function* inlineCommands(context: CheckContext, file: string): Iterable<Finding> {
    const written = writtenFiles(context);
    for (const code of context.model(file)!.markdown!.inlineCode) {
        const path = /^(?:bash |sh |source )?((?:\.\/)?[\w.-]+(?:\/[\w.-]+)+\.(?:sh|bash))(?=\s|$)/.exec(code.text)?.[1];
        const places = path === undefined || TASK.test(baseName(path)) ? [] : [joinPath(path), joinPath(folderOf(file), path)].flatMap(place => place ?? []);
        const there = places.find(place => folderOf(place) !== '' && context.exists(folderOf(place)));
        if (path !== undefined && there !== undefined && !places.some(place => context.exists(place) || written.has(place)) && context.named(baseName(path)).length === 0 && !context.ignored(there)) {
            yield report(context, meta, { file, start: code.start, end: code.end }, { message: `It names \`${path}\`, which is not there.` });
        }
    }
}

function foldersEntered(text: string): string[] {
    return [...text.matchAll(/\bcd\s+([\w./-]+)/g)].map(match => match[1].replace(/^\.\//, '').replace(/\/$/, ''));
}
