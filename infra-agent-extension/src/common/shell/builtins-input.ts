/** Builtins that read input into variables. What is read is not known, except a single known line. */
import { parseShell } from './parse-shell';
import { splitOptions, wordOf } from './builtin';
import type { Builtin, BuiltinCall } from './builtin';
import { isEncoder } from './encoders';
import { runHidden } from './hidden-code';
import type { Field } from './host';
import { computedSource } from './source';
import { scalar, setSlot } from './state';
import { hole, known, oneOf, shown, text } from './value';
import { assign, loseVariables, variableOf } from './variables';

export const inputBuiltins: Readonly<Record<string, Builtin>> = { read, mapfile, readarray: mapfile, getopts };

function read(call: BuiltinCall): void {
    const { options, values, rest } = splitOptions(call.args, 'adeinNprstuE', 'adinNptu');
    setSlot(call.state, 'status', 'unknown');
    const array = values.get('a');
    if (array) {
        return setEach(call, [array], name => assign(call.ctx, call.state, name, { value: hole(`$${name}`), items: new Map(), open: true }, call.place));
    }
    const names: readonly Field[] = rest.length > 0 ? rest : [{ value: text('REPLY'), splits: false, place: call.place }];
    const line = options === 'r' || options === '' ? knownLine(call, options === 'r') : undefined;
    const words = line === undefined ? undefined : splitLine(line, names.length);
    setEach(call, names, (name, index) => assign(call.ctx, call.state, name, scalar(words ? text(words[index] ?? '') : hole(encodedBy(call) ?? `$${name}`)), call.place));
}

/** What an encoder prints is the content of something, cut to lines that fit into a name: whoever uses the variable is told so. */
function encodedBy({ ctx }: BuiltinCall): string | undefined {
    const from = ctx.stdin.kind === 'pipe' ? ctx.stdin.from.map(({ words }) => words.map(word => shown(word.value))) : [];
    const encoder = from.find(([program]) => isEncoder(program));
    return encoder && `$(${encoder.join(' ')})`;
}

/** The line of a here-string that belongs to this `read` alone. */
function knownLine({ ctx, state, ownStdin }: BuiltinCall, raw: boolean): string | undefined {
    const value = ownStdin && ctx.stdin.kind === 'text' ? known(ctx.stdin.value) : undefined;
    const ifs = known(variableOf(ctx, state, 'IFS').value);
    const line = value?.split('\n')[0];
    return ifs === ' \t\n' && line !== undefined && (raw || !line.includes('\\')) ? line : undefined;
}

function splitLine(line: string, count: number): string[] {
    const words: string[] = [];
    let rest = line.trim();
    while (words.length < count - 1 && rest !== '') {
        const word = /^\S+/.exec(rest)![0];
        words.push(word);
        rest = rest.slice(word.length).trimStart();
    }
    return [...words, rest];
}

function mapfile(call: BuiltinCall): void {
    const { values, rest } = splitOptions(call.args, 'tdnOsuCc', 'dnOsuCc');
    const callback = values.get('C');
    if (callback) {
        const code = known(callback.value);
        if (code === undefined) {
            call.ctx.run.host.trouble({ kind: 'computed-code', message: 'calls back a command that is not known', place: call.place });
        } else {
            const line = `${code} "$__index" "$__line"`;
            call.ctx.run.evaluator.text(call.ctx, call.state, computedSource(call.ctx.source, line, parseShell(line), call.place));
        }
    }
    setSlot(call.state, 'status', 'unknown');
    const names: readonly Field[] = rest.length > 0 ? rest.slice(0, 1) : [{ value: text('MAPFILE'), splits: false, place: call.place }];
    setEach(call, names, name => assign(call.ctx, call.state, name, { value: hole(`$${name}`), items: new Map(), open: true }, call.place));
}

function getopts(call: BuiltinCall): void {
    const [letters, name] = call.args.map(wordOf);
    setSlot(call.state, 'status', 'unknown');
    const options = letters === undefined ? undefined : [...letters.replace(/:/g, ''), '?', ':'].map(text);
    setEach(call, call.args.slice(1, 2), variable => assign(call.ctx, call.state, variable, scalar(options && options.length <= 24 ? oneOf(options) : hole(`$${name}`)), call.place));
    assign(call.ctx, call.state, 'OPTARG', scalar(hole('$OPTARG')), call.place);
    assign(call.ctx, call.state, 'OPTIND', scalar(hole('$OPTIND', 'number')), call.place);
}

function setEach(call: BuiltinCall, names: readonly Field[], set: (name: string, index: number) => void): void {
    names.forEach((field, index) => {
        const name = wordOf(field);
        if (name !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
            set(name, index);
        } else if (name !== undefined && /\$\(|`/.test(name)) {
            runHidden(call.ctx, call.state, name, { message: 'holds a substitution that is run where it is used', place: field.place });
        } else {
            loseVariables(call.ctx, call.state, field.place, `an argument of ${call.name}`);
        }
    });
}

