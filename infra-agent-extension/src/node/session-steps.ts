/** The mode of a chat session, kept outside of Theia's own settings, and which steps were left with nothing open. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isOpen } from '../common/conductor/operation-state';
import type { Steps } from '../common/infra-service';
import { Mode } from '../common/ops/operation';
import { privateFolder } from './state-folder';

const Session = z.strictObject({ mode: Mode, visited: z.array(Mode) });
type Session = z.infer<typeof Session>;
const NEW_SESSION: Session = { mode: 'implement', visited: [] };

export function writeMode(home: string, session: string, mode: Mode): void {
    const before = readSession(home, session);
    const visited = before.mode === mode ? before.visited : [...new Set([...before.visited, before.mode])];
    const file = sessionFile(home, session);
    const aside = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(aside, JSON.stringify({ mode, visited }), { mode: 0o600 });
    renameSync(aside, file);
}

/** Ticked: left, and no operation of that mode from this session is open. */
export function readSteps(home: string, session: string, operations: Iterable<Parameters<typeof isOpen>[0]>): Steps {
    const { mode, visited } = readSession(home, session);
    const open = new Set([...operations].filter(state => state.origin.session === session && isOpen(state)).map(state => state.operation.mode));
    return { mode, ticked: visited.filter(step => step !== mode && !open.has(step)) };
}

function readSession(home: string, session: string): Session {
    try {
        return Session.parse(JSON.parse(readFileSync(sessionFile(home, session), 'utf8')));
    } catch {
        // A session that never chose a mode.
        return NEW_SESSION;
    }
}

function sessionFile(home: string, session: string): string {
    const folder = join(home, 'sessions');
    mkdirSync(home, { recursive: true, mode: 0o700 });
    privateFolder(folder);
    return join(folder, `${createHash('sha256').update(session).digest('hex').slice(0, 32)}.json`);
}
