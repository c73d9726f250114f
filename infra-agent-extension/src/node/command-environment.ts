/**
 * What of the environment reaches the commands (DESIGN §4): a base list, what the operation declares, and what the used programs' tables
 * allow. The card lists all but the base, and what was declared and is kept back.
 */
import { delimiter } from 'node:path';
import { redact } from '../common/ops/redact';
import { RUN_VARIABLE } from './command-runner/leftovers';
import { safePath } from './find-program';

const BASE = new Set(['HOME', 'USER', 'SHELL', 'LANG', 'TMPDIR', 'SSH_AUTH_SOCK']);
const BASE_PREFIXES = ['LC_', 'XDG_'];
/** Where every program looks for its own settings, some of which are programs; an operation may not put others in their place. */
const WHERE_SETTINGS_ARE = /^(?:HOME|SHELL|XDG_.*)$/;
/** Set for every command, beside the base: the terminal takes no keys, so what would wait for one must not start. */
const NOBODY_TYPES: Readonly<Record<string, string>> = { PAGER: 'cat', GIT_PAGER: 'cat', AWS_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0' };

/** They would run code in every shell or program that is started, or change what a name means; nothing may set them. */
const NEVER = new Set([
    'BASH_ENV', 'PROMPT_COMMAND', 'SHELLOPTS', 'BASHOPTS', 'PS4', 'IFS', 'CDPATH', 'GLOBIGNORE', 'PATH', RUN_VARIABLE, 'INFRA_AGENT_HOME',
    'NODE_OPTIONS', 'PYTHONSTARTUP', 'PERL5OPT', 'RUBYOPT', 'ELECTRON_RUN_AS_NODE', 'ENV', 'PS0', 'BASH_LOADABLES_PATH', 'BASH_XTRACEFD', 'EXECIGNORE', 'POSIXLY_CORRECT',
    'GCONV_PATH', 'GLIBC_TUNABLES', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', '__proto__'
]);
const NEVER_PREFIXES = ['BASH_FUNC_', 'LD_', 'DYLD_'];

const KEPT_BACK = 'kept back: it would change what the commands are';

export interface CommandEnvironment {
    readonly values: Readonly<Record<string, string>>;
    readonly listed: readonly { readonly name: string; readonly source: string }[];
    /** Declared names that are set nowhere. */
    readonly unset: readonly string[];
}

export interface EnvironmentRequest {
    readonly root: string;
    readonly source: Readonly<Record<string, string | undefined>>;
    /** `NAME`, taken from the source, or `NAME=value`. */
    readonly declared: readonly string[];
    /** Names that the tables of the used programs pass on. */
    readonly allowed: readonly string[];
}

/** Later sources win: base, then what programs may see, then what the operation says. What is listed is redacted. */
export function commandEnvironment({ root, source, declared, allowed }: EnvironmentRequest): CommandEnvironment {
    const values: Record<string, string> = { ...base(source), PATH: safePath(source, root).join(delimiter), TERM: 'xterm-256color', ...NOBODY_TYPES };
    const listed = new Map<string, string>();
    const unset: string[] = [];
    const given = (name: string): string | undefined => (Object.hasOwn(source, name) ? source[name] : undefined);
    const take = (name: string, value: string | undefined, from: string): void => {
        if (isNever(name)) {
            listed.set(name, KEPT_BACK);
        } else if (value !== undefined) {
            values[name] = value;
            listed.set(name, from);
        }
    };
    for (const name of allowed) {
        take(name, given(name), 'the environment, for a program that is used');
    }
    for (const entry of declared) {
        const [name, value] = split(entry);
        if (value !== undefined && WHERE_SETTINGS_ARE.test(name)) {
            listed.set(name, KEPT_BACK);
            continue;
        }
        if (value === undefined && given(name) === undefined && !isNever(name)) {
            unset.push(name);
        }
        take(name, value ?? given(name), value === undefined ? 'the environment' : `the operation: ${split(redact(entry).text)[1] ?? ''}`);
    }
    return { values, listed: [...listed].map(([name, from]) => ({ name, source: from })), unset };
}

/** Whether a person may give this variable a value of their own. */
export function mayBeSet(name: string): boolean {
    return !isNever(name) && !WHERE_SETTINGS_ARE.test(name);
}

function base(source: EnvironmentRequest['source']): Record<string, string> {
    const isBase = (name: string): boolean => BASE.has(name) || BASE_PREFIXES.some(prefix => name.startsWith(prefix));
    return Object.fromEntries(Object.entries(source).flatMap(([name, value]) => (value !== undefined && isBase(name) ? [[name, value] as const] : [])));
}

/** `BASH_FUNC_x%%` would define a function in every bash that is started. */
function isNever(name: string): boolean {
    return NEVER.has(name) || NEVER_PREFIXES.some(prefix => name.startsWith(prefix));
}

function split(entry: string): [string, string | undefined] {
    const at = entry.indexOf('=');
    return at < 0 ? [entry, undefined] : [entry.slice(0, at), entry.slice(at + 1)];
}
