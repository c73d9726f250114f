/** Notices that another process appended to the journal. */
import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Network shares and some containers report nothing, so the file is looked at as well; in milliseconds. */
const LOOK_EVERY = 500;

/** Calls `look` when the file may have changed, which must be cheap where it has not. Returns what ends it. Keeps no process alive. */
export function watchJournal(file: string, look: () => void): () => void {
    const timer = setInterval(look, LOOK_EVERY).unref();
    const stopWatching = watchFolder(file, look);
    return () => {
        clearInterval(timer);
        stopWatching();
    };
}

function watchFolder(file: string, look: () => void): () => void {
    try {
        const watcher = watch(dirname(file), { persistent: false }, (_kind, name) => {
            if (name === basename(file)) {
                look();
            }
        });
        // Such as too many watches on this machine: the timer goes on looking.
        watcher.on('error', () => watcher.close());
        return () => watcher.close();
    } catch {
        return () => undefined;
    }
}
