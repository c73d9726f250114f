/** Runs what prints into a file, and tells the host what it printed. */
import type { ResolvedRedirect } from './host';
import { derive } from './run';
import type { Ctx } from './run';
import { getSlot, setSlot } from './state';
import type { Changes, State } from './state';
import { EMPTY } from './value';

export function intoFiles(ctx: Ctx, state: State, redirects: readonly ResolvedRedirect[], body: (ctx: Ctx) => void): void {
    const files = redirects.filter(redirect => redirect.operator !== '<' && (redirect.descriptor === undefined || redirect.descriptor === 1));
    if (files.length === 0) {
        return body(ctx);
    }
    const before = getSlot(state, 'out');
    const exits: Changes[] = [];
    setSlot(state, 'out', EMPTY);
    body(derive(ctx, { captures: true, shell: { base: ctx.shell.base, exits } }));
    const cwd = getSlot(state, 'cwd');
    const content = getSlot(state, 'out');
    files.forEach(redirect => ctx.run.host.wrote(redirect, content, cwd));
    setSlot(state, 'out', before);
    ctx.shell.exits.push(...exits.map(changes => new Map(changes).set('out', before)));
}
