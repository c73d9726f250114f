/** The lines of the journal, in the past tense. State is a fold over them (`evolve`); nothing else is remembered. */
import { z } from 'zod';
import { Operation } from '../ops/operation';
import { Reading } from '../risk/reading';
import { Verdict } from '../sentinel/verdict';
import { Observation } from './observation';

const Key = z.string().min(1);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Where an operation came from. `response` and `block` make the key unique for one block of one answer. */
export const Origin = z.strictObject({
    kind: z.enum(['derived', 'chat-block', 'file', 'rollback', 'run-again']),
    session: z.string().optional(),
    response: z.string().optional(),
    block: z.int().min(0).optional(),
    /** The operation that this one rolls back or repeats. */
    of: z.string().optional(),
    /** For derived ones: what it is about (check and file, task), stable while the concern is the same. */
    concern: z.string().optional()
});
export type Origin = z.infer<typeof Origin>;

export const FileImage = z.strictObject({
    file: z.string(),
    /** SHA-256 of the bytes, or `absent`; with the run bit, since it is restored too. */
    pre: z.string(), post: z.string(),
    preExecutable: z.boolean(), postExecutable: z.boolean(),
    /** Folders that are made for a new file, outermost first; taking the file away takes them away, as far as they are empty. */
    folders: z.array(z.string()).optional(),
    /** Permission bits that the file had before, for one that is removed: it gets them back. */
    mode: z.int().min(0).max(0o7777).optional()
});
export type FileImage = z.infer<typeof FileImage>;

export const PreconditionState = z.strictObject({ index: z.int().min(0), state: z.enum(['met', 'unmet', 'unknown']), seen: z.string() });
export type PreconditionState = z.infer<typeof PreconditionState>;

/** Who owns a run, so that another process can tell a live one from one that crashed. */
export const Owner = z.strictObject({ host: z.string(), pid: z.int(), startedAt: z.string() });
export type Owner = z.infer<typeof Owner>;

/**
 * How a person approved: a click on the card, an answer to the command line's question, the flag that names a digest, or the click on
 * Roll back, which for LOW and MED is the rollback's approval.
 */
export const ApprovalWay = z.enum(['clicked', 'asked', 'flag', 'rollback-click']);
export type ApprovalWay = z.infer<typeof ApprovalWay>;

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) => z.strictObject({ type: z.literal(type), key: Key, ...shape });

export const Event = z.discriminatedUnion('type', [
    /** `operation` is redacted; the exact one is the blob `operationHash` (SHA-256 of its canonical JSON) in the private store. */
    event('OperationProposed', { operation: Operation, operationHash: Digest, origin: Origin }),
    /** Derived again in place: same key, other content, nothing of the earlier validation holds. */
    event('OperationRevised', { operation: Operation, operationHash: Digest }),
    event('OperationValidated', { digest: Digest, reading: Reading, verdict: Verdict, images: z.array(FileImage) }),
    event('PreconditionsProbed', { states: z.array(PreconditionState) }),
    /** A person had the preconditions proven that need something run; each of them only reads. */
    event('CheckRequested', { digest: Digest, by: z.string(), from: z.enum(['ide', 'cli']) }),
    /** `owner` is the process that took the approval, and that alone begins the run. `ticked`: manual preconditions. */
    event('OperationApproved', { digest: Digest, by: z.string(), from: z.enum(['ide', 'cli']), way: ApprovalWay, owner: Owner, ticked: z.array(z.int().min(0)) }),
    event('ApprovalWithdrawn', { reason: z.string() }),
    event('RequestRefused', { request: z.string(), reason: z.string(), from: z.enum(['ide', 'cli']) }),
    /** `digest` was computed once more right before; it is the approved one. */
    event('RunStarted', { owner: Owner, digest: Digest }),
    event('CommandStarted', { index: z.int().min(0), program: z.string() }),
    event('CommandEnded', { index: z.int().min(0), exit: z.int().optional(), signal: z.string().optional(), durationMs: z.number().min(0) }),
    event('EditIntended', { images: z.array(FileImage) }),
    event('EditApplied', { images: z.array(FileImage) }),
    event('CancelRequested', { by: z.string() }),
    /** `reason`: why it is not done, in one sentence. */
    event('RunObserved', { observation: Observation, outcome: z.enum(['done', 'failed', 'cancelled']), reason: z.string().optional() }),
    event('RunInterrupted', { reason: z.string() }),
    event('OperationRejected', { by: z.string(), reason: z.string().optional() }),
    event('OperationExpired', {}),
    event('OperationSuperseded', { by: z.string().optional(), reason: z.string() }),
    event('RollbackRequested', { rollbackKey: Key, by: z.string() }),
    event('RolledBack', { rollbackKey: Key }),
    event('RollbackFailed', { rollbackKey: Key, reason: z.string() }),
    /** The rollback did not begin within 5 minutes of the decision, or did not finish within 15. */
    event('RollbackAlarmed', { rollbackKey: Key, reason: z.enum(['not-begun', 'not-finished']) }),
    event('MarkedDone', { by: z.string(), evidence: z.string() })
]);
export type Event = z.infer<typeof Event>;

/** One journal line: the event, its place in the order, and the keyed hash that chains it to the line before. */
export const JournalEntry = z.strictObject({
    version: z.literal(1),
    seq: z.int().min(1),
    at: z.iso.datetime(),
    event: Event,
    /** How many lines of the same append still follow: they count all together or not at all. Absent on the last. */
    more: z.int().min(1).optional(),
    /** `mac` of the line before; of the first line, 64 zeros. */
    previous: z.string(),
    mac: z.string()
});
export type JournalEntry = z.infer<typeof JournalEntry>;
