/**
 * What backend and runner say to each other over their socket, one JSON value a line. Reports come from a process that stands next to
 * code nobody trusts, so the backend parses them; the runner takes what its own backend sends, and imports only the types from here, so as to start quickly.
 */
import { z } from 'zod';

export interface PlannedCommand {
    readonly run: string;
    /** Absolute. */
    readonly cwd: string;
    readonly timeoutMs: number;
    /** The whole environment of the command; nothing is inherited. */
    readonly env: Readonly<Record<string, string>>;
}

export type Order =
    | {
        readonly type: 'plan'; readonly bash: string; readonly commands: readonly PlannedCommand[];
        /** Value of the marker variable, by which whatever a command leaves behind is found. */
        readonly run: string;
        /** One for each command and one for the end; they frame what the runner prints itself. */
        readonly marks: readonly string[];
        /** Between asking to stop and forcing. */
        readonly graceMs: number;
    }
    | { readonly type: 'go'; readonly index: number }
    | { readonly type: 'stop'; readonly reason: string }
    | { readonly type: 'cancel' };

const Index = z.int().min(0);

export const Report = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ready') }),
    z.strictObject({ type: z.literal('may-start'), index: Index }),
    z.strictObject({ type: z.literal('started'), index: Index, pid: z.int() }),
    z.strictObject({
        type: z.literal('ended'), index: Index, exit: z.int().optional(), signal: z.string().optional(), timedOut: z.boolean().optional(),
        durationMs: z.number().min(0), problem: z.string().optional(),
        /** Processes that outlived the command: how many were ended, and how many could not be. */
        ended: Index, surviving: Index
    }),
    z.strictObject({ type: z.literal('finished'), cancelled: z.boolean(), frames: Index })
]);
export type Report = z.infer<typeof Report>;
