/** Finds the operation of a command in one of the phases that allow it, or says in which phase it is and what can be done there. */
import type { OperationState, Phase, WorkspaceState } from './operation-state';
import { refuse } from './refusal';
import type { Refusal } from './refusal';

export const UNSENT_PHASES: readonly Phase[] = ['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE'];

/** `verb` completes "cannot be …", such as `approved`. */
export function inPhase(state: WorkspaceState, key: string, phases: readonly Phase[], verb: string): OperationState | Refusal {
    const operation = state.operations.get(key);
    if (!operation) {
        return refuse('unknown-operation', `There is no operation ${key} in this workspace; it may belong to another folder, so propose it here.`);
    }
    return phases.includes(operation.phase) ? operation : wrongPhase(operation, verb);
}

export function wrongPhase(operation: OperationState, verb: string): Refusal {
    return refuse('wrong-phase', `Operation ${operation.key} is ${operation.phase} and cannot be ${verb}: ${PHASE_ADVICE[operation.phase]}.`);
}

export const PHASE_ADVICE: Readonly<Record<Phase, string>> = {
    IN_PROGRESS: 'wait until its text is complete',
    VALIDATING: 'wait until it is validated',
    BLOCKED: 'mend the findings that block it, and it is validated again',
    READY_FOR_APPLY: 'its preconditions are not met; meet them and press Check',
    WAIT_FOR_APPROVE: 'it waits for Send',
    APPLYING: 'it runs already; wait for its end, or cancel it',
    DONE: 'it was run; use Run again for another run, or Roll back to undo it',
    FAILED: 'it was run and failed; diagnose it, propose it again, roll it back, or mark it done with evidence',
    CANCELLED: 'its run was cancelled; use Run again, or roll back what it did',
    INTERRUPTED: 'its run was cut off; diagnose it, propose it again, roll it back, or mark it done with evidence',
    ROLLBACK: 'it is being rolled back; see the card of the rollback',
    ROLLED_BACK: 'it was rolled back; use Run again for another run',
    REJECTED: 'it was rejected; propose it again',
    EXPIRED: 'it waited for more than 7 days; propose it again',
    SUPERSEDED: 'another operation took its place; use that one'
};
