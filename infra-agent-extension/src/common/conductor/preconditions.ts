/** Which preconditions hold an operation back, and which must be proven between the approval and the run (DESIGN §4, §6). */
import type { Precondition } from '../ops/operation';
import type { PreconditionState } from './events';
import type { Approval, OperationState } from './operation-state';

/**
 * Indexes that keep Send off. Files, variables and tools must be known to be met. What only a click may run (commands, and asking a tool for
 * its version) holds once it was seen to be unmet, a missing tool included. Manual ones never hold.
 */
export function holdingPreconditions(operation: OperationState): number[] {
    return indexesWhere(operation, (precondition, probed) => {
        if ('manual' in precondition) {
            return false;
        }
        const runsOnClick = 'command' in precondition || 'tool' in precondition && precondition.version !== undefined;
        return runsOnClick ? probed?.state === 'unmet' : probed?.state !== 'met';
    });
}

/** What is known after a probe: the others keep their state. */
export function mergeProbes(known: readonly PreconditionState[], probed: readonly PreconditionState[]): PreconditionState[] {
    const kept = known.filter(old => !probed.some(news => news.index === old.index));
    return [...kept, ...probed].sort((left, right) => left.index - right.index);
}

/** Indexes that nothing has proven met since the approval: all but the manual ones are probed again before the run. */
export function unprovenPreconditions(operation: OperationState, approval: Approval): number[] {
    return indexesWhere(operation, (precondition, _probed, index) => !('manual' in precondition) && !approval.proven.includes(index));
}

export function untickedPreconditions(operation: OperationState, ticked: readonly number[]): number[] {
    return indexesWhere(operation, (precondition, _probed, index) => 'manual' in precondition && !ticked.includes(index));
}

/** Such as `file infra/lib/common.sh`, for a sentence. */
export function describePrecondition(operation: OperationState, index: number): string {
    const precondition = operation.operation.preconditions?.[index];
    return precondition ? Object.entries(precondition).filter(([, value]) => typeof value === 'string').map(pair => pair.join(' ')).join(' ') : `number ${index + 1}`;
}

function indexesWhere(operation: OperationState, test: (precondition: Precondition, probed: PreconditionState | undefined, index: number) => boolean): number[] {
    const probed = new Map(operation.preconditions.map(state => [state.index, state]));
    return (operation.operation.preconditions ?? []).flatMap((precondition, index) => test(precondition, probed.get(index), index) ? [index] : []);
}
