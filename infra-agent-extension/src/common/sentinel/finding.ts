/** One thing that a check saw. Only errors fail a verdict; `mend` holds edits where code can decide. */
import { z } from 'zod';
import { Edit } from '../ops/operation';

export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** Zero-based line and UTF-16 character, as in the Language Server Protocol; `end` is exclusive. */
export const Position = z.strictObject({ line: z.int().min(0), character: z.int().min(0) });
export type Position = z.infer<typeof Position>;
export const Range = z.strictObject({ start: Position, end: Position });
export type Range = z.infer<typeof Range>;

/** What would mend a finding: one concern, small enough to review. */
export const Mend = z.strictObject({
    title: z.string().min(1),
    edits: z.array(Edit).min(1),
    assumptions: z.array(z.string()).optional()
});
export type Mend = z.infer<typeof Mend>;

export const Finding = z.strictObject({
    check: z.string().min(1).describe('stable id, such as shell/unset-variable'),
    severity: Severity,
    file: z.string(),
    range: Range,
    message: z.string().min(1),
    mend: Mend.optional()
});
export type Finding = z.infer<typeof Finding>;
