/** Names by which one Kubernetes object refers to another, each with the path at which it stands. It does not ask whether the other is there. */
import { list, record, text, type KubernetesDocument } from './kubernetes-document';

export interface ObjectReference {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly optional: boolean;
    /** Path of the value that names it. */
    readonly path: readonly (string | number)[];
}

type Path = readonly (string | number)[];

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod']);
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['GatewayClass', 'ClusterIssuer', 'Namespace', 'StorageClass', 'IngressClass', 'PriorityClass', 'ClusterRole']);

export function referencesOf(document: KubernetesDocument): ObjectReference[] {
    const spec = record(document.value.spec) ?? {};
    const refer = (kind: string, name: unknown, path: Path, namespace: unknown = document.namespace, optional = false): ObjectReference[] =>
        typeof name === 'string' && name !== '' ? [{ kind, name, namespace: CLUSTER_SCOPED.has(kind) ? undefined : text(namespace) ?? document.namespace, optional, path }] : [];
    const found: ObjectReference[] = [];
    if (WORKLOADS.has(document.kind)) {
        const { pod, path } = podOf(document);
        found.push(...podReferences(pod, path, refer));
    }
    switch (document.kind) {
        case 'HTTPRoute': case 'GRPCRoute': case 'TCPRoute': case 'TLSRoute':
            list(spec.parentRefs).forEach((parent, index) => {
                const ref = record(parent);
                if ((ref?.kind ?? 'Gateway') === 'Gateway') {
                    found.push(...refer('Gateway', ref?.name, ['spec', 'parentRefs', index, 'name'], ref?.namespace));
                }
            });
            list(spec.rules).forEach((rule, at) => list(record(rule)?.backendRefs).forEach((backend, index) => {
                const ref = record(backend);
                if ((ref?.kind ?? 'Service') === 'Service') {
                    found.push(...refer('Service', ref?.name, ['spec', 'rules', at, 'backendRefs', index, 'name'], ref?.namespace));
                }
            }));
            break;
        case 'Gateway':
            if (document.apiVersion.startsWith('gateway.networking.k8s.io')) {
                found.push(...refer('GatewayClass', spec.gatewayClassName, ['spec', 'gatewayClassName']));
                list(spec.listeners).forEach((listener, at) => list(record(record(listener)?.tls)?.certificateRefs).forEach((certificate, index) => {
                    const ref = record(certificate);
                    found.push(...refer('Secret', ref?.name, ['spec', 'listeners', at, 'tls', 'certificateRefs', index, 'name'], ref?.namespace));
                }));
            }
            break;
        case 'Certificate': {
            const issuer = record(spec.issuerRef);
            if (issuer && (issuer.group === undefined || issuer.group === 'cert-manager.io')) {
                found.push(...refer(text(issuer.kind) ?? 'Issuer', issuer.name, ['spec', 'issuerRef', 'name']));
            }
            break;
        }
        case 'Ingress':
            list(spec.rules).forEach((rule, at) => list(record(record(rule)?.http)?.paths).forEach((entry, index) => {
                const service = record(record(record(entry)?.backend)?.service);
                found.push(...refer('Service', service?.name, ['spec', 'rules', at, 'http', 'paths', index, 'backend', 'service', 'name']));
            }));
            list(spec.tls).forEach((entry, index) => found.push(...refer('Secret', record(entry)?.secretName, ['spec', 'tls', index, 'secretName'])));
            break;
        case 'HorizontalPodAutoscaler': case 'ScaledObject': {
            const target = record(spec.scaleTargetRef);
            found.push(...refer(text(target?.kind) ?? 'Deployment', target?.name, ['spec', 'scaleTargetRef', 'name']));
            break;
        }
        case 'Kustomization': case 'HelmRelease': case 'HelmChart': case 'ImageUpdateAutomation': case 'GitRepository':
            if (document.apiVersion.includes('.toolkit.fluxcd.io/')) {
                found.push(...fluxReferences(document, spec, refer));
            }
            break;
        case 'RoleBinding': case 'ClusterRoleBinding':
            if (record(document.value.roleRef)?.kind === 'Role' || record(document.value.roleRef)?.kind === 'ClusterRole') {
                found.push(...refer(record(document.value.roleRef)!.kind as string, record(document.value.roleRef)?.name, ['roleRef', 'name']));
            }
            list(document.value.subjects).forEach((subject, index) => {
                const ref = record(subject);
                if (ref?.kind === 'ServiceAccount') {
                    found.push(...refer('ServiceAccount', ref.name, ['subjects', index, 'name'], ref.namespace));
                }
            });
            break;
    }
    const annotations = record(record(document.value.metadata)?.annotations);
    found.push(...refer('ClusterIssuer', annotations?.['cert-manager.io/cluster-issuer'], ['metadata', 'annotations', 'cert-manager.io/cluster-issuer']));
    found.push(...refer('Issuer', annotations?.['cert-manager.io/issuer'], ['metadata', 'annotations', 'cert-manager.io/issuer']));
    return found;
}

/** What a Flux object waits for, and where it takes its sources and values from. */
function fluxReferences(document: KubernetesDocument, spec: Record<string, unknown>, refer: Refer): ObjectReference[] {
    const found: ObjectReference[] = [];
    list(spec.dependsOn).forEach((entry, index) => found.push(...refer(document.kind, record(entry)?.name, ['spec', 'dependsOn', index, 'name'], record(entry)?.namespace)));
    const sources: [unknown, Path][] = [[spec.sourceRef, ['spec', 'sourceRef', 'name']], [record(record(spec.chart)?.spec)?.sourceRef, ['spec', 'chart', 'spec', 'sourceRef', 'name']], [spec.chartRef, ['spec', 'chartRef', 'name']]];
    for (const [source, path] of sources) {
        const ref = record(source);
        found.push(...refer(text(ref?.kind) ?? 'GitRepository', ref?.name, path, ref?.namespace));
    }
    list(spec.valuesFrom).forEach((entry, index) => found.push(...refer(text(record(entry)?.kind) ?? 'ConfigMap', record(entry)?.name, ['spec', 'valuesFrom', index, 'name'], undefined, record(entry)?.optional === true)));
    return found;
}

/** The pod specification of a workload, and its labels. */
export function podOf(document: KubernetesDocument): { pod?: Record<string, unknown>; labels?: Record<string, unknown>; path: Path } {
    const spec = record(document.value.spec);
    if (document.kind === 'Pod') {
        return { pod: spec, labels: record(record(document.value.metadata)?.labels), path: ['spec'] };
    }
    const base: Path = document.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
    const job = document.kind === 'CronJob' ? record(record(spec?.jobTemplate)?.spec) : spec;
    const template = record(job?.template);
    return { pod: record(template?.spec), labels: record(record(template?.metadata)?.labels), path: [...base, 'spec'] };
}

type Refer = (kind: string, name: unknown, path: Path, namespace?: unknown, optional?: boolean) => ObjectReference[];

function podReferences(pod: Record<string, unknown> | undefined, base: Path, refer: Refer): ObjectReference[] {
    if (!pod) {
        return [];
    }
    const found = [...refer('ServiceAccount', pod.serviceAccountName, [...base, 'serviceAccountName'])];
    list(pod.imagePullSecrets).forEach((secret, index) => found.push(...refer('Secret', record(secret)?.name, [...base, 'imagePullSecrets', index, 'name'])));
    list(pod.volumes).forEach((entry, index) => {
        const volume = record(entry) ?? {};
        const at = [...base, 'volumes', index];
        const configMap = record(volume.configMap);
        const secret = record(volume.secret);
        found.push(...refer('ConfigMap', configMap?.name, [...at, 'configMap', 'name'], undefined, configMap?.optional === true));
        found.push(...refer('Secret', secret?.secretName, [...at, 'secret', 'secretName'], undefined, secret?.optional === true));
        found.push(...refer('PersistentVolumeClaim', record(volume.persistentVolumeClaim)?.claimName, [...at, 'persistentVolumeClaim', 'claimName']));
    });
    for (const group of ['initContainers', 'containers']) {
        list(pod[group]).forEach((entry, index) => {
            const container = record(entry) ?? {};
            const at = [...base, group, index];
            list(container.env).forEach((variable, position) => {
                const from = record(record(variable)?.valueFrom);
                const map = record(from?.configMapKeyRef);
                const secret = record(from?.secretKeyRef);
                found.push(...refer('ConfigMap', map?.name, [...at, 'env', position, 'valueFrom', 'configMapKeyRef', 'name'], undefined, map?.optional === true));
                found.push(...refer('Secret', secret?.name, [...at, 'env', position, 'valueFrom', 'secretKeyRef', 'name'], undefined, secret?.optional === true));
            });
            list(container.envFrom).forEach((source, position) => {
                const map = record(record(source)?.configMapRef);
                const secret = record(record(source)?.secretRef);
                found.push(...refer('ConfigMap', map?.name, [...at, 'envFrom', position, 'configMapRef', 'name'], undefined, map?.optional === true));
                found.push(...refer('Secret', secret?.name, [...at, 'envFrom', position, 'secretRef', 'name'], undefined, secret?.optional === true));
            });
        });
    }
    return found;
}
