/** Words and switches of a card, computed from what the backend says and what the person has begun. Pure: no services, no React. */
import { nls } from '@theia/core/lib/common/nls';
import type { Phase } from '../../common/conductor/operation-state';
import type { CardView } from '../../common/infra-service';
import type { Group, Mode, Precondition, Expectation, Risk } from '../../common/ops/operation';
import type { Reason } from '../../common/risk/assessment';
import type { CardDraft } from './card-draft';

export interface CardContext {
    readonly trusted: boolean;
    readonly draft: CardDraft;
    /** What the card would do has just changed under the reader's eyes; Send waits a second. */
    readonly justChanged: boolean;
    /** This window shows the terminal of its run, be it finished or not. */
    readonly hasTerminal: boolean;
}

export type Tone = 'waiting' | 'running' | 'good' | 'bad' | 'quiet';

export interface Chip {
    readonly label: string;
    readonly tone: Tone;
    /** A codicon: the shape beside colour and word. */
    readonly icon: string;
}

/** `isApproved`: a person sent it, and its turn has not come. */
export function phaseChip(phase: Phase, isApproved = false): Chip {
    const word = (key: string, text: string) => nls.localize(`infra-agent/phase/${key}`, text);
    if (isApproved && isBeforeSend(phase)) {
        return { label: word('queued', 'Waiting for its turn'), tone: 'running', icon: 'clock' };
    }
    switch (phase) {
        case 'IN_PROGRESS': return { label: word('inProgress', 'Being prepared'), tone: 'quiet', icon: 'loading' };
        case 'VALIDATING': return { label: word('validating', 'Being checked'), tone: 'quiet', icon: 'loading' };
        case 'BLOCKED': return { label: word('blocked', 'Blocked'), tone: 'bad', icon: 'circle-slash' };
        case 'READY_FOR_APPLY': return { label: word('ready', 'Preconditions open'), tone: 'waiting', icon: 'circle-large-outline' };
        case 'WAIT_FOR_APPROVE': return { label: word('waiting', 'Waiting for you'), tone: 'waiting', icon: 'circle-large-outline' };
        case 'APPLYING': return { label: word('applying', 'Running'), tone: 'running', icon: 'play-circle' };
        case 'DONE': return { label: word('done', 'Done'), tone: 'good', icon: 'pass-filled' };
        case 'FAILED': return { label: word('failed', 'Failed'), tone: 'bad', icon: 'error' };
        case 'CANCELLED': return { label: word('cancelled', 'Cancelled'), tone: 'quiet', icon: 'stop-circle' };
        case 'INTERRUPTED': return { label: word('interrupted', 'Interrupted'), tone: 'bad', icon: 'debug-disconnect' };
        case 'ROLLBACK': return { label: word('rollback', 'Being rolled back'), tone: 'running', icon: 'history' };
        case 'ROLLED_BACK': return { label: word('rolledBack', 'Rolled back'), tone: 'quiet', icon: 'history' };
        case 'REJECTED': return { label: word('rejected', 'Rejected'), tone: 'quiet', icon: 'close' };
        case 'EXPIRED': return { label: word('expired', 'Expired'), tone: 'quiet', icon: 'watch' };
        case 'SUPERSEDED': return { label: word('superseded', 'Replaced'), tone: 'quiet', icon: 'replace' };
    }
}

export interface RiskBadge {
    readonly risk: Risk;
    readonly label: string;
    /** Distinct shapes, so that the risk is not told by colour alone. */
    readonly shape: string;
    readonly meaning: string;
}

export function riskBadge(risk: Risk): RiskBadge {
    switch (risk) {
        case 'LOW': return {
            risk, shape: '●', label: nls.localize('infra-agent/risk/low', 'LOW risk'),
            meaning: nls.localize('infra-agent/risk/low/meaning', 'Reads only, or writes in the workspace what can be given back')
        };
        case 'MED': return {
            risk, shape: '◆', label: nls.localize('infra-agent/risk/med', 'MED risk'),
            meaning: nls.localize('infra-agent/risk/med/meaning', 'Changes state in a bounded way that has a known inverse')
        };
        case 'HIGH': return {
            risk, shape: '▲', label: nls.localize('infra-agent/risk/high', 'HIGH risk'),
            meaning: nls.localize('infra-agent/risk/high/meaning', 'May destroy data, cut service or access, or cannot be read or predicted')
        };
    }
}

export function groupLabel(group: Group): string {
    switch (group) {
        case 'local': return nls.localize('infra-agent/group/local', 'on this machine');
        case 'cluster': return nls.localize('infra-agent/group/cluster', 'reaches the cluster');
        case 'cloud': return nls.localize('infra-agent/group/cloud', 'reaches the cloud');
        case 'external': return nls.localize('infra-agent/group/external', 'reaches other hosts');
    }
}

export function modeLabel(mode: Mode): string {
    switch (mode) {
        case 'design': return nls.localize('infra-agent/mode/design', 'Design');
        case 'implement': return nls.localize('infra-agent/mode/implement', 'Implement');
        case 'review': return nls.localize('infra-agent/mode/review', 'Review');
        case 'test': return nls.localize('infra-agent/mode/test', 'Test');
    }
}

/** The higher of claim and computation arrives computed; before it does, nothing is known, which is the worst. */
export function shownRisk(view: CardView): Risk {
    return view.assessment?.risk ?? 'HIGH';
}

const BEFORE_SEND: ReadonlySet<Phase> = new Set(['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE']);
const RESTING: ReadonlySet<Phase> = new Set(['DONE', 'REJECTED', 'CANCELLED', 'EXPIRED', 'SUPERSEDED', 'ROLLED_BACK']);

export function isBeforeSend(phase: Phase): boolean {
    return BEFORE_SEND.has(phase);
}

export function isAtRest(phase: Phase): boolean {
    return RESTING.has(phase);
}

/** A card at rest is folded to its sentence and its buttons; in a list, any is until it is opened, or runs. */
export function isFolded(view: CardView, draft: CardDraft, compact = false): boolean {
    const opened = draft.toggled[foldName(view.phase)];
    return opened === undefined ? RESTING.has(view.phase) || (compact && view.phase !== 'APPLYING') : !opened;
}

/** A card that was opened to be sent folds when it is done: opening it then is another matter. */
export function foldName(phase: Phase): 'card' | 'card-at-rest' {
    return RESTING.has(phase) ? 'card-at-rest' : 'card';
}

/** A folded card of a list is one line of it until it was sent. */
export function showsButtons(view: CardView, draft: CardDraft, compact = false): boolean {
    return !(compact && isFolded(view, draft, compact)) || !isBeforeSend(view.phase);
}

/** Probes that run something, and so wait for a click. */
export function canCheck(view: CardView): boolean {
    return isBeforeSend(view.phase) && view.digest !== undefined
        && (view.operation.preconditions ?? []).some(precondition => 'command' in precondition || ('tool' in precondition && precondition.version !== undefined));
}

/** A name or command in code, between words; either side may be empty. */
export interface Phrase {
    readonly before?: string;
    readonly code?: string;
    readonly after?: string;
}

export interface PreconditionLine {
    readonly index: number;
    readonly phrase: Phrase;
    readonly manual: boolean;
    readonly state: 'met' | 'unmet' | 'unknown';
    readonly seen: string;
}

export function preconditionLines(view: CardView): PreconditionLine[] {
    return (view.operation.preconditions ?? []).map((precondition, index) => {
        const probed = view.preconditions.find(candidate => candidate.index === index);
        const manual = 'manual' in precondition;
        // Nothing is approved before its boxes are ticked.
        const state = probed?.state ?? (manual && view.approval ? 'met' : 'unknown');
        return { index, phrase: preconditionPhrase(precondition, state === 'met'), manual, state, seen: saysMore(precondition, state) ? probed?.seen ?? '' : '' };
    });
}

/** That a file which must exist is there needs no second sentence. */
function saysMore(precondition: Precondition, state: PreconditionLine['state']): boolean {
    return !('file' in precondition && state === 'met');
}

function preconditionPhrase(precondition: Precondition, isMet: boolean): Phrase {
    if ('file' in precondition) {
        return { code: precondition.file, after: isMet ? nls.localize('infra-agent/precondition/file', 'exists') : nls.localize('infra-agent/precondition/file/open', 'must exist') };
    }
    if ('tool' in precondition) {
        return { code: [precondition.tool, precondition.version].filter(Boolean).join(' '), after: isMet ? nls.localize('infra-agent/precondition/tool', 'is installed') : nls.localize('infra-agent/precondition/tool/open', 'must be installed') };
    }
    if ('env' in precondition) {
        return { code: precondition.env, after: isMet ? nls.localize('infra-agent/precondition/env', 'is set') : nls.localize('infra-agent/precondition/env/open', 'must be set') };
    }
    if ('manual' in precondition) {
        return { after: precondition.manual };
    }
    const exit = isMet ? nls.localize('infra-agent/precondition/exit', 'exits with {0}', precondition.expect?.exit ?? 0) : nls.localize('infra-agent/precondition/exit/open', 'must exit with {0}', precondition.expect?.exit ?? 0);
    return {
        code: precondition.command,
        after: precondition.expect?.stdout === undefined ? exit : nls.localize('infra-agent/precondition/stdout', '{0}, with output that matches `{1}`', exit, precondition.expect.stdout)
    };
}

export interface ExpectationLine {
    readonly phrase: Phrase;
    readonly met?: boolean;
    readonly seen?: string;
}

export function expectationLines(view: CardView): ExpectationLine[] {
    const observed = view.observation?.expectations ?? [];
    return observed.length > 0
        ? observed.map(({ expectation, met, seen }) => ({ phrase: expectationPhrase(expectation), met, seen: met && ('changed' in expectation || 'file' in expectation) ? undefined : seen }))
        : (view.operation.expected ?? []).map(expectation => ({ phrase: expectationPhrase(expectation) }));
}

function expectationPhrase(expectation: Expectation): Phrase {
    if ('exit' in expectation) {
        return { before: nls.localize('infra-agent/expectation/exit', 'exit code'), code: String(expectation.exit) };
    }
    if ('stdout' in expectation) {
        return { before: nls.localize('infra-agent/expectation/stdout', 'output matches'), code: expectation.stdout };
    }
    return 'changed' in expectation
        ? { code: expectation.changed, after: nls.localize('infra-agent/expectation/changed', 'is changed') }
        : { code: expectation.file, after: nls.localize('infra-agent/precondition/file', 'exists') };
}

/** What explains a failure best: why it could not go on, else the first expectation that was not seen. */
export function failure(view: CardView): { readonly problem?: string; readonly unmet?: ExpectationLine } | undefined {
    if ((view.phase !== 'FAILED' && view.phase !== 'INTERRUPTED') || !view.observation) {
        return undefined;
    }
    return view.observation.problem ? { problem: view.observation.problem } : { unmet: expectationLines(view).find(line => line.met === false) };
}

/** The reasons whose places are in this text; those of a lone command may name no field. */
export function reasonsAt(reasons: readonly Reason[], field: string, alone: boolean): Reason[] {
    return reasons.filter(reason => !reason.file && (reason.field === field || (alone && reason.field === undefined && field.startsWith('commands'))));
}

/** Reasons that have no place in a text of the card: they are in a file of the repository, or of the operation as a whole. */
export function reasonsElsewhere(view: CardView): Reason[] {
    const reasons = view.assessment?.reasons ?? [];
    const commands = view.operation.commands ?? [];
    const placed = new Set(commands.flatMap((_, index) => reasonsAt(reasons, `commands[${index}]`, commands.length === 1)));
    return reasons.filter(reason => !placed.has(reason));
}

export function durationText(milliseconds: number): string {
    if (milliseconds < 1000) {
        return nls.localize('infra-agent/duration/ms', '{0} ms', Math.round(milliseconds));
    }
    const seconds = Math.round(milliseconds / 1000);
    return seconds < 60
        ? nls.localize('infra-agent/duration/s', '{0} s', (milliseconds / 1000).toFixed(1))
        : nls.localize('infra-agent/duration/min', '{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

/** What the reader goes by; where it differs after a change of digest, the card is marked *changed*. Line numbers that only moved say nothing new. */
export function meaningOf(view: CardView): string {
    const diffs = view.edits.map(edit => [edit.file, edit.diff.replace(/^@@ -[\d,]+ \+[\d,]+ @@/gm, '@@')]);
    return JSON.stringify([view.sentence, shownRisk(view), diffs, view.operation.commands ?? []]);
}
