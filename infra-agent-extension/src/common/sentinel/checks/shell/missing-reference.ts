/** A script names a file of the repository that is not there. */
import { baseName, folderOf, foldersAbove, joinPath } from '../../../repo/repo-path';
import { record } from '../../../repo/kubernetes-document';
import type { Check, CheckContext } from '../../check';
import type { Finding, Mend } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { missingManifestMend } from '../../mends/missing-manifest-mend';
import { similarPath } from '../../mends/similar-name';
import { report } from '../../report';
import { isForeign, isTestPath } from '../../shell-view';
import { writtenFiles, type WrittenFiles } from '../../written-files';
import type { NamedPath } from '../../../repo/detector';
import type { PathArgument } from '../../../repo/applied-paths';
import type { ShellCall, ShellScript } from '../../../repo/shell-script';

/** More missing files than this in one list are one finding. */
const MANY = 5;
const VERBS = { applies: 'applies', runs: 'runs', sources: 'sources', 'refers-to': 'reads' } as const;

export const check: Check = {
    meta: {
        id: 'shell/missing-reference', severity: 'error',
        title: 'A script, kustomization or compose file names a file that is not there',
        docs: 'Files that a script sources, runs, applies or reads are looked up from the script\'s own place (`dirname`, `BASH_SOURCE`) or from the folder that it enters; files that kustomizations and compose files list, from theirs. Not reported: files that git ignores, that some script writes or tests for, that are optional, and paths that depend on where the script is started.'
    },
    *run(context): Iterable<Finding> {
        const written = writtenFiles(context);
        for (const script of context.shell.scripts.values()) {
            if (isForeign(script.file) || script.problems.length > 0) {
                continue;
            }
            for (const call of script.calls) {
                for (const argument of call.failureHandled && call.name !== 'source' && call.name !== '.' ? [] : context.shell.pathArguments(call, script)) {
                    const missing = missingPath(context, script, call, argument);
                    if (missing !== undefined && !written.has(missing) && !isTested(context, script, call, missing)) {
                        yield report(context, check.meta, { file: script.file, start: argument.word.start, end: argument.word.end }, {
                            message: `It ${VERBS[argument.kind]} \`${missing}\`, which is not there.`,
                            mend: renameMend(context, script, argument, missing) ?? (argument.kind === 'applies' ? missingManifestMend(context, missing) : undefined)
                        });
                    }
                }
            }
        }
        yield* listedFiles(context, written);
    }
};

/** Files that kustomizations and compose files list, and Flux paths. */
function* listedFiles(context: CheckContext, written: WrittenFiles): Iterable<Finding> {
    for (const file of context.files.filter(candidate => !isForeign(candidate) && !isTestPath(candidate))) {
        const missing = (context.model(file)!.paths ?? []).filter(named => (!named.optional || isSyncedHere(context, file, named)) && named.path !== '' && !context.exists(named.path) && !context.ignored(named.path)
            && !(context.model(file)!.kind === 'compose' && (/(^|\/)\.env/.test(named.path) || isFromElsewhere(context, file, named))) && !written.has(named.path));
        if (missing.length > MANY) {
            // One cause, said once: a list that something else writes, or a folder that moved.
            yield report(context, check.meta, { file, start: missing[0].start, end: missing[0].end }, { message: `It names ${missing.length} files that are not there: \`${missing[0].path}\`, \`${missing[1].path}\` and others.` });
            continue;
        }
        for (const named of missing) {
            yield report(context, check.meta, { file, start: named.start, end: named.end }, { message: `It names \`${named.path}\`, which is not there.`, mend: listedMend(context, file, named) ?? missingManifestMend(context, named.path) });
        }
    }
}

/** A compose file that is added to another one is read from that one's folder. */
function isFromElsewhere(context: CheckContext, file: string, named: NamedPath): boolean {
    const written = context.text(file)!.slice(named.start, named.end);
    return foldersAbove(file).some(folder => context.exists(joinPath(folder, written) ?? ''));
}

/** A folder that Flux takes from the repository that it was bootstrapped from, beside one that is there: so that repository is this one. */
function isSyncedHere(context: CheckContext, file: string, named: NamedPath): boolean {
    const synced = (path: string): boolean => context.model(path)?.documents?.some(document => document.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/') && record(record(document.value.spec)?.sourceRef)?.name === 'flux-system') ?? false;
    return synced(file) && folderOf(named.path) !== '' && context.files.some(other => synced(other) && (context.model(other)!.paths ?? []).some(path => folderOf(path.path) === folderOf(named.path) && context.exists(path.path)));
}

function listedMend(context: CheckContext, file: string, named: NamedPath): Mend | undefined {
    const near = similarPath(context, named.path);
    const text = context.text(file)!;
    const written = text.slice(named.start, named.end);
    return near !== undefined && folderOf(near) === folderOf(named.path) && written.split(baseName(named.path)).length === 2 ? {
        title: `Name ${near} as it is called`,
        edits: [patchEdit(file, text, changed(text, [{ start: named.start, end: named.end, text: written.replace(baseName(named.path), () => baseName(near)) }]))],
        assumptions: [`REVIEW: ${baseName(named.path)} means ${baseName(near)}, the only file beside it with nearly that name`]
    } : undefined;
}

/** Certain only: anchored in the repository, in a folder that is there, or for what is run and applied in a part of the repository that is. */
function missingPath(context: CheckContext, script: ShellScript, call: ShellCall, argument: PathArgument): string | undefined {
    const resolved = context.shell.resolve(argument.word, script, call.start);
    const missing = resolved?.missing;
    if (missing === undefined || missing === '' || !resolved!.certain || context.ignored(missing) || context.exists(missing)) {
        return undefined;
    }
    const folder = folderOf(missing);
    const folderThere = folder === '' || context.exists(folder) || argument.kind !== 'refers-to' && context.exists(folder.split('/')[0]);
    const named = /\.[A-Za-z0-9]{1,8}$/.test(baseName(missing)) || argument.kind === 'sources';
    return folderThere && (named || argument.folder) && !/(^|\/)\.env$|\.(log|tmp|pid|lock|kubeconfig)$|(^|\/)(kubeconfig|\.terraform|dist|build|out|target|bin)(\/|$)/.test(missing.replace(/^.*\/bin\/(?=[^/]+\.sh$)/, '')) ? missing : undefined;
}

function isTested(context: CheckContext, script: ShellScript, call: ShellCall, missing: string): boolean {
    return [...call.conditions, ...script.conditions].some(condition => condition.filesTested.some(word => {
        const tested = context.shell.resolve(word, script, call.start);
        return word.value === baseName(missing) || tested?.missing === missing || tested?.missing === folderOf(missing) || (tested !== undefined && baseName(tested.pattern.pattern) === baseName(missing));
    }) || condition.filesTested.length > 0 && condition.calls.includes(call));
}

/** One file beside it has nearly that name, and nothing else does. */
function renameMend(context: CheckContext, script: ShellScript, argument: PathArgument, missing: string): Mend | undefined {
    const existing = similarPath(context, missing);
    const text = context.text(script.file)!;
    const written = text.slice(argument.word.start, argument.word.end);
    const [from, to] = existing === undefined ? ['', ''] : [baseName(missing), baseName(existing)];
    if (existing === undefined || folderOf(existing) !== folderOf(missing) || written.split(from).length !== 2) {
        return undefined;
    }
    return {
        title: `Name ${existing} as it is called`,
        edits: [patchEdit(script.file, text, changed(text, [{ start: argument.word.start, end: argument.word.end, text: written.replace(from, () => to) }]))],
        assumptions: [`REVIEW: \`${from}\` means \`${to}\`, the only file beside it with nearly that name`]
    };
}
