/**
 * What a shell text says, as far as facts and checks need it: calls with their words, variables read and set, functions, and under which
 * conditions a call runs. Made once from the syntax tree, which is then let go. It must not know other files.
 */
import type { ShellProblem } from '../shell/parse-shell';

/** A stretch of a word. Text is known; everything else is what the shell puts there. */
export type Piece =
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'variable'; readonly name: string; readonly fallback?: ShellWord; readonly suffixRemoved?: string; readonly shown: string }
    | { readonly kind: 'command'; readonly calls: readonly ShellCall[]; readonly shown: string }
    | { readonly kind: 'glob'; readonly text: string };

export interface ShellWord {
    /** As written, with its quotes. */
    readonly text: string;
    /** The exact value, where nothing of it is unknown. */
    readonly value?: string;
    readonly pieces: readonly Piece[];
    readonly start: number;
    readonly end: number;
}

/** What had to hold for a call to run: the calls and variables that were asked. */
export interface Condition {
    readonly calls: readonly ShellCall[];
    /** Variables whose value was tested. */
    readonly variables: readonly string[];
    readonly text: string;
    /** `[[ -f … ]]`, `[ -d … ]` and their like: the word that was looked for. */
    readonly filesTested: readonly ShellWord[];
}

export interface ShellRedirect {
    readonly operator: string;
    readonly target?: ShellWord;
    readonly heredoc?: { readonly text: string; readonly start: number; readonly quoted: boolean };
}

export interface ShellCall {
    /** The program and its arguments; empty for a bare redirection. */
    readonly words: readonly ShellWord[];
    /** The program, where it is known. */
    readonly name?: string;
    /** Variables set for this call alone. */
    readonly environment: readonly string[];
    readonly redirects: readonly ShellRedirect[];
    /** The function in whose body it stands. */
    readonly inFunction?: string;
    readonly conditions: readonly Condition[];
    /** Its exit status is asked: `if`, `while`, left of `&&` or `||`, negated. */
    readonly tested: boolean;
    /** A failure is followed by something else (`|| …`), and so does not end the script. */
    readonly failureHandled: boolean;
    /** The calls behind it in its pipeline. */
    readonly pipedTo: readonly ShellCall[];
    readonly pipedFrom: readonly ShellCall[];
    /** Inside `$(…)`, backticks or `<(…)`. */
    readonly substituted: boolean;
    readonly background: boolean;
    /** In the body of a loop. */
    readonly inLoop: boolean;
    readonly start: number;
    readonly end: number;
    /** The whole statement: pipeline, list and redirections. */
    readonly statementStart: number;
    readonly statementEnd: number;
}

export interface VariableRead {
    readonly name: string;
    /** Not an error when unset: `${X:-…}`, `${X:?…}`, `${X+…}`, `[[ -v X ]]`, `${X[@]}`. */
    readonly guarded: boolean;
    /** `:?` and its like: fails with a message of its own. */
    readonly required: boolean;
    readonly inFunction?: string;
    readonly start: number;
    readonly end: number;
}

export interface VariableSet {
    readonly name: string;
    readonly exported: boolean;
    readonly local: boolean;
    readonly value?: ShellWord;
    readonly elements?: readonly ShellWord[];
    readonly inFunction?: string;
    /** `X="${X:-default}"` and `: "${X:=default}"`: the environment may have set it before. */
    readonly keepsEnvironment: boolean;
    readonly conditional: boolean;
    readonly start: number;
    readonly end: number;
}

export interface ShellFunction {
    readonly name: string;
    readonly start: number;
    readonly end: number;
    readonly bodyStart: number;
    readonly bodyEnd: number;
}

/** `for NAME in WORDS`, with where its body lies. */
export interface ShellLoop {
    readonly name: string;
    readonly words: readonly ShellWord[];
    readonly start: number;
    readonly end: number;
}

export interface ShellScript {
    readonly file: string;
    readonly text: string;
    readonly problems: readonly ShellProblem[];
    readonly shebang?: string;
    readonly dialect: 'bash' | 'sh' | 'zsh';
    readonly calls: readonly ShellCall[];
    readonly reads: readonly VariableRead[];
    readonly sets: readonly VariableSet[];
    readonly functions: readonly ShellFunction[];
    readonly loops: readonly ShellLoop[];
    readonly conditions: readonly Condition[];
    /** `eval` or `source` of what cannot be known, `declare "$name"`, `read` into a computed name: anything may be set. */
    readonly setsUnknown: boolean;
}
