/** Mints the key of an operation: readable, since people type it (`infra-agent rollback KEY`), and unique in the workspace. */
import type { Operation } from '../ops/operation';
import type { WorkspaceState } from './operation-state';

const LONGEST = 48;

/** Call it on the fresh state, inside `Journal.append`: two processes would else mint the same key. */
export function mintKey(state: WorkspaceState, operation: Operation): string {
    const label = slug(operation.id ?? operation.title);
    for (let number = 1; ; number++) {
        const key = number === 1 ? label : `${label}-${number}`;
        if (!state.operations.has(key)) {
            return key;
        }
    }
}

function slug(text: string): string {
    const words = text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replace(/^-+|-+$/g, '');
    return words || 'operation';
}
