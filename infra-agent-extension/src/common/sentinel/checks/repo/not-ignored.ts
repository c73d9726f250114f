/** Logs or secrets that a script writes into the tree, where git would take them along. */
import { baseName, folderOf } from '../../../repo/repo-path';
import type { Check, CheckContext } from '../../check';
import type { Finding, Mend } from '../../finding';
import { lineBreakOf, patchEdit } from '../../mend-edits';
import { report } from '../../report';
import { isForeign, isTestPath } from '../../shell-view';
import type { ShellCall, ShellScript, ShellWord } from '../../../repo/shell-script';

const SECRET = /(^|[/._-])(secrets?|passwords?|passwd|htpasswd|credentials?|tokens?|private|agekey|kubeconfig|id_rsa|id_ed25519|service-?account-?key|sa-key)([/._-]|$)|\.(pem|key|agekey|p12|pfx|kubeconfig)$/i;
const LOG = /(^|\/)logs?(\/|$)|\.log$/i;

export const check: Check = {
    meta: {
        id: 'repo/not-ignored', severity: 'warning',
        title: 'A script writes logs or secrets into the tree, and git does not ignore them',
        docs: 'What a script writes beside the sources is one `git add .` away from being published. Logs and secrets belong outside the tree, or into `.gitignore`; the mend adds the folder there.'
    },
    *run(context): Iterable<Finding> {
        const reported = new Set<string>();
        for (const script of context.shell.scripts.values()) {
            for (const { word, call } of isForeign(script.file) || isTestPath(script.file) ? [] : writes(script)) {
                const resolved = context.shell.resolve(word, script, call.start);
                const path = resolved?.place?.replaceAll('*', 'x');
                const kind = path === undefined ? undefined : SECRET.test(path) && !/\.(example|sample|template|pub|crt|enc|sops\.ya?ml)$|\.pub\b/.test(path) ? 'secret' : LOG.test(path) ? 'log' : undefined;
                const known = kind === 'secret' || context.exists('.gitignore');
                if (path === undefined || kind === undefined || !known || path === '' || context.ignored(path) || context.text(path) !== undefined || encrypted(context, call)) {
                    continue;
                }
                const folder = matchingFolder(path, kind === 'secret' ? SECRET : LOG) ?? ownFolder(context, path) ?? path;
                if (!reported.has(folder)) {
                    reported.add(folder);
                    yield report(context, check.meta, whereSet(context, folder, path) ?? { file: script.file, start: word.start, end: word.end }, {
                        message: `${script.file} writes a ${kind} to \`${folder}\`, which git does not ignore.`, mend: ignoreMend(context, folder, folder !== path)
                    });
                }
            }
        }
    }
};

/** Redirections and `tee`. */
function writes(script: ShellScript): { word: ShellWord; call: ShellCall }[] {
    return script.calls.flatMap(call => [
        ...call.redirects.filter(redirect => /^(>|>>|>\||&>|&>>)$/.test(redirect.operator) && redirect.target).map(redirect => ({ word: redirect.target!, call })),
        ...(call.name === 'tee' ? call.words.slice(1).filter(word => !word.text.startsWith('-')).map(word => ({ word, call })) : []),
        ...(/^(openssl|ssh-keygen|age-keygen)$/.test(call.name ?? '') ? call.words.flatMap((word, index) => ['-out', '-keyout', '-f', '-o', '--output'].includes(word.value ?? '') && call.words[index + 1] ? [{ word: call.words[index + 1], call }] : []) : [])
    ]);
}

function encrypted(context: CheckContext, call: ShellCall): boolean {
    return [call, ...call.pipedFrom].some(one => /^(sops|kubeseal|age|gpg|ansible-vault)$/.test(one.name ?? '')) || context.files.length === 0;
}

/** The folder that is meant for it: `…/.secrets`, `…/logs`. */
function matchingFolder(path: string, pattern: RegExp): string | undefined {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
        if (pattern.test(baseName(folder))) {
            return folder;
        }
    }
    return undefined;
}

/** A folder that the script makes for it: nothing else of the tree is in there. */
function ownFolder(context: CheckContext, path: string): string | undefined {
    return folderOf(path) !== '' && !context.exists(folderOf(path)) ? folderOf(path) : undefined;
}

/** Where a variable names the folder, or the file in it. */
function whereSet(context: CheckContext, folder: string, path: string): { file: string; start: number; end: number } | undefined {
    for (const script of context.shell.scripts.values()) {
        for (const set of script.sets) {
            const resolved = set.value && set.value.text.includes(baseName(folder)) ? context.shell.resolve(set.value, script) : undefined;
            if (resolved?.pattern.exact && [folder, path].includes(resolved.pattern.pattern)) {
                return { file: script.file, start: set.start, end: set.end };
            }
        }
    }
    return undefined;
}

function ignoreMend(context: CheckContext, path: string, isFolder: boolean): Mend {
    const line = `/${path}${isFolder ? '/' : ''}`;
    const title = `Have git ignore ${path}`;
    const text = context.text('.gitignore');
    if (text === undefined) {
        return { title, edits: [{ file: '.gitignore', content: `${line}\n` }] };
    }
    // Behind the last line of the same kind: paths from the root, without or with a leading slash as the others have it.
    const lines = [...text.matchAll(/^(?![#!])(\/?)(\S*\/\S+)[ \t]*$/gm)];
    const kin = lines.filter(match => match[2].startsWith(`${folderOf(path)}/`) && folderOf(path) !== '').at(-1) ?? lines.filter(match => !match[2].startsWith('*')).at(-1);
    const own = kin && kin[1] === '' ? line.slice(1) : line;
    // Exceptions (`!…`) belong to the line above them.
    const exceptions = kin ? /^(\r?\n!.*)*/.exec(text.slice(kin.index + kin[0].length))![0].length : 0;
    const at = kin ? kin.index + kin[0].length + exceptions : text.length;
    const lineBreak = lineBreakOf(text);
    const after = kin ? `${text.slice(0, at)}${lineBreak}${own}${text.slice(at)}` : `${text}${text === '' || text.endsWith('\n') ? '' : lineBreak}${own}${lineBreak}`;
    return { title, edits: [patchEdit('.gitignore', text, after)] };
}
