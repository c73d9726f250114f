/** Undoing what was run, by an operation of its own, and answering what failed. */
import type { MarkDone, RecordAlarm, RecordRollback, RequestRollback } from './commands';
import type { Decision } from './decision';
import type { Event } from './events';
import { inPhase } from './in-phase';
import type { OperationState, WorkspaceState } from './operation-state';
import { isRefusal, refuse } from './refusal';

export function requestRollback(command: RequestRollback, state: WorkspaceState): Decision {
    const { key, rollbackKey, operation, operationHash, by } = command;
    const original = inPhase(state, key, ['DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED'], 'rolled back');
    if (isRefusal(original)) {
        return original;
    }
    if (original.origin.kind === 'rollback') {
        return refuse('rollback-of-rollback', `Operation ${key} is a rollback itself; run ${original.origin.of ?? 'the original'} again, or roll that back once more.`);
    }
    if (!original.run) {
        return refuse('never-run', `Operation ${key} never ran, so there is nothing to roll back; mark it done, or propose it again.`);
    }
    if (state.operations.has(rollbackKey)) {
        return refuse('key-taken', `The key ${rollbackKey} belongs to another operation; ask for the rollback under a new key.`);
    }
    return [
        { type: 'OperationProposed', key: rollbackKey, operation, operationHash, origin: { kind: 'rollback', of: key } },
        { type: 'RollbackRequested', key, rollbackKey, by }
    ];
}

/** What the end of a rollback's run means for the operation that it undoes. `trouble`: why it is not undone. */
export function rollbackEnded(rollback: OperationState, state: WorkspaceState, trouble: string | undefined): Event[] {
    const original = rollback.origin.kind === 'rollback' ? state.operations.get(rollback.origin.of ?? '') : undefined;
    if (!original || original.rollbackKey !== rollback.key || original.phase !== 'ROLLBACK') {
        return [];
    }
    return [rollbackEvent(original.key, rollback.key, trouble)];
}

function rollbackEvent(key: string, rollbackKey: string, trouble: string | undefined): Event {
    return trouble === undefined ? { type: 'RolledBack', key, rollbackKey } : { type: 'RollbackFailed', key, rollbackKey, reason: trouble };
}

export function recordRollback(command: RecordRollback, state: WorkspaceState): Decision {
    const { key, rollbackKey, outcome, reason } = command;
    const original = inPhase(state, key, ['ROLLBACK'], 'recorded as rolled back');
    if (isRefusal(original)) {
        return original;
    }
    const rollback = state.operations.get(rollbackKey);
    if (original.rollbackKey !== rollbackKey || !rollback) {
        return refuse('wrong-rollback', `Operation ${key} is being rolled back by ${original.rollbackKey ?? 'another operation'}, not by ${rollbackKey}.`);
    }
    // Done means proven here too: only a rollback that is DONE has rolled anything back.
    if (outcome === 'rolled-back' && rollback.phase !== 'DONE') {
        return refuse('not-proven', `The rollback ${rollbackKey} is ${rollback.phase}; it counts only once it is DONE.`);
    }
    return [rollbackEvent(key, rollbackKey, outcome === 'failed' ? reason ?? 'The rollback failed.' : undefined)];
}

export function alarm(command: RecordAlarm, state: WorkspaceState): Decision {
    const { key, reason } = command;
    const original = inPhase(state, key, ['ROLLBACK'], 'alarmed about');
    if (isRefusal(original)) {
        return original;
    }
    return !original.rollback || original.rollback.alarms.includes(reason) ? []
        : [{ type: 'RollbackAlarmed', key, rollbackKey: original.rollback.key, reason }];
}

export function markDone(command: MarkDone, state: WorkspaceState): Decision {
    const { key, by, evidence } = command;
    const operation = inPhase(state, key, ['FAILED', 'INTERRUPTED'], 'marked done');
    if (isRefusal(operation)) {
        return operation;
    }
    if (evidence.trim() === '') {
        return refuse('evidence-missing', `Say what shows that ${key} is done, such as a command's output or a link, then mark it.`);
    }
    return [{ type: 'MarkedDone', key, by, evidence }, ...undoneByHand(operation, state)];
}

/** A failed rollback that a person finished by hand has rolled its operation back, unless another rollback took over. */
function undoneByHand(rollback: OperationState, state: WorkspaceState): Event[] {
    const original = rollback.origin.kind === 'rollback' ? state.operations.get(rollback.origin.of ?? '') : undefined;
    return original?.phase === 'FAILED' && original.rollbackKey === rollback.key ? [{ type: 'RolledBack', key: original.key, rollbackKey: rollback.key }] : [];
}
