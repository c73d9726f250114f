/** The times of DESIGN §3 and §6, in milliseconds, and what is past them. The clock is always an argument. */
import type { OperationState, WorkspaceState } from './operation-state';
import { isUnsent } from './operation-state';

const MINUTE = 60_000;
export const APPROVAL_LASTS = 10 * MINUTE;
export const OPERATION_LASTS = 7 * 24 * 60 * MINUTE;
export const ROLLBACK_BEGINS_WITHIN = 5 * MINUTE;
export const ROLLBACK_ENDS_WITHIN = 15 * MINUTE;

/** An approval dated in the future is not fresh either: the clock went back, and its age cannot be known. */
export function isFresh(approvedAt: string, now: string): boolean {
    const age = Date.parse(now) - Date.parse(approvedAt);
    return age >= 0 && age <= APPROVAL_LASTS;
}

/** Unsent for 7 days since it was proposed or last derived again. Validating it again does not make it younger. */
export function isExpired(operation: OperationState, now: string): boolean {
    return isUnsent(operation) && Date.parse(now) > expiresAt(operation);
}

export function expiresAt(operation: OperationState): number {
    return Date.parse(operation.revisedAt ?? operation.proposedAt) + OPERATION_LASTS;
}

export function holdsLapsedApproval(operation: OperationState, now: string): boolean {
    return isUnsent(operation) && operation.approval !== undefined && !isFresh(operation.approval.at, now);
}

/** The first key in the queue whose approval still holds: the one that may begin. */
export function nextInQueue(state: WorkspaceState, now: string): string | undefined {
    return state.queue.find(key => {
        const approval = state.operations.get(key)?.approval;
        return approval !== undefined && isFresh(approval.at, now);
    });
}
