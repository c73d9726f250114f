/**
 * Questions about a workspace whose answers are kept as long as all that they asked answers the same. What a question asks is noted while it is
 * answered; in a later state of the workspace it is answered again only where something of that answers otherwise, and whoever asked it is left
 * alone if its own answer turns out the same. It knows nothing of what is asked.
 */

/** One state of what questions are asked of. A later state takes the memory over. */
export interface Remembering {
    memory: Memory;
}

/** Same key, same question: a key is a text, or an object that stands for itself. */
export type Question<W extends Remembering, K, V> = (world: W, key: K) => V;

interface Answer {
    value: unknown;
    failure: { readonly error: unknown } | undefined;
    asked: Answer[];
    changedAt: number;
    checkedAt: number;
    /** For whom it was noted last, so that it is not noted twice. */
    notedFor: Answer[] | undefined;
    readonly kind: Kind;
    readonly key: unknown;
}

interface Kind {
    readonly answer: (world: never, key: never) => unknown;
    readonly isSame: (before: never, after: never) => boolean;
}

/** Of these many states, what nobody asked for is forgotten. */
const FORGET_AFTER = 32;

export class Memory {
    private readonly byText = new Map<Kind, Map<unknown, Answer>>();
    private readonly byObject = new Map<Kind, WeakMap<object, Answer>>();
    now = 1;

    /** The workspace is in another state: every answer is looked at once before it counts. */
    advance(): void {
        this.now++;
        if (this.now % FORGET_AFTER === 0) {
            for (const known of this.byText.values()) {
                known.forEach((answer, key) => answer.checkedAt < this.now - FORGET_AFTER && known.delete(key));
            }
        }
    }

    known(kind: Kind, key: unknown): { get(key: unknown): Answer | undefined; set(key: unknown, answer: Answer): unknown } {
        const isObject = typeof key === 'object' && key !== null;
        const tables: Map<Kind, Map<unknown, Answer> | WeakMap<object, Answer>> = isObject ? this.byObject : this.byText;
        let table = tables.get(kind);
        if (table === undefined) {
            table = isObject ? new WeakMap<object, Answer>() : new Map<unknown, Answer>();
            tables.set(kind, table);
        }
        return table as Map<unknown, Answer>;
    }
}

/** Where questions are noted, a list for each answer that is being made: all answering is synchronous. */
let asking: Answer[] | undefined;

/**
 * `answer` must look at the world through questions alone, or at what belongs to this state of the world and is compared by `isSame`: a question
 * that asks nothing is answered anew in each state. Where both answers are the same, the former one is kept.
 */
export function question<W extends Remembering, K, V>(answer: (world: W, key: K) => V, isSame: (before: V, after: V) => boolean = Object.is): Question<W, K, V> {
    const kind: Kind = { answer, isSame };
    return (world, key) => {
        const { memory } = world;
        const table = memory.known(kind, key);
        let known = table.get(key);
        if (known === undefined) {
            known = { value: undefined, failure: undefined, asked: [], changedAt: memory.now, checkedAt: 0, notedFor: undefined, kind, key };
            table.set(key, known);
            answerAgain(world, known);
        } else if (known.checkedAt !== memory.now) {
            check(world, known);
        }
        if (asking !== undefined && known.notedFor !== asking) {
            known.notedFor = asking;
            asking.push(known);
        }
        if (known.failure) {
            throw known.failure.error;
        }
        return known.value as V;
    };
}

function check(world: Remembering, known: Answer): void {
    const { now } = world.memory;
    for (const asked of known.asked) {
        if (asked.checkedAt !== now) {
            check(world, asked);
        }
        if (asked.changedAt > known.checkedAt) {
            answerAgain(world, known);
            return;
        }
    }
    if (known.asked.length === 0) {
        answerAgain(world, known);
    }
    known.checkedAt = now;
}

function answerAgain(world: Remembering, known: Answer): void {
    const { now } = world.memory;
    const outer = asking;
    const isFirst = known.checkedAt === 0;
    asking = known.asked = [];
    // A question that leads back to itself finds no answer that could be the same twice.
    known.checkedAt = now;
    try {
        const value = known.kind.answer(world as never, known.key as never);
        if (isFirst || known.failure || !known.kind.isSame(known.value as never, value as never)) {
            known.value = value;
            known.changedAt = now;
        }
        known.failure = undefined;
    } catch (error) {
        known.failure = { error };
        known.changedAt = now;
    } finally {
        asking = outer;
    }
}

/** Item by item. */
export function sameList(before: readonly unknown[], after: readonly unknown[]): boolean {
    return before === after || (before.length === after.length && before.every((item, index) => item === after[index]));
}

export function sameSet(before: ReadonlySet<unknown>, after: ReadonlySet<unknown>): boolean {
    return before === after || (before.size === after.size && [...before].every(item => after.has(item)));
}

/** With the same order of keys. */
export function sameMap(before: ReadonlyMap<unknown, unknown>, after: ReadonlyMap<unknown, unknown>): boolean {
    return before === after || (before.size === after.size && sameList([...before.keys()], [...after.keys()]) && sameList([...before.values()], [...after.values()]));
}

/** Plain data: texts, numbers, lists and objects of them, maps and sets. */
export function sameData(before: unknown, after: unknown): boolean {
    if (before === after) {
        return true;
    }
    if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null || before.constructor !== after.constructor) {
        return false;
    }
    if (Array.isArray(before) || before instanceof Set || before instanceof Map) {
        const [one, other] = [[...before as Iterable<unknown>], [...after as Iterable<unknown>]];
        return one.length === other.length && one.every((item, index) => sameData(item, other[index]));
    }
    const keys = Object.keys(before);
    return keys.length === Object.keys(after).length && keys.every(key => sameData((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key]));
}
