/** Before anything is sent: proposals, their validation and preconditions, and the ways in which they end unsent. */
import { canonicalJson } from '../ops/canonical-json';
import type {
    ProposeOperation, RecordPreconditions, RecordValidation, RejectOperation, ReviseOperation, SupersedeOperation
} from './commands';
import { holdsLapsedApproval, isExpired } from './deadlines';
import type { Decision } from './decision';
import type { Event, PreconditionState } from './events';
import { findByOrigin } from './find-operation';
import { inPhase, UNSENT_PHASES } from './in-phase';
import type { OperationState, WorkspaceState } from './operation-state';
import { isUnsent } from './operation-state';
import { describePrecondition, holdingPreconditions, mergeProbes } from './preconditions';
import { isRefusal, refuse } from './refusal';
import type { Refusal } from './refusal';

/** The same proposal twice is one operation; a derived one whose content changed is revised in place. `findByOrigin` then gives its key. */
export function propose(command: ProposeOperation, state: WorkspaceState): Decision {
    const { key, operation, operationHash, origin } = command;
    const known = findByOrigin(state, origin);
    if (known) {
        return known.origin.kind === 'derived' ? reviseEvents(known, command) : sameBlock(known, command);
    }
    const taken = state.operations.get(key);
    if (taken) {
        const same = taken.operationHash === operationHash && canonicalJson(taken.origin) === canonicalJson(origin);
        return same ? [] : refuse('key-taken', `The key ${key} belongs to another operation; propose this one under a new key.`);
    }
    return originTrouble(command, state) ?? [{ type: 'OperationProposed', key, operation, operationHash, origin }];
}

/** A block of an answer is what it was when it was first read: its text cannot be changed under a card that a person has seen. */
function sameBlock(known: OperationState, command: ProposeOperation): Decision {
    return known.operationHash === command.operationHash ? []
        : refuse('block-changed', `This block of the answer was proposed as ${known.key} with other content; ask again, so that it becomes a new operation.`);
}

function originTrouble({ origin }: ProposeOperation, state: WorkspaceState): Refusal | undefined {
    if (origin.kind === 'rollback') {
        return refuse('wrong-origin', 'A rollback is proposed by Roll back on the operation that it undoes.');
    }
    if (origin.kind === 'chat-block' && (origin.session === undefined || origin.response === undefined || origin.block === undefined)) {
        return refuse('wrong-origin', 'A block from the chat needs its session, response and number, so that it is proposed once only.');
    }
    if (origin.kind !== 'run-again') {
        return undefined;
    }
    const earlier = state.operations.get(origin.of ?? '');
    if (!earlier) {
        return refuse('unknown-operation', `There is no operation ${origin.of ?? ''} to run again in this workspace; propose it anew.`);
    }
    return isUnsent(earlier) || earlier.phase === 'APPLYING' || earlier.phase === 'ROLLBACK'
        ? refuse('still-open', `Operation ${earlier.key} is ${earlier.phase}; it can be run again once that has ended.`) : undefined;
}

export function revise(command: ReviseOperation, state: WorkspaceState): Decision {
    const operation = inPhase(state, command.key, UNSENT_PHASES, 'derived again');
    if (isRefusal(operation)) {
        return operation;
    }
    return operation.origin.kind === 'derived' ? reviseEvents(operation, command)
        : refuse('wrong-origin', `Operation ${command.key} was not derived by code, so its text stays as it is; propose the new text as a new operation.`);
}

function reviseEvents(known: OperationState, { operation, operationHash }: ProposeOperation | ReviseOperation): Decision {
    return known.operationHash === operationHash ? []
        : [...withdrawIfApproved(known, 'The facts behind the operation changed, and it was derived again.'), { type: 'OperationRevised', key: known.key, operation, operationHash }];
}

/** An approval survives only a validation that says what the person saw: same digest, same reading, and nothing that fails. */
export function recordValidation(command: RecordValidation, state: WorkspaceState): Decision {
    const operation = inPhase(state, command.key, UNSENT_PHASES, 'validated');
    if (isRefusal(operation)) {
        return operation;
    }
    const { key, operationHash, digest, reading, verdict, images } = command;
    if (operationHash !== undefined && operationHash !== operation.operationHash) {
        return refuse('text-changed', `Operation ${key} was derived again while it was being read; read it again.`);
    }
    if (operation.verdict && canonicalJson({ digest, reading, verdict, images }) === canonicalJson(validationOf(operation))) {
        return [];
    }
    const holds = operation.digest === digest && verdict.outcome !== 'FAIL' && canonicalJson(reading) === canonicalJson(operation.reading ?? {});
    const withdrawn = holds ? [] : withdrawIfApproved(operation, 'What the operation would do changed after it was approved.');
    return [...withdrawn, { type: 'OperationValidated', key, digest, reading, verdict, images: [...images] }];
}

function validationOf({ digest, reading, verdict, images }: OperationState): object {
    return { digest, reading, verdict, images };
}

/** While an approval is held every probe is recorded, since the run needs proof from after the approval. */
export function recordPreconditions(command: RecordPreconditions, state: WorkspaceState): Decision {
    const operation = inPhase(state, command.key, UNSENT_PHASES, 'probed');
    if (isRefusal(operation)) {
        return operation;
    }
    const wrong = command.states.find(({ index }) => index >= (operation.operation.preconditions?.length ?? 0));
    if (wrong) {
        return refuse('unknown-precondition', `Operation ${command.key} has no precondition number ${wrong.index + 1}; it changed since it was probed, so probe it again.`);
    }
    const news = operation.approval ? command.states : command.states.filter(probed => !isKnown(operation, probed));
    const [held] = holdingPreconditions({ ...operation, preconditions: mergeProbes(operation.preconditions, news) });
    const withdrawn = held === undefined ? [] : withdrawIfApproved(operation, `The precondition ${describePrecondition(operation, held)} is not met: ${seenOf(news, held)}`);
    return news.length === 0 ? [] : [{ type: 'PreconditionsProbed', key: command.key, states: [...news] }, ...withdrawn];
}

function seenOf(states: readonly PreconditionState[], index: number): string {
    return states.find(probed => probed.index === index)?.seen || 'it could not be seen to be';
}

function isKnown(operation: OperationState, probed: PreconditionState): boolean {
    return operation.preconditions.some(({ index, state, seen }) => index === probed.index && state === probed.state && seen === probed.seen);
}

export function reject(command: RejectOperation, state: WorkspaceState): Decision {
    const { key, by, reason } = command;
    const operation = inPhase(state, key, UNSENT_PHASES, 'rejected');
    return isRefusal(operation) ? operation : [{ type: 'OperationRejected', key, by, ...(reason === undefined ? {} : { reason }) }];
}

export function supersede(command: SupersedeOperation, state: WorkspaceState): Decision {
    const { key, by, reason } = command;
    const operation = inPhase(state, key, UNSENT_PHASES, 'replaced');
    return isRefusal(operation) ? operation : [{ type: 'OperationSuperseded', key, ...(by === undefined ? {} : { by }), reason }];
}

export function expire(state: WorkspaceState, now: string): Decision {
    return [...state.operations.values()].flatMap((operation): Event[] => {
        if (isExpired(operation, now)) {
            return [{ type: 'OperationExpired', key: operation.key }];
        }
        return holdsLapsedApproval(operation, now) ? withdrawIfApproved(operation, LAPSED) : [];
    });
}

export const LAPSED = 'The approval lapsed: the run was not begun within 10 minutes.';

export function withdrawIfApproved(operation: OperationState, reason: string): Event[] {
    return operation.approval ? [{ type: 'ApprovalWithdrawn', key: operation.key, reason }] : [];
}
