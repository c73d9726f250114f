/** What an edit would break in one file: a script or a YAML document that parsed before and does not any more. Errors that were there already do not count. */
import { LineCounter, parseAllDocuments } from 'yaml';
import { parseShell } from '../shell/parse-shell';
import type { Finding } from './finding';

interface Broken {
    readonly check: string;
    readonly message: string;
    readonly offset: number;
}

/** `before` is undefined for a new file. */
export function editedTextFindings(file: string, before: string | undefined, after: string): Finding[] {
    const had = new Set(brokenParts(file, before ?? '').map(part => part.check));
    const lines = new LineCounter();
    lines.addNewLine(0);
    for (let at = after.indexOf('\n'); at >= 0; at = after.indexOf('\n', at + 1)) {
        lines.addNewLine(at + 1);
    }
    return brokenParts(file, after).filter(part => !had.has(part.check)).map(({ check, message, offset }) => {
        const { line, col } = lines.linePos(offset);
        const place = { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
        return { check, severity: 'error' as const, file, range: { start: place, end: place }, message };
    });
}

function brokenParts(file: string, text: string): Broken[] {
    if (/\.(?:sh|bash)$/.test(file) || /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text)) {
        return parseShell(text).problems.map(problem => ({ check: 'shell/syntax', message: `The script would not parse: ${problem.message}.`, offset: problem.start }));
    }
    // Templates are no YAML until they are rendered.
    if (/\.ya?ml$/.test(file) && !text.includes('{{')) {
        return parseAllDocuments(text).flatMap(document => ('errors' in document ? document.errors : []))
            .map(error => ({ check: 'yaml/syntax', message: `The file would not be valid YAML: ${error.message.split('\n')[0]}`, offset: error.pos[0] }));
    }
    return [];
}
