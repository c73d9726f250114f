/** The pre- and post-images of an operation's edits: planned against the files as they are now or, for a rollback, taken from what was applied. */
import type { FileImage, Origin } from '../../common/conductor/events';
import type { Operation } from '../../common/ops/operation';
import { compareImages, planEdits, planRestore } from '../edit-applier';
import type { PlannedEdits } from '../edit-applier';
import { ABSENT } from '../edited-file';
import type { Workspace } from '../workspace';

export async function editImages(workspace: Workspace, operation: Operation, origin: Origin): Promise<PlannedEdits> {
    if (!operation.edits) {
        return { images: [] };
    }
    const intended = origin.kind === 'rollback' ? intendedBy(workspace, origin.of ?? '') : [];
    // Of an operation that edited nothing, the rollback's edits are the author's.
    return intended.length > 0 ? planRestore(workspace.root, undoable(intended, workspace.root), workspace.store) : planEdits(workspace.root, operation.edits, workspace.store);
}

/**
 * Whether a rollback does nothing but put back what the operation found. Where it is a merge with what others wrote since, the person has to
 * see that first.
 */
export function restoresExactly(workspace: Workspace, key: string, images: readonly FileImage[]): boolean {
    const intended = intendedBy(workspace, key);
    return images.every(image => intended.some(({ file, pre, post, preExecutable, postExecutable }) => (
        file === image.file && pre === image.post && post === image.pre && (image.post === ABSENT || preExecutable === image.postExecutable) && (image.pre === ABSENT || postExecutable === image.preExecutable))));
}

function intendedBy(workspace: Workspace, key: string): readonly FileImage[] {
    return workspace.journal.state().operations.get(key)?.run?.intended ?? [];
}

/** Of a run that was cut off, the files that it did change. */
export function undoable(images: readonly FileImage[], root: string): FileImage[] {
    const standing = compareImages(root, images);
    return standing.filter(({ now }) => now !== 'old').map(({ image }) => image);
}
