/** A sample workspace in git, behind the real gate; edits are sent as a person would who reads each card. */
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OperationState } from '../../../infra-agent-extension/src/common/conductor/operation-state';
import type { Finding } from '../../../infra-agent-extension/src/common/sentinel/finding';
import { validate } from '../../../infra-agent-extension/src/common/sentinel/validate';
import { deriveAnswer } from '../../../infra-agent-extension/src/node/answer/derive-answer';
import { readWorkspace } from '../../../infra-agent-extension/src/node/answer/read-workspace';
import { openGate, type Gate } from '../gate/support';

const WORKSPACES = resolve(__dirname, '../../fixtures/workspaces');
/** Mends that touch the same lines wait for each other, and the runbook for all; more rounds would mean that an edit calls for another one for ever. */
const ROUNDS = 8;

export interface Defect {
    readonly check: string;
    readonly file: string;
    readonly line: number;
    readonly mendable: boolean;
    readonly also?: readonly { readonly file: string; readonly line: number }[];
}

export function defectsOf(name: string): Defect[] {
    return JSON.parse(readFileSync(join(WORKSPACES, `${name}.defects.json`), 'utf8')) as Defect[];
}

export async function openSample(name: string): Promise<Gate> {
    const gate = await openGate();
    cpSync(join(WORKSPACES, name), gate.root, { recursive: true });
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false', ...args], { cwd: gate.root, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--message', 'Start');
    return gate;
}

/** What the Coder proposes now, as recorded and judged by the gate. */
export async function proposed(gate: Gate, goal = ''): Promise<OperationState[]> {
    const { keys, folded } = await deriveAnswer(gate.conductor, { mode: 'implement', text: goal });
    return [...keys, ...folded].map(key => gate.state(key));
}

export async function proposedEdits(gate: Gate): Promise<OperationState[]> {
    return (await proposed(gate)).filter(state => state.operation.edits !== undefined);
}

export async function findingsOf(gate: Gate): Promise<Finding[]> {
    return validate(await readWorkspace(gate.root));
}

/** Sends one edit, and expects it to be done. Where another edit touched the same file elsewhere, the gate has the card read again first. */
export async function sendEdit(gate: Gate, key: string): Promise<void> {
    const first = await gate.send(key);
    if (first.kind === 'refused') {
        expect(first.reason).to.equal('digest-changed');
        expect(await gate.send(key)).to.include({ kind: 'ok' });
    }
    await gate.conductor.idle();
    const { phase, note } = gate.state(key);
    expect(phase, `${key}: ${note ?? ''}`).to.equal('DONE');
}

export interface Mended {
    readonly rounds: number;
    readonly sent: number;
}

/** Sends edits until none is proposed; `pick` says which of each answer, in which order. */
export async function sendAllEdits(gate: Gate, pick: (edits: readonly OperationState[]) => readonly OperationState[]): Promise<Mended> {
    let sent = 0;
    for (let rounds = 0; rounds <= ROUNDS; rounds++) {
        const edits = await proposedEdits(gate);
        if (edits.length === 0) {
            return { rounds, sent };
        }
        for (const { key } of pick(edits)) {
            await sendEdit(gate, key);
            sent++;
        }
    }
    return expect.fail(`After ${ROUNDS} rounds there is still an edit to send.`);
}

/** Bytes and run bits of all files outside of `.git`. */
export function snapshot(root: string): ReadonlyMap<string, string> {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => !/^\.git(\/|$)/.test(file) && lstatSync(join(root, file)).isFile()).sort();
    return new Map(files.map(file => [file, `${statSync(join(root, file)).mode & 0o111} ${readFileSync(join(root, file)).toString('base64')}`]));
}

export function scriptsOf(root: string): string[] {
    return [...snapshot(root).keys()].filter(file => /\.sh$/.test(file));
}
