/**
 * What a card shows of an operation's state: what may be clicked, and why not. It decides nothing: the gate asks the state again.
 * The texts that it is given are redacted already.
 */
import type { CardView, EditView } from './infra-service';
import type { Operation } from './ops/operation';
import { farthestGroup, worstRisk } from './risk/assessment';
import type { Assessment } from './risk/assessment';
import { confirmationOf } from './conductor/decide-approval';
import { explainFailure } from './conductor/explain-failure';
import type { OperationState, Phase } from './conductor/operation-state';

export interface CardSurroundings {
    readonly trusted: boolean;
    /** Why commands cannot run on this machine at all. */
    readonly cannotRun?: string;
    readonly environment: CardView['environment'];
    /** Variables that the operation declares and that are set nowhere. */
    readonly undeclared?: readonly string[];
    readonly edits: readonly EditView[];
    readonly queuePosition?: number;
    readonly live?: { readonly tail: string; readonly terminalId?: number };
    readonly rollbackState?: OperationState;
}

/** The higher of what was claimed and what was computed; the gate and the card use this one. */
export function effectiveAssessment(operation: Operation, computed: Assessment): Assessment {
    return {
        ...computed,
        risk: worstRisk([computed.risk, operation.risk ?? 'LOW']),
        group: farthestGroup([computed.group, operation.group ?? 'local'])
    };
}

export function cardView(state: OperationState, around: CardSurroundings): CardView {
    const assessment = state.reading && effectiveAssessment(state.operation, state.reading.assessment);
    const refusal = sendRefusal(state, around);
    return {
        key: state.key,
        digest: state.digest,
        phase: state.phase,
        sentence: state.reading?.sentence ?? 'is being read',
        operation: state.operation,
        assessment,
        claim: claim(state),
        runs: state.reading?.runs ?? [],
        unset: [...new Set([...state.reading?.unset ?? [], ...around.undeclared ?? []])].sort(),
        environment: around.environment,
        target: state.reading?.target,
        confirm: confirmationOf(state),
        verdict: state.verdict,
        preconditions: state.preconditions,
        edits: around.edits,
        rollback: state.reading?.rollback,
        rollbackSentence: rollbackSentence(state),
        canSend: refusal === undefined,
        sendRefusal: refusal,
        canReject: REJECTABLE.has(state.phase),
        canRollBack: ROLLS_BACK.has(state.phase) && hasInverse(state) && state.rollbackKey === undefined && state.origin.kind !== 'rollback',
        canCancel: state.phase === 'APPLYING',
        canRunAgain: RUNS_AGAIN.has(state.phase) && state.operation.commands !== undefined,
        canFollowUp: FOLLOWED_UP.has(state.phase) && state.answeredBy === undefined,
        observation: state.observation,
        explanation: FOLLOWED_UP.has(state.phase) && state.observation ? explainFailure(state.observation.outputTail)?.text : undefined,
        liveTail: around.live?.tail,
        startedAt: state.run?.startedAt,
        terminalId: around.live?.terminalId,
        note: state.note,
        queuePosition: around.queuePosition,
        approval: state.approval && { by: state.approval.by, at: state.approval.at, from: state.approval.from },
        approvals: state.approvals,
        rollbackOf: state.origin.kind === 'rollback' ? state.origin.of : undefined,
        rollbackKey: state.rollbackKey
    };
}

const REJECTABLE: ReadonlySet<Phase> = new Set(['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE']);
const FOLLOWED_UP: ReadonlySet<Phase> = new Set(['FAILED', 'INTERRUPTED']);
const ROLLS_BACK: ReadonlySet<Phase> = new Set(['DONE', 'FAILED', 'INTERRUPTED', 'CANCELLED']);
const RUNS_AGAIN: ReadonlySet<Phase> = new Set(['DONE', 'FAILED', 'INTERRUPTED', 'CANCELLED', 'REJECTED', 'EXPIRED', 'ROLLED_BACK']);

function hasInverse(state: OperationState): boolean {
    return state.operation.edits !== undefined || state.operation.rollback !== undefined;
}

function claim(state: OperationState): string | undefined {
    const computed = state.reading?.assessment;
    const { risk, group } = state.operation;
    if (!computed || ((risk === undefined || risk === computed.risk) && (group === undefined || group === computed.group))) {
        return undefined;
    }
    return `The author says ${[risk, group].filter(Boolean).join(', ')}; computed is ${computed.risk}, ${computed.group}.`;
}

/** Why Send is off, and what would turn it on; undefined if it is on. */
function sendRefusal(state: OperationState, around: CardSurroundings): string | undefined {
    if (state.operation.delegate) {
        return `No role takes delegations in this version, so nothing can be handed to ${state.operation.delegate.role}; ask @Infra in its mode instead.`;
    }
    if (!around.trusted) {
        return 'This folder is restricted: nothing can be sent until you trust it.';
    }
    if (state.operation.commands && around.cannotRun) {
        return around.cannotRun;
    }
    if (around.queuePosition !== undefined) {
        return `Sent; it waits for ${around.queuePosition === 1 ? 'the operation that runs' : `${around.queuePosition} operations`} before it.`;
    }
    return PHASE_REFUSALS[state.phase](state);
}

const PHASE_REFUSALS: Record<Phase, (state: OperationState) => string | undefined> = {
    IN_PROGRESS: () => 'It is still being written.',
    VALIDATING: () => 'It is being checked.',
    BLOCKED: state => `Blocked: ${blockers(state)}`,
    READY_FOR_APPLY: state => state.note ?? unmet(state),
    WAIT_FOR_APPROVE: state => (state.approval ? 'It was sent.' : undefined),
    APPLYING: () => 'It is running.',
    DONE: () => 'It is done.',
    FAILED: () => 'It was sent, and failed.',
    CANCELLED: () => 'It was cancelled.',
    INTERRUPTED: () => 'It was interrupted.',
    ROLLBACK: () => 'It is being rolled back.',
    ROLLED_BACK: () => 'It was rolled back.',
    REJECTED: () => 'It was rejected.',
    EXPIRED: () => 'It expired; ask again to get it anew.',
    SUPERSEDED: () => 'Another operation took its place.'
};

function blockers(state: OperationState): string {
    const errors = (state.verdict?.findings ?? []).filter(finding => finding.severity === 'error');
    return errors.map(finding => `${finding.message} (${finding.file})`).join('; ') || state.verdict?.reason || 'a check failed.';
}

function unmet(state: OperationState): string {
    const missing = state.preconditions.filter(precondition => precondition.state === 'unmet').map(precondition => precondition.seen);
    return missing.length > 0 ? `Not yet: ${missing.join('; ')}` : 'Its preconditions are not met.';
}

function rollbackSentence(state: OperationState): string {
    if (state.operation.edits) {
        return 'Roll back gives every byte of these files back as it was before.';
    }
    const { rollback } = state.operation;
    if (rollback?.commands) {
        return `Roll back runs ${rollback.commands.map(command => `\`${command.run}\``).join(', then ')}.`;
    }
    if (rollback?.edits) {
        return `Roll back edits ${rollback.edits.map(edit => edit.file).join(', ')}.`;
    }
    return state.reading && !state.reading.assessment.writes ? 'It changes nothing, so there is nothing to undo.' : 'It cannot be undone from here: no inverse is known.';
}
