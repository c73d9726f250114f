/** The rollback of an operation, as an operation of its own: the author's commands, or the stored images of the files that it edited. */
import { mintKey } from '../../common/conductor/mint-key';
import { decide } from '../../common/conductor/decide';
import { isRefusal, refuse } from '../../common/conductor/refusal';
import type { Refusal } from '../../common/conductor/refusal';
import type { OperationState } from '../../common/conductor/operation-state';
import { canonicalJson } from '../../common/ops/canonical-json';
import { normaliseOperation } from '../../common/ops/operation';
import type { Operation } from '../../common/ops/operation';
import { redactOperation } from '../../common/ops/redact-operation';
import { planRestore, removeLeftovers } from '../edit-applier';
import type { Workspace } from '../workspace';
import { undoable } from './edit-images';
import { exactOperation } from './proposal';
import { restoringEdits } from './restoring-edits';

/** Answers with the key of the rollback. */
export async function requestRollback(workspace: Workspace, key: string): Promise<string | Refusal> {
    const state = (await workspace.journal.refresh()).operations.get(key);
    const original = state && await exactOperation(workspace, state.operationHash);
    if (!state || !original) {
        return refuse('unknown-operation', `There is no operation ${key} in this workspace whose exact text is kept; it cannot be rolled back.`);
    }
    const early = refusalOf(workspace, state);
    if (early) {
        return early;
    }
    const rollback = await rollbackOf(workspace, state, original);
    if (isRefusal(rollback)) {
        return rollback;
    }
    const operation = normaliseOperation(rollback);
    const operationHash = await workspace.store.put(Buffer.from(canonicalJson(operation), 'utf8'));
    let rollbackKey = '';
    const answer = await workspace.journal.append((fresh, now) => {
        rollbackKey = mintKey(fresh, { ...operation, id: `${key}-rollback` });
        return decide({ type: 'request-rollback', key, rollbackKey, operation: redactOperation(operation), operationHash, by: workspace.host.person }, fresh, now);
    });
    return isRefusal(answer) ? answer : rollbackKey;
}

/** Whether it may be rolled back at all comes before how. */
function refusalOf({ journal, host }: Workspace, { key, operation, operationHash }: OperationState): Refusal | undefined {
    const state = journal.state();
    const decision = decide({ type: 'request-rollback', key, rollbackKey: mintKey(state, operation), operation, operationHash, by: host.person }, state, host.now().toISOString());
    return isRefusal(decision) ? decision : undefined;
}

async function rollbackOf(workspace: Workspace, state: OperationState, original: Operation): Promise<Operation | Refusal> {
    const { title, mode, env } = original;
    const about = { title: `Roll back: ${title}`, mode, why: `Undoes ${state.key}.` };
    if (original.edits) {
        return restoring(workspace, state, about);
    }
    const { rollback } = original;
    if (rollback?.commands) {
        return { ...about, commands: rollback.commands, ...(env ? { env } : {}) };
    }
    return rollback?.edits ? { ...about, edits: rollback.edits } : refuse('no-inverse', `No inverse of ${state.key} is known; undo it by hand, and mark it done with evidence.`);
}

async function restoring(workspace: Workspace, state: OperationState, about: Pick<Operation, 'title' | 'mode' | 'why'>): Promise<Operation | Refusal> {
    removeLeftovers(workspace.root, state.run?.intended ?? []);
    const planned = await planRestore(workspace.root, undoable(state.run?.intended ?? [], workspace.root), workspace.store);
    if ('problem' in planned) {
        return refuse('rollback-conflict', planned.problem);
    }
    const edits = await restoringEdits(planned.images, workspace.store);
    return edits.length > 0 ? { ...about, edits, expected: edits.filter(edit => !edit.delete).map(edit => ({ file: edit.file })) }
        : refuse('nothing-to-undo', `No file is as ${state.key} left it, so there is nothing to restore.`);
}
