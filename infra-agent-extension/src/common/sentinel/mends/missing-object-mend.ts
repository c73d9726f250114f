/**
 * An object that manifests ask for and nothing defines, as a manifest of its own: beside what asks for it, named as its neighbours are, filled from
 * what the repository holds. What only the owner knows becomes a placeholder, which is a finding of its own and holds the runs that need it.
 */
import { list, record, records, text as stringOf, type KubernetesDocument } from '../../repo/kubernetes-document';
import { podOf } from '../../repo/kubernetes-references';
import { baseName, folderOf, joinPath } from '../../repo/repo-path';
import { patchEdit } from '../mend-edits';
import { wireFile } from './wire-file';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';

export interface MissingObject {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    /** The file and document that ask for it. */
    readonly file: string;
    readonly document: KubernetesDocument;
}

interface Placed {
    readonly file: string;
    readonly document: KubernetesDocument;
}

const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

export function missingObjectMend(context: CheckContext, missing: MissingObject): Mend | undefined {
    if (!NAME.test(missing.name) || (missing.namespace !== undefined && !NAME.test(missing.namespace))) {
        return undefined;
    }
    const manifest = manifestOf(context, missing);
    if (!manifest) {
        return undefined;
    }
    const assumptions = manifest.assumptions.map(line => `REVIEW: ${line}`);
    if (missing.kind === 'Namespace' && /^namespaces\./.test(baseName(manifest.beside))) {
        // The page of namespaces takes one more.
        const text = context.text(manifest.beside)!;
        return { title: `Define ${missing.kind} ${missing.name}`, edits: [patchEdit(manifest.beside, text, `${text.trimEnd()}\n---\n${manifest.text}`)], assumptions };
    }
    const file = joinPath(folderOf(manifest.beside), fileName(manifest.beside, missing))!;
    const edits = context.exists(file) ? undefined : wireFile(context, manifest.beside, file, manifest.order);
    return edits && { title: `Define ${missing.kind} ${missing.name}`, edits: [{ file, content: manifest.text }, ...edits], assumptions };
}

export interface Manifest {
    readonly text: string;
    /** The file next to which it belongs. */
    readonly beside: string;
    readonly order: 'before' | 'after';
    readonly assumptions: readonly string[];
}

export function manifestOf(context: CheckContext, missing: MissingObject): Manifest | undefined {
    switch (missing.kind) {
        case 'Service': return service(context, missing);
        case 'ServiceAccount': return { beside: missing.file, order: 'before', assumptions: [`${missing.name} needs no rights of its own`], text: `${head('v1', missing)}automountServiceAccountToken: false\n` };
        case 'Namespace': return namespace(context, missing);
        case 'ClusterIssuer': case 'Issuer': return issuer(context, missing);
        case 'Secret': return missing.document.kind === 'Gateway' ? certificate(context, missing) : undefined;
        case 'ConfigMap': return configMap(missing);
        default: return undefined;
    }
}

function head(apiVersion: string, { kind, name, namespace }: Pick<MissingObject, 'kind' | 'name' | 'namespace'>): string {
    return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`;
}

/** For the workload of its name, or the only one in the folder: its labels and its ports. */
function service(context: CheckContext, missing: MissingObject): Manifest | undefined {
    const workloads = documents(context).filter(({ document }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(document.kind) && (document.namespace === missing.namespace || document.namespace === undefined));
    const own = workloads.find(({ document }) => document.name === missing.name);
    const labels = own ? record(record(own.document.value.spec)?.selector)?.matchLabels : undefined;
    const ports = own ? records(podOf(own.document).pod?.containers).flatMap(container => records(container.ports)) : [];
    const asked = portAskedFor(missing.document, missing.name);
    if (!own || !record(labels) || ports.length === 0 || (ports.length > 1 && asked === undefined)) {
        return undefined;
    }
    const [port] = ports;
    const target = stringOf(port.name) ?? String(port.containerPort);
    const selector = Object.entries(record(labels)!).map(([key, value]) => `    ${key}: ${scalar(value)}\n`).join('');
    return {
        beside: own.file, order: 'after', assumptions: [`${missing.name} is reached on port ${asked ?? 80}, and answers on ${target}`],
        text: `${head('v1', { ...missing, namespace: own.document.namespace })}spec:\n  selector:\n${selector}  ports:\n    - name: ${stringOf(port.name) ?? 'http'}\n      port: ${asked ?? 80}\n      targetPort: ${target}\n`
    };
}

function portAskedFor(document: KubernetesDocument, name: string): number | undefined {
    const rules = records(record(document.value.spec)?.rules);
    const backends = rules.flatMap(rule => records(rule.backendRefs)).filter(backend => backend.name === name).map(backend => backend.port);
    const paths = rules.flatMap(rule => records(record(rule.http)?.paths)).map(path => record(record(path.backend)?.service)).filter(backend => backend?.name === name).map(backend => record(backend?.port)?.number);
    return [...backends, ...paths].find((port): port is number => typeof port === 'number');
}

/** With the labels that the other namespaces have in common. */
function namespace(context: CheckContext, missing: MissingObject): Manifest {
    const others = documents(context).filter(({ document }) => document.kind === 'Namespace');
    const labels = others.map(({ document }) => record(record(document.value.metadata)?.labels) ?? {});
    const common = labels.length ? Object.entries(labels[0]).filter(([key, value]) => labels.every(other => other[key] === value)) : [];
    const block = common.length ? `  labels:\n${common.map(([key, value]) => `    ${key}: ${scalar(value)}\n`).join('')}` : '';
    return { beside: others[0]?.file ?? missing.file, order: 'before', assumptions: [`the namespace ${missing.name} is ours to make`], text: `${head('v1', { kind: 'Namespace', name: missing.name })}${block}` };
}

/** Over HTTP-01: through the Gateway where there is one, else through Ingress. Who is told of expiring certificates, only the owner knows. */
function issuer(context: CheckContext, missing: MissingObject): Manifest {
    const gateway = documents(context).find(({ document }) => document.kind === 'Gateway' && document.apiVersion.startsWith('gateway.networking.k8s.io/'))?.document;
    const ingress = documents(context).find(({ document }) => document.kind === 'Ingress')?.document;
    const className = stringOf(record(ingress?.value.spec)?.ingressClassName);
    const solver = gateway
        ? `          gatewayHTTPRoute:\n            parentRefs:\n              - kind: Gateway\n                name: ${gateway.name}\n${gateway.namespace === undefined ? '' : `                namespace: ${gateway.namespace}\n`}`
        : `          ingress:\n            ingressClassName: ${className ?? 'nginx'}\n`;
    return {
        beside: missing.file, order: 'before', assumptions: [`${missing.name} is an ACME issuer of Let's Encrypt that proves domains over HTTP-01`, 'the address for notices about certificates is a placeholder that the owner has to fill in'],
        text: `${head('cert-manager.io/v1', missing)}spec:\n  acme:\n    server: https://acme-v02.api.letsencrypt.org/directory\n    email: REPLACE_ME@example.com\n    privateKeySecretRef:\n      name: ${missing.name}-account\n    solvers:\n      - http01:\n${solver}`
    };
}

/** The certificate that makes the Secret of a listener: for its host names, by the only issuer that there is. */
function certificate(context: CheckContext, missing: MissingObject): Manifest | undefined {
    const issuers = documents(context).filter(({ document }) => document.kind === 'ClusterIssuer' || document.kind === 'Issuer').map(({ document }) => document);
    const listeners = records(record(missing.document.value.spec)?.listeners);
    const own = listeners.filter(listener => list(record(listener.tls)?.certificateRefs).some(ref => record(ref)?.name === missing.name));
    const routes = documents(context).filter(({ document }) => document.kind === 'HTTPRoute' && list(record(document.value.spec)?.parentRefs).some(ref => record(ref)?.name === missing.document.name));
    const hosts = [...new Set([...own.map(listener => listener.hostname), ...routes.flatMap(({ document }) => list(record(document.value.spec)?.hostnames))].filter((host): host is string => typeof host === 'string' && /^[*a-z0-9.-]+$/.test(host)))];
    const closest = documents(context).find(({ document }) => document.kind === 'Certificate');
    if (issuers.length !== 1 || hosts.length === 0) {
        return undefined;
    }
    return {
        beside: closest?.file ?? missing.file, order: 'after', assumptions: [`${missing.name} is issued by ${issuers[0].name} for ${hosts.join(', ')}`],
        text: `${head('cert-manager.io/v1', { kind: 'Certificate', name: missing.name, namespace: missing.namespace })}spec:\n  secretName: ${missing.name}\n  dnsNames:\n${hosts.map(host => `    - ${scalar(host)}\n`).join('')}  issuerRef:\n    group: cert-manager.io\n    kind: ${issuers[0].kind}\n    name: ${issuers[0].name}\n`
    };
}

/** Where the workload names the keys one by one; their values are the owner's. */
function configMap(missing: MissingObject): Manifest | undefined {
    const { pod } = podOf(missing.document);
    const containers = [...records(pod?.containers), ...records(pod?.initContainers)];
    const whole = containers.some(container => list(container.envFrom).some(source => record(record(source)?.configMapRef)?.name === missing.name)) || list(pod?.volumes).some(volume => record(record(volume)?.configMap)?.name === missing.name);
    const keys = [...new Set(containers.flatMap(container => list(container.env)).flatMap(variable => {
        const ref = record(record(record(variable)?.valueFrom)?.configMapKeyRef);
        return ref?.name === missing.name && typeof ref.key === 'string' && /^[\w.-]+$/.test(ref.key) ? [ref.key] : [];
    }))];
    return whole || keys.length === 0 ? undefined : { beside: missing.file, order: 'before', assumptions: [`the values of ${missing.name} are placeholders that the owner has to fill in`], text: `${head('v1', missing)}data:\n${keys.map(key => `  ${key}: REPLACE_ME\n`).join('')}` };
}

function documents(context: CheckContext): Placed[] {
    return context.files.flatMap(file => (context.model(file)!.documents ?? []).map(document => ({ file, document })));
}

/** As the neighbours are called: by kind, or by the object's name. */
function fileName(beside: string, { kind, name }: MissingObject): string {
    const extension = /\.(ya?ml)$/.exec(beside)?.[1] ?? 'yaml';
    const byKind = /^(deployment|service|configmap|serviceaccount|namespace|gateway|route|httproute|ingress|statefulset|certificate|issuer|clusterissuer|cluster-issuer|kustomization)\b/i.test(baseName(beside));
    const dashed = kind === 'Secret' ? 'certificate' : kind.replace(/(?<=[a-z])(?=[A-Z])/g, baseName(beside).includes('-') ? '-' : '').toLowerCase();
    return byKind ? `${dashed}.${extension}` : `${kind === 'Namespace' && /(^|\/)namespaces?\//.test(beside) ? name : `${name}-${dashed}`}.${extension}`;
}

function scalar(value: unknown): string {
    const shown = String(value);
    return typeof value === 'string' && (/^[*&!|>%@`"'#{}[\],?:-]|: | #|^(true|false|yes|no|on|off|null|~)$|^[\d.+-]/i.test(shown) || shown === '') ? JSON.stringify(shown) : shown;
}
