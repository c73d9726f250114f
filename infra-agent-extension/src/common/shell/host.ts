/** What evaluating tells its caller, and asks of it. The shell room knows how commands are started; the host knows what they do. */
import type { ParsedShell } from './parse-shell';
import type { Place, Source } from './source';
import type { FunctionSlot } from './state';
import type { Value } from './value';

/** One word behind all expansion and splitting. */
export interface Field {
    readonly value: Value;
    /** It may be several words, or none. */
    readonly splits: boolean;
    readonly place: Place;
    /** Rests on the default of a variable that may be set where this runs: it decides nothing. */
    readonly assumed?: boolean;
    /** The text inside a literal, if its characters lie in the source one to one from here. */
    readonly literal?: { readonly source: Source; readonly offset: number };
}

export type ShellInput =
    | { readonly kind: 'inherited' }
    | { readonly kind: 'text'; readonly value: Value; readonly literal?: { readonly source: Source; readonly offset: number } }
    | { readonly kind: 'file'; readonly path: Field }
    /** Output of these commands, and its text as far as it is known. */
    | { readonly kind: 'pipe'; readonly value: Value; readonly from: readonly StartedCommand[] }
    | { readonly kind: 'closed' };

export interface ResolvedRedirect {
    readonly operator: '>' | '>>' | '>|' | '<' | '<>' | '&>' | '&>>';
    readonly descriptor: number | undefined;
    readonly target: Field;
}

export interface StartedCommand {
    /** Program first. */
    readonly words: readonly Field[];
    readonly builtin: boolean;
    readonly assignments: readonly { readonly name: string; readonly value: Field }[];
    readonly redirects: readonly ResolvedRedirect[];
    readonly stdin: ShellInput;
    /** What it prints does not reach the terminal as it is. */
    readonly captured: boolean;
    /** Folder in which it starts. */
    readonly cwd: Value;
    readonly place: Place;
    readonly source: Source;
    /** What a program that is started here sees of its environment, where the text set it. */
    environment(name: string): Value | undefined;
    /** Functions that a shell started here inherits. */
    functions(): ReadonlyMap<string, FunctionSlot>;
}

export interface Trouble {
    readonly kind: 'unparsed' | 'too-large' | 'too-deep' | 'computed-code' | 'unreadable-source' | 'any-variable' | 'replaced-builtin' | 'redefined';
    readonly message: string;
    readonly place: Place;
}

export type SourcedText = { readonly kind: 'text'; readonly text: string; readonly file: string; readonly parsed: ParsedShell } | { readonly kind: 'refused'; readonly reported: true };

export interface ShellHost {
    /** A program or builtin with outside effects is started. Answers what it prints, where the host knows. */
    started(command: StartedCommand): Value | undefined;
    /** A redirection of a compound command, or one without a command. */
    redirected(redirects: readonly ResolvedRedirect[], command: Pick<StartedCommand, 'cwd' | 'place'>): void;
    /** A command printed this into a file. */
    wrote(redirect: ResolvedRedirect, content: Value, cwd: Value): void;
    /** A variable was set that reaches started programs, or that the shell itself obeys. */
    assigned(name: string, value: Value, place: Place, cwd: Value): void;
    /** What the text cannot tell, and what makes it unreadable. */
    trouble(trouble: Trouble): void;
    /** A variable was read that neither text nor environment sets. */
    unset(name: string): void;
    /** The text that `source` would read. The host itself reports what it cannot read. */
    source(path: Field, cwd: Value): SourcedText;
    /** Names that a pattern stands for, in order; undefined if that cannot be known. */
    glob(pattern: string, cwd: Value): readonly string[] | undefined;
    /** Whether a folder is known to be there. */
    folderExists(path: string): boolean;
    /** Whether a file or folder is there when a test asks; undefined if that is not known, or may have changed by then. */
    exists(path: string, kind: 'file' | 'folder' | 'any'): boolean | undefined;
    /** The root of the repository that a folder belongs to, if it is known. */
    repositoryRoot(): string | undefined;
}
