/** Looks whether preconditions are met, running nothing: files, variables, and whether a tool is there. The rest is `unknown` until Check or Send. */
import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { PreconditionState } from '../common/conductor/events';
import type { Operation, Precondition } from '../common/ops/operation';
import { findProgram } from './find-program';

type Environment = Readonly<Record<string, string | undefined>>;
/** What a precondition was seen to be. */
export type Seen = Omit<PreconditionState, 'index'>;

/** `seen` keeps what was seen in one look around, where many operations ask for the same: it must not outlive it. */
export async function probePreconditions(operation: Operation, environment: Environment, root: string, seen = new Map<string, Seen>()): Promise<PreconditionState[]> {
    return (operation.preconditions ?? []).map((precondition, index) => {
        const name = JSON.stringify([precondition, 'env' in precondition ? operation.env : undefined]);
        const known = seen.get(name) ?? probe(precondition, operation, environment, root);
        seen.set(name, known);
        return { index, ...known };
    });
}

function probe(precondition: Precondition, operation: Operation, environment: Environment, root: string): Seen {
    if ('file' in precondition) {
        return fileSeen(precondition.file, root);
    }
    if ('env' in precondition) {
        const isSet = environment[precondition.env] !== undefined || (operation.env ?? []).some(entry => entry.startsWith(`${precondition.env}=`));
        return isSet ? met(`${precondition.env} is set`) : unmet(`${precondition.env} is not set; set it in the environment that the IDE is started from`);
    }
    if ('tool' in precondition) {
        const path = findProgram(precondition.tool, environment, root);
        const there = path === undefined ? unmet(`${precondition.tool} is not on PATH; install it`) : met(path);
        return path !== undefined && precondition.version !== undefined ? { state: 'unknown', seen: `${path}; its version is asked on Check` } : there;
    }
    return { state: 'unknown', seen: 'manual' in precondition ? 'to be ticked' : 'runs on Check and on Send' };
}

function fileSeen(file: string, root: string): Seen {
    const path = join(root, file);
    if (!existsSync(path)) {
        return unmet(`${file} is not there`);
    }
    const real = realpathSync(path);
    return real === root || real.startsWith(root + sep) ? met(`${file} is there`) : unmet(`${file} leads out of the workspace`);
}

function met(seen: string): Seen {
    return { state: 'met', seen };
}

function unmet(seen: string): Seen {
    return { state: 'unmet', seen };
}
