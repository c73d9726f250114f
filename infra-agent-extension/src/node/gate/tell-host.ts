/** Tells the host (windows, a terminal) of something. A window that is gone and cannot be told must not end a run, nor make it look failed. */
export function tellHost(tell: () => void): void {
    try {
        tell();
    } catch {
        // It reads the state again when it comes back.
    }
}
