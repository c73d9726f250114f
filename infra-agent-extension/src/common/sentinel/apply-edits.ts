/** Edits applied to files in memory: what an operation would make of the workspace, without touching it. */
import { applyPatch } from '../ops/apply-patch';
import type { Edit } from '../ops/operation';
import type { MemoryFile } from '../repo/memory-repo-files';

export type MemoryTree = Readonly<Record<string, MemoryFile>>;

export type AppliedEdits = { readonly files: MemoryTree } | { readonly problem: string };

/** All of them, or none: the first that does not fit is the answer. */
export function applyEdits(files: MemoryTree, edits: readonly Edit[]): AppliedEdits {
    let tree: Record<string, MemoryFile> = { ...files };
    for (const edit of edits) {
        const before = tree[edit.file];
        if (edit.delete) {
            const { [edit.file]: removed, ...rest } = tree;
            if (!removed) {
                return { problem: `${edit.file} cannot be deleted: it is not there.` };
            }
            tree = rest;
            continue;
        }
        const changed = textAfter(edit, before);
        if ('problem' in changed) {
            return { problem: `${edit.file}: ${changed.problem}` };
        }
        tree[edit.file] = { text: edit.lineEnding === 'lf' ? changed.text.replaceAll('\r\n', '\n') : changed.text, executable: edit.executable ?? before?.executable ?? false };
    }
    return { files: tree };
}

function textAfter(edit: Edit, before: MemoryFile | undefined): { text: string } | { problem: string } {
    if (edit.content !== undefined) {
        return before ? { problem: 'it is there already, and the edit has the whole of a new file' } : { text: edit.content };
    }
    if (edit.patch !== undefined) {
        return applyPatch(before?.text ?? '', edit.patch, edit.file);
    }
    return before ? { text: before.text } : { problem: 'it is not there' };
}
