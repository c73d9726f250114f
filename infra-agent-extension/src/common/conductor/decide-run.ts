/** From the begin of a run to its end. One at a time, once for each key, only what was approved, and recorded in order. */
import { canonicalJson } from '../ops/canonical-json';
import type {
    IntendEdits, InterruptRun, RecordCommandEnd, RecordCommandStart, RecordEdits, RecordObservation, RequestCancel, StartRun
} from './commands';
import { isExpired, isFresh, nextInQueue } from './deadlines';
import type { Decision } from './decision';
import { rollbackEnded } from './decide-rollback';
import type { Event, FileImage } from './events';
import { inPhase } from './in-phase';
import type { Approval, OperationState, Run, WorkspaceState } from './operation-state';
import { judgeRun } from './outcome';
import { describePrecondition, unprovenPreconditions } from './preconditions';
import { isRefusal, refuse } from './refusal';
import type { Refusal } from './refusal';

export function startRun(command: StartRun, state: WorkspaceState, now: string): Decision {
    const operation = inPhase(state, command.key, ['WAIT_FOR_APPROVE'], 'begun');
    if (isRefusal(operation)) {
        return operation;
    }
    const { approval } = operation;
    if (!approval) {
        return refuse('approval-missing', `Operation ${command.key} was not approved; press Send on its card.`);
    }
    return approvalTrouble(operation, approval, command, now) ?? turnTrouble(command, state, now) ?? proofTrouble(operation, approval)
        ?? [{ type: 'RunStarted', key: command.key, owner: command.owner, digest: command.digest }];
}

function approvalTrouble(operation: OperationState, approval: Approval, command: StartRun, now: string): Refusal | undefined {
    if (isExpired(operation, now)) {
        return refuse('expired', `Operation ${operation.key} waited for more than 7 days; propose it again.`);
    }
    if (!isFresh(approval.at, now)) {
        return refuse('approval-lapsed', `The approval of ${operation.key} was not used within 10 minutes; read the card again, then Send.`);
    }
    if (approval.digest !== command.digest || operation.digest !== command.digest) {
        return refuse('digest-changed', `What operation ${operation.key} would do changed since it was approved; read the card again, then Send.`);
    }
    return canonicalJson(approval.owner) === canonicalJson(command.owner) ? undefined
        : refuse('approval-of-another', `Operation ${operation.key} was sent from another process (${approval.owner.pid} on ${approval.owner.host}), which begins it; withdraw it there to send it here.`);
}

function turnTrouble(command: StartRun, state: WorkspaceState, now: string): Refusal | undefined {
    if (state.running !== undefined) {
        return refuse('another-runs', `Operation ${state.running} runs in this workspace; ${command.key} begins after it.`);
    }
    const next = nextInQueue(state, now);
    return next === command.key ? undefined : refuse('not-first', `Operation ${next ?? ''} was sent earlier and begins first; ${command.key} follows.`);
}

function proofTrouble(operation: OperationState, approval: Approval): Refusal | undefined {
    const [first] = unprovenPreconditions(operation, approval);
    return first === undefined ? undefined
        : refuse('preconditions-unproven', `The precondition ${describePrecondition(operation, first)} was not seen to be met since ${operation.key} was approved; probe it, then begin.`);
}

/** The operation and its run, if it runs. */
function running(state: WorkspaceState, key: string, verb: string): { operation: OperationState; run: Run } | Refusal {
    const operation = inPhase(state, key, ['APPLYING'], verb);
    if (isRefusal(operation)) {
        return operation;
    }
    return operation.run ? { operation, run: operation.run } : refuse('wrong-phase', `Operation ${key} has no run on record; have it validated and sent again.`);
}

export function startCommand(command: RecordCommandStart, state: WorkspaceState): Decision {
    const { key, index, program } = command;
    const current = running(state, key, 'continued');
    if (isRefusal(current)) {
        return current;
    }
    // In order, each once, and none after one that failed: that is what makes the record of a crash readable.
    const { commands } = current.run;
    const next = index === commands.length && index < (current.operation.operation.commands?.length ?? 0);
    return next && commands.every(earlier => earlier.exit === 0) ? [{ type: 'CommandStarted', key, index, program }]
        : refuse('out-of-order', `Command ${index + 1} of ${key} cannot begin now: each begins once, in order, after the one before it ended with 0.`);
}

export function endCommand(command: RecordCommandEnd, state: WorkspaceState): Decision {
    const { key, index, exit, signal, durationMs } = command;
    const current = running(state, key, 'continued');
    if (isRefusal(current)) {
        return current;
    }
    const begun = current.run.commands.find(candidate => candidate.index === index);
    if (!begun || begun.durationMs !== undefined) {
        return refuse('out-of-order', `Command ${index + 1} of ${key} does not run, so it cannot end; record its start first.`);
    }
    return [{ type: 'CommandEnded', key, index, ...(exit === undefined ? {} : { exit }), ...(signal === undefined ? {} : { signal }), durationMs }];
}

/** Only the images that were validated, so that nothing else is written under this approval. */
export function intendEdits(command: IntendEdits, state: WorkspaceState): Decision {
    const current = running(state, command.key, 'edited');
    if (isRefusal(current)) {
        return current;
    }
    const { operation, run } = current;
    const wrong = command.images.find(image => !includes(operation.images, image) || includes(run.intended, image));
    return wrong ? refuse('image-changed', `The edit of ${wrong.file} is not the one that was approved for ${command.key}, or was announced already; propose it again.`)
        : [{ type: 'EditIntended', key: command.key, images: [...command.images] }];
}

export function recordEdits(command: RecordEdits, state: WorkspaceState): Decision {
    const current = running(state, command.key, 'edited');
    if (isRefusal(current)) {
        return current;
    }
    const { run } = current;
    const wrong = command.images.find(image => !includes(run.intended, image) || includes(run.applied, image));
    return wrong ? refuse('out-of-order', `The edit of ${wrong.file} was not announced, or is recorded already; announce it before it is written.`)
        : [{ type: 'EditApplied', key: command.key, images: [...command.images] }];
}

function includes(images: readonly FileImage[], image: FileImage): boolean {
    return images.some(candidate => canonicalJson(candidate) === canonicalJson(image));
}

export function observe(command: RecordObservation, state: WorkspaceState): Decision {
    const { key, observation, ended } = command;
    const current = running(state, key, 'observed');
    if (isRefusal(current)) {
        return current;
    }
    const { operation, run } = current;
    const { outcome, reason } = ended === 'cancelled' ? CANCELLED : judgeRun(operation.operation, run, observation);
    const observed: Event = { type: 'RunObserved', key, observation, outcome, ...(reason === undefined ? {} : { reason }) };
    return [observed, ...rollbackEnded(operation, state, outcome === 'done' ? undefined : reason ?? 'The rollback failed.')];
}

const CANCELLED = { outcome: 'cancelled', reason: 'Cancelled by a person.' } as const;

export function requestCancel(command: RequestCancel, state: WorkspaceState): Decision {
    const current = running(state, command.key, 'cancelled');
    if (isRefusal(current)) {
        return current;
    }
    return current.run.cancelRequestedBy === undefined ? [{ type: 'CancelRequested', key: command.key, by: command.by }] : [];
}

export function interrupt(command: InterruptRun, state: WorkspaceState): Decision {
    const current = running(state, command.key, 'interrupted');
    if (isRefusal(current)) {
        return current;
    }
    return [{ type: 'RunInterrupted', key: command.key, reason: command.reason }, ...rollbackEnded(current.operation, state, `The rollback was interrupted: ${command.reason}`)];
}
