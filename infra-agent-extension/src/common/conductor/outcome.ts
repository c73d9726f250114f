/** Whether a run is done. Done means proven: what is missing, cut short or contradicts the expectations is a failure, with the reason. */
import type { Operation } from '../ops/operation';
import { normaliseOperation } from '../ops/operation';
import type { CommandResult, Observation } from './observation';
import type { Run } from './operation-state';

export interface Outcome {
    readonly outcome: 'done' | 'failed';
    /** Why it failed, in one sentence. */
    readonly reason?: string;
}

export function judgeRun(operation: Operation, run: Run, observation: Observation): Outcome {
    const reason = observation.problem ?? commandTrouble(operation, observation) ?? editTrouble(operation, run) ?? expectationTrouble(operation, observation);
    return reason === undefined ? { outcome: 'done' } : { outcome: 'failed', reason };
}

function commandTrouble(operation: Operation, observation: Observation): string | undefined {
    const commands = operation.commands ?? [];
    for (const index of commands.keys()) {
        const result = observation.commands.find(candidate => candidate.index === index);
        const trouble = resultTrouble(result, index === commands.length - 1 ? wantedExit(operation) : 0);
        if (trouble !== undefined) {
            return `Command ${index + 1} of ${commands.length} ${trouble}.`;
        }
    }
    return undefined;
}

/** An expectation may ask for another exit code of the last command; silence means 0. */
function wantedExit(operation: Operation): number {
    const wanted = operation.expected?.find(expectation => 'exit' in expectation);
    return wanted && 'exit' in wanted ? wanted.exit : 0;
}

function resultTrouble(result: CommandResult | undefined, wanted: number): string | undefined {
    if (!result) {
        return 'was not run';
    }
    if (result.timedOut) {
        return 'was ended at its timeout';
    }
    if (result.exit === undefined) {
        return result.signal === undefined ? 'never started' : `was ended by ${result.signal}`;
    }
    return result.exit === wanted ? undefined : `exited with ${result.exit}, expected ${wanted}`;
}

function editTrouble(operation: Operation, run: Run): string | undefined {
    const missing = (operation.edits ?? []).find(edit => !run.applied.some(image => image.file === edit.file.replace(/^(?:\.\/)+/, '')));
    return missing && `The edit of ${missing.file} was not applied.`;
}

function expectationTrouble(operation: Operation, observation: Observation): string | undefined {
    const unmet = observation.expectations.find(expected => !expected.met);
    if (unmet) {
        const wanted = Object.entries(unmet.expectation).map(([kind, value]) => `${kind}: ${value}`).join(', ');
        return `Expected ${wanted}, saw ${unmet.seen}.`;
    }
    const wanted = normaliseOperation(operation).expected?.length ?? 0;
    return observation.expectations.length < wanted ? `Only ${observation.expectations.length} of ${wanted} expectations were looked at.` : undefined;
}
