/** What is asked of the files of a workspace, one by one or by kind. Everything that is made of them asks through here. */
import { question, sameData, sameList } from './recall';
import type { Analysis, ReadFile } from './analysis';
import type { EmbeddedShell } from './detector';
import type { NodeKind } from './repo-facts';
import type { ShellScript } from './shell-script';

export const readOf = question((analysis: Analysis, file: string): ReadFile | undefined => analysis.inputs.read.get(file));
export const filesRead = question((analysis: Analysis, _: ''): readonly string[] => analysis.inputs.files, sameList);
export const configOf = question((analysis: Analysis, _: '') => analysis.inputs.config, sameData);
export const isIgnored = question((analysis: Analysis, path: string): boolean => analysis.inputs.ignored(path));

const listing = question((analysis: Analysis, _: '') => analysis.inputs.paths);
export const isFile = question((analysis: Analysis, path: string): boolean => listing(analysis, '').has(path));
export const isThere = question((analysis: Analysis, path: string): boolean => listing(analysis, '').has(path) || listing(analysis, '').isFolder(path));
export const isExecutable = question((analysis: Analysis, path: string): boolean => listing(analysis, '').file(path)?.executable ?? false);
export const inFolder = question((analysis: Analysis, folder: string): readonly string[] => listing(analysis, '').inFolder(folder), sameList);
export const namedSo = question((analysis: Analysis, name: string): readonly string[] => listing(analysis, '').named(name), sameList);

export const kindOf = question((analysis: Analysis, file: string): NodeKind | undefined => readOf(analysis, file)?.model.kind);
export const scriptOf = question((analysis: Analysis, file: string): ShellScript | undefined => readOf(analysis, file)?.model.shell);
const isScript = question((analysis: Analysis, file: string): boolean => scriptOf(analysis, file) !== undefined);
export const scriptFiles = question((analysis: Analysis, _: ''): readonly string[] => filesRead(analysis, '').filter(file => isScript(analysis, file)), sameList);

const byKind = question((analysis: Analysis, _: ''): ReadonlyMap<NodeKind, readonly string[]> => {
    const kinds = new Map<NodeKind, string[]>();
    for (const file of filesRead(analysis, '')) {
        const kind = kindOf(analysis, file)!;
        const known = kinds.get(kind);
        if (known) {
            known.push(file);
        } else {
            kinds.set(kind, [file]);
        }
    }
    return kinds;
});
/** Files of one kind, sorted. */
export const filesOf = question((analysis: Analysis, kind: NodeKind): readonly string[] => byKind(analysis, '').get(kind) ?? [], sameList);

/** Shell text in a file: its own, and what it holds inside. */
export interface PlacedShell extends EmbeddedShell {
    readonly file: string;
}

const at = (offset: number): number => offset;

export const shellIn = question((analysis: Analysis, file: string): readonly PlacedShell[] => {
    const model = readOf(analysis, file)?.model;
    const own = model?.shell ? [{ file, script: model.shell, at }] : [];
    return [...own, ...(model?.embedded ?? []).map(one => ({ ...one, file, at: (offset: number) => one.at(offset) }))];
}, (before, after) => before.length === 0 && after.length === 0);

