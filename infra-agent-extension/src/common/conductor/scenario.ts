/** For tests: `given(proposed(), validated()).when(approve({ digest: OTHER })).thenRefused('digest-changed')`, and the events and commands to say it with. */
import { canonicalJson } from '../ops/canonical-json';
import type { Operation, Risk } from '../ops/operation';
import type { Reading } from '../risk/reading';
import type { Verdict } from '../sentinel/verdict';
import type { ApproveOperation, ConductorCommand, RecordObservation, RecordValidation, StartRun } from './commands';
import { decide } from './decide';
import type { Decision } from './decision';
import type { Event, Origin, Owner, PreconditionState } from './events';
import { evolveAll, initialState } from './evolve';
import type { Entry } from './evolve';
import type { Observation } from './observation';
import type { Phase, WorkspaceState } from './operation-state';
import { isRefusal } from './refusal';

export const KEY = 'build-1';
export const DIGEST = 'a'.repeat(64);
export const OTHER = 'b'.repeat(64);
export const OWNER: Owner = { host: 'laptop', pid: 100, startedAt: 'boot 1' };
export const START = '2026-01-01T00:00:00.000Z';

export interface Scenario {
    readonly state: WorkspaceState;
    when(command: ConductorCommand, now?: string): Outcome;
}

export interface Outcome {
    readonly decision: Decision;
    /** After the events, if there are any. */
    readonly state: WorkspaceState;
    then(...events: Event[]): void;
    thenRefused(id: string): void;
    /** Of `KEY`, if no other key is given. */
    thenPhase(phase: Phase, key?: string): Scenario;
}

/** An event without a time happened at `START`. */
export function given(...happened: (Event | Entry)[]): Scenario {
    return scenario(evolveAll(initialState, happened.map(event => 'event' in event ? event : { event, at: START })));
}

export function at(minutes: number, event: Event): Entry {
    return { event, at: after(minutes) };
}

export function after(minutes: number): string {
    return new Date(Date.parse(START) + minutes * 60_000).toISOString();
}

function scenario(state: WorkspaceState): Scenario {
    return { state, when: (command, now = START) => outcome(state, decide(command, state, now), now) };
}

function outcome(before: WorkspaceState, decision: Decision, now: string): Outcome {
    const state = isRefusal(decision) ? before : evolveAll(before, decision.map(event => ({ event, at: now })));
    return {
        decision, state,
        then: (...events) => mustBe(decision, events),
        thenRefused: id => mustBe(isRefusal(decision) ? decision.refused : decision, id),
        thenPhase: (phase, key = KEY) => {
            mustBe(isRefusal(decision) ? decision : state.operations.get(key)?.phase, phase);
            return scenario(state);
        }
    };
}

function mustBe(actual: unknown, expected: unknown): void {
    const [saw, wanted] = [canonicalJson(actual ?? 'nothing'), canonicalJson(expected)];
    if (saw !== wanted) {
        throw new Error(`Expected ${wanted}\n     but saw ${saw}`);
    }
}

export function operation(over: Partial<Operation> = {}): Operation {
    return { title: 'Build', mode: 'implement', commands: [{ run: 'make' }], expected: [{ exit: 0 }], ...over };
}

export function reading(risk: Risk = 'MED', over: Partial<Reading> = {}): Reading {
    return {
        sentence: 'will run make', assessment: { risk, group: 'local', writes: true, reasons: [] }, runs: [['make']], lookedThrough: [], unset: [], ...over
    };
}

export function verdict(outcome: Verdict['outcome'] = 'PASS'): Verdict {
    return { outcome, findings: [] };
}

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

export function proposed(over: Partial<Operation> = {}, key = KEY, origin: Origin = { kind: 'file' }): EventOf<'OperationProposed'> {
    return { type: 'OperationProposed', key, operation: operation(over), operationHash: DIGEST, origin };
}

export function validated(over: Partial<EventOf<'OperationValidated'>> = {}): EventOf<'OperationValidated'> {
    return { type: 'OperationValidated', key: KEY, digest: DIGEST, reading: reading(), verdict: verdict(), images: [], ...over };
}

export function probed(...states: PreconditionState[]): EventOf<'PreconditionsProbed'> {
    return { type: 'PreconditionsProbed', key: KEY, states };
}

export function approved(over: Partial<EventOf<'OperationApproved'>> = {}): EventOf<'OperationApproved'> {
    return { type: 'OperationApproved', key: KEY, digest: DIGEST, by: 'ada', from: 'ide', way: 'clicked', owner: OWNER, ticked: [], ...over };
}

export function started(key = KEY): EventOf<'RunStarted'> {
    return { type: 'RunStarted', key, owner: OWNER, digest: DIGEST };
}

export function observation(over: Partial<Observation> = {}): Observation {
    return {
        commands: [{ index: 0, exit: 0, durationMs: 1 }], outputTail: '', outputBytes: 0,
        expectations: [{ expectation: { exit: 0 }, met: true, seen: '0' }], durationMs: 1, ...over
    };
}

export function observed(outcome: EventOf<'RunObserved'>['outcome'], key = KEY): EventOf<'RunObserved'> {
    return { type: 'RunObserved', key, observation: observation(), outcome };
}

export function approve(over: Partial<ApproveOperation> = {}): ApproveOperation {
    return { type: 'approve-operation', key: KEY, digest: DIGEST, by: 'ada', from: 'ide', way: 'clicked', owner: OWNER, ticked: [], ...over };
}

export function start(over: Partial<StartRun> = {}): StartRun {
    return { type: 'start-run', key: KEY, owner: OWNER, digest: DIGEST, ...over };
}

export function validate(over: Partial<RecordValidation> = {}): RecordValidation {
    return { type: 'record-validation', key: KEY, digest: DIGEST, reading: reading(), verdict: verdict(), images: [], ...over };
}

export function observe(over: Partial<RecordObservation> = {}): RecordObservation {
    return { type: 'record-observation', key: KEY, observation: observation(), ended: 'completed', ...over };
}
