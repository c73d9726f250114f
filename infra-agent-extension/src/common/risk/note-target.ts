/** Names what a command reaches: from its own words, its environment, and the configuration files that were given. Nothing is run. */
import { parse } from 'yaml';
import type { StartedCommand } from '../shell/host';
import { known, shown } from '../shell/value';
import type { Assessing, Setting } from './assessing';
import { workspaceRoot } from './place-of-path';
import type { Call, ProgramTable } from './program';
import type { Target } from './reading';

export function noteTarget(assessing: Assessing, setting: Setting, table: ProgramTable, call: Call, command: StartedCommand): void {
    const named = setting.remote ? undefined : table.target?.(call);
    const target = named && targetOf(assessing, named, command);
    if (target && !assessing.targets.some(other => other.kind === target.kind && other.confirm === target.confirm)) {
        assessing.targets.push(target);
    }
}

type Named = NonNullable<ReturnType<NonNullable<ProgramTable['target']>>>;

function targetOf(assessing: Assessing, { kind, word }: Named, command: StartedCommand): Target | undefined {
    const fixed = word && (word.value ?? word.shown);
    switch (kind) {
        case 'kube-context':
            return kubeTarget(assessing, fixed, command);
        case 'cloud-project':
            return cloudTarget(fixed, command);
        case 'terraform-workspace':
            return terraformTarget(assessing, fixed, command);
        case 'host':
            return fixed ? { kind, confirm: hostOf(fixed), description: `host ${hostOf(fixed)}` } : undefined;
        case 'path':
            return fixed ? { kind, confirm: fixed.replace(/\/+$/, '').split('/').pop() || fixed, description: fixed } : undefined;
        default: {
            const never: never = kind;
            return never;
        }
    }
}

/** `user@host:path`, `ssh://user@host:22/` and plain names. */
function hostOf(address: string): string {
    return address.replace(/^[a-z+]+:\/\//i, '').replace(/^[^@/]*@/, '').replace(/[:/].*$/, '') || address;
}

interface Kubeconfig {
    readonly 'current-context'?: string;
    readonly contexts?: readonly { readonly name?: string; readonly context?: { readonly cluster?: string; readonly namespace?: string } }[];
    readonly clusters?: readonly { readonly name?: string; readonly cluster?: { readonly server?: string } }[];
}

function kubeTarget(assessing: Assessing, named: string | undefined, command: StartedCommand): Target | undefined {
    const config = readKubeconfig(assessing.context.kubeconfig);
    const other = command.environment('KUBECONFIG');
    const elsewhere = other !== undefined && known(other) !== assessing.context.env.KUBECONFIG;
    const name = named ?? (elsewhere ? undefined : config?.['current-context']);
    if (!name) {
        return elsewhere ? { kind: 'kube-context', confirm: shown(other).split('/').pop() || shown(other), description: `the current context of ${shown(other)}` } : undefined;
    }
    const cluster = config?.contexts?.find(context => context.name === name)?.context?.cluster;
    const server = config?.clusters?.find(entry => entry.name === cluster)?.cluster?.server;
    const details = [cluster && cluster !== name ? `cluster ${cluster}` : undefined, server].filter(Boolean).join(', ');
    return { kind: 'kube-context', confirm: name, description: `context ${name}${details ? ` (${details})` : ''}` };
}

function readKubeconfig(text: string | undefined): Kubeconfig | undefined {
    try {
        return text === undefined ? undefined : parse(text, { maxAliasCount: 10 }) as Kubeconfig;
    } catch {
        // A kubeconfig that does not parse names nothing; kubectl itself will refuse it.
        return undefined;
    }
}

const ACCOUNTS: readonly (readonly [string, string])[] = [
    ['CLOUDSDK_CORE_PROJECT', 'project'], ['GOOGLE_CLOUD_PROJECT', 'project'], ['GOOGLE_PROJECT', 'project'], ['AWS_PROFILE', 'profile'], ['AWS_DEFAULT_PROFILE', 'profile'], ['ARM_SUBSCRIPTION_ID', 'subscription'], ['AZURE_SUBSCRIPTION_ID', 'subscription']
];

function cloudTarget(named: string | undefined, command: StartedCommand): Target | undefined {
    if (named) {
        return { kind: 'cloud-project', confirm: named, description: `project or account ${named}` };
    }
    for (const [name, what] of ACCOUNTS) {
        const value = command.environment(name);
        if (value !== undefined && known(value) !== '') {
            return { kind: 'cloud-project', confirm: shown(value), description: `${what} ${shown(value)} (from ${name})` };
        }
    }
    return undefined;
}

function terraformTarget(assessing: Assessing, named: string | undefined, command: StartedCommand): Target | undefined {
    const folder = known(command.cwd);
    const root = workspaceRoot(assessing.context);
    const inside = folder === root ? '' : folder?.startsWith(`${root}/`) ? `${folder.slice(root.length + 1)}/` : undefined;
    const fromText = command.environment('TF_WORKSPACE');
    const selected = inside === undefined ? undefined : assessing.context.lookup?.read(`${inside}.terraform/environment`);
    const workspace = named ?? (fromText && shown(fromText)) ?? (selected?.kind === 'text' ? selected.text.trim() : undefined);
    const backend = inside === undefined ? undefined : backendOf(assessing, inside);
    const where = inside ? inside.slice(0, -1) : undefined;
    const confirm = workspace || where?.split('/').pop();
    return confirm ? { kind: 'terraform-workspace', confirm, description: [`workspace ${workspace || 'default'}`, where && `of ${where}`, backend && `state in ${backend}`].filter(Boolean).join(', ') } : undefined;
}

/** The kind of backend, and its bucket or address, as the code says. */
function backendOf(assessing: Assessing, folder: string): string | undefined {
    for (const file of assessing.context.lookup?.list(folder.replace(/\/$/, '')) ?? []) {
        const read = file.endsWith('.tf') ? assessing.context.lookup?.read(`${folder}${file}`) : undefined;
        const block = read?.kind === 'text' ? /\bbackend\s+"([\w-]+)"\s*\{([^}]*)\}/.exec(read.text) : undefined;
        if (block) {
            const place = /\b(?:bucket|storage_account_name|address|path)\s*=\s*"([^"]+)"/.exec(block[2])?.[1];
            return place ? `${block[1]} (${place})` : block[1];
        }
    }
    return undefined;
}
