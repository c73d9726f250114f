// `npm start [-- DIR] [--port N] [--host H] [--open] [--fresh]`: installs, builds what has changed, and serves the IDE.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBrowserApp, checkNode, compile, fail, install, root, say } from './support/steps.mjs';

const USAGE = `npm start                      open the IDE on a scratch copy of the sample workspace
npm start -- DIR               open it on your own folder
  --port N    listen on this port (3000, or the next free one)
  --host H    listen on this address (127.0.0.1; anything else lets others reach the IDE)
  --open      open the browser
  --fresh     renew the scratch copy of the sample workspace`;

const options = readOptions();
checkNode();
await install();
await compile();
await buildBrowserApp();
const workspace = options.folder ? ownFolder(options.folder) : sampleWorkspace();
const port = await freePort();
serve();

function readOptions() {
    try {
        const { values, positionals } = parseArgs({
            allowPositionals: true,
            options: { port: { type: 'string' }, host: { type: 'string' }, open: { type: 'boolean' }, fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
        });
        if (values.help) {
            process.stdout.write(`${USAGE}\n`);
            process.exit(0);
        }
        const wanted = Number(values.port ?? 3000);
        if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535 || positionals.length > 1) {
            throw new Error(positionals.length > 1 ? 'Only one folder can be opened.' : `${values.port} is not a port; give a number from 1 to 65535.`);
        }
        return { ...values, port: wanted, host: values.host ?? '127.0.0.1', folder: positionals[0] };
    } catch (error) {
        return fail(`${error.message}\n${USAGE}`, 2);
    }
}

function ownFolder(folder) {
    // npm changes to the package's folder; INIT_CWD is where the person typed the command.
    const path = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) {
        fail(`${path} is not a folder. Give the folder of your repository: npm start -- /path/to/repository`, 2);
    }
    return realpathSync(path);
}

/** A copy to play with, in git as its owner would have it, kept from one start to the next. */
function sampleWorkspace() {
    const copy = join(root, '.scratch', 'edge-gke');
    if (options.fresh) {
        rmSync(copy, { recursive: true, force: true });
    }
    if (!existsSync(join(copy, '.git'))) {
        say(`copying the sample workspace to ${copy} …`);
        rmSync(copy, { recursive: true, force: true });
        mkdirSync(join(root, '.scratch'), { recursive: true });
        cpSync(join(root, 'test/fixtures/workspaces/edge-gke'), copy, { recursive: true });
        commitAll(copy);
    }
    return realpathSync(copy);
}

function commitAll(folder) {
    const git = (...args) => execFileSync('git', ['-c', 'user.name=Sample', '-c', 'user.email=sample@localhost', '-c', 'commit.gpgsign=false', ...args], { cwd: folder, stdio: 'ignore' });
    try {
        git('init', '--quiet', '--initial-branch=main');
        git('add', '--all');
        git('commit', '--quiet', '--no-verify', '--message', 'Bootstrap the edge cluster');
    } catch {
        say('git is not installed or refused, so the sample workspace is not under version control; everything else works.');
    }
}

async function freePort() {
    for (let candidate = options.port; candidate < Math.min(options.port + 50, 65536); candidate++) {
        if (await isFree(candidate)) {
            if (candidate !== options.port) {
                say(`port ${options.port} is taken; using ${candidate}.`);
            }
            return candidate;
        }
    }
    return fail(`Ports ${options.port} to ${options.port + 49} are taken. Give another with --port N.`);
}

function isFree(candidate) {
    return new Promise(done => {
        const probe = createServer();
        probe.once('error', () => done(false));
        probe.listen(candidate, options.host, () => probe.close(() => done(true)));
    });
}

function serve() {
    const address = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
    const url = `${address}/#${encodeURI(workspace)}`;
    say('starting …');
    const backend = spawn(process.execPath, [join(root, 'browser-app/lib/backend/main.js'), workspace, `--hostname=${options.host}`, `--port=${port}`], {
        cwd: join(root, 'browser-app'),
        env: { ...process.env, ...allowedHosts() },
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let listening = false;
    const watch = chunk => {
        if (!listening && chunk.toString().includes('app listening')) {
            listening = true;
            say(`open ${url}`);
            say(`working on ${workspace}; stop with Ctrl-C.`);
            if (options.open) {
                openBrowser(url);
            }
        }
    };
    backend.stdout.on('data', watch);
    backend.stderr.on('data', chunk => {
        watch(chunk);
        process.stderr.write(chunk);
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(signal, () => backend.kill(signal));
    }
    backend.on('exit', code => process.exit(listening ? 0 : (code || 1)));
}

/** On loopback only pages that this server sent may connect to it: another site's script, under whatever name, must not be able to click. */
function allowedHosts() {
    const loopback = ['127.0.0.1', 'localhost', '::1'].includes(options.host);
    return loopback && !process.env.THEIA_HOSTS ? { THEIA_HOSTS: `127.0.0.1:${port},localhost:${port},[::1]:${port}` } : {};
}

function openBrowser(url) {
    const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? ['xdg-open', url];
    spawn(command, args, { stdio: 'ignore', detached: true }).on('error', () => say('no browser could be opened; open the address above.')).unref();
}
