/** Edits are not sent over a person's unsaved changes: every window of every IDE is asked, and one that does not answer is a no. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuse } from '../../common/conductor/refusal';
import type { Refusal } from '../../common/conductor/refusal';
import type { Operation } from '../../common/ops/operation';
import { askForUnsavedFiles } from '../unsaved-files-socket';
import type { UnsavedFiles } from '../unsaved-files-socket';
import type { Workspace } from '../workspace';

export async function unsavedTrouble(workspace: Workspace, operation: Operation): Promise<Refusal | undefined> {
    const edited = new Set((operation.edits ?? []).map(edit => sameName(join(workspace.root, edit.file))));
    const both: string[] = [];
    for (const unsaved of await everyAnswer(workspace)) {
        if ('problem' in unsaved) {
            return refuse('window-silent', unsaved.problem);
        }
        both.push(...unsaved.filter(file => edited.has(sameName(file))));
    }
    return both.length === 0 ? undefined
        : refuse('unsaved-changes', `${[...new Set(both)].join(', ')} ${both.length === 1 ? 'has' : 'have'} unsaved changes in an editor; save or discard them, then Send.`);
}

/** The command line has no windows of its own, and asks every IDE by itself. */
async function everyAnswer({ host, folder }: Workspace): Promise<UnsavedFiles[]> {
    const own = host.unsavedFiles().catch(() => ({ problem: 'The windows could not be asked which files have unsaved changes; reload them, then Send.' }));
    return Promise.all([own, ...host.door === 'ide' ? [askForUnsavedFiles(folder)] : []]);
}

/** One name for one file, also where it or its folders are still to be made, and where the file system does not tell cases apart. */
function sameName(file: string): string {
    const real = realName(file);
    return process.platform === 'linux' ? real : real.normalize('NFC').toLowerCase();
}

function realName(file: string): string {
    try {
        return realpathSync(file);
    } catch {
        const folder = dirname(file);
        return folder === file ? file : join(realName(folder), basename(file));
    }
}
