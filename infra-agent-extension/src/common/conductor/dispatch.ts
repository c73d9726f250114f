/** Carries a command to the journal. A person's attempt that is refused leaves a line too, so that the audit shows who tried what. */
import type { ConductorCommand, Door } from './commands';
import { decide } from './decide';
import type { Appended, Journal } from './journal';
import { isRefusal } from './refusal';
import type { Refusal } from './refusal';

export async function dispatch(journal: Journal, command: ConductorCommand): Promise<Appended | Refusal> {
    return journal.append((state, now) => decide(command, state, now));
}

/** `dispatch` for what a person asked for: decided and, if refused, recorded under the same lock. */
export async function attempt(journal: Journal, command: Exclude<ConductorCommand, { type: 'expire-operations' }>, from: Door): Promise<Appended | Refusal> {
    let refusal: Refusal | undefined;
    const appended = await journal.append((state, now) => {
        const decision = decide(command, state, now);
        if (!isRefusal(decision)) {
            return decision;
        }
        refusal = decision;
        return [{ type: 'RequestRefused', key: command.key, request: command.type, reason: decision.refused, from }];
    });
    return refusal ?? appended;
}
