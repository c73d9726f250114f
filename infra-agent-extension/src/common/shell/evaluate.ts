/**
 * Follows a script as bash would run it, over values that are known, partly known or unknown, and tells the host of every program that may be
 * started. Both sides of what is not decided are taken; loops are followed until nothing changes; work is bounded by a budget.
 * It must not know what any program does.
 */
import { parseShell } from './parse-shell';
import type { ast } from './parse-shell';
import { evaluateArithmetic } from './arithmetic';
import { intoFiles } from './capture';
import { evaluateCommand, unlessRedirectFails } from './evaluate-command';
import { evaluateLoop } from './evaluate-loop';
import { expandPattern, expandValue } from './expand-word';
import type { ShellHost, ShellInput } from './host';
import { matchesPattern } from './pattern';
import { resolveRedirects } from './redirections';
import { print } from './print';
import { DEEPEST, derive, step } from './run';
import type { Budget, Ctx, Evaluator, Run } from './run';
import type { Place, Source } from './source';
import { computedSource } from './source';
import { changesSince, fork, getFunction, getSlot, mergeInto, rootState, setFunction, setSlot } from './state';
import type { Changes, FunctionSlot, Positional, State } from './state';
import { inSubshell } from './substitution';
import { evaluateTest, statusOf } from './test-expression';
import { hole, isAssumed, known, optionsOf, spread } from './value';
import type { Value } from './value';
import { anytimeState } from './variables';

/** Where and with what a text starts to run. */
export interface ShellStart {
    /** `$0` */
    readonly name: Value;
    readonly positional: Positional;
    readonly cwd: Value;
    readonly stdin: ShellInput;
    readonly inherited: (name: string) => Value | undefined;
    readonly inheritedFunctions?: ReadonlyMap<string, FunctionSlot>;
    /** Variables of which the host wants to hear even when they are not exported. */
    readonly watches: ReadonlySet<string>;
    readonly budget: Budget;
    readonly depth: number;
}

/** Evaluates a whole text as a shell of its own. */
export function evaluateShell(source: Source, start: ShellStart, host: ShellHost): void {
    const run: Run = {
        host, budget: start.budget, evaluator, name: start.name, inherited: start.inherited, inheritedFunctions: start.inheritedFunctions ?? new Map(), ever: new Map(), everFunctions: new Map(),
        traps: [], aliases: false, lastpipe: false, watches: start.watches, calls: []
    };
    const state = rootState();
    setSlot(state, 'positional', start.positional);
    setSlot(state, 'cwd', start.cwd);
    run.inheritedFunctions.forEach((slot, name) => setFunction(state, name, { ...slot, exported: true }));
    const ctx: Ctx = { run, source, stdin: start.stdin, captures: false, call: undefined, shell: { base: state, exits: [] }, loop: undefined, depth: start.depth, loops: 0, collected: undefined };
    const whole: Place = source.place(0, source.text.length);
    try {
        reportProblems(ctx, source);
        evaluateScript(ctx, state, source.parsed.script);
        runTraps(run, state);
    } catch (error) {
        if (!(error instanceof RangeError)) {
            throw error;
        }
        host.trouble({ kind: 'too-deep', message: 'is nested too deep to be read', place: whole });
    }
    if (run.budget.steps <= 0 && !run.budget.exhausted) {
        run.budget.exhausted = true;
        host.trouble({ kind: 'too-large', message: 'is too large to be read to its end', place: whole });
    }
}

const evaluator: Evaluator = {
    script: (ctx, state, script) => evaluateScript(ctx, state, script),
    text: (ctx, state, source) => {
        reportProblems(ctx, source);
        if (ctx.depth > DEEPEST) {
            ctx.run.host.trouble({ kind: 'too-deep', message: 'is nested too deep to be read', place: source.place(0, source.text.length) });
            return;
        }
        evaluateScript(derive(ctx, { source, depth: ctx.depth + 1 }), state, source.parsed.script);
    },
    value: (ctx, state, word) => expandValue(ctx, state, word),
    list: (ctx, state, list) => evaluateList(ctx, state, list.commands),
    node: (ctx, state, node) => evaluateNode(ctx, state, node)
};

function reportProblems(ctx: Ctx, source: Source): void {
    for (const problem of source.parsed.problems) {
        ctx.run.host.trouble({ kind: 'unparsed', message: `does not parse: ${problem.message}`, place: source.place(problem.start, problem.end) });
    }
}

/** Traps can run at any time, with any value that a variable ever had. */
function runTraps(run: Run, state: State): void {
    for (let at = 0; at < run.traps.length && at < 64; at++) {
        const { text, ctx, place, defined } = run.traps[at];
        const later = anytimeState(ctx, state, defined);
        for (const option of optionsOf(text)) {
            const code = known(option);
            if (code === undefined) {
                run.host.trouble({ kind: 'computed-code', message: 'sets a trap whose text is not known', place });
            } else {
                evaluator.text(derive(ctx, { captures: false, shell: { base: later, exits: [] } }), later, computedSource(ctx.source, code, parseShell(code), place));
            }
        }
    }
}

function evaluateScript(ctx: Ctx, state: State, script: { readonly commands: readonly ast.Statement[] }): void {
    evaluateList(ctx, state, script.commands);
}

function evaluateList(ctx: Ctx, state: State, statements: readonly ast.Statement[]): void {
    for (const statement of statements) {
        if (state.dead || !step(ctx.run)) {
            return;
        }
        settleFolder(state, getSlot(state, 'options').errexit === true);
        if (statement.background) {
            inSubshell(ctx, state, { captures: false, stdin: ctx.stdin }, (inner, within) => evaluateNode(inner, within, statement.command));
            setSlot(state, 'status', 'zero');
        } else {
            evaluateNode(ctx, state, statement.command);
        }
    }
}

/** Behind a `cd` that may have failed one is in either folder. */
function settleFolder(state: State, surelyChanged: boolean): void {
    const elsewhere = getSlot(state, 'elsewhere');
    if (elsewhere) {
        setSlot(state, 'elsewhere', undefined);
        if (!surelyChanged) {
            const moved = fork(state);
            const stayed = fork(state);
            setSlot(moved, 'cwd', getSlot(state, 'cwd'));
            setSlot(stayed, 'cwd', elsewhere);
            mergeInto(state, [moved.own, stayed.own]);
        }
    }
}

type Node = ast.Statement['command'] | ast.CommandNode | ast.CompoundList;

function evaluateNode(ctx: Ctx, state: State, node: Node): void {
    if (state.dead || !step(ctx.run)) {
        return;
    }
    switch (node.type) {
        case 'Command':
            return evaluateCommand(ctx, state, node);
        case 'Pipeline':
            return evaluatePipeline(ctx, state, node);
        case 'AndOr':
            return evaluateAndOr(ctx, state, node);
        case 'Redirected':
            return evaluateRedirected(ctx, state, node);
        case 'Function':
            return defineFunction(ctx, state, node);
        case 'Coproc':
            inSubshell(ctx, state, { captures: false, stdin: { kind: 'pipe', value: [{ shown: '…', nature: 'any' }], from: [] } }, (inner, within) => evaluateNode(inner, within, node.body));
            return;
        case 'Subshell':
            return evaluateSubshell(ctx, state, node);
        case 'BraceGroup':
            return evaluateList(ctx, state, node.body.commands);
        case 'CompoundList':
            return evaluateList(ctx, state, node.commands);
        case 'If':
            return evaluateIf(ctx, state, node);
        case 'Case':
            return evaluateCase(ctx, state, node);
        case 'For': case 'Select': case 'While': case 'ArithmeticFor':
            return evaluateLoop(ctx, state, node);
        case 'TestCommand':
            setSlot(state, 'status', statusOf(evaluateTest(ctx, state, node.expression)));
            return;
        case 'ArithmeticCommand': {
            const value = known(evaluateArithmetic(ctx, state, node.expression, node));
            setSlot(state, 'status', statusOf(value === undefined ? undefined : value !== '0'));
            return;
        }
        default: {
            const never: never = node;
            return never;
        }
    }
}

function evaluatePipeline(ctx: Ctx, state: State, node: ast.Pipeline): void {
    const negated = node.prefixes.filter(prefix => prefix.type === 'Negation').length % 2 === 1;
    if (node.commands.length === 1) {
        evaluateNode(ctx, state, node.commands[0]);
    } else {
        evaluateStages(ctx, state, node);
    }
    if (negated) {
        const status = getSlot(state, 'status');
        setSlot(state, 'status', status === 'zero' ? 'nonzero' : status === 'nonzero' ? 'zero' : 'unknown');
    }
}

function evaluateStages(ctx: Ctx, state: State, node: ast.Pipeline): void {
    let stdin: ShellInput = ctx.stdin;
    let last: readonly Changes[] = [];
    node.commands.forEach((command, index) => {
        const isLast = index === node.commands.length - 1;
        const { out, started, changes } = inSubshell(ctx, state, { captures: !isLast || ctx.captures, stdin }, (inner, within) => evaluateNode(inner, within, command));
        stdin = { kind: 'pipe', value: out, from: started };
        last = changes;
        if (isLast && ctx.captures) {
            print(state, out);
        }
    });
    setSlot(state, 'status', statusIn(last));
    if (ctx.run.lastpipe) {
        mergeInto(state, [new Map(), ...last.map(withoutOutput)]);
    }
}

function withoutOutput(changes: Changes): Changes {
    const kept = new Map(changes);
    kept.delete('out');
    return kept;
}

function statusIn(changes: readonly Changes[]) {
    const statuses = new Set(changes.map(change => (change.get('status') ?? 'unknown') as 'zero' | 'nonzero' | 'unknown'));
    return statuses.size === 1 ? [...statuses][0] : 'unknown';
}

/** `a && b || c`: what follows is taken for certain, never, or maybe, by what is known of the status before. */
function evaluateAndOr(ctx: Ctx, state: State, node: ast.AndOr): void {
    evaluateNode(ctx, state, node.commands[0]);
    for (let index = 1; index < node.commands.length && !state.dead; index++) {
        const wanted = node.operators[index - 1] === '&&' ? 'zero' : 'nonzero';
        const status = getSlot(state, 'status');
        if (status !== 'unknown' && status !== wanted) {
            continue;
        }
        if (status === wanted) {
            settleBy(state, wanted === 'zero');
            evaluateNode(ctx, state, node.commands[index]);
            continue;
        }
        const [taken, passed] = [fork(state), fork(state)];
        settleBy(taken, wanted === 'zero');
        settleBy(passed, wanted !== 'zero');
        setSlot(taken, 'status', wanted);
        setSlot(passed, 'status', wanted === 'zero' ? 'nonzero' : 'zero');
        evaluateNode(ctx, taken, node.commands[index]);
        mergeInto(state, [taken, passed].filter(branch => !branch.dead).map(branch => changesSince(branch, state)));
    }
}

/** In the branch where the `cd` before worked, or the one where it did not. */
function settleBy(state: State, worked: boolean): void {
    const elsewhere = getSlot(state, 'elsewhere');
    if (elsewhere) {
        setSlot(state, 'elsewhere', undefined);
        if (!worked) {
            setSlot(state, 'cwd', elsewhere);
        }
    }
}

function evaluateRedirected(ctx: Ctx, state: State, node: ast.Redirected): void {
    const { redirects, stdin, stdoutAway } = resolveRedirects(ctx, state, node.redirects);
    if (redirects.length > 0) {
        ctx.run.host.redirected(redirects, { cwd: getSlot(state, 'cwd'), place: ctx.source.place(node.pos, node.end) });
    }
    const inner = derive(ctx, { stdin, captures: ctx.captures && !stdoutAway });
    unlessRedirectFails(state, redirects, reached => intoFiles(inner, reached, redirects, printing => evaluateNode(printing, reached, node.command)));
}

function defineFunction(ctx: Ctx, state: State, node: ast.Function): void {
    const name = node.name.value;
    const before = getFunction(state, name);
    const slot: FunctionSlot = { bodies: [{ body: node.body, source: ctx.source }], maybeMissing: false, exported: before?.exported };
    setFunction(state, name, slot);
    const ever = ctx.run.everFunctions.get(name);
    ctx.run.everFunctions.set(name, { bodies: [...ever?.bodies ?? [], ...slot.bodies], maybeMissing: ever?.maybeMissing === true });
    setSlot(state, 'status', 'zero');
    // Bash calls it with the words of any program that it does not find.
    if (name === 'command_not_found_handle') {
        const later = fork(state);
        setSlot(later, 'positional', { items: [], open: true });
        evaluateNode(derive(ctx, { captures: false, shell: { base: later, exits: [] } }), later, node.body);
    }
}

function evaluateSubshell(ctx: Ctx, state: State, node: ast.Subshell): void {
    const { out, changes } = inSubshell(ctx, state, { captures: ctx.captures }, (inner, within) => evaluateList(inner, within, node.body.commands));
    if (ctx.captures) {
        print(state, out);
    }
    setSlot(state, 'status', statusIn(changes));
}

function evaluateIf(ctx: Ctx, state: State, node: ast.If): void {
    const clauses = [{ clause: node.clause, then: node.then }, ...node.elif];
    const ends: Changes[] = [];
    let current = state;
    for (const { clause, then } of clauses) {
        evaluateList(ctx, current, clause.commands);
        if (current.dead) {
            break;
        }
        const status = getSlot(current, 'status');
        if (status !== 'nonzero') {
            const taken = fork(current);
            settleBy(taken, true);
            evaluateList(ctx, taken, then.commands);
            if (!taken.dead) {
                ends.push(changesSince(taken, state));
            }
        }
        if (status === 'zero') {
            current = deadFork(current);
            break;
        }
        current = fork(current);
        settleBy(current, false);
    }
    if (!current.dead) {
        if (node.else) {
            evaluateList(ctx, current, node.else.commands);
        } else {
            setSlot(current, 'status', 'zero');
        }
        if (!current.dead) {
            ends.push(changesSince(current, state));
        }
    }
    if (!state.dead) {
        mergeInto(state, ends);
    }
}

function deadFork(state: State): State {
    const dead = fork(state);
    dead.dead = true;
    return dead;
}

function evaluateCase(ctx: Ctx, state: State, node: ast.Case): void {
    const word = expandValue(ctx, state, node.word);
    const ends: Changes[] = [];
    // Subjects for which no pattern has surely matched yet.
    const subject = spread(word);
    let open: readonly Value[] = isAssumed(subject) ? [...optionsOf(subject), hole('…')] : optionsOf(subject);
    let fallsThrough: State | undefined;
    for (const item of node.items) {
        const patterns = item.pattern.map(pattern => expandPattern(ctx, state, pattern));
        const answers = open.map(subject => matchesAny(subject, patterns));
        const entered = open.length > 0 && answers.some(answer => answer !== false);
        if (entered || fallsThrough) {
            const branch = fork(state);
            if (fallsThrough) {
                mergeInto(branch, [changesSince(fallsThrough, state), ...(entered ? [new Map()] : [])]);
            }
            evaluateList(ctx, branch, item.body.commands);
            fallsThrough = item.terminator === ';&' && !branch.dead ? branch : undefined;
            if (!branch.dead && item.terminator !== ';&') {
                ends.push(changesSince(branch, state));
            }
        }
        if (item.terminator !== ';;&') {
            open = open.filter((_, index) => answers[index] !== true);
        }
    }
    if (fallsThrough) {
        ends.push(changesSince(fallsThrough, state));
    }
    if (open.length > 0) {
        const passed = fork(state);
        setSlot(passed, 'status', 'zero');
        ends.push(passed.own);
    }
    mergeInto(state, ends);
}

function matchesAny(subject: Value, patterns: readonly (string | undefined)[]): boolean | undefined {
    const fixed = known(subject);
    const answers = patterns.map(pattern => pattern === '*' ? true : pattern === undefined || fixed === undefined ? undefined : matchesPattern(pattern, fixed));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

