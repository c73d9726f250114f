/** What can be wrong with the journal, in sentences. Nothing is written, sent or run until it is mended. */
import { refuse } from '../common/conductor/refusal';
import type { Refusal } from '../common/conductor/refusal';
import type { LineTrouble } from './journal-chain';

export function journalTrouble(trouble: LineTrouble): Refusal {
    switch (trouble.kind) {
        case 'newer':
            return refuse('journal-newer', `The journal was written by a newer version of the Infra Agent (${trouble.reason}); update this one. What came before is shown, and nothing is sent until then.`);
        case 'tampered':
            return refuse('journal-tampered', `The journal was changed outside of the agent: ${trouble.reason}. Nothing is sent until it is restored or moved away; \`infra-agent journal verify\` tells more.`);
        default:
            return unreachable(trouble);
    }
}

/** Undefined for what is no trouble of the disk, and so a bug. */
export function journalFailure(error: unknown): Refusal | undefined {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) {
        return undefined;
    }
    switch (code) {
        case 'ENOSPC': case 'EDQUOT':
            return refuse('disk-full', 'The disk of the agent\'s state is full, so nothing was recorded and nothing was done; free some space, then try again.');
        case 'EACCES': case 'EPERM': case 'EROFS':
            return refuse('journal-unwritable', `The journal cannot be written (${code}), so nothing was recorded and nothing was done; make the agent's state folder writable, or set INFRA_AGENT_HOME.`);
        default:
            return refuse('journal-failed', `The journal could not be written (${code} on ${syscall}), so nothing was done; check the disk of the agent's state folder, then try again.`);
    }
}

function unreachable(trouble: never): never {
    throw new Error(`Unknown trouble ${JSON.stringify(trouble)}`);
}
