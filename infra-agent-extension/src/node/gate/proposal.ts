/** What is handed to the gate to be recorded: an operation as its author wrote it, and where it came from. */
import { createHash } from 'node:crypto';
import { mintKey } from '../../common/conductor/mint-key';
import { decide } from '../../common/conductor/decide';
import { findByOrigin } from '../../common/conductor/find-operation';
import { evolve } from '../../common/conductor/evolve';
import { isRefusal } from '../../common/conductor/refusal';
import type { Event, Origin } from '../../common/conductor/events';
import type { Refusal } from '../../common/conductor/refusal';
import type { OperationState, WorkspaceState } from '../../common/conductor/operation-state';
import { canonicalJson } from '../../common/ops/canonical-json';
import { Operation, normaliseOperation } from '../../common/ops/operation';
import { redactOperation } from '../../common/ops/redact-operation';
import type { Workspace } from '../workspace';

export interface Proposal {
    readonly operation: Operation;
    readonly origin: Origin;
}

export function sha256(text: string): string {
    return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Records proposals, all or none, and answers with their keys in order. What was proposed before under the same origin keeps its key.
 * The exact operation goes to the private store first, so that the journal never names a blob that is not there.
 */
export async function recordProposals(workspace: Workspace, proposals: readonly Proposal[]): Promise<readonly string[] | Refusal> {
    const prepared = await Promise.all(proposals.map(async ({ operation, origin }) => ({ origin, ...await storeOperation(workspace, operation) })));
    let keys: string[] = [];
    const answer = await workspace.journal.append((state, now) => {
        keys = [];
        const events: Event[] = [];
        let current: WorkspaceState = state;
        for (const proposal of prepared) {
            const key = findByOrigin(current, proposal.origin)?.key ?? mintKey(current, proposal.operation);
            const decision = decide({ type: 'propose-operation', key, ...proposal }, current, now);
            if (isRefusal(decision)) {
                return decision;
            }
            keys.push(key);
            events.push(...decision);
            current = decision.reduce((folded, event) => evolve(folded, { event, at: now }), current);
        }
        return events;
    });
    return isRefusal(answer) ? answer : keys;
}

/** The name of its exact text in the private store, and in the journal. */
export function hashOf(operation: Operation): string {
    return sha256(canonicalJson(normaliseOperation(operation)));
}

/** The exact one to the private store; the redacted one, and the name of the exact one, for the journal. */
export async function storeOperation(workspace: Workspace, written: Operation): Promise<Pick<OperationState, 'operation' | 'operationHash'>> {
    const operation = normaliseOperation(written);
    return { operation: redactOperation(operation), operationHash: await workspace.store.put(Buffer.from(canonicalJson(operation), 'utf8')) };
}

/** The operation as it was proposed, to the byte; undefined if the store lost it or this version cannot read it, and then nothing of it may run. */
export async function exactOperation(workspace: Workspace, operationHash: string): Promise<Operation | undefined> {
    const bytes = await workspace.store.get(operationHash);
    const text = bytes?.toString('utf8');
    return text !== undefined && sha256(text) === operationHash ? Operation.safeParse(JSON.parse(text)).data : undefined;
}
