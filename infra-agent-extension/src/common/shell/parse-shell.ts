/**
 * Shell text to a syntax tree, through the one place that knows which parser is used. Offsets are UTF-16 and absolute in the given text.
 * It must not know what commands do.
 */
import { forEachChild, parse } from 'unbash';
import type * as ast from 'unbash';

export type { ast };
export { forEachChild };

export interface ShellProblem {
    readonly message: string;
    readonly start: number;
    readonly end: number;
}

export interface ParsedShell {
    readonly script: ast.ParsedScript;
    /** Not empty: the text does not parse as bash would, and must be treated as dangerous. */
    readonly problems: readonly ShellProblem[];
}

/** The parser looks through what follows for each of them, so that many cost their square. */
const MOST_DOCUMENTS = 2_000;

/** Parses like bash. Never throws: what the parser cannot take (too deep, a NUL) is a problem over the whole text. */
export function parseShell(text: string): ParsedShell {
    const hasDocuments = text.includes('<<');
    if (hasDocuments && text.split('<<', MOST_DOCUMENTS + 1).length > MOST_DOCUMENTS) {
        return { script: parse(''), problems: [{ message: 'it has too many here-documents', start: 0, end: text.length }] };
    }
    try {
        const script = parse(text);
        const problems = script.errors?.map(error => ({ message: error.message, start: error.pos, end: text.length })) ?? [];
        return { script, problems: hasDocuments ? [...problems, ...openHereDocuments(script)] : problems };
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { script: parse(''), problems: [{ message: `it cannot be parsed: ${message}`, start: 0, end: text.length }] };
    }
}

/** Bash takes a here-document without its end up to the end of the text, with a warning: what the rest was meant to be cannot be told. */
function openHereDocuments(script: ast.ParsedScript): ShellProblem[] {
    const problems: ShellProblem[] = [];
    const visit = (node: ast.SyntaxNode): void => {
        if (node.type === 'HereDoc' && !node.closing) {
            problems.push({ message: 'it has a here-document without its end', start: node.pos, end: node.end });
        }
        forEachChild(node, visit);
    };
    visit(script);
    return problems;
}
