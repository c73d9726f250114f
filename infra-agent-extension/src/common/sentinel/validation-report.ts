/** The answer of `infra-agent check`: what was found, which tools looked, and what nothing could check. */
import { z } from 'zod';
import { Severity } from './finding';

export const ReportedFinding = z.strictObject({
    check: z.string(), severity: Severity, file: z.string(),
    /** One-based, as editors and compilers print them. */
    line: z.int().min(1), column: z.int().min(1), endLine: z.int().min(1), endColumn: z.int().min(1),
    message: z.string(), mendable: z.boolean()
});

export const ValidationReport = z.strictObject({
    verdict: z.enum(['PASS', 'FAIL', 'NOT_VALIDATED']),
    findings: z.array(ReportedFinding),
    tools: z.array(z.strictObject({ name: z.string(), version: z.string().optional(), ran: z.boolean(), reason: z.string().optional() })),
    notValidated: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
    durationMs: z.number().min(0)
});
export type ValidationReport = z.infer<typeof ValidationReport>;
