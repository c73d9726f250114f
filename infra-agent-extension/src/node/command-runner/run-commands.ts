/**
 * Runs the commands of an approved operation in a terminal, one process each, and says truly how each ended. The backend's side: it holds the
 * plan, lets each command start, and captures the output. It must not know of operations, approvals or the journal.
 */
import { randomBytes } from 'node:crypto';
import type { CommandResult } from '../../common/conductor/observation';
import { captureOutput } from './captured-output';
import { frameReader } from './frames';
import { endLeftovers } from './leftovers';
import type { Report } from './protocol';
import type { PtyHost, PtyProcess } from './pty-host';
import type { RunHooks, RunPlan, RunResult, RunningCommands } from './run-plan';
import { openRunnerChannel } from './runner-channel';
import { runnerArguments } from './runner-program';

const GRACE_MS = 5_000;
/** From start to the first word of the runner. */
const START_LIMIT_MS = 30_000;
/** For what the runner does beside the command's own time: ending leftovers, and a machine that is busy. */
const SLACK_MS = 30_000;
/** For the rest of the output, after the runner has said that it is done. */
const DRAIN_LIMIT_MS = 10_000;
const RUNNER_LOST = 'the runner ended before its commands did; what they had done by then is not known';

export function runCommands(plan: RunPlan, pty: PtyHost, hooks: RunHooks): RunningCommands {
    const run = new Run(plan, hooks);
    return run.start(pty);
}

/** Owns the runner's process and socket from start to end. */
class Run {
    private readonly began = performance.now();
    private readonly id = randomBytes(16).toString('hex');
    private readonly marks: readonly string[];
    private readonly frames;
    private readonly captured = captureOutput();
    private readonly results: CommandResult[] = [];
    private readonly notes: string[] = [];
    private readonly channel;
    private readonly graceMs: number;
    private readonly slackMs: number;
    private running: { readonly index: number; readonly since: number } | undefined;
    private process: PtyProcess | undefined;
    private watchdog: NodeJS.Timeout | undefined;
    private ready = false;
    /** What was printed instead of becoming ready: Node's own words about a runner that it cannot load. */
    private startText = '';
    private awaitedFrames: number | undefined;
    private cancelled = false;
    private problem: string | undefined;
    private settled = false;
    /** Reports are handled one after the other, since hooks take time. */
    private work: Promise<void> = Promise.resolve();
    private resolve!: (result: RunResult) => void;

    constructor(private readonly plan: RunPlan, private readonly hooks: RunHooks) {
        this.graceMs = plan.graceMs ?? GRACE_MS;
        this.slackMs = plan.slackMs ?? SLACK_MS;
        this.marks = Array.from({ length: plan.commands.length + 1 }, () => randomBytes(16).toString('hex'));
        this.frames = frameReader(this.marks);
        this.channel = openRunnerChannel({ report: report => this.enqueue(() => this.take(report)), closed: () => this.enqueue(() => this.runnerGone()) });
    }

    start(pty: PtyHost): RunningCommands {
        const done = new Promise<RunResult>(resolve => { this.resolve = resolve; });
        this.watch(START_LIMIT_MS, 'the runner did not start');
        try {
            this.process = pty.start({ file: process.execPath, args: [...runnerArguments(), this.channel.path], env: { ELECTRON_RUN_AS_NODE: '1' }, cwd: '/' });
            this.process.onOutput(text => this.output(text));
            this.process.onExit(problem => this.enqueue(() => this.exited(problem)));
        } catch (error) {
            this.enqueue(() => this.exited(message(error)));
        }
        return { done, cancel: () => this.cancel(), terminalId: this.process?.terminalId };
    }

    private cancel(): void {
        if (this.settled) {
            return;
        }
        this.cancelled = true;
        this.channel.send({ type: 'cancel' });
        this.watch(this.graceMs + this.slackMs, 'it did not end when it was cancelled');
    }

    private enqueue(step: () => Promise<void>): void {
        this.work = this.work.then(() => this.settled ? undefined : step()).catch(error => this.fail(message(error)));
    }

    private output(text: string): void {
        this.startText += this.ready ? '' : text.slice(0, 2_000 - this.startText.length);
        const output = this.frames.read(text);
        if (output !== '') {
            this.captured.add(output);
            this.hooks.onOutput?.(output);
        }
        if (this.awaitedFrames !== undefined && this.frames.seen() >= this.awaitedFrames) {
            this.enqueue(() => this.settle());
        }
    }

    private async take(report: Report): Promise<void> {
        switch (report.type) {
            case 'ready': return this.sendPlan();
            case 'may-start': return this.letStart(report.index);
            case 'started': return;
            case 'ended': return this.ended(report);
            case 'finished': return this.finished(report.cancelled, report.frames);
            default: report satisfies never;
        }
    }

    private async sendPlan(): Promise<void> {
        this.ready = true;
        const { bash, commands } = this.plan;
        this.channel.send({ type: 'plan', bash, commands, run: this.id, marks: this.marks, graceMs: this.graceMs });
        if (this.cancelled) {
            this.channel.send({ type: 'cancel' });
        }
    }

    private async letStart(index: number): Promise<void> {
        clearTimeout(this.watchdog);
        const command = this.plan.commands[index];
        const reason = await this.mayStart(index);
        if (reason !== undefined) {
            this.problem ??= reason;
            this.channel.send({ type: 'stop', reason });
            return;
        }
        if (this.cancelled) {
            return;
        }
        this.watch(command.timeoutMs + this.graceMs + this.slackMs, `command ${index + 1} did not end at its time limit`);
        this.running = { index, since: performance.now() };
        this.channel.send({ type: 'go', index });
    }

    /** The reason why not. */
    private async mayStart(index: number): Promise<string | undefined> {
        try {
            const reason = await this.plan.beforeEach?.(index);
            if (reason === undefined && !this.cancelled) {
                await this.hooks.onStarted?.(index, this.plan.bash);
            }
            return reason;
        } catch (error) {
            return `command ${index + 1} was not started: ${message(error)}`;
        }
    }

    private async ended(report: Extract<Report, { type: 'ended' }>): Promise<void> {
        const { index, exit, signal, timedOut, durationMs } = report;
        const result: CommandResult = { index, exit, signal, timedOut, durationMs };
        this.running = undefined;
        this.results.push(result);
        this.problem ??= report.problem && `Command ${index + 1}: ${report.problem}`;
        this.noteLeftovers(index, report);
        await this.hooks.onEnded?.(result);
    }

    private noteLeftovers(index: number, left: { readonly ended: number; readonly surviving: number }): void {
        if (left.ended > 0) {
            this.notes.push(`${left.ended} process(es) outlived command ${index + 1} and were ended.`);
        }
        if (left.surviving > 0) {
            this.problem ??= `${left.surviving} process(es) outlived command ${index + 1} and could not be ended.`;
        }
    }

    private async finished(cancelled: boolean, frames: number): Promise<void> {
        this.cancelled ||= cancelled;
        this.awaitedFrames = frames;
        clearTimeout(this.watchdog);
        if (this.frames.seen() >= frames) {
            return this.settle();
        }
        this.watchdog = setTimeout(() => this.enqueue(() => this.fail('the end of the output did not arrive')), DRAIN_LIMIT_MS);
    }

    /** The runner is gone without a word: what it had started may be alive. */
    private async runnerGone(): Promise<void> {
        if (this.awaitedFrames === undefined) {
            await this.fail(RUNNER_LOST);
        }
    }

    private async exited(problem: string | undefined): Promise<void> {
        if (this.awaitedFrames === undefined) {
            const said = this.startText.trim();
            await this.fail(this.ready ? RUNNER_LOST : `the terminal could not be started: ${problem ?? (said || 'the runner ended at once')}`);
        }
    }

    private watch(limitMs: number, problem: string): void {
        clearTimeout(this.watchdog);
        this.watchdog = setTimeout(() => void this.fail(problem), Math.min(limitMs, 2 ** 31 - 1));
    }

    private async fail(problem: string): Promise<void> {
        if (this.settled) {
            return;
        }
        this.problem ??= problem;
        if (this.running) {
            const { index, since } = this.running;
            this.results.push({ index, durationMs: performance.now() - since });
        }
        this.process?.kill('SIGKILL');
        const left = await endLeftovers({ run: this.id }, this.graceMs);
        if (left.surviving > 0) {
            this.notes.push(`${left.surviving} process(es) could not be ended.`);
        }
        await this.settle();
    }

    private async settle(): Promise<void> {
        if (this.settled) {
            return;
        }
        this.settled = true;
        clearTimeout(this.watchdog);
        this.channel.close();
        this.resolve({
            commands: this.results, output: this.captured.text(), outputBytes: this.captured.bytes(), leftOutBytes: this.captured.leftOutBytes(),
            cancelled: this.cancelled, problem: this.problem, notes: this.notes, durationMs: performance.now() - this.began
        });
    }
}

function message(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
