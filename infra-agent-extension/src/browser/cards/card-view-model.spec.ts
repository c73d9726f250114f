import { expect } from 'chai';
import type { Phase } from '../../common/conductor/operation-state';
import type { CardView } from '../../common/infra-service';
import type { Operation } from '../../common/ops/operation';
import { EMPTY_DRAFT } from './card-draft';
import {
    canCheck, durationText, expectationLines, failure, isFolded, meaningOf, phaseChip, preconditionLines, reasonsAt, reasonsElsewhere, riskBadge, showsButtons, type CardContext
} from './card-view-model';
import { sendControl } from './send-control';

const PHASES: readonly Phase[] = ['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE', 'APPLYING', 'DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED',
    'ROLLBACK', 'ROLLED_BACK', 'REJECTED', 'EXPIRED', 'SUPERSEDED'];
const READY: CardContext = { trusted: true, draft: EMPTY_DRAFT, justChanged: false, hasTerminal: false };
const LOW = { risk: 'LOW', group: 'local', writes: false, reasons: [] } as const;
const HIGH = { risk: 'HIGH', group: 'cluster', writes: true, reasons: [] } as const;

function card(change: Partial<CardView> = {}, operation: Partial<Operation> = {}): CardView {
    return {
        key: 'k', digest: 'd'.repeat(64), phase: 'WAIT_FOR_APPROVE', sentence: 'Will run `ls`.', operation: { title: 'List', mode: 'test', commands: [{ run: 'ls' }], ...operation },
        assessment: { ...LOW, reasons: [] }, runs: [], unset: [], environment: [], preconditions: [], edits: [], rollbackSentence: 'Nothing to undo.', canSend: true, canReject: true,
        canRollBack: false, canCancel: false, canRunAgain: false, canFollowUp: false, approvals: 0, ...change
    };
}

const high = (change: Partial<CardView> = {}) => card({ assessment: { ...HIGH, reasons: [] }, confirm: 'prod', sentence: 'Will run `kubectl delete namespace prod` on context prod.', ...change });

describe('sendControl', () => {
    it('is on for a card that waits, in a trusted folder', () => {
        expect(sendControl(card(), READY)).to.deep.include({ enabled: true, label: 'Send' });
    });

    it('is there before Send only, and not while the card is queued', () => {
        const shown = PHASES.filter(phase => sendControl(card({ phase }), READY) !== undefined);
        expect(shown).to.deep.equal(['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE']);
        expect(sendControl(card({ queuePosition: 1 }), READY)).to.equal(undefined);
    });

    it('is off in a restricted folder, whatever the backend says', () => {
        expect(sendControl(card(), { ...READY, trusted: false })).to.deep.include({ enabled: false });
    });

    it('is off without a digest, and with the reason of the backend', () => {
        expect(sendControl(card({ digest: undefined }), READY)?.enabled).to.equal(false);
        expect(sendControl(card({ canSend: false, sendRefusal: 'The file has changed.' }), READY)).to.deep.include({ enabled: false, refusal: 'The file has changed.' });
    });

    it('is off until every manual precondition is ticked', () => {
        const view = card({}, { preconditions: [{ file: 'a' }, { manual: 'one' }, { manual: 'two' }] });
        expect(sendControl(view, { ...READY, draft: { ...EMPTY_DRAFT, ticked: [1] } })?.enabled).to.equal(false);
        expect(sendControl(view, { ...READY, draft: { ...EMPTY_DRAFT, ticked: [2, 1] } })?.enabled).to.equal(true);
    });

    it('is off while what the card does has just changed, and while a request is unanswered', () => {
        expect(sendControl(card(), { ...READY, justChanged: true })?.enabled).to.equal(false);
        expect(sendControl(card(), { ...READY, draft: { ...EMPTY_DRAFT, busy: 'send' } })?.enabled).to.equal(false);
    });

    it('wants the target of a HIGH card typed to the letter', () => {
        for (const typed of ['', 'Prod', 'prod ', 'pro']) {
            expect(sendControl(high(), { ...READY, draft: { ...EMPTY_DRAFT, typed } })?.enabled, `typed ${typed}`).to.equal(false);
        }
        expect(sendControl(high(), { ...READY, draft: { ...EMPTY_DRAFT, typed: 'prod' } })?.enabled).to.equal(true);
    });

    it('never sends a HIGH card that names no target, nor one whose risk is not computed', () => {
        expect(sendControl(high({ confirm: undefined }), READY)?.enabled).to.equal(false);
        expect(sendControl(card({ assessment: undefined }), READY)?.enabled).to.equal(false);
    });

    it('says on the button of a HIGH card what will happen', () => {
        expect(sendControl(high(), READY)?.label).to.equal('Send: run kubectl delete namespace prod on context prod');
    });
});

describe('the words of a card', () => {
    it('has a word and a shape for every phase and every risk', () => {
        expect(new Set(PHASES.map(phase => phaseChip(phase).label)).size).to.equal(PHASES.length);
        expect(phaseChip('WAIT_FOR_APPROVE', true).label).to.not.equal(phaseChip('WAIT_FOR_APPROVE').label);
        expect(phaseChip('DONE', true)).to.deep.equal(phaseChip('DONE'));
        expect(new Set((['LOW', 'MED', 'HIGH'] as const).map(risk => riskBadge(risk).shape)).size).to.equal(3);
    });

    it('folds a card at rest, and obeys the person', () => {
        expect(isFolded(card({ phase: 'DONE' }), EMPTY_DRAFT)).to.equal(true);
        expect(isFolded(card({ phase: 'FAILED' }), EMPTY_DRAFT)).to.equal(false);
        expect(isFolded(card({ phase: 'DONE' }), { ...EMPTY_DRAFT, toggled: { 'card-at-rest': true } })).to.equal(false);
        expect(isFolded(card(), EMPTY_DRAFT, true)).to.equal(true);
    });

    it('folds a card that was opened to be sent, once it is done', () => {
        const opened = { ...EMPTY_DRAFT, toggled: { card: true } };
        expect(isFolded(card(), opened, true)).to.equal(false);
        expect(isFolded(card({ phase: 'APPLYING' }), EMPTY_DRAFT, true)).to.equal(false);
        expect(isFolded(card({ phase: 'DONE' }), opened, true)).to.equal(true);
    });

    it('keeps the buttons of a folded card in a list back until it was sent', () => {
        expect(showsButtons(card(), EMPTY_DRAFT, true)).to.equal(false);
        expect(showsButtons(card(), { ...EMPTY_DRAFT, toggled: { card: true } }, true)).to.equal(true);
        expect(showsButtons(card({ phase: 'INTERRUPTED' }), EMPTY_DRAFT, true)).to.equal(true);
    });

    it('shows each precondition with what was seen of it', () => {
        const view = card({ preconditions: [{ index: 1, state: 'unmet', seen: 'not on PATH' }] }, { preconditions: [{ env: 'HOME' }, { tool: 'helm', version: '>=3' }] });
        expect(preconditionLines(view).map(line => [line.phrase.code, line.state, line.seen])).to.deep.equal([['HOME', 'unknown', ''], ['helm >=3', 'unmet', 'not on PATH']]);
    });

    it('takes a box as ticked once the operation was approved', () => {
        const approval = { by: 'me', at: '2025-01-01T00:00:00Z', from: 'ide' } as const;
        expect(preconditionLines(card({ approval }, { preconditions: [{ manual: 'sure' }] }))[0].state).to.equal('met');
    });

    it('shows what was expected before a run, and what was seen after it', () => {
        const expected = [{ exit: 0 }, { stdout: 'ok' }];
        expect(expectationLines(card({}, { expected })).map(line => line.met)).to.deep.equal([undefined, undefined]);
        const observation = { commands: [], outputTail: '', outputBytes: 0, durationMs: 1, expectations: [{ expectation: { exit: 0 }, met: false, seen: 'exit code 3' }] };
        const failed = card({ phase: 'FAILED', observation }, { expected });
        expect(expectationLines(failed)).to.have.length(1);
        expect(failure(failed)?.unmet?.seen).to.equal('exit code 3');
        expect(failure({ ...failed, observation: { ...observation, problem: 'The disk is full.' } })?.problem).to.equal('The disk is full.');
        expect(failure({ ...failed, phase: 'DONE' })).to.equal(undefined);
    });

    it('offers Check only where a click is needed to know', () => {
        expect(canCheck(card({}, { preconditions: [{ file: 'a' }, { tool: 'bash' }] }))).to.equal(false);
        expect(canCheck(card({}, { preconditions: [{ tool: 'bash', version: '>=5' }] }))).to.equal(true);
        expect(canCheck(card({ phase: 'DONE' }, { preconditions: [{ command: 'true' }] }))).to.equal(false);
    });

    it('puts a reason at its command, and what has no place there apart', () => {
        const reason = { risk: 'LOW', group: 'local', start: 0, end: 2 } as const;
        const reasons = [{ ...reason, message: 'first', field: 'commands[0]' }, { ...reason, message: 'second', field: 'commands[1]' }, { ...reason, message: 'script', file: 'a.sh' }, { ...reason, message: 'whole' }];
        const view = card({ assessment: { ...LOW, reasons } }, { commands: [{ run: 'a' }, { run: 'b' }] });
        expect(reasonsAt(reasons, 'commands[1]', false).map(found => found.message)).to.deep.equal(['second']);
        expect(reasonsElsewhere(view).map(found => found.message)).to.deep.equal(['script', 'whole']);
        expect(reasonsAt([reasons[3]], 'commands[0]', true)).to.have.length(1);
    });

    it('means the same as long as sentence, risk, diff and commands are the same', () => {
        expect(meaningOf(card({ digest: 'e'.repeat(64), note: 'x' }))).to.equal(meaningOf(card()));
        const edited = (at: string) => card({ edits: [{ file: 'a.sh', kind: 'change', added: 1, removed: 0, diff: `@@ ${at} @@\n a\n+b\n` }] });
        expect(meaningOf(edited('-1 +1,2'))).to.equal(meaningOf(edited('-8 +9,2')));
        expect(meaningOf(card({ sentence: 'Will run `rm`.' }))).not.to.equal(meaningOf(card()));
        expect(meaningOf(high())).not.to.equal(meaningOf(high({ assessment: { ...LOW, reasons: [] } })));
    });

    it('says durations as people do', () => {
        expect([0, 999, 1500, 61_000].map(durationText)).to.deep.equal(['0 ms', '999 ms', '1.5 s', '1 min 1 s']);
    });
});
