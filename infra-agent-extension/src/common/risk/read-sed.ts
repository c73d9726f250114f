/** Reads a sed program for what it does beside editing text: files it writes or reads, and commands it runs. It must not know of words or paths. */

export interface SedUse {
    readonly writes: readonly string[];
    readonly reads: readonly string[];
    /** Shell lines; an empty one stands for "whatever the text says". */
    readonly runs: readonly string[];
    /** It does not parse, so nothing can be said. */
    readonly unreadable: boolean;
}

/** As GNU sed takes it: one command after another, behind optional addresses. */
export function readSed(program: string): SedUse {
    const use = { writes: [] as string[], reads: [] as string[], runs: [] as string[], unreadable: false };
    let at = 0;
    while (at < program.length) {
        const before = at;
        at = skipAddresses(program, skip(program, at, /[\s;{}]/));
        at = skip(program, at, /[\s!]/);
        if (at >= program.length) {
            break;
        }
        if (program[at] === '{' || program[at] === '}') {
            at++;
            continue;
        }
        const next = readCommand(program, at, use);
        if (next === undefined || next <= before) {
            return { ...use, unreadable: true };
        }
        at = next;
    }
    return use;
}

function readCommand(program: string, at: number, use: { writes: string[]; reads: string[]; runs: string[] }): number | undefined {
    const command = program[at];
    if (command === '#' || ':btTl'.includes(command)) {
        return command === '#' ? lineEnd(program, at) : skip(program, at + 1, /[^;}\n]/);
    }
    if ('=dDgGhHnNpPxzF'.includes(command)) {
        return at + 1;
    }
    if ('aic'.includes(command)) {
        return textEnd(program, at + 1);
    }
    if ('qQLlv'.includes(command)) {
        return skip(program, at + 1, /[\w. ]/);
    }
    if ('rRwWe'.includes(command)) {
        const end = lineEnd(program, at);
        const operand = program.slice(at + 1, end).trim();
        // Escapes in a command line are not followed: what runs is then unknown.
        const known = command === 'e' && operand.includes('\\') ? '' : operand;
        (command === 'e' ? use.runs : 'rR'.includes(command) ? use.reads : use.writes).push(known);
        return end;
    }
    return command === 's' || command === 'y' ? readSubstitution(program, at, use) : undefined;
}

/** `s/a/b/flags`: `e` runs what comes out, `w` writes it to a file. */
function readSubstitution(program: string, at: number, use: { writes: string[]; runs: string[] }): number | undefined {
    const delimiter = program[at + 1];
    if (delimiter === undefined || /[\s\\]/.test(delimiter)) {
        return undefined;
    }
    const middle = partEnd(program, at + 2, delimiter);
    const end = middle === undefined ? undefined : partEnd(program, middle + 1, delimiter, 'replacement');
    if (end === undefined) {
        return undefined;
    }
    let flag = end + 1;
    for (; program[at] === 's' && flag < program.length && /[gpiImMe0-9w]/.test(program[flag]); flag++) {
        if (program[flag] === 'e') {
            use.runs.push('');
        }
        if (program[flag] === 'w') {
            const line = lineEnd(program, flag);
            use.writes.push(program.slice(flag + 1, line).trim());
            return line;
        }
    }
    return flag === program.length || /[\s;}#]/.test(program[flag]) ? flag : undefined;
}

/** The end of a pattern or replacement; a delimiter inside `[…]` of a pattern does not count to all seds, and so ends it here only outside. */
function partEnd(program: string, at: number, delimiter: string, kind?: 'replacement'): number | undefined {
    for (let i = at; i < program.length; i++) {
        if (program[i] === '\\') {
            i++;
        } else if (program[i] === delimiter) {
            return i;
        } else if (program[i] === '[' && !kind) {
            const close = bracketEnd(program, i);
            i = close !== undefined && program.slice(i, close).includes(delimiter) && program.slice(close).split(delimiter).length < 3 ? i : close ?? i;
        }
    }
    return undefined;
}

function bracketEnd(program: string, at: number): number | undefined {
    const first = program[at + 1] === '^' ? at + 2 : at + 1;
    const end = program.indexOf(']', first + 1);
    return end < 0 || program.slice(at, end).includes('\n') ? undefined : end;
}

function skipAddresses(program: string, at: number): number {
    let i = at;
    for (let count = 0; count < 2; count++) {
        i = skipAddress(program, i);
        const comma = skip(program, i, /\s/);
        if (program[comma] !== ',') {
            return i;
        }
        i = skip(program, comma + 1, /\s/);
    }
    return i;
}

function skipAddress(program: string, at: number): number {
    if (program[at] === '/' || program[at] === '\\') {
        const start = program[at] === '/' ? at : at + 1;
        const end = partEnd(program, start + 1, program[start]);
        return end === undefined ? at : skip(program, end + 1, /[IM]/);
    }
    return skip(program, at, /[0-9$~+]/);
}

/** `a`, `i`, `c`: the text goes to the end of the line, and on where that ends in a backslash. */
function textEnd(program: string, at: number): number {
    let end = lineEnd(program, at);
    while (end < program.length && program[end - 1] === '\\') {
        end = lineEnd(program, end + 1);
    }
    return end;
}

function lineEnd(program: string, at: number): number {
    const end = program.indexOf('\n', at);
    return end < 0 ? program.length : end;
}

function skip(program: string, at: number, what: RegExp): number {
    let i = at;
    while (i < program.length && what.test(program[i])) {
        i++;
    }
    return i;
}
