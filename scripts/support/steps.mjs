// What both commands of the README do first: say what is being done, install and build what has changed, and nothing else.
// Only Node's own modules: nothing may be installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [MAJOR, MINOR] = [20, 19];

export function say(text) {
    process.stdout.write(`infra-agent: ${text}\n`);
}

/** Ends the program with one sentence that says what to do. */
export function fail(sentence, code = 1) {
    process.stderr.write(`infra-agent: ${sentence}\n`);
    process.exit(code);
}

export function checkNode() {
    const [major, minor] = process.versions.node.split('.').map(Number);
    if (major < MAJOR || (major === MAJOR && minor < MINOR)) {
        fail(`Node ${process.versions.node} is too old. Install Node ${MAJOR}.${MINOR} or later (22 is recommended), then run this again.`);
    }
}

/** Runs a program; resolves with its exit code and the end of what it printed. */
export function run(command, args, { cwd = root, env = process.env, quiet = false, onText } = {}) {
    return new Promise(resolve => {
        const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
        let tail = '';
        const take = stream => chunk => {
            const text = chunk.toString();
            tail = (tail + text).slice(-200_000);
            onText?.(text);
            if (!quiet) {
                stream.write(chunk);
            }
        };
        child.stdout.on('data', take(process.stdout));
        child.stderr.on('data', take(process.stderr));
        child.on('error', error => resolve({ code: 127, tail: error.message }));
        child.on('close', code => resolve({ code: code ?? 1, tail }));
    });
}

export async function install() {
    const inputs = ['package.json', 'package-lock.json', 'infra-agent-extension/package.json', 'browser-app/package.json', 'test/bare-app/package.json'];
    const stamp = join(root, 'node_modules', '.infra-agent-install');
    const wanted = `${hashFiles(inputs.map(file => join(root, file)))} ${process.versions.modules} ${process.platform}-${process.arch}`;
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
        return;
    }
    say('installing packages (a few minutes the first time) …');
    const { code, tail } = await run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true });
    if (code !== 0) {
        fail(installProblem(tail));
    }
    writeFileSync(stamp, wanted);
}

function installProblem(tail) {
    const end = tail.trim().split('\n').slice(-12).join('\n');
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network request/i.test(tail)) {
        return `The npm registry cannot be reached. Check the network, the proxy, or \`npm config get registry\`, then run this again.\n${end}`;
    }
    if (/gyp ERR|not found: make|g\+\+|find Python|node-gyp/i.test(tail)) {
        return `A package must be compiled, and the compiler is missing. Install Python 3, make and g++ (Debian and Ubuntu: sudo apt-get install python3 make g++; macOS: xcode-select --install), then run this again.\n${end}`;
    }
    if (/ENOSPC/.test(tail)) {
        return `The disk is full; about 1 GB is needed. Free some space, then run this again.\n${end}`;
    }
    return `Installing failed:\n${end}`;
}

/** Regenerates indexes and schemas, and compiles the extension with its command line. */
export async function compile() {
    await whenChanged('infra-agent-extension/lib/.compiled', [...sources('infra-agent-extension/src'), 'infra-agent-extension/tsconfig.json', 'package-lock.json'], async () => {
        say('compiling the extension …');
        await must('npm', ['run', '--silent', 'generate'], 'Generating indexes and schemas failed.');
        await must(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'infra-agent-extension'], 'Compiling failed.');
        await must(process.execPath, [join(root, 'scripts/copy-assets.mjs')], 'Copying style sheets failed.');
    });
}

/** Bundles the browser application; its backend must not be running. */
export async function buildBrowserApp(app = 'browser-app') {
    await whenChanged(`${app}/lib/.built`, ['infra-agent-extension/lib/.compiled', 'infra-agent-extension/package.json', `${app}/package.json`, 'package-lock.json'], async () => {
        say(`building ${app} …`);
        const { code, tail } = await run('npm', ['run', '--silent', 'build'], { cwd: join(root, app), quiet: true });
        if (code !== 0) {
            fail(`Building ${app} failed:\n${tail.trim().split('\n').slice(-30).join('\n')}`);
        }
    });
}

async function must(command, args, sentence) {
    const { code } = await run(command, args);
    if (code !== 0) {
        fail(`${sentence} The messages are above.`);
    }
}

/** Does the work only if one of the inputs changed since it was done last. */
async function whenChanged(stampFile, inputs, work) {
    const stamp = join(root, stampFile);
    const before = hashFiles(inputs.map(file => join(root, file)));
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) {
        return;
    }
    await work();
    mkdirSync(dirname(stamp), { recursive: true });
    // Generating may have touched inputs, so the hash is taken again.
    writeFileSync(stamp, hashFiles(inputs.map(file => join(root, file))));
}

function sources(folder) {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
        .sort();
}

function hashFiles(files) {
    const hash = createHash('sha256');
    for (const file of files) {
        hash.update(file).update('\0').update(existsSync(file) ? readFileSync(file) : '').update('\0');
    }
    return hash.digest('hex');
}
