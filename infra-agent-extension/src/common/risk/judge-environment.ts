/** Variables that change what programs run or reach, when the text sets them. */
import type { Field, StartedCommand } from '../shell/host';
import { parseShell } from '../shell/parse-shell';
import { computedSource, rootSource, shiftedSource } from '../shell/source';
import type { Place } from '../shell/source';
import { tidyPath } from '../shell/shell-path';
import { known, optionsOf, shown, text } from '../shell/value';
import type { Value } from '../shell/value';
import { DEEPEST_SCRIPT, say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { UNNAMED_WORKSPACE, workspaceRoot } from './place-of-path';
import type { ProgramTable } from './program';

/** What every program obeys. */
const EVERYWHERE = /^(PATH|LD_[A-Z_]+|DYLD_[A-Z_]+|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PROMPT_COMMAND|PS4|GCONV_PATH|NODE_OPTIONS|PYTHONPATH|PYTHONHOME|PYTHONSTARTUP|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/;

/** Those of them that a shell obeys even when they are not exported. */
export const WATCHED: ReadonlySet<string> = new Set(['PATH', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'BASH_ENV', 'ENV', 'PROMPT_COMMAND', 'PS4', 'DYLD_INSERT_LIBRARIES']);

/** Their values are commands. */
const COMMANDS = /(^|_)(PAGER|EDITOR|VISUAL|BROWSER|ASKPASS|LESSOPEN|LESSCLOSE)$|^(GIT_SSH_COMMAND|GIT_SSH|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_SEQUENCE_EDITOR|KUBECTL_EXTERNAL_DIFF|RSYNC_RSH|CVS_RSH|SHELL|MAKESHELL|DOCKER_SSH_COMMAND|FZF_DEFAULT_COMMAND)$/;

/** They choose what is reached, which the card names, and run nothing by themselves. */
const SELECTORS = /^(AWS_(PROFILE|DEFAULT_PROFILE|REGION|DEFAULT_REGION|ROLE_ARN)|CLOUDSDK_(CORE_(PROJECT|ACCOUNT)|COMPUTE_(REGION|ZONE)|ACTIVE_CONFIG_NAME|CONFIG)|GOOGLE_(PROJECT|CLOUD_PROJECT|REGION|ZONE|APPLICATION_CREDENTIALS)|ARM_[A-Z_]+|AZURE_[A-Z_]+|TF_(WORKSPACE|DATA_DIR|PLUGIN_CACHE_DIR|VAR_\w+|LOG|INPUT)|HELM_(KUBECONTEXT|NAMESPACE|KUBEAPISERVER|DRIVER)|DOCKER_(CONTEXT|HOST|BUILDKIT)|COMPOSE_[A-Z_]+|PG[A-Z]+|MYSQL_\w+|VAULT_(ADDR|NAMESPACE)|CONSUL_HTTP_ADDR|NOMAD_ADDR|ETCDCTL_\w+|ARGOCD_(SERVER|OPTS)|PULUMI_STACK|KUBE_CONTEXT|ANSIBLE_(INVENTORY|HOST_KEY_CHECKING|LIMIT))$/;

/** Variables that are appended to the program's own arguments are read with them. */
const ARGUMENTS = /^TF_CLI_ARGS(_\w+)?$/;

/** A variable that reaches all programs was set. */
export function judgeAssigned(assessing: Assessing, setting: Setting, name: string, value: Value, place: Place): void {
    if (!EVERYWHERE.test(name)) {
        return;
    }
    for (const option of optionsOf(value)) {
        if (name === 'PATH') {
            judgeSearchPath(assessing, setting, option, place);
        } else if (name === 'PS4' || name === 'PROMPT_COMMAND') {
            const fixed = known(option);
            if (fixed === undefined || /\$\(|`/.test(fixed) || name === 'PROMPT_COMMAND' && fixed !== '') {
                say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `sets ${name}, whose text the shell runs`, place });
                runLater(assessing, setting, name === 'PS4' ? `: <<PS4\n${fixed}\nPS4` : fixed, place);
            }
        } else if (known(option) !== '') {
            say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `sets ${name}, which changes what programs run`, place });
        }
    }
}

/** How far the text of a prompt reaches, where it can be read; that the shell runs it is HIGH in any case. */
function runLater(assessing: Assessing, setting: Setting, code: string | undefined, place: Place): void {
    const parsed = code === undefined ? undefined : parseShell(code);
    if (code !== undefined && parsed?.problems.length === 0) {
        assessing.parts.evaluate(assessing, { ...setting, depth: setting.depth + 1 }, { ...rootSource(code, parsed), place: () => place }, {
            name: text('sh'), positional: { items: [], open: true }, cwd: [{ shown: '$PWD', nature: 'any' }], stdin: { kind: 'inherited' }, inherited: () => undefined
        });
    }
}

/** `NAME=value program`, for names that every program obeys. */
export function judgeAssignments(assessing: Assessing, setting: Setting, command: StartedCommand): void {
    command.assignments.forEach(({ name, value }) => judgeAssigned(assessing, setting, name, value.value, value.place));
}

/** What a program's table says it obeys, where the text set it. */
export function judgeProgramEnvironment(assessing: Assessing, setting: Setting, table: ProgramTable, command: StartedCommand): void {
    for (const name of table.dangerousEnvironment ?? []) {
        const value = EVERYWHERE.test(name) ? undefined : setByText(assessing, command, name);
        if (value !== undefined && !ARGUMENTS.test(name)) {
            const place = command.assignments.find(assignment => assignment.name === name)?.value.place ?? command.place;
            optionsOf(value).forEach(option => judgeVariable(assessing, setting, name, option, { command, place }));
        }
    }
}

/** Words that `TF_CLI_ARGS…` adds to a call; undefined where they are not known. */
export function addedArguments(command: StartedCommand, verb: string): readonly Field[] | undefined {
    const values = ['TF_CLI_ARGS', `TF_CLI_ARGS_${verb.split(' ')[0]}`].map(name => command.environment(name) ?? []);
    const fixed = values.map(known);
    if (fixed.includes(undefined)) {
        return undefined;
    }
    return fixed.flatMap(line => line!.split(/\s+/).filter(word => word !== '')).map(word => ({ value: text(word.replace(/^(['"])(.*)\1$/, '$2')), splits: false, place: command.place }));
}

/** A value that is not simply what the environment held before. */
function setByText(assessing: Assessing, command: StartedCommand, name: string): Value | undefined {
    const value = command.environment(name);
    const fixed = value && known(value);
    return value === undefined || fixed === '' || fixed !== undefined && fixed === assessing.context.env[name] ? undefined : value;
}

interface At {
    readonly command: StartedCommand;
    readonly place: Place;
}

function judgeVariable(assessing: Assessing, setting: Setting, name: string, value: Value, { command, place }: At): void {
    const fixed = known(value);
    if (COMMANDS.test(name)) {
        return judgeCommandValue(assessing, setting, name, fixed, { command, place });
    }
    if (SELECTORS.test(name)) {
        return;
    }
    if (name === 'KUBECONFIG') {
        return judgeKubeconfig(assessing, setting, value, place);
    }
    const proxy = /^(HTTPS?|ALL|NO)_PROXY$/i.test(name);
    say(assessing, setting, { risk: proxy ? 'MED' : 'HIGH', group: 'local', writes: false, message: proxy ? `sends the traffic through ${shown(value)}` : `sets ${name}, which changes what the program runs or reaches`, place });
}

/** `GIT_SSH_COMMAND='ssh -i key'`: what the value runs is what counts. */
function judgeCommandValue(assessing: Assessing, setting: Setting, name: string, fixed: string | undefined, { command, place }: At): void {
    if (fixed === undefined) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `sets ${name}, and what that runs the text does not fix`, place });
    }
    // What the value starts sees the same variable, and perhaps others that it was not read with: `GIT_PAGER='git log | less'`.
    const key = `${name}=${fixed}`;
    if (assessing.active.includes(key) || setting.depth > DEEPEST_SCRIPT) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `sets ${name}, which starts itself again and again`, place });
    }
    const parsed = parseShell(fixed);
    const literal = command.assignments.find(assignment => assignment.name === name)?.value.literal;
    const source = literal ? shiftedSource(literal.source, fixed, parsed, literal.offset) : computedSource(command.source, fixed, parsed, place);
    assessing.active.push(key);
    assessing.parts.evaluate(assessing, { ...setting, depth: setting.depth + 1 }, source, {
        name: text('sh'), positional: { items: [], open: true }, cwd: command.cwd, stdin: { kind: 'pipe', value: [{ shown: '…', nature: 'any' }], from: [] }, inherited: command.environment
    });
    assessing.active.pop();
}

/** A kubeconfig can name a program to run for credentials; the person's own folder of them is theirs. */
function judgeKubeconfig(assessing: Assessing, setting: Setting, value: Value, place: Place): void {
    const named = shown(value);
    const home = assessing.context.home;
    const own = /^(~|\$\{?HOME\}?)\/\.kube\//.test(named) || home !== undefined && named.startsWith(`${home}/.kube/`) || /^\/etc\/(rancher|kubernetes)\//.test(named);
    if (!own) {
        say(assessing, setting, { risk: 'MED', group: 'cluster', writes: false, message: `takes the cluster, and the program that signs in to it, from ${named}`, place });
    }
}

const SYSTEM_FOLDERS = /^(\/usr(\/local)?)?\/s?bin$|^\/opt\/homebrew\/s?bin$|^\/snap\/bin$|^\/usr\/(local\/go|lib\/[\w.-]+)\/bin$|^\/usr\/games$|^\/nix\/var\/nix\/profiles\/default\/bin$/;
const OWN_FOLDERS = /^(~|\$\{?HOME\}?|\/root|\/home\/[\w.-]+|\/Users\/[\w.-]+)\/(\.local\/bin|bin|go\/bin|\.krew\/bin|\.cargo\/bin|\.asdf\/(bin|shims)|\.pyenv\/(bin|shims)|\.rbenv\/(bin|shims)|\.nvm\/[\w./-]+\/bin|\.volta\/bin|\.bun\/bin|\.deno\/bin|\.linkerd2\/bin|\.istioctl\/bin|\.tfenv\/bin|google-cloud-sdk\/bin)$|^\/opt\/[\w.-]+\/bin$|^\$\{?KREW_ROOT/;

/** What stands before the old search path can replace any program; what stands behind it only adds. */
function judgeSearchPath(assessing: Assessing, setting: Setting, value: Value, place: Place): void {
    const marked = value.map(part => typeof part === 'string' ? part : part.shown).join('');
    const old = assessing.context.env.PATH;
    const normal = old ? marked.replace(old, '$PATH') : marked;
    const entries = normal.split(':');
    const at = entries.findIndex(entry => /^\$\{?PATH(:[-+].*)?\}?$/.test(entry));
    const [before, behind] = at < 0 ? [entries, []] : [entries.slice(0, at), entries.slice(at + 1)];
    const bad = before.find(entry => !SYSTEM_FOLDERS.test(entry) && !OWN_FOLDERS.test(homeShown(assessing, entry)));
    if (bad !== undefined) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `has programs searched in ${describe(assessing, bad)} first, so that any name may run something else`, place });
    }
    const own = [...before, ...behind].find(entry => !SYSTEM_FOLDERS.test(entry));
    if (own !== undefined && (before.includes(own) ? false : !OWN_FOLDERS.test(homeShown(assessing, own)))) {
        say(assessing, setting, { risk: 'MED', group: 'local', writes: false, message: `also has programs searched in ${describe(assessing, own)}`, place });
    }
}

function homeShown(assessing: Assessing, entry: string): string {
    const { home } = assessing.context;
    return home && entry.startsWith(`${home}/`) ? `~${entry.slice(home.length)}` : entry;
}

function describe(assessing: Assessing, entry: string): string {
    const root = workspaceRoot(assessing.context);
    const tidy = entry.startsWith('/') ? tidyPath(entry) : entry;
    return entry === '' ? 'the current folder' : tidy === root || tidy.startsWith(`${root}/`) ? `the workspace (${tidy.slice(root.length + 1) || '.'})` : entry.replaceAll(UNNAMED_WORKSPACE, '.');
}
