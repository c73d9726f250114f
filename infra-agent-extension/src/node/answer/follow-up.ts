/** What comes after a failure, each a proposal like any other: questions that only read, and the operation derived or proposed anew. */
import { diagnose } from '../../common/conductor/diagnose';
import type { OperationState } from '../../common/conductor/operation-state';
import { isRefusal } from '../../common/conductor/refusal';
import type { FollowUp } from '../../common/infra-service';
import { assessOperation } from '../../common/risk/assess-operation';
import type { Proposal } from '../gate/proposal';
import { tellHost } from '../gate/tell-host';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { riskContext } from '../risk-context';
import { deriveOperations } from './derive-answer';
import { byConcern, isQuestion } from './waiting';

/** Only what is computed to read and reach nothing new is asked; the rest of the candidates is dropped without a word. */
export async function proposeDiagnosis(conductor: WorkspaceConductor, key: string): Promise<FollowUp> {
    const state = conductor.state.operations.get(key);
    if (!state?.run) {
        return refused('not-run', 'It never ran, so there is nothing to go by.');
    }
    const context = riskContext(conductor.workspace);
    const candidates = diagnose({ operation: state.operation, output: state.observation?.outputTail ?? '', runs: state.reading?.runs ?? [], interrupted: state.phase === 'INTERRUPTED' });
    const reading = candidates.filter(operation => {
        const { assessment } = assessOperation(operation, context);
        return assessment.risk === 'LOW' && !assessment.writes;
    });
    return reading.length === 0
        ? refused('nothing-to-ask', state.phase === 'INTERRUPTED' ? 'No question that only reads follows from how it was interrupted; the files that it edits are shown above.'
            : 'No question that only reads follows from this failure; the whole output is in its terminal.')
        : propose(conductor, reading.map((operation, index) => ({ operation, origin: { ...asked(state), kind: 'derived', concern: `diagnose ${key} ${index}` } })));
}

/** Derived again from the workspace as it is now; what was written by somebody is proposed as it was. */
export async function proposeAgain(conductor: WorkspaceConductor, key: string): Promise<FollowUp> {
    const state = conductor.state.operations.get(key);
    if (!state) {
        return refused('unknown-operation', `There is no operation ${key} in this workspace; ask again.`);
    }
    const { concern } = state.origin;
    if (state.origin.kind !== 'derived' || concern === undefined || isQuestion(concern)) {
        const again = await conductor.runAgain(key);
        return again.kind === 'ok' ? answered(conductor, key, { kind: 'ok', keys: again.key === undefined ? [] : [again.key] }) : again;
    }
    const { derived } = await deriveOperations(conductor, { mode: state.operation.mode, text: '' });
    const anew = byConcern(derived).get(concern);
    return anew === undefined
        ? refused('no-longer-so', 'What it was about is no longer so: nothing of it is derived from the files as they are now.')
        : answered(conductor, key, await propose(conductor, [{ operation: anew.operation, origin: { ...asked(state), kind: 'derived', concern, of: key } }]));
}

/** The failed one asks for no answer any more, and its card is to show that. */
function answered(conductor: WorkspaceConductor, key: string, followUp: FollowUp): FollowUp {
    tellHost(() => conductor.workspace.host.changed([key]));
    return followUp;
}

function asked({ origin: { session, response } }: OperationState): { session?: string; response?: string } {
    return { ...session !== undefined && { session }, ...response !== undefined && { response } };
}

async function propose(conductor: WorkspaceConductor, proposals: readonly Proposal[]): Promise<FollowUp> {
    const keys = await conductor.propose(proposals);
    return isRefusal(keys) ? refused(keys.refused, keys.message) : { kind: 'ok', keys };
}

function refused(reason: string, message: string): FollowUp {
    return { kind: 'refused', reason, message };
}
