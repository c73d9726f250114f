/** Text changes to the exact edits of an operation: a unified diff against the file as it is, which a strict applier takes. */
import { createTwoFilesPatch } from 'diff';
import type { Edit } from '../ops/operation';

export interface TextChange {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

/** Non-overlapping changes by offsets, in any order. */
export function changed(text: string, changes: readonly TextChange[]): string {
    return [...changes].sort((a, b) => b.start - a.start || b.end - a.end).reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}

export function patchEdit(file: string, before: string, after: string): Edit {
    return { file, patch: patchOf(file, before, after) };
}

/** A patch with three lines of context; CRLF and a missing last line break stay as they are. */
export function patchOf(file: string, before: string, after: string): string {
    const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
    return patch.replace(/^=+\n/, '');
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
    return text.includes('\r\n') ? '\r\n' : '\n';
}
