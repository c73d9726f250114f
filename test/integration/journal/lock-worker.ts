/**
 * Takes a lock again and again, and checks that nobody else is inside: FOLDER ROUNDS (0: until it is killed). The check uses a file that names
 * who is inside; a name left behind by a killed process does not count.
 */
import { existsSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { withLock } from '../../../infra-agent-extension/src/node/file-lock';
import { thisProcess } from '../../../infra-agent-extension/src/node/process-owner';

async function main(folder: string, rounds: number): Promise<void> {
    const place = { folder: join(folder, 'lock'), owner: thisProcess(), patience: 50_000 };
    for (let round = 0; rounds === 0 || round < rounds; round++) {
        const answer = await withLock(place, () => inside(folder));
        if (isRefusal(answer)) {
            throw new Error(answer.message);
        }
        writeSync(1, `${round}\n`);
    }
}

async function inside(folder: string): Promise<number> {
    const [counter, name] = [join(folder, 'counter'), join(folder, 'inside')];
    if (existsSync(name) && isAlive(Number(readFileSync(name, 'utf8')))) {
        writeSync(1, 'two inside\n');
    }
    writeFileSync(name, String(process.pid));
    const count = existsSync(counter) ? Number(readFileSync(counter, 'utf8')) : 0;
    // Long enough for others to get in, if they could.
    await sleep(Math.random() * 2);
    writeFileSync(counter, String(count + 1));
    rmSync(name);
    return count;
}

/** The empty name of a process that was killed while it wrote it is nobody's. */
function isAlive(pid: number): boolean {
    try {
        return pid > 0 && process.kill(pid, 0) && !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
        return false;
    }
}

void main(process.argv[2], Number(process.argv[3]));
