/** Applies the edits of an approved operation, file by file, each announced in the journal before and recorded after. */
import { dispatch } from '../../common/conductor/dispatch';
import type { FileImage } from '../../common/conductor/events';
import { checkExpectations } from '../../common/ops/expectations';
import { redact } from '../../common/ops/redact';
import { applyImages, removeFolders } from '../edit-applier';
import { isThereInside } from '../resolve-inside';
import { must } from './perform-operation';
import type { Performed, Performing } from './perform-operation';

export async function performEdits(performing: Performing): Promise<Performed> {
    const { workspace, key, operation, examination, live } = performing;
    const { images } = examination;
    const applied: FileImage[] = [];
    let problem: string | undefined;
    try {
        await applyImages(workspace.root, images, workspace.store, {
            intend: async image => {
                if (live.cancelled) {
                    throw new Error('Cancelled by a person.');
                }
                await must(dispatch(workspace.journal, { type: 'intend-edits', key, images: [image] }));
            },
            applied: async image => {
                applied.push(image);
                await must(dispatch(workspace.journal, { type: 'record-edits', key, images: [image] }));
            }
        });
        removeFolders(workspace.root, emptiedFolders(images));
    } catch (error) {
        problem = redact(`${error instanceof Error ? error.message : String(error)} ${applied.length} of ${images.length} files were written.`).text;
    }
    const expectations = checkExpectations(operation.expected ?? [], {
        exits: [], output: '', changed: applied.map(image => image.file), exists: file => isThereInside(workspace.root, file)
    });
    return { commands: [], cancelled: live.cancelled && applied.length < images.length, observation: { outputTail: '', outputBytes: 0, expectations, ...(problem ? { problem } : {}) } };
}

/** Folders that were made for files that are gone again. */
function emptiedFolders(images: readonly FileImage[]): string[] {
    return [...new Set(images.filter(image => image.post === 'absent').flatMap(image => image.folders ?? []))].sort();
}
