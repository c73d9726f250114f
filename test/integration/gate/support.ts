/** The real gate over folders that go away after each test: openWorkspace, the file journal, the private store and terminals of node-pty. */
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { confirmationOf } from '../../../infra-agent-extension/src/common/conductor/decide-approval';
import type { Event, Origin } from '../../../infra-agent-extension/src/common/conductor/events';
import type { OperationState, Phase } from '../../../infra-agent-extension/src/common/conductor/operation-state';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import type { Outcome } from '../../../infra-agent-extension/src/common/infra-service';
import type { Operation } from '../../../infra-agent-extension/src/common/ops/operation';
import { parseOpsBlock } from '../../../infra-agent-extension/src/common/ops/parse-ops-block';
import { nodePtyHost } from '../../../infra-agent-extension/src/node/command-runner/node-pty-host';
import type { SendClick } from '../../../infra-agent-extension/src/node/gate/workspace-conductor';
import { WorkspaceConductor } from '../../../infra-agent-extension/src/node/gate/workspace-conductor';
import { openWorkspace } from '../../../infra-agent-extension/src/node/open-workspace';
import type { Host } from '../../../infra-agent-extension/src/node/workspace';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

const folders: string[] = [];
const disks: string[] = [];
const conductors: WorkspaceConductor[] = [];

export function newFolder(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-')));
    folders.push(folder);
    return folder;
}

/** A file system of its own, of this many KiB; undefined where this user may not mount one. */
export function newSmallDisk(kib: number): string | undefined {
    const disk = newFolder();
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k,mode=700`, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
        return undefined;
    }
    disks.push(disk);
    return disk;
}

/** For `afterEach`. */
export async function cleanUp(): Promise<void> {
    const closing = conductors.splice(0);
    await Promise.all(closing.map(conductor => conductor.idle()));
    closing.forEach(conductor => conductor.close());
    disks.splice(0).forEach(disk => execFileSync('umount', [disk]));
    folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true }));
}

/** A workspace, the agent's state beside it, and what a test turns: the clock, the environment, the windows. */
export interface Gate {
    readonly root: string;
    readonly home: string;
    readonly environment: Record<string, string | undefined>;
    conductor: WorkspaceConductor;
    /** Milliseconds by which the clock runs ahead. */
    ahead: number;
    unsaved: Host['unsavedFiles'];
    /** Another window, or the command line: a conductor of its own over the same state. */
    open(): Promise<WorkspaceConductor>;
    write(file: string, text: string | Buffer, mode?: number): void;
    read(file: string): string;
    /** Answers with its key; the text is an ops block's. */
    propose(block: string, origin?: Origin): Promise<string>;
    proposeOperation(operation: Operation, origin?: Origin): Promise<string>;
    state(key: string): OperationState;
    /** As a person would who read the card: with its digest, typing what HIGH asks for, ticking nothing. */
    send(key: string, over?: Partial<SendClick>): Promise<Outcome>;
    /** Sends, and waits until it has run. */
    run(key: string, over?: Partial<SendClick>): Promise<OperationState>;
    events(): Promise<readonly Event[]>;
    /** Sends something that runs until it is let go, so that others wait their turn. */
    hold(): Promise<{ readonly key: string; letGo(): void }>;
}

export async function openGate(over: Partial<Host> = {}, home = join(newFolder(), 'state')): Promise<Gate> {
    const root = newFolder();
    const environment: Record<string, string | undefined> = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: newFolder(), USER: 'ada', INFRA_AGENT_HOME: home };
    let block = 0;
    const gate: Gate = {
        root, home, environment, ahead: 0,
        conductor: undefined as unknown as WorkspaceConductor,
        unsaved: async () => [],
        open: async () => {
            const host: Host = {
                door: 'ide', person: 'ada', environment, pty: nodePtyHost, now: () => new Date(Date.now() + gate.ahead), unsavedFiles: () => gate.unsaved(),
                changed: () => undefined, runStarted: () => undefined, output: () => undefined, ...over
            };
            const conductor = new WorkspaceConductor(await openWorkspace(root, host));
            conductors.push(conductor);
            await conductor.pump();
            return conductor;
        },
        write: (file, text, mode) => {
            mkdirSync(dirname(join(root, file)), { recursive: true });
            writeFileSync(join(root, file), text, { mode });
        },
        read: file => readFileSync(join(root, file), 'utf8'),
        propose: (text, origin) => {
            const parsed = parseOpsBlock(text);
            return parsed.kind === 'operation' ? gate.proposeOperation(parsed.operation, origin) : Promise.reject(new Error(parsed.problems[0].message));
        },
        proposeOperation: async (operation, origin = { kind: 'chat-block', session: 's', response: 'r', block: block++ }) => {
            const keys = await gate.conductor.propose([{ operation, origin }]);
            return isRefusal(keys) ? expect.fail(keys.message) : keys[0];
        },
        state: key => gate.conductor.state.operations.get(key) ?? expect.fail(`no operation ${key}`),
        send: (key, click) => gate.conductor.send(clickOf(gate.state(key), click)),
        run: async (key, click) => {
            const outcome = await gate.send(key, click);
            expect(outcome, JSON.stringify(gate.state(key).verdict)).to.include({ kind: 'ok' });
            await gate.conductor.idle();
            return gate.state(key);
        },
        hold: async () => {
            const signal = join(newFolder(), 'go');
            const key = await gate.propose(commands(`while [ ! -e ${signal} ]; do sleep 0.05; done`));
            expect(await gate.send(key)).to.include({ kind: 'ok' });
            await until(() => gate.state(key).run?.commands.length === 1);
            return { key, letGo: () => writeFileSync(signal, '') };
        },
        events: async () => (await gate.conductor.workspace.journal.entries()).map(entry => entry.event)
    };
    gate.conductor = await gate.open();
    await gate.conductor.workspace.setTrusted(true);
    return gate;
}

export function clickOf(state: OperationState, over: Partial<SendClick> = {}): SendClick {
    const typed = confirmationOf(state);
    return { key: state.key, digest: state.digest ?? '', way: 'clicked', ticked: [], ...(typed === undefined ? {} : { typed }), ...over };
}

/** That it was refused for this reason, that the journal says so, and that nothing of it ran. */
export async function expectRefused(gate: Gate, key: string, outcome: Outcome, reason: string): Promise<void> {
    expect(outcome).to.include({ kind: 'refused', reason });
    expect(outcome.kind === 'refused' && outcome.message).to.match(/[.]$/);
    const own = (await gate.events()).filter(event => event.key === key);
    expect(own.some(event => event.type === 'RequestRefused' && event.reason === reason), 'journalled').to.equal(true);
}

export async function expectNeverRan(gate: Gate, key: string): Promise<void> {
    const own = (await gate.events()).filter(event => event.key === key).map(event => event.type);
    expect(own).to.not.include.members(['RunStarted']).and.to.not.include('CommandStarted').and.to.not.include('EditIntended');
}

export async function startsOf(gate: Gate, key: string): Promise<number> {
    return (await gate.events()).filter(event => event.type === 'RunStarted' && event.key === key).length;
}

/** That it cannot be sent because of this check. */
export async function expectBlocked(gate: Gate, key: string, check: string): Promise<void> {
    const { verdict, phase } = gate.state(key);
    expect([phase, verdict?.findings.map(finding => finding.check)], JSON.stringify(verdict)).to.deep.equal(['BLOCKED', [check]]);
    await expectRefused(gate, key, await gate.send(key), 'wrong-phase');
    await expectNeverRan(gate, key);
}

export function expectPhase(gate: Gate, key: string, phase: Phase): OperationState {
    const state = gate.state(key);
    expect(state.phase, `${state.note ?? ''} ${state.observation?.problem ?? ''}`).to.equal(phase);
    return state;
}

/** An ops block of commands. */
export function commands(...runs: string[]): string {
    return `title: Run\nmode: implement\ncommands:\n${runs.map(run => `  - run: ${JSON.stringify(run)}\n`).join('')}`;
}

/** Waits for a state, however long the machine takes; mocha's limit ends a wait for what never comes. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!await holds()) {
        await new Promise(resolve => setTimeout(resolve, 20));
    }
}

/** One that has ended and that nobody asked for its status does not count. */
export function isAlive(pid: number): boolean {
    try {
        return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch {
        return false;
    }
}
