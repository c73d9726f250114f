/** A Chromium page for benches, and what its main thread spends. */
import { chromium, type Browser, type Page } from '@playwright/test';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch(): Promise<Browser> {
    return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
}

export interface Spent {
    /** Milliseconds of the main thread: scripts, styles, layout, paint. */
    readonly busy: number;
    /** Of the longest task, in milliseconds; 0 where none took 50. */
    readonly longest: number;
}

/** What the main thread spends on the work, Chromium's own count. */
export async function spentOn(page: Page, work: () => Promise<void>): Promise<Spent> {
    await page.evaluate(() => {
        const seen: number[] = [];
        Object.assign(window, { longTasks: seen });
        new PerformanceObserver(list => list.getEntries().forEach(entry => seen.push(entry.duration))).observe({ entryTypes: ['longtask'] });
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const taskSeconds = async () => (await session.send('Performance.getMetrics')).metrics.find(metric => metric.name === 'TaskDuration')?.value ?? 0;
    const before = await taskSeconds();
    await work();
    const after = await taskSeconds();
    const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
    return { busy: (after - before) * 1_000, longest };
}
