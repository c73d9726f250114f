/** What a few programs print, where that follows from their arguments alone. Everything else is not known. */
import type { Field, StartedCommand } from './host';
import type { Ctx } from './run';
import { knownFilters } from './known-filters';
import { joinPathValue } from './shell-path';
import { getSlot } from './state';
import type { State } from './state';
import { concat, EMPTY, hole, known, knownPrefix, mapOptions, oneOf, settled, text } from './value';
import type { Value } from './value';

type Output = (args: readonly Field[], ctx: Ctx, state: State, command: StartedCommand) => Value | undefined;

export function knownOutput(ctx: Ctx, state: State, command: StartedCommand): Value | undefined {
    const name = known(command.words[0].value)?.replace(/^\/(usr\/)?(local\/)?s?bin\//, '');
    const output = name !== undefined && Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (!ctx.captures || name === undefined) {
        return undefined;
    }
    return output ? output(command.words.slice(1), ctx, state, command) : filtered(name, command.words.slice(1), ctx);
}

function filtered(name: string, args: readonly Field[], ctx: Ctx): Value | undefined {
    const filter = Object.hasOwn(knownFilters, name) ? knownFilters[name] : undefined;
    const given = filter && ctx.stdin.kind !== 'inherited' && ctx.stdin.kind !== 'file' && ctx.stdin.kind !== 'closed' ? settled(ctx.stdin.value) : undefined;
    const words = args.map(arg => known(arg.value));
    const printed = given === undefined || words.some(word => word === undefined) ? undefined : filter?.(given, words as string[]);
    return printed === undefined ? undefined : text(printed);
}

const nothing: Output = () => EMPTY;
const number: Output = (_args, _ctx, _state, command) => line(hole(writtenAs(command), 'number'));
const name: Output = (_args, _ctx, _state, command) => line(hole(writtenAs(command), 'name'));
const input: Output = (_args, ctx) => {
    const { stdin } = ctx;
    return stdin.kind === 'text' || stdin.kind === 'pipe' ? stdin.value : stdin.kind === 'closed' ? EMPTY : undefined;
};

const outputs: Readonly<Record<string, Output>> = {
    true: nothing, false: nothing, mkdir: nothing, touch: nothing, rm: nothing, cp: nothing, mv: nothing, chmod: nothing, sleep: nothing, ln: nothing,
    nproc: number, uname: name, whoami: name, hostname: name, arch: name, uuidgen: name, logname: name,
    id: (args, ...rest) => args.length === 1 && ['-u', '-g'].includes(known(args[0].value) ?? '') ? number(args, ...rest) : args.length === 1 && known(args[0].value) === '-un' ? name(args, ...rest) : undefined,
    wc: (args, ...rest) => args.length === 1 && /^-[lcwm]$/.test(known(args[0].value) ?? '') ? number(args, ...rest) : undefined,
    date: (args, ...rest) => /^\+[%A-Za-z0-9_.:+-]*$/.test(known(args[args.length - 1]?.value ?? EMPTY) ?? '') ? /^\+%s$/.test(known(args[args.length - 1].value)!) ? number(args, ...rest) : name(args, ...rest) : undefined,
    cat: (args, ...rest) => args.length > 0 && args.every(arg => known(arg.value) === '/dev/null') ? EMPTY : args.every(arg => known(arg.value) === '-') ? input(args, ...rest) : undefined,
    tee: input,
    dirname: args => args.length === 1 && !args[0].splits ? line(mapOptions(args[0].value, folderOf)) : undefined,
    basename: args => args.length >= 1 && args.length <= 2 && args.every(arg => !arg.splits) ? line(mapOptions(args[0].value, value => lastPart(value, known(args[1]?.value ?? EMPTY)))) : undefined,
    realpath: (args, _ctx, state) => absolute(args, state),
    readlink: (args, _ctx, state) => /^-[efm]/.test(known(args[0]?.value ?? EMPTY) ?? '') ? absolute(args, state) : undefined,
    mktemp: (args, _ctx, _state, command) => madeName(args, command),
    which: args => args.length === 1 ? pathOf(args[0]) : undefined,
    seq: args => sequence(args.map(arg => known(arg.value))),
    git: (args, ctx) => args.length === 2 && known(args[0].value) === 'rev-parse' && known(args[1].value) === '--show-toplevel' ? repositoryRoot(ctx) : undefined
};

/** The path of a program, or nothing if there is none. */
export function pathOf(arg: Field): Value | undefined {
    const program = known(arg.value);
    return program === undefined || program === '' ? undefined : line(oneOf([[{ shown: program, nature: 'program', program }], EMPTY]));
}

function line(value: Value): Value {
    return concat(value, text('\n'));
}

function writtenAs(command: StartedCommand): string {
    return `$(${command.words.map(word => word.value.map(part => typeof part === 'string' ? part : part.shown).join('')).join(' ')})`;
}

function repositoryRoot(ctx: Ctx): Value | undefined {
    const root = ctx.run.host.repositoryRoot();
    return root === undefined ? undefined : line(text(root));
}

function folderOf(value: Value): Value {
    const fixed = known(value);
    if (fixed === undefined) {
        return hole('$(dirname …)');
    }
    const bare = fixed.replace(/\/+$/, '');
    const at = bare.lastIndexOf('/');
    return text(bare === '' ? fixed === '' ? '.' : '/' : at < 0 ? '.' : bare.slice(0, at).replace(/\/+$/, '') || '/');
}

function lastPart(value: Value, suffix: string | undefined): Value {
    const fixed = known(value);
    if (fixed === undefined || suffix === undefined) {
        return hole('$(basename …)');
    }
    const bare = fixed.replace(/\/+$/, '');
    const last = bare === '' ? fixed.slice(0, 1) : bare.slice(bare.lastIndexOf('/') + 1);
    return text(suffix !== '' && last !== suffix && last.endsWith(suffix) ? last.slice(0, -suffix.length) : last);
}

function absolute(args: readonly Field[], state: State): Value | undefined {
    const paths = args.filter(arg => !knownPrefix(arg.value).startsWith('-'));
    const [path] = paths;
    return paths.length === 1 && !path.splits && known(path.value) !== undefined ? line(joinPathValue(getSlot(state, 'cwd'), path.value)) : undefined;
}

/** A fresh file or folder: in the temporary folder, unless a template says where. */
function madeName(args: readonly Field[], command: StartedCommand): Value | undefined {
    const fixed = args.map(arg => known(arg.value));
    if (fixed.some(arg => arg === undefined)) {
        return undefined;
    }
    const words = fixed as string[];
    const template = words.find((word, index) => !word.startsWith('-') && !['-p', '--suffix'].includes(words[index - 1] ?? ''));
    const folder = words.some(word => /^(-p|--tmpdir=)/.test(word));
    if (folder) {
        return undefined;
    }
    if (template === undefined || words.some(word => /^-[a-z]*t/.test(word) || word === '--tmpdir')) {
        return line([{ shown: writtenAs(command), nature: 'temp' }]);
    }
    return line(concat(text(template.replace(/X+.*$/, '')), hole('XXXXXX', 'name')));
}

function sequence(args: readonly (string | undefined)[]): Value | undefined {
    const numbers = args.map(arg => arg !== undefined && /^-?[0-9]{1,6}$/.test(arg) ? Number(arg) : Number.NaN);
    const [from, step, to] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
    if (numbers.length === 0 || numbers.length > 3 || numbers.some(Number.isNaN) || step <= 0 || (to - from) / step > 64) {
        return undefined;
    }
    const items: string[] = [];
    for (let at = from; at <= to; at += step) {
        items.push(`${at}\n`);
    }
    return text(items.join(''));
}

