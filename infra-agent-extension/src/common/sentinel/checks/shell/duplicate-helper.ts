/** The same helper, defined word for word in several scripts that share a library. */
import { groupBy } from '../../../repo/group-by';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { executedScripts } from '../../shell-view';
import { sharedLibraryFor, moveToLibraryMend, removeCopiesMend } from '../../mends/move-to-library-mend';
import type { ShellFunction, ShellScript } from '../../../repo/shell-script';

const OWN = new Set(['main', 'usage', 'help', 'cleanup', 'show_help', 'print_usage', 'on_exit', 'finish', 'run']);

interface Definition {
    readonly script: ShellScript;
    readonly defined: ShellFunction;
}

export const check: Check = {
    meta: {
        id: 'shell/duplicate-helper', severity: 'warning',
        title: 'A helper is defined again in several scripts that share a library',
        docs: 'A function that stands word for word in several scripts will be mended in one of them and forgotten in the others. Reported only where the scripts source a library in common, into which it can move; `main`, `usage` and their like are each script\'s own.'
    },
    *run(context): Iterable<Finding> {
        const definitions = executedScripts(context).flatMap(script => script.functions.map(defined => ({ script, defined })));
        for (const [key, copies] of groupBy(definitions.filter(({ defined }) => !OWN.has(defined.name)), bodyOf)) {
            const files = new Set(copies.map(copy => copy.script.file));
            const holder = key.length < 40 ? undefined : alreadyIn(context, copies, key);
            if (holder !== undefined) {
                yield known(context, copies, holder);
                continue;
            }
            if (files.size < 2 || key.length < 40) {
                continue;
            }
            const library = sharedLibraryFor(context, copies.map(copy => copy.script), copies[0].defined);
            if (library !== undefined) {
                yield finding(context, copies, library);
            }
        }
    }
};

/** A library that all of them source defines it word for word: they only have to stop doing so. */
function alreadyIn(context: CheckContext, copies: readonly Definition[], key: string): string | undefined {
    const libraries = context.shell.closure(copies[0].script.file).filter(file => copies.every(({ script }) => file !== script.file && context.shell.closure(script.file).includes(file)));
    return libraries.find(file => context.shell.scripts.get(file)!.functions.some(defined => bodyOf({ script: context.shell.scripts.get(file)!, defined }) === key));
}

function known(context: CheckContext, copies: readonly Definition[], library: string): Finding {
    const [first, ...others] = copies;
    const also = others.length ? `, as in ${others.map(other => other.script.file).join(', ')}` : '';
    return report(context, check.meta, { file: first.script.file, ...headOf(first) }, { message: `\`${first.defined.name}\` is defined again, word for word${also}; ${library}, which is sourced, has it.`, mend: removeCopiesMend(context, copies) });
}

function headOf({ script, defined }: Definition): { start: number; end: number } {
    const end = script.text.indexOf('\n', defined.start);
    return { start: defined.start, end: end < 0 ? defined.end : Math.min(end, defined.end) };
}

function finding(context: CheckContext, copies: readonly Definition[], library: string): Finding {
    const [first, ...others] = copies;
    const message = `\`${first.defined.name}\` is defined again, word for word, in ${others.map(other => other.script.file).join(', ')}; it belongs into ${library}, which they all source.`;
    return report(context, check.meta, { file: first.script.file, ...headOf(first) }, { message, mend: moveToLibraryMend(context, copies, library) });
}

/** Name and body, without comments and layout. */
function bodyOf({ script, defined }: Definition): string {
    const body = script.text.slice(defined.bodyStart, defined.bodyEnd).split('\n').map(line => line.replace(/^\s+|\s+$/g, '')).filter(line => line !== '' && !line.startsWith('#'));
    return [defined.name, ...body].join('\n');
}
