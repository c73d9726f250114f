/** Derived operations that wait for a person: still called for, or not. */
import { isUnsent, type OperationState } from '../../common/conductor/operation-state';
import type { Derived, DerivedOperation } from '../../common/crew/role';
import type { Mode } from '../../common/ops/operation';
import type { WorkspaceConductor } from '../gate/workspace-conductor';

export const NO_LONGER_SO = 'What it was about is no longer so.';

/** Unsent and not approved, about what the files of the workspace say. */
export function waitingDerived(conductor: WorkspaceConductor): OperationState[] {
    return [...conductor.state.operations.values()].filter(state => {
        const { kind, concern } = state.origin;
        return kind === 'derived' && concern !== undefined && !isQuestion(concern) && isUnsent(state) && state.approval === undefined;
    });
}

/** What is asked after a failure belongs to that failure, not to the files. */
export function isQuestion(concern: string): boolean {
    return concern.startsWith('diagnose ');
}

export function byConcern({ operations, later = [] }: Derived): ReadonlyMap<string, DerivedOperation> {
    return new Map([...operations, ...later].map(item => [item.concern, item]));
}

/** `derived` is the whole answer of the mode, not narrowed to what a person asked for. */
export async function supersedeForgotten(conductor: WorkspaceConductor, mode: Mode, derived: Derived): Promise<void> {
    const known = byConcern(derived);
    for (const { key, operation, origin } of waitingDerived(conductor)) {
        // Of two that say the very same, the second is called #2 as long as there is a first.
        if (operation.mode === mode && !known.has(origin.concern!) && !known.has(origin.concern!.replace(/ #\d+$/, ''))) {
            await conductor.supersede(key, NO_LONGER_SO);
        }
    }
}
