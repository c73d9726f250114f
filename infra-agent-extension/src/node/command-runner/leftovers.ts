/**
 * Finds and ends what outlives a command. On Linux `/proc` tells: by the marker variable in the environment that a process was started
 * with, by its session, and by the terminal that it holds open. A process that took on a fresh environment, session and output all at once is not found.
 */
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

export const RUN_VARIABLE = 'INFRA_AGENT_RUN';

export interface Sought {
    /** Value of the marker variable. */
    readonly run: string;
    /** Of the command's own process group and session. Only while its number cannot have been given away. */
    readonly session?: number;
    /** Path of the terminal, such as `/dev/pts/3`. Only while the caller holds it open itself. */
    readonly terminal?: string;
}

/** After SIGKILL a process is gone within moments, unless the kernel holds it. */
const GIVE_UP_MS = 2_000;

export interface Ending {
    readonly ended: number;
    readonly surviving: number;
}

/** Waits as long as that for what is about to end by itself, such as a `tee` that still has lines to pass on. */
export async function letEnd(sought: Sought, patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    for (let round = 0; findLeftovers(sought).length > 0 && performance.now() < until; round++) {
        await pause(round);
    }
}

/** Asks what is left to end, and forces it after the grace. Goes on until nothing is left, since processes may start others meanwhile. */
export async function endLeftovers(sought: Sought, graceMs: number): Promise<Ending> {
    const asked = new Set<number>();
    const deadline = performance.now() + graceMs;
    for (let round = 0; ; round++) {
        const left = findLeftovers(sought);
        const now = performance.now();
        if (left.length === 0 || now > deadline + GIVE_UP_MS) {
            return { ended: asked.size - left.filter(pid => asked.has(pid)).length, surviving: left.length };
        }
        for (const pid of left) {
            if (now >= deadline || !asked.has(pid)) {
                signal(pid, now >= deadline ? 'SIGKILL' : 'SIGTERM');
            }
            asked.add(pid);
        }
        await pause(round);
    }
}

/** Short at first, since most is over at once. */
function pause(round: number): Promise<void> {
    return new Promise(resolve => { setTimeout(resolve, Math.min(10 * 2 ** round, 100)); });
}

/** Sends a signal, and says whether there was anyone to get it. A negative number is a process group. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
    try {
        return process.kill(pid, name);
    } catch {
        // Gone, or not ours: the next look tells.
        return false;
    }
}

/** Numbers of processes; without `/proc`, at most the command's group as one negative number. */
export function findLeftovers(sought: Sought): number[] {
    if (!existsSync('/proc/self/stat')) {
        return sought.session !== undefined && groupLives(sought.session) ? [-sought.session] : [];
    }
    const own = stat(process.pid)?.session;
    return processes().filter(pid => pid !== process.pid && isSought(pid, sought, own));
}

function groupLives(group: number): boolean {
    try {
        return process.kill(-group, 0);
    } catch {
        return false;
    }
}

function processes(): number[] {
    return readdirSync('/proc').filter(name => /^[0-9]+$/.test(name)).map(Number);
}

/** Nothing that a command starts can enter the session of the caller; what is in it is the caller's own. */
function isSought(pid: number, sought: Sought, own: number | undefined): boolean {
    const status = stat(pid);
    if (!status || status.state === 'Z' || status.state === 'X' || status.session === own) {
        return false;
    }
    return status.session === sought.session || carries(pid, `${RUN_VARIABLE}=${sought.run}`) || (sought.terminal !== undefined && holds(pid, sought.terminal));
}

/** State and session from `/proc/PID/stat`; the name before them stands in parentheses and may itself hold some. */
function stat(pid: number): { readonly state: string; readonly session: number } | undefined {
    try {
        const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, , , session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return { state, session: Number(session) };
    } catch {
        return undefined;
    }
}

function carries(pid: number, variable: string): boolean {
    try {
        return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${variable}\0`);
    } catch {
        return false;
    }
}

function holds(pid: number, terminal: string): boolean {
    try {
        return readdirSync(`/proc/${pid}/fd`).some(fd => {
            try {
                return readlinkSync(`/proc/${pid}/fd/${fd}`) === terminal;
            } catch {
                return false;
            }
        });
    } catch {
        return false;
    }
}
