/**
 * Proves the preconditions that need something run: commands that assess as LOW without writes, and versions of tools. Only after a click
 * (Check or Send); each in a bare environment, its own process group, bounded in time and output.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { PreconditionState } from '../../common/conductor/events';
import { cleanOutput } from '../../common/ops/clean-output';
import { matches } from '../../common/ops/expectations';
import type { Operation, Precondition } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { assessCommand } from '../../common/risk/assess-command';
import type { CommandReading } from '../../common/risk/assess-command';
import { endLeftovers, RUN_VARIABLE } from '../command-runner/leftovers';
import { findBash, findProgram } from '../find-program';
import { riskContext } from '../risk-context';
import type { Workspace } from '../workspace';
import { satisfiesRange, versionIn } from '../version-range';
import type { Examination } from './examination';
import { changeSince } from './footing';

const TIME_LIMIT_MS = 20_000;
const OUTPUT_LIMIT = 64 * 1024;
/** For what was printed and is still on its way. */
const DRAIN_LIMIT_MS = 1_000;

type Seen = Omit<PreconditionState, 'index'>;

/** Those of `command` and `tool` with a version; the others are probed without running anything. */
export async function proveCommandPreconditions(workspace: Workspace, operation: Operation, examination: Examination): Promise<PreconditionState[]> {
    const states: PreconditionState[] = [];
    for (const [index, precondition] of (operation.preconditions ?? []).entries()) {
        const seen = await prove(workspace, precondition, index, examination);
        if (seen) {
            states.push({ index, state: seen.state, seen: redact(seen.seen).text });
        }
    }
    return states;
}

async function prove(workspace: Workspace, precondition: Precondition, index: number, examination: Examination): Promise<Seen | undefined> {
    if ('command' in precondition) {
        return proveCommand(workspace, precondition, examination.preconditions.get(index), examination);
    }
    return 'tool' in precondition && precondition.version !== undefined ? proveVersion(workspace, precondition.tool, precondition.version, examination) : undefined;
}

async function proveCommand(workspace: Workspace, precondition: Extract<Precondition, { command: string }>, reading: CommandReading | undefined, examination: Examination): Promise<Seen> {
    const bash = findBash(workspace.host.environment, workspace.root);
    const { risk, writes } = reading?.assessment ?? UNREAD;
    if (risk !== 'LOW' || writes) {
        return unmet(`it is ${risk}${writes ? ' and writes' : ''}, so it cannot be a precondition; make it a command of its own`);
    }
    if (!bash) {
        return unmet('bash was not found');
    }
    const changed = changeSince(examination.footing, { root: workspace.root, path: examination.environment.values.PATH, command: 0 });
    if (changed !== undefined) {
        return unmet(changed);
    }
    const { exit, output } = await runQuietly(bash, ['--noprofile', '--norc', '-c', precondition.command], workspace.root, examination.environment.values);
    const wanted = precondition.expect?.exit ?? 0;
    if (exit !== wanted) {
        return unmet(`exit ${exit ?? 'none'}, expected ${wanted}${lastLine(output)}`);
    }
    const found = precondition.expect?.stdout === undefined ? true : matches(precondition.expect.stdout, output);
    return found === true ? met(`exit ${exit}${lastLine(output)}`) : unmet(found === false ? `the output does not match${lastLine(output)}` : found.problem);
}

const UNREAD = { risk: 'HIGH', writes: true } as const;

/** Tools disagree on how to be asked; the first that answers with a number is believed. */
const VERSION_ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
    ['kubectl', ['version', '--client']], ['helm', ['version', '--short']], ['terraform', ['version']], ['tofu', ['version']], ['go', ['version']],
    ['istioctl', ['version', '--remote=false']], ['argocd', ['version', '--client']]
]);

async function proveVersion(workspace: Workspace, tool: string, range: string, examination: Examination): Promise<Seen> {
    const program = findProgram(tool, workspace.host.environment, workspace.root);
    if (!program) {
        return unmet(`${tool} is not on PATH; install it`);
    }
    const args = VERSION_ARGUMENTS.get(tool) ?? ['--version'];
    const { risk, reasons } = assessCommand([tool, ...args].map(quoted).join(' '), riskContext(workspace)).assessment;
    if (risk === 'HIGH') {
        return unmet(`asking ${tool} for its version may do more than that (${reasons.find(reason => reason.risk === 'HIGH')?.message ?? 'HIGH'}); leave the version out`);
    }
    const { output } = await runQuietly(program, args, workspace.root, examination.environment.values);
    const version = versionIn(output);
    if (version === undefined) {
        return unmet(`${tool} did not say its version${lastLine(output)}`);
    }
    return satisfiesRange(version, range) ? met(`${tool} ${version}`) : unmet(`${tool} is ${version}; ${range} is needed`);
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}

/** What it leaves behind is ended, in whatever group or session: only the marker in its environment tells that it is ours. */
async function runQuietly(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<{ exit: number | undefined; output: string }> {
    const run = randomBytes(16).toString('hex');
    const child = spawn(program, args, { cwd, env: { ...env, [RUN_VARIABLE]: run }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    [child.stdout, child.stderr].forEach(stream => stream.setEncoding('utf8').on('data', (text: string) => { output = (output + text).slice(0, OUTPUT_LIMIT); }));
    const timer = setTimeout(() => endGroup(child.pid), TIME_LIMIT_MS);
    const exit = await new Promise<number | undefined>(resolve => {
        child.once('error', () => resolve(undefined));
        child.once('exit', code => resolve(code ?? undefined));
    });
    clearTimeout(timer);
    endGroup(child.pid);
    await endLeftovers({ run }, 0);
    await drained(child);
    return { exit, output: cleanOutput(output) };
}

/** What was printed may still be on its way when the process has ended; whoever took the pipe along does not hold us up. */
async function drained(child: ChildProcess): Promise<void> {
    const streams = [child.stdout, child.stderr].filter(stream => stream !== null && !stream.closed);
    const timer = setTimeout(() => streams.forEach(stream => stream?.destroy()), DRAIN_LIMIT_MS);
    await Promise.all(streams.map(stream => new Promise<void>(resolve => stream?.once('close', () => resolve()))));
    clearTimeout(timer);
}

function endGroup(pid: number | undefined): void {
    try {
        if (pid !== undefined) {
            process.kill(-pid, 'SIGKILL');
        }
    } catch {
        // The group is gone.
    }
}

function lastLine(output: string): string {
    const line = output.trimEnd().split('\n').at(-1)?.slice(0, 160);
    return line ? `: ${line}` : '';
}

function met(seen: string): Seen {
    return { state: 'met', seen };
}

function unmet(seen: string): Seen {
    return { state: 'unmet', seen };
}
