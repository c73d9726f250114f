/** A journal that forgets: for tests, and for looking at operations without a state folder. */
import type { Event, JournalEntry } from './events';
import { evolveAll, initialState } from './evolve';
import type { Appended, Journal, JournalListener } from './journal';
import type { WorkspaceState } from './operation-state';
import { isRefusal } from './refusal';

/** `clock` gives ISO 8601 in UTC. */
export function createMemoryJournal(clock: () => string): Journal {
    const lines: JournalEntry[] = [];
    const listeners = new Set<JournalListener>();
    let state: WorkspaceState = initialState;

    function write(events: readonly Event[], at: string): Appended {
        const entries = events.map((event, index): JournalEntry => ({ version: 1, seq: lines.length + index + 1, at, event, previous: '', mac: '' }));
        lines.push(...entries);
        state = evolveAll(state, entries);
        if (entries.length > 0) {
            listeners.forEach(listener => listener(state, entries));
        }
        return { entries, state };
    }

    return {
        append: async decideOn => {
            const now = clock();
            const decision = decideOn(state, now);
            return isRefusal(decision) ? decision : write(decision, now);
        },
        state: () => state,
        refresh: async () => state,
        onChange: listener => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        entries: async () => [...lines],
        trouble: () => undefined
    };
}
