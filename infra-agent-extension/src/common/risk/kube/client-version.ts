/** `version --client` asks no cluster. */
import { prints } from '../verb-list';
import type { Call, Effect } from '../program';

/** What such a call does, instead of anything else; nothing for other calls. `flag` may name its value: `--remote=false`. */
export function clientVersion(call: Call, flag: string): { readonly effects: readonly Effect[]; readonly replaces: true } | undefined {
    const [name, value = 'true'] = flag.split('=');
    const given = call.values(name);
    const last = given[given.length - 1];
    const isGiven = last !== undefined && (last.value === name || last.value === flag || last.value === value);
    return call.verb === 'version' && isGiven ? { replaces: true, effects: [prints('LOW', 'local', 'shows the version of the program', last)] } : undefined;
}
