/** Brace expansion of a word's raw text, as bash does it before anything else: quotes and `${…}` / `$(…)` are passed over. */

const MOST_WORDS = 512;
/** Each is looked for from the one before, so that many cost their square. */
const MOST_BRACES = 200;

/** The raw words that a raw word becomes; undefined if they are too many to write out. */
export function expandBraces(raw: string): string[] | undefined {
    return raw.split('{', MOST_BRACES + 1).length > MOST_BRACES ? undefined : expandGroups(raw);
}

function expandGroups(raw: string): string[] | undefined {
    const group = findGroup(raw, 0);
    if (!group) {
        return [raw];
    }
    const before = raw.slice(0, group.start);
    const rest = expandGroups(raw.slice(group.end));
    if (!rest) {
        return undefined;
    }
    const middle: string[] = [];
    for (const option of group.options) {
        const expanded = group.sequence ? [option] : expandGroups(option);
        if (!expanded || (middle.length + expanded.length) * rest.length > MOST_WORDS) {
            return undefined;
        }
        middle.push(...expanded);
    }
    return middle.flatMap(option => rest.map(end => before + option + end));
}

interface Group {
    readonly start: number;
    readonly end: number;
    readonly options: readonly string[];
    readonly sequence: boolean;
}

/** The first `{…}` that is one: with a comma at its own level, or a sequence `{1..3}`. */
function findGroup(raw: string, from: number): Group | undefined {
    for (let at = from; at < raw.length; at = skip(raw, at)) {
        if (raw[at] === '{') {
            const group = readGroup(raw, at);
            if (group) {
                return group;
            }
        }
    }
    return undefined;
}

function readGroup(raw: string, start: number): Group | undefined {
    const cuts: number[] = [];
    let depth = 0;
    for (let at = start; at < raw.length; at = skip(raw, at)) {
        if (raw[at] === '{') {
            depth++;
        } else if (raw[at] === ',' && depth === 1) {
            cuts.push(at);
        } else if (raw[at] === '}' && --depth === 0) {
            return closeGroup(raw, start, at, cuts);
        }
    }
    return undefined;
}

function closeGroup(raw: string, start: number, close: number, cuts: readonly number[]): Group | undefined {
    if (cuts.length > 0) {
        const edges = [start, ...cuts, close];
        return { start, end: close + 1, options: edges.slice(1).map((edge, index) => raw.slice(edges[index] + 1, edge)), sequence: false };
    }
    const options = sequence(raw.slice(start + 1, close));
    return options && { start, end: close + 1, options, sequence: true };
}

function sequence(body: string): string[] | undefined {
    const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(body);
    if (!match || /\d/.test(match[1]) !== /\d/.test(match[2])) {
        return undefined;
    }
    const numeric = /\d/.test(match[1]);
    const [from, to] = [match[1], match[2]].map(end => numeric ? Number(end) : end.charCodeAt(0));
    const step = Math.abs(Number(match[3] ?? 1)) || 1;
    const count = Math.floor(Math.abs(to - from) / step) + 1;
    const width = numeric && [match[1], match[2]].some(end => /^-?0\d/.test(end)) ? Math.max(match[1].length, match[2].length) : 0;
    return Array.from({ length: Math.min(count, MOST_WORDS + 1) }, (_, index) => {
        const value = from + (to >= from ? index : -index) * step;
        return numeric ? padded(value, width) : String.fromCharCode(value);
    });
}

function padded(value: number, width: number): string {
    const digits = String(Math.abs(value));
    return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}

/** The place behind the character, quotation or expansion that starts at `at`. */
function skip(raw: string, at: number): number {
    const char = raw[at];
    if (char === '\\') {
        return at + 2;
    }
    if (char === '\'') {
        return after(raw.indexOf('\'', at + 1), raw);
    }
    if (char === '"' || char === '`') {
        return skipQuoted(raw, at, char);
    }
    if (char === '$' && raw[at + 1] === '\'') {
        return skipQuoted(raw, at + 1, '\'');
    }
    if ((char === '$' || char === '<' || char === '>') && raw[at + 1] === '(') {
        return skipNested(raw, at + 1, '(', ')');
    }
    return char === '$' && raw[at + 1] === '{' ? skipNested(raw, at + 1, '{', '}') : at + 1;
}

function skipQuoted(raw: string, at: number, quote: string): number {
    for (let to = at + 1; to < raw.length; to++) {
        if (raw[to] === '\\') {
            to++;
        } else if (raw[to] === quote) {
            return to + 1;
        }
    }
    return raw.length;
}

function skipNested(raw: string, at: number, open: string, close: string): number {
    let depth = 0;
    for (let to = at; to < raw.length; to++) {
        if (raw[to] === '\\') {
            to++;
        } else if (raw[to] === '\'' || raw[to] === '"') {
            to = skipQuoted(raw, to, raw[to]) - 1;
        } else if (raw[to] === open) {
            depth++;
        } else if (raw[to] === close && --depth === 0) {
            return to + 1;
        }
    }
    return raw.length;
}

function after(index: number, raw: string): number {
    return index < 0 ? raw.length : index + 1;
}
