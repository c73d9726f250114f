/**
 * The gate and the conductor of one workspace in this process: takes what people ask, has the journal decide, and carries out what the
 * state then asks for. What runs is what lies in the private store under an approved digest, examined again right before; nothing that a
 * window or the command line says is ever run.
 */
import { attempt, dispatch } from '../../common/conductor/dispatch';
import type { ConductorCommand } from '../../common/conductor/commands';
import type { OperationState, WorkspaceState } from '../../common/conductor/operation-state';
import { isUnsent } from '../../common/conductor/operation-state';
import { nextDeadline, react } from '../../common/conductor/react';
import type { Effect } from '../../common/conductor/react';
import { isRefusal, refuse } from '../../common/conductor/refusal';
import type { Refusal } from '../../common/conductor/refusal';
import type { Outcome } from '../../common/infra-service';
import { canonicalJson } from '../../common/ops/canonical-json';
import type { Operation } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { findBash } from '../find-program';
import { ownerIsAlive } from '../process-owner';
import type { Workspace } from '../workspace';
import { restoresExactly } from './edit-images';
import type { Examination } from './examination';
import { exactOperation, recordProposals, storeOperation } from './proposal';
import type { Proposal } from './proposal';
import { requestRollback } from './rollback-proposal';
import { performOperation } from './perform-operation';
import type { Performance } from './perform-operation';
import { proveCommandPreconditions } from './prove-preconditions';
import { isKey, namedKey, SendClick } from './send-click';
import { tellHost } from './tell-host';
import { LOST, UnsentOperations } from './unsent-operations';
import { unsavedTrouble } from './unsaved-trouble';

export type { SendClick };

/** In milliseconds; timers of Node cannot wait longer. */
const LONGEST_WAIT = 2 ** 31 - 1;
/** In characters, of what a person types as a reason or as evidence. */
const LONGEST_WORDS = 10_000;

export class WorkspaceConductor {
    private readonly performances = new Map<string, Performance>();
    private readonly unsent: UnsentOperations;
    /** Approvals that this process has tried to begin: each is tried once, whatever came of it. */
    private readonly tried = new Set<string>();
    private readonly stopListening: () => void;
    private pumping: Promise<void> | undefined;
    private again = false;
    private timer: NodeJS.Timeout | undefined;
    private closed = false;

    constructor(readonly workspace: Workspace) {
        this.unsent = new UnsentOperations(workspace);
        this.stopListening = workspace.journal.onChange((_, entries) => {
            tellHost(() => workspace.host.changed([...new Set(entries.map(entry => entry.event.key))]));
            void this.pump();
        });
    }

    get state(): WorkspaceState {
        return this.workspace.journal.state();
    }

    /** What a running operation shows beside its state. */
    performance(key: string): Performance | undefined {
        return this.performances.get(key);
    }

    /** As last read in this process; undefined for one that ended before. */
    examination(key: string): Examination | undefined {
        return this.unsent.examination(key);
    }

    async propose(proposals: readonly Proposal[]): Promise<readonly string[] | Refusal> {
        const keys = await recordProposals(this.workspace, proposals);
        if (!isRefusal(keys)) {
            await this.pump();
        }
        return keys;
    }

    /** Resolves once the operation is approved and queued, or refused; not when it has run. */
    async send(request: SendClick): Promise<Outcome> {
        const parsed = SendClick.safeParse(request);
        if (!parsed.success) {
            return this.refused(namedKey(request.key), 'approve-operation', NO_CLICK);
        }
        const { key, digest, way, typed, ticked } = parsed.data;
        const trouble = await this.beforeApproval(key);
        if (trouble) {
            return this.refused(key, 'approve-operation', trouble);
        }
        const { host, owner } = this.workspace;
        return this.ask({ type: 'approve-operation', key, digest, by: host.person, from: host.door, way, owner, ticked, ...(typed === undefined ? {} : { typed }) });
    }

    async reject(key: string, reason?: string): Promise<Outcome> {
        return this.ask({ type: 'reject-operation', key, by: this.workspace.host.person, ...(reason ? { reason: words(reason) } : {}) });
    }

    async withdraw(key: string): Promise<Outcome> {
        return this.ask({ type: 'withdraw-approval', key, reason: `Withdrawn by ${this.workspace.host.person}.` });
    }

    async cancel(key: string): Promise<Outcome> {
        return this.ask({ type: 'request-cancel', key, by: this.workspace.host.person });
    }

    async markDone(key: string, evidence: string): Promise<Outcome> {
        return this.ask({ type: 'mark-done', key, by: this.workspace.host.person, evidence: words(evidence) });
    }

    /** Derived again in place: the same key, other content. Does nothing where it says the same, or was sent meanwhile. */
    async revise(key: string, operation: Operation): Promise<void> {
        await dispatch(this.workspace.journal, { type: 'revise-operation', key, ...await storeOperation(this.workspace, operation) });
        await this.pump();
    }

    async supersede(key: string, reason: string): Promise<void> {
        await dispatch(this.workspace.journal, { type: 'supersede-operation', key, reason });
    }

    /** A click on Check: runs what the preconditions ask for, each a command that reads only. */
    async check(key: string, digest: string): Promise<Outcome> {
        const restricted = await this.restricted();
        if (restricted) {
            return this.refused(key, 'request-check', restricted);
        }
        await this.unsent.validateAndProbe(key);
        const { host, journal } = this.workspace;
        const asked = await this.ask({ type: 'request-check', key, digest, by: host.person, from: host.door });
        const state = journal.state().operations.get(key);
        const operation = asked.kind === 'ok' && state ? await exactOperation(this.workspace, state.operationHash) : undefined;
        if (asked.kind === 'refused' || !state) {
            return asked;
        }
        const examination = await this.unsent.examine(state);
        if (!operation || examination.digest !== digest) {
            return this.refused(key, 'request-check', refuse('digest-changed', 'What the card shows changed; read it again, then press Check.'));
        }
        const states = await proveCommandPreconditions(this.workspace, operation, examination);
        return this.ask({ type: 'record-preconditions', key, states });
    }

    /**
     * Proposes the rollback; for LOW and MED the click is its approval, and it begins at once. Not where it is a merge with what others wrote
     * since: that nobody has seen yet.
     */
    async rollBack(key: string): Promise<Outcome> {
        const restricted = await this.restricted();
        if (restricted) {
            return this.refused(key, 'request-rollback', restricted);
        }
        const rollbackKey = await requestRollback(this.workspace, key);
        if (isRefusal(rollbackKey)) {
            return this.refused(key, 'request-rollback', rollbackKey);
        }
        await this.pump();
        const rollback = this.state.operations.get(rollbackKey);
        const isSeen = rollback !== undefined && restoresExactly(this.workspace, key, rollback.images);
        if (isSeen && rollback.phase === 'WAIT_FOR_APPROVE' && rollback.digest !== undefined && rollback.reading?.assessment.risk !== 'HIGH') {
            const sent = await this.send({ key: rollbackKey, digest: rollback.digest, way: 'rollback-click', ticked: [] });
            return sent.kind === 'ok' ? { kind: 'ok', key: rollbackKey } : sent;
        }
        return { kind: 'ok', key: rollbackKey };
    }

    /** The same operation as a new one, with a key of its own, to be approved anew. */
    async runAgain(key: string): Promise<Outcome> {
        const state = await this.current(key);
        const operation = isRefusal(state) ? undefined : await exactOperation(this.workspace, state.operationHash);
        if (isRefusal(state) || !operation) {
            return this.refused(key, 'run-again', isRefusal(state) ? state : refuse('operation-lost', LOST));
        }
        const keys = await this.propose([{ operation, origin: { ...state.origin, kind: 'run-again', of: key } }]);
        return isRefusal(keys) ? this.refused(key, 'run-again', keys) : { kind: 'ok', key: keys[0] };
    }

    /** Examines every unsent operation again: files, variables or tools may have changed. */
    async refresh(): Promise<void> {
        await this.unsent.refresh();
        await this.pump();
    }

    /** Looks whether something behind the unsent operations changed, and says so. Cheap enough to be done every few seconds. */
    async lookAgain(): Promise<boolean> {
        return this.unsent.lookAgain();
    }

    /** Waits until nothing of this process runs or is to be begun; for the command line. */
    async idle(): Promise<void> {
        for (;;) {
            await this.pump();
            const running = [...this.performances.values()];
            if (running.length === 0) {
                return;
            }
            await Promise.all(running.map(performance => performance.done));
        }
    }

    close(): void {
        this.closed = true;
        this.stopListening();
        clearTimeout(this.timer);
    }

    /** Carries out what the state asks for, until it asks for nothing new. One at a time; a call in the middle makes it look once more. */
    async pump(): Promise<void> {
        this.again = true;
        this.pumping ??= this.pumpUntilQuiet().finally(() => { this.pumping = undefined; });
        return this.pumping;
    }

    private async pumpUntilQuiet(): Promise<void> {
        while (this.again && !this.closed) {
            this.again = false;
            const now = this.workspace.host.now().toISOString();
            for (const effect of react(await this.workspace.journal.refresh(), now)) {
                await this.carryOut(effect);
            }
        }
        this.wakeUpLater();
    }

    private async carryOut(effect: Effect): Promise<void> {
        const { journal, owner } = this.workspace;
        const isOurs = 'owner' in effect && canonicalJson(effect.owner) === canonicalJson(owner);
        switch (effect.effect) {
            case 'validate': return this.unsent.validateAndProbe(effect.key);
            case 'begin-run': return isOurs ? this.begin(effect.key) : undefined;
            case 'check-owner': return isOurs || ownerIsAlive(effect.owner, this.workspace.folder) ? undefined : this.ownerGone(effect);
            case 'cancel-run': return isOurs ? this.performances.get(effect.key)?.cancel() : undefined;
            case 'expire': await dispatch(journal, { type: 'expire-operations' }); return;
            case 'alarm': await dispatch(journal, { type: 'record-alarm', key: effect.key, reason: effect.reason }); return;
            default: effect satisfies never;
        }
    }

    private async ownerGone(effect: Extract<Effect, { effect: 'check-owner' }>): Promise<void> {
        const reason = `The process that had it (${effect.owner.pid} on ${effect.owner.host}) ended before it was done.`;
        const type = effect.holds === 'run' ? 'interrupt-run' : 'withdraw-approval';
        await dispatch(this.workspace.journal, { type, key: effect.key, reason });
    }

    private async begin(key: string): Promise<void> {
        const approval = `${key} ${this.state.operations.get(key)?.approvals ?? 0}`;
        if (this.performances.has(key) || this.tried.has(approval)) {
            return;
        }
        this.tried.add(approval);
        const performance = performOperation(this.workspace, key, {
            examine: state => this.unsent.examine(state),
            probe: () => this.unsent.probe(key),
            isClosed: () => this.closed
        });
        this.performances.set(key, performance);
        void performance.done.finally(() => {
            this.performances.delete(key);
            tellHost(() => this.workspace.host.changed([key]));
            void this.pump();
        });
        await performance.begun;
    }

    /** Everything that is looked at freshly when a person clicks: trust, what it would do now, preconditions, unsaved changes. */
    private async beforeApproval(key: string): Promise<Refusal | undefined> {
        const state = await this.current(key);
        if (isRefusal(state)) {
            return state;
        }
        const restricted = await this.restricted();
        if (restricted) {
            return restricted;
        }
        if (!isUnsent(state)) {
            return undefined;
        }
        if (state.approval === undefined) {
            await this.unsent.validateAndProbe(key);
        }
        const { workspace } = this;
        if (state.operation.commands && !findBash(workspace.host.environment, workspace.root)) {
            return refuse('no-bash', 'bash was not found on PATH (folders of the workspace do not count); install it, then Send.');
        }
        return state.operation.edits ? unsavedTrouble(workspace, await exactOperation(workspace, state.operationHash) ?? state.operation) : undefined;
    }

    private async restricted(): Promise<Refusal | undefined> {
        return await this.workspace.trusted() ? undefined
            : refuse('restricted', 'This folder is restricted: nothing is sent or run until you trust it (Trust folder).');
    }

    private async current(key: string): Promise<OperationState | Refusal> {
        const state = (await this.workspace.journal.refresh()).operations.get(key);
        return state ?? refuse('unknown-operation', `There is no operation ${namedKey(key)} in this workspace; ask again.`);
    }

    private async ask(command: Exclude<ConductorCommand, { type: 'expire-operations' }>): Promise<Outcome> {
        if (!isKey(command.key)) {
            return this.refused(namedKey(command.key), command.type, NO_CLICK);
        }
        return this.outcome(await attempt(this.workspace.journal, command, this.workspace.host.door), command.key);
    }

    private async refused(key: string, request: string, refusal: Refusal): Promise<Outcome> {
        await dispatch(this.workspace.journal, { type: 'record-refusal', key: namedKey(key), request, reason: refusal.refused, from: this.workspace.host.door });
        return { kind: 'refused', reason: refusal.refused, message: refusal.message };
    }

    private async outcome(answer: object | Refusal, key: string): Promise<Outcome> {
        if (isRefusal(answer)) {
            return { kind: 'refused', reason: answer.refused, message: answer.message };
        }
        await this.pump();
        return { kind: 'ok', key };
    }

    private wakeUpLater(): void {
        clearTimeout(this.timer);
        const now = this.workspace.host.now();
        const deadline = nextDeadline(this.state, now.toISOString());
        if (deadline !== undefined && !this.closed) {
            this.timer = setTimeout(() => void this.pump(), Math.min(LONGEST_WAIT, Date.parse(deadline) - now.getTime()));
            this.timer.unref();
        }
    }
}

const NO_CLICK = refuse('not-a-request', 'What was asked is not what a card asks, so nothing was done; reload the window, then try again.');

/** What a person typed, as the journal may keep it. */
function words(text: string): string {
    return redact(String(text).slice(0, LONGEST_WORDS)).text;
}
