/** Single files to facts: which file plays which part, and the edges between them. It reads nothing; all is asked (`recall.ts`). */
import { groupBy } from './group-by';
import { baseOf } from './effective-call';
import { entryPointsOf } from './entry-points';
import { isUnder } from './infra-agent-config';
import { referencesOf } from './kubernetes-references';
import { question, sameData, sameList, sameSet } from './recall';
import { configOf, filesRead, isFile, isThere, kindOf, readOf, shellIn, type PlacedShell } from './repo-questions';
import { functionsOf, sourcedBy } from './shell-links';
import { familyOf, taskFamilies } from './task-families';
import { baseName, folderOf, joinPath } from './repo-path';
import type { Analysis } from './analysis';
import type { PathArgument } from './applied-paths';
import type { SourceFile } from './detector';
import type { KubernetesObject, NodeKind, Place, RepoEdge, RepoNode } from './repo-facts';

const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** By the part of the analysis that they come from: a file's shell text, task families, what files name, objects. */
const edgesByPart = question((analysis: Analysis, _: ''): readonly RepoEdge[] => {
    const files = filesRead(analysis, '').map(file => edgesFrom(analysis, file));
    return [...files.flatMap(one => one.shell), ...files.flatMap(one => one.family), ...files.flatMap(one => one.file)];
}, sameList);
export const edgesOf = question((analysis: Analysis, _: ''): readonly RepoEdge[] => [...edgesByPart(analysis, ''), ...filesRead(analysis, '').flatMap(file => objectEdges(analysis, file))], sameList);

export const objectsOf = question((analysis: Analysis, _: ''): readonly KubernetesObject[] => filesRead(analysis, '').flatMap(file => objectsIn(analysis, file)), sameList);

export const entryPoints = question((analysis: Analysis, _: ''): readonly string[] => {
    const { config } = configOf(analysis, '');
    const told = config.entryPoints?.map(path => path.replace(/^\.\//, '')).filter(path => isFile(analysis, path));
    return told?.length ? told : entryPointsOf(analysis, edgesByPart(analysis, '')).filter(file => !isUnder(file, config.libraries));
}, sameList);

export const nodesOf = question((analysis: Analysis, _: ''): readonly RepoNode[] => {
    const started = new Set(entryPoints(analysis, ''));
    return filesRead(analysis, '').map(file => {
        const family = familyOf(analysis, file);
        return { file, kind: family ? 'task' : started.has(file) && kindOf(analysis, file) === 'script' ? 'entry-point' : partOf(analysis, file), ...(family ? { order: family.order } : {}), executable: readOf(analysis, file)!.source.executable };
    });
});

const partOf = question((analysis: Analysis, file: string): NodeKind => {
    const kind = kindOf(analysis, file)!;
    if (kind !== 'script') {
        return kind;
    }
    const sourced = sourcedBy(analysis, file).length > 0 || isUnder(file, configOf(analysis, '').config.libraries);
    return sourced || /(^|\/)(lib|libs|library|functions|common|helpers|utils)\//.test(file) ? 'library' : 'script';
});

interface EdgesOfFile {
    readonly shell: readonly RepoEdge[];
    readonly family: readonly RepoEdge[];
    readonly file: readonly RepoEdge[];
}

/** What is said twice is said once. */
const edgesFrom = question((analysis: Analysis, file: string): EdgesOfFile => {
    const parts = [shellIn(analysis, file).flatMap(shell => shellEdges(analysis, shell)), familyEdges(analysis, file), fileEdges(analysis, file)];
    const unique = new Map<string, { part: number; edge: RepoEdge }>();
    parts.forEach((edges, part) => edges.forEach(edge => {
        const key = `${edge.kind} ${edge.to} ${edge.place.line}:${edge.place.character}`;
        unique.set(key, { part: unique.get(key)?.part ?? part, edge });
    }));
    const [shell, family, own] = parts.map((_, part) => [...unique.values()].filter(one => one.part === part).map(({ edge }) => edge));
    return { shell, family, file: own };
}, (before, after) => sameList(before.shell, after.shell) && sameList(before.family, after.family) && sameList(before.file, after.file));

/** A path with a part that is given at run time: its name says what it is, or the folder does (`overlays/$env`), but for a function, whose calls say it. */
function saysWhich(kind: PathArgument['kind'], pattern: string, isGiven: boolean): boolean {
    const isWord = (text: string): boolean => /[a-z]{3,}/i.test(text);
    return ['applies', 'refers-to'].includes(kind) && isWord(baseName(pattern).replace(/\.\w+$/, '')) || isGiven && kind === 'applies' && isWord(baseName(folderOf(pattern)));
}

function shellEdges(analysis: Analysis, source: PlacedShell): RepoEdge[] {
    const { shell } = analysis;
    const { source: host, model } = readOf(analysis, source.file)!;
    const { script, at } = source;
    const place = (start: number, end: number): Place => placeAt(host, at(start), at(Math.max(start, end)));
    const edges: RepoEdge[] = [];
    const add = (kind: RepoEdge['kind'], to: string, toKind: RepoEdge['toKind'], start: number, end: number, missing = false): void =>
        void edges.push({ kind, from: source.file, to, toKind, place: place(start, end), ...(missing ? { missing } : {}) });
    const known = functionsOf(analysis, source.file);
    const tools = new Set<string>();
    for (const call of script.calls) {
        const words = shell.effective(call, script);
        for (const argument of shell.pathArguments(call, script)) {
            const resolved = shell.resolve(argument.word, script, call.start, source.folder);
            for (const target of resolved?.existing ?? []) {
                if (argument.kind === 'sources' || resolved!.pattern.exact || argument.word.pieces.some(piece => piece.kind === 'glob') || saysWhich(argument.kind, resolved!.pattern.pattern, call.inFunction === undefined)) {
                    const file = isFile(analysis, target) ? target : folderFile(analysis, target);
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
    if (model.kind !== 'doc') {
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

/** By the file that mentions a task. */
const allFamilyEdges = question((analysis: Analysis, _: ''): ReadonlyMap<string, readonly RepoEdge[]> => {
    const edges = taskFamilies(analysis, '').flatMap(family => [
        ...family.mentions.map(mention => ({ ...mention, to: mention.task, missing: {} })),
        ...family.missing.map(missing => ({ ...missing, to: `${family.folder}/${missing.name}`, missing: { missing: true } }))
    ]);
    const placed = edges.map(({ file, start, end, to, missing }) => ({ kind: 'runs' as const, from: file, to, toKind: 'file' as const, place: placeAt(readOf(analysis, file)!.source, start, end), ...missing }));
    return groupBy(placed, edge => edge.from);
});
const familyEdges = question((analysis: Analysis, file: string): readonly RepoEdge[] => allFamilyEdges(analysis, '').get(file) ?? [], sameData);

function fileEdges(analysis: Analysis, file: string): RepoEdge[] {
    const { source, model } = readOf(analysis, file)!;
    const place = (start: number, end: number): Place => placeAt(source, start, end);
    const named = (model.paths ?? []).map(path => {
        const there = isThere(analysis, path.path);
        const to = there && !isFile(analysis, path.path) ? folderFile(analysis, path.path) ?? path.path : path.path;
        return { kind: path.kind, from: file, to, toKind: 'file' as const, place: place(path.start, path.end), ...(there || path.optional ? {} : { missing: true }) };
    });
    const sets = (model.sets ?? []).map(set => ({ kind: 'sets' as const, from: file, to: set.name, toKind: 'variable' as const, place: place(set.start, set.end) }));
    return [...named, ...sets];
}

const objectsIn = question((analysis: Analysis, file: string): readonly KubernetesObject[] => {
    const { source, model } = readOf(analysis, file)!;
    return (model.documents ?? []).filter(document => document.name !== '').map(document => ({
        file, place: placeAt(source, document.start, document.end), apiVersion: document.apiVersion, kind: document.kind, name: document.name,
        ...(document.namespace === undefined ? {} : { namespace: document.namespace })
    }));
}, sameData);

const objectNames = question((analysis: Analysis, _: ''): ReadonlySet<string> => new Set(objectsOf(analysis, '').map(object => `${object.kind}/${object.name}`)), sameSet);
const isDefined = question((analysis: Analysis, name: string): boolean => objectNames(analysis, '').has(name));

const objectEdges = question((analysis: Analysis, file: string): readonly RepoEdge[] => {
    const { source, model } = readOf(analysis, file)!;
    return (model.documents ?? []).flatMap(document => referencesOf(document).map(reference => {
        const { start, end } = document.rangeOf(reference.path);
        const missing = !reference.optional && !isDefined(analysis, `${reference.kind}/${reference.name}`);
        return { kind: 'refers-to' as const, from: file, to: [reference.kind, reference.namespace ?? '', reference.name].filter((part, index) => part !== '' || index !== 1).join('/'), toKind: 'object' as const, place: placeAt(source, start, end), ...(missing ? { missing } : {}) };
    }));
}, sameData);

/** The files that run a file, each time that they do. */
export const runsOf = question((analysis: Analysis, file: string): readonly string[] => allRuns(analysis, '').get(file) ?? [], sameList);
const allRuns = question((analysis: Analysis, _: ''): ReadonlyMap<string, readonly string[]> =>
    new Map([...groupBy(edgesByPart(analysis, '').filter(edge => edge.kind === 'runs'), edge => edge.to)].map(([to, edges]) => [to, edges.map(edge => edge.from)])));

function folderFile(analysis: Analysis, folder: string): string | undefined {
    return KUSTOMIZATION_NAMES.concat('Chart.yaml').map(name => joinPath(folder, name)!).find(path => isFile(analysis, path));
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
