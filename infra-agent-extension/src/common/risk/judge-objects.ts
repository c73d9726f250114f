/** What applying Kubernetes objects does: access, secrets, definitions, pruning, outage (DESIGN §5). */
import { list, record, text } from '../repo/kubernetes-document';
import type { KubernetesDocument } from '../repo/kubernetes-document';
import type { Risk } from '../ops/operation';
import { classOfKind } from './kube/kube-kinds';

export interface ObjectEffect {
    readonly risk: Risk;
    readonly message: string;
}

export function judgeObject(document: KubernetesDocument): ObjectEffect {
    const named = `${document.kind} ${document.name}`.trim();
    const high = (what: string): ObjectEffect => ({ risk: 'HIGH', message: `${named}: ${what}` });
    switch (classOfKind(document.kind)) {
        case 'secret':
            return high('a secret');
        case 'access':
            return high('decides who may do or reach what');
        case 'definition':
            return high('defines kinds of objects for the whole cluster');
        default:
            break;
    }
    const spec = record(document.value.spec);
    if (/^(dnsendpoint|dnsrecordset|dnsrecord|dnszone|dnsmanagedzone)$/i.test(document.kind)) {
        return high('changes DNS');
    }
    if (prunes(document, spec)) {
        return high('has what is no longer named deleted (prune)');
    }
    if (spec?.replicas === 0 && /^(deployment|statefulset|replicaset|replicationcontroller|rollout)$/i.test(document.kind)) {
        return high('scales to zero');
    }
    const pod = podSpec(document, spec);
    const power = pod && powerOf(pod);
    return power ? high(power) : { risk: 'MED', message: `${named}: creates or changes it` };
}

/** Flux and Argo CD delete what a later version of their source leaves out. */
function prunes(document: KubernetesDocument, spec: Readonly<Record<string, unknown>> | undefined): boolean {
    const automated = record(record(spec?.syncPolicy)?.automated);
    return document.kind === 'Kustomization' && document.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/') && spec?.prune === true || automated?.prune === true;
}

function podSpec(document: KubernetesDocument, spec: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> | undefined {
    const job = record(record(spec?.jobTemplate)?.spec);
    const template = record(record((job ?? spec)?.template)?.spec);
    return document.kind === 'Pod' ? spec : template;
}

function powerOf(pod: Readonly<Record<string, unknown>>): string | undefined {
    if (pod.hostPID === true || pod.hostIPC === true || pod.hostNetwork === true) {
        return 'runs in the namespaces of its node';
    }
    const containers = [...list(pod.containers), ...list(pod.initContainers)].map(record);
    const contexts = containers.map(container => record(container?.securityContext));
    if (contexts.some(context => context?.privileged === true || list(record(context?.capabilities)?.add).some(name => /^(SYS_ADMIN|ALL|NET_ADMIN|SYS_PTRACE)$/.test(String(name))))) {
        return 'runs with the powers of its node';
    }
    const hostPath = list(pod.volumes).map(volume => text(record(record(volume)?.hostPath)?.path)).find(path => path !== undefined);
    return hostPath === undefined ? undefined : `reaches ${hostPath} of its node`;
}
