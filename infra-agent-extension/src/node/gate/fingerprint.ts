/** A cheap sign of whether the files behind an operation may have changed: their size, times and mode. The digest is computed only then. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationState } from '../../common/conductor/operation-state';
import type { Examination } from './examination';

/** `stamps` keeps what was read of files in one look around, where many operations have the same behind them: it must not outlive it. */
export function fingerprint(root: string, state: OperationState, examination: Examination | undefined, stamps = new Map<string, string>()): string {
    const files = [...state.images.map(image => image.file), ...(state.operation.edits ?? []).map(edit => edit.file), ...Object.keys(examination?.footing.files ?? {})];
    return [...new Set(files)].sort().map(file => {
        const known = stamps.get(file) ?? stamp(join(root, file));
        stamps.set(file, known);
        return `${file} ${known}`;
    }).join('\n');
}

function stamp(path: string): string {
    try {
        const { size, mtimeMs, ctimeMs, mode, ino } = lstatSync(path);
        return [size, mtimeMs, ctimeMs, mode, ino].join(' ');
    } catch {
        return 'absent';
    }
}
