/**
 * Edits as pre- and post-images of files, applied file by file and taken back to the byte. An image is a hash; its bytes lie in the private
 * store before anything is written, so that a crash at any moment leaves each file in one of two known states.
 */
import type { FileImage } from '../common/conductor/events';
import { applyPatch } from '../common/ops/apply-patch';
import { mergeTexts } from '../common/ops/merge-texts';
import type { Edit } from '../common/ops/operation';
import { ABSENT, hashBytes, missingFolders, readState, removeFolders, removeLeftover, replaceFile } from './edited-file';
import type { FileState, NewState } from './edited-file';

export interface ImageStore {
    put(bytes: Buffer): Promise<string>;
    get(hash: string): Promise<Buffer | undefined>;
}

export type PlannedEdits = { readonly images: readonly FileImage[] } | { readonly problem: string; readonly file: string };

/** Reads each file and computes what the edits would make of it. Nothing in the workspace changes; both images are stored. */
export async function planEdits(root: string, edits: readonly Edit[], store: ImageStore): Promise<PlannedEdits> {
    const images: FileImage[] = [];
    for (const edit of edits) {
        const file = normal(edit.file);
        try {
            if (images.some(image => image.file === file)) {
                throw new Error(`${file} is edited twice in one operation; put both into one edit.`);
            }
            images.push(await planEdit(root, file, edit, store));
        } catch (error) {
            return { problem: error instanceof Error ? error.message : String(error), file };
        }
    }
    return { images };
}

/**
 * Writes the post-images, calling `intend` before and `applied` after each file. Throws at the first file that cannot be written: the ones
 * before it are new, it and the others are old.
 */
export async function applyImages(root: string, images: readonly FileImage[], store: ImageStore, steps: EditSteps): Promise<void> {
    for (const image of images) {
        const to = await newState(image, store);
        const from = currentAs(root, image);
        await steps.intend(image);
        replaceOrSay(root, image.file, from, to);
        await steps.applied(image);
    }
}

export interface EditSteps {
    intend(image: FileImage): Promise<void>;
    applied(image: FileImage): Promise<void>;
}

/** The same files, from after to before. */
export function inverted(images: readonly FileImage[]): FileImage[] {
    return [...images].reverse().map(({ pre, post, preExecutable, postExecutable, ...rest }) => (
        { ...rest, pre: post, post: pre, preExecutable: postExecutable, postExecutable: preExecutable }));
}

/**
 * What takes applied edits back: exactly, where a file is as it was written; merged, where only other lines of it changed since. Refused where
 * a later change would be lost. Files that were not written yet are left out.
 */
export async function planRestore(root: string, applied: readonly FileImage[], store: ImageStore): Promise<PlannedEdits> {
    const images: FileImage[] = [];
    for (const { image, now } of compareImages(root, applied)) {
        try {
            if (now !== 'old') {
                images.unshift(...inverted([now === 'new' ? image : await mergedImage(root, image, store)]));
            }
        } catch (error) {
            return { problem: error instanceof Error ? error.message : String(error), file: image.file };
        }
    }
    return { images };
}

/** As if the edit had written the file as it is now, over the file as it would be without the edit. */
async function mergedImage(root: string, image: FileImage, store: ImageStore): Promise<FileImage> {
    const now = readState(root, image.file);
    const [pre, post] = await Promise.all([image.pre, image.post].map(hash => (hash === ABSENT ? undefined : store.get(hash))));
    if (!pre || !post || !now.bytes) {
        throw new Error(`${image.file} changed after this operation ${post ? 'wrote' : 'removed'} it; restoring it would lose that change, so undo that first.`);
    }
    const merged = mergeTexts(utf8(image.file, post), utf8(image.file, pre), utf8(image.file, now.bytes));
    if ('conflict' in merged) {
        throw new Error(`${image.file} cannot be restored: lines that this operation wrote changed since (${merged.conflict}, at line ${merged.start + 1} of what it wrote). Undo that change first.`);
    }
    const preExecutable = now.executable === image.postExecutable ? image.preExecutable : now.executable;
    return { file: image.file, pre: await store.put(Buffer.from(merged.text, 'utf8')), post: await store.put(now.bytes), preExecutable, postExecutable: now.executable };
}

export { removeFolders };

/** Of edits that a crash kept from being written: files of ours beside them, and folders that were made for them. */
export function removeLeftovers(root: string, intended: readonly FileImage[]): void {
    for (const { image } of compareImages(root, intended).filter(({ now }) => now === 'old')) {
        removeLeftover(root, image.file);
        removeFolders(root, image.folders ?? []);
    }
}

/** Where each file stands after a crash. */
export function compareImages(root: string, images: readonly FileImage[]): { readonly image: FileImage; readonly now: 'old' | 'new' | 'other' }[] {
    return images.map(image => ({ image, now: standing(root, image) }));
}

function standing(root: string, image: FileImage): 'old' | 'new' | 'other' {
    try {
        const { hash, executable } = readState(root, image.file);
        if (hash === image.post && (hash === ABSENT || executable === image.postExecutable)) {
            return 'new';
        }
        return hash === image.pre && (hash === ABSENT || executable === image.preExecutable) ? 'old' : 'other';
    } catch {
        // It became a link, a folder, or unreadable: neither of the two.
        return 'other';
    }
}

async function planEdit(root: string, file: string, edit: Edit, store: ImageStore): Promise<FileImage> {
    const from = readState(root, file);
    const to = edited(file, edit, from);
    const pre = from.bytes ? await store.put(from.bytes) : ABSENT;
    const post = to.bytes ? await store.put(to.bytes) : ABSENT;
    if (pre === post && from.executable === to.executable) {
        throw new Error(`${file} is so already; this edit would change nothing.`);
    }
    const folders = missingFolders(root, file);
    const removed = post === ABSENT && from.mode !== undefined ? { mode: from.mode } : {};
    return { file, pre, post, preExecutable: from.executable, postExecutable: to.executable, ...(folders.length > 0 ? { folders } : {}), ...removed };
}

function edited(file: string, edit: Edit, from: FileState): NewState {
    if (edit.delete) {
        if (!from.bytes) {
            throw new Error(`${file} is not there, so it cannot be deleted.`);
        }
        return { executable: false };
    }
    const text = editedText(file, edit, from);
    const bytes = edit.lineEnding === 'lf' ? Buffer.from(text.toString('latin1').replace(/\r\n/g, '\n'), 'latin1') : text;
    return { bytes, executable: edit.executable ?? from.executable };
}

function editedText(file: string, edit: Edit, from: FileState): Buffer {
    if (edit.content !== undefined) {
        if (from.bytes) {
            throw new Error(`${file} is there already; \`content\` is for new files, so give a \`patch\`.`);
        }
        return Buffer.from(edit.content, 'utf8');
    }
    if (edit.patch === undefined) {
        if (!from.bytes) {
            throw new Error(`${file} is not there; it was to be changed.`);
        }
        return from.bytes;
    }
    const result = applyPatch(from.bytes ? utf8(file, from.bytes) : '', edit.patch, file);
    if ('problem' in result) {
        throw new Error(`The patch of ${file} does not fit the file as it is now (line ${result.line} of the patch): ${result.problem}.`);
    }
    return Buffer.from(result.text, 'utf8');
}

function utf8(file: string, bytes: Buffer): string {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        throw new Error(`${file} is not UTF-8 text, so it cannot be patched.`);
    }
}

async function newState(image: FileImage, store: ImageStore): Promise<NewState> {
    if (image.post === ABSENT) {
        return { executable: false };
    }
    const bytes = await store.get(image.post);
    if (!bytes || hashBytes(bytes) !== image.post) {
        throw new Error(`The stored image of ${image.file} is gone or damaged; nothing was written. Ask for the operation again.`);
    }
    return { bytes, executable: image.postExecutable, mode: image.mode };
}

/** The state that is expected on disk; `replaceFile` compares right before it replaces. */
function currentAs(root: string, image: FileImage): FileState {
    const now = readState(root, image.file);
    if (now.hash !== image.pre || (now.hash !== ABSENT && now.executable !== image.preExecutable)) {
        throw new Error(`${image.file} is not as it was when this was read; nothing of it was overwritten.`);
    }
    return now;
}

const TROUBLES: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', EROFS: 'the file system is read-only', EIO: 'the disk failed',
    EACCES: 'there is no permission to write in its folder', EPERM: 'the system does not permit it', EEXIST: 'somebody else made it meanwhile'
};

/** What the system says in a code, as a sentence. */
function replaceOrSay(root: string, file: string, from: FileState, to: NewState): void {
    try {
        replaceFile(root, file, from, to);
    } catch (error) {
        const trouble = TROUBLES[(error as NodeJS.ErrnoException).code ?? ''];
        throw trouble === undefined ? error : new Error(`${file} could not be written: ${trouble}. It is as it was.`);
    }
}

function normal(file: string): string {
    return file.replace(/^(?:\.\/)+/, '');
}
