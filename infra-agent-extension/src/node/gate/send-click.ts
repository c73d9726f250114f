/** What a click on Send says. It comes over the wire, so it is parsed; whatever else it holds is left behind. */
import { z } from 'zod';
import { ApprovalWay } from '../../common/conductor/events';

/** Longer than any that is minted. */
const LONGEST_KEY = 200;

export const SendClick = z.object({
    key: z.string().min(1).max(LONGEST_KEY),
    /** The digest that the person saw. */
    digest: z.string().max(200),
    way: ApprovalWay,
    /** What the person typed, for HIGH. */
    typed: z.string().max(10_000).optional(),
    ticked: z.array(z.int().min(0)).max(10_000).readonly()
}).readonly();
export type SendClick = Readonly<z.infer<typeof SendClick>>;

/** What the journal calls a request's key, which may be no key at all. */
export function namedKey(key: unknown): string {
    return typeof key === 'string' && key !== '' ? key.slice(0, LONGEST_KEY) : '(none)';
}

export function isKey(key: unknown): key is string {
    return key === namedKey(key);
}
