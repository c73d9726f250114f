/** Set… on a card: the value is kept for the workspace, and every operation that has not been sent is read anew with it. */
import type { Outcome } from '../../common/infra-service';
import { mayBeSet } from '../command-environment';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { writeVariable } from '../workspace-variables';

export async function setVariable(conductor: WorkspaceConductor, name: string, value: string): Promise<Outcome> {
    const { folder, host } = conductor.workspace;
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name) || !mayBeSet(name)) {
        return { kind: 'refused', reason: 'variable-kept-back', message: `${name} would change what the commands are, so it cannot be set here.` };
    }
    if (host.environment[name] !== undefined && host.environment[name] !== '') {
        return { kind: 'refused', reason: 'variable-set', message: `${name} is set in the environment that the IDE was started from; that value counts.` };
    }
    writeVariable(folder, name, value);
    await conductor.refresh();
    host.changed([...conductor.state.operations.keys()]);
    return { kind: 'ok' };
}
