/** Gives the event loop a turn after so much work, so that a large workspace can be read without freezing what hosts it. */
export function breather(signal?: AbortSignal, every = 500): (work?: number) => Promise<void> {
    let done = 0;
    return async (work = 1) => {
        done += work;
        if (done >= every) {
            done = 0;
            await new Promise<void>(resolve => setTimeout(resolve, 0));
        }
        signal?.throwIfAborted();
    };
}
