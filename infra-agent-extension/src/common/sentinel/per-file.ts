/** What a check reads off one file alone, kept as long as the file does not change: after a change elsewhere it is not read again. */
import type { CheckContext } from './check';
import type { FileModel } from '../repo/detector';

/** `read` must look at nothing but this file's name, text and model. */
export function perFile<T>(read: (context: CheckContext, file: string) => T): (context: CheckContext, file: string) => T {
    const known = new WeakMap<FileModel, { readonly result: T }>();
    return (context, file) => {
        const model = context.model(file)!;
        const kept = known.get(model) ?? { result: read(context, file) };
        known.set(model, kept);
        return kept.result;
    };
}
