// `npm run build:electron`: installs and bundles the desktop application. It is no npm workspace, since its binary is fetched from elsewhere,
// and a machine that cannot fetch it must still be able to install everything else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, compile, fail, install, root, run, say } from './support/steps.mjs';

const app = join(root, 'electron-app');
checkNode();
await install();
await compile();
say('installing the desktop application …');
const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: app, quiet: true });
if (installed.code !== 0 || !existsSync(join(app, 'node_modules/electron/dist'))) {
    say('SKIPPED: the Electron binary could not be fetched, so the desktop application was not built. Allow the download (see ELECTRON_MIRROR), then run this again.');
    process.stdout.write(`${installed.tail.trim().split('\n').slice(-5).join('\n')}\n`);
    process.exit(0);
}
const built = await run('npm', ['run', 'build'], { cwd: app });
if (built.code !== 0) {
    fail('Building the desktop application failed. The messages are above.');
}
say('built; start it with `npm start` in electron-app.');
