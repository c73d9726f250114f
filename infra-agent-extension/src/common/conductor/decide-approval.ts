/** Who may let an operation run, and when: the heart of the gate. Everything that is not plainly allowed is refused. */
import { worstRisk } from '../risk/assessment';
import type { Risk } from '../ops/operation';
import type { ApproveOperation, RequestCheck, WithdrawApproval } from './commands';
import { isExpired, isFresh } from './deadlines';
import type { Decision } from './decision';
import { LAPSED, withdrawIfApproved } from './decide-proposal';
import { inPhase, UNSENT_PHASES } from './in-phase';
import type { OperationState, WorkspaceState } from './operation-state';
import { describePrecondition, untickedPreconditions } from './preconditions';
import { isRefusal, refuse } from './refusal';
import type { Refusal } from './refusal';

export function approve(command: ApproveOperation, state: WorkspaceState, now: string): Decision {
    const operation = inPhase(state, command.key, ['WAIT_FOR_APPROVE'], 'approved');
    if (isRefusal(operation)) {
        return operation;
    }
    const trouble = digestTrouble(operation, command) ?? timeTrouble(operation, now) ?? clickTrouble(operation, command)
        ?? tickTrouble(operation, command) ?? highTrouble(operation, command);
    if (trouble) {
        return trouble;
    }
    const { key, digest, by, from, way, owner, ticked } = command;
    return [...withdrawIfApproved(operation, LAPSED), { type: 'OperationApproved', key, digest, by, from, way, owner, ticked: [...ticked] }];
}

/** The higher of the author's claim and what was computed; not validated yet counts as HIGH. */
export function effectiveRisk({ operation, reading }: OperationState): Risk {
    return reading ? worstRisk([reading.assessment.risk, operation.risk ?? 'LOW']) : 'HIGH';
}

/** What the person must type before Send: for HIGH the target, or the title where no target is known. Other risks ask for nothing. */
export function confirmationOf(operation: OperationState): string | undefined {
    return effectiveRisk(operation) === 'HIGH' ? operation.reading?.target?.confirm ?? operation.operation.title : undefined;
}

function digestTrouble(operation: OperationState, command: ApproveOperation | RequestCheck): Refusal | undefined {
    return operation.digest === command.digest ? undefined
        : refuse('digest-changed', `What operation ${command.key} would do changed since it was shown; read the card again, then Send.`);
}

function expiryTrouble(operation: OperationState, now: string): Refusal | undefined {
    return isExpired(operation, now) ? refuse('expired', `Operation ${operation.key} waited for more than 7 days; propose it again.`) : undefined;
}

function timeTrouble(operation: OperationState, now: string): Refusal | undefined {
    return expiryTrouble(operation, now) ?? approvedTrouble(operation, now);
}

function approvedTrouble(operation: OperationState, now: string): Refusal | undefined {
    return operation.approval && isFresh(operation.approval.at, now)
        ? refuse('already-approved', `Operation ${operation.key} was approved by ${operation.approval.by} already and waits to begin; withdraw that first to send it again.`) : undefined;
}

/** The click on Roll back approves the rollback's first form once; if that changed or lapsed, the person has to see the card. */
function clickTrouble(operation: OperationState, command: ApproveOperation): Refusal | undefined {
    if (command.way !== 'rollback-click') {
        return undefined;
    }
    return operation.origin.kind === 'rollback' && operation.approvals === 0 ? undefined
        : refuse('click-used', `The click on Roll back approves a rollback once, as first proposed; press Send on the card of ${operation.key}.`);
}

function tickTrouble(operation: OperationState, command: ApproveOperation): Refusal | undefined {
    const [first] = untickedPreconditions(operation, command.ticked);
    return first === undefined ? undefined
        : refuse('manual-unticked', `Tick "${describePrecondition(operation, first).replace(/^manual /, '')}" once it is so, then Send.`);
}

function highTrouble(operation: OperationState, command: ApproveOperation): Refusal | undefined {
    const confirmation = confirmationOf(operation);
    if (confirmation === undefined) {
        return undefined;
    }
    if (command.way === 'flag' || command.way === 'rollback-click') {
        return refuse('high-needs-a-person', `Operation ${operation.key} is HIGH, so a person has to approve it on its card or at the terminal, typing "${confirmation}".`);
    }
    return command.typed?.trim() === confirmation.trim() ? undefined
        : refuse('target-not-typed', `Operation ${operation.key} is HIGH: type "${confirmation}" to confirm what it reaches, then Send.`);
}

/** Check runs something too: only for what may still be sent, as the person saw it. */
export function requestCheck(command: RequestCheck, state: WorkspaceState, now: string): Decision {
    const operation = inPhase(state, command.key, ['READY_FOR_APPLY', 'WAIT_FOR_APPROVE'], 'checked');
    if (isRefusal(operation)) {
        return operation;
    }
    const { key, digest, by, from } = command;
    return digestTrouble(operation, command) ?? expiryTrouble(operation, now) ?? [{ type: 'CheckRequested', key, digest, by, from }];
}

export function withdraw(command: WithdrawApproval, state: WorkspaceState): Decision {
    const operation = inPhase(state, command.key, UNSENT_PHASES, 'withdrawn');
    if (isRefusal(operation)) {
        return operation;
    }
    return operation.approval ? withdrawIfApproved(operation, command.reason)
        : refuse('approval-missing', `Operation ${command.key} holds no approval, so there is nothing to withdraw.`);
}
