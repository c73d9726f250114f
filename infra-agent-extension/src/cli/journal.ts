import { openFileJournal } from '../node/file-journal';
import { stateHome, stateKey, workspaceStateFolder } from '../node/state-folder';
import { verifyJournal } from '../node/verify-journal';
import { print, printJson } from './print';
import { workspaceFolder } from './workspace-folder';

/** Every operation with its phase, and every event; nothing is changed. */
export async function showJournal(dir: string, options: { json?: boolean }): Promise<number> {
    const journal = openFileJournal({ ...place(dir), now: () => new Date() });
    const entries = await journal.entries();
    if (options.json) {
        printJson({ entries, operations: [...journal.state().operations.values()] });
        return 0;
    }
    for (const { seq, at, event } of entries) {
        const said = 'reason' in event && event.reason ? `: ${event.reason}` : event.type === 'OperationProposed' ? `: ${event.operation.title}` : '';
        print(`${String(seq).padStart(5)}  ${at}  ${event.type}  ${event.key}${said}`);
    }
    for (const state of journal.state().operations.values()) {
        print(`${state.phase.padEnd(17)} ${state.key}  ${state.operation.title}`);
    }
    const trouble = journal.trouble();
    if (trouble) {
        print(trouble.message);
    }
    return trouble ? 1 : 0;
}

export async function verifyJournalOf(dir: string, options: { json?: boolean }): Promise<number> {
    const check = verifyJournal(place(dir));
    if (options.json) {
        printJson(check);
    } else {
        print(check.trouble ? check.trouble.message : `The journal is whole: ${check.lines} lines, each in its place.`);
    }
    return check.trouble ? 1 : 0;
}

function place(dir: string): { folder: string; key: Buffer } {
    const home = stateHome(process.env);
    return { folder: workspaceStateFolder(home, workspaceFolder(dir)), key: stateKey(home) };
}
