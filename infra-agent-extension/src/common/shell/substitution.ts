/** Command and process substitution: what is inside runs in a subshell, and its output is a value as far as it is known. */
import type { ast } from './parse-shell';
import type { ShellInput, StartedCommand } from './host';
import type { Ctx } from './run';
import { DEEPEST, derive, step } from './run';
import { computedSource } from './source';
import { fork, setSlot } from './state';
import type { Changes, State } from './state';
import { EMPTY, hole, joinValues, mapOptions } from './value';
import type { Value } from './value';

type Substitution = ast.CommandExpansionPart | ast.ArithmeticCommandExpansion;

export interface SubshellResult {
    readonly out: Value;
    readonly started: readonly StartedCommand[];
    /** What the subshell changed, for the rare case that it is none. */
    readonly changes: readonly Changes[];
}

/** Evaluates something in a subshell: nothing that it sets lasts, and `exit` ends only it. */
export function inSubshell(ctx: Ctx, state: State, how: { readonly captures: boolean; readonly stdin?: ShellInput }, body: (ctx: Ctx, state: State) => void): SubshellResult {
    const inner = fork(state);
    const exits: Changes[] = [];
    const started: StartedCommand[] = [];
    setSlot(inner, 'out', EMPTY);
    const call = ctx.call ? { ...ctx.call, base: inner, exits } : undefined;
    const loop = ctx.loop ? { base: inner, breaks: exits, continues: exits } : undefined;
    body(derive(ctx, { captures: how.captures, stdin: how.stdin, call, shell: { base: inner, exits }, loop, collected: started, depth: ctx.depth + 1 }), inner);
    ctx.collected?.push(...started);
    const ends = inner.dead ? exits : [...exits, inner.own];
    const outs = ends.map(changes => (changes.has('out') ? changes.get('out') : EMPTY) as Value);
    return { out: outs.length === 0 ? EMPTY : outs.reduce(joinValues), started, changes: ends };
}

/** The parser makes the inner script when it is first asked for, so the part must be given as it is. */
export function substitute(ctx: Ctx, state: State, part: Substitution): Value {
    if (!part.script || ctx.depth > DEEPEST || !step(ctx.run, 4)) {
        ctx.run.host.trouble({ kind: 'too-deep', message: 'is a substitution that is not read', place: ctx.source.place(part.pos, part.end) });
        return hole(part.text);
    }
    const { script } = part;
    const inside = sourceOf(ctx, part, script);
    const { out, started, changes } = inSubshell(derive(ctx, { source: inside }), state, { captures: true }, (inner, within) => ctx.run.evaluator.script(inner, within, script));
    const statuses = changes.map(change => change.get('status') ?? 'unknown');
    setSlot(state, 'status', statuses.every(status => status === statuses[0]) && statuses.length > 0 ? statuses[0] as 'zero' : 'unknown');
    return named(mapOptions(out, trimEnd), part.text, started);
}

export function substituteProcess(ctx: Ctx, state: State, part: ast.ProcessSubstitutionPart): Value {
    const { script } = part;
    if (!script || ctx.depth > DEEPEST || !step(ctx.run, 4)) {
        ctx.run.host.trouble({ kind: 'too-deep', message: 'is a substitution that is not read', place: ctx.source.place(part.pos, part.end) });
        return hole(part.text);
    }
    const reads = part.operator === '<';
    const stdin: ShellInput = reads ? ctx.stdin : { kind: 'pipe', value: hole('…'), from: [] };
    const { out, started } = inSubshell(ctx, state, { captures: reads, stdin }, (inner, within) => ctx.run.evaluator.script(inner, within, script));
    return [{ shown: `${part.operator}(…)`, nature: 'any', ...(reads ? { output: out, from: started } : {}) }];
}

/** Inside backticks with escapes, positions are in a text of their own. */
function sourceOf(ctx: Ctx, part: Substitution, script: ast.ParsedScript): Ctx['source'] {
    return script.source === undefined ? ctx.source : computedSource(ctx.source, script.source, { script, problems: [] }, ctx.source.place(part.pos, part.end));
}

function trimEnd(value: Value): Value {
    const last = value[value.length - 1];
    if (typeof last !== 'string') {
        return value;
    }
    const trimmed = last.replace(/\n+$/, '');
    return trimmed === '' ? value.slice(0, -1) : [...value.slice(0, -1), trimmed];
}

/** An output that is not known at all is shown as it is written. */
function named(value: Value, text: string, from: readonly StartedCommand[]): Value {
    const only = value.length === 1 ? value[0] : undefined;
    const rename = typeof only === 'object' && !only.options && only.nature !== 'program' && only.nature !== 'unset';
    return rename ? [{ ...only, shown: text.length > 60 ? '$(…)' : text, from }] : value;
}

