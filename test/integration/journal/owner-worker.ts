/** Prints who it is, and stays until it is killed. */
import { thisProcess } from '../../../infra-agent-extension/src/node/process-owner';

process.stdout.write(`${JSON.stringify(thisProcess())}\n`);
setInterval(() => undefined, 60_000);
