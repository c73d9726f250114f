/** Substitutions that hide in a value, which bash runs where it takes the value for an index, a number, a name or a prompt. They are reported, and followed as far as they can be read. */
import { parseShell } from './parse-shell';
import type { Ctx } from './run';
import { computedSource } from './source';
import type { Place } from './source';
import { fork } from './state';
import type { State } from './state';

/** When it runs, and so what it leaves behind, is not known: nothing that it sets is kept. */
export function runHidden(ctx: Ctx, state: State, fixed: string, { message, place }: { readonly message: string; readonly place: Place }): void {
    if (!/\$\(|`/.test(fixed)) {
        return;
    }
    ctx.run.host.trouble({ kind: 'computed-code', message, place });
    const code = `: <<hidden-code\n${fixed}\nhidden-code`;
    const parsed = parseShell(code);
    if (parsed.problems.length === 0) {
        ctx.run.evaluator.text({ ...ctx, captures: false }, fork(state), computedSource(ctx.source, code, parsed, place));
    }
}
