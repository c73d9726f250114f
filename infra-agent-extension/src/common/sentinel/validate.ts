/** Runs checks over an analysis. A check that crashes becomes a finding, since what could not be checked must not pass for fine. */
import { checks as allChecks } from './checks';
import type { Check, CheckContext } from './check';
import type { Finding } from './finding';

export const CRASHED = 'sentinel/crashed-check';

/** Findings by file and place; the same thing said twice by one check is said once. */
export function validate(context: CheckContext, checks: readonly Check[] = allChecks): Finding[] {
    const stricter = new Set(context.config.config.errors ?? []);
    const findings = checks.flatMap(check => runCheck(check, context)).filter(finding => !isRetired(finding)).map(finding => stricter.has(finding.check) ? { ...finding, severity: 'error' as const } : finding);
    const unique = new Map(findings.map(finding => [`${finding.check} ${finding.file} ${finding.range.start.line}:${finding.range.start.character} ${finding.message}`, finding]));
    return [...unique.values()].sort(byPlace);
}

/** Kept for the record, and run by nobody: only what can still be read there does harm. */
function isRetired({ check, file }: Finding): boolean {
    return check !== 'repo/secret' && /(^|\/)[._]?(archived?|attic|deprecated|obsolete|retired)\//i.test(file);
}

function runCheck(check: Check, context: CheckContext): Finding[] {
    try {
        return [...check.run(context)];
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const nowhere = { line: 0, character: 0 };
        return [{ check: CRASHED, severity: 'error', file: '.', range: { start: nowhere, end: nowhere }, message: `The check ${check.meta.id} crashed (${reason}), so nothing can be said about it. Report it with the file that caused it.` }];
    }
}

function byPlace(a: Finding, b: Finding): number {
    return compare(a.file, b.file) || a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character || compare(a.check, b.check);
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
