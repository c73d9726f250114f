/** Loops: short known lists are followed round by round; everything else until another round changes nothing. */
import type { ast } from './parse-shell';
import { isEncodedOutput } from './encoders';
import { evaluateArithmetic } from './arithmetic';
import { expandList } from './expand-word';
import type { Ctx, LoopFrame } from './run';
import { derive, step } from './run';
import { changesSince, fork, getSlot, layer, mergeInto, scalar, setSlot, widenInto } from './state';
import type { Changes, State, Status } from './state';
import { statusOf } from './test-expression';
import { hole, known, oneOf, optionsOf } from './value';
import type { Value } from './value';
import { assign } from './variables';

type Loop = ast.For | ast.Select | ast.While | ast.ArithmeticFor;

export function evaluateLoop(ctx: Ctx, state: State, node: Loop): void {
    switch (node.type) {
        case 'For':
            return evaluateFor(ctx, state, node);
        case 'Select': {
            loopItems(ctx, state, node);
            return repeat(ctx, state, { test: () => 'unknown', body: (inner, within) => { assignItem(inner, within, node, hole(`$${node.name.value}`)); ctx.run.evaluator.list(inner, within, node.body); } });
        }
        case 'While':
            return repeat(ctx, state, {
                patient: node.clause.commands.some(statement => ctx.source.text.slice(statement.pos, statement.end).includes('$')),
                test: (inner, within) => {
                    ctx.run.evaluator.list(inner, within, node.clause);
                    const status = getSlot(within, 'status');
                    return node.kind === 'while' || status === 'unknown' ? status : status === 'zero' ? 'nonzero' : 'zero';
                },
                body: (inner, within) => ctx.run.evaluator.list(inner, within, node.body)
            });
        case 'ArithmeticFor': {
            const place = { pos: node.pos, end: node.end };
            if (node.initialize) {
                evaluateArithmetic(ctx, state, node.initialize, place);
            }
            return repeat(ctx, state, {
                patient: true,
                test: (inner, within) => {
                    const value = node.test ? known(evaluateArithmetic(inner, within, node.test, place)) : '1';
                    return statusOf(value === undefined ? undefined : value !== '0');
                },
                body: (inner, within) => ctx.run.evaluator.list(inner, within, node.body),
                after: (inner, within) => { if (node.update) { evaluateArithmetic(inner, within, node.update, place); } }
            });
        }
        default: {
            const never: never = node;
            return never;
        }
    }
}

/** Lists up to this length are followed item by item. */
const MOST_ROUNDS = 24;

function loopItems(ctx: Ctx, state: State, node: ast.For | ast.Select): readonly Value[] {
    if (node.wordlist) {
        return expandList(ctx, state, node.wordlist);
    }
    const { items, open } = getSlot(state, 'positional');
    return open ? [...items, [{ shown: '"$@"', nature: 'any', many: true }]] : items;
}

function assignItem(ctx: Ctx, state: State, node: ast.For | ast.Select, value: Value): void {
    assign(ctx, state, node.name.value, scalar(value), ctx.source.place(node.name.pos, node.name.end));
}

function evaluateFor(ctx: Ctx, state: State, node: ast.For): void {
    const items = loopItems(ctx, state, node);
    const isMany = (item: Value) => item.length === 1 && typeof item[0] === 'object' && item[0].many === true;
    const rounds = MOST_ROUNDS >> (2 * ctx.loops);
    if (items.length <= Math.max(rounds, 2) && !items.some(isMany)) {
        return eachItem(ctx, state, node, items);
    }
    const value = items.some(isMany) ? hole(encodedItem(items) ?? `$${node.name.value}`) : items.length <= 64 ? oneOf(items.flatMap(item => optionsOf(item))) : hole(`$${node.name.value}`);
    // Paths that a pattern stands for keep what is known of them.
    const single = items.length === 1 && isMany(items[0]) && typeof items[0][0] === 'object' && items[0][0].pattern ? [{ ...items[0][0], many: false }] : value;
    repeat(ctx, state, { test: () => 'unknown', body: (inner, within) => { assignItem(inner, within, node, single); ctx.run.evaluator.list(inner, within, node.body); } });
}

/** What an encoder printed stays recognisable in each of its lines. */
function encodedItem(items: readonly Value[]): string | undefined {
    return items.flat().flatMap(part => typeof part === 'string' ? [] : [part.shown]).find(isEncodedOutput);
}

function eachItem(ctx: Ctx, state: State, node: ast.For, items: readonly Value[]): void {
    const breaks: Changes[] = [];
    let current = fork(state);
    setSlot(current, 'status', 'zero');
    for (const item of items) {
        if (current.dead || !step(ctx.run)) {
            break;
        }
        assignItem(ctx, current, node, item);
        const loop: LoopFrame = { base: current, breaks: [], continues: [], ...(ctx.loop ? { outer: ctx.loop } : {}) };
        const round = fork(current);
        ctx.run.evaluator.list(derive(ctx, { loop, loops: ctx.loops + 1 }), round, node.body);
        breaks.push(...loop.breaks.map(changes => merged(changes, current, state)));
        const next = fork(current);
        mergeInto(next, [...(round.dead ? [] : [round.own]), ...loop.continues]);
        current = flattened(next, state);
    }
    mergeInto(state, [...(current.dead ? [] : [changesSince(current, state)]), ...breaks]);
}

/** A chain of rounds as one layer, so that reading stays short. */
function flattened(state: State, base: State): State {
    return layer(base, new Map(changesSince(state, base)), state.dead);
}

function merged(changes: Changes, layer: State, base: State): Changes {
    const all = new Map(changesSince(layer, base));
    changes.forEach((value, key) => all.set(key, value));
    return all;
}

interface Rounds {
    /** Whether its condition may be decided, round by round. */
    readonly patient?: boolean;
    readonly test: (ctx: Ctx, state: State) => Status;
    readonly body: (ctx: Ctx, state: State) => void;
    readonly after?: (ctx: Ctx, state: State) => void;
}

function repeat(ctx: Ctx, state: State, rounds: Rounds): void {
    const breaks: Changes[] = [];
    let current = fork(state);
    for (let round = 0; rounds.patient && round < MOST_ROUNDS >> ctx.loops && !current.dead && step(ctx.run); round++) {
        const trial = fork(current);
        const status = rounds.test(ctx, trial);
        if (trial.dead) {
            current.dead = true;
            break;
        }
        current = flattened(trial, state);
        if (status !== 'zero') {
            if (status === 'nonzero') {
                setSlot(current, 'status', 'zero');
                mergeInto(state, [changesSince(current, state), ...breaks]);
                return;
            }
            // From here on it is not decided; the test is asked again below, which only repeats what it starts.
            break;
        }
        const { next, exits } = oneRound(ctx, current, state, rounds);
        breaks.push(...exits);
        current = next;
    }
    const rest = settle(ctx, current, rounds);
    mergeInto(state, [...rest.map(changes => merged(changes, current, state)), ...breaks]);
}

function oneRound(ctx: Ctx, current: State, base: State, rounds: Rounds): { next: State; exits: Changes[] } {
    const loop: LoopFrame = { base: current, breaks: [], continues: [], ...(ctx.loop ? { outer: ctx.loop } : {}) };
    const round = fork(current);
    const inner = derive(ctx, { loop, loops: ctx.loops + 1 });
    rounds.body(inner, round);
    const next = fork(current);
    mergeInto(next, [...(round.dead ? [] : [round.own]), ...loop.continues]);
    if (!next.dead) {
        rounds.after?.(inner, next);
    }
    return { next: flattened(next, base), exits: loop.breaks.map(changes => merged(changes, current, base)) };
}

/** Repeats until another round changes nothing; what `head` holds is then true at the beginning of every round. Answers how the loop is left. */
function settle(ctx: Ctx, head: State, rounds: Rounds): Changes[] {
    for (let round = 0; round < 12; round++) {
        if (head.dead || !step(ctx.run)) {
            return head.dead ? [] : [new Map()];
        }
        const trial = fork(head);
        const status = rounds.test(ctx, trial);
        const ways: Changes[] = [];
        if (!trial.dead && status !== 'zero') {
            const left = fork(trial);
            setSlot(left, 'status', 'zero');
            ways.push(changesSince(left, head));
        }
        const loop: LoopFrame = { base: head, breaks: [], continues: [], ...(ctx.loop ? { outer: ctx.loop } : {}) };
        const inner = derive(ctx, { loop, loops: ctx.loops + 1 });
        const body = fork(trial);
        if (!trial.dead && status !== 'nonzero') {
            rounds.body(inner, body);
        } else {
            body.dead = true;
        }
        const again = [...(body.dead ? [] : [changesSince(body, head)]), ...loop.continues].map(changes => afterRound(inner, head, changes, rounds));
        ways.push(...loop.breaks);
        if (!widenInto(head, again, round >= 1 || ctx.loops >= 2)) {
            return ways;
        }
    }
    ctx.run.budget.steps = 0;
    return [new Map()];
}

function afterRound(ctx: Ctx, head: State, changes: Changes, rounds: Rounds): Changes {
    if (!rounds.after) {
        return changes;
    }
    const next = fork(head);
    changes.forEach((value, key) => next.own.set(key, value));
    rounds.after(ctx, next);
    return next.own;
}
