/**
 * What benches measure with. A bench is a file `test/bench/NAME.bench.ts` or `test/bench/NAME/*.bench.ts` that exports `bench`; `npm run bench [NAME…]`
 * runs each in a process of its own and prints one table. Costs are given as ratios to a baseline of the same run, since machines differ.
 */

export interface Measure {
    /** What is measured: `assess, 427 commands of the corpus`. */
    readonly measure: string;
    readonly value: number;
    /** Of `value` and `baseline`: `ms`, `MB`, `KB`, `%`; empty for a count. */
    readonly unit: string;
    /** The same cost of what it is compared with, taken in the same run. */
    readonly baseline?: number;
    /** Of the ratio where there is a baseline, else of the value. */
    readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Measures of one file, in the order in which they are shown. Each is named by the folder or file that holds it. */
export type Bench = () => readonly Measure[] | Promise<readonly Measure[]>;

type Work = () => unknown;

/** Milliseconds of one run. */
export async function timeOf(work: Work): Promise<number> {
    const start = performance.now();
    await work();
    return performance.now() - start;
}

/** Median milliseconds, after one run to warm up. */
export async function medianTime(work: Work, repeats = 5): Promise<number> {
    await work();
    return median(await series(repeats, () => timeOf(work)));
}

/** Medians of both, run in turn so that a slow moment of the machine meets both. */
export async function compareTimes(work: Work, baseline: Work, repeats = 5): Promise<{ value: number; baseline: number }> {
    await baseline();
    await work();
    const pairs = await series(repeats, async () => ({ baseline: await timeOf(baseline), value: await timeOf(work) }));
    return { value: median(pairs.map(pair => pair.value)), baseline: median(pairs.map(pair => pair.baseline)) };
}

/** How cost grows with size: the exponent between two sizes, 1 where it is linear. */
export function growth(small: { size: number; cost: number }, large: { size: number; cost: number }): number {
    return Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
}

/** Megabytes by which the work raises the process's highest memory. Exact only once a process, before anything larger: give it a file of its own. */
export async function peakMemory(work: Work): Promise<number> {
    const before = process.resourceUsage().maxRSS;
    await work();
    return (process.resourceUsage().maxRSS - before) / 1024;
}

export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function series<T>(count: number, make: () => Promise<T>): Promise<T[]> {
    const made: T[] = [];
    for (let at = 0; at < count; at++) {
        made.push(await make());
    }
    return made;
}
