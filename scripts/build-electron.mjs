// `npm run build:electron`: installs and bundles the desktop application. It is no npm workspace, since its binary is fetched from elsewhere,
// and a machine that cannot fetch it must still be able to install everything else. There, the bundles are built and the rest is skipped.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, compile, fail, install, root, run, say } from './support/steps.mjs';

const app = join(root, 'electron-app');
const BUNDLES = ['lib/backend/main.js', 'lib/backend/electron-main.js', 'lib/frontend/bundle.js', 'lib/frontend/preload.js'];

checkNode();
await install();
await compile();
say('installing the desktop application …');
const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: app, quiet: true });
if (installed.code !== 0) {
    process.stdout.write(`${lastLines(installed.tail, 15)}\n`);
    fail(/gyp ERR!/.test(installed.tail)
        ? 'A native module could not be compiled. It needs Python 3, make, a C++ compiler and, on Linux, the headers of X11 (Debian: apt-get install libx11-dev libxkbfile-dev). Install them, then run this again.'
        : 'Installing the desktop application failed. The messages are above; check the network and run this again.');
}
say('fetching the Electron binary …');
const fetched = await run(process.execPath, [join(app, 'node_modules/electron/install.js')], { cwd: app, quiet: true });
const withoutElectron = fetched.code !== 0;
const env = withoutElectron ? { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(join(root, 'scripts/support/without-electron.cjs'))}`.trim() } : process.env;
const built = await run('npm', ['run', 'build'], { cwd: app, env });
const missing = BUNDLES.filter(file => !existsSync(join(app, file)));
if (built.code !== 0 || missing.length > 0) {
    fail(`Building the desktop application failed${missing.length > 0 ? `: no ${missing.join(', ')}` : ''}. The messages are above.`);
}
if (withoutElectron) {
    process.stdout.write(`${fetched.tail.split('\n').find(line => /error/i.test(line)) ?? ''}\n`);
    say('SKIPPED: the Electron binary could not be fetched. The bundles were built and are complete, but nothing could be started. Allow the download (see ELECTRON_MIRROR), then run this again.');
} else {
    say('built; start it with `npm start` in electron-app.');
}

function lastLines(text, count) {
    return text.trim().split('\n').slice(-count).join('\n');
}
