/** Builtins that run code, leave it, or change how it runs. */
import { parseShell } from './parse-shell';
import { splitOptions, wordOf } from './builtin';
import type { Builtin, BuiltinCall } from './builtin';
import { positionalOf } from './call-function';
import type { Field } from './host';
import { runHidden } from './hidden-code';
import { pathOf } from './known-output';
import { derive } from './run';
import type { CallFrame, LoopFrame } from './run';
import { computedSource, rootSource, shiftedSource } from './source';
import { changesSince, fork, functionNames, getFunction, getSlot, mergeInto, setSlot } from './state';
import type { Changes, Options, State } from './state';
import { evaluateTestWords, statusOf } from './test-expression';
import { concat, known, knownPrefix, settled, text } from './value';
import type { Value } from './value';

const nothing: Builtin = () => undefined;

export const flowBuiltins: Readonly<Record<string, Builtin>> = {
    ':': nothing, true: nothing, times: nothing, umask: nothing, ulimit: nothing, wait, bg: nothing, fg: nothing, disown: nothing, suspend: nothing, help: nothing, caller: nothing, history: nothing,
    compopt: nothing, complete: nothing, bind,
    false: call => setSlot(call.state, 'status', 'nonzero'),
    eval: evaluateText, source, '.': source, exec, command, builtin: call => builtinOnly(call), trap, set, shopt, shift, exit, logout: exit, return: leaveCall, break: leaveLoop, continue: leaveLoop,
    test, '[': test, hash, enable, fc: call => refuse(call, 'runs commands from the history'), compgen
};

function evaluateText(call: BuiltinCall): void {
    const { ctx, state } = call;
    const args = wordOf(call.args[0]) === '--' ? call.args.slice(1) : call.args;
    const whole = concat(...args.flatMap((arg, index) => index > 0 ? [text(' '), arg.value] : [arg.value]));
    const code = known(whole);
    if (code === undefined) {
        const pointless = args.every(arg => arg.splits === false) && knownPrefix(whole) === '' && whole.length === 0;
        if (!pointless) {
            ctx.run.host.trouble({ kind: 'computed-code', message: 'evaluates a text that is not known', place: call.place });
            loseQuietly(state);
        }
        return;
    }
    const parsed = parseShell(code);
    const inside = args.length === 1 ? args[0].literal : undefined;
    ctx.run.evaluator.text(ctx, state, inside ? shiftedSource(inside.source, code, parsed, inside.offset) : computedSource(ctx.source, code, parsed, call.place));
}

/** Code that could not be read may have set anything; it has been reported. */
function loseQuietly(state: State): void {
    setSlot(state, 'status', 'unknown');
    setSlot(state, 'lost', true);
}

function source(call: BuiltinCall): void {
    const { ctx, state } = call;
    const [path, ...args] = wordOf(call.args[0]) === '--' ? call.args.slice(1) : call.args;
    setSlot(state, 'status', 'unknown');
    if (!path) {
        return;
    }
    const only = path.value.length === 1 ? path.value[0] : undefined;
    const printed = typeof only === 'object' ? only.output : fromInput(call, known(path.value));
    if (printed !== undefined || path.splits) {
        const code = printed && settled(printed);
        if (code === undefined) {
            ctx.run.host.trouble({ kind: 'computed-code', message: path.splits ? 'sources a file that is not known' : 'sources what a command prints', place: path.place });
            return loseQuietly(state);
        }
        return runSourced(call, computedSource(ctx.source, code, parseShell(code), path.place), args);
    }
    const found = ctx.run.host.source(path, getSlot(state, 'cwd'));
    if (found.kind === 'refused') {
        return loseQuietly(state);
    }
    runSourced(call, rootSource(found.text, found.parsed, { file: found.file, invokedAs: path.value }), args);
}

/** What comes in, where the file is standard input itself. */
function fromInput({ ctx }: BuiltinCall, path: string | undefined): Value | undefined {
    const isInput = path !== undefined && /^(\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/.test(path);
    return isInput ? ctx.stdin.kind === 'text' || ctx.stdin.kind === 'pipe' ? ctx.stdin.value : [{ shown: path, nature: 'any' }] : undefined;
}

function runSourced(call: BuiltinCall, from: ReturnType<typeof rootSource>, args: readonly Field[]): void {
    const { ctx, state } = call;
    const inner = fork(state);
    if (args.length > 0) {
        setSlot(inner, 'positional', positionalOf(args));
    }
    const frame: CallFrame = { base: inner, exits: [], locals: ctx.call?.locals ?? new Map(), isFunction: ctx.call?.isFunction === true, name: ctx.call?.name };
    ctx.run.evaluator.text(derive(ctx, { call: frame }), inner, from);
    const ends = [...(inner.dead ? [] : [inner.own as Changes]), ...frame.exits].map(changes => {
        const kept = new Map(changes);
        if (args.length > 0) {
            kept.delete('positional');
        }
        return kept;
    });
    mergeInto(state, ends);
}

function exec(call: BuiltinCall): void {
    const { rest } = splitOptions(call.args, 'cla', 'a');
    if (rest.length === 0) {
        // Where it only redirects, what follows is printed there.
        return call.print([{ shown: '…', nature: 'any' }]);
    }
    call.start(rest);
    leaveShell(call);
}

function command(call: BuiltinCall): void {
    const { options, rest } = splitOptions(call.args, 'pvV');
    if (!/[vV]/.test(options)) {
        return call.again(rest, { noFunctions: true });
    }
    setSlot(call.state, 'status', 'unknown');
    const name = wordOf(rest[0]);
    const isFunction = name !== undefined && getFunction(call.state, name) !== undefined;
    call.print(options.includes('v') && rest.length === 1 && rest[0] ? isFunction ? text(`${name}\n`) : pathOf(rest[0]) ?? [{ shown: '$(command -v …)', nature: 'any' }] : [{ shown: '$(command -v …)', nature: 'any' }]);
}

function builtinOnly(call: BuiltinCall): void {
    call.again(wordOf(call.args[0]) === '--' ? call.args.slice(1) : call.args, { noFunctions: true });
}

function trap(call: BuiltinCall): void {
    const { options, rest } = splitOptions(call.args, 'lp');
    const [action, ...signals] = rest;
    const code = action && known(action.value);
    const resets = code === '-' || code === '' || code !== undefined && /^[0-9]+$/.test(code) || signals.length === 0;
    if (options !== '' || !action || resets) {
        return;
    }
    const outside = { ...call.ctx, captures: false };
    call.ctx.run.traps.push({ text: action.value, ctx: outside, place: action.place, defined: functionNames(call.state) });
}

function set(call: BuiltinCall): void {
    const { state } = call;
    const args = call.args;
    for (let at = 0; at < args.length; at++) {
        const word = wordOf(args[at]);
        if (word === '--' || word === undefined || !/^[-+]/.test(word) || word === '-') {
            const rest = word === '--' || word === '-' ? args.slice(at + 1) : args.slice(at);
            // An unknown first word may have been an option.
            if (word === undefined) {
                setSlot(state, 'positional', { items: [], open: true });
            } else if (rest.length > 0 || word === '--') {
                setSlot(state, 'positional', positionalOf(rest));
            }
            return;
        }
        const on = word.startsWith('-');
        if (word.slice(1).includes('o')) {
            setOption(state, wordOf(args[++at]) ?? '', on);
        }
        [...word.slice(1)].forEach(letter => setOption(state, { e: 'errexit', f: 'noglob', a: 'allexport' }[letter] ?? '', on));
    }
}

function setOption(state: State, name: string, on: boolean): void {
    if (name === 'errexit' || name === 'noglob' || name === 'allexport') {
        setSlot(state, 'options', { ...getSlot(state, 'options'), [name]: on } as Options);
    }
}

function shopt(call: BuiltinCall): void {
    const words = call.args.map(wordOf);
    if (words.includes('lastpipe') || words.includes(undefined)) {
        call.ctx.run.lastpipe = true;
    }
    if (words.includes(undefined) || words.some(word => ['nullglob', 'failglob', 'dotglob', 'globstar', 'nocaseglob', 'extglob'].includes(word ?? ''))) {
        setSlot(call.state, 'options', { ...getSlot(call.state, 'options'), noglob: getSlot(call.state, 'options').noglob === true ? true : undefined });
    }
    setSlot(call.state, 'status', 'unknown');
}

function shift(call: BuiltinCall): void {
    const { items, open } = getSlot(call.state, 'positional');
    const count = call.args.length === 0 ? 1 : Number(wordOf(call.args[0]) ?? Number.NaN);
    if (Number.isNaN(count) || count < 0) {
        return setSlot(call.state, 'positional', { items: [], open: true });
    }
    if (count > items.length && !open) {
        return setSlot(call.state, 'status', 'nonzero');
    }
    setSlot(call.state, 'status', count > items.length ? 'unknown' : 'zero');
    setSlot(call.state, 'positional', { items: items.slice(count), open });
}

function exit(call: BuiltinCall): void {
    setStatus(call);
    leaveShell(call);
}

function leaveShell({ ctx, state }: BuiltinCall): void {
    ctx.shell.exits.push(new Map(changesSince(state, ctx.shell.base)));
    state.dead = true;
}

function leaveCall(call: BuiltinCall): void {
    const { ctx, state } = call;
    setStatus(call);
    const frame = ctx.call;
    if (frame) {
        frame.exits.push(new Map(changesSince(state, frame.base)));
        state.dead = true;
    }
}

function setStatus(call: BuiltinCall): void {
    const code = call.args.length === 0 ? undefined : wordOf(call.args[0]);
    if (call.args.length > 0) {
        setSlot(call.state, 'status', code === undefined || !/^[0-9]+$/.test(code) ? 'unknown' : Number(code) % 256 === 0 ? 'zero' : 'nonzero');
    } else {
        setSlot(call.state, 'status', 'unknown');
    }
}

function leaveLoop(call: BuiltinCall): void {
    const { ctx, state, name } = call;
    let loop: LoopFrame | undefined = ctx.loop;
    const count = call.args.length === 0 ? 1 : Number(wordOf(call.args[0]) ?? Number.NaN);
    if (!loop) {
        return;
    }
    if (Number.isNaN(count)) {
        // Any of the loops around may be left, and the program goes on behind each.
        for (let at: LoopFrame | undefined = loop; at; at = at.outer) {
            at.breaks.push(new Map(changesSince(state, at.base)));
            at.continues.push(new Map(changesSince(state, at.base)));
        }
        state.dead = true;
        return;
    }
    for (let level = 1; level < count && loop.outer; level++) {
        loop = loop.outer;
    }
    (name === 'break' ? loop.breaks : loop.continues).push(new Map(changesSince(state, loop.base)));
    state.dead = true;
}

function test(call: BuiltinCall): void {
    const { ctx, state, name, args, place } = call;
    const words = name === '[' ? args.slice(0, -1) : args;
    const answer = args.some(arg => arg.splits || arg.assumed) ? undefined : evaluateTestWords(ctx, state, words.map(word => word.value), place);
    setSlot(state, 'status', statusOf(answer));
}

function hash(call: BuiltinCall): void {
    if (call.args.some(arg => /^-[a-z]*p/.test(knownPrefix(arg.value)) || arg.splits)) {
        refuse(call, 'changes which file a program name runs');
    }
}

function enable(call: BuiltinCall): void {
    if (call.args.some(arg => /^-[a-z]*[fdn]/.test(knownPrefix(arg.value)) || arg.splits)) {
        refuse(call, 'loads or removes builtins of the shell');
    }
}

function refuse(call: BuiltinCall, message: string): void {
    call.ctx.run.host.trouble({ kind: 'replaced-builtin', message, place: call.place });
}

/** `wait -p NAME` takes the name of a variable, whose index is run. */
function wait({ ctx, state, args, place }: BuiltinCall): void {
    args.forEach(arg => runHidden(ctx, state, known(arg.value) ?? '', { message: 'holds a substitution that is run where it is used', place }));
}

/** `bind -x` ties a command to a key. */
function bind(call: BuiltinCall): void {
    const { values } = splitOptions(call.args, 'lpsvPSVXmqurfx', 'mqurfx');
    const bound = values.get('x');
    const command = bound && /^\s*(?:"[^"]*"|'[^']*'|[^:\s]+)\s*:\s*(.*)$/s.exec(known(bound.value) ?? '')?.[1];
    if (bound && !command) {
        return refuse(call, 'ties a command to a key, and which one that is the text does not fix');
    }
    if (command) {
        call.ctx.run.evaluator.text(call.ctx, call.state, computedSource(call.ctx.source, command, parseShell(command), call.place));
    }
}

/** `compgen -C` runs a command, `-F` a function, and `-W` expands its list. */
function compgen(call: BuiltinCall): void {
    const runs = call.args.some(arg => /^-[a-z]*[CFW]/.test(knownPrefix(arg.value)) || arg.splits);
    if (runs) {
        refuse(call, 'runs what it is given for completion');
    }
    call.print([{ shown: '$(compgen …)', nature: 'any' }]);
    setSlot(call.state, 'status', 'unknown');
}

