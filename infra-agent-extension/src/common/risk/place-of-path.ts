/** Where a path lies: in the workspace, in a temporary folder, on a device, or elsewhere. Text alone decides; nothing is looked up on disk. */
import { joinPathValue, tidyPath } from '../shell/shell-path';
import { known, knownPrefix, optionsOf, shown, spread } from '../shell/value';
import type { Value } from '../shell/value';
import type { RiskContext } from './risk-context';

export type PathPlace =
    /** `path` is relative to the workspace, its root being the empty text; `exact` if nothing of it is unknown. */
    | { readonly kind: 'workspace'; readonly path: string; readonly exact: boolean; readonly absolute: string }
    | { readonly kind: 'temp'; readonly own: boolean; readonly absolute?: string; readonly whole: boolean }
    | { readonly kind: 'sink' }
    | { readonly kind: 'network'; readonly host: string }
    | { readonly kind: 'outside'; readonly absolute: string }
    | { readonly kind: 'unknown'; readonly shown: string };

/** Stands for the workspace where its real path is not given; no real path looks like it. */
export const UNNAMED_WORKSPACE = '/\u{f0000}/\u{f0001}';

export function workspaceRoot(context: RiskContext): string {
    return context.workspace === undefined ? UNNAMED_WORKSPACE : tidyPath(context.workspace);
}

/** A path for people: relative in the workspace. */
export function shownPath(text: string): string {
    return !text.includes('\u{f0000}') ? text : text.replaceAll(`${UNNAMED_WORKSPACE}/`, '').replaceAll(UNNAMED_WORKSPACE, '.').replaceAll('/\u{f0000}/', '../').replaceAll('/\u{f0000}', '..');
}

/** Every place that a path may mean. */
export function placesOf(context: RiskContext, cwd: Value, path: Value): readonly PathPlace[] {
    return optionsOf(spread(path)).flatMap(option => optionsOf(joinPathValue(cwd, option))).map(option => placeOf(context, option));
}

/** Files to which CI systems let steps write, and folders that they make for a run. */
const CI_FILES = /^\$\{?(GITHUB_(ENV|OUTPUT|STEP_SUMMARY|PATH|STATE)|RUNNER_TEMP|CI_PROJECT_DIR|GITHUB_WORKSPACE|TMPDIR|TMP|TEMP|BASH_ENV)\b/;

function placeOf(context: RiskContext, path: Value): PathPlace {
    const [first] = path;
    const fixed = known(path);
    if (typeof first === 'object') {
        if (first.nature === 'unset' && first.shown === '$HOME' || /^~/.test(first.shown)) {
            return { kind: 'outside', absolute: shown(path).replace(/^\$HOME/, '~') };
        }
        return first.nature === 'temp' ? { kind: 'temp', own: true, whole: false } : CI_FILES.test(first.shown) && !/\$\{?(GITHUB_PATH|BASH_ENV)/.test(first.shown) ? { kind: 'temp', own: false, whole: false } : first.output || first.shown === '>(…)' ? { kind: 'sink' } : { kind: 'unknown', shown: shown(path) };
    }
    const prefix = fixed ?? knownPrefix(path);
    if (!prefix.startsWith('/')) {
        return { kind: 'unknown', shown: shown(path) };
    }
    const absolute = tidyPath(prefix) + (fixed === undefined && prefix.endsWith('/') ? '/' : '');
    return placeOfText(context, absolute, fixed !== undefined);
}

function placeOfText(context: RiskContext, absolute: string, exact: boolean): PathPlace {
    if (/^\/(dev\/(null|zero|full|stdin|stdout|stderr|tty|fd\/\d+)|proc\/self\/fd\/\d+)$/.test(absolute) || absolute.startsWith('/dev/fd/')) {
        return { kind: 'sink' };
    }
    const network = /^\/dev\/(?:tcp|udp)(?:\/([^/]*)|$)/.exec(absolute);
    if (network) {
        return { kind: 'network', host: network[1] ?? '' };
    }
    const root = workspaceRoot(context);
    if (absolute === root || absolute.startsWith(`${root}/`)) {
        return { kind: 'workspace', path: absolute.slice(root.length + 1), exact, absolute };
    }
    const ofSystem = isInHome(context, absolute) ? undefined : /^\/(?:tmp|var\/tmp|private\/tmp|private\/var\/tmp|dev\/shm|var\/folders)(\/.*)?$/.exec(absolute);
    const temp = ofSystem ?? tempOf(context, absolute);
    return temp ? { kind: 'temp', own: false, absolute, whole: !temp[1] || temp[1] === '/' } : { kind: 'outside', absolute };
}

/** A home that itself lies in a temporary folder is still what tools keep their settings in. */
function isInHome({ home }: RiskContext, absolute: string): boolean {
    const folder = home === undefined ? '/' : tidyPath(home);
    return folder !== '/' && (absolute === folder || absolute.startsWith(`${folder}/`));
}

/** The person's own temporary folder, where the environment names one that is not a system folder. */
function tempOf(context: RiskContext, absolute: string): readonly (string | undefined)[] | undefined {
    const named = context.env.TMPDIR;
    const folder = named && /te?mp/i.test(named) && named.length > 4 && !isAbove(named, context.home) ? tidyPath(named) : undefined;
    return folder !== undefined && (absolute === folder || absolute.startsWith(`${folder}/`)) ? [absolute, absolute.slice(folder.length)] : undefined;
}

function isAbove(folder: string, home: string | undefined): boolean {
    return home !== undefined && `${tidyPath(home)}/`.startsWith(`${tidyPath(folder)}/`);
}
