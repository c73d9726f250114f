/** Where a run gets its terminal. Two kinds: `node-pty` alone for the command line and tests, and Theia's, to which a window can attach. */
export interface PtyProgram {
    /** Absolute. */
    readonly file: string;
    readonly args: readonly string[];
    /** The whole environment; nothing is inherited. */
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
}

export interface PtyProcess {
    /** Under which a window's terminal widget attaches; only from a host inside Theia. */
    readonly terminalId?: number;
    onOutput(listener: (text: string) => void): void;
    /** When the program has ended, perhaps a moment before the last of its output; or, with the reason, when it could not be started. */
    onExit(listener: (problem?: string) => void): void;
    kill(signal: 'SIGHUP' | 'SIGKILL'): void;
}

export interface PtyHost {
    start(program: PtyProgram): PtyProcess;
}
