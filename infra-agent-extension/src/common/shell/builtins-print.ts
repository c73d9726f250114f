/** `echo`, `printf` and the like: what they print is known where their arguments are. */
import { splitOptions, wordOf } from './builtin';
import type { Builtin, BuiltinCall } from './builtin';
import { runHidden } from './hidden-code';
import type { Field } from './host';
import { held } from './pieces';
import { scalar } from './state';
import { concat, EMPTY, hole, known, shown, text } from './value';
import type { Value } from './value';
import { assign, loseVariables } from './variables';

export const printBuiltins: Readonly<Record<string, Builtin>> = {
    echo, printf, type: call => call.print(hole('$(type …)')), jobs: call => call.print(hole('$(jobs)'))
};

function echo(call: BuiltinCall): void {
    let [newline, escapes] = ['\n', false];
    let at = 0;
    for (; at < call.args.length && /^-[neE]+$/.test(wordOf(call.args[at]) ?? ''); at++) {
        const letters = wordOf(call.args[at])!;
        newline = letters.includes('n') ? '' : newline;
        escapes = letters.includes('e') ? !letters.endsWith('E') : letters.includes('E') ? false : escapes;
    }
    const words = call.args.slice(at);
    const value = joined(words);
    const printed = escapes ? unescaped(value) : value;
    call.print(printed ? concat(printed, text(newline)) : hole('$(echo …)'));
}

/** A word that may be several, or none, leaves open what follows the words before it. */
function joined(words: readonly Field[]): Value {
    const uncertain = words.findIndex(word => word.splits);
    const certain = uncertain < 0 ? words : words.slice(0, uncertain);
    const value = concat(...certain.flatMap((word, index) => index > 0 ? [text(' '), held(word)] : [held(word)]));
    return uncertain < 0 ? value : concat(value, hole(words.slice(uncertain).map(word => shown(word.value)).join(' ')));
}

function unescaped(value: Value): Value | undefined {
    const parts = value.map(part => typeof part === 'string' ? unescape(part) : part);
    return parts.includes(undefined) ? undefined : concat(...parts.map(part => [part!]));
}

/** The escapes that are common to `echo -e` and `printf`; undefined for one that is not decided here. */
function unescape(raw: string): string | undefined {
    if (/\\[^ntr\\abfvex0-9"'?%]|\\c|\\[uU]/.test(raw)) {
        return undefined;
    }
    const plain: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', e: '\x1b', '\\': '\\', '"': '"', '\'': '\'', '?': '?' };
    return raw.replace(/\\(x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|.)/g, (_, code: string) => code[0] === 'x' && code.length > 1 ? String.fromCharCode(parseInt(code.slice(1), 16)) : /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8) & 255) : plain[code] ?? `\\${code}`);
}

function printf(call: BuiltinCall): void {
    const { values, rest } = splitOptions(call.args, 'v', 'v');
    const variable = values.get('v');
    const [format, ...args] = rest;
    const printed = format ? formatted(format, args) : EMPTY;
    if (!variable) {
        return call.print(printed);
    }
    const name = wordOf(variable);
    if (name !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        assign(call.ctx, call.state, name, scalar(printed), call.place);
    } else if (name !== undefined && /\$\(|`/.test(name)) {
        runHidden(call.ctx, call.state, name, { message: 'holds a substitution that is run where it is used', place: call.place });
    } else {
        loseVariables(call.ctx, call.state, call.place, 'printf -v');
    }
}

/** Only `%s`, `%d`, `%q` of simple words and `%%`, the format repeated while there are arguments. */
function formatted(format: Field, args: readonly Field[]): Value {
    const fixed = wordOf(format);
    const pattern = fixed === undefined ? undefined : unescape(fixed);
    if (pattern === undefined || args.some(arg => arg.splits) || /%(?![sd%])/.test(pattern)) {
        return hole('$(printf …)');
    }
    const slots = (pattern.match(/%[sd]/g) ?? []).length;
    const rounds = slots === 0 ? 1 : Math.max(1, Math.ceil(args.length / slots));
    let next = 0;
    const pieces: Value[] = [];
    for (let round = 0; round < Math.min(rounds, 256); round++) {
        for (const piece of pattern.split(/(%[sd%])/)) {
            pieces.push(piece === '%%' ? text('%') : piece === '%s' ? next < args.length ? held(args[next++]) : EMPTY : piece === '%d' ? decimal(args[next++]) : text(piece));
        }
    }
    return concat(...pieces);
}

function decimal(arg: Field | undefined): Value {
    const fixed = arg ? known(arg.value) : '0';
    return fixed !== undefined && /^(0|-?[1-9][0-9]*)$/.test(fixed) ? text(fixed) : hole('%d', 'number');
}
