// The compiler leaves style sheets and images behind; the bundler looks for them beside the compiled modules.
import { cpSync, existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from './support/steps.mjs';

const from = join(root, 'infra-agent-extension/src/browser');
const ASSETS = new Set(['', '.css', '.svg', '.png']);
if (existsSync(from)) {
    cpSync(from, join(root, 'infra-agent-extension/lib/browser'), { recursive: true, filter: file => ASSETS.has(extname(file)) });
}
