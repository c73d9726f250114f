/** What writing, removing or reading a path means, by where it lies and what git could give back (DESIGN §5). */
import type { Field, ResolvedRedirect, StartedCommand } from '../shell/host';
import { known, text } from '../shell/value';
import type { Value } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { isCredentialPath } from './credential-paths';
import { isLocalHost } from './hosts';
import { placesOf, shownPath } from './place-of-path';
import type { PathPlace } from './place-of-path';
import type { Risk } from '../ops/operation';
import { runsElsewhere } from './runs-elsewhere';

/** `empty` leaves a file without content: nothing else can be meant by it. */
export type PathUse = 'write' | 'append' | 'empty' | 'touch' | 'delete' | 'read';

type Judged = { readonly risk: Risk; readonly message: string; readonly writes?: boolean; readonly external?: boolean } | undefined;

export function judgePath(assessing: Assessing, setting: Setting, use: PathUse, path: Field, cwd: Value): void {
    if (setting.remote?.fresh) {
        return;
    }
    if (known(path.value) === '') {
        return;
    }
    for (const place of placesOf(assessing.context, cwd, path.value)) {
        const judged = setting.remote && use !== 'read' ? judgeRemote(use, place) : judge(assessing, use, place, path);
        if (judged) {
            say(assessing, setting, { risk: judged.risk, group: judged.external ? 'external' : 'local', writes: judged.writes ?? use !== 'read', message: judged.message, place: path.place });
        }
    }
}

export function judgeRedirects(assessing: Assessing, setting: Setting, redirects: readonly ResolvedRedirect[], command: Pick<StartedCommand, 'cwd'>): void {
    for (const { operator, target } of redirects) {
        const use = operator === '<' ? 'read' : operator === '>>' || operator === '&>>' ? 'append' : 'write';
        judgePath(assessing, setting, use, target, command.cwd);
    }
}

/** Remembers what a file of this command holds from here on; two different contents make it unknown. */
export function noteWritten(assessing: Assessing, path: Field, cwd: Value, content: Value | undefined): void {
    for (const place of placesOf(assessing.context, cwd, path.value)) {
        if ('absolute' in place && place.absolute !== undefined) {
            const before = assessing.written.has(place.absolute) && assessing.written.get(place.absolute) !== content;
            assessing.written.set(place.absolute, before ? undefined : content);
        }
    }
}

function judge(assessing: Assessing, use: PathUse, place: PathPlace, path: Field): Judged {
    switch (place.kind) {
        case 'sink':
            return undefined;
        case 'network':
            return judgeConnection(use, place.host);
        case 'temp':
            return judgeTemp(use, place, path);
        case 'workspace':
            return use === 'read' ? judgeRead(place.path) : judgeWorkspace(assessing, use, place);
        case 'outside':
            return use === 'read' ? judgeRead(place.absolute) : judgeOutside(assessing, use, place.absolute);
        case 'unknown':
            return use === 'read' ? judgeRead(place.shown) : judgeUnknown(use, place.shown);
        default: {
            const never: never = place;
            return never;
        }
    }
}

/** Opening a connection to read from it tells whether a port is open; one that is written to sends data. */
function judgeConnection(use: PathUse, host: string): Judged {
    const here = isLocalHost(host);
    return use === 'read'
        ? { risk: 'LOW', message: `opens a connection to ${here ? 'this machine' : 'another host'} through the shell`, external: !here, writes: false }
        : here ? { risk: 'MED', message: 'sends data to a service of this machine through the shell', external: false, writes: true }
        : { risk: 'HIGH', message: 'opens a connection to another host through the shell', external: true, writes: true };
}

function judgeRead(path: string): Judged {
    return isCredentialPath(path) ? { risk: 'HIGH', message: `reads ${shownPath(path)}, which holds credentials by its name`, writes: false } : undefined;
}

function judgeTemp(use: PathUse, place: Extract<PathPlace, { kind: 'temp' }>, path: Field): Judged {
    if (use === 'read') {
        return undefined;
    }
    if (use !== 'delete') {
        return { risk: 'LOW', message: `writes in a temporary folder` };
    }
    const many = place.whole || path.splits && /^\/(var\/)?tmp\/\*/.test(place.absolute ?? '');
    return place.own ? { risk: 'LOW', message: 'removes a temporary file of its own' } : { risk: 'MED', message: many ? 'removes everything in a folder of temporary files' : 'removes temporary files' };
}

/** Folders that a build or an install makes again. */
const MADE_AGAIN = /(^|\/)(node_modules|dist|build|out|target|coverage|\.terraform|\.terragrunt-cache|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox|\.venv|venv|\.next|\.nuxt|\.cache|\.parcel-cache|\.turbo|\.gradle|bin\/Debug|obj|\.eggs|[\w.-]+\.egg-info|\.nyc_output|storybook-static|cdk\.out|\.serverless|\.aws-sam)(\/.*)?$|\.(pyc|o|class|log|tmp|swp|bak|orig|tfplan|plan)$|(^|\/)(tfplan|plan\.out|\.DS_Store)$/;

function judgeWorkspace(assessing: Assessing, use: Exclude<PathUse, 'read'>, place: Extract<PathPlace, { kind: 'workspace' }>): Judged {
    const path = place.path;
    const elsewhere = use === 'touch' && path.endsWith('/') ? undefined : runsElsewhere(path);
    if (elsewhere) {
        return { risk: 'HIGH', message: `${use === 'delete' ? 'removes' : 'writes'} ${path}, which ${elsewhere}` };
    }
    if (use === 'delete') {
        return judgeDelete(assessing, place);
    }
    if (use === 'touch') {
        return { risk: 'LOW', message: `changes ${path || 'the workspace'} without losing content` };
    }
    const state = place.exact && assessing.written.has(place.absolute) ? 'absent' : trackedState(assessing, place);
    if (use === 'empty' && state === 'unknown' && place.exact) {
        return { risk: 'HIGH', message: `empties ${path}, whose content git may not give back` };
    }
    if (state === 'modified' || state === 'untracked') {
        return use === 'append' ? { risk: 'MED', message: `adds to ${path}, which git could not give back` } : { risk: 'HIGH', message: `overwrites ${path}, whose present content git could not give back` };
    }
    return { risk: 'LOW', message: state === 'unknown' ? `writes ${path || 'a file'} in the workspace` : `writes ${path}, which git can give back` };
}

function judgeDelete(assessing: Assessing, place: Extract<PathPlace, { kind: 'workspace' }>): Judged {
    const { path } = place;
    if (path === '' && place.exact || path.startsWith('*')) {
        return { risk: 'HIGH', message: 'removes everything in the workspace' };
    }
    if (!place.exact) {
        return MADE_AGAIN.test(path.replace(/\/$/, '')) ? { risk: 'MED', message: `removes files in ${path}, which a build or an install makes again` } : { risk: 'HIGH', message: `removes files ${path ? `in ${path}` : 'of the workspace'}, and which ones the text does not fix` };
    }
    if (place.exact && assessing.written.has(place.absolute)) {
        return { risk: 'LOW', message: `removes ${path}, which it wrote itself` };
    }
    const state = trackedState(assessing, place);
    if (state === 'clean' || state === 'absent') {
        return { risk: 'LOW', message: `removes ${path}, which git can give back` };
    }
    return MADE_AGAIN.test(path) ? { risk: 'MED', message: `removes ${path}, which a build or an install makes again` } : { risk: 'HIGH', message: `removes ${path}, which git may not give back` };
}

type Tracked = 'clean' | 'modified' | 'untracked' | 'absent' | 'unknown';

/** The worst of the files under a path; a folder of too many is unknown. */
function trackedState(assessing: Assessing, { path, exact }: { readonly path: string; readonly exact: boolean }): Tracked {
    const { tracked, lookup } = assessing.context;
    if (!tracked || !exact) {
        return exact && lookup?.read(path).kind === 'missing' && lookup.list(path.replace(/\/$/, '')).length === 0 ? 'absent' : 'unknown';
    }
    const inside = lookup?.list(path.replace(/\/$/, '')) ?? [];
    if (inside.length === 0) {
        return tracked(path.replace(/\/$/, ''));
    }
    let left = 300;
    const worst = (folder: string): Tracked => {
        for (const name of lookup?.list(folder) ?? []) {
            const state = left-- <= 0 ? 'unknown' : name.endsWith('/') ? worst(`${folder}/${name.slice(0, -1)}`) : tracked(`${folder}/${name}`);
            if (state !== 'clean' && state !== 'absent') {
                return state;
            }
        }
        return 'clean';
    };
    return worst(path.replace(/\/$/, ''));
}

function judgeOutside(assessing: Assessing, use: Exclude<PathUse, 'read'>, absolute: string): Judged {
    if (assessing.written.has(absolute) && use !== 'delete') {
        return undefined;
    }
    const what = { write: 'writes', append: 'adds to', empty: 'empties', touch: 'changes', delete: 'removes' }[use];
    return { risk: 'HIGH', message: `${what} ${shownPath(absolute)}, outside the workspace and temporary folders` };
}

function judgeUnknown(use: Exclude<PathUse, 'read'>, shown: string): Judged {
    switch (use) {
        case 'touch':
            return { risk: 'MED', message: `changes ${shown}, and where that lies the text does not fix` };
        default:
            return { risk: 'HIGH', message: `${use === 'delete' ? 'removes' : 'writes to'} ${shown}, and where that lies the text does not fix` };
    }
}

/** On another machine nothing is ours, and only its temporary folders are nobody's. */
function judgeRemote(use: PathUse, place: PathPlace): Judged {
    if (place.kind === 'sink') {
        return undefined;
    }
    if (place.kind === 'temp') {
        return { risk: 'MED', message: use === 'delete' ? 'removes temporary files' : 'writes in a temporary folder' };
    }
    const at = place.kind === 'unknown' ? place.shown : place.kind === 'network' ? 'a network connection' : shownPath(place.absolute);
    return { risk: use === 'touch' && place.kind !== 'outside' ? 'MED' : 'HIGH', message: `${use === 'delete' ? 'removes' : use === 'touch' ? 'changes' : 'writes'} ${at}` };
}

export function pathField(path: string, like: Field): Field {
    return { value: text(path), splits: false, place: like.place };
}

