import { expect } from 'chai';
import type { ConductorCommand } from './commands';
import type { Event } from './events';
import type { Phase } from './operation-state';
import { isRefusal } from './refusal';
import { approve, approved, given, KEY, observation, observe, observed, operation, proposed, start, started, validate, validated, verdict, DIGEST, OTHER, START } from './scenario';
import { PHASE_ADVICE } from './in-phase';

const ORIGIN = { kind: 'derived', concern: 'build' } as const;
const EDIT = { file: 'a', pre: 'absent', post: DIGEST, preExecutable: false, postExecutable: false };
const needsFile = { preconditions: [{ file: 'Makefile' }] };

/** How an operation gets into each phase that the journal knows. */
const HISTORY: Record<Exclude<Phase, 'IN_PROGRESS'>, Event[]> = {
    VALIDATING: [proposed({}, KEY, ORIGIN)],
    BLOCKED: [proposed({}, KEY, ORIGIN), validated({ verdict: verdict('FAIL') })],
    READY_FOR_APPLY: [proposed(needsFile, KEY, ORIGIN), validated()],
    WAIT_FOR_APPROVE: [proposed({}, KEY, ORIGIN), validated()],
    APPLYING: [...run()],
    DONE: [...run(), observed('done')],
    FAILED: [...run(), observed('failed')],
    CANCELLED: [...run(), observed('cancelled')],
    INTERRUPTED: [...run(), { type: 'RunInterrupted', key: KEY, reason: 'gone' }],
    ROLLBACK: [...run(), observed('done'), ...rollback()],
    ROLLED_BACK: [...run(), observed('done'), ...rollback(), { type: 'RolledBack', key: KEY, rollbackKey: 'undo' }],
    REJECTED: [proposed({}, KEY, ORIGIN), validated(), { type: 'OperationRejected', key: KEY, by: 'ada' }],
    EXPIRED: [proposed({}, KEY, ORIGIN), { type: 'OperationExpired', key: KEY }],
    SUPERSEDED: [proposed({}, KEY, ORIGIN), { type: 'OperationSuperseded', key: KEY, reason: 'newer' }]
};

function run(): Event[] {
    return [proposed({}, KEY, ORIGIN), validated({ images: [EDIT] }), approved(), started()];
}

function rollback(): Event[] {
    return [proposed({}, 'undo', { kind: 'rollback', of: KEY }), { type: 'RollbackRequested', key: KEY, rollbackKey: 'undo', by: 'ada' }];
}

const UNSENT: Phase[] = ['VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE'];
const ENDED: Phase[] = ['DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED'];
const ALL = Object.keys(HISTORY) as Phase[];

/** For each command: where it is allowed, and, of those, where another rule than the phase refuses it. */
const ALLOWED: { name: string; command: ConductorCommand; phases: Phase[]; elsewhere?: Partial<Record<Phase, string>>; otherwise?: string }[] = [
    { name: 'revise-operation', command: { type: 'revise-operation', key: KEY, operation: operation({ title: 'New' }), operationHash: OTHER }, phases: UNSENT },
    { name: 'record-validation', command: validate({ digest: OTHER }), phases: UNSENT },
    { name: 'record-preconditions', command: { type: 'record-preconditions', key: KEY, states: [] }, phases: UNSENT },
    { name: 'request-check', command: { type: 'request-check', key: KEY, digest: DIGEST, by: 'ada', from: 'ide' }, phases: ['READY_FOR_APPLY', 'WAIT_FOR_APPROVE'] },
    { name: 'approve-operation', command: approve(), phases: ['WAIT_FOR_APPROVE'] },
    { name: 'withdraw-approval', command: { type: 'withdraw-approval', key: KEY, reason: 'x' }, phases: [], elsewhere: Object.fromEntries(UNSENT.map(phase => [phase, 'approval-missing'])) },
    { name: 'start-run', command: start(), phases: [], elsewhere: { WAIT_FOR_APPROVE: 'approval-missing' } },
    { name: 'record-command-start', command: { type: 'record-command-start', key: KEY, index: 0, program: '/bin/make' }, phases: ['APPLYING'] },
    { name: 'record-command-end', command: { type: 'record-command-end', key: KEY, index: 0, exit: 0, durationMs: 1 }, phases: [], elsewhere: { APPLYING: 'out-of-order' } },
    { name: 'intend-edits', command: { type: 'intend-edits', key: KEY, images: [EDIT] }, phases: ['APPLYING'] },
    { name: 'record-edits', command: { type: 'record-edits', key: KEY, images: [EDIT] }, phases: [], elsewhere: { APPLYING: 'out-of-order' } },
    { name: 'record-observation', command: observe(), phases: ['APPLYING'] },
    { name: 'request-cancel', command: { type: 'request-cancel', key: KEY, by: 'ada' }, phases: ['APPLYING'] },
    { name: 'interrupt-run', command: { type: 'interrupt-run', key: KEY, reason: 'gone' }, phases: ['APPLYING'] },
    { name: 'reject-operation', command: { type: 'reject-operation', key: KEY, by: 'ada' }, phases: UNSENT },
    { name: 'supersede-operation', command: { type: 'supersede-operation', key: KEY, reason: 'newer' }, phases: UNSENT },
    { name: 'request-rollback', command: { type: 'request-rollback', key: KEY, rollbackKey: 'undo-2', operation: operation(), operationHash: DIGEST, by: 'ada' }, phases: ENDED },
    { name: 'record-rollback', command: { type: 'record-rollback', key: KEY, rollbackKey: 'undo', outcome: 'failed' }, phases: ['ROLLBACK'] },
    { name: 'record-alarm', command: { type: 'record-alarm', key: KEY, reason: 'not-begun' }, phases: ['ROLLBACK'] },
    { name: 'mark-done', command: { type: 'mark-done', key: KEY, by: 'ada', evidence: 'seen' }, phases: ['FAILED', 'INTERRUPTED'] },
    {
        name: 'propose-operation (run again)', phases: [...ENDED, 'ROLLED_BACK', 'REJECTED', 'EXPIRED', 'SUPERSEDED'], otherwise: 'still-open',
        command: { type: 'propose-operation', key: 'again', operation: operation(), operationHash: DIGEST, origin: { kind: 'run-again', of: KEY } }
    },
    { name: 'record-refusal', command: { type: 'record-refusal', key: KEY, request: 'send', reason: 'restricted', from: 'ide' }, phases: ALL }
];

describe('every command in every phase', () => {
    for (const phase of ALL) {
        const scenario = given(...HISTORY[phase as keyof typeof HISTORY]);

        it(`reaches ${phase} by its events`, () => {
            expect(scenario.state.operations.get(KEY)?.phase).to.equal(phase);
        });

        for (const { name, command, phases, elsewhere = {}, otherwise = 'wrong-phase' } of ALLOWED) {
            const refused = phases.includes(phase) ? undefined : elsewhere[phase] ?? otherwise;
            it(refused ? `refuses ${name} in ${phase} with ${refused}` : `allows ${name} in ${phase}`, () => {
                const { decision } = scenario.when(command, START);
                expect(isRefusal(decision) ? decision.refused : undefined).to.equal(refused);
                if (isRefusal(decision) && refused === 'wrong-phase') {
                    expect(decision.message).to.contain(`is ${phase}`).and.to.contain(PHASE_ADVICE[phase]);
                }
            });
        }
    }

    for (const { name, command } of ALLOWED.filter(row => row.command.type !== 'record-refusal')) {
        it(`refuses ${name} of an operation that is not there`, () => {
            given().when(command).thenRefused('unknown-operation');
        });
    }

    it('keeps what was observed', () => {
        expect(given(...HISTORY.DONE).state.operations.get(KEY)?.observation).to.deep.equal(observation());
    });
});
