/**
 * A backend in a process of its own, that the tests kill. Arguments: the workspace, the state's home, the key to send (or `-`), and where to
 * die: `EVENT:NUMBER:before|after` the journal line, or `write:NUMBER`, in the middle of putting a file in its place.
 */
import fs from 'node:fs';
import { nodePtyHost } from '../../../infra-agent-extension/src/node/command-runner/node-pty-host';
import { WorkspaceConductor } from '../../../infra-agent-extension/src/node/gate/workspace-conductor';
import { openWorkspace } from '../../../infra-agent-extension/src/node/open-workspace';
import type { Workspace } from '../../../infra-agent-extension/src/node/workspace';
import { clickOf } from './support';

const [root, home, key, death = '-'] = process.argv.slice(2);
const die = (): never => {
    process.kill(process.pid, 'SIGKILL');
    throw new Error('still alive');
};

function mortal(workspace: Workspace): Workspace {
    const [type, number, moment] = death.split(':');
    const { journal } = workspace;
    const append = journal.append.bind(journal);
    let seen = 0;
    journal.append = decideOn => {
        let isTheOne = false;
        const answer = append((state, now) => {
            const decision = decideOn(state, now);
            isTheOne = 'length' in decision && decision.some(event => event.type === type && ++seen === Number(number));
            return isTheOne && moment === 'before' ? die() : decision;
        });
        return answer.then(result => (isTheOne ? die() : result));
    };
    return workspace;
}

function dieInTheMiddleOfWriting(): void {
    const [type, number] = death.split(':');
    let seen = 0;
    for (const name of ['renameSync', 'linkSync'] as const) {
        const real = fs[name];
        fs[name] = (from, to) => {
            if (type === 'write' && String(from).includes('.infra-agent') && ++seen === Number(number)) {
                die();
            }
            real(from, to);
        };
    }
}

async function main(): Promise<void> {
    dieInTheMiddleOfWriting();
    const workspace = mortal(await openWorkspace(root, {
        door: 'ide', person: 'worker', environment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, INFRA_AGENT_HOME: home }, pty: nodePtyHost, now: () => new Date(),
        unsavedFiles: async () => [], changed: () => undefined, runStarted: () => undefined, output: () => undefined
    }));
    const conductor = new WorkspaceConductor(workspace);
    await conductor.pump();
    if (key !== '-') {
        await conductor.refresh();
        const state = conductor.state.operations.get(key);
        console.log(JSON.stringify(state ? await conductor.send(clickOf(state)) : 'unknown key'));
    }
    await conductor.idle();
    conductor.close();
}

void main();
