/** Reads an awk program for what it does beside printing: commands it runs, files it writes or reads. It must not know of words or paths. */

export interface AwkUse {
    /** Shell lines that the program gives as plain strings. */
    readonly runs: readonly string[];
    readonly writes: readonly string[];
    readonly reads: readonly string[];
    /** Names of variables of the environment that it reads; empty for all of them. */
    readonly environment: readonly string[];
    /** What it does that the text does not fix: `runs a command that is computed`. */
    readonly unknown: readonly string[];
}

interface Token {
    readonly kind: 'string' | 'regexp' | 'word' | 'number' | 'newline' | 'mark';
    readonly text: string;
}

export function readAwk(program: string): AwkUse {
    const tokens = tokenize(program);
    const use = { runs: [] as string[], writes: [] as string[], reads: [] as string[], environment: [] as string[], unknown: [] as string[] };
    let printDepth: number | undefined;
    let depth = 0;
    tokens.forEach((token, i) => {
        if (token.kind === 'newline' || token.kind === 'mark' && /^[;{}]$/.test(token.text)) {
            printDepth = undefined;
        } else if (token.kind === 'word') {
            readWord(tokens, i, use);
            printDepth = /^printf?$/.test(token.text) ? depth : printDepth;
        } else if (token.text === '(' && token.kind === 'mark') {
            depth++;
        } else if (token.text === ')' && token.kind === 'mark') {
            depth--;
        } else if (token.kind === 'mark') {
            readRedirection(tokens, i, use, printDepth === depth);
        }
    });
    return use;
}

type Use = { runs: string[]; writes: string[]; reads: string[]; environment: string[]; unknown: string[] };

function readWord(tokens: readonly Token[], i: number, use: Use): void {
    const { text } = tokens[i];
    if (text === 'system') {
        const argument = onlyString(tokens, i + 2, ')');
        add(argument, use.runs, use, 'runs a command that is computed');
    } else if (text === 'ENVIRON') {
        const key = tokens[i + 1]?.text === '[' && tokens[i + 2]?.kind === 'string' ? tokens[i + 2].text : '';
        use.environment.push(key);
    } else if (/^@/.test(text)) {
        use.unknown.push(/^@(include|load|namespace)$/.test(text) ? 'loads more code' : 'calls a function that is computed');
    }
}

/** `print > "file"`, `print | "cmd"`, `"cmd" | getline`, `getline < "file"`. */
function readRedirection(tokens: readonly Token[], i: number, use: Use, inPrint: boolean): void {
    const { text } = tokens[i];
    const next = tokens[i + 1];
    if ((text === '>' || text === '>>') && inPrint) {
        const file = onlyString(tokens, i + 1);
        add(file, use.writes, use, 'writes a file whose name is computed');
    } else if ((text === '|' || text === '|&') && next?.kind === 'word' && next.text === 'getline') {
        const command = tokens[i - 1]?.kind === 'string' && !isOperand(tokens[i - 2]) ? tokens[i - 1].text : undefined;
        add(command, use.runs, use, 'runs a command that is computed');
    } else if (text === '|' || text === '|&') {
        add(onlyString(tokens, i + 1), use.runs, use, 'runs a command that is computed');
    } else if (text === '<' && getlineBefore(tokens, i)) {
        add(onlyString(tokens, i + 1), use.reads, use, 'reads a file whose name is computed');
    }
}

function add(value: string | undefined, to: string[], use: Use, otherwise: string): void {
    if (value === undefined) {
        if (to !== use.reads) {
            use.unknown.push(otherwise);
        }
    } else if (/^\/inet[46]?\//.test(value)) {
        use.unknown.push('opens a connection to another host');
    } else {
        to.push(value);
    }
}

/** The string that stands alone here: one that is joined to something else is computed. */
function onlyString(tokens: readonly Token[], i: number, end?: string): string | undefined {
    const wrapped = tokens[i]?.text === '(' && tokens[i].kind === 'mark' && end === undefined;
    const at = wrapped ? i + 1 : i;
    const after = tokens[at + 1];
    const ends = end !== undefined || wrapped ? after?.kind === 'mark' && after.text === ')' : after === undefined || after.kind === 'newline' || after.kind === 'mark' && /^[;}]$/.test(after.text);
    return tokens[at]?.kind === 'string' && ends ? tokens[at].text : undefined;
}

function isOperand(token: Token | undefined): boolean {
    return token !== undefined && (token.kind === 'string' || token.kind === 'number' || token.kind === 'word' && !/^(if|while|do|else|print|return|in)$/.test(token.text) || token.kind === 'mark' && /^[)\]$]$/.test(token.text));
}

function getlineBefore(tokens: readonly Token[], i: number): boolean {
    return [1, 2].some(back => tokens[i - back]?.kind === 'word' && tokens[i - back].text === 'getline');
}

const MARKS = /^(\|&|\|\||&&|>>|>=|<=|==|!=|!~|\+\+|--|\*\*|[-+*/%^]=|.)/s;

function tokenize(program: string): Token[] {
    const tokens: Token[] = [];
    let i = 0;
    while (i < program.length) {
        const rest = program.slice(i, i + 4096);
        const blank = /^(?:[ \t\r]|\\\r?\n)+|^#[^\n]*/.exec(rest);
        if (blank) {
            i += blank[0].length;
            continue;
        }
        const [token, length] = nextToken(program, i, rest, tokens[tokens.length - 1]);
        tokens.push(token);
        i += length;
    }
    return tokens;
}

function nextToken(program: string, i: number, rest: string, before: Token | undefined): [Token, number] {
    const char = program[i];
    if (char === '\n') {
        return [{ kind: 'newline', text: char }, 1];
    }
    if (char === '"') {
        const end = quotedEnd(program, i, '"');
        return [{ kind: 'string', text: unescaped(program.slice(i + 1, end)) }, end + 1 - i];
    }
    if (char === '/' && !isOperand(before)) {
        const end = quotedEnd(program, i, '/');
        return [{ kind: 'regexp', text: program.slice(i + 1, end) }, end + 1 - i];
    }
    const word = /^@?[A-Za-z_]\w*|^@/.exec(rest);
    if (word) {
        return [{ kind: 'word', text: word[0] }, word[0].length];
    }
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest);
    const [text] = number ?? MARKS.exec(rest) ?? [char];
    return [{ kind: number ? 'number' : 'mark', text }, text.length];
}

/** The value of a string: `\x72m` is `rm`. */
function unescaped(text: string): string {
    return text.replace(/\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(\r?\n)|(.))/gs, (_, hex: string | undefined, octal: string | undefined, newline: string | undefined, char: string) => {
        if (hex !== undefined || octal !== undefined) {
            return String.fromCharCode(hex !== undefined ? parseInt(hex, 16) : parseInt(octal!, 8));
        }
        return newline !== undefined ? '' : ESCAPES[char] ?? char;
    });
}

const ESCAPES: Readonly<Record<string, string | undefined>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Where the quote closes; a regular expression may hold its delimiter in brackets. */
function quotedEnd(program: string, from: number, quote: string): number {
    let inBrackets = false;
    for (let i = from + 1; i < program.length; i++) {
        const char = program[i];
        if (char === '\\') {
            i++;
        } else if (quote === '/' && char === '[' && !inBrackets) {
            inBrackets = program.indexOf(']', i + 2) > 0 && !program.slice(i, program.indexOf(']', i + 2)).includes('\n');
            i += program[i + 1] === '^' ? 2 : 1;
        } else if (char === ']') {
            inBrackets = false;
        } else if (char === quote && !inBrackets || char === '\n') {
            return i;
        }
    }
    return program.length;
}
