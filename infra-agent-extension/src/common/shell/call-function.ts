/** Calls of functions: own positional arguments, `local`, `return`, and recursion that ends. */
import type { Field } from './host';
import { held } from './pieces';
import { derive, step } from './run';
import type { CallFrame, Ctx } from './run';
import { fork, getSlot, getVariable, mergeInto, setSlot, setVariable } from './state';
import type { Changes, FunctionBody, Positional, State } from './state';
import { hole, known, sameValue } from './value';

/** A function that calls itself is followed this often with what it is really given. */
const CONCRETE = 3;

export function callFunction(ctx: Ctx, state: State, called: FunctionBody, name: string, args: readonly Field[]): void {
    const { run } = ctx;
    const before = run.calls.filter(call => call.body.body === called.body);
    const again = before.length;
    if (again > CONCRETE || run.calls.length > 60 || !step(run, 2)) {
        if (run.calls.length > 60) {
            run.host.trouble({ kind: 'too-deep', message: `calls functions too deep to be followed (${name})`, place: called.source.place(called.body.pos, called.body.end) });
        }
        if (again > CONCRETE && before[0].shell !== before[again - 1].shell) {
            run.host.trouble({ kind: 'too-deep', message: `starts itself again and again in new processes (${name})`, place: called.source.place(called.body.pos, called.body.end) });
        }
        // What is deeper was seen with every value that it could have.
        state.dead = true;
        return;
    }
    const inner = fork(state);
    const outside = getSlot(state, 'positional');
    const given = positionalOf(args);
    const same = given.open === outside.open && given.items.length === outside.items.length && given.items.every((item, index) => sameValue(item, outside.items[index]));
    setSlot(inner, 'positional', again === CONCRETE && !same ? { items: [], open: true } : given);
    if (again === CONCRETE) {
        forgetWhatVaries(ctx, inner);
    }
    const frame: CallFrame = { base: inner, exits: [], locals: new Map(), isFunction: true, name };
    run.calls.push({ body: called, shell: ctx.shell });
    run.evaluator.node(derive(ctx, { source: called.source, call: frame, loop: undefined, depth: ctx.depth + 1 }), inner, called.body);
    run.calls.pop();
    const ends = [...(inner.dead ? [] : [inner.own as Changes]), ...frame.exits];
    mergeInto(state, ends.flatMap(changes => restored(changes, state, frame)));
}

/** Arguments from the first that is not one word certainly are not told apart. */
export function positionalOf(args: readonly Field[]): Positional {
    const uncertain = args.findIndex(arg => arg.splits);
    return uncertain < 0 ? { items: args.map(held), open: false } : { items: args.slice(0, uncertain).map(held), open: true };
}

function forgetWhatVaries(ctx: Ctx, inner: State): void {
    ctx.run.ever.forEach((variable, name) => {
        if (known(variable.value) === undefined || variable.items) {
            setVariable(inner, name, { ...variable, value: hole(`$${name}`), ...(variable.items ? { items: new Map(), open: true } : {}) });
        }
    });
}

/** What holds for the caller again: its arguments, and the variables that were local. */
function restored(changes: Changes, caller: State, frame: CallFrame): Changes[] {
    const kept = new Map(changes);
    kept.delete('positional');
    let ways = [kept];
    for (const [name, { saved, certain }] of frame.locals) {
        const key = `v:${name}`;
        const back = (way: Map<string, unknown>) => {
            const copy = new Map(way);
            saved === getVariable(caller, name) ? copy.delete(key) : copy.set(key, saved);
            return copy;
        };
        ways = certain || ways.length > 8 ? ways.map(back) : ways.flatMap(way => [way, back(way)]);
    }
    return ways;
}
