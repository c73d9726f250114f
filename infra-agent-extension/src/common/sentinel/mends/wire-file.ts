/** What it takes for a new manifest to be applied: nothing where its folder is; else one line beside its neighbour's, in the neighbour's form. */
import { baseName, folderOf, joinPath } from '../../repo/repo-path';
import { appliedFiles } from '../applied-files';
import { changed, lineBreakOf, patchEdit } from '../mend-edits';
import { wholeLines } from '../shell-view';
import type { CheckContext } from '../check';
import type { Edit } from '../../ops/operation';

/** Undefined where the neighbour is applied in a way that cannot be followed for the new file. `before`: the new file is needed first. */
export function wireFile(context: CheckContext, neighbour: string, file: string, order: 'before' | 'after'): Edit[] | undefined {
    const folder = folderOf(neighbour);
    const kustomization = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map(name => joinPath(folder, name)!).find(path => context.text(path) !== undefined);
    if (kustomization !== undefined) {
        return lineBeside(context, kustomization, new RegExp(`^([ \\t]*- )["']?(\\./)?${escaped(baseName(neighbour))}["']?[ \\t]*(#.*)?\\r?$`, 'm'), neighbour, file, order);
    }
    if (context.facts.edges.some(edge => edge.kind === 'applies' && edge.to === folder) || !appliedFiles(context).has(neighbour)) {
        return folderOf(file) === folder ? [] : undefined;
    }
    const script = context.facts.edges.find(edge => edge.kind === 'applies' && edge.to === neighbour && context.shell.scripts.has(edge.from))?.from;
    return script === undefined || folderOf(file) !== folder ? undefined : lineBeside(context, script, new RegExp(`^(?!\\s*#)[^\\n\\\\]*${escaped(baseName(neighbour))}[^\\n\\\\]*$`, 'm'), neighbour, file, order);
}

/** The neighbour's line once more, with the new name: only where that line does nothing else. */
function lineBeside(context: CheckContext, host: string, pattern: RegExp, neighbour: string, file: string, order: 'before' | 'after'): Edit[] | undefined {
    const text = context.text(host)!;
    const match = pattern.exec(text);
    if (!match || /&&|\|\||;|\bif\b|=\s*["']?\$|=\(/.test(match[0])) {
        return undefined;
    }
    const { start, end } = wholeLines(text, match.index, match.index + match[0].length);
    const line = text.slice(start, end).replace(/\s+#.*(?=\r?\n?$)/, '').replace(baseName(neighbour), () => baseName(file));
    const own = line.endsWith('\n') ? line : `${lineBreakOf(text)}${line}`;
    const at = order === 'before' ? start : end;
    return [patchEdit(host, text, changed(text, [{ start: at, end: at, text: own }]))];
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
