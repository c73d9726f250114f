/** The inverse of one call: create ↔ delete, apply ↔ delete, install ↔ uninstall, enable ↔ disable. */
import { baseOf } from '../../repo/effective-call';
import type { LeafCall } from '../../repo/leaf-calls';
import type { ShellCall, ShellWord } from '../../repo/shell-script';

/** `nothing`: it changes nothing that would have to be undone. `none`: it changes something, and there is no inverse. */
export type Inverse = { readonly kind: 'nothing' } | { readonly kind: 'none' } | { readonly kind: 'inverse'; readonly words: readonly ShellWord[] };

const NOTHING: Inverse = { kind: 'nothing' };
const NONE: Inverse = { kind: 'none' };

/** Flags that say where a resource lives; the inverse needs them too. */
const SCOPE = /^(--(project|region|zone|location|router|keyring|cluster|instance|namespace|context|kube-context|kubeconfig|network|type|member|role|condition|profile|resource-group|name|dns-name)|-n|-g)(=|$)/;
const SCOPE_OF_DELETE = /^(--(project|region|zone|location|router|keyring|cluster|instance|namespace|context|kube-context|kubeconfig|profile|resource-group|type|name)|-n|-g)(=|$)/;

export function inverseOf({ words, call }: LeafCall): Inverse {
    const program = baseOf(words[0]?.value ?? '');
    const values = words.slice(1).map(word => word.value ?? word.text);
    switch (program) {
        case 'kubectl': case 'oc': return kubectl(words, values, call);
        case 'helm': return helm(words, values);
        case 'gcloud': return gcloud(words, values);
        case 'aws': return aws(words, values);
        case 'az': return az(words, values);
        case 'terraform': case 'tofu': return values.some(value => value === 'apply' || value === 'destroy' || value === 'import') ? NONE : NOTHING;
        case 'flux': if (values[0] === 'install') {
            return inverse([words[0], literal('uninstall'), ...scopeOf(words, /^--(context|namespace|kubeconfig)(=|$)|^-n$/), literal('--silent')]);
        }
            return /^(get|version|check|logs|tree|stats|events|diff|reconcile)$/.test(values[0] ?? '') ? NOTHING : NONE;
        case 'argocd': case 'pulumi': case 'eksctl': case 'ansible-playbook': return /^(get|list|version|check|diff|preview|tree|logs)$/.test(values[0] ?? '') ? NOTHING : NONE;
        case 'docker': case 'podman': return values[0] === 'compose' && values.includes('up') ? inverse([...words.slice(0, words.findIndex(word => word.value === 'up')), literal('down')]) : /^(push|run|rm|rmi|volume|network)$/.test(values[0] ?? '') ? NONE : NOTHING;
        default: return NOTHING;
    }
}

function kubectl(words: readonly ShellWord[], values: readonly string[], call: ShellCall): Inverse {
    const at = values.findIndex(value => ['apply', 'create', 'delete', 'replace', 'patch', 'scale', 'set', 'label', 'annotate', 'rollout', 'expose', 'drain', 'cordon', 'edit'].includes(value));
    const verb = values[at];
    // `create … --dry-run | apply -f -` is one step: the first half names what the second applies.
    const applied = verb === 'create' && call.pipedTo.some(next => next.words.some(word => word.value === 'apply'));
    if (at < 0 || (values.some(value => value.startsWith('--dry-run')) && !applied) || (verb === 'apply' && call.pipedFrom.some(before => before.words.some(word => word.value === 'create')))) {
        return NOTHING;
    }
    const scope = scopeOf(words, SCOPE_OF_DELETE);
    if (verb === 'rollout') {
        return values[at + 1] === 'restart' ? inverse([words[0], ...scope, literal('rollout'), literal('undo'), ...words.slice(at + 3, at + 4)]) : NOTHING;
    }
    if (verb === 'set' && values[at + 1] === 'image') {
        return inverse([words[0], ...scope, literal('rollout'), literal('undo'), ...words.slice(at + 3, at + 4)]);
    }
    const file = words.slice(1).findIndex((_, index) => /^(-f|--filename|-k|--kustomize)$/.test(values[index]) || /^(-f|--filename|-k|--kustomize)=/.test(values[index]));
    if ((verb === 'apply' || verb === 'create') && file >= 0) {
        const flagged = values[file].includes('=') ? [words[file + 1]] : [words[file + 1], words[file + 2]];
        return values[file + 1] === '-' || call.pipedFrom.length > 0 || flagged.includes(undefined as never) ? NONE : inverse([words[0], ...scope, literal('delete'), ...flagged, literal('--ignore-not-found')]);
    }
    if (verb === 'create') {
        const rest = words.slice(at + 2).filter((_, index) => !values[at + 1 + index].startsWith('-') && !(values[at + index] ?? '').match(/^(-n|--namespace|--context)$/));
        const [kind, ...names] = rest;
        const named = kind?.value === 'secret' || (kind?.value === 'service' && names.length > 1) ? names.slice(1, 2) : names.slice(0, 1);
        return kind && named.length ? inverse([words[0], ...scope, literal('delete'), kind, ...named, literal('--ignore-not-found')]) : NONE;
    }
    return NONE;
}

function helm(words: readonly ShellWord[], values: readonly string[]): Inverse {
    const installs = values[0] === 'install' || (values[0] === 'upgrade' && values.some(value => value === '--install' || value === '-i'));
    if (installs) {
        const release = words.slice(2).find((_, index) => !values[index + 1].startsWith('-'));
        return release ? inverse([words[0], literal('uninstall'), release, ...scopeOf(words, /^(--(namespace|kube-context|kubeconfig)|-n)(=|$)/)]) : NONE;
    }
    if (values[0] === 'upgrade') {
        const release = words.slice(2).find((_, index) => !values[index + 1].startsWith('-'));
        return release ? inverse([words[0], literal('rollback'), release, ...scopeOf(words, /^(--(namespace|kube-context|kubeconfig)|-n)(=|$)/)]) : NONE;
    }
    return values[0] === 'uninstall' || values[0] === 'rollback' ? NONE : NOTHING;
}

function gcloud(words: readonly ShellWord[], values: readonly string[]): Inverse {
    const at = values.findIndex(value => /^(create(-auto)?|add-iam-policy-binding|enable|update|delete|deploy|import|reset|resize|set|start|stop|submit|disable|upgrade|patch|replace)$/.test(value));
    const verb = values[at] ?? '';
    if (at < 0 || (values[0] === 'config') || values[0] === 'auth') {
        return NOTHING;
    }
    const path = words.slice(1, at + 1);
    const positionals = words.slice(at + 2).filter((_, index) => !values[at + 1 + index].startsWith('-'));
    if (verb.startsWith('create') && positionals.length > 0) {
        return inverse([words[0], ...path, literal('delete'), positionals[0], ...unique(scopeOf(words, values.slice(0, at).includes('record-sets') ? /^--(project|zone|type|location)(=|$)/ : /^--(project|region|zone|location|router|keyring|cluster|instance)(=|$)/)), literal('--quiet')]);
    }
    if (verb === 'enable' && positionals.length > 0) {
        const services = words.slice(at + 2).filter((_, index) => !values[at + 1 + index].startsWith('-') && !/^--(?!async$|quiet$)[a-z-]+$/.test(values[at + index]));
        return inverse([words[0], ...path, literal('disable'), ...services, ...unique(scopeOf(words, /^--project(=|$)/)), literal('--quiet')]);
    }
    if (verb === 'add-iam-policy-binding' && positionals.length > 0) {
        return inverse([words[0], ...path, literal('remove-iam-policy-binding'), positionals[0], ...unique(scopeOf(words, SCOPE)), literal('--quiet')]);
    }
    return NONE;
}

/** By which flags AWS names what it creates; the same ones name it again when it is deleted, but where `as` says otherwise. */
const AWS_DELETES: Readonly<Record<string, { readonly flag: string; readonly verb?: string; readonly as?: string }>> = {
    'dynamodb create-table': { flag: '--table-name' }, 's3api create-bucket': { flag: '--bucket' }, 'ecr create-repository': { flag: '--repository-name' }, 'eks create-cluster': { flag: '--name' },
    'iam create-role': { flag: '--role-name' }, 'iam create-user': { flag: '--user-name' }, 'iam create-group': { flag: '--group-name' }, 'iam create-instance-profile': { flag: '--instance-profile-name' },
    'lambda create-function': { flag: '--function-name' }, 'cloudformation create-stack': { flag: '--stack-name' }, 'secretsmanager create-secret': { flag: '--name', as: '--secret-id' }, 'ec2 create-key-pair': { flag: '--key-name' },
    'ecs create-cluster': { flag: '--cluster-name', as: '--cluster' }, 'logs create-log-group': { flag: '--log-group-name' }, 'rds create-db-subnet-group': { flag: '--db-subnet-group-name' }
};

function aws(words: readonly ShellWord[], values: readonly string[]): Inverse {
    const [service, verb = ''] = values;
    if (service === 's3' && verb === 'mb') {
        return inverse([words[0], words[1], literal('rb'), ...words.slice(3)]);
    }
    const known = AWS_DELETES[`${service} ${verb}`];
    const named = known ? scopeOf(words, new RegExp(`^${known.flag}(=|$)`)) : [];
    if (known && named.length > 0) {
        const renamed = known.as === undefined ? named : [literal(known.as), ...named.slice(1)];
        return named[0].value === known.flag || known.as === undefined ? inverse([words[0], words[1], literal(verb.replace('create-', 'delete-')), ...renamed, ...scopeOf(words, /^--(region|profile)(=|$)/)]) : NONE;
    }
    const [attach, ...rest] = verb.split('-');
    if (service === 'iam' && attach === 'attach') {
        return inverse([words[0], words[1], literal(['detach', ...rest].join('-')), ...words.slice(3)]);
    }
    return /^(describe|list|get|wait|head|ls|update-kubeconfig)\b/.test(verb) || service === 'sts' ? NOTHING : NONE;
}

function az(words: readonly ShellWord[], values: readonly string[]): Inverse {
    const at = values.findIndex(value => /^(create|delete|update|set|add|assign|start|stop|import)$/.test(value));
    return at < 0 || values[0] === 'account' || values[0] === 'login' ? NOTHING : values[at] === 'create' ? inverse([...words.slice(0, at + 1), literal('delete'), ...scopeOf(words, /^(--(name|resource-group|cluster-name|vault-name|subscription)|-n|-g)(=|$)/), literal('--yes')]) : NONE;
}

function scopeOf(words: readonly ShellWord[], flags: RegExp): ShellWord[] {
    return words.flatMap((word, index) => {
        const text = word.value ?? word.text.replace(/^["']/, '');
        const lead = word.pieces[0]?.kind === 'text' ? word.pieces[0].text : text;
        return flags.test(lead) ? (lead.includes('=') ? [word] : [word, ...words.slice(index + 1, index + 2)]) : [];
    });
}

function unique(words: readonly ShellWord[]): ShellWord[] {
    return [...new Map(words.map(word => [word.text, word])).values()];
}

function inverse(words: readonly ShellWord[]): Inverse {
    return { kind: 'inverse', words };
}

/** A word that the text fixes. */
export function literal(text: string): ShellWord {
    return { text, value: text, pieces: [{ kind: 'text', text }], start: 0, end: 0 };
}
