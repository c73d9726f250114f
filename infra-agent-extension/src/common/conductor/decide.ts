/**
 * The rules of an operation's life: a command, the state and the time give events, or a refusal. Pure, so that each rule can be tried.
 * It runs nothing and trusts no caller: what the gate says it computed is compared with what was recorded. No events means: so already.
 */
import type { ConductorCommand } from './commands';
import { approve, requestCheck, withdraw } from './decide-approval';
import { expire, propose, recordPreconditions, recordValidation, reject, revise, supersede } from './decide-proposal';
import { alarm, markDone, recordRollback, requestRollback } from './decide-rollback';
import { endCommand, intendEdits, interrupt, observe, recordEdits, requestCancel, startCommand, startRun } from './decide-run';
import type { Decision } from './decision';
import type { WorkspaceState } from './operation-state';

/** `now` is ISO 8601 in UTC. */
export function decide(command: ConductorCommand, state: WorkspaceState, now: string): Decision {
    switch (command.type) {
        case 'propose-operation': return propose(command, state);
        case 'revise-operation': return revise(command, state);
        case 'record-validation': return recordValidation(command, state);
        case 'record-preconditions': return recordPreconditions(command, state);
        case 'request-check': return requestCheck(command, state, now);
        case 'approve-operation': return approve(command, state, now);
        case 'withdraw-approval': return withdraw(command, state);
        case 'start-run': return startRun(command, state, now);
        case 'record-command-start': return startCommand(command, state);
        case 'record-command-end': return endCommand(command, state);
        case 'intend-edits': return intendEdits(command, state);
        case 'record-edits': return recordEdits(command, state);
        case 'record-observation': return observe(command, state);
        case 'request-cancel': return requestCancel(command, state);
        case 'interrupt-run': return interrupt(command, state);
        case 'reject-operation': return reject(command, state);
        case 'supersede-operation': return supersede(command, state);
        case 'expire-operations': return expire(state, now);
        case 'request-rollback': return requestRollback(command, state);
        case 'record-rollback': return recordRollback(command, state);
        case 'record-alarm': return alarm(command, state);
        case 'mark-done': return markDone(command, state);
        case 'record-refusal': {
            const { key, request, reason, from } = command;
            return [{ type: 'RequestRefused', key, request, reason, from }];
        }
        default: return unreachable(command);
    }
}

function unreachable(command: never): never {
    throw new Error(`Unknown command ${JSON.stringify(command)}`);
}
