// A Chromium for the end-to-end tests: the one that is named, an installed one, Playwright's own, or Debian's where it may be installed.
import { existsSync, readFileSync } from 'node:fs';
import { fail, run, say } from './steps.mjs';

const PLACES = [
    '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

export async function findChromium() {
    const found = [process.env.CHROMIUM, ...PLACES, await playwrightsOwn()].find(path => path && existsSync(path));
    return found ?? (await installDebians()) ?? fail('No browser for the end-to-end tests. Install Chrome or Chromium, or run `npx playwright install chromium`, or name one in CHROMIUM=/path/to/chromium.');
}

async function playwrightsOwn() {
    try {
        const { chromium } = await import('@playwright/test');
        return chromium.executablePath();
    } catch {
        // Not supported on this platform; the other places are tried.
        return undefined;
    }
}

async function installDebians() {
    const isDebian = existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
    if (!isDebian || process.getuid?.() !== 0) {
        return undefined;
    }
    say('installing Chromium from Debian …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env, quiet: true });
    const { code, tail } = await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env, quiet: true });
    return code === 0 && existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : fail(`Debian's Chromium could not be installed:\n${tail.trim().split('\n').slice(-5).join('\n')}`);
}
