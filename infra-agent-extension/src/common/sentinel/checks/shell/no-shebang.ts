/** A script that is executed has no `#!` line. */
import { baseName, folderOf } from '../../../repo/repo-path';
import type { ShellScript } from '../../../repo/shell-script';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { lineBreakOf, patchEdit } from '../../mend-edits';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'shell/no-shebang', severity: 'warning',
        title: 'An executed script has no `#!` line',
        docs: 'Without a `#!` line the caller decides which shell runs the script: bash runs it as bash, another program may run it with `sh` or not at all. Files that are only sourced need none.'
    },
    *run(context): Iterable<Finding> {
        const executed = new Set(context.facts.edges.filter(edge => edge.kind === 'runs' && edge.toKind === 'file').map(edge => edge.to));
        const tasks = new Set(context.families.flatMap(family => family.tasks));
        for (const script of context.shell.scripts.values()) {
            const needed = context.executable(script.file) || tasks.has(script.file) || executed.has(script.file);
            if (script.shebang !== undefined || !needed || isForeign(script.file) || isSourced(context, script) || !/\.(sh|bash)$/.test(script.file)) {
                continue;
            }
            if (!context.executable(script.file) && !tasks.has(script.file) && onlyThroughShell(context.facts.edges.filter(edge => edge.kind === 'runs' && edge.to === script.file).map(edge => context.lines(edge.from)?.line(edge.place.line) ?? ''))) {
                continue;
            }
            const text = context.text(script.file)!;
            const beside = [...context.shell.scripts.values()].filter(other => folderOf(other.file) === folderOf(script.file) && other.shebang !== undefined);
            const line = common(beside.map(other => `#!${other.shebang}`)) ?? '#!/usr/bin/env bash';
            const end = text.indexOf('\n');
            const broken = /^#\s+!\s*(?=\/)/.exec(text);
            const late = /^(?:[ \t]*(?:#(?!!).*)?\r?\n)+(#![ \t]*\/.*\r?\n?)/.exec(text);
            const bom = text.startsWith('\ufeff') ? 1 : 0;
            yield report(context, check.meta, { file: script.file, start: 0, end: end < 0 ? text.length : end }, {
                message: late ? 'Its `#!` line is not the first, which makes it a comment: which shell runs the script is left to the caller.' : broken ? 'Blanks stand in its `#!` line, which makes it a comment: which shell runs the script is left to the caller.' : 'It is executed and has no `#!` line: which shell runs it is left to the caller.',
                mend: { title: `Say which shell runs ${script.file}`, edits: [patchEdit(script.file, text, late ? `${late[1]}${text.slice(0, late[0].length - late[1].length)}${text.slice(late[0].length)}` : broken ? `#!${text.slice(broken[0].length)}` : `${line}${lineBreakOf(text)}${text.slice(bom)}`)] }
            });
        }
    }
};

/** By another script, under its name at another place, by the login; or it does nothing but define. */
function isSourced(context: CheckContext, script: ShellScript): boolean {
    const defines = script.calls.every(call => call.inFunction !== undefined || call.substituted || DEFINES.has(call.name ?? ''));
    return context.shell.sourcedBy(script.file).length > 0 || defines || /(^|\/)(profile|bashrc|zshrc|env)\.d\//.test(script.file)
        || [...context.shell.scripts.values()].some(other => other.calls.some(call => (call.name === 'source' || call.name === '.') && (call.words[1]?.text ?? '').replace(/["']/g, '').endsWith(`/${baseName(script.file)}`)));
}

const DEFINES = new Set(['export', 'alias', 'declare', 'typeset', 'readonly', 'set', 'shopt', 'unset', 'umask', ':', 'true']);

/** `bash x.sh` needs no `#!` line. */
function onlyThroughShell(lines: readonly string[]): boolean {
    return lines.every(line => /\b(bash|sh|source|\.)\s/.test(line));
}

function common(lines: readonly string[]): string | undefined {
    const counts = new Map<string, number>();
    lines.forEach(line => counts.set(line, (counts.get(line) ?? 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0].replace(/\r$/, '');
}
