/**
 * How a create is made repeatable, in this order: the repository's own function that creates the same thing with a guard; a form of the same command
 * that can be repeated; a look in front of it, in the repository's style.
 */
import { changed, lineBreakOf, patchEdit } from '../mend-edits';
import { isGuarded } from '../guards';
import { creationOf, type Creation } from '../creates';
import { beginsSmall, rendering, saysWhatExists, silence } from '../house-style';
import { indentOf, infoLogger, standsAlone } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { ShellCall, ShellScript, ShellWord } from '../../repo/shell-script';

/** Flags that say where a resource lives: a look needs them as the create does. Not `--network`, which says what a router or a rule is for. */
const SCOPE = /^--(region|zone|location|router|keyring|cluster|instance|project|namespace|context|kube-context|profile|type)(=|$)|^-n$/;

export function createGuardMend(context: CheckContext, script: ShellScript, call: ShellCall, creation: Creation): Mend | undefined {
    const text = context.text(script.file)!;
    const own = ownFunction(context, script, call, creation);
    if (own !== undefined) {
        return mend(script.file, text, { start: call.start, end: call.end, text: own }, `Create it through ${own.split(' ')[0]}`);
    }
    const repeatable = repeatableForm(context, script, call, creation);
    if (repeatable !== undefined) {
        return mend(script.file, text, repeatable, `Make \`${creation.named}\` repeatable`);
    }
    const look = standsAlone(script, call) && !call.words.some(word => word.text.replace(/\\\r?\n/g, '').includes('\n')) ? lookFor(text, call, creation) : undefined;
    return look === undefined ? undefined : mend(script.file, text, withLook(context, script, call, look, creation), `Look before \`${creation.named}\``);
}

function mend(file: string, text: string, change: { start: number; end: number; text: string }, title: string): Mend {
    return { title, edits: [patchEdit(file, text, changed(text, [change]))] };
}

/** `kube create namespace X` where the repository has `ensure_namespace() { … kube create namespace "$1" … }` with a guard: one positional, nothing else. */
function ownFunction(context: CheckContext, script: ShellScript, call: ShellCall, creation: Creation): string | undefined {
    const words = context.shell.effective(call, script);
    const args = argumentsOf(words, creation);
    if (args.length !== 1 || extraFlags(words, creation).length > 0) {
        return undefined;
    }
    for (const [name, file] of context.shell.functions(script.file)) {
        const owner = context.shell.scripts.get(file);
        const inner = owner?.calls.find(candidate => candidate.inFunction === name && creationOf(context.shell.effective(candidate, owner), candidate)?.named === creation.named);
        if (!owner || !inner || name === call.inFunction || !isGuarded(context, owner, inner, 0)) {
            continue;
        }
        const innerWords = context.shell.effective(inner, owner);
        const taken = argumentsOf(innerWords, creation);
        const onlyName = owner.calls.filter(other => other.inFunction === name).every(other => other.words.every(word => !/\$\{?[2-9]\}?/.test(word.text))) && !owner.sets.some(set => set.inFunction === name && set.value && /\$\{?[2-9]\}?/.test(set.value.text));
        if (taken.length === 1 && extraFlags(innerWords, creation).length === 0 && onlyName) {
            return `${name} ${args[0].text}`;
        }
    }
    return undefined;
}

function argumentsOf(words: readonly ShellWord[], creation: Creation): ShellWord[] {
    const kindWords = creation.program === 'kubectl' || creation.program === 'oc' ? 2 : 1;
    return words.slice(creation.verbAt + kindWords).filter(word => !word.text.startsWith('-'));
}

function extraFlags(words: readonly ShellWord[], creation: Creation): ShellWord[] {
    return words.slice(creation.verbAt).filter(word => word.text.startsWith('-') && !SCOPE.test(word.text) && !/^--quiet/.test(word.text));
}

/** The same command in a form that can be repeated. */
function repeatableForm(context: CheckContext, script: ShellScript, call: ShellCall, creation: Creation): { start: number; end: number; text: string } | undefined {
    const text = context.text(script.file)!;
    const verb = call.words.find(word => ['create', 'install'].includes(word.value ?? ''));
    switch (creation.program) {
        case 'helm': return verb ? { start: verb.start, end: verb.end, text: 'upgrade --install' } : undefined;
        case 'mkdir': return { start: call.words[0].end, end: call.words[0].end, text: ' -p' };
        case 'ln': {
            const flags = call.words.find(word => /^-\w*s/.test(word.value ?? ''));
            return flags ? { start: flags.start, end: flags.end, text: `-sfn${(flags.value ?? '').slice(1).replace(/[sfn]/g, '')}` } : undefined;
        }
        case 'kubectl': case 'oc': {
            if (!verb || call.redirects.length > 0 || call.pipedTo.length > 0 || call.pipedFrom.length > 0) {
                return undefined;
            }
            if (creation.named.endsWith(' -f')) {
                return { start: verb.start, end: verb.end, text: 'apply' };
            }
            const lead = text.slice(call.start, verb.start).trimEnd();
            const lines = text.slice(call.start, call.end).split('\n');
            const join = lines.length > 1 ? ` \\\n${/^[ \t]*/.exec(lines.at(-1)!)![0]}` : ' ';
            return script.text.slice(call.end - 1, call.end) === '\\' ? undefined : { start: call.end, end: call.end, text: `${join}${rendering(context, script)} | ${lead} apply -f -` };
        }
        default: return undefined;
    }
}

/** The command that says whether it is there, in the words of the create. */
function lookFor(text: string, call: ShellCall, creation: Creation): string | undefined {
    const written = (word: ShellWord): string => text.slice(word.start, word.end);
    const verbAt = call.words.findIndex(word => /^create/.test(word.value ?? ''));
    if (verbAt < 1) {
        return undefined;
    }
    const lead = call.words.slice(0, verbAt).map(written).join(' ');
    const rest = call.words.slice(verbAt + 1);
    const flagged = (flags: RegExp): string[] => rest.flatMap((word, index) => flags.test(written(word)) ? [written(word), ...(!written(word).includes('=') && rest[index + 1] && !written(rest[index + 1]).startsWith('-') ? [written(rest[index + 1])] : [])] : []);
    const name = rest.find(word => !written(word).startsWith('-'));
    if (creation.program === 'gcloud') {
        const described = name && rest[0] === name ? describedAs(lead, written(name), flagged(/^--project(=|$)/)) : undefined;
        return described === undefined ? undefined : [lead, 'describe', described, ...flagged(SCOPE)].join(' ');
    }
    if (creation.program === 'docker' || creation.program === 'podman') {
        const network = rest.filter(word => !written(word).startsWith('-')).at(-1);
        return network ? [lead, 'inspect', written(network)].join(' ') : undefined;
    }
    if (creation.program === 'aws') {
        const table = AWS_LOOKS[`${call.words.slice(verbAt - 1, verbAt).map(word => word.value).join('')} ${call.words[verbAt].value}`];
        const values = table ? flagged(new RegExp(`^${table.flag}(=|$)`)) : [];
        return table && values.length > 0 ? [lead, table.verb, ...values.map(value => value.replace(table.flag, table.as ?? table.flag)), ...flagged(/^--(region|profile)(=|$)/)].join(' ') : undefined;
    }
    if (creation.program === 'az') {
        const named = flagged(/^(-n|--name|-g|--resource-group)(=|$)/);
        return named.length >= 2 ? [lead, 'show', ...named].join(' ') : undefined;
    }
    return undefined;
}

/** What gcloud is asked about: mostly what it was given to create. Undefined where there is nothing to ask by. */
function describedAs(lead: string, name: string, project: readonly string[]): string | undefined {
    if (/\bservice-accounts keys$/.test(lead)) {
        return undefined;
    }
    if (!/\bservice-accounts$/.test(lead)) {
        return name;
    }
    // An account is described by its address, which its project is part of.
    const bare = (text: string): string => text.replace(/^["']|["']$/g, '');
    const given = project.length === 2 ? project[1] : project[0]?.slice('--project='.length);
    return given === undefined || given === '' ? undefined : `"${bare(name)}@${bare(given)}.iam.gserviceaccount.com"`;
}

const AWS_LOOKS: Readonly<Record<string, { readonly verb: string; readonly flag: string; readonly as?: string }>> = {
    'iam create-role': { verb: 'get-role', flag: '--role-name' }, 'iam create-user': { verb: 'get-user', flag: '--user-name' }, 'iam create-group': { verb: 'get-group', flag: '--group-name' },
    'iam create-instance-profile': { verb: 'get-instance-profile', flag: '--instance-profile-name' },
    'eks create-cluster': { verb: 'describe-cluster', flag: '--name' }, 'ecr create-repository': { verb: 'describe-repositories', flag: '--repository-name', as: '--repository-names' },
    's3api create-bucket': { verb: 'head-bucket', flag: '--bucket' }, 'dynamodb create-table': { verb: 'describe-table', flag: '--table-name' }, 'lambda create-function': { verb: 'get-function', flag: '--function-name' },
    'secretsmanager create-secret': { verb: 'describe-secret', flag: '--name', as: '--secret-id' }, 'cloudformation create-stack': { verb: 'describe-stacks', flag: '--stack-name' },
    'rds create-db-instance': { verb: 'describe-db-instances', flag: '--db-instance-identifier' }, 'rds create-db-subnet-group': { verb: 'describe-db-subnet-groups', flag: '--db-subnet-group-name' },
    'ec2 create-key-pair': { verb: 'describe-key-pairs', flag: '--key-name', as: '--key-names' }
};

/** `if look; then say so; else create; fi`, or only `if ! look; then create; fi`, as sibling scripts have it. What is said of the creation goes with it. */
function withLook(context: CheckContext, script: ShellScript, call: ShellCall, look: string, creation: Creation): { start: number; end: number; text: string } {
    const text = context.text(script.file)!;
    const lineBreak = lineBreakOf(text);
    const margin = /[ \t]*$/.exec(text.slice(0, call.start))![0];
    const step = indentOf(context, script.file);
    const logger = infoLogger(context, script.file);
    const report = logger === undefined ? undefined : reportOf(script, call, logger);
    const end = withComment(text, report?.end ?? call.end);
    const body = text.slice(call.start, end).split('\n').join(`\n${step}`);
    const says = logger !== undefined && saysWhatExists(context);
    const subject = subjectOf(context, script, call, creation);
    const exists = report === undefined ? `"${subject} exists"` : existsInstead(report.words[1].text) ?? `"${subject} exists"`;
    const lines = says
        ? [`if ${look} ${silence(context, script)}; then`, `${step}${logger} ${exists}`, 'else', `${step}${body}`, ...(report ? [] : [`${step}${logger} "${subject} created"`]), 'fi']
        : [`if ! ${look} ${silence(context, script)}; then`, `${step}${body}`, 'fi'];
    return { start: call.start, end, text: lines.join(`${lineBreak}${margin}`) };
}

/** A comment at the end of the line stays with the statement. */
function withComment(text: string, end: number): number {
    return end + (/^[ \t]+#[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
}

/** The line below, or behind a wait for it, that says that it was made. */
function reportOf(script: ShellScript, create: ShellCall, logger: string): ShellCall | undefined {
    const following = script.calls.filter(call => call.start >= create.end && !call.substituted && call.inFunction === create.inFunction).sort((a, b) => a.start - b.start);
    let end = create.end;
    for (const call of following.slice(0, 3)) {
        if (!/^[ \t]*\r?\n[ \t]*$/.test(script.text.slice(end, call.start)) || !standsAlone(script, call)) {
            return undefined;
        }
        if (call.name === logger) {
            return call.words.length === 2 && /\b(created|made|added|creating|making)\b/i.test(call.words[1].text) ? call : undefined;
        }
        if (call.name !== create.name || !call.words.some(word => /^wait(-|$)/.test(word.value ?? ''))) {
            return undefined;
        }
        end = call.end;
    }
    return undefined;
}

/** `"table X created"` → `"table X exists"`. */
function existsInstead(said: string): string | undefined {
    const [, open, lead, rest, close] = /^(["'])(?:(created|made|added) )?([\s\S]*)(\1)$/i.exec(said) ?? [];
    const subject = rest?.replace(/ (was |is )?(created|made|added)[.!]?$/i, '');
    return subject !== undefined && (lead !== undefined || subject !== rest) && !/\b(created|made|added|creating|making)\b/i.test(subject) ? `${open}${subject} exists${close}` : undefined;
}

function subjectOf(context: CheckContext, script: ShellScript, call: ShellCall, creation: Creation): string {
    const verbAt = call.words.findIndex(word => /^create/.test(word.value ?? ''));
    const flag = creation.program === 'aws' ? call.words.findIndex(word => /^--([a-z-]+-)?name$|^--bucket$/.test(word.value ?? '')) : -1;
    const name = (flag >= 0 ? call.words[flag + 1] : call.words.slice(verbAt + 1).find(word => !word.text.startsWith('-')))?.text.replace(/^["']|["']$/g, '') ?? '';
    const verb = call.words[verbAt]?.value ?? '';
    const what = label(verb.startsWith('create-') && creation.program === 'aws' ? verb.slice('create-'.length) : creation.named.split(' ').at(-2) ?? creation.program);
    return [beginsSmall(context, script) && what !== what.toUpperCase() ? what.toLowerCase() : what, name].filter(part => part !== '').join(' ');
}

/** `nats` → `NAT`, `clusters` → `Cluster`. */
function label(resource: string): string {
    const one = resource.replace(/ies$/, 'y').replace(/(?<!s)s$/, '').replaceAll('-', ' ');
    return one.length <= 3 ? one.toUpperCase() : one[0].toUpperCase() + one.slice(1);
}
