/** Runs the commands of an approved operation in a terminal, and matches what they printed with what was expected. */
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { dispatch } from '../../common/conductor/dispatch';
import { cleanOutput } from '../../common/ops/clean-output';
import { checkExpectations } from '../../common/ops/expectations';
import { timeoutMs } from '../../common/ops/operation';
import type { Command } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { runCommands } from '../command-runner/run-commands';
import type { RunResult } from '../command-runner/run-plan';
import { findBash } from '../find-program';
import { isThereInside, resolveInside } from '../resolve-inside';
import { changeSince } from './footing';
import { hashFiles, NOT_THERE } from './hash-files';
import { must } from './perform-operation';
import { tellHost } from './tell-host';
import type { Performed, Performing } from './perform-operation';

/** In characters. */
const LIVE_TAIL = 8 * 1024;
const JOURNAL_TAIL = 16 * 1024;
/** A window is told of new output at most this often, in milliseconds. */
const TELL_EVERY = 150;

export async function performCommands(performing: Performing): Promise<Performed> {
    const { workspace, key, operation, examination, live } = performing;
    const bash = findBash(workspace.host.environment, workspace.root);
    const commands = (operation.commands ?? []).map(command => ({
        run: command.run, cwd: plannedFolder(performing, command), timeoutMs: timeoutMs(command.timeout), env: examination.environment.values
    }));
    if (bash === undefined) {
        return nothingRan('bash was not found on PATH (folders of the workspace do not count); install it, then send this again.');
    }
    const before = watchedFiles(performing);
    const teller = tellOutput(performing);
    const running = runCommands({ bash, commands, beforeEach: async index => changedSince(performing, index) }, workspace.host.pty, {
        onStarted: async (index, program) => {
            await must(dispatch(workspace.journal, { type: 'record-command-start', key, index, program }));
            // Writing that line may have had to wait for another process.
            mustBeUnchanged(performing, index);
        },
        onEnded: ({ index, exit, signal, durationMs }) => must(dispatch(workspace.journal, { type: 'record-command-end', key, index, exit, signal, durationMs })),
        onOutput: teller.add
    });
    live.terminalId = running.terminalId;
    live.cancel = () => running.cancel();
    if (live.cancelled) {
        running.cancel();
    }
    const { terminalId } = running;
    if (terminalId !== undefined) {
        tellHost(() => workspace.host.runStarted(key, terminalId, operation.title));
    }
    const result = await running.done;
    teller.end();
    return performed(performing, result, before);
}

/** Real, so that a link that is turned round meanwhile leads nowhere else; one that is still to be made is looked at when its turn comes. */
function plannedFolder({ workspace, examination }: Performing, { cwd = '.' }: Command): string {
    const real = examination.footing.folders[cwd] ?? NOT_THERE;
    return real === NOT_THERE ? join(workspace.root, cwd) : real;
}

/** What the run stands on is looked at again before each command: scripts, programs, and the folder in which it is to run. */
function changedSince({ workspace, operation, examination }: Performing, index: number): string | undefined {
    const { footing, environment } = examination;
    return changeSince(footing, { root: workspace.root, path: environment.values.PATH, command: index }) ?? folderTrouble(workspace.root, operation.commands?.[index]?.cwd ?? '.');
}

function folderTrouble(root: string, cwd: string): string | undefined {
    try {
        resolveInside(root, cwd);
        return undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}

function mustBeUnchanged(performing: Performing, index: number): void {
    const changed = changedSince(performing, index);
    if (changed !== undefined) {
        throw new Error(changed);
    }
}

async function performed(performing: Performing, result: RunResult, before: ReadonlyMap<string, string>): Promise<Performed> {
    const { workspace, operation } = performing;
    const output = redact(result.output).text;
    const after = watchedFiles(performing);
    const expectations = checkExpectations(operation.expected ?? [], {
        exits: result.commands.map(command => command.exit),
        // What is expected is looked for in what was printed; what is kept is redacted.
        output: result.output,
        changed: [...after].filter(([file, state]) => before.get(file) !== state).map(([file]) => file),
        exists: file => isThereInside(workspace.root, file)
    }).map(expectation => ({ ...expectation, seen: redact(expectation.seen).text }));
    // What the run did is worth more than the whole of its output: a full disk must not lose both.
    const outputHash = await workspace.store.put(Buffer.from(output, 'utf8')).catch(() => undefined);
    const notes = [...result.notes, ...outputHash === undefined ? ['The whole output could not be kept; this is its end.'] : []];
    const outputTail = [output.slice(-JOURNAL_TAIL), ...notes].filter(Boolean).join('\n');
    return {
        commands: result.commands,
        cancelled: result.cancelled,
        observation: { outputTail, outputBytes: result.outputBytes, ...(outputHash === undefined ? {} : { outputHash }), expectations, ...(result.problem ? { problem: redact(result.problem).text } : {}) }
    };
}

/** The state of the files that the operation is expected to change. */
function watchedFiles({ workspace, operation }: Performing): ReadonlyMap<string, string> {
    const files = (operation.expected ?? []).flatMap(expectation => ('changed' in expectation ? [expectation.changed] : []));
    return new Map(Object.entries(hashFiles(workspace.root, files)).map(([file, hash]) => [file, `${hash} ${mode(join(workspace.root, file))}`]));
}

function mode(path: string): string {
    return existsSync(path) ? String(lstatSync(path).mode) : 'absent';
}

function tellOutput({ workspace, key, live }: Performing): { add(text: string): void; end(): void } {
    let raw = '';
    let timer: NodeJS.Timeout | undefined;
    const tell = () => {
        timer = undefined;
        live.tail = tailOf(redact(cleanOutput(raw)).text, LIVE_TAIL);
        tellHost(() => workspace.host.output(key, live.tail));
    };
    return {
        add: text => {
            raw = tailOf(raw + text, 4 * LIVE_TAIL);
            timer ??= setTimeout(tell, TELL_EVERY);
        },
        end: () => {
            clearTimeout(timer);
            tell();
        }
    };
}

/** From the begin of a line where there is one: half a secret is not known for one. */
function tailOf(text: string, length: number): string {
    const from = text.length - length;
    return from <= 0 ? text : text.slice(text.indexOf('\n', from) + 1 || from);
}

function nothingRan(problem: string): Performed {
    return { commands: [], cancelled: false, observation: { outputTail: '', outputBytes: 0, expectations: [], problem } };
}
