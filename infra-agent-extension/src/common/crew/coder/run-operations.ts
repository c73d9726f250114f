/** What there is to run as operations, in order, each with what it needs, what it shows when it worked, and how it is undone. */
import type { DeriveInput, DerivedOperation } from '../role';
import { slug } from './mend-operations';
import { runSteps, type RunStep } from './run-steps';
import { taskNeeds } from './task-needs';
import { taskShows } from './task-shows';
import { undoOf } from './undo';
import type { Operation } from '../../ops/operation';

export function runOperations(input: DeriveInput): DerivedOperation[] {
    return runSteps(input.context).map(step => ({ operation: runOf(input, step), concern: `run:${step.subject}` }));
}

function runOf(input: DeriveInput, step: RunStep): Operation {
    const needs = taskNeeds(input, step);
    const [script] = step.scripts;
    const shows = step.scripts.length === 1 ? taskShows(input.context, script) : undefined;
    const undo = step.inverse !== undefined ? { rollback: { commands: [{ ...step.command, run: step.inverse }] }, assumptions: [] } : step.scripts.length === 1 ? undoOf(input.context, script) : { rollback: undefined, assumptions: [`No inverse is known for \`${step.command.run}\``] };
    const read = input.reading?.(step.command.run, step.command.cwd);
    const assumptions = [...needs.assumptions, ...undo.assumptions];
    return {
        id: slug(step.subject.split('/').at(-1)!), title: step.title, mode: 'implement',
        ...(read ? { risk: read.risk, group: read.group } : {}),
        why: step.why,
        ...(needs.preconditions.length ? { preconditions: needs.preconditions } : {}),
        ...(needs.env.length ? { env: needs.env } : {}),
        commands: [{ ...step.command }],
        expected: [{ exit: 0 }, ...(shows === undefined ? [] : [{ stdout: shows }])],
        ...(undo.rollback ? { rollback: undo.rollback } : {}),
        ...(assumptions.length ? { assumptions } : {})
    };
}
