/** Single files to facts: which file plays which part, and the edges between them. Pure; it reads nothing. */
import { baseOf } from './effective-call';
import { entryPointsOf } from './entry-points';
import { isUnder, type InfraAgentConfig } from './infra-agent-config';
import { referencesOf } from './kubernetes-references';
import { linkShell, type ShellLinks } from './shell-links';
import { taskFamilies, type Source, type TaskFamily } from './task-families';
import { baseName, joinPath } from './repo-path';
import type { FileModel, SourceFile } from './detector';
import type { PathTable } from './path-table';
import type { KubernetesObject, NodeKind, Place, RepoEdge, RepoNode } from './repo-facts';
import type { ShellScript } from './shell-script';

export interface LinkedRepo {
    readonly nodes: readonly RepoNode[];
    readonly edges: readonly RepoEdge[];
    readonly objects: readonly KubernetesObject[];
    readonly entryPoints: readonly string[];
    readonly shell: ShellLinks;
    readonly families: readonly TaskFamily[];
}

export interface ReadFile {
    readonly source: SourceFile;
    readonly model: FileModel;
}

const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function linkRepo(files: readonly ReadFile[], paths: PathTable, config: InfraAgentConfig = {}): LinkedRepo {
    const scripts = new Map<string, ShellScript>(files.flatMap(({ source, model }) => model.shell ? [[source.path, model.shell] as const] : []));
    const shell = linkShell(scripts, paths);
    const sources = files.flatMap(file => sourcesOf(file));
    const families = taskFamilies(scripts, shell, sources, config.tasks);
    const edges = [...sources.flatMap(source => shellEdges(source, files, shell, paths)), ...familyEdges(families, files), ...files.flatMap(file => fileEdges(file, paths))];
    const unique = [...new Map(edges.map(edge => [`${edge.kind} ${edge.from} ${edge.to} ${edge.place.line}:${edge.place.character}`, edge])).values()];
    const objects = files.flatMap(objectsOf);
    const told = config.entryPoints?.map(path => path.replace(/^\.\//, '')).filter(path => paths.has(path));
    const entryPoints = told?.length ? told : entryPointsOf({ files, edges: unique, families, shell }).filter(file => !isUnder(file, config.libraries));
    const nodes = files.map(file => nodeOf(file, { shell, families, entryPoints, libraries: config.libraries }));
    return { nodes, edges: [...unique, ...objectEdges(files, objects)], objects, entryPoints, shell, families };
}

function sourcesOf({ source, model }: ReadFile): Source[] {
    const doc = model.kind === 'doc';
    const own = model.shell ? [{ file: source.path, doc, shell: { script: model.shell, at: (offset: number) => offset } }] : [];
    return [...own, ...(model.embedded ?? []).map(shell => ({ file: source.path, doc, shell }))];
}

interface Parts {
    readonly shell: ShellLinks;
    readonly families: readonly TaskFamily[];
    readonly entryPoints: readonly string[];
    readonly libraries: readonly string[] | undefined;
}

function nodeOf({ source, model }: ReadFile, world: Parts): RepoNode {
    const family = world.families.find(candidate => candidate.tasks.includes(source.path));
    const order = family ? family.tasks.indexOf(source.path) : undefined;
    return { file: source.path, kind: partOf(source.path, model, family, world), ...(order === undefined ? {} : { order }), executable: source.executable };
}

function partOf(file: string, model: FileModel, family: TaskFamily | undefined, world: Parts): NodeKind {
    if (model.kind !== 'script') {
        return model.kind;
    }
    if (family) {
        return 'task';
    }
    if (world.entryPoints.includes(file)) {
        return 'entry-point';
    }
    const sourced = world.shell.sourcedBy(file).length > 0 || isUnder(file, world.libraries);
    return sourced || /(^|\/)(lib|libs|library|functions|common|helpers|utils)\//.test(file) ? 'library' : 'script';
}

function shellEdges(source: Source, files: readonly ReadFile[], shell: ShellLinks, paths: PathTable): RepoEdge[] {
    const { script, at } = source.shell;
    const host = files.length ? placeMaker(source.file, files) : undefined;
    const place = (start: number, end: number): Place => host!(at(start), at(Math.max(start, end)));
    const edges: RepoEdge[] = [];
    const add = (kind: RepoEdge['kind'], to: string, toKind: RepoEdge['toKind'], start: number, end: number, missing = false): void =>
        void edges.push({ kind, from: source.file, to, toKind, place: place(start, end), ...(missing ? { missing } : {}) });
    const known = shell.functions(source.file);
    const tools = new Set<string>();
    for (const call of script.calls) {
        const words = shell.effective(call, script);
        for (const argument of shell.pathArguments(call, script)) {
            const resolved = shell.resolve(argument.word, script, call.start, source.shell.folder);
            for (const target of resolved?.existing ?? []) {
                if (argument.kind === 'sources' || resolved!.pattern.exact || argument.word.pieces.some(piece => piece.kind === 'glob') || (['applies', 'refers-to'].includes(argument.kind) && /[a-z]{3,}/i.test(baseName(resolved!.pattern.pattern).replace(/\.\w+$/, '')))) {
                    const file = paths.has(target) ? target : folderFile(target, paths);
                    add(argument.kind, file ?? target, 'file', argument.word.start, argument.word.end);
                }
            }
            if (resolved?.missing !== undefined && resolved.certain) {
                add(argument.kind, resolved.missing, 'file', argument.word.start, argument.word.end, true);
            }
        }
        if (call.name !== undefined && known.has(call.name)) {
            add('calls', call.name, 'function', call.words[0].start, call.words[0].end);
        }
        const tool = words[0]?.value === undefined ? undefined : baseOf(words[0].value);
        if (tool !== undefined && TOOLS.has(tool) && !tools.has(tool)) {
            tools.add(tool);
            add('needs', tool, 'tool', call.start, call.end);
        }
        for (const redirect of call.redirects) {
            if (redirect.target && />/.test(redirect.operator) && /\.log["']?$|\/logs?\//.test(redirect.target.text)) {
                add('logs-to', redirect.target.text, 'variable', redirect.target.start, redirect.target.end);
            }
        }
    }
    if (!source.doc) {
        script.functions.forEach(defined => add('defines', defined.name, 'function', defined.start, defined.bodyStart));
    }
    const setHere = new Set<string>();
    for (const set of script.sets) {
        if (!set.local && !setHere.has(set.name)) {
            setHere.add(set.name);
            add('sets', set.name, 'variable', set.start, set.end);
        }
    }
    const needed = new Set<string>();
    for (const read of script.reads) {
        if (/^[A-Z][A-Z0-9_]+$/.test(read.name) && !needed.has(read.name) && (!setHere.has(read.name) || script.sets.some(set => set.name === read.name && set.keepsEnvironment))) {
            needed.add(read.name);
            add('needs', read.name, 'variable', read.start, read.end);
        }
    }
    return edges;
}

function familyEdges(families: readonly TaskFamily[], files: readonly ReadFile[]): RepoEdge[] {
    return families.flatMap(family => [
        ...family.mentions.map(mention => ({ kind: 'runs' as const, from: mention.file, to: mention.task, toKind: 'file' as const, place: placeMaker(mention.file, files)(mention.start, mention.end) })),
        ...family.missing.map(missing => ({ kind: 'runs' as const, from: missing.file, to: `${family.folder}/${missing.name}`, toKind: 'file' as const, place: placeMaker(missing.file, files)(missing.start, missing.end), missing: true }))
    ]);
}

function fileEdges({ source, model }: ReadFile, paths: PathTable): RepoEdge[] {
    const place = (start: number, end: number): Place => placeAt(source, start, end);
    const named = (model.paths ?? []).map(path => {
        const there = paths.has(path.path) || paths.isFolder(path.path);
        const file = there && !paths.has(path.path) ? folderFile(path.path, paths) ?? path.path : path.path;
        return { kind: path.kind, from: source.path, to: file, toKind: 'file' as const, place: place(path.start, path.end), ...(there || path.optional ? {} : { missing: true }) };
    });
    const sets = (model.sets ?? []).map(set => ({ kind: 'sets' as const, from: source.path, to: set.name, toKind: 'variable' as const, place: place(set.start, set.end) }));
    return [...named, ...sets];
}

function objectsOf({ source, model }: ReadFile): KubernetesObject[] {
    return (model.documents ?? []).filter(document => document.name !== '').map(document => ({
        file: source.path, place: placeAt(source, document.start, document.end), apiVersion: document.apiVersion, kind: document.kind, name: document.name,
        ...(document.namespace === undefined ? {} : { namespace: document.namespace })
    }));
}

function objectEdges(files: readonly ReadFile[], objects: readonly KubernetesObject[]): RepoEdge[] {
    const defined = new Set(objects.map(object => `${object.kind}/${object.name}`));
    return files.flatMap(({ source, model }) => (model.documents ?? []).flatMap(document => referencesOf(document).map(reference => {
        const { start, end } = document.rangeOf(reference.path);
        const missing = !reference.optional && !defined.has(`${reference.kind}/${reference.name}`);
        return { kind: 'refers-to' as const, from: source.path, to: [reference.kind, reference.namespace ?? '', reference.name].filter((part, index) => part !== '' || index !== 1).join('/'), toKind: 'object' as const, place: placeAt(source, start, end), ...(missing ? { missing } : {}) };
    })));
}

function folderFile(folder: string, paths: PathTable): string | undefined {
    return KUSTOMIZATION_NAMES.concat('Chart.yaml').map(name => joinPath(folder, name)!).find(path => paths.has(path));
}

function placeMaker(file: string, files: readonly ReadFile[]): (start: number, end: number) => Place {
    const read = sourceIndex(files).get(file)!;
    return (start, end) => placeAt(read, start, end);
}

const indexes = new WeakMap<readonly ReadFile[], Map<string, SourceFile>>();

function sourceIndex(files: readonly ReadFile[]): Map<string, SourceFile> {
    const known = indexes.get(files) ?? new Map(files.map(({ source }) => [source.path, source]));
    indexes.set(files, known);
    return known;
}

function placeAt(source: SourceFile, start: number, end: number): Place {
    const from = source.lines.position(start);
    const to = source.lines.position(end);
    return { file: source.path, line: from.line, character: from.character, endLine: to.line, endCharacter: to.character };
}

/** Programs that a machine may not have; a script that calls one needs it. */
const TOOLS: ReadonlySet<string> = new Set([
    'kubectl', 'oc', 'helm', 'helmfile', 'kustomize', 'flux', 'argocd', 'istioctl', 'velero', 'cilium', 'gcloud', 'gsutil', 'bq', 'aws', 'eksctl', 'az', 'doctl', 'terraform', 'tofu',
    'terragrunt', 'pulumi', 'ansible-playbook', 'ansible', 'packer', 'vault', 'consul', 'sops', 'age', 'gpg', 'docker', 'docker-compose', 'podman', 'kind', 'k3d', 'minikube', 'skaffold',
    'jq', 'yq', 'curl', 'wget', 'git', 'make', 'openssl', 'envsubst', 'gh', 'dig', 'nslookup', 'ssh', 'scp', 'rsync', 'python3', 'python', 'node', 'npm', 'psql', 'mysql', 'redis-cli', 'kubeseal', 'step', 'mkcert', 'cloudflared', 'flarectl', 'hcloud', 'talosctl', 'kubeadm', 'k3s', 'crane', 'skopeo', 'cosign', 'trivy', 'kubeconform', 'kubeval', 'shellcheck', 'bc', 'nc'
]);
