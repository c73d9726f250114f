/** Looking operations up by where they came from, so that one proposal has one key. */
import type { Origin } from './events';
import type { OperationState, WorkspaceState } from './operation-state';
import { isUnsent } from './operation-state';

/**
 * The operation that a proposal with this origin already is: for a block of an answer, the one proposed from it, for ever; for a derived
 * concern, the unsent one about it. Operations from files, rollbacks and runs again are new each time.
 */
export function findByOrigin(state: WorkspaceState, origin: Origin): OperationState | undefined {
    switch (origin.kind) {
        case 'chat-block':
            return find(state, ({ origin: other }) => other.kind === 'chat-block'
                && other.session === origin.session && other.response === origin.response && other.block === origin.block);
        case 'derived':
            return origin.concern === undefined ? undefined
                : find(state, operation => operation.origin.kind === 'derived' && operation.origin.concern === origin.concern && isUnsent(operation));
        case 'file': case 'rollback': case 'run-again':
            return undefined;
    }
}

function find(state: WorkspaceState, test: (operation: OperationState) => boolean): OperationState | undefined {
    for (const operation of state.operations.values()) {
        if (test(operation)) {
            return operation;
        }
    }
    return undefined;
}
