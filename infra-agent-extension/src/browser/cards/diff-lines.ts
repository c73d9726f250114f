/** Reads a unified diff into lines to show, numbered as in the file. It must not know what the diff is of. */

export interface DiffLine {
    readonly kind: 'hunk' | 'added' | 'removed' | 'context' | 'note';
    readonly text: string;
    readonly before?: number;
    readonly after?: number;
}

export function diffLines(diff: string): DiffLine[] {
    const lines: DiffLine[] = [];
    let before = 0;
    let after = 0;
    let inHunk = false;
    for (const line of withoutLastEmpty(diff.split('\n'))) {
        const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
        if (hunk) {
            inHunk = true;
            before = Number(hunk[1]);
            after = Number(hunk[2]);
            lines.push({ kind: 'hunk', text: line });
        } else if (!inHunk) {
            continue;
        } else if (line.startsWith('+')) {
            lines.push({ kind: 'added', text: line.slice(1), after: after++ });
        } else if (line.startsWith('-')) {
            lines.push({ kind: 'removed', text: line.slice(1), before: before++ });
        } else if (line.startsWith('\\')) {
            lines.push({ kind: 'note', text: line });
        } else {
            lines.push({ kind: 'context', text: line.slice(1), before: before++, after: after++ });
        }
    }
    return lines;
}

function withoutLastEmpty(lines: string[]): string[] {
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
