/**
 * The program that owns a run's terminal. It starts each command as its own child and tells the backend how it ended, over a socket that no
 * child inherits: nothing that a command prints, closes or sets can change what is reported. It stops at the first command that fails,
 * leaves no process behind, and ends everything when the backend goes away. It must not know what commands mean.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, constants, openSync, readlinkSync, writeSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { frame, header, note } from './frames';
import { RUN_VARIABLE, endLeftovers, letEnd, signal } from './leftovers';
import { lineSplitter } from './line-splitter';
import type { Order, PlannedCommand, Report } from './protocol';

type Plan = Extract<Order, { type: 'plan' }>;
type Ended = Extract<Report, { type: 'ended' }>;

/** For what outlives a command; it was not asked to end before, and should not hold up the next command for long. */
const LEFTOVER_GRACE_MS = 2_000;
/** What reads the command's output, as `tee` in `exec > >(tee log)`, ends by itself once it has passed on all of it. */
const PATIENCE_MS = 1_000;
/** Longest delay that a timer takes; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const terminal = terminalPath();
/** Opened anew, so that a child that makes its own output non-blocking does not change ours. */
const screen = openSync(terminal, constants.O_WRONLY | constants.O_NOCTTY);
let cancelled = false;
/** Set while a command or what it left is alive. */
let stopChild: (() => void) | undefined;
let takeAnswer: ((go: boolean) => void) | undefined;

main();

function main(): void {
    // Echo off: what somebody types into the terminal must not look like output. Control-C ends the run, other keys do nothing.
    if (process.stdin.isTTY) {
        process.stdin.setRawMode(true);
    }
    takeReading();
    process.stdin.on('data', (keys: Buffer) => keys.includes(3) && cancel());
    process.stdin.on('error', () => undefined);
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).forEach(name => process.on(name, cancel));
    const socket = connect(process.argv[2]);
    socket.setEncoding('utf8');
    socket.on('connect', () => send(socket, { type: 'ready' }));
    socket.on('data', lineSplitter(line => takeOrder(socket, JSON.parse(line) as Order)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
        // The backend is gone: nobody sees what runs, so nothing may.
        cancel();
        if (stopChild === undefined) {
            process.exit(1);
        }
    });
}

/** Of the terminal under its name, so that no child waits there for keys; ours is open already. Root can read it all the same. */
function takeReading(): void {
    try {
        chmodSync(terminal, 0o200);
    } catch {
        // Not on every system the owner's to decide.
    }
}

function takeOrder(socket: Socket, order: Order): void {
    switch (order.type) {
        case 'plan': void runPlan(socket, order); return;
        case 'go': takeAnswer?.(true); return;
        case 'stop': takeAnswer?.(false); return;
        case 'cancel': cancel(); return;
        default: order satisfies never;
    }
}

function cancel(): void {
    cancelled = true;
    takeAnswer?.(false);
    stopChild?.();
}

async function runPlan(socket: Socket, plan: Plan): Promise<void> {
    let frames = 0;
    let last = '';
    for (const [index, command] of plan.commands.entries()) {
        if (cancelled || !await mayStart(socket, index)) {
            break;
        }
        print(frame(plan.marks[frames++], last + header(command, index)));
        const ended = await runCommand(socket, plan, index);
        send(socket, ended);
        last = leftoverNote(ended);
        if (ended.exit !== 0 || ended.timedOut || cancelled) {
            break;
        }
    }
    print(frame(plan.marks[frames++], last + (cancelled ? note('cancelled') : '')));
    send(socket, { type: 'finished', cancelled, frames });
    if (socket.destroyed) {
        process.exit(1);
    }
    socket.end(() => process.exit(0));
}

function mayStart(socket: Socket, index: number): Promise<boolean> {
    return new Promise(resolve => {
        takeAnswer = go => {
            takeAnswer = undefined;
            resolve(go && !cancelled);
        };
        send(socket, { type: 'may-start', index });
    });
}

async function runCommand(socket: Socket, plan: Plan, index: number): Promise<Ended> {
    const command = plan.commands[index];
    const began = performance.now();
    const child = startChild(plan, command);
    if (typeof child === 'string') {
        return { type: 'ended', index, durationMs: 0, problem: notStarted(command, child), ended: 0, surviving: 0 };
    }
    if (child.pid !== undefined) {
        send(socket, { type: 'started', index, pid: child.pid });
    }
    const end = await waitFor(child, command, plan.graceMs);
    const durationMs = performance.now() - began;
    const outliving = { run: plan.run, session: child.pid, terminal };
    if (!cancelled && !end.timedOut) {
        await letEnd(outliving, PATIENCE_MS);
    }
    const left = await endLeftovers(outliving, Math.min(plan.graceMs, LEFTOVER_GRACE_MS));
    stopChild = undefined;
    return { type: 'ended', index, ...end, durationMs, ...left };
}

/** Or the reason why not, where Node sees before it tries, or the system refuses, as with a command that is too long for one argument. */
function startChild(plan: Plan, command: PlannedCommand): ChildProcess | string {
    // Write-only, so that a pager or a prompt that reads its keys from its output ends at once instead of waiting for nobody.
    const output = openSync(terminal, constants.O_WRONLY | constants.O_NOCTTY);
    try {
        return spawn(plan.bash, ['--noprofile', '--norc', '-c', command.run], {
            cwd: command.cwd, env: { ...command.env, [RUN_VARIABLE]: plan.run }, detached: true, stdio: ['ignore', output, output]
        });
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    } finally {
        closeSync(output);
    }
}

function notStarted(command: PlannedCommand, reason: string): string {
    return `it could not be started in ${command.cwd}: ${reason}`;
}

function waitFor(child: ChildProcess, command: PlannedCommand, graceMs: number): Promise<Pick<Ended, 'exit' | 'signal' | 'timedOut' | 'problem'>> {
    return new Promise(resolve => {
        let timedOut: true | undefined;
        let force: NodeJS.Timeout | undefined;
        stopChild = () => {
            if (force === undefined && child.pid !== undefined) {
                const group = -child.pid;
                signal(group, 'SIGTERM');
                force = setTimeout(() => signal(group, 'SIGKILL'), graceMs);
            }
        };
        const timeout = setTimeout(() => {
            timedOut = true;
            stopChild?.();
        }, Math.min(command.timeoutMs, LONGEST_TIMER));
        const done = (): void => {
            [timeout, force].forEach(clearTimeout);
            // Its number may be given to another process from here on.
            stopChild = () => undefined;
        };
        child.on('error', error => {
            done();
            resolve({ problem: notStarted(command, error.message) });
        });
        child.on('exit', (code, name) => {
            done();
            resolve({ exit: code ?? undefined, signal: name ?? undefined, timedOut });
        });
        if (cancelled) {
            stopChild();
        }
    });
}

function leftoverNote(ended: Ended): string {
    const parts = [
        ended.timedOut ? 'the time limit was reached' : '',
        ended.ended > 0 ? `${ended.ended} process(es) outlived the command and were ended` : '',
        ended.surviving > 0 ? `${ended.surviving} process(es) outlived the command and could not be ended` : ''
    ].filter(part => part !== '');
    return parts.length === 0 ? '' : note(parts.join('; '));
}

function send(socket: Socket, report: Report): void {
    socket.write(`${JSON.stringify(report)}\n`);
}

function print(text: string): void {
    try {
        for (let bytes = Buffer.from(text); bytes.length > 0;) {
            bytes = bytes.subarray(writeSync(screen, bytes));
        }
    } catch {
        // The terminal is gone; the socket's end tells the same, and is what counts.
    }
}

function terminalPath(): string {
    try {
        return readlinkSync('/proc/self/fd/1');
    } catch {
        return '/dev/tty';
    }
}
