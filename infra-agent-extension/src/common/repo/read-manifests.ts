/** Reads what `kubectl apply -f` and `-k` would send: the files, folders and kustomizations, through to the documents. Bounded; nothing is fetched. */
import { parseDocument } from 'yaml';
import { list, readKubernetesDocuments, record, text } from './kubernetes-document';
import type { KubernetesDocument } from './kubernetes-document';
import type { SourceLookup } from './repo-files';
import { folderOf, joinPath } from './repo-path';

/** A file that was read, with its documents, or why it could not be. */
export type ManifestFile =
    | { readonly kind: 'read'; readonly file: string; readonly documents: readonly KubernetesDocument[] }
    | { readonly kind: 'refused'; readonly file: string; readonly reason: string }
    /** Something that a kustomization adds without a file: generated secrets, remote bases, charts, plugins. */
    | { readonly kind: 'generated'; readonly file: string; readonly what: 'secret' | 'remote' | 'chart' | 'plugin'; readonly name: string };

const MOST_FILES = 300;

export function readManifestPath(lookup: SourceLookup, path: string, recursive: boolean): ManifestFile[] {
    const entries = lookup.list(path);
    if (entries.length === 0) {
        return [readManifestFile(lookup, path)];
    }
    return entries.slice(0, MOST_FILES).flatMap(entry => {
        const inside = joinPath(path, entry.replace(/\/$/, '')) ?? entry;
        if (entry.endsWith('/')) {
            return recursive ? readManifestPath(lookup, inside, true) : [];
        }
        return /\.(ya?ml|json)$/.test(entry) ? [readManifestFile(lookup, inside)] : [];
    });
}

/** The documents of one text, as if it were a file. */
export function readManifestText(file: string, content: string): ManifestFile {
    if (/\{\{/.test(content) && /\{\{-?\s*(\.|if|range|include|template|with|end|define)/.test(content)) {
        return { kind: 'refused', file, reason: 'it is a template, whose text is not yet known' };
    }
    const { documents, problems } = readKubernetesDocuments(content);
    return problems.length > 0 ? { kind: 'refused', file, reason: `it does not parse: ${problems[0].message}` } : { kind: 'read', file, documents };
}

/** A folder with a kustomization, and all that it builds from. */
export function readKustomization(lookup: SourceLookup, folder: string, seen: Set<string> = new Set()): ManifestFile[] {
    if (seen.has(folder) || seen.size > MOST_FILES) {
        return [];
    }
    seen.add(folder);
    const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map(name => joinPath(folder, name) ?? name);
    const found = names.map(file => ({ file, read: lookup.read(file) })).find(({ read }) => read.kind !== 'missing');
    if (!found || found.read.kind !== 'text') {
        return [{ kind: 'refused', file: names[0], reason: found?.read.kind === 'unreadable' ? found.read.reason : 'it is not there' }];
    }
    const document = parseDocument(found.read.text, { prettyErrors: false, logLevel: 'silent' });
    const content = document.errors.length === 0 ? record(document.toJS({ maxAliasCount: 100 })) : undefined;
    if (!content) {
        return [{ kind: 'refused', file: found.file, reason: 'it does not parse' }];
    }
    return [{ kind: 'read', file: found.file, documents: [] }, ...built(lookup, found.file, content, seen)];
}

function built(lookup: SourceLookup, file: string, content: Readonly<Record<string, unknown>>, seen: Set<string>): ManifestFile[] {
    const folder = folderOf(file);
    const names = ['resources', 'bases', 'components', 'crds'].flatMap(key => list(content[key])).flatMap(name => text(name) ?? []);
    const patches = list(content.patches).flatMap(patch => text(record(patch)?.path) ?? []).concat(list(content.patchesStrategicMerge).flatMap(name => text(name) ?? [])).filter(name => !name.includes('\n'));
    const inline = list(content.patches).flatMap(patch => text(record(patch)?.patch) ?? []).concat(list(content.patchesStrategicMerge).flatMap(name => text(name) ?? []).filter(name => name.includes('\n')));
    const generated: ManifestFile[] = [
        ...list(content.secretGenerator).map(item => ({ kind: 'generated' as const, file, what: 'secret' as const, name: text(record(item)?.name) ?? 'secret' })),
        ...[...list(content.helmCharts), ...list(content.helmChartInflationGenerator)].map(item => ({ kind: 'generated' as const, file, what: 'chart' as const, name: text(record(item)?.name) ?? text(record(item)?.chartName) ?? 'chart' })),
        ...['generators', 'transformers', 'validators'].flatMap(key => list(content[key])).map(item => ({ kind: 'generated' as const, file, what: 'plugin' as const, name: text(item) ?? 'plugin' }))
    ];
    return [
        ...names.flatMap(name => isRemote(name) ? [{ kind: 'generated' as const, file, what: 'remote' as const, name }] : readResource(lookup, folder, name, seen)),
        ...patches.flatMap(name => isRemote(name) ? [] : readPatch(lookup, joinPath(folder, name) ?? name)),
        ...inline.map(patch => readManifestText(file, patch)).filter(patch => patch.kind === 'read'),
        ...generated
    ];
}

function readResource(lookup: SourceLookup, folder: string, name: string, seen: Set<string>): ManifestFile[] {
    const path = joinPath(folder, name);
    if (path === undefined) {
        return [{ kind: 'refused', file: name, reason: 'it leads out of the workspace' }];
    }
    return lookup.list(path).length > 0 ? readKustomization(lookup, path, seen) : [readManifestFile(lookup, path)];
}

/** A patch may be a list of JSON operations, which is no object of its own. */
function readPatch(lookup: SourceLookup, path: string): ManifestFile[] {
    const read = readManifestFile(lookup, path);
    return [read];
}

function readManifestFile(lookup: SourceLookup, path: string): ManifestFile {
    const read = lookup.read(path);
    switch (read.kind) {
        case 'text':
            return readManifestText(path, read.text);
        case 'missing':
            return { kind: 'refused', file: path, reason: 'it is not there' };
        case 'unreadable':
            return { kind: 'refused', file: path, reason: read.reason };
        default: {
            const never: never = read;
            return never;
        }
    }
}

function isRemote(name: string): boolean {
    return /^[a-z][a-z0-9+.-]*:\/\/|^git@|^git::|^(github|gitlab|bitbucket)\.(com|org)\/|\?ref=|^[\w.-]+\.(com|org|io|net|dev)\/.+\/\//i.test(name);
}
