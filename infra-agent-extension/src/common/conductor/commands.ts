/**
 * What may be asked of the conductor, in the imperative. They never cross a process: the gate makes them out of requests, of what it
 * computed itself and of what it saw, and `decide` answers with events or a refusal.
 */
import type { Operation } from '../ops/operation';
import type { Reading } from '../risk/reading';
import type { Verdict } from '../sentinel/verdict';
import type { ApprovalWay, FileImage, Origin, Owner, PreconditionState } from './events';
import type { Observation } from './observation';

export type Door = 'ide' | 'cli';

interface OfKey<T extends string> {
    readonly type: T;
    readonly key: string;
}

/** `operation` is redacted; `operationHash` names the exact one in the private store. The key is used only if the proposal is a new one. */
export interface ProposeOperation extends OfKey<'propose-operation'> {
    readonly operation: Operation;
    readonly operationHash: string;
    readonly origin: Origin;
}

/** A derived operation, derived again in place because its facts changed. */
export interface ReviseOperation extends OfKey<'revise-operation'> {
    readonly operation: Operation;
    readonly operationHash: string;
}

export interface RecordValidation extends OfKey<'record-validation'> {
    /** Of the text that was read: a derived operation may have been derived again meanwhile. */
    readonly operationHash?: string;
    readonly digest: string;
    readonly reading: Reading;
    readonly verdict: Verdict;
    readonly images: readonly FileImage[];
}

/** Only the indexes that were probed; the others keep their state. */
export interface RecordPreconditions extends OfKey<'record-preconditions'> {
    readonly states: readonly PreconditionState[];
}

/** A click on Check, recorded before anything is run for it. */
export interface RequestCheck extends OfKey<'request-check'> {
    /** The digest that the person saw. */
    readonly digest: string;
    readonly by: string;
    readonly from: Door;
}

export interface ApproveOperation extends OfKey<'approve-operation'> {
    /** The digest that the person saw; for `rollback-click`, the one that the backend computed for the rollback. */
    readonly digest: string;
    readonly by: string;
    readonly from: Door;
    readonly way: ApprovalWay;
    /** The process that took the approval, and that alone begins the run. */
    readonly owner: Owner;
    /** What the person typed, for HIGH. */
    readonly typed?: string;
    readonly ticked: readonly number[];
}

export interface WithdrawApproval extends OfKey<'withdraw-approval'> {
    readonly reason: string;
}

export interface StartRun extends OfKey<'start-run'> {
    readonly owner: Owner;
    /** Computed once more from what lies on disk now. */
    readonly digest: string;
}

export interface RecordCommandStart extends OfKey<'record-command-start'> {
    readonly index: number;
    readonly program: string;
}

export interface RecordCommandEnd extends OfKey<'record-command-end'> {
    readonly index: number;
    readonly exit?: number;
    readonly signal?: string;
    readonly durationMs: number;
}

export interface IntendEdits extends OfKey<'intend-edits'> {
    readonly images: readonly FileImage[];
}

export interface RecordEdits extends OfKey<'record-edits'> {
    readonly images: readonly FileImage[];
}

/** How the run ended; whether it is DONE is decided from what was observed. */
export interface RecordObservation extends OfKey<'record-observation'> {
    readonly observation: Observation;
    readonly ended: 'completed' | 'cancelled';
}

export interface RequestCancel extends OfKey<'request-cancel'> {
    readonly by: string;
}

/** The owner of the run is gone, or a person says so where that cannot be told (a process on another host). */
export interface InterruptRun extends OfKey<'interrupt-run'> {
    readonly reason: string;
}

export interface RejectOperation extends OfKey<'reject-operation'> {
    readonly by: string;
    readonly reason?: string;
}

export interface SupersedeOperation extends OfKey<'supersede-operation'> {
    /** The key that takes its place, if there is one. */
    readonly by?: string;
    readonly reason: string;
}

/** Proposes the rollback as an operation of its own, under `rollbackKey`. */
export interface RequestRollback extends OfKey<'request-rollback'> {
    readonly rollbackKey: string;
    readonly operation: Operation;
    readonly operationHash: string;
    readonly by: string;
}

/** For a rollback that ended outside a run of ours, such as one that could not be begun. A run's own end records itself. */
export interface RecordRollback extends OfKey<'record-rollback'> {
    readonly rollbackKey: string;
    readonly outcome: 'rolled-back' | 'failed';
    readonly reason?: string;
}

export interface RecordAlarm extends OfKey<'record-alarm'> {
    readonly reason: 'not-begun' | 'not-finished';
}

export interface MarkDone extends OfKey<'mark-done'> {
    readonly by: string;
    readonly evidence: string;
}

export interface RecordRefusal extends OfKey<'record-refusal'> {
    readonly request: string;
    readonly reason: string;
    readonly from: Door;
}

/** Ends what is past its time: approvals that were not begun, operations that nobody answered. */
export interface ExpireOperations {
    readonly type: 'expire-operations';
}

export type ConductorCommand =
    | ProposeOperation | ReviseOperation | RecordValidation | RecordPreconditions | RequestCheck
    | ApproveOperation | WithdrawApproval
    | StartRun | RecordCommandStart | RecordCommandEnd | IntendEdits | RecordEdits | RecordObservation | RequestCancel | InterruptRun
    | RejectOperation | SupersedeOperation | ExpireOperations
    | RequestRollback | RecordRollback | RecordAlarm
    | MarkDone | RecordRefusal;
