/** What a run is asked to do, what it tells while it goes on, and what it gives at its end. */
import type { CommandResult } from '../../common/conductor/observation';
import type { PlannedCommand } from './protocol';

export interface RunPlan {
    readonly commands: readonly PlannedCommand[];
    /** Absolute path of bash. */
    readonly bash: string;
    /** Asked right before each command; an answer is the reason why it, and all after it, must not start. */
    readonly beforeEach?: (index: number) => Promise<string | undefined>;
    /** Between asking a command to stop and forcing it; 5 s if left out. */
    readonly graceMs?: number;
    /** What the runner may take beside the commands' own time before it is given up; 30 s if left out. */
    readonly slackMs?: number;
}

export interface RunHooks {
    /** Awaited before the command starts, so that it is journalled first; if this fails, the command does not start. */
    onStarted?(index: number, program: string): void | Promise<void>;
    onEnded?(result: CommandResult): void | Promise<void>;
    /** What the commands print, as the terminal got it: with escape sequences and CRLF, without what the runner prints itself. */
    onOutput?(text: string): void;
}

export interface RunResult {
    /** Of each command that was started; the others were not. One without exit and signal ended in a way that nobody saw. */
    readonly commands: readonly CommandResult[];
    /** ANSI stripped, LF, at most the first and the last MiB. Not redacted. */
    readonly output: string;
    /** In bytes, of all that the commands printed. */
    readonly outputBytes: number;
    /** How much of it `output` lacks. */
    readonly leftOutBytes: number;
    readonly cancelled: boolean;
    /** Why it could not be begun or completed, in one sentence. A run with a problem has not succeeded, whatever the exit codes. */
    readonly problem?: string;
    /** What a person should know beside: processes that outlived their command. */
    readonly notes: readonly string[];
    readonly durationMs: number;
}

export interface RunningCommands {
    /** Never rejects. */
    readonly done: Promise<RunResult>;
    /** Ends the whole tree of processes; `done` follows. */
    cancel(): void;
    readonly terminalId?: number;
}
