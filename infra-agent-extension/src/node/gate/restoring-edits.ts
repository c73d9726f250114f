/** Images that restore files, as edits that a person can read. What is written is the images; bytes that are no text are named, not shown. */
import { createTwoFilesPatch } from 'diff';
import type { FileImage } from '../../common/conductor/events';
import type { Edit } from '../../common/ops/operation';
import type { ImageStore } from '../edit-applier';
import { ABSENT } from '../edited-file';

const CONTEXT = 3;

export async function restoringEdits(images: readonly FileImage[], store: ImageStore): Promise<Edit[]> {
    return Promise.all(images.map(image => restoringEdit(image, store)));
}

async function restoringEdit(image: FileImage, store: ImageStore): Promise<Edit> {
    const { file, pre, post, preExecutable, postExecutable } = image;
    if (post === ABSENT) {
        return { file, delete: true };
    }
    const runBit = preExecutable === postExecutable ? {} : { executable: postExecutable };
    const [before, after] = [pre === ABSENT ? '' : await textOf(store, pre), await textOf(store, post)];
    if (pre === ABSENT) {
        return { file, content: after ?? '(bytes that are no text, restored from the stored image)', ...(postExecutable ? { executable: true } : {}) };
    }
    if (pre === post || before === undefined || after === undefined) {
        return { file, executable: postExecutable };
    }
    const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: CONTEXT });
    return { file, patch, ...runBit };
}

async function textOf(store: ImageStore, hash: string): Promise<string | undefined> {
    const bytes = await store.get(hash);
    try {
        return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return undefined;
    }
}
