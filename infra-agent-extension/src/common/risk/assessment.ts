/** What a command or an edit does, computed from the text: how bad, how far, whether it writes, and why. */
import { z } from 'zod';
import { Group, Risk } from '../ops/operation';

/** Why a part has its risk. `start` and `end` are UTF-16 offsets into the command's text, or into `file` where one is named. */
export const Reason = z.strictObject({
    message: z.string().min(1),
    risk: Risk,
    group: Group,
    start: z.int().min(0),
    end: z.int().min(0),
    /** Which text the offsets are in: `commands[0]`, `edits[1]`, `rollback.commands[0]`; absent for a lone command. */
    field: z.string().optional(),
    /** A file of the repository that was looked through; the offsets are then in it. */
    file: z.string().optional()
});
export type Reason = z.infer<typeof Reason>;

export const Assessment = z.strictObject({ risk: Risk, group: Group, writes: z.boolean(), reasons: z.array(Reason) });
export type Assessment = z.infer<typeof Assessment>;

const RISKS: readonly Risk[] = ['LOW', 'MED', 'HIGH'];
const GROUPS: readonly Group[] = ['local', 'cluster', 'cloud', 'external'];

export function worstRisk(risks: Iterable<Risk>): Risk {
    return RISKS[Math.max(0, ...[...risks].map(risk => RISKS.indexOf(risk)))];
}

export function farthestGroup(groups: Iterable<Group>): Group {
    return GROUPS[Math.max(0, ...[...groups].map(group => GROUPS.indexOf(group)))];
}
