// Preloaded into `theia build` where Electron's binary cannot be had: the bundles are built without it, and without the codecs that would go into it.
const childProcess = require('node:child_process');
const Module = require('node:module');

const { execFileSync } = childProcess;
childProcess.execFileSync = (file, args, ...rest) => (isElectronInstall(args) ? Buffer.alloc(0) : execFileSync(file, args, ...rest));

const load = Module._load;
Module._load = (request, ...rest) => (request === '@theia/ffmpeg' ? { replaceFfmpeg: async () => undefined, checkFfmpeg: async () => undefined } : load(request, ...rest));

function isElectronInstall(args) {
    return Array.isArray(args) && /[\\/]electron[\\/]install\.js$/.test(String(args[0]));
}
