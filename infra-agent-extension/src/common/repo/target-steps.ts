/** What a task runner would run for some targets: pieces of shell text, each with its place. Readers of each runner's file make these. */
export interface TargetStep {
    /** Shell text as the runner would hand it to a shell; what it would fill in and is not known is an unset variable. */
    readonly code: string;
    readonly file: string;
    readonly start: number;
    readonly end: number;
    /** Where it runs, relative to the runner's folder. */
    readonly folder?: string;
    /** Words that follow the text when it is run. */
    readonly args?: readonly string[];
    /** Arguments of the call are added to its line, as npm does for the script that it is asked for. */
    readonly addsArguments?: boolean;
}

export interface TargetReading {
    readonly steps: readonly TargetStep[];
    /** Every file that was read. */
    readonly files: readonly string[];
    /** Targets that are asked for and not there. */
    readonly missing: readonly string[];
    /** What cannot be read, each a clause such as "includes x.mk, which is not there". */
    readonly problems: readonly { readonly message: string; readonly file: string; readonly start: number; readonly end: number }[];
}

/** `NAME=value` as given on the command line. */
export type Given = ReadonlyMap<string, string>;
