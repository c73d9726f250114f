/** A simple command: assignments, functions, aliases, builtins, and at last the programs that the host is told of. */
import { parseShell } from './parse-shell';
import type { ast } from './parse-shell';
import { assignNode } from './assignments';
import { builtins } from './builtins';
import { callFunction } from './call-function';
import { intoFiles } from './capture';
import { expandAssigned, expandWords } from './expand-word';
import type { Field, ResolvedRedirect, StartedCommand } from './host';
import { knownOutput } from './known-output';
import { print } from './print';
import { resolveRedirects } from './redirections';
import { DEEPEST, derive, step } from './run';
import type { Ctx } from './run';
import { computedSource } from './source';
import type { Place } from './source';
import { changesSince, fork, getAlias, getFunction, getSlot, getVariable, mergeInto, setAlias, setSlot, setVariable } from './state';
import type { FunctionSlot, State } from './state';
import { EMPTY, hole, known, knownPrefix, settled, text } from './value';
import type { Value } from './value';
import { assign, variableOf } from './variables';

export interface Simple {
    readonly words: readonly Field[];
    readonly node: ast.Command;
    readonly place: Place;
    readonly assignments: readonly { readonly name: string; readonly value: Field }[];
    readonly redirects: readonly ResolvedRedirect[];
    /** Standard input was redirected for this command alone. */
    readonly ownStdin: boolean;
    /** `command` and `builtin` pass functions over. */
    readonly noFunctions?: boolean;
}

export function evaluateCommand(ctx: Ctx, state: State, node: ast.Command): void {
    if (node.name && expandsAlias(ctx, state, node, node.name)) {
        return;
    }
    const words = wordsOf(node);
    const ways = words.length > 0 ? expandWords(ctx, state, words) : [[]];
    const { redirects, stdin, stdoutAway } = resolveRedirects(ctx, state, node.redirects);
    const prefix = node.prefix.length === 0 ? [] : node.prefix.filter((item): item is ast.Assignment => item.type === 'Assignment');
    const place = ctx.source.place(node.pos, node.end);
    const inner: Ctx = stdin || stdoutAway ? derive(ctx, { stdin, captures: ctx.captures && !stdoutAway }) : ctx;
    const run = (within: State, fields: readonly Field[]) => {
        if (fields.length === 0) {
            return withoutProgram(inner, within, prefix, redirects, place);
        }
        const assignments = prefix.map(item => ({ name: item.name, value: assignedField(ctx, within, item) }));
        if (redirects.length === 0) {
            return evaluateSimple(inner, within, { words: fields, node, place, assignments, redirects, ownStdin: stdin !== undefined });
        }
        const body = (reached: State) => intoFiles(inner, reached, redirects, printing => evaluateSimple(printing, reached, { words: fields, node, place, assignments, redirects, ownStdin: stdin !== undefined }));
        setsSomething(within, fields[0]) ? unlessRedirectFails(within, redirects, body) : body(within);
    };
    if (ways.length === 1) {
        return run(state, ways[0]);
    }
    oneOfWays(state, ways.map(fields => (within: State) => run(within, fields)));
}

function wordsOf(node: ast.Command): readonly ast.Word[] {
    return node.name ? [node.name, ...node.args.filter((arg): arg is ast.Word => arg.type === 'Word')] : [];
}

/** Takes every way, each from the same state, and joins what holds afterwards. */
export function oneOfWays(state: State, ways: readonly ((state: State) => void)[]): void {
    if (ways.length === 1) {
        return ways[0](state);
    }
    const ends = ways.map(way => {
        const branch = fork(state);
        way(branch);
        return branch;
    });
    mergeInto(state, ends.filter(branch => !branch.dead).map(branch => changesSince(branch, state)));
}

function assignedField(ctx: Ctx, state: State, node: ast.Assignment): Field {
    const place = ctx.source.place(node.pos, node.end);
    return { value: node.value.type === 'Word' ? expandAssigned(ctx, state, node.value) : hole(node.text), splits: false, place };
}

function withoutProgram(ctx: Ctx, state: State, prefix: readonly ast.Assignment[], redirects: readonly ResolvedRedirect[], place: Place): void {
    setSlot(state, 'status', 'zero');
    for (const node of prefix) {
        assignNode(ctx, state, node);
    }
    if (redirects.length > 0) {
        const cwd = getSlot(state, 'cwd');
        ctx.run.host.redirected(redirects, { cwd, place });
        redirects.filter(redirect => redirect.operator !== '<').forEach(redirect => ctx.run.host.wrote(redirect, EMPTY, cwd));
        if (redirects.some(redirect => redirect.operator === '<')) {
            output(ctx, state, hole('$(<…)'));
        }
    }
}

/** Runs a command whose words are expanded. */
export function evaluateSimple(ctx: Ctx, state: State, simple: Simple): void {
    const [program] = simple.words;
    if (!step(ctx.run)) {
        return;
    }
    const name = programName(program);
    if (name === undefined || program.splits) {
        return start(ctx, state, simple, false);
    }
    const slot = simple.noFunctions ? undefined : getFunction(state, name);
    if (!slot || slot.bodies.length === 0) {
        return builtinOrProgram(ctx, state, simple, name);
    }
    const ways = slot.bodies.map(body => (within: State) => withAssignments(ctx, within, simple, () => callFunction(ctx, within, body, name, simple.words.slice(1))));
    noteRedirects(ctx, state, simple);
    oneOfWays(state, slot.maybeMissing ? [...ways, within => builtinOrProgram(ctx, within, simple, name)] : ways);
}

function setsSomething(state: State, program: Field): boolean {
    const name = programName(program);
    return name !== undefined && (getFunction(state, name) !== undefined || builtins.has(name) && !SETS_NOTHING.has(name));
}

/** Where a file cannot be opened, what it was opened for is not run, and a script without `set -e` goes on. */
export function unlessRedirectFails(state: State, redirects: readonly ResolvedRedirect[], body: (state: State) => void): void {
    const mayFail = redirects.some(({ target }) => !/^(\/dev\/(null|stdin|stdout|stderr|tty)|\d|-)$/.test(known(target.value) ?? ''));
    if (!mayFail || getSlot(state, 'options').errexit === true) {
        return body(state);
    }
    oneOfWays(state, [body, skipped => setSlot(skipped, 'status', 'nonzero')]);
}

/** Builtins that a person would call programs. */
const REPORTED: ReadonlySet<string> = new Set(['echo', 'printf', 'pwd', 'type', 'history']);

/** `set`, `export -p`, `declare -p NAME`: what is set, credentials too. */
function printsVariables(name: string, { words, node }: Simple): boolean {
    const first = known(words[1]?.value ?? EMPTY) ?? '';
    const isBare = words.length === 1 && node.args.every(arg => arg.type !== 'Assignment');
    return name === 'set' ? isBare : ['export', 'declare', 'typeset', 'readonly'].includes(name) && (isBare || /^-[a-zA-Z]*p/.test(first));
}

/** Builtins that leave nothing behind, and those for which a script ends. */
const SETS_NOTHING: ReadonlySet<string> = new Set([...REPORTED, 'exec', 'true', 'false', ':', 'test', '[', 'read', 'mapfile', 'readarray', 'command', 'builtin', 'wait', 'jobs']);

function builtinOrProgram(ctx: Ctx, state: State, simple: Simple, name: string): void {
    const builtin = builtins.get(name);
    if (!builtin) {
        return start(ctx, state, simple, false);
    }
    if (simple.redirects.length > 0 || REPORTED.has(name) || printsVariables(name, simple)) {
        start(ctx, state, simple, true);
    }
    setSlot(state, 'status', 'zero');
    withAssignments(ctx, state, simple, () => builtin({
        ctx, state, name, args: simple.words.slice(1), place: simple.place, ownStdin: simple.ownStdin,
        declarations: simple.node.args.filter((arg): arg is ast.Assignment => arg.type === 'Assignment'),
        print: value => output(ctx, state, value),
        again: (words, options) => words.length > 0 ? evaluateSimple(ctx, state, { ...simple, ...options, words }) : undefined,
        start: words => start(ctx, state, { ...simple, words }, false)
    }));
}

/** A path to a program counts as its name for what it does; what is known to be empty is no program. */
function programName(program: Field): string | undefined {
    const [only] = program.value;
    return program.value.length === 1 && typeof only === 'object' && only.nature === 'program' ? only.program : known(program.value);
}

/** `NAME=value function`: set while it runs, and as before afterwards. */
function withAssignments(ctx: Ctx, state: State, simple: Simple, body: () => void): void {
    const saved = simple.assignments.map(({ name, value }) => {
        const before = getVariable(state, name);
        assign(ctx, state, name, { ...variableOf(ctx, state, name), unset: false, value: value.value, exported: true }, value.place);
        return { name, before };
    });
    body();
    for (const { name, before } of saved) {
        before ? setVariable(state, name, before) : state.own.delete(`v:${name}`);
    }
}

function noteRedirects(ctx: Ctx, state: State, simple: Simple): void {
    if (simple.redirects.length > 0) {
        ctx.run.host.redirected(simple.redirects, { cwd: getSlot(state, 'cwd'), place: simple.place });
    }
}

function start(ctx: Ctx, state: State, simple: Simple, builtin: boolean): void {
    const command: StartedCommand = {
        words: simple.words.map(nameOfProgram), builtin, assignments: simple.assignments, redirects: simple.redirects, stdin: ctx.stdin, captured: ctx.captures, cwd: getSlot(state, 'cwd'), place: simple.place, source: ctx.source,
        environment: name => environmentOf(ctx, state, simple, name),
        functions: () => exportedFunctions(state)
    };
    ctx.collected?.push(command);
    const told = ctx.run.host.started(command);
    if (!builtin) {
        setSlot(state, 'status', 'unknown');
        output(ctx, state, told ?? knownOutput(ctx, state, command) ?? hole('$(…)'));
    }
}

function nameOfProgram(word: Field, index: number): Field {
    const name = index === 0 ? programName(word) : undefined;
    return name === undefined || known(word.value) !== undefined ? word : { ...word, value: text(name) };
}

function environmentOf(ctx: Ctx, state: State, simple: Simple, name: string): Value | undefined {
    const prefixed = simple.assignments.find(assignment => assignment.name === name);
    if (prefixed) {
        return prefixed.value.value;
    }
    const own = getVariable(state, name);
    return own ? own.exported ? own.value : undefined : ctx.run.inherited(name);
}

function exportedFunctions(state: State): ReadonlyMap<string, FunctionSlot> {
    const functions = new Map<string, FunctionSlot>();
    for (let at: State | undefined = state; at; at = at.parent) {
        for (const [key, slot] of at.own) {
            if (key.startsWith('f:') && !functions.has(key.slice(2)) && (slot as FunctionSlot).exported) {
                functions.set(key.slice(2), slot as FunctionSlot);
            }
        }
    }
    return functions;
}

function output(ctx: Ctx, state: State, value: Value): void {
    if (ctx.captures) {
        print(state, value);
    }
}

/** An alias takes effect on later lines and only in some shells, so both readings are followed. */
function expandsAlias(ctx: Ctx, state: State, node: ast.Command, name: ast.Word): boolean {
    const alias = name.parts === undefined && name.text === name.value ? getAlias(state, name.value) : undefined;
    if (!alias || alias.texts.length === 0 || ctx.depth > DEEPEST) {
        return false;
    }
    const place = ctx.source.place(node.pos, node.end);
    const rest = ctx.source.text.slice(name.end, node.end);
    const documents = node.redirects.some(redirect => redirect.type === 'HereDoc');
    const hidden = (within: State) => setAlias(within, name.value, { texts: [] });
    const expanded = alias.texts.map(value => (within: State) => {
        const code = settled(value);
        if (code === undefined || documents) {
            ctx.run.host.trouble({ kind: 'computed-code', message: `is an alias that cannot be read (${knownPrefix(value)}…)`, place });
            return;
        }
        hidden(within);
        const full = code + (/[ \t]$/.test(code) ? nextAlias(state, rest) : rest);
        ctx.run.evaluator.text(ctx, within, computedSource(ctx.source, full, parseShell(full), place));
        setAlias(within, name.value, alias);
    });
    oneOfWays(state, [...expanded, within => { hidden(within); evaluateCommand(ctx, within, node); setAlias(within, name.value, alias); }]);
    return true;
}

/** An alias that ends in a blank lets the next word be one too. */
function nextAlias(state: State, rest: string): string {
    const next = /^\s*([^\s'"\\$`;|&<>()]+)/.exec(rest);
    const value = next && getAlias(state, next[1])?.texts[0];
    const code = value && known(value);
    return code === undefined || code === null || !next ? rest : ` ${code}${rest.slice(next[0].length)}`;
}

