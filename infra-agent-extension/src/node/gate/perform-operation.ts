/**
 * Carries out one approved operation: examined once more, preconditions proven, begun only if the journal lets it, then commands in a
 * terminal or edits on disk, each step journalled before it takes effect, and at its end what was observed.
 */
import type { CommandResult, Observation } from '../../common/conductor/observation';
import { dispatch } from '../../common/conductor/dispatch';
import type { OperationState } from '../../common/conductor/operation-state';
import { isRefusal } from '../../common/conductor/refusal';
import type { Operation } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import type { Workspace } from '../workspace';
import type { Examination } from './examination';
import { exactOperation } from './proposal';
import { performCommands } from './perform-commands';
import { performEdits } from './perform-edits';
import { proveCommandPreconditions } from './prove-preconditions';
import { recordEnd } from './record-end';
import { unsavedTrouble } from './unsaved-trouble';

export interface Performance {
    /** Resolves when the run has begun or was refused. */
    readonly begun: Promise<void>;
    readonly done: Promise<void>;
    cancel(): void;
    /** Redacted end of the output so far. */
    readonly tail: string;
    readonly terminalId?: number;
}

export interface Fresh {
    examine(state: OperationState): Promise<Examination>;
    /** Probes files, variables and tools, and records what was seen. */
    probe(): Promise<void>;
    /** Nobody follows any more. */
    isClosed(): boolean;
}

/** What commands and edits need to report; `Performing` is filled in as they go. */
export interface Performing {
    readonly workspace: Workspace;
    readonly key: string;
    readonly operation: Operation;
    readonly state: OperationState;
    readonly examination: Examination;
    readonly live: { tail: string; terminalId?: number; cancel?: () => void; cancelled: boolean };
}

export interface Performed {
    readonly commands: readonly CommandResult[];
    readonly observation: Omit<Observation, 'commands' | 'durationMs'>;
    readonly cancelled: boolean;
}

export function performOperation(workspace: Workspace, key: string, fresh: Fresh): Performance {
    const live: Performing['live'] = { tail: '', cancelled: false };
    let hasBegun!: () => void;
    const begun = new Promise<void>(resolve => { hasBegun = resolve; });
    const done = perform(workspace, key, fresh, live, hasBegun).finally(hasBegun);
    return {
        begun, done,
        cancel: () => {
            live.cancelled = true;
            live.cancel?.();
        },
        get tail() { return live.tail; },
        get terminalId() { return live.terminalId; }
    };
}

async function perform(workspace: Workspace, key: string, fresh: Fresh, live: Performing['live'], hasBegun: () => void): Promise<void> {
    const started = performance.now();
    const performing = await begin(workspace, key, fresh, live).catch(error => withdraw(workspace, key, said(error)));
    hasBegun();
    if (!performing) {
        return;
    }
    const act = performing.operation.edits ? performEdits : performCommands;
    // A crash of ours in the middle of a run is a failed run, with the reason.
    const performed = await act(performing).catch(error => nothingKnown(said(error)));
    const record = ({ observation: seen, commands, cancelled }: Performed) => {
        const observation: Observation = { ...seen, commands: [...commands], durationMs: performance.now() - started };
        return recordEnd(workspace, { type: 'record-observation', key, observation, ended: cancelled ? 'cancelled' : 'completed' }, fresh.isClosed);
    };
    await record(performed).catch(error => record(nothingKnown(said(error))));
}

/**
 * Undefined if it must not begin; then the approval is withdrawn, and the card says why. Whoever approved something that changed has
 * approved nothing, so that not even its preconditions are proven.
 */
async function begin(workspace: Workspace, key: string, fresh: Fresh, live: Performing['live']): Promise<Performing | undefined> {
    const state = (await workspace.journal.refresh()).operations.get(key);
    const operation = state && await exactOperation(workspace, state.operationHash);
    if (!state?.approval || !operation) {
        return withdraw(workspace, key, 'The exact operation is no longer in the private store; ask for it again.');
    }
    const examination = await fresh.examine(state);
    const { digest } = examination;
    if (!await stillApproved(workspace, state, examination)) {
        return withdraw(workspace, key, 'What the operation would do changed after it was approved.');
    }
    if (!await workspace.trusted()) {
        return withdraw(workspace, key, 'This folder is restricted; trust it first.');
    }
    await fresh.probe();
    const states = await proveCommandPreconditions(workspace, operation, examination);
    if (states.length > 0) {
        await dispatch(workspace.journal, { type: 'record-preconditions', key, states });
    }
    // Last, since proving takes time in which a person may type.
    const unsaved = operation.edits ? await unsavedTrouble(workspace, operation) : undefined;
    if (unsaved || !await workspace.trusted()) {
        return withdraw(workspace, key, unsaved?.message ?? 'This folder is restricted; trust it first.');
    }
    const answer = await dispatch(workspace.journal, { type: 'start-run', key, owner: workspace.owner, digest });
    return isRefusal(answer) ? withdraw(workspace, key, answer.message) : { workspace, key, operation, state, examination, live };
}

async function stillApproved(workspace: Workspace, { key, operationHash }: OperationState, { digest, reading, verdict, images }: Examination): Promise<boolean> {
    const answer = await dispatch(workspace.journal, { type: 'record-validation', key, operationHash, digest, reading, verdict, images });
    return !isRefusal(answer) && answer.state.operations.get(key)?.approval?.digest === digest;
}

/** Where the run is under way already, or nothing is left to withdraw, this is refused, and that is right. */
async function withdraw(workspace: Workspace, key: string, reason: string): Promise<undefined> {
    await dispatch(workspace.journal, { type: 'withdraw-approval', key, reason });
    return undefined;
}

function nothingKnown(problem: string): Performed {
    return { commands: [], cancelled: false, observation: { outputTail: '', outputBytes: 0, expectations: [], problem } };
}

function said(error: unknown): string {
    return redact(error instanceof Error ? error.message : String(error)).text;
}

/** Where a refusal would mean that something happened without a line in the journal. */
export async function must(answer: ReturnType<typeof dispatch>): Promise<void> {
    const result = await answer;
    if (isRefusal(result)) {
        throw new Error(result.message);
    }
}
