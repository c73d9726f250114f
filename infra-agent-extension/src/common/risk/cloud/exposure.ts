/** Words that open something to everyone, and flags that bring something down to nothing, whatever the provider. */
import { effect } from '../verb-list';
import type { Call, Effect, Word } from '../program';
import type { Group } from '../../ops/operation';

const PUBLIC: readonly (readonly [RegExp, string])[] = [
    [/(^|[^\d.])0\.0\.0\.0\/0($|\D)|(^|[^\w:])::\/0/, 'opens it to every address'],
    [/\b(allUsers|allAuthenticatedUsers)\b/, 'opens it to everyone'],
    [/^(--[\w-]+=)?(public-read|public-read-write|publicRead|publicReadWrite|authenticated-read)$/, 'opens it to everyone'],
    [/^--(allow-unauthenticated|publicly-accessible|allow-blob-public-access(=true)?|public-access=(blob|container)|no-require-ssl|no-public-access-prevention|no-pap|public-read)$/, 'opens it to everyone'],
    [/^--no-(deletion-protection|enable-deletion-protection|termination-protection|enable-termination-protection|disable-api-termination)$/, 'takes away what keeps it from being deleted'],
    [/^--(no-deletion-protection-enabled|disable-(workload-identity|shielded-nodes|network-policy|private-nodes|rbac|local-accounts=false|encryption|ssl|tls|https-only)|no-enable-(dns-support|encryption|logging|ssl))\b/, 'takes a protection away'],
    [/"Principal"\s*:\s*("\*"|\{\s*"AWS"\s*:\s*"\*")/, 'opens it to everyone']
];

/** A route to everywhere is how a network reaches out, and opens nothing. */
const ROUTES = /^(\w+-)?(routes?|route-table)(-\w+)?$/;

/** For calls that write. */
export function exposures(call: Call, group: Group): Effect[] {
    const rules = call.words.slice(0, 6).some(word => ROUTES.test(word.shown)) ? PUBLIC.slice(1) : PUBLIC;
    return call.words.flatMap(word => rules.filter(([pattern]) => pattern.test(word.shown)).map(([, message]) => effect('HIGH', group, message, word))).slice(0, 1);
}

/** A size that is zero, or that the text does not fix. */
export function scalesToZero(words: readonly Word[], group: Group): Effect[] {
    return words.filter(word => word.value === undefined || /^0+%?$/.test(word.value))
        .map(word => effect('HIGH', group, word.value === undefined ? 'scales to a number that the text does not fix, zero perhaps' : 'scales to zero', word));
}
