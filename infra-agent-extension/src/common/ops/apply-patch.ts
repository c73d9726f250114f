/**
 * Applies a unified diff to one text, exactly or not at all. Context and removed lines must be in the file as written, with no fuzz. A hunk goes where its
 * line number says; if the file does not agree there, its lines must occur exactly once after the hunk before it. Everything outside the changed
 * lines keeps its bytes, line endings included.
 */

export type PatchResult = { readonly text: string } | PatchProblem;

/** `line` is one-based, in the patch. */
export interface PatchProblem {
    readonly problem: string;
    readonly line: number;
}

interface PatchLine {
    readonly kind: ' ' | '-' | '+';
    readonly text: string;
    /** `\ No newline at end of file` follows. */
    readonly unended: boolean;
    readonly line: number;
}

interface Hunk {
    /** Zero-based index of the first old line, as stated. For a hunk without old lines, the place to insert at. */
    readonly at: number;
    readonly lines: readonly PatchLine[];
    readonly line: number;
}

interface FileLine {
    readonly text: string;
    /** `\n`, `\r\n`, or nothing at the end of a file that ends without one. */
    readonly end: string;
}

/** `file` is what the patch must name, if it names any; a new file is patched as the empty text. */
export function applyPatch(text: string, patch: string, file?: string): PatchResult {
    const parsed = parsePatch(patch, file);
    if ('problem' in parsed) {
        return parsed;
    }
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    const lines = splitLines(text.slice(mark.length));
    const parts: FileLine[][] = [];
    let next = 0;
    for (const hunk of parsed.hunks) {
        const at = locate(lines, hunk, next);
        if (typeof at !== 'number') {
            return at;
        }
        parts.push(lines.slice(next, at), applyHunk(lines, hunk, at));
        next = at + hunk.lines.filter(line => line.kind !== '+').length;
    }
    const result = [...parts, lines.slice(next)].flat();
    const unended = result.findIndex((line, index) => line.end === '' && index < result.length - 1);
    if (unended >= 0) {
        return { problem: `line ${unended + 1} of the result would have no newline and is not the last`, line: 1 };
    }
    return { text: mark + result.map(line => line.text + line.end).join('') };
}

/** The lines of a text, each with its own ending. The empty text has none. */
function splitLines(text: string): FileLine[] {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    const lines = parts.map(part => part.endsWith('\r') ? { text: part.slice(0, -1), end: '\r\n' } : { text: part, end: '\n' });
    return last === '' ? lines : [...lines, { text: last, end: '' }];
}

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;
const IGNORED_HEADER = /^(diff --git |index |new file mode 100(644|755)$|=+$)/;

function parsePatch(patch: string, file: string | undefined): { readonly hunks: readonly Hunk[] } | PatchProblem {
    const lines = patchLines(patch);
    const hunks: Hunk[] = [];
    let at = 0;
    for (; at < lines.length && !lines[at].startsWith('@@'); at++) {
        const problem = headerProblem(lines[at], file);
        if (problem !== undefined) {
            return { problem, line: at + 1 };
        }
    }
    const end = lines.findLastIndex(line => line.trim() !== '') + 1;
    while (at < end) {
        const hunk = parseHunk(lines, at);
        if ('problem' in hunk) {
            return hunk;
        }
        hunks.push(hunk.hunk);
        at = hunk.next;
    }
    return hunks.length === 0 ? { problem: 'it holds no hunk: a line `@@ -1,3 +1,4 @@` and the lines that it counts', line: 1 } : { hunks };
}

/** A patch that was stored with CRLF throughout says nothing about the file's line endings. */
function patchLines(patch: string): string[] {
    const lines = patch.split('\n');
    if (lines.at(-1) === '') {
        lines.pop();
    }
    return lines.length > 0 && lines.every(line => line.endsWith('\r')) ? lines.map(line => line.replace(/\r$/, '')) : lines;
}

function headerProblem(line: string, file: string | undefined): string | undefined {
    const named = /^(?:---|\+\+\+) ([^\t]*)/.exec(line)?.[1].trim();
    if (named !== undefined) {
        const removes = line.startsWith('+++') && named === '/dev/null';
        if (removes) {
            return 'it removes the file; say `delete: true` instead';
        }
        const fits = named === '/dev/null' || file === undefined || named === file || named.replace(/^(a|b)\//, '') === file;
        return fits ? undefined : `it is a patch of ${named}, and the edit names ${file}`;
    }
    return line.trim() === '' || IGNORED_HEADER.test(line) ? undefined : `\`${line.slice(0, 60)}\` is neither a header nor a hunk (renames, modes and binary patches are not read)`;
}

function parseHunk(lines: readonly string[], from: number): { readonly hunk: Hunk; readonly next: number } | PatchProblem {
    const match = HUNK.exec(lines[from]);
    if (!match) {
        return { problem: `\`${lines[from].slice(0, 60)}\` stands where a hunk, such as \`@@ -1,3 +1,4 @@\`, or the end should be`, line: from + 1 };
    }
    const [start, oldCount, , newCount] = [match[1], match[2] ?? '1', match[3], match[4] ?? '1'].map(Number);
    const body: PatchLine[] = [];
    let [old, fresh] = [oldCount, newCount];
    let at = from + 1;
    for (; at < lines.length && (old > 0 || fresh > 0); at++) {
        const line = parseLine(lines, at);
        if (line === undefined) {
            break;
        }
        old -= line.kind === '+' ? 0 : 1;
        fresh -= line.kind === '-' ? 0 : 1;
        body.push(line);
        at += line.unended ? 1 : 0;
    }
    if (old !== 0 || fresh !== 0) {
        return { problem: `the hunk says that it holds ${oldCount} old and ${newCount} new lines, and holds ${oldCount - old} and ${newCount - fresh}`, line: from + 1 };
    }
    const stated = oldCount === 0 ? start : start - 1;
    return stated < 0 ? { problem: 'lines are counted from 1', line: from + 1 } : { hunk: { at: stated, lines: body, line: from + 1 }, next: at };
}

function parseLine(lines: readonly string[], at: number): PatchLine | undefined {
    // Editors strip the space of an empty context line.
    const line = lines[at] === '' ? ' ' : lines[at];
    const kind = line[0];
    const unended = lines[at + 1]?.startsWith('\\ ') ?? false;
    return kind === ' ' || kind === '-' || kind === '+' ? { kind, text: line.slice(1), unended, line: at + 1 } : undefined;
}

/** Index of the first old line of the hunk in the file. */
function locate(lines: readonly FileLine[], hunk: Hunk, from: number): number | PatchProblem {
    const old = hunk.lines.filter(line => line.kind !== '+');
    const stated = hunk.at >= from ? mismatch(lines, old, hunk.at) : undefined;
    if (hunk.at >= from && stated === undefined && hunk.at <= lines.length) {
        return hunk.at;
    }
    if (old.length === 0) {
        return { problem: `it adds after line ${hunk.at}, and the file has ${lines.length}`, line: hunk.line };
    }
    const places: number[] = [];
    for (let at = from; at + old.length <= lines.length && places.length < 2; at++) {
        if (mismatch(lines, old, at) === undefined) {
            places.push(at);
        }
    }
    if (places.length === 1) {
        return places[0];
    }
    if (places.length > 1) {
        return { problem: `its lines are not at line ${hunk.at + 1}, and in more than one place elsewhere`, line: hunk.line };
    }
    return stated ?? { problem: `its lines are not in the file after the hunk before it`, line: hunk.line };
}

/** What the file holds instead of the first old line that is not there. */
function mismatch(lines: readonly FileLine[], old: readonly PatchLine[], at: number): PatchProblem | undefined {
    for (const [index, line] of old.entries()) {
        const found = lines[at + index];
        if (found === undefined) {
            return { problem: `the file ends before line ${at + index + 1}, where it should hold \`${line.text}\``, line: line.line };
        }
        if (!sameText(found, line)) {
            return { problem: `line ${at + index + 1} of the file is \`${found.text}\`, and the patch expects \`${line.text}\``, line: line.line };
        }
        if ((found.end === '') !== line.unended) {
            const problem = line.unended ? 'the patch says that the file ends without a newline, and it does not'
                : `line ${at + index + 1} of the file ends without a newline; the patch must say so with \`\\ No newline at end of file\``;
            return { problem, line: line.line };
        }
    }
    return undefined;
}

/** A patch line that ends in CR means a file line that ends in CRLF; one that does not takes the file's own ending. */
function sameText(found: FileLine, line: PatchLine): boolean {
    return found.text === line.text || (found.end === '\r\n' && `${found.text}\r` === line.text);
}

function applyHunk(lines: readonly FileLine[], hunk: Hunk, at: number): FileLine[] {
    const result: FileLine[] = [];
    const spelled = hunk.lines.some(line => line.text.endsWith('\r'));
    let next = at;
    for (const line of hunk.lines) {
        switch (line.kind) {
            case ' ': result.push(lines[next++]); break;
            case '-': next++; break;
            case '+': result.push(spelled ? spelledLine(line) : addedLine(lines, line, next)); break;
            default: line.kind satisfies never;
        }
    }
    return result;
}

/** Where a hunk spells out a CR, its added lines end as it says. */
function spelledLine(line: PatchLine): FileLine {
    return line.text.endsWith('\r') && !line.unended ? { text: line.text.slice(0, -1), end: '\r\n' } : { text: line.text, end: line.unended ? '' : '\n' };
}

/** Otherwise they end as their neighbours do: the file's own habit at this place. */
function addedLine(lines: readonly FileLine[], line: PatchLine, next: number): FileLine {
    if (line.unended) {
        return { text: line.text, end: '' };
    }
    const neighbour = [lines[next - 1], lines[next], lines[next - 2]].find(found => found !== undefined && found.end !== '');
    return { text: line.text, end: neighbour?.end ?? '\n' };
}
