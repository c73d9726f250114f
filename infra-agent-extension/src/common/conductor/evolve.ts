/** Folds the journal into the state of the workspace. It decides nothing: what an event says has happened. */
import type { Event, PreconditionState } from './events';
import type { OperationState, Phase, Run, WorkspaceState } from './operation-state';
import { isUnsent } from './operation-state';
import { holdingPreconditions, mergeProbes } from './preconditions';

export interface Entry {
    readonly event: Event;
    /** ISO 8601. */
    readonly at: string;
}

export const initialState: WorkspaceState = { operations: new Map(), queue: [] };

export function evolve(state: WorkspaceState, entry: Entry): WorkspaceState {
    return evolveAll(state, [entry]);
}

/** Copies the map once for all entries, since a journal may hold tens of thousands of them. */
export function evolveAll(state: WorkspaceState, entries: Iterable<Entry>): WorkspaceState {
    const draft: Draft = { operations: new Map(state.operations), running: state.running, queue: state.queue };
    for (const entry of entries) {
        take(draft, entry);
    }
    return draft;
}

interface Draft {
    operations: Map<string, OperationState>;
    running?: string;
    queue: readonly string[];
}

function take(draft: Draft, { event, at }: Entry): void {
    if (event.type === 'OperationProposed') {
        takeProposal(draft, event, at);
        return;
    }
    const before = draft.operations.get(event.key);
    // A refused request may name a key that never was, and says nothing of the operation's life.
    if (!before || event.type === 'RequestRefused') {
        return;
    }
    const after = { ...evolveOperation(before, event, at), changedAt: at };
    draft.operations.set(event.key, after);
    draft.queue = evolveQueue(draft.queue, after, event);
    draft.running = after.phase === 'APPLYING' ? after.key : draft.running === after.key ? undefined : draft.running;
    if (before.origin.kind === 'rollback' && isUnsent(before) && !isUnsent(after) && after.phase !== 'APPLYING') {
        abandonRollback(draft, after);
    }
}

function takeProposal(draft: Draft, event: Extract<Event, { type: 'OperationProposed' }>, at: string): void {
    const { key, operation, operationHash, origin } = event;
    if (draft.operations.has(key)) {
        return;
    }
    draft.operations.set(key, {
        key, operation, operationHash, origin, phase: 'VALIDATING', proposedAt: at, changedAt: at, images: [], preconditions: [], approvals: 0
    });
    const earlier = origin.of === undefined || origin.kind === 'rollback' ? undefined : draft.operations.get(origin.of);
    if (earlier) {
        draft.operations.set(earlier.key, { ...earlier, answeredBy: key });
    }
}

/** A rollback that will never run leaves the operation where it was before the click. */
function abandonRollback(draft: Draft, rollback: OperationState): void {
    const original = draft.operations.get(rollback.origin.of ?? '');
    if (original?.rollback?.key === rollback.key && original.phase === 'ROLLBACK') {
        draft.operations.set(original.key, { ...original, phase: original.rollback.from, rollback: undefined, rollbackKey: undefined });
    }
}

function evolveQueue(queue: readonly string[], after: OperationState, event: Event): readonly string[] {
    if (event.type === 'OperationApproved') {
        return [...queue.filter(key => key !== after.key), after.key];
    }
    const waits = isUnsent(after) && after.approval !== undefined;
    return waits ? queue : queue.filter(key => key !== after.key);
}

type LifeEvent = Exclude<Event, { type: 'OperationProposed' | 'RequestRefused' }>;

function evolveOperation(state: OperationState, event: LifeEvent, at: string): OperationState {
    switch (event.type) {
        case 'OperationRevised':
            return {
                ...state, ...NOT_VALIDATED, operation: event.operation, operationHash: event.operationHash, revisedAt: at, phase: 'VALIDATING'
            };
        case 'OperationValidated': return evolveValidation(state, event);
        case 'PreconditionsProbed': return evolvePreconditions(state, event.states);
        case 'CheckRequested': return state;
        case 'OperationApproved': {
            const { digest, by, from, way, owner, ticked } = event;
            return { ...state, approval: { digest, at, by, from, way, owner, ticked, proven: [] }, approvals: state.approvals + 1, note: undefined };
        }
        case 'ApprovalWithdrawn': return standing({ ...state, approval: undefined, note: event.reason });
        case 'RunStarted':
            return { ...state, phase: 'APPLYING', run: { owner: event.owner, startedAt: at, commands: [], intended: [], applied: [] }, note: undefined };
        case 'CommandStarted': return inRun(state, run => ({ ...run, commands: [...run.commands, { index: event.index, program: event.program }] }));
        case 'CommandEnded': {
            const { exit, signal, durationMs } = event;
            return inRun(state, run => ({
                ...run, commands: run.commands.map(command => command.index === event.index ? { ...command, exit, signal, durationMs } : command)
            }));
        }
        case 'EditIntended': return inRun(state, run => ({ ...run, intended: [...run.intended, ...event.images] }));
        case 'EditApplied': return inRun(state, run => ({ ...run, applied: [...run.applied, ...event.images] }));
        case 'CancelRequested': return inRun(state, run => ({ ...run, cancelRequestedBy: event.by }));
        case 'RunObserved': return { ...state, phase: OUTCOME_PHASE[event.outcome], observation: event.observation, note: event.reason };
        case 'RunInterrupted': return { ...state, phase: 'INTERRUPTED', note: event.reason };
        case 'OperationRejected': return ended(state, 'REJECTED', event.reason);
        case 'OperationExpired': return ended(state, 'EXPIRED');
        case 'OperationSuperseded': return ended(state, 'SUPERSEDED', event.reason);
        case 'RollbackRequested': {
            const rollback = { key: event.rollbackKey, by: event.by, at, from: state.phase, alarms: [] };
            return { ...state, phase: 'ROLLBACK', rollback, rollbackKey: event.rollbackKey };
        }
        case 'RollbackAlarmed':
            return { ...state, rollback: state.rollback && { ...state.rollback, alarms: [...state.rollback.alarms, event.reason] } };
        case 'RolledBack': return { ...state, phase: 'ROLLED_BACK', note: undefined };
        // A failed rollback is a new question to the person, whatever answered the failure before it.
        case 'RollbackFailed': return { ...state, phase: 'FAILED', note: event.reason, answeredBy: undefined };
        case 'MarkedDone': return { ...state, phase: 'DONE', note: event.evidence };
        default: return unreachable(event);
    }
}

const OUTCOME_PHASE = { done: 'DONE', failed: 'FAILED', cancelled: 'CANCELLED' } as const;

const NOT_VALIDATED = {
    digest: undefined, reading: undefined, verdict: undefined, images: [], preconditions: [], approval: undefined, note: undefined
} as const;

function evolveValidation(state: OperationState, event: Extract<Event, { type: 'OperationValidated' }>): OperationState {
    const { digest, reading, verdict, images } = event;
    const same = state.digest === digest;
    // What commands and manual boxes were seen to say belongs to the digest they were seen with; code probes the others again anyway.
    const preconditions = same ? state.preconditions : state.preconditions.filter(probed => !ranByClick(state, probed.index));
    return standing({ ...state, digest, reading, verdict, images, preconditions, approval: same ? state.approval : undefined });
}

function ranByClick(state: OperationState, index: number): boolean {
    const precondition = state.operation.preconditions?.[index];
    return precondition !== undefined && ('command' in precondition || 'manual' in precondition);
}

function evolvePreconditions(state: OperationState, states: readonly PreconditionState[]): OperationState {
    const isNews = (index: number): boolean => states.some(probed => probed.index === index);
    const preconditions = mergeProbes(state.preconditions, states);
    const met = states.filter(probed => probed.state === 'met').map(probed => probed.index);
    const approval = state.approval && { ...state.approval, proven: [...state.approval.proven.filter(index => !isNews(index)), ...met] };
    return standing({ ...state, preconditions, approval });
}

/** Puts an unsent operation where its validation and preconditions say that it stands. Only one that can be approved keeps an approval. */
function standing(state: OperationState): OperationState {
    if (!isUnsent(state)) {
        return state;
    }
    const phase = standingPhase(state);
    return { ...state, phase, approval: phase === 'WAIT_FOR_APPROVE' ? state.approval : undefined };
}

function standingPhase(state: OperationState): Phase {
    if (!state.verdict) {
        return 'VALIDATING';
    }
    if (state.verdict.outcome === 'FAIL') {
        return 'BLOCKED';
    }
    return holdingPreconditions(state).length > 0 ? 'READY_FOR_APPLY' : 'WAIT_FOR_APPROVE';
}

function inRun(state: OperationState, change: (run: Run) => Run): OperationState {
    return state.run ? { ...state, run: change(state.run) } : state;
}

function ended(state: OperationState, phase: Phase, note?: string): OperationState {
    return { ...state, phase, note, approval: undefined };
}

function unreachable(event: never): never {
    throw new Error(`Unknown event ${JSON.stringify(event)}`);
}
