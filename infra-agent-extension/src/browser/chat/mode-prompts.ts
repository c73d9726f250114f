/** The modes in their order, and the message that asks for a repair. */
import type { Mode } from '../../common/ops/operation';
import { fenced } from '../../common/ops/write-ops-block';

export const MODES: readonly Mode[] = ['design', 'implement', 'review', 'test'];
export const DEFAULT_MODE: Mode = 'implement';

/** The mode after this one; the last is followed by the first, since any can be re-entered. */
export function nextMode(mode: Mode): Mode {
    return MODES[(MODES.indexOf(mode) + 1) % MODES.length];
}

/** What a model is asked of a block that does not parse. It is about that block alone, so nothing is derived for it. */
export function repairPrompt(source: string, { problem, line, column }: { readonly problem: string; readonly line: number; readonly column: number }): string {
    return `Repair this ops block. It does not parse, line ${line}, column ${column}: ${problem}\nAnswer with the whole block, and change nothing else in it.\n\n${fenced('ops', source)}`;
}
