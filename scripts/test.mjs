// `npm test`: installs, builds, and runs everything; the last line is `N passed, N failed`, with `, N skipped` where something was.
import { buildBrowserApp, checkNode, compile, install, root, run, say } from './support/steps.mjs';
import { findChromium } from './support/chromium.mjs';

const COUNTS = [
    { as: 'passed', pattern: /^\s*(\d+) (?:passing|passed)\b/gm },
    { as: 'failed', pattern: /^\s*(\d+) (?:failing|failed|flaky|interrupted|did not run)\b/gm },
    { as: 'skipped', pattern: /^\s*(\d+) (?:pending|skipped)\b/gm }
];
const total = { passed: 0, failed: 0, skipped: 0 };

checkNode();
await install();
await compile();
await check('generated files are in sync', 'npm', ['run', '--silent', 'generate', '--', '--check']);
await check('lint', 'npm', ['run', '--silent', 'lint']);
await suite('unit tests', 'npm', ['run', '--silent', 'unit']);
await suite('integration tests', 'npm', ['run', '--silent', 'integration']);
await buildBrowserApp();
await buildBrowserApp('test/bare-app');
const chromium = await findChromium();
await suite('end-to-end tests', 'npm', ['run', '--silent', 'e2e'], { ...process.env, CHROMIUM: chromium });

process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** One check that passes or fails as a whole. */
async function check(name, command, args) {
    say(`${name} …`);
    const { code } = await run(command, args);
    total[code === 0 ? 'passed' : 'failed']++;
}

/** A runner's own counts; one that fails without counting, or counts nothing, has failed. */
async function suite(name, command, args, env = process.env) {
    say(`${name} …`);
    const { code, tail } = await run(command, args, { cwd: root, env: { ...env, FORCE_COLOR: '0' } });
    const counts = Object.fromEntries(COUNTS.map(({ as, pattern }) => [as, sum(tail.slice(-20_000), pattern)]));
    total.passed += counts.passed;
    total.skipped += counts.skipped;
    total.failed += counts.failed || (code !== 0 || counts.passed === 0 ? 1 : 0);
}

function sum(text, pattern) {
    return [...text.matchAll(pattern)].reduce((all, match) => all + Number(match[1]), 0);
}
