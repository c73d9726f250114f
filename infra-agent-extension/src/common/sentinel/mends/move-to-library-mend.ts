/** Moves a helper out of the scripts that repeat it into a library that they all source. */
import { baseName, folderOf } from '../../repo/repo-path';
import { changed, lineBreakOf, patchEdit } from '../mend-edits';
import { functionWithComment, isExecuted } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { Edit } from '../../ops/operation';
import type { ShellFunction, ShellScript } from '../../repo/shell-script';

interface Definition {
    readonly script: ShellScript;
    readonly defined: ShellFunction;
}

/** Of the libraries that all of them source, the one whose functions the helper calls most; else the one that is sourced first. */
export function sharedLibraryFor(context: CheckContext, scripts: readonly ShellScript[], defined: ShellFunction): string | undefined {
    const closures = scripts.map(script => context.shell.closure(script.file).filter(file => file !== script.file));
    const common = closures[0].filter(file => closures.every(closure => closure.includes(file))).filter(file => {
        const library = context.shell.scripts.get(file);
        return library !== undefined && !isExecuted(context, library) && !library.functions.some(other => other.name === defined.name);
    });
    const called = scripts[0].calls.filter(call => call.inFunction === defined.name).map(call => call.name);
    const fitness = (file: string): number => context.shell.scripts.get(file)!.functions.filter(other => called.includes(other.name)).length * 2
        + (called.some(name => name !== undefined && baseName(file).startsWith(name)) ? 1 : 0);
    const holders = common.filter(file => context.shell.scripts.get(file)!.functions.length > 0);
    return [...(holders.length ? holders : common)].sort((a, b) => fitness(b) - fitness(a))[0];
}

export function moveToLibraryMend(context: CheckContext, copies: readonly Definition[], library: string): Mend {
    const [first] = copies;
    const source = context.text(first.script.file)!;
    const { start, end } = functionWithComment(source, first.defined);
    const helper = source.slice(start, end).replace(/\r\n/g, '\n').trimEnd();
    const text = context.text(library)!;
    const lineBreak = lineBreakOf(text);
    const grown = `${text.trimEnd()}${lineBreak}${lineBreak}${helper.replaceAll('\n', lineBreak)}${lineBreak}`;
    return {
        title: `Move ${first.defined.name} to ${folderOf(library) === '' ? library : `${baseName(folderOf(library))}/${baseName(library)}`}`,
        edits: [patchEdit(library, text, grown), ...removals(context, copies)]
    };
}

export function removeCopiesMend(context: CheckContext, copies: readonly Definition[]): Mend {
    return { title: `Use the ${copies[0].defined.name} that is sourced`, edits: removals(context, copies) };
}

function removals(context: CheckContext, copies: readonly Definition[]): Edit[] {
    return [...new Set(copies.map(copy => copy.script))].map(script => {
        const own = context.text(script.file)!;
        return patchEdit(script.file, own, changed(own, copies.filter(copy => copy.script === script).map(copy => ({ ...withBlankLine(own, functionWithComment(own, copy.defined)), text: '' }))));
    });
}

/** The blank line behind it goes too, so that none stand doubled. */
function withBlankLine(text: string, at: { start: number; end: number }): { start: number; end: number } {
    const blank = /^[ \t]*\r?\n/.exec(text.slice(at.end))?.[0].length ?? 0;
    return { start: at.start, end: at.end + blank };
}
