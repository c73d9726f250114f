/** Opens the state of a workspace: its folder, key, journal, store and trust. Throws with a sentence where that cannot be trusted or read. */
import { createHmac } from 'node:crypto';
import { openFileJournal } from './file-journal';
import { privateStore } from './private-store';
import { thisProcess } from './process-owner';
import { stateHome, stateKey, workspaceStateFolder } from './state-folder';
import type { Host, Workspace } from './workspace';
import { isTrusted, setTrusted } from './workspace-trust';

/** `root` is a real path. */
export async function openWorkspace(root: string, host: Host): Promise<Workspace> {
    const home = stateHome(host.environment);
    const folder = workspaceStateFolder(home, root);
    const key = stateKey(home);
    return {
        root, host, folder,
        journal: openFileJournal({ folder, key, now: host.now }),
        store: privateStore(folder),
        keyedHash: text => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
        owner: thisProcess(),
        trusted: async () => isTrusted(folder, root),
        setTrusted: async trusted => setTrusted(folder, { trusted, root, by: host.person, at: host.now().toISOString() })
    };
}
