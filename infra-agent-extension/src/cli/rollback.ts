import { Failure } from './failure';
import { openConductor } from './open-conductor';
import { print, printJson, visible } from './print';
import { ask, hasTerminal } from './ask';
import { cardOf, decideAndSend, mustBeTrusted } from './send';
import { showOperation, showResult } from './show-operation';

/** Undoes one operation: the question (or `--yes`) approves the rollback, unless that is HIGH; then its target has to be typed. */
export async function rollback(key: string, options: { dir: string; json?: boolean; yes?: boolean }): Promise<number> {
    const conductor = await openConductor(options.dir, options.json ? undefined : text => process.stdout.write(visible(text)));
    try {
        await mustBeTrusted(conductor);
        const card = await cardOf(conductor, key);
        if (!options.json) {
            showOperation(card);
        }
        if (!options.yes && !await personAgrees()) {
            throw new Failure('Not rolled back.', 3);
        }
        const outcome = await conductor.rollBack(key);
        if (outcome.kind === 'refused') {
            throw new Failure(outcome.message, 3);
        }
        await conductor.idle();
        const rollbackKey = outcome.key ?? key;
        const isWaiting = conductor.state.operations.get(rollbackKey)?.phase === 'WAIT_FOR_APPROVE';
        const after = isWaiting ? (await decideAndSend(conductor, rollbackKey, { quiet: options.json })).card : await cardOf(conductor, rollbackKey);
        if (options.json) {
            printJson({ key, rollback: after.key, phase: after.phase, observation: after.observation });
        } else if (!isWaiting) {
            showResult(after);
        }
        return after.phase === 'DONE' ? 0 : after.phase === 'FAILED' ? 1 : 3;
    } finally {
        conductor.close();
    }
}

async function personAgrees(): Promise<boolean> {
    if (!hasTerminal()) {
        print('There is no terminal to ask at; give --yes to approve the rollback.');
        return false;
    }
    return /^y(es)?$/i.test(await ask('Roll it back? [y/N] '));
}
