/** Something is installed in whatever version there is today. */
import { isScalar, parseAllDocuments, visit } from 'yaml';
import { baseOf } from '../../../repo/effective-call';
import { list, record, type KubernetesDocument } from '../../../repo/kubernetes-document';
import { podOf } from '../../../repo/kubernetes-references';
import type { Check, CheckContext } from '../../check';
import type { Finding, Mend } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { report } from '../../report';
import { isForeign, isTestPath } from '../../shell-view';
import type { ShellCall, ShellScript, ShellWord } from '../../../repo/shell-script';

export const check: Check = {
    meta: {
        id: 'repo/unpinned-version', severity: 'warning',
        title: 'A chart, image or download has no fixed version',
        docs: 'Without a version the next run installs something else than this one: a chart without `--version`, an image without a tag or with `latest`, a download from `latest` or from a branch. The mend is there where the repository already holds the version in a variable of that name.'
    },
    *run(context): Iterable<Finding> {
        for (const script of context.shell.scripts.values()) {
            if (!isForeign(script.file) && !isTestPath(script.file)) {
                for (const call of script.calls) {
                    yield* chartFindings(context, script, call);
                    yield* downloadFindings(context, script, call);
                }
            }
        }
        for (const file of context.files.filter(candidate => !isForeign(candidate) && !isTestPath(candidate) && !/(^|\/)\.devcontainer\//.test(candidate))) {
            yield* imageFindings(context, file);
            yield* releaseFindings(context, file);
        }
    }
};

function* chartFindings(context: CheckContext, script: ShellScript, call: ShellCall): Iterable<Finding> {
    const words = context.shell.effective(call, script);
    const values = words.slice(1).map(word => word.value ?? word.text);
    const installs = baseOf(words[0]?.value ?? '') === 'helm' && (values[0] === 'install' || values[0] === 'upgrade');
    if (!installs || call.words.some(word => /^"?\$\{?[@*]/.test(word.text)) || values.some(value => /^--?(version|devel)(=|$)/.test(value)) || words.some(word => word.value === undefined && /^"?\$\{?\w*(ARGS|FLAGS|OPTS|EXTRA)\w*/i.test(word.text))) {
        return;
    }
    const chart = words.slice(2).filter((_, index) => !values[index + 1].startsWith('-') && !/^(-n|--namespace|-f|--values|--set|--set-string|--kube-context|--timeout|--repo)$/.test(values[index]))[1];
    const name = chart?.value;
    const fromRepository = name !== undefined && (/^oci:\/\/[^:]+$/.test(name.replace(/^(oci:\/\/[^/]+):\d+/, '$1')) || (/^[\w-]+\/[\w.-]+$/.test(name) && !context.exists(name)) || (values.some(value => /^--repo(=|$)/.test(value)) && /^[\w.-]+$/.test(name)));
    if (fromRepository) {
        // Through a wrapper the word comes from the wrapper's body: the caller's own word is the place.
        const written = call.words.find(word => word.value === name);
        yield report(context, check.meta, { file: script.file, start: call.start, end: (written ?? call.words.at(-1)!).end }, {
            message: `The chart \`${name}\` is installed in whatever version there is today: no \`--version\`.`, mend: written && versionMend(context, script, call, written)
        });
    }
}

/** The repository holds the version in a variable named after the chart. */
function versionMend(context: CheckContext, script: ShellScript, call: ShellCall, chart: ShellWord): Mend | undefined {
    const name = chart.value!.split('/').at(-1)!.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
    const release = call.words[call.words.indexOf(chart) - 1]?.value?.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
    const known = context.shell.sharedWith(script.file).flatMap(file => context.shell.scripts.get(file)?.sets ?? []).map(set => set.name);
    const variable = [name, release].flatMap(base => base === undefined ? [] : [`${base}_VERSION`, `${base}_CHART_VERSION`, `VERSION_${base}`, `${base}_HELM_VERSION`]).find(candidate => known.includes(candidate));
    const after = nextPositional(call, chart);
    if (variable === undefined) {
        return undefined;
    }
    const text = context.text(script.file)!;
    const continued = /^[ \t]*\\\r?\n([ \t]*)/.exec(text.slice(after.end));
    const flag = `--version="\${${variable}}"`;
    const inserted = continued ? ` \\\n${continued[1]}${flag}` : ` ${flag}`;
    return { title: `Install ${chart.value} in ${variable}`, edits: [patchEdit(script.file, text, changed(text, [{ start: after.end, end: after.end, text: inserted }]))], assumptions: [`REVIEW: ${variable} is the version of the chart ${chart.value}`] };
}

/** The last positional argument behind the chart: flags go after it. */
function nextPositional(call: ShellCall, chart: ShellWord): ShellWord {
    const rest = call.words.slice(call.words.indexOf(chart));
    const firstFlag = rest.findIndex(word => word.text.startsWith('-') || word.text.startsWith('"-'));
    return firstFlag < 0 ? rest.at(-1)! : rest[firstFlag - 1];
}

/** Flux HelmReleases and Argo CD applications of a chart repository, without a version. */
function* releaseFindings(context: CheckContext, file: string): Iterable<Finding> {
    for (const document of context.model(file)!.documents ?? []) {
        const spec = record(document.value.spec);
        const chart = record(record(spec?.chart)?.spec);
        const source = record(spec?.source);
        if (document.kind === 'HelmRelease' && chart && record(chart.sourceRef)?.kind === 'HelmRepository' && (chart.version === undefined || chart.version === '*' || chart.version === '') && !versionElsewhere(context, document)) {
            yield report(context, check.meta, { file, ...document.rangeOf(['spec', 'chart', 'spec', 'chart']) }, { message: `The chart \`${String(chart.chart)}\` has no version: Flux upgrades it whenever there is a new one.` });
        } else if (document.kind === 'Application' && document.apiVersion.startsWith('argoproj.io/') && typeof source?.chart === 'string' && [undefined, '', '*', 'HEAD'].includes(source.targetRevision as string | undefined)) {
            yield report(context, check.meta, { file, ...document.rangeOf(['spec', 'source', 'chart']) }, { message: `The chart \`${source.chart}\` has no version: Argo CD upgrades it whenever there is a new one.` });
        }
    }
}

/** An overlay's patch of the same release gives the version. */
function versionElsewhere(context: CheckContext, release: KubernetesDocument): boolean {
    return context.files.some(file => (context.model(file)!.documents ?? []).some(document => document !== release && document.kind === release.kind && document.name === release.name && record(record(record(document.value.spec)?.chart)?.spec)?.version !== undefined));
}

function* downloadFindings(context: CheckContext, script: ShellScript, call: ShellCall): Iterable<Finding> {
    const words = context.shell.effective(call, script);
    const program = baseOf(words[0]?.value ?? '');
    const fetches = ['curl', 'wget'].includes(program) || (program === 'kubectl' && words.some(word => ['apply', 'create', 'replace'].includes(word.value ?? '')));
    for (const word of fetches && !call.substituted ? words.slice(1) : []) {
        const url = /https?:\/\/[^\s"']+/.exec(word.value ?? word.text)?.[0];
        const floating = url && !/\$/.test(url.replace(/\$\{?[A-Z]*(OS|ARCH|PLATFORM|MACHINE)\w*\}?/gi, '')) ? /\/releases\/latest\/|\/latest\/(download|[\w.-]+\.(ya?ml|tar\.gz|tgz|zip|sh))|raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(refs\/heads\/)?(main|master|develop|HEAD)\/|github\.com\/[^/]+\/[^/]+\/(raw|blob)\/(main|master|develop|HEAD)\//.exec(url) : undefined;
        if (floating && !/api\.github\.com/.test(url!)) {
            yield report(context, check.meta, { file: script.file, start: word.start, end: word.end }, { message: `What \`${floating[0].split('/').filter(part => part !== '').slice(0, 4).join('/')}\` holds today is downloaded: name a version.` });
        }
    }
}

function* imageFindings(context: CheckContext, file: string): Iterable<Finding> {
    const model = context.model(file)!;
    const text = context.text(file)!;
    if (model.kind === 'dockerfile') {
        const stages = new Set([...text.matchAll(/^FROM\s+.*\s+AS\s+(\S+)/gim)].map(match => match[1].toLowerCase()));
        for (const match of text.matchAll(/^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?(\S+)/gim)) {
            if (floats(match[1]) && !stages.has(match[1].toLowerCase()) && match[1] !== 'scratch' && !builtHere(context).has(nameOf(match[1]))) {
                const start = match.index + match[0].length - match[1].length;
                yield report(context, check.meta, { file, start, end: start + match[1].length }, { message: imageMessage(match[1]) });
            }
        }
        return;
    }
    if (model.kind === 'values') {
        yield* valuesFindings(context, file, text);
        return;
    }
    if (model.kind !== 'manifest' && model.kind !== 'compose') {
        return;
    }
    const found: { image: string; start: number; end: number }[] = model.kind === 'manifest' ? (model.documents ?? []).flatMap(containerImages) : [];
    const documents = model.kind === 'compose' && /^\s*image:/m.test(text) ? parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent', strict: false, uniqueKeys: false }) : [];
    for (const document of Array.isArray(documents) ? documents.filter(one => one.errors.length === 0) : []) {
        visit(document, {
            Map(_, map) {
                const image = map.get('image', true);
                if (isScalar(image) && typeof image.value === 'string' && image.range && !map.has('build')) {
                    found.push({ image: image.value, start: image.range[0], end: image.range[1] });
                }
            }
        });
    }
    for (const { image, start, end } of found) {
        if (floats(image) && !isSetElsewhere(context, file, image)) {
            yield report(context, check.meta, { file, start, end }, { message: imageMessage(image) });
        }
    }
}

/** `image: { repository, tag: latest }` in the values of a chart that is kept here. */
function* valuesFindings(context: CheckContext, file: string, text: string): Iterable<Finding> {
    const found: { start: number; end: number }[] = [];
    if (/^\s*tag:\s*["']?latest\b/m.test(text) && !/\{\{/.test(text)) {
        const document = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent', strict: false, uniqueKeys: false });
        (Array.isArray(document) ? document : []).forEach(one => visit(one, {
            Map(_, map) {
                const tag = map.get('tag', true);
                if (isScalar(tag) && tag.value === 'latest' && tag.range && (map.has('repository') || map.has('name') || map.has('image'))) {
                    found.push({ start: tag.range[0], end: tag.range[1] });
                }
            }
        }));
    }
    for (const at of found) {
        yield report(context, check.meta, { file, ...at }, { message: 'The image is whatever `latest` is today: name a version.' });
    }
}

function containerImages(document: KubernetesDocument): { image: string; start: number; end: number }[] {
    const { pod, path } = WORKLOADS.has(document.kind) ? podOf(document) : { pod: undefined, path: [] };
    return ['initContainers', 'containers'].flatMap(group => list(pod?.[group]).flatMap((container, index) => {
        const image = record(container)?.image;
        return typeof image === 'string' && floats(image) ? [{ image, ...document.rangeOf([...path, group, index, 'image']) }] : [];
    }));
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod']);

function floats(image: string): boolean {
    if (/[${}<>()]/.test(image) || image.includes('@sha256:') || image === '' || image === INJECTED || /\s/.test(image)) {
        return false;
    }
    const tag = /:([\w][\w.-]*)$/.exec(image.slice(image.lastIndexOf('/') + 1))?.[1];
    return tag === undefined || tag === 'latest';
}

/** Istio puts the gateway's own image in. */
const INJECTED = 'auto';

function nameOf(image: string): string {
    return image.replace(/["']/g, '').replace(/:[\w.-]+$/, '');
}

const built = new WeakMap<CheckContext, ReadonlySet<string>>();

/** Images that the repository builds itself: what a `build` tags, what a variable for an image holds, stages of other Dockerfiles. */
function builtHere(context: CheckContext): ReadonlySet<string> {
    const known = built.get(context);
    if (known) {
        return known;
    }
    const names = new Set<string>();
    for (const file of context.files) {
        const kind = context.model(file)!.kind;
        const patterns = kind === 'dockerfile' ? [STAGE] : ['script', 'makefile', 'pipeline', 'doc', 'config', 'npm-scripts'].includes(kind) ? [TAGGED, IMAGE_VARIABLE] : kind === 'compose' ? [COMPOSE_IMAGE] : [];
        patterns.forEach(pattern => [...context.text(file)!.matchAll(pattern)].forEach(match => names.add(match.at(-1)!)));
    }
    built.set(context, names);
    return names;
}

const STAGE = /^FROM[ \t]+\S+[ \t]+AS[ \t]+(\S+)/gim;
const TAGGED = /\bbuild\b(?:[^\n;&|]|\\\r?\n){0,600}?(?:[ \t]-t|--tag)[= \t]["']?([\w./-]+)/g;
const IMAGE_VARIABLE = /^[ \t]*(?:export[ \t]+)?\w*IMAGE\w*[ \t]*[:?]?=[ \t]*["']?([\w./-]+)/gm;
/** Beside a `build` in the same service. */
const COMPOSE_IMAGE = /^([ \t]+)build:.*\n(?:\1[ \t]+.*\n)*\1image:[ \t]*["']?([\w./-]+)/gm;

/** Kustomize, skaffold, a pipeline or a script puts the tag in. */
function isSetElsewhere(context: CheckContext, file: string, image: string): boolean {
    const name = image.replace(/:[\w.-]+$/, '');
    const last = name.split('/').at(-1)!;
    // An image of its own: built here, under the name of its folder.
    if (context.files.some(other => context.model(other)!.kind === 'dockerfile' && new RegExp(`(^|/)${last.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`).test(other))) {
        return true;
    }
    return context.files.some(other => other !== file && (
        (context.model(other)!.kind === 'kustomization' && /^images:/m.test(context.text(other)!) && context.text(other)!.includes(name))
        || ((['script', 'makefile', 'pipeline', 'npm-scripts', 'config', 'dockerfile'].includes(context.model(other)!.kind) || /^apiVersion: skaffold\//m.test(context.text(other)!)) && new RegExp(`(set image|edit set image|skaffold|docker (build|push|tag)|buildx|build-push-action|artifacts:|images?:)[\\s\\S]{0,4000}${last.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}|kind load docker-image`).test(context.text(other)!))));
}

function imageMessage(image: string): string {
    return image.endsWith(':latest') ? `The image \`${image}\` is whatever \`latest\` is today: name a version.` : `The image \`${image}\` has no tag, which means \`latest\`: name a version.`;
}
