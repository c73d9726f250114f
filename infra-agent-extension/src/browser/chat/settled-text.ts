/**
 * How much of streamed Markdown can be shown for good: text up to a place where a new block begins whatever follows. What is settled is never
 * parsed again, so a long answer costs no more for each token than its last paragraph.
 */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
/** A line that goes on with what stands before a blank line: indented text, an item of a list, a quotation. */
const GOES_ON = /^(?:[ \t]|[-*+>](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))/;

/** In characters from the start of `text`, which must not begin inside of a fence. */
export function settledLength(text: string): number {
    let settled = 0;
    let start = 0;
    let fence: string | undefined;
    let blankBefore = false;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        const line = text.slice(start, end).replace(/\r$/, '');
        if (fence === undefined && blankBefore && line !== '' && !GOES_ON.test(line)) {
            settled = start;
        }
        fence = nextFence(line, fence);
        blankBefore = fence === undefined && line.trim() === '';
        start = end + 1;
    }
    const rest = text.slice(start);
    return fence === undefined && blankBefore && rest !== '' && !/^[ \t\d>*+-]/.test(rest) ? start : settled;
}

/** The marks of the fence that is open after this line. */
function nextFence(line: string, open: string | undefined): string | undefined {
    const match = FENCE.exec(line);
    if (open === undefined) {
        return match && !(match[1][0] === '`' && match[2].includes('`')) ? match[1] : undefined;
    }
    const closes = match !== null && match[2].trim() === '' && match[1][0] === open[0] && match[1].length >= open.length;
    return closes ? undefined : open;
}
