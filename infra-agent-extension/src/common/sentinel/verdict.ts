/** What Sentinel says of an operation: PASS, FAIL, or NOT_VALIDATED where nothing could check it (it goes on, and the card says so). */
import { z } from 'zod';
import { Finding } from './finding';

export const Verdict = z.strictObject({
    outcome: z.enum(['PASS', 'FAIL', 'NOT_VALIDATED']),
    findings: z.array(Finding),
    reason: z.string().optional()
});
export type Verdict = z.infer<typeof Verdict>;
