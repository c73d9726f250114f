/** Where the runner's program is, whichever way this code was started. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

/** Arguments for Node to run the runner: compiled beside this file or, when this file is in a bundle, in the package; from source in tests. */
export function runnerArguments(): string[] {
    if (extname(__filename) === '.ts') {
        return ['--require', createRequire(__filename).resolve('tsx/cjs'), join(__dirname, 'runner-main.ts')];
    }
    const beside = join(__dirname, 'runner-main.js');
    return [existsSync(beside) ? beside : createRequire(__filename).resolve('infra-agent-extension/lib/node/command-runner/runner-main.js')];
}
