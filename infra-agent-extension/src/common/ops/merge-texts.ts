/**
 * Merges two changes of one text, line by line: what only one side changed is taken from it. Lines that both changed differently, or changes
 * that touch, are a conflict, and nothing is guessed.
 */
import { diffArrays } from 'diff';

export type Merged = { readonly text: string } | MergeConflict;

export interface MergeConflict {
    readonly conflict: string;
    /** Zero-based lines of the base that both sides changed. */
    readonly start: number;
    readonly end: number;
}

/** Lines `start` to `end` (exclusive) of the base become `lines`. */
interface Change {
    readonly start: number;
    readonly end: number;
    readonly lines: readonly string[];
}

/** Beyond so many changed lines a comparison takes too long to wait for. */
const MOST_CHANGES = 4_000;

export function mergeTexts(base: string, ours: string, theirs: string): Merged {
    const lines = linesOf(base);
    const [our, their] = [changes(lines, linesOf(ours)), changes(lines, linesOf(theirs))];
    if (!our || !their) {
        return { conflict: 'too many lines changed to compare them', start: 0, end: lines.length };
    }
    const all = [...our, ...their.filter(change => !our.some(same => isSame(same, change)))].sort((a, b) => a.start - b.start || a.end - b.end);
    const merged: (readonly string[])[] = [];
    let next = 0;
    for (const [index, change] of all.entries()) {
        const before = all[index - 1];
        // Touching counts: of two changes side by side nobody knows which order was meant.
        if (before && change.start <= before.end) {
            return { conflict: 'both changed the same lines', start: before.start, end: Math.max(before.end, change.end) };
        }
        merged.push(lines.slice(next, change.start), change.lines);
        next = change.end;
    }
    merged.push(lines.slice(next));
    return { text: merged.flat().join('') };
}

/** Each with its own ending. */
function linesOf(text: string): string[] {
    return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changes(base: readonly string[], changed: readonly string[]): Change[] | undefined {
    const parts = diffArrays([...base], [...changed], { maxEditLength: MOST_CHANGES });
    if (!parts) {
        return undefined;
    }
    const result: Change[] = [];
    let at = 0;
    for (let index = 0; index < parts.length; index++) {
        const part = parts[index];
        if (!part.added && !part.removed) {
            at += part.value.length;
            continue;
        }
        const other = parts[index + 1];
        const pair = other && (other.added || other.removed) ? [part, other] : [part];
        index += pair.length - 1;
        const removed = pair.find(one => one.removed)?.value.length ?? 0;
        result.push({ start: at, end: at + removed, lines: pair.find(one => one.added)?.value ?? [] });
        at += removed;
    }
    return result;
}

function isSame(one: Change, other: Change): boolean {
    return one.start === other.start && one.end === other.end && one.lines.join('') === other.lines.join('');
}
