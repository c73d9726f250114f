/** kubectx and kubens: without a name they list, with one they switch, with `-d` they delete. */
import { effect } from '../verb-list';
import type { Call, Effect } from '../program';

export function judgeSwitch(call: Call): { readonly effects: readonly Effect[]; readonly replaces: true } {
    return { effects: [switching(call)], replaces: true };
}

function switching(call: Call): Effect {
    if (call.has('-d')) {
        return effect('HIGH', 'local', 'removes contexts from the kubeconfig', call.values('-d')[0]);
    }
    const names = [...call.positionals, ...call.words.filter(word => word.value === '-')];
    return names.length === 0 && !call.has('-u', '--unset')
        ? effect('LOW', 'local', 'lists contexts or namespaces')
        : effect('MED', 'local', 'changes which cluster or namespace later calls reach', names[0]);
}
