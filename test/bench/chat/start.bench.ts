/** What the extension adds to a Theia application: its size, and the time until its window can be used. Both are built in a folder of their own. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Browser } from '@playwright/test';
import { Ide } from '../../e2e/support/ide';
import { compareTimes, type Bench } from '../support';
import { launch } from './browser-page';

const PROJECT = path.resolve(__dirname, '../../..');
const EXTENSION = 'infra-agent-extension';
const MEGABYTE = 1024 * 1024;

export const bench: Bench = async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'infra-bench-'));
    try {
        const [withIt, without] = [build(folder, 'with', true), build(folder, 'without', false)];
        const bundle = (app: string) => fs.statSync(path.join(app, 'lib/frontend/bundle.js')).size / MEGABYTE;
        return [
            { measure: 'bundle of the window', value: bundle(withIt), baseline: bundle(without), unit: 'MB', goal: { atMost: 1.05 } },
            { measure: 'start of the window', ...await starts(withIt, without), unit: 'ms', goal: { atMost: 1.05 } }
        ];
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
};

/** As it is shipped; its packages are those of the project. */
function build(folder: string, name: string, withExtension: boolean): string {
    const app = path.join(folder, name);
    const manifest = JSON.parse(fs.readFileSync(path.join(PROJECT, 'browser-app/package.json'), 'utf8'));
    const { [EXTENSION]: ours, ...others } = manifest.dependencies;
    fs.mkdirSync(app);
    fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify({ ...manifest, name, dependencies: withExtension ? { ...others, [EXTENSION]: ours } : others }));
    fs.symlinkSync(path.join(PROJECT, 'node_modules'), path.join(app, 'node_modules'));
    execFileSync(path.join(PROJECT, 'node_modules/.bin/theia'), ['build', '--mode', 'production'], { cwd: app, stdio: ['ignore', 'ignore', 'inherit'] });
    return app;
}

/** Of windows that are opened in turn, each with an empty cache. */
async function starts(withIt: string, without: string): Promise<{ value: number; baseline: number }> {
    const settings = { 'security.workspace.trust.enabled': false };
    const [ours, stock] = [new Ide({ app: withIt, settings }), new Ide({ app: without, settings })];
    const browser = await launch();
    try {
        await Promise.all([ours.start(), stock.start()]);
        return await compareTimes(() => openWindow(browser, ours.url), () => openWindow(browser, stock.url));
    } finally {
        await browser.close();
        await ours.dispose();
        await stock.dispose();
    }
}

/** Until the splash is gone, which Theia takes away when the shell is attached and its layout is there. */
async function openWindow(browser: Browser, url: string): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.theia-preload').waitFor({ state: 'detached', timeout: 120_000 });
    await context.close();
}
