/** Finds the text of a script or library that a command names: written by the command itself, in the workspace, or nowhere that can be read. */
import type { Field } from '../shell/host';
import { settled, shown } from '../shell/value';
import type { Value } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { placesOf, shownPath } from './place-of-path';
import type { PathPlace } from './place-of-path';
import type { Risk } from '../ops/operation';

export interface FoundText {
    readonly text: string;
    /** Relative to the workspace; for a file that the command writes itself too. */
    readonly file: string;
}

/** The text of a file; undefined if it cannot be told, which then has been said. `does` begins the sentence: "sources", "runs". */
export function readScript(assessing: Assessing, setting: Setting, path: Field, cwd: Value, does: string): FoundText | undefined {
    const refuse = (risk: Risk, message: string) => {
        say(assessing, setting, { risk, group: 'local', writes: true, message: `${does} ${message}`, place: path.place });
        return undefined;
    };
    const places = placesOf(assessing.context, cwd, path.value);
    if (places.length !== 1 || path.splits) {
        return refuse('HIGH', `${shown(path.value)}, and which file that is the text does not fix`);
    }
    return readAt(assessing, setting, places[0], refuse);
}

/** Whether `readScript` would find a text; says nothing. */
export function isReadable(assessing: Assessing, setting: Setting, path: Field, cwd: Value): boolean {
    const { lookup } = assessing.context;
    const [place, ...others] = placesOf(assessing.context, cwd, path.value);
    if (path.splits || others.length > 0 || !('absolute' in place) || place.absolute === undefined) {
        return false;
    }
    return assessing.written.has(place.absolute) || place.kind === 'workspace' && place.exact && !setting.remote && lookup?.read(place.path).kind === 'text';
}

function readAt(assessing: Assessing, setting: Setting, place: PathPlace, refuse: (risk: Risk, message: string) => undefined): FoundText | undefined {
    const absolute = 'absolute' in place ? place.absolute : undefined;
    if (absolute !== undefined && broughtInWith(assessing, absolute)) {
        return refuse('HIGH', `${shownPath(absolute)}, which this command itself brings in, so that its content cannot be known`);
    }
    if (absolute !== undefined && assessing.written.has(absolute)) {
        const content = assessing.written.get(absolute);
        const text = content && settled(content);
        return text === undefined ? refuse('HIGH', `${shownPath(absolute)}, which this command itself writes, so that its content cannot be known`) : { text, file: place.kind === 'workspace' ? place.path : absolute };
    }
    switch (place.kind) {
        case 'workspace':
            return readInWorkspace(assessing, setting, place, refuse);
        case 'sink':
            return refuse('HIGH', 'what comes in as input, which cannot be read');
        case 'unknown': case 'network':
            return refuse('HIGH', `${place.kind === 'unknown' ? place.shown : 'a network connection'}, and which file that is the text does not fix`);
        case 'temp':
            return refuse('HIGH', `${place.absolute ?? 'a temporary file'}, which lies in a temporary folder and cannot be read`);
        case 'outside':
            return refuse(assessing.context.lookup && !setting.remote ? 'HIGH' : 'MED', `${shownPath(place.absolute)}, outside the workspace, where nothing is looked at`);
        default: {
            const never: never = place;
            return never;
        }
    }
}

/** Whether a path lies in a folder that the command itself brings in. */
export function broughtInWith({ written }: Assessing, path: string): boolean {
    const parts = path.split('/');
    return written.size > 0 && parts.slice(1, -1).some((_part, index) => written.has(parts.slice(0, index + 2).join('/')));
}

function readInWorkspace(assessing: Assessing, setting: Setting, place: Extract<PathPlace, { kind: 'workspace' }>, refuse: (risk: Risk, message: string) => undefined): FoundText | undefined {
    const { lookup } = assessing.context;
    if (!place.exact) {
        return refuse('HIGH', `a file in ${place.path || 'the workspace'}, and which one the text does not fix`);
    }
    if (!lookup || setting.remote) {
        return refuse('MED', `${place.path}, a file that is not looked at here`);
    }
    const read = lookup.read(place.path);
    switch (read.kind) {
        case 'text':
            assessing.lookedThrough.add(place.path);
            return { text: read.text, file: place.path };
        case 'missing':
            return refuse('HIGH', `${place.path}, which is not there`);
        case 'unreadable':
            return refuse('HIGH', `${place.path}, which cannot be read: ${read.reason}`);
        default: {
            const never: never = read;
            return never;
        }
    }
}
