/** A manifest refers to an object that nothing in the repository defines or makes. */
import { referencesOf, podOf, type ObjectReference } from '../../../repo/kubernetes-references';
import { folderOf } from '../../../repo/repo-path';
import { record, type KubernetesDocument } from '../../../repo/kubernetes-document';
import type { Check, CheckContext } from '../../check';
import { appliedFiles } from '../../applied-files';
import { definitionsOf, type Definitions } from '../../definitions';
import type { Finding, Mend } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { gatewayClassMend } from '../../mends/gateway-class-mend';
import { missingObjectMend } from '../../mends/missing-object-mend';
import { similarName } from '../../mends/similar-name';
import { report } from '../../report';
import { isForeign, isTestPath } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'kubernetes/dangling-reference', severity: 'error',
        title: 'A manifest refers to an object that nothing defines',
        docs: 'A route to a Service, a Gateway to its class, a Certificate to its issuer, a workload to its ConfigMap or ServiceAccount, a Service to its pods, a workload to the pods of its own template. Reported only where the repository itself keeps objects of that kind (or installs what needs it), and where nothing makes the object by other means: charts, generators, operators, scripts. Objects that clusters and providers bring are known.'
    },
    *run(context): Iterable<Finding> {
        const definitions = definitionsOf(context);
        const applied = appliedFiles(context);
        // Where kustomizations say what is applied, a manifest that none of them reaches is left from before.
        const told = context.files.some(file => context.model(file)!.kind === 'kustomization' && applied.has(file));
        for (const file of context.files.filter(candidate => !isForeign(candidate) && !isTestPath(candidate) && (!told || applied.has(candidate)))) {
            for (const document of context.model(file)!.documents ?? []) {
                for (const written of referencesOf(document)) {
                    const reference = { ...written, namespace: written.namespace ?? definitions.namespaceOf(file) };
                    if (!reference.optional && dangles(definitions, file, document, reference)) {
                        const at = document.rangeOf(reference.path);
                        yield report(context, check.meta, { file, ...at }, { message: messageOf(definitions, document, reference), mend: mendOf(context, definitions, file, document, reference) });
                    }
                }
                yield* selectorFinding(context, definitions, file, document);
                yield* ownSelectorFinding(context, definitions, file, document);
            }
            yield* namespaceFindings(context, definitions, file, applied.has(file));
        }
    }
};

function dangles(definitions: Definitions, file: string, document: KubernetesDocument, reference: ObjectReference): boolean {
    if (/[${}<>()]/.test(reference.name) || definitions.defines(reference.kind, reference.name, reference.namespace) || definitions.provided(reference.kind, reference.name) || definitions.madeElsewhere(reference.name)) {
        return false;
    }
    switch (reference.kind) {
        case 'GatewayClass': return definitions.keeps('GatewayClass') || definitions.installs('envoy-gateway');
        case 'Service': return (definitions.keepsIn('Service', reference.namespace) || definitions.workloads(reference.namespace).some(workload => workload.name === reference.name)) && !definitions.chartsIn(reference.namespace);
        case 'Secret': return document.kind === 'Gateway' ? certificateExpected(definitions, document, reference) : nearMiss(definitions, reference, file);
        case 'Issuer': case 'ClusterIssuer': return definitions.keeps('Issuer') || definitions.keeps('ClusterIssuer') || definitions.installs('cert-manager');
        case 'Gateway': return definitions.keepsIn('Gateway', reference.namespace);
        case 'ConfigMap': return definitions.keepsIn('ConfigMap', reference.namespace) && !definitions.chartsIn(reference.namespace);
        case 'ServiceAccount': return definitions.keepsIn('ServiceAccount', reference.namespace) && !definitions.chartsIn(reference.namespace);
        case 'Kustomization': case 'HelmRelease': case 'GitRepository': case 'HelmRepository': case 'OCIRepository': case 'Bucket': return definitions.keepsIn(reference.kind, reference.namespace);
        case 'Role': return definitions.keepsIn('Role', reference.namespace);
        case 'ClusterRole': return similarName(reference.name, definitions.names('ClusterRole', undefined)) !== undefined;
        case 'PersistentVolumeClaim': return definitions.keepsIn('PersistentVolumeClaim', reference.namespace);
        case 'Deployment': case 'StatefulSet': return definitions.keepsIn(reference.kind, reference.namespace) && !definitions.chartsIn(reference.namespace);
        default: return false;
    }
}

/** Certificates are kept here, and the listener's is not among them; annotations for cert-manager make one by themselves. */
function certificateExpected(definitions: Definitions, document: KubernetesDocument, reference: ObjectReference): boolean {
    const annotations = record(record(document.value.metadata)?.annotations) ?? {};
    return definitions.keepsIn('Certificate', reference.namespace) && !Object.keys(annotations).some(key => key.startsWith('cert-manager.io/'));
}

/** Secrets are made by hand everywhere; only a near name of one that is defined here is surely wrong. */
function nearMiss(definitions: Definitions, reference: ObjectReference, file: string): boolean {
    return similarName(reference.name, definitions.names('Secret', reference.namespace, file)) !== undefined;
}

function messageOf(definitions: Definitions, document: KubernetesDocument, reference: ObjectReference): string {
    const near = similarName(reference.name, definitions.names(reference.kind, reference.namespace)) ?? onlyOne(definitions, reference);
    const where = reference.namespace === undefined ? '' : ` in namespace ${reference.namespace}`;
    return `${document.kind} \`${document.name}\` refers to ${reference.kind} \`${reference.name}\`${where}, which nothing defines${near === undefined ? '' : `; \`${near}\` is defined`}.`;
}

/** The only one whose name holds all parts of the wanted one, or the other way round: `nginx` and `ingress-nginx`. */
function onlyOne(definitions: Definitions, reference: ObjectReference): string | undefined {
    const wanted = reference.name.split(/[-.]/);
    const fitting = definitions.names(reference.kind, reference.namespace).filter(name => {
        const parts = name.split(/[-.]/);
        return wanted.every(part => parts.includes(part)) || parts.every(part => wanted.includes(part));
    });
    return fitting.length === 1 ? fitting[0] : undefined;
}

function mendOf(context: CheckContext, definitions: Definitions, file: string, document: KubernetesDocument, reference: ObjectReference): Mend | undefined {
    const name = similarName(reference.name, definitions.names(reference.kind, reference.namespace)) ?? onlyOne(definitions, reference);
    if (name === undefined) {
        return reference.kind === 'GatewayClass' ? gatewayClassMend(context, file, reference.name) : missingObjectMend(context, { ...reference, file, document });
    }
    const text = context.text(file)!;
    const { start, end } = document.rangeOf(reference.path);
    const written = text.slice(start, end);
    return written.split(reference.name).length !== 2 ? undefined : {
        title: `Refer to ${reference.kind} ${name}`,
        edits: [patchEdit(file, text, changed(text, [{ start, end, text: written.replace(reference.name, () => name) }]))],
        assumptions: [`REVIEW: ${reference.name} means ${name}, the ${reference.kind} that is defined`]
    };
}

/** A namespace that a script applies objects into, and that nothing makes, while others are made here. */
function* namespaceFindings(context: CheckContext, definitions: Definitions, file: string, isApplied: boolean): Iterable<Finding> {
    const documents = (context.model(file)!.documents ?? []).filter(document => document.namespace !== undefined && document.kind !== 'Namespace');
    for (const document of isApplied ? documents.filter((one, index) => documents.findIndex(other => other.namespace === one.namespace) === index) : []) {
        const name = document.namespace!;
        if (definitions.keeps('Namespace') && !definitions.defines('Namespace', name, undefined) && !definitions.makesNamespace(name) && !/^(default|kube-.*|flux-system|argocd|gke-.*|openshift.*)$/.test(name) && !/[${}<>]/.test(name)) {
            const near = similarName(name, definitions.names('Namespace', undefined));
            yield report(context, check.meta, { file, ...document.rangeOf(['metadata', 'namespace']) }, {
                message: `${document.kind} \`${document.name}\` goes into namespace \`${name}\`, which nothing makes${near === undefined ? '' : `; \`${near}\` is made`}.`,
                mend: near === undefined ? missingObjectMend(context, { kind: 'Namespace', name, file, document }) : undefined
            });
        }
    }
}

/** A Service whose selector fits no pod, while a workload of its own name, or one that shares a label's key, is there. */
function* selectorFinding(context: CheckContext, definitions: Definitions, file: string, document: KubernetesDocument): Iterable<Finding> {
    const selector = document.kind === 'Service' && document.apiVersion === 'v1' ? record(record(document.value.spec)?.selector) : undefined;
    const workloads = selector ? definitions.workloads(document.namespace) : [];
    if (!selector || Object.keys(selector).length === 0 || definitions.addsLabels(file)) {
        return;
    }
    const fits = workloads.some(workload => Object.entries(selector).every(([key, value]) => podOf(workload).labels?.[key] === value));
    const own = workloads.find(workload => workload.name === document.name && (context.model(file)!.documents!.includes(workload) || context.siblings(folderOf(file)).some(other => context.model(other)?.documents?.includes(workload))));
    if (!fits && own) {
        yield report(context, check.meta, { file, ...document.rangeOf(['spec', 'selector']) }, { message: `Service \`${document.name}\` selects pods that no workload makes: the labels of ${own.kind} \`${own.name}\` are ${Object.entries(podOf(own).labels ?? {}).map(([key, value]) => `\`${key}: ${String(value)}\``).join(', ') || 'none'}.` });
    }
}

const SELECTING = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** A workload whose selector does not fit the pods of its own template: the API server refuses it. */
function* ownSelectorFinding(context: CheckContext, definitions: Definitions, file: string, document: KubernetesDocument): Iterable<Finding> {
    const wanted = SELECTING.has(document.kind) ? record(record(record(document.value.spec)?.selector)?.matchLabels) : undefined;
    const labels = wanted ? podOf(document).labels : undefined;
    const odd = wanted && labels && !definitions.addsLabels(file) ? Object.entries(wanted).find(([key, value]) => labels[key] !== value) : undefined;
    if (odd) {
        yield report(context, check.meta, { file, ...document.rangeOf(['spec', 'selector', 'matchLabels', odd[0]]) }, { message: `${document.kind} \`${document.name}\` selects \`${odd[0]}: ${String(odd[1])}\`, and its own pods have ${labels![odd[0]] === undefined ? 'no such label' : `\`${odd[0]}: ${String(labels![odd[0]])}\``}: the API server refuses it.` });
    }
}
