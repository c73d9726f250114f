/**
 * What a program's table says, and what it is asked. Adding a program is adding one file in `programs/` that exports one `ProgramTable`
 * named `program`; the index is generated. A table must not know of shells, wrappers, repositories or the workspace: the evaluator does.
 */
import type { Group, Risk } from '../ops/operation';

/** One word of a call, as far as the text fixes it. */
export interface Word {
    /** The exact value; absent when a part of it cannot be known. */
    readonly value?: string;
    /** As a card shows it: known text, and `$NAME` or `$(…)` for what is not. */
    readonly shown: string;
    /** The known text before the first unknown part: `--context=$CTX` has the prefix `--context=`. */
    readonly prefix: string;
    /** What is known of its first unknown part all the same: a fresh temporary path, a number, a name without slashes. */
    readonly unknown?: 'temp' | 'number' | 'name';
    /** Unquoted and unknown: it may become several words, or none. */
    readonly splits: boolean;
    /** UTF-16 offsets into the text that is assessed. */
    readonly start: number;
    readonly end: number;
}

/** What standard input is: nothing of note, text that is known (here-document, here-string, `echo … |`), or the output of something unknown. */
export type Stdin = { readonly kind: 'inherited' } | { readonly kind: 'text'; readonly text: string; readonly offset?: number } | { readonly kind: 'file'; readonly path: Word } | { readonly kind: 'unknown' };

/** A call, with its flags told from its positional arguments by the table's `valueFlags`. */
export interface Call {
    readonly program: Word;
    /** Everything after the program. */
    readonly words: readonly Word[];
    readonly stdin: Stdin;
    /** Longest path of positional words that the table knows, joined by spaces: `rollout restart`; empty if none. */
    readonly verb: string;
    /** First positional word, known to the table or not. */
    readonly firstWord?: Word;
    /** Positional arguments behind the verb. */
    readonly positionals: readonly Word[];
    /** Whether one of these flags is given; `-n`, `--namespace`, `--namespace=x`, and letters in a bundle such as `-rf` count. */
    has(...names: readonly string[]): boolean;
    /** Values given to any of these flags, in order; `true`-like flags without a value give their own word. */
    values(...names: readonly string[]): readonly Word[];
    /** Flags as written, without values. */
    readonly flags: readonly Word[];
    /** Words behind the first `--`, if there is one; they are positionals too. */
    readonly afterDashes?: readonly Word[];
}

/** One thing that a call does. The risk of a call is its worst effect's; its group the farthest. */
export interface Effect {
    readonly risk: Risk;
    readonly group: Group;
    readonly writes: boolean;
    /** One clause that completes "this …": `deletes namespaces and all that is in them`. */
    readonly message: string;
    /** Its risk on another machine or in a container that was there before, where that is higher. */
    readonly elsewhere?: Risk;
    /** The word to mark; the whole call if left out. */
    readonly at?: Word;
}

/** What a verb does when no flag says otherwise. `inverse` is a verb path or a sentence; "none" is said plainly. */
export interface Verb {
    readonly risk: Risk;
    readonly group?: Group;
    /** `false` if left out for LOW, `true` otherwise. */
    readonly writes?: boolean;
    readonly message: string;
    readonly inverse?: string;
}

/** Options behind a verb; `optionsFirst` as in the table: `docker run IMAGE CMD -x` leaves `-x` to the command. */
export interface VerbOptions {
    readonly valueFlags: readonly string[];
    readonly optionsFirst?: boolean;
}

/** What a flag does to any verb that it is given to, or only to `verbs`. */
export interface FlagRule {
    readonly flags: readonly string[];
    /** Only for these values (exact); any value if left out. */
    readonly values?: readonly string[];
    readonly verbs?: readonly string[];
    readonly risk: Risk;
    readonly group?: Group;
    /** `false` for a flag that only shows more (`--show-secrets`): it counts under a dry run too. `true` if left out, unless LOW. */
    readonly writes?: boolean;
    readonly message: string;
}

/** Something that the call runs or applies, for the evaluator to look into. */
export type Inner =
    /** `assignments` are `NAME=value` words that the program sees, as with `env`; `folder` is where it runs, as with `env -C`. */
    | { readonly kind: 'argv'; readonly words: readonly Word[]; readonly where?: Remote; readonly assignments?: readonly Word[]; readonly folder?: Word }
    | { readonly kind: 'shell'; readonly text: Word; readonly args?: readonly Word[]; readonly where?: Remote }
    | { readonly kind: 'stdin-shell'; readonly where?: Remote }
    /** A script file run by a shell, or by its own `#!` line. */
    | { readonly kind: 'script'; readonly path: Word; readonly args: readonly Word[]; readonly where?: Remote }
    /** More arguments come from standard input or a file, as with `xargs`. */
    | { readonly kind: 'argv-and-more'; readonly words: readonly Word[] }
    /** A file in a language that the table can read once its text is there, such as SQL or awk. Missing or unreadable: HIGH; no folder: MED. */
    | { readonly kind: 'text-file'; readonly path: Word; readonly group: Group; readonly read: (text: string) => readonly Effect[] }
    | { readonly kind: 'manifests'; readonly paths: readonly Word[]; readonly kustomize: boolean; readonly recursive: boolean; readonly verb: 'apply' | 'delete' | 'create' | 'replace' }
    | { readonly kind: 'chart'; readonly path: Word }
    | { readonly kind: 'terraform'; readonly folder?: Word }
    /** `assignments` are variables given with the call, `make ENV=prod`; `args` are added to the line of an npm script, or are a Taskfile's `CLI_ARGS`. With `ifPresent` a target that is not there is nothing: life-cycle scripts. */
    | { readonly kind: 'targets'; readonly tool: 'make' | 'just' | 'task' | 'npm'; readonly targets: readonly Word[]; readonly folder?: Word; readonly file?: Word; readonly assignments?: readonly Word[]; readonly args?: readonly Word[]; readonly ifPresent?: boolean }
    /** Code that no table can read: inline python, `eval` of a variable, a remote manifest. */
    | { readonly kind: 'unreadable'; readonly message: string; readonly at?: Word };

/** Where an inner command runs, if not here. */
export interface Remote {
    readonly group: Group;
    readonly description: string;
    /** It was made for this call and goes with it (`docker run --rm` without mounts): paths in it are nobody's. */
    readonly fresh?: boolean;
}

export interface ProgramTable {
    /** Base names under which it is called; the first is its own. */
    readonly names: readonly string[];
    /** How far its verbs reach, where they do not say. */
    readonly group: Group;
    /** Flags that take the next word as their value, at any place: `-n`, `--namespace`. `--flag=value` needs no entry. */
    readonly valueFlags: readonly string[];
    /** Flags of one letter that take a value only where it is attached: `-pSECRET` of mysql, `-i.bak` of sed. */
    readonly attachedFlags?: readonly string[];
    /**
     * For programs whose verbs have options of their own, such as `git commit -m`: by verb path or its first word, the flags that take a value
     * there. `valueFlags` then are those of the program itself, which stand before the verb, and of verbs that are not named here.
     */
    readonly optionsOf?: Readonly<Record<string, VerbOptions>>;
    /** Options end at the first positional word, as with `sudo`, `xargs` and `ssh`: the rest belongs to what is started. */
    readonly optionsFirst?: boolean;
    /** Verb paths, with `''` for a program without verbs. */
    readonly verbs: Readonly<Record<string, Verb>>;
    /** Other spellings of verb paths: `{ del: 'delete' }`. */
    readonly aliases?: Readonly<Record<string, string>>;
    /** Flags that raise the risk; the effects are added to the verb's. */
    readonly flagRules?: readonly FlagRule[];
    /** Flags under which the call changes nothing (`--dry-run=client`), with the values that mean it; `['']` for the bare flag. Given verbs only, if named; not beside a flag of `unless` (`--no-dry-run`). */
    readonly dryRun?: readonly { readonly flag: string; readonly values: readonly string[]; readonly verbs?: readonly string[]; readonly unless?: readonly string[] }[];
    /** Help and version flags, under which nothing else happens. */
    readonly helpFlags?: readonly string[];
    /** What a table cannot say: effects beside the verb's, or instead of it when `replaces` is set. */
    readonly judge?: (call: Call) => { readonly effects: readonly Effect[]; readonly replaces?: boolean };
    /** What the call runs or applies. The verb's own effect still counts. */
    readonly inner?: (call: Call) => readonly Inner[];
    /** Paths whose content is replaced or changed: positional arguments or flag values. Where they lie decides the risk, and so the verb of `cp` is LOW. */
    readonly writesTo?: (call: Call) => readonly Word[];
    /** Files and folders that come from elsewhere with this call: what is run out of them cannot be read. */
    readonly fetches?: (call: Call) => readonly Word[];
    /** Paths that are removed, with all that is under them; decided by place, as `writesTo`. */
    readonly deletes?: (call: Call) => readonly Word[];
    /** Paths that are created or altered without losing content: made folders, sources of a move, appended text, modes. Harmless in the workspace and in temp. */
    readonly touches?: (call: Call) => readonly Word[];
    /** Paths whose content is printed or sent on: a file of credentials among them makes the call HIGH. */
    readonly reads?: (call: Call) => readonly Word[];
    /** The words that name what is reached (context, project, host), for the target and the sentence. */
    readonly target?: (call: Call) => { readonly kind: 'kube-context' | 'cloud-project' | 'terraform-workspace' | 'host' | 'path'; readonly word?: Word } | undefined;
    /** Variables of the environment that this program reads and that are passed on to it: `KUBECONFIG`. */
    readonly environment?: readonly string[];
    /** Of those, the ones that change what it runs or reaches when the text sets them. */
    readonly dangerousEnvironment?: readonly string[];
}
