/** Kubernetes manifests, multi-document. Templates of charts are not YAML yet, and are left to the chart. */
import type { Detector, NamedPath, SourceFile } from '../detector';
import { joinPath } from '../repo-path';
import { record, readKubernetesDocuments, type KubernetesDocument } from '../kubernetes-document';

export const detector: Detector = {
    // JSON is rarely a manifest: only where manifests are kept.
    wants: file => /\.ya?ml$/.test(file.path) || (/\.json$/.test(file.path) && file.size < 200_000 && /(^|\/)(k8s|kube\w*|manifests?|deploy\w*|clusters?|infra\w*|gitops|base|overlays?|apps|examples?|_?archived)\//.test(file.path) && !/(^|\/)(package(-lock)?|tsconfig|composer)\.json$/.test(file.path)),
    claim: source => !isTemplate(source) && /^"?\s*"?apiVersion"?:/m.test(source.text) && /^\s*"?kind"?:/m.test(source.text) ? 2 : 0,
    read: source => {
        const { documents, problems } = readKubernetesDocuments(source.text);
        return { kind: 'manifest', documents, problems, paths: documents.flatMap(syncedPath) };
    }
};

/** Marks where YAML has its structure, or Helm's own names. Inside a text (a dashboard's legend, an alert's sentence) they are part of the value. */
function isTemplate({ path, text }: SourceFile): boolean {
    return text.includes('{{') && (/(^|\/)templates\//.test(path) || /^[ \t]*(-[ \t]+)*([\w."'/-]+:[ \t]+)?\{\{|\{\{-?\s*(\$?\.(Values|Release|Chart|Files|Capabilities|Template)\b|(include|template|define|toYaml|tpl)\s)/m.test(text));
}

/** The folder that a Flux Kustomization or an Argo CD application builds; from the root of its source, which need not be this repository. */
function syncedPath(document: KubernetesDocument): NamedPath[] {
    const flux = document.kind === 'Kustomization' && document.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
    const argo = document.kind === 'Application' && document.apiVersion.startsWith('argoproj.io/');
    const at = argo ? ['spec', 'source', 'path'] : ['spec', 'path'];
    const spec = record(document.value.spec);
    const path = argo ? record(spec?.source)?.path : flux ? spec?.path : undefined;
    const folder = typeof path === 'string' ? joinPath(path) : undefined;
    return folder ? [{ kind: 'applies', path: folder, ...document.rangeOf(at), optional: true }] : [];
}
