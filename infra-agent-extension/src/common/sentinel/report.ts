/** Shorthands for checks: a finding at offsets of a file. */
import type { CheckContext, CheckMeta } from './check';
import type { Finding, Mend } from './finding';

export function report(context: CheckContext, meta: CheckMeta, at: { readonly file: string; readonly start: number; readonly end: number }, said: { readonly message: string; readonly mend?: Mend }): Finding {
    const range = context.lines(at.file)?.range(at.start, at.end) ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return { check: meta.id, severity: meta.severity, file: at.file, range, ...said };
}
