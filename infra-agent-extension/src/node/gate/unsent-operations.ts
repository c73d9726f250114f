/**
 * Keeps what was read of the operations that are not sent yet true: examines them, records what was seen, and looks again where the files behind
 * them changed. It runs nothing.
 */
import { decide } from '../../common/conductor/decide';
import { dispatch } from '../../common/conductor/dispatch';
import type { PreconditionState } from '../../common/conductor/events';
import type { OperationState } from '../../common/conductor/operation-state';
import { isUnsent } from '../../common/conductor/operation-state';
import { isRefusal } from '../../common/conductor/refusal';
import type { Operation } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { probePreconditions } from '../probe-preconditions';
import type { Seen } from '../probe-preconditions';
import type { Workspace } from '../workspace';
import { readVariables } from '../workspace-variables';
import { examine, unexaminable } from './examination';
import type { Examination } from './examination';
import { fingerprint } from './fingerprint';
import { exactOperation } from './proposal';

export const LOST = 'The exact operation is no longer in the private store, so it cannot be run; ask for it again.';

/** After so many, other work of the process has its turn. */
const LOOKED_AT_TOGETHER = 50;

export class UnsentOperations {
    private readonly examinations = new Map<string, Examination>();
    /** Fingerprints of the files behind them, as last looked at. */
    private readonly looks = new Map<string, string>();
    /** Exact operations of those that wait, by hash: each is what it was, and reading it again says nothing new. */
    private exact = new Map<string, Operation>();
    private looking: Promise<boolean> | undefined;

    constructor(private readonly workspace: Workspace) { }

    /** As last read in this process; undefined for one that ended before. */
    examination(key: string): Examination | undefined {
        return this.examinations.get(key);
    }

    /** Never fails: what cannot be examined is blocked, and says why. */
    async examine(state: OperationState): Promise<Examination> {
        const examination = await this.examined(state).catch(error => unexaminable(state.operationHash, error instanceof Error ? error.message : String(error)));
        this.examinations.set(state.key, examination);
        return examination;
    }

    async validate(key: string): Promise<void> {
        const state = this.state(key);
        if (state) {
            const { digest, reading, verdict, images } = await this.examine(state);
            await dispatch(this.workspace.journal, { type: 'record-validation', key, operationHash: state.operationHash, digest, reading, verdict, images });
        }
    }

    /** Files, variables and the presence of tools. */
    async probe(key: string): Promise<void> {
        const state = this.state(key);
        const operation = state?.operation.preconditions?.length ? await exactOperation(this.workspace, state.operationHash) : undefined;
        if (operation) {
            await this.record(key, await probePreconditions(operation, this.environment(), this.workspace.root));
        }
    }

    async validateAndProbe(key: string): Promise<void> {
        await this.validate(key);
        await this.probe(key);
    }

    /** Examines every one again: files, variables or tools may have changed. */
    async refresh(): Promise<void> {
        for (const { key } of await this.waiting()) {
            await this.validate(key);
        }
    }

    /**
     * Examines those again whose files changed, and probes all preconditions; answers whether any file had changed since the last look. Cheap
     * enough to be done every few seconds; one look at a time.
     */
    async lookAgain(): Promise<boolean> {
        this.looking ??= this.lookAround().finally(() => { this.looking = undefined; });
        return this.looking;
    }

    private async lookAround(): Promise<boolean> {
        let changed = false;
        const waiting = await this.waiting();
        const exact = new Map<string, Operation>();
        const [environment, stamps, seen] = [this.environment(), new Map<string, string>(), new Map<string, Seen>()];
        for (const [index, state] of waiting.entries()) {
            const now = fingerprint(this.workspace.root, state, this.examinations.get(state.key), stamps);
            const before = this.looks.get(state.key);
            if (before !== now) {
                this.looks.set(state.key, now);
                changed ||= before !== undefined;
                await this.validate(state.key);
            }
            const { operationHash, operation: { preconditions = [] } } = state;
            const operation = preconditions.length === 0 ? undefined : this.exact.get(operationHash) ?? await exactOperation(this.workspace, operationHash);
            if (operation && this.state(state.key)) {
                exact.set(operationHash, operation);
                await this.record(state.key, await probePreconditions(operation, environment, this.workspace.root, seen));
            }
            if (index % LOOKED_AT_TOGETHER === LOOKED_AT_TOGETHER - 1) {
                await new Promise(resolve => { setImmediate(resolve); });
            }
        }
        this.exact = exact;
        return changed;
    }

    private environment(): Readonly<Record<string, string | undefined>> {
        return { ...readVariables(this.workspace.folder), ...this.workspace.host.environment };
    }

    /** The journal is locked only where it says something new. */
    private async record(key: string, states: readonly PreconditionState[]): Promise<void> {
        const known = states.filter(({ state: probed }) => probed !== 'unknown').map(probed => ({ ...probed, seen: redact(probed.seen).text }));
        const { journal, host } = this.workspace;
        const command = { type: 'record-preconditions', key, states: known } as const;
        const news = decide(command, journal.state(), host.now().toISOString());
        if (isRefusal(news) || news.length > 0) {
            await dispatch(journal, command);
        }
    }

    /** Sent ones are looked at when their turn comes. */
    private async waiting(): Promise<OperationState[]> {
        const { operations } = await this.workspace.journal.refresh();
        return [...operations.values()].filter(state => isUnsent(state) && state.approval === undefined);
    }

    private state(key: string): OperationState | undefined {
        const state = this.workspace.journal.state().operations.get(key);
        return state && isUnsent(state) ? state : undefined;
    }

    private async examined({ operationHash, origin }: OperationState): Promise<Examination> {
        const operation = await exactOperation(this.workspace, operationHash);
        return operation ? examine(this.workspace, operation, origin) : unexaminable(operationHash, LOST);
    }
}
