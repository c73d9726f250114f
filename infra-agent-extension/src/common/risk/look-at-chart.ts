/** Looks at a chart of the repository: what its templates make and which hooks it has. Templates are not rendered, so everything in them counts. */
import type { Field, StartedCommand } from '../shell/host';
import type { SourceLookup } from '../repo/repo-files';
import { shown } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { classOfKind } from './kube/kube-kinds';
import { placesOf, shownPath } from './place-of-path';
import type { Risk } from '../ops/operation';

const MOST_FILES = 200;

export function lookAtChart(assessing: Assessing, setting: Setting, path: Field, command: StartedCommand): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cluster', writes: true, message, place: path.place });
    const [place, ...more] = placesOf(assessing.context, command.cwd, path.value);
    const { lookup } = assessing.context;
    if (place.kind !== 'workspace' || more.length > 0 || !place.exact) {
        return told(place.kind === 'outside' && !lookup ? 'MED' : 'HIGH', `installs the chart ${shownPath(shown(path.value))}, which cannot be looked at`);
    }
    if (!lookup || setting.remote) {
        return told('MED', `installs the chart ${place.path}, which is not looked at here`);
    }
    const definition = lookup.read(`${place.path}/Chart.yaml`);
    if (definition.kind !== 'text') {
        const archive = lookup.read(place.path).kind !== 'missing';
        return told('HIGH', `installs the chart ${place.path}, ${archive ? 'an archive that cannot be read' : 'which is not there'}`);
    }
    assessing.lookedThrough.add(`${place.path}/Chart.yaml`);
    const files = [...filesUnder(lookup, `${place.path}/templates`), ...filesUnder(lookup, `${place.path}/crds`)];
    for (const file of files.slice(0, MOST_FILES)) {
        lookAtTemplate(assessing, setting, lookup, file);
    }
    if (files.length > MOST_FILES) {
        told('HIGH', `installs the chart ${place.path}, which has too many templates to be read`);
    }
}

function lookAtTemplate(assessing: Assessing, setting: Setting, lookup: SourceLookup, file: string): void {
    const read = lookup.read(file);
    if (read.kind !== 'text') {
        return say(assessing, setting, { risk: 'HIGH', group: 'cluster', writes: true, message: `installs a chart with ${file}, which cannot be read`, place: { start: 0, end: 0, file } });
    }
    assessing.lookedThrough.add(file);
    for (const match of read.text.matchAll(/^[ \t]*kind:[ \t]*["']?([A-Za-z]+)/gm)) {
        const kind = classOfKind(match[1]);
        const risky = RISKY[kind];
        if (risky) {
            say(assessing, setting, { risk: 'HIGH', group: 'cluster', writes: true, message: `installs ${match[1]}, which ${risky}`, place: { start: match.index, end: match.index + match[0].length, file } });
        }
    }
    for (const match of read.text.matchAll(/helm\.sh\/hook["']?:[ \t]*["']?([\w,-]+)/g)) {
        if (!/^test/.test(match[1])) {
            say(assessing, setting, { risk: 'MED', group: 'cluster', writes: true, message: `runs a hook at ${match[1]}`, place: { start: match.index, end: match.index + match[0].length, file } });
        }
    }
    for (const match of read.text.matchAll(/^[ \t-]*(privileged|hostPID|hostNetwork|hostIPC):[ \t]*true\b|^[ \t-]*hostPath:/gm)) {
        say(assessing, setting, { risk: 'HIGH', group: 'cluster', writes: true, message: 'installs a container with the powers of its node', place: { start: match.index, end: match.index + match[0].length, file } });
    }
}

const RISKY: Readonly<Record<string, string | undefined>> = { secret: 'holds a secret', access: 'decides who may do or reach what', definition: 'defines kinds of objects for the whole cluster' };

function filesUnder(lookup: SourceLookup, folder: string, depth = 0): string[] {
    return depth > 4 ? [] : lookup.list(folder).flatMap(entry => entry.endsWith('/') ? filesUnder(lookup, `${folder}/${entry.slice(0, -1)}`, depth + 1) : /\.(ya?ml|tpl|txt|json)$/.test(entry) ? [`${folder}/${entry}`] : []);
}
