/** Adds a variable beside the others where people look for them: the table of settings in a README, and the `.env` example. */
import { folderOf } from '../../repo/repo-path';
import { lineBreakOf, patchEdit } from '../mend-edits';
import { environmentExamples } from '../unset-reads';
import type { CheckContext } from '../check';
import type { Edit } from '../../ops/operation';

export interface DocumentedVariable {
    readonly name: string;
    readonly meaning: string;
    /** As the table shows it; absent for one that must be given. */
    readonly fallback?: string;
}

export interface VariableTable {
    readonly file: string;
    readonly columns: readonly string[];
    readonly names: readonly string[];
    /** Offset behind its last row. */
    readonly end: number;
    /** Its rows begin and end with a bar. */
    readonly bars: boolean;
}

/** Tables whose first column names variables in code, at least two of them. */
export function variableTables(context: CheckContext): VariableTable[] {
    return context.files.filter(file => context.model(file)?.kind === 'doc').flatMap(file => tablesIn(file, context.text(file)!));
}

export function documentVariable(context: CheckContext, near: string, variable: DocumentedVariable): Edit[] {
    const table = variableTables(context).sort((a, b) => distance(a.file, near) - distance(b.file, near))[0];
    const edits: Edit[] = [];
    if (table && !table.names.includes(variable.name)) {
        const text = context.text(table.file)!;
        const cells = table.columns.map((column, index) => index === 0 ? `\`${variable.name}\`` : /default/i.test(column) ? variable.fallback === undefined ? 'none, required' : `\`${variable.fallback}\`` : /requir/i.test(column) ? variable.fallback === undefined ? 'yes' : 'no' : index === table.columns.length - 1 ? variable.meaning : '');
        const lineBreak = lineBreakOf(text);
        const before = text.slice(0, table.end);
        const lead = before.endsWith('\n') ? '' : lineBreak;
        edits.push(patchEdit(table.file, text, `${before}${lead}${table.bars ? `| ${cells.join(' | ')} |` : cells.join(' | ')}${lineBreak}${text.slice(table.end)}`));
    }
    const example = [...environmentExamples(context)].filter(file => /example|sample|template|dist/.test(file)).sort((a, b) => distance(a, near) - distance(b, near))[0];
    if (example && !new RegExp(`^\\s*#?\\s*(export\\s+)?${variable.name}=`, 'm').test(context.text(example)!)) {
        edits.push(exampleEdit(context, example, variable));
    }
    return edits;
}

/** After the last line that sets or suggests a variable in the same block as its like: given ones with given ones, defaults with defaults. */
function exampleEdit(context: CheckContext, file: string, variable: DocumentedVariable): Edit {
    const text = context.text(file)!;
    const like = variable.fallback === undefined ? /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=.*$/gm : /^[ \t]*#[ \t]*[A-Za-z_]\w*=.*$/gm;
    const last = [...text.matchAll(like)].at(-1) ?? [...text.matchAll(/^.*=.*$/gm)].at(-1);
    const at = last ? last.index + last[0].length : text.length;
    const line = variable.fallback === undefined ? `${variable.name}=` : `# ${variable.name}=${variable.fallback}`;
    const lineBreak = lineBreakOf(text);
    return patchEdit(file, text, last ? `${text.slice(0, at).replace(/\r$/, '')}${lineBreak}${line}${text.slice(at)}` : `${text}${line}${lineBreak}`);
}

/** With or without bars at the margins, as GitHub reads them. */
function tablesIn(file: string, text: string): VariableTable[] {
    const tables: VariableTable[] = [];
    for (const match of text.matchAll(/^(\|?[^|\n]*\|[^\n]*)\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)+\r?\n((?:[^\n]*\|[^\n]*(?:\n|$))+)/gm)) {
        const names = [...match[2].matchAll(/^\|?[ \t]*`\$?\{?([A-Z][A-Z0-9_]+)\}?`[ \t]*\|/gm)].map(row => row[1]);
        if (names.length >= 2) {
            tables.push({ file, columns: cellsOf(match[1]), names, end: match.index + match[0].length, bars: match[2].startsWith('|') });
        }
    }
    return tables;
}

function cellsOf(row: string): string[] {
    return row.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
}

/** How many folders apart two files are. */
function distance(a: string, b: string): number {
    const [from, to] = [folderOf(a).split('/'), folderOf(b).split('/')];
    let common = 0;
    while (common < from.length && from[common] === to[common]) {
        common++;
    }
    return from.length + to.length - 2 * common;
}
