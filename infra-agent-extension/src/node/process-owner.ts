/** Which process holds a run or a lock, so that another can tell a live owner from one that is gone, also after its process id was given anew. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Owner } from '../common/conductor/events';
import { holdsLease } from './owner-lease';

/** This process. */
export function thisProcess(): Owner {
    return { host: thisHost(), pid: process.pid, startedAt: startedAt(process.pid) ?? 'unknown' };
}

/**
 * A process on another host, or in another container, cannot be asked: it lives while its lease in the state folder is fresh; without a
 * folder to look in, it counts as alive.
 */
export function ownerIsAlive(owner: Owner, stateFolder?: string): boolean {
    if (owner.host !== thisHost()) {
        return stateFolder === undefined || holdsLease(stateFolder, owner, thisProcess());
    }
    const started = startedAt(owner.pid);
    return started !== undefined && (started === owner.startedAt || [started, owner.startedAt].includes('unknown'));
}

/** Containers may share a host's name and a folder, but not its processes: those of another pid namespace are another host's to us. */
export function thisHost(): string {
    host ??= `${hostname()}${pidNamespace()}`;
    return host;
}

let host: string | undefined;
/** The inode of the first pid namespace of a Linux system (PROC_PID_INIT_INO). */
const FIRST_NAMESPACE = 'pid:[4026531836]';

function pidNamespace(): string {
    try {
        const namespace = process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : FIRST_NAMESPACE;
        return namespace === FIRST_NAMESPACE ? '' : ` ${namespace}`;
    } catch {
        return '';
    }
}

/** When a process started, in a form to compare with itself; undefined if there is no such process. */
function startedAt(pid: number): string | undefined {
    if (!isThere(pid)) {
        return undefined;
    }
    try {
        return process.platform === 'linux' ? linuxStart(pid) : execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || 'unknown';
    } catch {
        return isThere(pid) ? 'unknown' : undefined;
    }
}

/** Field 22 of /proc/PID/stat (proc(5)), in clock ticks since boot, with the boot; the second field may hold anything, so it is read from behind. */
function linuxStart(pid: number): string | undefined {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isZombie = fields[0] === 'Z' || fields[0] === 'X';
    return isZombie ? undefined : `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${fields[19]}`;
}

function isThere(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
}
