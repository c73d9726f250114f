/** Stands for a backend that is killed: `backend.ts FOLDER COMMAND` runs the command, and then one that would leave a trace. */
import { nodePtyHost } from '../../../infra-agent-extension/src/node/command-runner/node-pty-host';
import { runCommands } from '../../../infra-agent-extension/src/node/command-runner/run-commands';
import { findBash } from './support';

const [cwd, command] = process.argv.slice(2);
const commands = [command, 'touch ran'].map(run => ({ run, cwd, timeoutMs: 600_000, env: { PATH: '/usr/bin:/bin' } }));
void runCommands({ bash: findBash(), commands, graceMs: 300 }, nodePtyHost, {}).done;
