/** What docs say about the repository: tables of tasks and of variables, commands in code blocks, paths in links and inline code. */
import { perFile } from './per-file';
import type { CheckContext } from './check';

export interface TableRow {
    /** Inline code of the first cell. */
    readonly key: string;
    readonly keyStart: number;
    readonly cells: readonly string[];
    /** The whole line, with its line break. */
    readonly start: number;
    readonly end: number;
}

export interface DocTable {
    readonly file: string;
    readonly columns: readonly string[];
    readonly rows: readonly TableRow[];
    readonly start: number;
    readonly headerEnd: number;
}

/** Tables whose first column is inline code in at least two rows. */
export function docTables(context: CheckContext): readonly DocTable[] {
    const known = cache.get(context) ?? context.files.filter(file => context.model(file)?.kind === 'doc').flatMap(file => tables(context, file));
    cache.set(context, known);
    return known;
}

const cache = new WeakMap<CheckContext, readonly DocTable[]>();

const tables = perFile((context, file) => tablesIn(file, context.text(file)!));

function tablesIn(file: string, text: string): DocTable[] {
    const found: DocTable[] = [];
    for (const match of (text.includes('|') ? text : '').matchAll(/^(\|.+\|)[ \t]*\r?\n\|[ \t:|-]+\|[ \t]*\r?\n((?:\|.*(?:\r?\n|$))+)/gm)) {
        const bodyStart = match.index + match[0].length - match[2].length;
        const rows: TableRow[] = [];
        for (const line of match[2].matchAll(/\|.*(?:\r?\n|$)/g)) {
            const key = /^\|\s*`([^`]+)`/.exec(line[0]);
            if (key) {
                rows.push({ key: key[1].trim(), keyStart: bodyStart + line.index + line[0].indexOf(key[1]), cells: cellsOf(line[0]), start: bodyStart + line.index, end: bodyStart + line.index + line[0].length });
            }
        }
        if (rows.length >= 2) {
            found.push({ file, columns: cellsOf(match[1]), rows, start: match.index, headerEnd: match.index + match[1].length });
        }
    }
    return found;
}

function cellsOf(line: string): string[] {
    return line.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
}
