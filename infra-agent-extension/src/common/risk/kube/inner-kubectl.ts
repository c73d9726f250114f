/** What a kubectl call applies, or starts in a container. */
import { KUBE_VALUE_FLAGS } from './kube-access';
import type { Call, Inner, Word } from '../program';

const IN_CONTAINER = { group: 'cluster', description: 'in a container of the cluster' } as const;

const MANIFEST_VERBS: Readonly<Record<string, 'apply' | 'create' | 'replace' | 'delete'>> = { apply: 'apply', create: 'create', replace: 'replace', delete: 'delete' };

export function innerOfKubectl(call: Call): readonly Inner[] {
    if (Object.hasOwn(MANIFEST_VERBS, call.verb)) {
        return manifestsOf(call, MANIFEST_VERBS[call.verb]);
    }
    switch (call.verb) {
        case 'exec': return started(commandBehind(call), false);
        case 'run': return started(call.afterDashes ?? [], call.has('--rm') && !call.has('--overrides'));
        case 'debug': return started(call.afterDashes ?? [], false);
        default: return [];
    }
}

/** Files and folders first, kustomizations second. A manifest from the network cannot be read at all. */
function manifestsOf(call: Call, verb: 'apply' | 'create' | 'replace' | 'delete'): Inner[] {
    const files = call.values('-f', '--filename').flatMap(splitAtCommas);
    const folders = call.values('-k', '--kustomize');
    const remote = [...files.filter(isRemote), ...folders.filter(isRemoteKustomization)];
    const local = files.filter(word => !isRemote(word));
    const kustomizations = folders.filter(word => !isRemoteKustomization(word));
    return [
        ...remote.map(at => ({ kind: 'unreadable' as const, message: `${DOES[verb]} manifests from the network, whose content nothing here fixes`, at })),
        ...(local.length > 0 ? [{ kind: 'manifests' as const, paths: local, kustomize: false, recursive: call.has('-R', '--recursive'), verb }] : []),
        ...(kustomizations.length > 0 ? [{ kind: 'manifests' as const, paths: kustomizations, kustomize: true, recursive: false, verb }] : [])
    ];
}

const DOES = { apply: 'applies', create: 'creates objects from', replace: 'replaces objects by', delete: 'deletes the objects of' } as const;

/** `-f a.yaml,b.yaml` names two files. */
export function splitAtCommas(word: Word): Word[] {
    return word.value?.includes(',') ? word.value.split(',').filter(part => part !== '').map(part => ({ ...word, value: part, shown: part, prefix: part })) : [word];
}

export function isRemote(word: Word): boolean {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(word.prefix);
}

/** Kustomize takes git addresses without a scheme too: `github.com/org/repo//path?ref=v1`, `git@host:org/repo`. */
export function isRemoteKustomization(word: Word): boolean {
    return isRemote(word) || /^git(::|@)|^[\w.-]+\.(com|org|io|net|dev)[/:]|\?ref=|\.git(\/\/|\?|$)/.test(word.shown);
}

/** The command of `exec POD -- CMD` and of the older `exec POD CMD`, whose flags belong to the command. */
export function commandBehind(call: Call): readonly Word[] {
    if (call.afterDashes) {
        return call.afterDashes;
    }
    const first = call.positionals[1];
    return first ? call.words.slice(call.words.indexOf(first)) : [];
}

export function started(words: readonly Word[], fresh: boolean): Inner[] {
    return words.length > 0 ? [{ kind: 'argv', words, where: { ...IN_CONTAINER, ...(fresh ? { fresh } : {}) } }] : [];
}

/** A call of kubectl itself behind another program: `minikube kubectl -- get pods`. */
export function kubectlBehind(call: Call, name: string): Inner[] {
    const at = call.words.findIndex(word => word.value === name);
    const words = call.words.slice(at).filter((word, i) => !(i === 1 && word.value === '--'));
    return at < 0 ? [] : [{ kind: 'argv', words: words.map((word, i) => i === 0 ? { ...word, value: 'kubectl', shown: 'kubectl', prefix: 'kubectl' } : word) }];
}

export const KUBECTL_VALUE_FLAGS: readonly string[] = [
    ...KUBE_VALUE_FLAGS,
    '-f', '--filename', '-k', '--kustomize', '-l', '--selector', '-o', '--output', '-L', '--label-columns', '--field-selector', '--sort-by', '--template', '--chunk-size', '--subresource', '--raw',
    '-c', '--container', '--containers', '--image', '--replicas', '--current-replicas', '--resource-version', '--timeout', '--grace-period', '--since', '--since-time', '--tail', '--limit-bytes',
    '--max-log-requests', '--pod-running-timeout', '--type', '--types', '-p', '--patch', '--patch-file', '--override-type', '--overrides', '-e', '--env', '--from', '--keys', '--limits', '--requests',
    '--labels', '--annotations', '--annotation', '--port', '--target-port', '--name', '--protocol', '--external-ip', '--load-balancer-ip', '--session-affinity', '--cluster-ip', '--image-pull-policy',
    '--restart', '--min', '--max', '--cpu-percent', '--revision', '--to-revision', '--for', '--field-manager', '--prune-allowlist', '--pod-selector', '--skip-wait-for-delete-timeout', '--retries',
    '--address', '--accept-hosts', '--accept-paths', '--reject-paths', '--reject-methods', '--api-prefix', '--keepalive', '--unix-socket', '--www', '--www-prefix', '--copy-to',
    '--custom', '--set-image', '--target', '--verb', '--verbs', '--resource', '--resource-name', '--clusterrole', '--role', '--serviceaccount', '--group', '--rule', '--class', '--default-backend',
    '--schedule', '--from-file', '--from-literal', '--from-env-file', '--docker-server', '--docker-username', '--docker-password', '--docker-email', '--cert', '--key', '--tcp', '--node-port',
    '--clusterip', '--external-name', '--hard', '--scopes', '--value', '--description', '--preemption-policy', '--min-available', '--max-unavailable', '--audience', '--duration', '--bound-object-kind',
    '--bound-object-name', '--bound-object-uid', '--aggregation-rule', '--non-resource-url', '--api-group', '--api-version', '--categories', '--namespaces', '--output-directory', '--concurrency',
    '--exec-command', '--exec-arg', '--exec-api-version', '--exec-env', '--exec-interactive-mode', '--auth-provider', '--auth-provider-arg', '--proxy-url', '--helm-command', '--helm-api-versions',
    '--helm-kube-version', '--load-restrictor', '--mount', '--network-name'
];
