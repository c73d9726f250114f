import { expect } from 'chai';
import fc from 'fast-check';
import type { ConductorCommand } from './commands';
import { decide } from './decide';
import type { Event, PreconditionState } from './events';
import { evolve, evolveAll, initialState } from './evolve';
import type { Entry } from './evolve';
import type { WorkspaceState } from './operation-state';
import { react } from './react';
import { isRefusal } from './refusal';
import { approve, DIGEST, observation, observe, operation, OTHER, OWNER, reading, start, START, validate, verdict } from './scenario';

/** Whatever is asked in whatever order, by whomever and however late, these hold. Judged from the events alone, without the fold. */
describe('no sequence of commands', () => {
    it('runs a key twice, two at once, or anything without a fresh approval of what it is now', () => {
        let runs = 0;
        fc.assert(fc.property(plan(), steps => {
            const entries = play(steps);
            entries.forEach(({ event, at }, index) => {
                if (event.type === 'RunStarted') {
                    runs += 1;
                    judgeStart(entries.slice(0, index), event, at);
                }
            });
        }), { numRuns: 3000 });
        // Else the property would hold for want of runs.
        expect(runs).to.be.greaterThan(300);
    });

    it('makes the fold depend on how it is cut, or lose track of what runs and waits', () => {
        fc.assert(fc.property(plan(), fc.nat(), (steps, cut) => {
            const entries = play(steps);
            const state = evolveAll(initialState, entries);
            const at = entries.length === 0 ? 0 : cut % entries.length;
            expect(entries.slice(at).reduce(evolve, evolveAll(initialState, entries.slice(0, at)))).to.deep.equal(state);
            judgeState(state);
        }), { numRuns: 500 });
    });
});

interface Step {
    readonly command: ConductorCommand;
    /** Minutes since the step before. */
    readonly wait: number;
}

function play(steps: readonly Step[]): Entry[] {
    let state = initialState;
    let now = Date.parse(START);
    const entries: Entry[] = [];
    for (const { command, wait } of steps) {
        now += wait * 60_000;
        const at = new Date(now).toISOString();
        const decision = decide(command, state, at);
        const taken = isRefusal(decision) ? [] : decision.map(event => ({ event, at }));
        entries.push(...taken);
        state = evolveAll(state, taken);
        react(state, at);
    }
    return entries;
}

function judgeStart(before: readonly Entry[], run: Extract<Event, { type: 'RunStarted' }>, at: string): void {
    const own = before.filter(({ event }) => event.key === run.key);
    expect(own.some(({ event }) => event.type === 'RunStarted'), 'run twice').to.equal(false);

    const begun = before.filter(({ event }) => event.type === 'RunStarted').length;
    const ended = before.filter(({ event }) => event.type === 'RunObserved' || event.type === 'RunInterrupted').length;
    expect(begun - ended, 'two at once').to.equal(0);

    const approvedAt = own.findLastIndex(({ event }) => event.type === 'OperationApproved');
    const { event: approval, at: given } = own[approvedAt] ?? expect.fail('no approval');
    const since = own.slice(approvedAt + 1).map(({ event }) => event);
    expect(since.some(event => event.type === 'ApprovalWithdrawn' || event.type === 'OperationRevised'), 'approval withdrawn').to.equal(false);
    expect(Date.parse(at) - Date.parse(given), 'approval lapsed').to.be.within(0, 10 * 60_000);

    const validation = own.findLast(({ event }) => event.type === 'OperationValidated')?.event;
    const approved = approval.type === 'OperationApproved' ? approval : expect.fail('no approval');
    const current = validation?.type === 'OperationValidated' ? validation : expect.fail('not validated');
    expect(current.digest, 'digest changed').to.equal(approved.digest);
    expect(run.digest, 'not what was approved').to.equal(approved.digest);
    expect(current.verdict.outcome, 'blocked').not.to.equal('FAIL');
    expect(run.owner, 'another process').to.deep.equal(approved.owner);
    expect(current.reading.assessment.risk === 'HIGH' && approved.way === 'flag', 'HIGH by flag').to.equal(false);
    expect(since.some(event => event.type === 'PreconditionsProbed' && event.states.some(probed => probed.index === 0 && probed.state === 'met')), 'precondition not proven').to.equal(true);
}

function judgeState(state: WorkspaceState): void {
    const operations = [...state.operations.values()];
    const applying = operations.filter(operation => operation.phase === 'APPLYING').map(operation => operation.key);
    expect(applying).to.deep.equal(state.running === undefined ? [] : [state.running]);
    const waiting = operations.filter(operation => operation.phase === 'WAIT_FOR_APPROVE' && operation.approval).map(operation => operation.key);
    expect([...state.queue].sort()).to.deep.equal(waiting.sort());
}

/** Random commands, and among them the whole way of an operation, out of which some steps are left out: else hardly anything would ever run. */
function plan(): fc.Arbitrary<Step[]> {
    const move = fc.oneof({ weight: 2, arbitrary: step().map(only => [only]) }, { weight: 1, arbitrary: wholeWay() });
    return fc.array(move, { maxLength: 25, size: 'max' }).map(moves => moves.flat());
}

function wholeWay(): fc.Arbitrary<Step[]> {
    const skipped = fc.array(fc.nat({ max: 30 }), { maxLength: 2 });
    return fc.record({ key: fc.constantFrom('a', 'b', 'undo'), skipped, other: step(), at: fc.nat({ max: 6 }), wait: fc.nat({ max: 3 }), way: WAY, risk: RISK }).map(({ key, skipped: left, other, at, wait, way, risk }) => {
        const probe: ConductorCommand = { type: 'record-preconditions', key, states: [{ index: 0, state: 'met', seen: 'met' }] };
        const commands: ConductorCommand[] = [
            { type: 'propose-operation', key, operation: PROPOSAL, operationHash: DIGEST, origin: { kind: 'derived', concern: key } },
            validate({ key, reading: reading(risk) }), probe, approve({ key, way, typed: 'Build' }), probe, start({ key })
        ];
        const steps = commands.filter((_, index) => !left.includes(index)).map(command => ({ command, wait }));
        return [...steps.slice(0, at), other, ...steps.slice(at)];
    });
}

const WAY = fc.constantFrom('clicked' as const, 'asked' as const, 'flag' as const, 'rollback-click' as const);
const RISK = fc.oneof({ weight: 4, arbitrary: fc.constant('MED' as const) }, { weight: 1, arbitrary: fc.constant('HIGH' as const) });
const PROPOSAL = operation({ preconditions: [{ file: 'Makefile' }] });

function step(): fc.Arbitrary<Step> {
    // Mostly close together, so that approvals are used as well as lapsed; sometimes a week.
    const wait = fc.oneof({ weight: 8, arbitrary: fc.nat({ max: 3 }) }, { weight: 2, arbitrary: fc.nat({ max: 12 }) }, { weight: 1, arbitrary: fc.constant(8 * 24 * 60) });
    return fc.record({ command: command(), wait });
}

function command(): fc.Arbitrary<ConductorCommand> {
    const key = fc.constantFrom('a', 'b', 'undo');
    const digest = fc.oneof({ weight: 4, arbitrary: fc.constant(DIGEST) }, { weight: 1, arbitrary: fc.constant(OTHER) });
    const owner = fc.oneof({ weight: 4, arbitrary: fc.constant(OWNER) }, { weight: 1, arbitrary: fc.constant({ ...OWNER, pid: 7 }) });
    const probes = fc.oneof({ weight: 4, arbitrary: fc.constant('met' as const) }, { weight: 1, arbitrary: fc.constantFrom('unmet' as const, 'unknown' as const) })
        .map((state): PreconditionState[] => [{ index: 0, state, seen: state }]);
    const of = <T extends ConductorCommand>(make: (key: string) => T): fc.Arbitrary<T> => key.map(make);
    const oftenAsked: fc.Arbitrary<ConductorCommand>[] = [
        fc.record({ key, operationHash: digest }).map(({ key: name, operationHash }) =>
            ({ type: 'propose-operation', key: name, operation: PROPOSAL, operationHash, origin: { kind: 'derived', concern: name } })),
        fc.record({ key, digest, risk: RISK, fails: fc.boolean() }).map(({ fails, risk: level, ...over }) =>
            validate({ ...over, reading: reading(level), verdict: verdict(fails && level === 'HIGH' ? 'FAIL' : 'PASS') })),
        fc.record({ key, states: probes }).map(over => ({ type: 'record-preconditions', ...over })),
        fc.record({ key, digest, owner, way: WAY, typed: fc.constantFrom('Build', 'no') }).map(over => approve(over)),
        fc.record({ key, digest, owner }).map(over => start(over))
    ];
    const others: fc.Arbitrary<ConductorCommand>[] = [
        of(name => ({ type: 'revise-operation', key: name, operation: PROPOSAL, operationHash: OTHER })),
        of(name => ({ type: 'withdraw-approval', key: name, reason: 'x' })),
        of(name => ({ type: 'record-command-start', key: name, index: 0, program: 'make' })),
        of(name => ({ type: 'record-command-end', key: name, index: 0, exit: 0, durationMs: 1 })),
        of(name => observe({ key: name })),
        of(name => observe({ key: name, observation: observation({ problem: 'x' }) })),
        of(name => observe({ key: name, ended: 'cancelled' })),
        of(name => ({ type: 'request-cancel', key: name, by: 'x' })),
        of(name => ({ type: 'interrupt-run', key: name, reason: 'x' })),
        of(name => ({ type: 'reject-operation', key: name, by: 'x' })),
        of(name => ({ type: 'supersede-operation', key: name, reason: 'x' })),
        of(name => ({ type: 'request-rollback', key: name, rollbackKey: 'undo', operation: PROPOSAL, operationHash: DIGEST, by: 'x' })),
        of(name => ({ type: 'record-rollback', key: name, rollbackKey: 'undo', outcome: 'failed' })),
        of(name => ({ type: 'record-alarm', key: name, reason: 'not-begun' })),
        of(name => ({ type: 'mark-done', key: name, by: 'x', evidence: 'x' })),
        of(name => ({ type: 'record-refusal', key: name, request: 'x', reason: 'x', from: 'ide' })),
        fc.constant({ type: 'expire-operations' })
    ];
    return fc.oneof({ weight: 5, arbitrary: fc.oneof(...oftenAsked) }, { weight: 1, arbitrary: fc.oneof(...others) });
}
