/** What running showed. Output is bounded and redacted before it gets here. */
import { z } from 'zod';
import { Expectation } from '../ops/operation';

export const CommandResult = z.strictObject({
    index: z.int().min(0),
    exit: z.int().optional().describe('absent if it was ended by a signal or never started'),
    signal: z.string().optional(),
    timedOut: z.boolean().optional(),
    durationMs: z.number().min(0)
});
export type CommandResult = z.infer<typeof CommandResult>;

export const Observation = z.strictObject({
    commands: z.array(CommandResult),
    /** The end of the output, at most 16 KiB, ANSI stripped, LF. */
    outputTail: z.string(),
    /** In bytes, of all that was printed. */
    outputBytes: z.int().min(0),
    /** SHA-256 of the whole redacted output, which lies in the private store. */
    outputHash: z.string().optional(),
    expectations: z.array(z.strictObject({ expectation: Expectation, met: z.boolean(), seen: z.string() })),
    /** Why it could not be begun or completed, in one sentence. */
    problem: z.string().optional(),
    durationMs: z.number().min(0)
});
export type Observation = z.infer<typeof Observation>;
