/**
 * Signs of life of a process that other hosts or containers cannot look at: a file that it touches while it follows a journal. A container
 * that was killed and made anew has another name, and nobody could else say that what it ran has ended.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Owner } from '../common/conductor/events';
import { canonicalJson } from '../common/ops/canonical-json';

/** How often a lease is to be renewed, and how old one may be: a suspended process has to miss several. In milliseconds. */
export const RENEW_EVERY = 30_000;
const LEASE_LASTS = 300_000;

/** False where it could not be written, such as on a full disk; work goes on, and only other hosts may come to think this process gone. */
export function renewLease(stateFolder: string, owner: Owner): boolean {
    try {
        mkdirSync(join(stateFolder, 'owners'), { recursive: true, mode: 0o700 });
        // Written, not touched: so that its time is the file system's, which all hosts share.
        writeFileSync(leaseFile(stateFolder, owner), `${canonicalJson(owner)}\n`, { mode: 0o600 });
        return true;
    } catch {
        return false;
    }
}

/** `self` renews its own lease, to tell the time by it; where it cannot, the owner counts as alive. */
export function holdsLease(stateFolder: string, owner: Owner, self: Owner): boolean {
    if (!renewLease(stateFolder, self)) {
        return true;
    }
    const now = statSync(leaseFile(stateFolder, self)).mtimeMs;
    const lease = statSync(leaseFile(stateFolder, owner), { throwIfNoEntry: false });
    return lease !== undefined && now - lease.mtimeMs <= LEASE_LASTS;
}

function leaseFile(stateFolder: string, owner: Owner): string {
    return join(stateFolder, 'owners', createHash('sha256').update(canonicalJson(owner)).digest('hex').slice(0, 32));
}
