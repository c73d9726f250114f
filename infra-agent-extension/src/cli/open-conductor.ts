/** The conductor of a workspace for the command line: the same gate and journal as the IDE's, with this terminal as its host. */
import { userInfo } from 'node:os';
import { nodePtyHost } from '../node/command-runner/node-pty-host';
import { WorkspaceConductor } from '../node/gate/workspace-conductor';
import { openWorkspace } from '../node/open-workspace';
import { askForUnsavedFiles } from '../node/unsaved-files-socket';
import { stateHome, workspaceStateFolder } from '../node/state-folder';
import type { Host } from '../node/workspace';
import { workspaceFolder } from './workspace-folder';

export async function openConductor(dir: string, output: (text: string) => void = () => undefined): Promise<WorkspaceConductor> {
    const root = workspaceFolder(dir);
    let shown = '';
    const host: Host = {
        door: 'cli', person: userInfo().username, environment: { ...process.env }, pty: nodePtyHost, now: () => new Date(),
        unsavedFiles: () => askForUnsavedFiles(workspaceStateFolder(stateHome(process.env), root)),
        changed: () => undefined,
        runStarted: () => undefined,
        output: (_, tail) => {
            output(newText(shown, tail));
            shown = tail;
        }
    };
    const conductor = new WorkspaceConductor(await openWorkspace(root, host));
    await conductor.pump();
    return conductor;
}

/** What came since: the tail is cut at its beginning, so the overlap is looked for. */
function newText(before: string, now: string): string {
    if (now.startsWith(before)) {
        return now.slice(before.length);
    }
    const end = before.slice(-200);
    const at = end ? now.lastIndexOf(end) : -1;
    return at >= 0 ? now.slice(at + end.length) : now;
}
