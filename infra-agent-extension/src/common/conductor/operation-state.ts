/** Where an operation stands in its life (DESIGN §6), folded from its events. */
import type { Observation } from './observation';
import type { ApprovalWay, FileImage, Origin, Owner, PreconditionState } from './events';
import type { Operation } from '../ops/operation';
import type { Reading } from '../risk/reading';
import type { Verdict } from '../sentinel/verdict';

/** IN_PROGRESS is the card of a block that still streams: an operation is journalled once it is whole, and begins as VALIDATING. */
export type Phase =
    | 'IN_PROGRESS' | 'VALIDATING' | 'BLOCKED' | 'READY_FOR_APPLY' | 'WAIT_FOR_APPROVE' | 'APPLYING'
    | 'DONE' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED' | 'ROLLBACK' | 'ROLLED_BACK' | 'REJECTED' | 'EXPIRED' | 'SUPERSEDED';

export interface Approval {
    readonly digest: string;
    readonly at: string;
    readonly by: string;
    readonly from: 'ide' | 'cli';
    readonly way: ApprovalWay;
    readonly owner: Owner;
    /** Manual preconditions that the person ticked. */
    readonly ticked: readonly number[];
    /** Preconditions that were seen to be met since the approval: what the person saw met before may have changed. */
    readonly proven: readonly number[];
}

export interface CommandRun {
    readonly index: number;
    readonly program: string;
    /** Absent while it runs. */
    readonly durationMs?: number;
    readonly exit?: number;
    readonly signal?: string;
}

export interface Run {
    readonly owner: Owner;
    readonly startedAt: string;
    readonly commands: readonly CommandRun[];
    /** Edits that were announced, and those of them that are known to be on disk. */
    readonly intended: readonly FileImage[];
    readonly applied: readonly FileImage[];
    readonly cancelRequestedBy?: string;
}

/** Kept on the operation that is rolled back. */
export interface RollbackRequest {
    readonly key: string;
    readonly by: string;
    readonly at: string;
    /** Where the operation stood, and stands again if the rollback is rejected. */
    readonly from: Phase;
    readonly alarms: readonly ('not-begun' | 'not-finished')[];
}

export interface OperationState {
    readonly key: string;
    readonly phase: Phase;
    /** Redacted. The exact one is `operationHash` in the private store. */
    readonly operation: Operation;
    readonly operationHash: string;
    readonly origin: Origin;
    /** ISO 8601, of the proposal, of the last revision in place, and of the last event. */
    readonly proposedAt: string;
    readonly revisedAt?: string;
    readonly changedAt: string;
    readonly digest?: string;
    readonly reading?: Reading;
    readonly verdict?: Verdict;
    readonly images: readonly FileImage[];
    /** The last known state of each precondition that was probed. */
    readonly preconditions: readonly PreconditionState[];
    /** The one that holds, or that the run used. */
    readonly approval?: Approval;
    /** How many were given in all, the withdrawn ones included. */
    readonly approvals: number;
    readonly run?: Run;
    readonly observation?: Observation;
    /** Why it is in this phase, where that needs a sentence: rejection, failure, interruption, evidence. */
    readonly note?: string;
    readonly rollback?: RollbackRequest;
    readonly rollbackKey?: string;
    /** The operation that took up a FAILED or INTERRUPTED one: run again, or proposed anew. */
    readonly answeredBy?: string;
}

/** All operations of a workspace, in the order in which they were proposed. */
export interface WorkspaceState {
    readonly operations: ReadonlyMap<string, OperationState>;
    /** Key of the one that runs. */
    readonly running?: string;
    /** Approved keys that have not begun, first first. */
    readonly queue: readonly string[];
}

const FINAL: ReadonlySet<Phase> = new Set(['DONE', 'REJECTED', 'CANCELLED', 'EXPIRED', 'SUPERSEDED', 'ROLLED_BACK']);
const ANSWERABLE: ReadonlySet<Phase> = new Set(['FAILED', 'INTERRUPTED']);
const UNSENT: ReadonlySet<Phase> = new Set(['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE']);

/** Open as in DESIGN §3: a FAILED or INTERRUPTED operation stays open until a person answers it. */
export function isOpen(state: OperationState): boolean {
    return !FINAL.has(state.phase) && !(ANSWERABLE.has(state.phase) && state.answeredBy !== undefined);
}

/** Nothing of it has run: it can still change, lapse, be rejected or replaced. An approved one in the queue counts. */
export function isUnsent(state: OperationState): boolean {
    return UNSENT.has(state.phase);
}

const URGENCY: readonly Phase[] = ['FAILED', 'INTERRUPTED', 'APPLYING', 'ROLLBACK', 'WAIT_FOR_APPROVE', 'READY_FOR_APPLY', 'BLOCKED'];

/** What went wrong first, then what runs, then what waits; within each, in the order of the proposals. */
export function mostUrgentFirst(states: readonly OperationState[]): OperationState[] {
    const rank = ({ phase }: OperationState): number => (URGENCY.includes(phase) ? URGENCY.indexOf(phase) : URGENCY.length);
    return [...states].sort((a, b) => rank(a) - rank(b));
}
