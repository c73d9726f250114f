/**
 * A manifest or folder of manifests that is applied and is not there. An object is made from what asks for it in its folder; a base or an overlay
 * after the closest one beside it. What only the owner knows stays a placeholder, which holds the operations that would apply it.
 */
import { parseDocument } from 'yaml';
import { list, record, type KubernetesDocument } from '../../repo/kubernetes-document';
import { referencesOf } from '../../repo/kubernetes-references';
import { baseName, folderOf, joinPath } from '../../repo/repo-path';
import { definitionsOf } from '../definitions';
import { manifestOf, type MissingObject } from './missing-object-mend';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { Edit } from '../../ops/operation';

/** What a file is called, by what it holds. */
const KINDS: readonly (readonly [RegExp, MissingObject['kind']])[] = [
    [/(^|[-_.])(service|svc)$/, 'Service'], [/(^|[-_.])namespaces?$|^ns$/, 'Namespace'], [/(^|[-_.])service-?account$/, 'ServiceAccount'], [/(^|[-_.])config-?map$/, 'ConfigMap'],
    [/(^|[-_.])cluster-?issuer$/, 'ClusterIssuer'], [/(^|[-_.])issuer$/, 'Issuer'], [/(^|[-_.])certificate$/, 'Secret']
];
const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
/** Kinds of a base that its neighbour needs as well; the rest is the neighbour's own affair. */
const COMMON_KINDS = new Set(['Deployment', 'StatefulSet', 'Service', 'ServiceAccount']);
/** With its tag or digest, or without one; a port of the registry is no tag. */
const IMAGE = /^([ \t]*(?:- )?image:[ \t]*["']?[\w./-]+(?::\d+\/[\w./-]+)?)(?:[:@][^\s"']*)?/gm;
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

export function missingManifestMend(context: CheckContext, missing: string): Mend | undefined {
    if (KUSTOMIZATION.test(baseName(missing))) {
        return listOfFolder(context, missing);
    }
    return /\.ya?ml$/.test(missing) ? objectFile(context, missing) : NAME.test(baseName(missing)) ? afterNeighbour(context, missing) : undefined;
}

/** The folder's own manifests, in the order in which one needs the other. */
function listOfFolder(context: CheckContext, missing: string): Mend | undefined {
    const files = context.siblings(folderOf(missing)).filter(file => (context.model(file)?.documents?.length ?? 0) > 0);
    const ordered = [...files].sort((a, b) => rankOf(context, a) - rankOf(context, b) || (a < b ? -1 : 1));
    return files.length === 0 ? undefined : {
        title: `List the manifests of ${folderOf(missing)} in ${missing}`,
        edits: [{ file: missing, content: kustomization(ordered.map(baseName)) }],
        assumptions: [`REVIEW: all manifests of ${folderOf(missing)} are meant to be applied`]
    };
}

function rankOf(context: CheckContext, file: string): number {
    const order = ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Deployment', 'StatefulSet', 'Service'];
    const at = order.indexOf(context.model(file)!.documents![0].kind);
    return at < 0 ? order.length : at;
}

function kustomization(resources: readonly string[]): string {
    return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map(resource => `  - ${resource}\n`).join('')}`;
}

/** What the manifests of the folder ask for and nothing defines, of the kind that the file is called after. */
function objectFile(context: CheckContext, missing: string): Mend | undefined {
    const kind = KINDS.find(([pattern]) => pattern.test(baseName(missing).replace(/\.ya?ml$/, '')))?.[1];
    const wanted = kind && askedFor(context, missing, kind);
    const manifest = wanted && manifestOf(context, wanted);
    return manifest && wanted ? {
        title: `Define ${wanted.kind === 'Secret' ? 'the certificate' : wanted.kind} ${wanted.name} in ${missing}`,
        edits: [{ file: missing, content: manifest.text }],
        assumptions: manifest.assumptions.map(line => `REVIEW: ${line}`)
    } : undefined;
}

function askedFor(context: CheckContext, missing: string, kind: MissingObject['kind']): MissingObject | undefined {
    const definitions = definitionsOf(context);
    const near = documentsIn(context, context.siblings(folderOf(missing)));
    const all = documentsIn(context, context.files);
    if (kind === 'Namespace') {
        const [own] = near.filter(({ document }) => document.namespace !== undefined && !definitions.defines('Namespace', document.namespace, undefined));
        return own && { kind, name: own.document.namespace!, file: own.file, document: own.document };
    }
    for (const { file, document } of [...near, ...all]) {
        const reference = referencesOf(document).find(one => one.kind === kind && !definitions.defines(one.kind, one.name, one.namespace) && (kind !== 'Secret' || document.kind === 'Gateway'));
        if (reference) {
            return { kind, name: reference.name, namespace: reference.namespace, file, document };
        }
    }
    const workloads = near.filter(({ document }) => document.kind === 'Deployment' || document.kind === 'StatefulSet');
    const [only] = workloads;
    return kind === 'Service' && workloads.length === 1 ? { kind, name: only.document.name, namespace: only.document.namespace, file: only.file, document: only.document } : undefined;
}

function documentsIn(context: CheckContext, files: readonly string[]): { file: string; document: KubernetesDocument }[] {
    return files.flatMap(file => (context.model(file)?.documents ?? []).map(document => ({ file, document })));
}

/** A base, or an overlay, like the one beside it: its name replaced, its images left open, what is only the neighbour's left out. */
function afterNeighbour(context: CheckContext, missing: string): Mend | undefined {
    const parent = folderOf(missing);
    const beside = [...new Set(context.files.filter(file => file.startsWith(`${parent}/`) && KUSTOMIZATION.test(baseName(file)) && folderOf(folderOf(file)) === parent))].sort();
    const copies = beside.map(file => copyOf(context, file, missing)).filter(copy => copy !== undefined);
    const [best] = copies.sort((a, b) => a.left - b.left);
    return parent === '' || !best ? undefined : {
        title: `Make ${missing} after ${best.model}`,
        edits: best.edits,
        assumptions: [`REVIEW: ${missing} is like ${best.model}, the closest one beside it`, ...(best.open ? ['REVIEW: the version of the image is a placeholder that the owner has to fill in'] : []), ...(best.left ? [`REVIEW: ${best.left} ${best.left === 1 ? 'entry' : 'entries'} of ${best.model} ${best.left === 1 ? 'is' : 'are'} left out, as only its own`] : [])]
    };
}

interface Copy {
    readonly model: string;
    readonly edits: Edit[];
    readonly left: number;
    readonly open: boolean;
}

function copyOf(context: CheckContext, listFile: string, missing: string): Copy | undefined {
    const model = folderOf(listFile);
    const text = context.text(listFile)!;
    const value = record(parseDocument(text, { prettyErrors: false, logLevel: 'silent' }).toJS({ maxAliasCount: 100 })) ?? {};
    const resources = list(value.resources).filter(entry => typeof entry === 'string');
    if (resources.some(entry => !/^https?:/.test(entry) && !context.exists(joinPath(model, entry) ?? ''))) {
        // Its own gaps are closed first.
        return undefined;
    }
    const others = Object.entries(value).filter(([key, entry]) => key !== 'resources' && Array.isArray(entry)).flatMap(([, entry]) => entry as unknown[]);
    const lines = [...text.matchAll(/^[ \t]*- ["']?([\w./-]+)["']?[ \t]*(?:#.*)?\r?(?:\n|$)/gm)].filter(([, name]) => resources.includes(name));
    const kept = lines.flatMap(entry => {
        const path = joinPath(model, entry[1]);
        const isOutside = entry[1].startsWith('../') && path !== undefined && context.exists(path);
        const documents = path === undefined ? [] : context.model(path)?.documents ?? [];
        return isOutside || documents.length > 0 && documents.every(document => COMMON_KINDS.has(document.kind)) ? [{ entry, path: path!, isOutside }] : [];
    });
    if (kept.length === 0 || kept.length > 8) {
        return undefined;
    }
    const rename = (content: string): string => content.replace(new RegExp(`(?<![A-Za-z0-9])${baseName(model)}(?![A-Za-z0-9])`, 'g'), () => baseName(missing));
    const namespace = /^namespace:.*\r?\n/m.exec(text)?.[0] ?? '';
    const head = /^apiVersion:.*\r?\n/m.exec(text)?.[0] ?? '';
    const kind = /^kind:.*\r?\n/m.exec(text)?.[0] ?? '';
    const own = kept.filter(({ isOutside }) => !isOutside);
    const files = own.map(({ path }) => ({ file: rename(path).startsWith(`${missing}/`) ? rename(path) : joinPath(missing, baseName(path))!, content: rename(context.text(path)!).replace(IMAGE, (_, name: string) => `${name}:REPLACE_ME`) }));
    const page = `${head}${kind}${rename(namespace)}resources:\n${kept.map(({ entry, isOutside }) => isOutside ? entry[0] : rename(entry[0])).join('')}`;
    return {
        model, left: resources.length - kept.length + others.length, open: files.some(({ content }) => content.includes('REPLACE_ME')),
        edits: [{ file: `${missing}/${baseName(listFile)}`, content: page.endsWith('\n') ? page : `${page}\n` }, ...files]
    };
}
