/** Shell patterns (`*`, `?`, `[a-z]`) against known text. Backslash quotes. Works in time length × pattern; extended patterns are not decided. */

/** Whether the whole text matches; undefined where the pattern is of a kind that is not decided here. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
    const tokens = readPattern(pattern);
    return tokens && matchTokens(tokens, text);
}

type Token = { readonly kind: 'text'; readonly char: string } | { readonly kind: 'any' } | { readonly kind: 'star' } | { readonly kind: 'set'; has(char: string): boolean };

/** Quotes what is special in a pattern. */
export function quotePattern(text: string): string {
    return text.replace(/[\\*?[\]!@+(|)]/g, '\\$&');
}

function readPattern(pattern: string): Token[] | undefined {
    const tokens: Token[] = [];
    for (let at = 0; at < pattern.length; at++) {
        const char = pattern[at];
        if (char === '\\' && at + 1 < pattern.length) {
            tokens.push({ kind: 'text', char: pattern[++at] });
        } else if ('?*+@!'.includes(char) && pattern[at + 1] === '(') {
            return undefined;
        } else if (char === '*') {
            tokens.push({ kind: 'star' });
        } else if (char === '?') {
            tokens.push({ kind: 'any' });
        } else if (char === '[') {
            const set = readSet(pattern, at);
            if (!set) {
                return undefined;
            }
            tokens.push(set.token);
            at = set.end;
        } else {
            tokens.push({ kind: 'text', char });
        }
    }
    return tokens;
}

/** `[abc]`, `[a-z]`, `[!x]`, and the classes whose members do not depend on the locale. */
function readSet(pattern: string, start: number): { token: Token; end: number } | undefined {
    const close = pattern.indexOf(']', start + (/^\[[!^]?\]/.test(pattern.slice(start, start + 3)) ? 3 : 1));
    const classes = /^\[([!^]?)((?:\[:(?:digit|space|blank):\]|[A-Za-z0-9_.,:/=@%+ -])+)\]/.exec(pattern.slice(start, start + 80));
    if (!classes || close < 0) {
        return undefined;
    }
    const body = classes[2].replace(/\[:digit:\]/g, '0-9').replace(/\[:(space|blank):\]/g, ' \t\n');
    // Ranges of letters follow the locale's order in bash, and so are only decided where every order agrees.
    if (/[a-z]-[A-Z]|[A-Z]-[a-z]/.test(body)) {
        return undefined;
    }
    const members = (char: string) => inSet(body, char);
    const negated = classes[1] !== '';
    return { token: { kind: 'set', has: char => members(char) !== negated }, end: start + classes[0].length - 1 };
}

function inSet(body: string, char: string): boolean {
    for (let at = 0; at < body.length; at++) {
        if (body[at + 1] === '-' && at + 2 < body.length) {
            if (char >= body[at] && char <= body[at + 2]) {
                return true;
            }
            at += 2;
        } else if (body[at] === char) {
            return true;
        }
    }
    return false;
}

function matchTokens(tokens: readonly Token[], text: string): boolean {
    let [token, at, star, retry] = [0, 0, -1, 0];
    while (at < text.length) {
        const current = tokens[token];
        if (current?.kind === 'star') {
            [star, retry] = [token++, at];
        } else if (current && (current.kind === 'any' || current.kind === 'text' && current.char === text[at] || current.kind === 'set' && current.has(text[at]))) {
            token++;
            at++;
        } else if (star >= 0) {
            [token, at] = [star + 1, ++retry];
        } else {
            return false;
        }
    }
    while (tokens[token]?.kind === 'star') {
        token++;
    }
    return token === tokens.length;
}
