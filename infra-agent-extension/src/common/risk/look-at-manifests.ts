/** Looks at what `kubectl apply` and its like send: files, kustomizations, and manifests that come in through a pipe. */
import type { Field, StartedCommand } from '../shell/host';
import { readKustomization, readManifestPath, readManifestText } from '../repo/read-manifests';
import type { ManifestFile } from '../repo/read-manifests';
import { known, optionsOf, shown, spread, text } from '../shell/value';
import type { Value } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import type { Risk } from '../ops/operation';
import { readCall } from './call';
import { fieldOf, wordOf } from './field-word';
import { tableOf } from './find-table';
import { runsNothing } from './judge-call';
import { judgeObject } from './judge-objects';
import { classOfKind } from './kube/kube-kinds';
import { lookAtChart } from './look-at-chart';
import { placesOf, shownPath } from './place-of-path';
import type { PathPlace } from './place-of-path';
import type { Call, Inner } from './program';

type Manifests = Extract<Inner, { kind: 'manifests' }>;

export function lookAtManifests(assessing: Assessing, setting: Setting, manifests: Manifests, command: StartedCommand): void {
    for (const word of manifests.paths) {
        const path = fieldOf(word, command.place);
        if (word.value === '-') {
            lookAtInput(assessing, setting, command, 0);
        } else {
            lookAtPath(assessing, setting, path, command, manifests);
        }
    }
}

interface How {
    readonly kustomize: boolean;
    readonly recursive: boolean;
}

/** Each file that a path names, or a sentence on why it cannot be looked at. */
export function lookAtPath(assessing: Assessing, setting: Setting, path: Field, command: StartedCommand, how: How): void {
    const [only] = path.value;
    if (path.value.length === 1 && typeof only === 'object' && only.output) {
        return lookAtText(assessing, setting, only.output, path.place);
    }
    // Without a folder the files that a pattern stands for are as unknown as one that is named.
    if (path.value.length === 1 && typeof only === 'object' && only.pattern && !assessing.context.lookup) {
        return lookAtPath(assessing, setting, { ...path, value: text(only.pattern) }, command, how);
    }
    for (const place of placesOf(assessing.context, command.cwd, path.value)) {
        lookAtPlace(assessing, setting, place, path, how);
    }
}

function lookAtPlace(assessing: Assessing, setting: Setting, place: PathPlace, path: Field, how: How): void {
    const refuse = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place: path.place });
    const absolute = 'absolute' in place ? place.absolute : undefined;
    if (absolute !== undefined && assessing.written.has(absolute)) {
        const content = assessing.written.get(absolute);
        return content ? lookAtText(assessing, setting, content, path.place) : refuse('HIGH', `applies ${shownPath(absolute)}, which this command itself writes, so that its content cannot be known`);
    }
    if (place.kind !== 'workspace') {
        return refuse(place.kind === 'outside' && !assessing.context.lookup ? 'MED' : 'HIGH', `applies ${shownPath(shown(path.value))}, which cannot be looked at`);
    }
    const { lookup } = assessing.context;
    if (!lookup || setting.remote) {
        return refuse('MED', `applies ${shownPath(shown(path.value))}, a file that is not looked at here`);
    }
    const folder = place.path.replace(/\/[^/]*$|^[^/]*$/, '');
    const pattern = /[*?[]/.test(shown(path.value));
    if (!place.exact && !pattern) {
        return refuse('HIGH', `applies ${shownPath(shown(path.value))}, and which file that is the text does not fix`);
    }
    const files = how.kustomize ? readKustomization(lookup, place.path) : readManifestPath(lookup, place.exact ? place.path : folder, how.recursive);
    files.forEach(file => judgeFile(assessing, setting, file, path));
}

function judgeFile(assessing: Assessing, setting: Setting, file: ManifestFile, path: Field): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place: path.place });
    switch (file.kind) {
        case 'read':
            assessing.lookedThrough.add(file.file);
            for (const document of file.documents) {
                const effect = judgeObject(document);
                say(assessing, setting, { risk: effect.risk, group: 'cluster', writes: true, message: `applies ${effect.message}`, place: { start: document.start, end: document.end, file: file.file } });
            }
            return;
        case 'refused':
            return told('HIGH', `applies ${file.file}, which cannot be read: ${file.reason}`);
        case 'generated':
            assessing.lookedThrough.add(file.file);
            return told(file.what === 'chart' ? 'MED' : 'HIGH', `applies what ${file.file} adds: ${GENERATED[file.what]} ${file.name}`);
        default: {
            const never: never = file;
            return never;
        }
    }
}

const GENERATED: Readonly<Record<string, string>> = { secret: 'the generated secret', remote: 'from the network, which nothing here fixes,', chart: 'the chart', plugin: 'by running the plugin' };

/** Text that is known but for some values; a kind that is not known could be anything. */
function lookAtText(assessing: Assessing, setting: Setting, content: Value, place: Field['place']): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place });
    const filled = optionsOf(spread(content))[0].map(part => typeof part === 'string' ? part : 'unknown-value').join('');
    const read = readManifestText('standard input', filled);
    const unknownAll = content.length > 0 && content.every(part => typeof part !== 'string' || part.trim() === '');
    if (unknownAll || read.kind !== 'read') {
        return told('HIGH', `applies manifests that cannot be read${read.kind === 'refused' && !unknownAll ? `: ${read.reason}` : ''}`);
    }
    // A hole that stands for whole lines can hold whole objects.
    const wide = content.some((part, index) => typeof part === 'object' && part.nature === 'any' && /(^|\n)\s*$/.test(String(content[index - 1] ?? '')) && part.from !== undefined);
    if (wide) {
        told('HIGH', 'applies manifests of which a part is what a command prints');
    }
    for (const document of read.documents) {
        const effect = document.kind.includes('unknown-value') ? { risk: 'HIGH' as const, message: 'an object of a kind that is not known' } : judgeObject(document);
        told(effect.risk, `applies ${effect.message}`);
    }
}

/** Programs that pass text on, perhaps changed a little; what they read is what is applied. */
const FILTERS = /^(cat|sed|gsed|envsubst|yq|jq|awk|gawk|tr|grep|egrep|head|tail|tee|sort|uniq|bat|ytt|kbld|kubectl-neat|neat|perl|gomplate|sponge|column|cut)$/;

function lookAtInput(assessing: Assessing, setting: Setting, command: StartedCommand, depth: number): void {
    const { stdin, place } = command;
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place });
    if (stdin.kind === 'file') {
        return lookAtPath(assessing, setting, stdin.path, command, { kustomize: false, recursive: false });
    }
    if (stdin.kind === 'text') {
        return lookAtText(assessing, setting, stdin.value, place);
    }
    if (stdin.kind !== 'pipe' || depth > 8) {
        return stdin.kind === 'closed' ? undefined : told('HIGH', 'applies manifests from its input, which cannot be read');
    }
    if (stdin.value.some(part => typeof part === 'string' && part.trim() !== '')) {
        return lookAtText(assessing, setting, stdin.value, place);
    }
    const producer = stdin.from[stdin.from.length - 1];
    return producer ? lookAtProducer(assessing, setting, producer, command, depth) : told('HIGH', 'applies manifests from a pipe, which cannot be read');
}

function lookAtProducer(assessing: Assessing, setting: Setting, producer: StartedCommand, command: StartedCommand, depth: number): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place: command.place });
    const [program, ...args] = producer.words;
    const name = known(program.value)?.split('/').pop() ?? '';
    const table = tableOf(name);
    const call = table && readCall(table, wordOf(program), args.map(wordOf), { kind: 'unknown' });
    if (table && call && table.names.includes('kubectl')) {
        return told(...renderedByKubectl(assessing, setting, call, producer, runsNothing(table, call) !== undefined));
    }
    if (call && name === 'kustomize' && call.verb === 'build') {
        return lookAtPath(assessing, setting, fieldOf(call.positionals[0] ?? wordOf({ value: ['.'], splits: false, place: program.place }), producer.place), producer, { kustomize: true, recursive: false });
    }
    if (call && /^helm3?$/.test(name) && call.verb === 'template') {
        const chart = call.positionals[call.positionals.length - 1];
        return chart && /^[./~]|\.tgz$|\/.*\/|^(charts?|helm|deploy|infra|k8s)\//.test(chart.shown) ? lookAtChart(assessing, setting, fieldOf(chart, producer.place), producer) : told('MED', 'applies what a chart renders');
    }
    if (FILTERS.test(name) && table && call) {
        const files = table.reads?.(call) ?? [];
        if (files.length > 0) {
            return files.forEach(file => lookAtPath(assessing, setting, fieldOf(file, producer.place), producer, { kustomize: false, recursive: false }));
        }
        return lookAtInput(assessing, setting, { ...producer, place: command.place }, depth + 1);
    }
    told('HIGH', `applies what \`${name || shown(program.value)}\` prints, which cannot be read`);
}

/** `kubectl create … --dry-run -o yaml | kubectl apply -f -`: the verb says what is created. */
function renderedByKubectl(assessing: Assessing, setting: Setting, call: Call, producer: StartedCommand, isDry: boolean): [Risk, string] {
    if (call.verb === 'kustomize') {
        lookAtPath(assessing, setting, fieldOf(call.positionals[0] ?? { ...wordOf(producer.words[0]), value: '.', shown: '.', prefix: '.' }, producer.place), producer, { kustomize: true, recursive: false });
        return ['MED', 'applies a kustomization'];
    }
    const kind = /^create (\S+)/.exec(call.verb)?.[1] ?? (call.verb === 'get' ? call.positionals[0]?.value?.split('/')[0] : undefined);
    const renders = /^(create|run|expose|get|set|label|annotate|patch|scale|autoscale)\b/.test(call.verb) && (isDry || call.verb === 'get');
    if (!renders || kind === undefined && !/^(run|expose|set|label|annotate|patch|scale|autoscale)\b/.test(call.verb)) {
        const files = call.values('-f', '--filename');
        if (isDry && files.length > 0) {
            files.forEach(file => lookAtPath(assessing, setting, fieldOf(file, producer.place), producer, { kustomize: false, recursive: false }));
            return ['MED', 'applies what kubectl renders'];
        }
        return ['HIGH', 'applies what kubectl prints, which is not known'];
    }
    const risky = kind !== undefined && ['secret', 'access', 'definition', 'unknown'].includes(classOfKind(kind));
    return [risky ? 'HIGH' : 'MED', `applies the ${kind ?? 'object'} that kubectl renders`];
}
