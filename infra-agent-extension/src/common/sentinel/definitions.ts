/** What defines or makes Kubernetes objects in a repository: manifests, generators, certificates, charts, scripts; and what clusters bring by themselves. */
import { parseDocument } from 'yaml';
import { baseOf } from '../repo/effective-call';
import { list, record, text, type KubernetesDocument } from '../repo/kubernetes-document';
import { folderOf, joinPath } from '../repo/repo-path';
import { perFile } from './per-file';
import type { CheckContext } from './check';

export interface Definitions {
    defines(kind: string, name: string, namespace: string | undefined): boolean;
    /** Beside `file`, where that is given: in the same namespace by name, or in the same part of the repository. */
    names(kind: string, namespace: string | undefined, file?: string): readonly string[];
    keeps(kind: string): boolean;
    keepsIn(kind: string, namespace: string | undefined): boolean;
    workloads(namespace: string | undefined): readonly KubernetesDocument[];
    /** A chart or an operator puts objects into the namespace that no text shows. */
    chartsIn(namespace: string | undefined): boolean;
    installs(what: 'envoy-gateway' | 'cert-manager'): boolean;
    provided(kind: string, name: string): boolean;
    /** A script, chart or values file names it as a word of its own. */
    madeElsewhere(name: string): boolean;
    /** A script, a chart's installation or GitOps makes the namespace. */
    makesNamespace(name: string): boolean;
    /** A kustomization above the file changes names or labels. */
    addsLabels(file: string): boolean;
    /** What the one kustomization that gives the file a namespace says. */
    namespaceOf(file: string): string | undefined;
}

interface Defined {
    readonly file?: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod']);
const CLUSTER_SCOPED = new Set(['GatewayClass', 'ClusterIssuer', 'ClusterRole', 'Namespace']);
const PROVIDED: Readonly<Record<string, RegExp>> = {
    GatewayClass: /^(gke-l7-|istio|cilium$|amazon-vpc-lattice$|azure-alb-external$|traefik$|nginx$|kong$|contour$|haproxy|eg$|gloo-gateway$|kgateway$|linkerd|consul|apisix|higress|tailscale)/,
    Role: /^(extension-apiserver-authentication-reader|system:.*|kube-proxy|kubeadm:.*)$/, ServiceAccount: /^default$/, ClusterRole: /^(view|edit|admin|cluster-admin|system:.*)$/, ConfigMap: /^(kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/, Service: /^kubernetes$/
};
const cache = new WeakMap<CheckContext, Definitions>();

export function definitionsOf(context: CheckContext): Definitions {
    const known = cache.get(context);
    if (known) {
        return known;
    }
    const documents = context.files.flatMap(file => (context.model(file)!.documents ?? []).map(document => ({ file, document })));
    const kustomizations = readKustomizations(context);
    const defined: readonly Defined[] = documents.flatMap<Defined>(({ file, document }) => definedBy(document).map(one => ({ ...one, file, namespace: kustomizations.namespaceOf(file) ?? one.namespace }))).concat(kustomizations.generated);
    const kinds = index(defined);
    const byKind = (kind: string): readonly Defined[] | undefined => kinds.get(kind);
    const same = (kind: string, a: string | undefined, b: string | undefined): boolean => CLUSTER_SCOPED.has(kind) || a === undefined || b === undefined || a === b;
    const inNamespace = (kind: string, namespace: string | undefined): readonly Defined[] => (byKind(kind) ?? []).filter(one => same(kind, one.namespace, namespace));
    const charts = chartNamespaces(context, documents.map(({ document }) => document));
    const words = wordsOfScripts(context);
    const installed = installedTexts(context);
    const definitions: Definitions = {
        defines: (kind, name, namespace) => inNamespace(kind, namespace).some(one => one.name === name || (kustomizations.renames && (one.name.endsWith(name) || name.endsWith(one.name) || name.startsWith(one.name)))),
        names: (kind, namespace, file) => [...new Set(inNamespace(kind, namespace).filter(one => file === undefined || one.file === undefined || (namespace !== undefined && one.namespace === namespace) || partOf(one.file) === partOf(file)).map(one => one.name))],
        keeps: kind => (byKind(kind) ?? []).length > 0,
        keepsIn: (kind, namespace) => inNamespace(kind, namespace).length > 0,
        workloads: namespace => documents.map(({ document }) => document).filter(document => WORKLOADS.has(document.kind) && same(document.kind, document.namespace, namespace)),
        chartsIn: namespace => charts.has('*') || (namespace !== undefined ? charts.has(namespace) : charts.size > 0),
        installs: what => installed.some(one => (what === 'envoy-gateway' ? /envoyproxy\/gateway|gateway-helm|envoy-gateway/ : /cert-manager/).test(one)),
        provided: (kind, name) => PROVIDED[kind]?.test(name) ?? false,
        madeElsewhere: name => words.has(name),
        makesNamespace: name => words.has(name) || charts.has(name) || charts.has('*') || namesInScripts(context).has(name),
        addsLabels: file => kustomizations.labelled(file),
        namespaceOf: kustomizations.namespaceOf
    };
    cache.set(context, definitions);
    return definitions;
}

/** The object itself, and what its controller makes from it under a name that it states. */
function definedBy(document: KubernetesDocument): Defined[] {
    const spec = record(document.value.spec) ?? {};
    const own = { kind: document.kind, name: document.name, namespace: document.namespace };
    const secret = (name: unknown): Defined[] => typeof name === 'string' ? [{ kind: 'Secret', name, namespace: document.namespace }] : [];
    switch (document.kind) {
        case 'Certificate': return [own, ...secret(spec.secretName)];
        case 'ExternalSecret': return [own, ...secret(record(spec.target)?.name ?? document.name)];
        case 'SealedSecret': case 'SopsSecret': case 'VaultStaticSecret': case 'InfisicalSecret': case 'OnePasswordItem': case 'VaultAuth':
            return [own, ...secret(document.name), ...secret(record(spec.destination)?.name), ...secret(record(record(spec.template)?.metadata)?.name)];
        case 'ClusterExternalSecret': return [own, ...secret(spec.externalSecretName ?? document.name)];
        case 'StatefulSet': return [own, ...list(spec.volumeClaimTemplates).flatMap(template => typeof record(record(template)?.metadata)?.name === 'string' ? [{ kind: 'PersistentVolumeClaim', name: record(record(template)!.metadata)!.name as string, namespace: document.namespace }] : [])];
        default: return [own];
    }
}

function partOf(file: string): string {
    return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

function index(defined: readonly Defined[]): Map<string, Defined[]> {
    const byKind = new Map<string, Defined[]>();
    for (const one of defined) {
        const known = byKind.get(one.kind);
        if (known) {
            known.push(one);
        } else {
            byKind.set(one.kind, [one]);
        }
    }
    return byKind;
}

/** Generators, namespaces, prefixes and labels that kustomizations add. */
function readKustomizations(context: CheckContext): { generated: Defined[]; renames: boolean; namespaceOf(file: string): string | undefined; labelled(file: string): boolean } {
    const generated: Defined[] = [];
    const namespaces = new Map<string, string | undefined>();
    const labelled = new Set<string>();
    let renames = false;
    for (const file of context.files.filter(candidate => context.model(candidate)?.kind === 'kustomization')) {
        let value: Record<string, unknown>;
        try {
            value = record(parseDocument(context.text(file)!, { prettyErrors: false, logLevel: 'silent' }).toJS({ maxAliasCount: 100 })) ?? {};
        } catch {
            continue;
        }
        for (const [key, kind] of [['configMapGenerator', 'ConfigMap'], ['secretGenerator', 'Secret']] as const) {
            list(value[key]).forEach(entry => typeof record(entry)?.name === 'string' && generated.push({ kind, name: record(entry)!.name as string }));
        }
        renames ||= value.namePrefix !== undefined || value.nameSuffix !== undefined;
        if (value.commonLabels !== undefined || value.labels !== undefined) {
            labelled.add(folderOf(file));
        }
        if (typeof value.namespace === 'string') {
            for (const resource of list(value.resources)) {
                // The same base under two overlays has no namespace of its own.
                const path = joinPath(folderOf(file), text(resource) ?? '');
                if (path !== undefined) {
                    namespaces.set(path, namespaces.has(path) ? undefined : value.namespace);
                }
            }
        }
    }
    const above = (file: string): string[] => [file, folderOf(file)];
    return {
        generated, renames,
        namespaceOf: file => above(file).map(path => namespaces.get(path)).find(namespace => namespace !== undefined),
        labelled: file => [...labelled].some(folder => folder === '' || file.startsWith(`${folder}/`)) || labelled.size > 0 && !context.files.some(other => context.model(other)?.kind === 'script')
    };
}

/** All words of scripts: a namespace is made in many ways. */
function namesInScripts(context: CheckContext): Set<string> {
    return new Set([...context.shell.scripts.values()].flatMap(script => script.calls.flatMap(call => call.words.flatMap(word => (context.shell.textOf(word, script) ?? '').split(/[=,\s]/)))));
}

/** Namespaces into which charts are installed, by script, HelmRelease or Argo CD application; `*` where that cannot be known. */
function chartNamespaces(context: CheckContext, documents: readonly KubernetesDocument[]): Set<string> {
    const namespaces = new Set<string>();
    for (const script of context.shell.scripts.values()) {
        for (const call of script.calls) {
            const words = context.shell.effective(call, script);
            if (baseOf(words[0]?.value ?? '') === 'helm' && words.slice(1).some(word => ['install', 'upgrade', 'template'].includes(word.value ?? ''))) {
                const at = words.findIndex(word => /^(-n|--namespace)(=|$)/.test(word.value ?? word.text));
                const given = at < 0 ? undefined : (words[at].value ?? '').includes('=') ? words[at].value!.split('=')[1] : words[at + 1]?.value;
                if (given !== undefined) {
                    namespaces.add(given);
                } else if (!call.words.some(word => /^"?\$\{?[@*]/.test(word.text)) && call.inFunction === undefined) {
                    namespaces.add('*');
                }
            }
        }
    }
    for (const document of documents) {
        const spec = record(document.value.spec) ?? {};
        if (document.kind === 'HelmRelease') {
            namespaces.add(text(spec.targetNamespace) ?? document.namespace ?? '*');
        } else if (document.kind === 'Application' || document.kind === 'ApplicationSet' || document.kind === 'HelmChart') {
            namespaces.add(text(record(spec.destination)?.namespace) ?? text(spec.targetNamespace) ?? '*');
        }
    }
    if (context.files.some(file => context.model(file)?.kind === 'chart' || /helmfile|helmCharts:/.test(context.model(file)?.kind === 'kustomization' || context.model(file)?.kind === 'config' ? context.text(file)! : ''))) {
        namespaces.add('*');
    }
    return namespaces;
}

/** Words of scripts, Makefiles, pipelines, charts, values and Terraform that could be an object's name. */
function wordsOfScripts(context: CheckContext): Set<string> {
    const words = new Set<string>();
    for (const file of context.files) {
        wordsOf(context, file).forEach(word => words.add(word));
    }
    for (const script of context.shell.scripts.values()) {
        for (const call of script.calls) {
            const making = context.shell.effective(call, script).some(word => ['create', 'secret', 'configmap', 'expose', 'serviceaccount', 'helm', 'install', 'kustomize'].includes(word.value ?? '') || /secret|config_?map|service_?account|issuer|class/i.test(call.name ?? ''));
            for (const word of making ? call.words.slice(1) : []) {
                const value = context.shell.textOf(word, script);
                if (value !== undefined) {
                    words.add(value);
                }
            }
            for (const redirect of call.redirects) {
                for (const match of redirect.heredoc?.text.matchAll(/name:\s*["']?([a-z0-9][a-z0-9.-]*)/g) ?? []) {
                    words.add(match[1]);
                }
            }
        }
    }
    return words;
}

const NAMING = new Set(['makefile', 'pipeline', 'chart', 'values', 'terraform-module', 'npm-scripts', 'config']);

const wordsOf = perFile((context, file): readonly string[] => {
    const { kind, markdown } = context.model(file)!;
    // Of docs, what people are told to make by hand.
    const texts = kind === 'doc' ? markdown!.codeBlocks.map(block => block.text) : NAMING.has(kind) ? [context.text(file)!.replace(/(^|\s)#.*$/gm, '')] : [];
    return [...new Set(texts.flatMap(one => one.match(/[A-Za-z0-9][\w.-]{2,}/g) ?? []))];
});

function installedTexts(context: CheckContext): string[] {
    const scripts = [...context.shell.scripts.values()].flatMap(script => script.calls.filter(call => context.shell.effective(call, script).some(word => ['install', 'upgrade', 'apply'].includes(word.value ?? ''))).map(call => context.shell.effective(call, script).map(word => word.value ?? word.text).join(' ')));
    const releases = context.files.flatMap(file => (context.model(file)!.documents ?? []).filter(document => ['HelmRelease', 'Application', 'HelmChart'].includes(document.kind)).map(document => JSON.stringify(document.value.spec ?? {})));
    return [...scripts, ...releases];
}
