/** Which lines of today's file an edit touches, context included: two cards that touch the same ones cannot be sent in any order. */
import type { Edit } from '../../ops/operation';

export interface TouchedLines {
    readonly file: string;
    /** One-based; `whole` for edits that replace, delete or convert the file. */
    readonly from: number;
    readonly to: number;
}

export function touchedLines(edit: Edit): TouchedLines[] {
    const whole = edit.content !== undefined || edit.delete === true || edit.lineEnding !== undefined;
    const all = whole ? [{ file: edit.file, from: 0, to: Number.MAX_SAFE_INTEGER }] : [];
    const hunks = [...(edit.patch ?? '').matchAll(/^@@ -(\d+)(?:,(\d+))? \+/gm)].map(match => {
        const [from, length] = [Number(match[1]), Number(match[2] ?? 1)];
        return { file: edit.file, from, to: from + Math.max(length, 1) - 1 };
    });
    return [...all, ...hunks];
}

export function overlaps(a: TouchedLines, b: TouchedLines): boolean {
    return a.file === b.file && a.from <= b.to && b.from <= a.to;
}
