/**
 * The line of an output that explains a failure best: what a person would look for first in a long log. Linear in the output, which is a
 * program's own text and so is only ever shown.
 */

export interface Explanation {
    readonly text: string;
    /** Zero-based line of the output that was given. */
    readonly line: number;
}

/** A longer line is no sentence; its beginning is enough. In characters. */
const LONGEST_LINE = 400;

/** What such lines look like, strongest first. Each is tried on a line that was cut to `LONGEST_LINE`, and none repeats an unbounded group. */
const SIGNS: readonly RegExp[] = [
    /^(?:[\s│|╷>*]{0,8})(?:error|fatal|panic|fatal error|ERR!|E)\b[\s:[(!]/i,
    /\b(?:Error|Exception)(?: \([A-Za-z]{1,40}\))?:/,
    /\b(?:command not found|no such file or directory|permission denied|unbound variable|syntax error|not found|is not recognized|cannot (?:open|access|find|create|connect|stat)|could not|unable to|failed to|connection refused|timed out|unauthorized|forbidden|access denied|already exists|does not exist|no space left|name resolution|undefined|invalid|missing required)\b/i,
    /\b(?:error|failed|failure|denied|refused|fatal)\b/i
];
/** They speak of errors and say that there is none, or only sum up. */
const HARMLESS = /\b(?:0|no) (?:errors?|failures?|failed)\b|\berrors?: 0\b|^\s*(?:at |npm ERR! (?:A complete log|\s*$))|exit(?:ed)? (?:with )?(?:code|status)\b/i;

export function explainFailure(output: string): Explanation | undefined {
    const lines = output.split('\n').map(line => line.slice(0, LONGEST_LINE).trimEnd());
    for (const sign of SIGNS) {
        const line = lines.findLastIndex(text => sign.test(text) && !HARMLESS.test(text));
        if (line >= 0) {
            return { text: lines[line].replace(/^[\s│|╷>*]+/, ''), line };
        }
    }
    return undefined;
}
