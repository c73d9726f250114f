/** Read-only operations that show whether what the manifests define is there and healthy. */
import type { Derived, DeriveInput, DerivedOperation } from '../role';
import { groupBy } from '../../repo/group-by';
import { code, count } from '../markdown';
import { holdsInfrastructure, nothingHere, whatWasRead } from '../what-was-read';
import type { KubernetesObject } from '../../repo/repo-facts';

/** How the health of a kind is asked. Kinds that are not here are only looked up. */
const ASKED: Readonly<Record<string, (name: string, scope: string) => string>> = {
    Deployment: (name, scope) => `kubectl rollout status deployment/${name}${scope} --timeout=2m`,
    StatefulSet: (name, scope) => `kubectl rollout status statefulset/${name}${scope} --timeout=2m`,
    DaemonSet: (name, scope) => `kubectl rollout status daemonset/${name}${scope} --timeout=2m`,
    Job: (name, scope) => `kubectl wait --for=condition=Complete job/${name}${scope} --timeout=2m`,
    Gateway: (name, scope) => `kubectl wait --for=condition=Programmed gateway/${name}${scope} --timeout=2m`,
    GatewayClass: name => `kubectl wait --for=condition=Accepted gatewayclass/${name} --timeout=1m`,
    Certificate: (name, scope) => `kubectl wait --for=condition=Ready certificate/${name}${scope} --timeout=2m`,
    Issuer: (name, scope) => `kubectl wait --for=condition=Ready issuer/${name}${scope} --timeout=1m`,
    ClusterIssuer: name => `kubectl wait --for=condition=Ready clusterissuer/${name} --timeout=1m`,
    Kustomization: (name, scope) => `kubectl wait --for=condition=Ready kustomization.kustomize.toolkit.fluxcd.io/${name}${scope} --timeout=2m`,
    HelmRelease: (name, scope) => `kubectl wait --for=condition=Ready helmrelease/${name}${scope} --timeout=2m`,
    GitRepository: (name, scope) => `kubectl wait --for=condition=Ready gitrepository/${name}${scope} --timeout=1m`,
    Application: (name, scope) => `kubectl get application.argoproj.io ${name}${scope} -o jsonpath='{.status.health.status}'`
};
const CLUSTER_SCOPED = new Set(['Namespace', 'GatewayClass', 'ClusterIssuer', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass', 'IngressClass', 'CustomResourceDefinition', 'PriorityClass', 'PersistentVolume']);
/** Not there as such after it was applied, or not for anyone to print. */
const LEFT_OUT = new Set(['Secret', 'List', 'Kustomization.kustomize.config.k8s.io']);
const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const MAX_COMMANDS = 25;

export function derive({ facts, goal }: DeriveInput): Derived {
    if (!holdsInfrastructure(facts)) {
        return { markdown: nothingHere(facts), operations: [] };
    }
    const objects = facts.objects.filter(object => NAME.test(object.name) && (object.namespace === undefined || NAME.test(object.namespace)) && !LEFT_OUT.has(object.kind) && !object.apiVersion.startsWith('kustomize.config.k8s.io'));
    const left = facts.objects.length - objects.length;
    if (objects.length === 0) {
        return { markdown: `${whatWasRead(facts)}\n\nThe manifests define nothing whose state could be asked for by name, so there is nothing to test yet.`, operations: [] };
    }
    const groups = [...groupBy(objects, object => CLUSTER_SCOPED.has(object.kind) ? '' : object.namespace ?? 'default')].sort(([a], [b]) => a < b ? -1 : 1);
    const wanted = groups.filter(([namespace]) => goal !== undefined && namespace !== '' && goal.split(/\s+/).includes(namespace));
    const operations = (wanted.length ? wanted : groups).flatMap(([namespace, members]) => operationsFor(namespace, members));
    const note = left > 0 ? `${count(left, 'object')} left out: secrets, and names that are filled in only when they are applied.` : undefined;
    return {
        markdown: `${whatWasRead(facts)}\n\n${count(operations.length, 'read-only operation')} ${operations.length === 1 ? 'asks' : 'ask'} the current ${code('kubectl')} context for what the manifests define.`,
        operations, ...(note === undefined ? {} : { closing: note })
    };
}

function operationsFor(namespace: string, members: readonly KubernetesObject[]): DerivedOperation[] {
    const scope = namespace === '' ? '' : ` --namespace=${namespace}`;
    const asked = unique(members.filter(object => ASKED[object.kind]).map(object => ASKED[object.kind](object.name, scope)));
    const looked = unique(members.filter(object => !ASKED[object.kind]).map(object => `kubectl get ${resourceOf(object)} ${object.name}${scope}`));
    const where = namespace === '' ? 'the cluster' : `namespace ${namespace}`;
    return [
        ...operation(`exists:${namespace}`, `Look up what the manifests define in ${where}`, looked),
        ...operation(`healthy:${namespace}`, `Ask whether what the manifests define in ${where} is healthy`, asked)
    ];
}

function operation(concern: string, title: string, commands: readonly string[]): DerivedOperation[] {
    return commands.length === 0 ? [] : [{
        concern: `test:${concern}`,
        operation: {
            title, mode: 'test', risk: 'LOW', group: 'cluster',
            why: 'It reads only; it says whether what the repository defines is really there.',
            preconditions: [{ tool: 'kubectl' }, { command: 'kubectl config current-context' }],
            commands: commands.slice(0, MAX_COMMANDS).map(run => ({ run, timeout: '5m' })),
            expected: [{ exit: 0 }],
            assumptions: ['REVIEW: the current kubectl context is the cluster that these manifests are for', ...(commands.length > MAX_COMMANDS ? [`REVIEW: the first ${MAX_COMMANDS} of ${commands.length} are asked`] : [])]
        }
    }];
}

/** `kind.group`, so that two kinds of one name are told apart. */
function resourceOf(object: KubernetesObject): string {
    const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
    const kind = object.kind.toLowerCase();
    return /^[a-z0-9]+$/.test(kind) && /^[a-z0-9.-]*$/.test(group) ? (group === '' ? kind : `${kind}.${group}`) : 'all';
}

function unique(texts: readonly string[]): string[] {
    return [...new Set(texts)];
}
