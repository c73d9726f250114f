/** What one evaluation carries along. The evaluator's parts call each other through `Evaluator`, so that their files form no circle. */
import type { ast } from './parse-shell';
import type { ShellHost, ShellInput, StartedCommand } from './host';
import type { Place, Source } from './source';
import type { Changes, FunctionBody, FunctionSlot, State, Variable } from './state';
import type { Value } from './value';

/** Work left, shared by everything that one command leads to. */
export interface Budget {
    steps: number;
    exhausted: boolean;
}

export interface Run {
    readonly host: ShellHost;
    readonly budget: Budget;
    readonly evaluator: Evaluator;
    /** `$0` */
    readonly name: Value;
    /** A variable of the environment in which this text starts. */
    readonly inherited: (name: string) => Value | undefined;
    readonly inheritedFunctions: ReadonlyMap<string, FunctionSlot>;
    readonly ever: Map<string, Variable>;
    readonly everFunctions: Map<string, FunctionSlot>;
    /** `defined` are the functions that were there when the trap was set. */
    readonly traps: { readonly text: Value; readonly ctx: Ctx; readonly place: Place; readonly defined: ReadonlySet<string> }[];
    aliases: boolean;
    lastpipe: boolean;
    watches: ReadonlySet<string>;
    /** Functions in the order in which they are being called. */
    readonly calls: { readonly body: FunctionBody; readonly shell: Ctx['shell'] }[];
}

/** A call of a function or of a sourced file: where `return` leads, and what `local` hides. */
export interface CallFrame {
    readonly base: State;
    readonly exits: Changes[];
    readonly locals: Map<string, { readonly saved: Variable | undefined; readonly certain: boolean }>;
    readonly isFunction: boolean;
    readonly name?: string;
}

export interface LoopFrame {
    readonly base: State;
    readonly breaks: Changes[];
    readonly continues: Changes[];
    readonly outer?: LoopFrame;
}

export interface Ctx {
    readonly run: Run;
    readonly source: Source;
    readonly stdin: ShellInput;
    /** What is printed is wanted. */
    readonly captures: boolean;
    readonly call: CallFrame | undefined;
    /** The shell or subshell that `exit` ends. */
    readonly shell: { readonly base: State; readonly exits: Changes[] };
    readonly loop: LoopFrame | undefined;
    readonly depth: number;
    /** How many loops are around, for how patiently an inner one is followed. */
    readonly loops: number;
    readonly collected: StartedCommand[] | undefined;
}

/** The same with changes. Every context has the same fields in the same order: spreading them is what most of the time of a loop went into. */
export function derive(ctx: Ctx, change: Partial<Ctx>): Ctx {
    return {
        run: change.run ?? ctx.run,
        source: change.source ?? ctx.source,
        stdin: change.stdin ?? ctx.stdin,
        captures: change.captures ?? ctx.captures,
        call: 'call' in change ? change.call : ctx.call,
        shell: change.shell ?? ctx.shell,
        loop: 'loop' in change ? change.loop : ctx.loop,
        depth: change.depth ?? ctx.depth,
        loops: change.loops ?? ctx.loops,
        collected: change.collected ?? ctx.collected
    };
}

export interface Evaluator {
    script(ctx: Ctx, state: State, script: { readonly commands: readonly ast.Statement[] }): void;
    /** Evaluates computed text in the same shell, as `eval` does. */
    text(ctx: Ctx, state: State, source: Source): void;
    list(ctx: Ctx, state: State, list: ast.CompoundList): void;
    node(ctx: Ctx, state: State, node: ast.Function['body']): void;
    /** A word where nothing splits. */
    value(ctx: Ctx, state: State, word: ast.Word): Value;
}

/** More nesting than this, of scripts in scripts and calls in calls, is not followed. */
export const DEEPEST = 120;

/** One step of work; false when there is no more left. */
export function step(run: Pick<Run, 'budget'>, cost = 1): boolean {
    run.budget.steps -= cost;
    return run.budget.steps > 0;
}
