/** What a Markdown text shows: code blocks, inline code and links, with their offsets. By lines, as CommonMark reads fences. */
export interface CodeBlock {
    readonly language: string;
    readonly text: string;
    /** Offset of the first character of its text. */
    readonly start: number;
    readonly end: number;
}

export interface MarkdownModel {
    readonly title?: string;
    readonly codeBlocks: readonly CodeBlock[];
    readonly inlineCode: readonly { readonly text: string; readonly start: number; readonly end: number }[];
    readonly links: readonly { readonly target: string; readonly start: number; readonly end: number }[];
}

export function readMarkdown(text: string): MarkdownModel {
    const codeBlocks: CodeBlock[] = [];
    const inlineCode: { text: string; start: number; end: number }[] = [];
    const links: { target: string; start: number; end: number }[] = [];
    let title: string | undefined;
    let open: { fence: string; language: string; start: number } | undefined;
    let indented: { start: number; end: number } | undefined;
    let blankBefore = true;
    let inList = false;
    const closeIndented = (): void => {
        if (indented) {
            codeBlocks.push({ language: '', text: text.slice(indented.start, indented.end), start: indented.start, end: indented.end });
            indented = undefined;
        }
    };
    for (let at = 0; at < text.length;) {
        const newline = text.indexOf('\n', at);
        const next = newline < 0 ? text.length : newline + 1;
        const line = text.slice(at, next).replace(/\r?\n$/, '');
        const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)/.exec(line.replace(/^\s{0,12}(?=[`~]{3})/, ''));
        if (open) {
            if (fence && fence[1][0] === open.fence[0] && fence[1].length >= open.fence.length && /^\s*[`~]+\s*$/.test(line)) {
                codeBlocks.push({ language: open.language, text: text.slice(open.start, at), start: open.start, end: at });
                open = undefined;
            }
        } else if (/^(\t| {4})/.test(line) && !inList && (indented || blankBefore)) {
            indented = { start: indented?.start ?? at, end: next };
        } else if (indented && line.trim() === '') {
            // A blank line does not end an indented block.
        } else if (fence) {
            closeIndented();
            open = { fence: fence[1], language: fence[2].toLowerCase(), start: next };
        } else {
            closeIndented();
            inList = /^\s*([-*+]|\d+[.)])\s/.test(line) || (inList && (line.trim() === '' || /^\s/.test(line)));
            title ??= /^#\s+(.+?)\s*#*$/.exec(line)?.[1];
            for (const match of line.matchAll(/(`+)([^`]|[^`].*?[^`])\1(?!`)/g)) {
                inlineCode.push({ text: match[2], start: at + match.index + match[1].length, end: at + match.index + match[1].length + match[2].length });
            }
            const shown = line.replace(/(`+)([^`]|[^`].*?[^`])\1(?!`)/g, code => ' '.repeat(code.length));
            const defined = /^ {0,3}\[[^\]^]+\]:[ \t]+<?([^\s>]+)/.exec(shown);
            if (defined) {
                links.push({ target: defined[1], start: at + defined[0].length - defined[1].length, end: at + defined[0].length });
            }
            for (const match of shown.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)) {
                links.push({ target: match[1], start: at + match.index + 2, end: at + match.index + 2 + match[1].length });
            }
        }
        blankBefore = line.trim() === '';
        at = next;
    }
    closeIndented();
    if (open) {
        codeBlocks.push({ language: open.language, text: text.slice(open.start), start: open.start, end: text.length });
    }
    return { title, codeBlocks, inlineCode, links };
}
