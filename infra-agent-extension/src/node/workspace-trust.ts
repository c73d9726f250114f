/** Which folders the person trusts, kept outside of them. The default is restricted. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Trust = z.strictObject({ trusted: z.boolean(), root: z.string(), by: z.string(), at: z.iso.datetime() });

export function isTrusted(stateFolder: string, root: string): boolean {
    try {
        const trust = Trust.parse(JSON.parse(readFileSync(join(stateFolder, 'trust.json'), 'utf8')));
        return trust.trusted && trust.root === root;
    } catch {
        // Never decided, or unreadable: restricted.
        return false;
    }
}

export function setTrusted(stateFolder: string, trust: z.infer<typeof Trust>): void {
    const aside = join(stateFolder, `trust.${randomBytes(6).toString('hex')}`);
    writeFileSync(aside, `${JSON.stringify(Trust.parse(trust))}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(aside, join(stateFolder, 'trust.json'));
}
