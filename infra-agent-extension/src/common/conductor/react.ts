/** What the state asks a process to do next. Every process that follows the journal may carry an effect out: `decide` lets one of them. */
import type { Owner } from './events';
import { expiresAt, APPROVAL_LASTS, holdsLapsedApproval, isExpired, nextInQueue, ROLLBACK_BEGINS_WITHIN, ROLLBACK_ENDS_WITHIN } from './deadlines';
import type { OperationState, WorkspaceState } from './operation-state';
import { isUnsent } from './operation-state';

export type Effect =
    /** Compute the digest, read and judge it, and record the validation. */
    | { readonly effect: 'validate'; readonly key: string }
    /** For the process `owner` alone: validate once more, probe every precondition, then start the run. */
    | { readonly effect: 'begin-run'; readonly key: string; readonly digest: string; readonly owner: Owner }
    /** If `owner` is gone: interrupt the run, or withdraw the approval that nobody is left to use. */
    | { readonly effect: 'check-owner'; readonly key: string; readonly holds: 'run' | 'approval'; readonly owner: Owner }
    /** For the process `owner` alone: end the whole tree of the run. */
    | { readonly effect: 'cancel-run'; readonly key: string; readonly owner: Owner }
    | { readonly effect: 'expire' }
    | { readonly effect: 'alarm'; readonly key: string; readonly rollbackKey: string; readonly reason: 'not-begun' | 'not-finished' };

export function react(state: WorkspaceState, now: string): Effect[] {
    const operations = [...state.operations.values()];
    const due = operations.some(operation => isExpired(operation, now) || holdsLapsedApproval(operation, now));
    return [
        ...due ? [{ effect: 'expire' } as const] : [],
        ...operations.flatMap(operation => [...ownerEffects(operation), ...alarms(operation, state, now)]),
        ...operations.filter(operation => operation.phase === 'VALIDATING').map(({ key }) => ({ effect: 'validate', key }) as const),
        ...beginNext(state, now)
    ];
}

/** The next moment at which `react` may answer differently although nothing happened: when to look again. */
export function nextDeadline(state: WorkspaceState, now: string): string | undefined {
    const times = [...state.operations.values()].flatMap(operation => deadlinesOf(operation)).filter(time => time > Date.parse(now));
    return times.length === 0 ? undefined : new Date(Math.min(...times)).toISOString();
}

function beginNext(state: WorkspaceState, now: string): Effect[] {
    const key = state.running === undefined ? nextInQueue(state, now) : undefined;
    const operation = key === undefined ? undefined : state.operations.get(key);
    return operation?.approval ? [{ effect: 'begin-run', key: operation.key, digest: operation.approval.digest, owner: operation.approval.owner }] : [];
}

function ownerEffects({ key, phase, run, approval }: OperationState): Effect[] {
    if (phase === 'APPLYING' && run) {
        const cancel = run.cancelRequestedBy === undefined ? [] : [{ effect: 'cancel-run', key, owner: run.owner } as const];
        return [{ effect: 'check-owner', key, holds: 'run', owner: run.owner }, ...cancel];
    }
    return phase === 'WAIT_FOR_APPROVE' && approval ? [{ effect: 'check-owner', key, holds: 'approval', owner: approval.owner }] : [];
}

function alarms({ key, phase, rollback }: OperationState, state: WorkspaceState, now: string): Effect[] {
    if (phase !== 'ROLLBACK' || !rollback) {
        return [];
    }
    const since = Date.parse(now) - Date.parse(rollback.at);
    const begun = state.operations.get(rollback.key)?.run !== undefined;
    const reasons = [
        ...!begun && since > ROLLBACK_BEGINS_WITHIN ? ['not-begun'] as const : [],
        ...since > ROLLBACK_ENDS_WITHIN ? ['not-finished'] as const : []
    ];
    return reasons.filter(reason => !rollback.alarms.includes(reason)).map(reason => ({ effect: 'alarm', key, rollbackKey: rollback.key, reason }));
}

/** A moment after each time limit, since the limits themselves still count as within. */
function deadlinesOf(operation: OperationState): number[] {
    const { approval, rollback, phase } = operation;
    return [
        ...isUnsent(operation) ? [expiresAt(operation) + 1] : [],
        ...isUnsent(operation) && approval ? [Date.parse(approval.at) + APPROVAL_LASTS + 1] : [],
        ...phase === 'ROLLBACK' && rollback ? [ROLLBACK_BEGINS_WITHIN, ROLLBACK_ENDS_WITHIN].map(limit => Date.parse(rollback.at) + limit + 1) : []
    ];
}
