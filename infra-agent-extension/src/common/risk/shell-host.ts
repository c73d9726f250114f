/** The host of an evaluation: what the shell room tells of becomes reasons, and what it asks is answered from the context. */
import type { ShellHost, SourcedText } from '../shell/host';
import { matchesPattern } from '../shell/pattern';
import { known } from '../shell/value';
import type { Assessing, Setting } from './assessing';
import { parseOnce, say } from './assessing';
import { judgeAssigned } from './judge-environment';
import { judgePath, judgeRedirects, noteWritten } from './judge-paths';
import { workspaceRoot } from './place-of-path';
import { readScript } from './read-script';

export function shellHost(assessing: Assessing, setting: Setting): ShellHost {
    const { context } = assessing;
    const root = workspaceRoot(context);
    const inside = (path: string) => path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
    const files = setting.remote ? undefined : context.lookup;
    return {
        started: command => {
            assessing.parts.judge(assessing, setting, command);
            return undefined;
        },
        redirected: (redirects, command) => judgeRedirects(assessing, setting, redirects, command),
        wrote: ({ operator, target }, content, cwd) => {
            if (known(content) === '' && operator !== '>>' && operator !== '&>>' && operator !== '<>') {
                judgePath(assessing, setting, 'empty', target, cwd);
            }
            noteWritten(assessing, target, cwd, operator === '>' || operator === '>|' || operator === '&>' ? content : undefined);
        },
        assigned: (name, value, place) => judgeAssigned(assessing, setting, name, value, place),
        trouble: ({ kind, message, place }) => say(assessing, setting, { risk: kind === 'any-variable' ? 'MED' : 'HIGH', group: 'local', writes: kind !== 'unparsed', message, place }),
        unset: name => { assessing.unset.add(name); },
        source: (path, cwd): SourcedText => {
            const found = readScript(assessing, setting, path, cwd, 'sources');
            return found ? { kind: 'text', text: found.text, file: found.file, parsed: parseOnce(assessing, found.text) } : { kind: 'refused', reported: true };
        },
        glob: (pattern, cwd) => {
            const folder = known(cwd);
            const here = folder === undefined ? undefined : inside(folder);
            return files && here !== undefined ? globNames(files.list, here, pattern) : undefined;
        },
        folderExists: path => {
            const relative = inside(path);
            return relative === '' || relative !== undefined && files !== undefined && files.list(relative).length > 0;
        },
        exists: (path, kind) => {
            const relative = inside(path);
            if (relative === undefined || files === undefined || assessing.written.has(path)) {
                return undefined;
            }
            const isFolder = relative === '' || files.list(relative).length > 0;
            const isThere = kind === 'folder' ? isFolder : kind === 'file' ? files.read(relative).kind !== 'missing' && !isFolder : isFolder || files.read(relative).kind !== 'missing';
            // What was decided by a file is looked at again before it runs, also where it was not there.
            if (!isFolder && kind !== 'folder') {
                assessing.lookedThrough.add(relative);
            }
            return isThere ? true : assessing.mayHaveMade ? undefined : false;
        },
        repositoryRoot: () => setting.remote ? undefined : root
    };
}

/** Names that a pattern of one or more parts stands for; none that begin with a dot, unless the pattern does. */
function globNames(list: (folder: string) => readonly string[], here: string, pattern: string): readonly string[] | undefined {
    if (pattern.startsWith('/') || pattern.includes('**') || pattern.includes('..')) {
        return undefined;
    }
    let found: { readonly shown: string; readonly path: string }[] = [{ shown: '', path: here }];
    const parts = pattern.split('/');
    for (let at = 0; at < parts.length; at++) {
        const part = parts[at];
        const last = at === parts.length - 1;
        const next: { shown: string; path: string }[] = [];
        for (const { shown: before, path } of found) {
            if (part === '.' || part === '') {
                next.push({ shown: `${before}${part}${last ? '' : '/'}`, path });
                continue;
            }
            for (const entry of list(path)) {
                const name = entry.replace(/\/$/, '');
                const matches = matchesPattern(part, name);
                if (matches === undefined) {
                    return undefined;
                }
                if (matches && (last || entry.endsWith('/')) && (!name.startsWith('.') || part.startsWith('.'))) {
                    next.push({ shown: `${before}${name}${last ? '' : '/'}`, path: path === '' ? name : `${path}/${name}` });
                }
            }
        }
        found = next;
        if (found.length > 256) {
            return undefined;
        }
    }
    return found.map(({ shown: name }) => name).sort();
}

