/** What kinds of objects a kubectl call names, and which of them are secrets, access or containers of everything else. */
import { list } from '../verb-list';
import type { Word } from '../program';

export type KindClass = 'secret' | 'access' | 'namespace' | 'storage' | 'definition' | 'node' | 'other' | 'unknown';

/** Each kind with its plurals, short names and common misspellings that the API accepts. */
const CLASSES: readonly (readonly [KindClass, string])[] = [
    ['secret', 'secret, secrets'],
    ['access', `role, roles, rolebinding, rolebindings, clusterrole, clusterroles, clusterrolebinding, clusterrolebindings, networkpolicy, networkpolicies, netpol, csr,
        certificatesigningrequest, certificatesigningrequests, validatingwebhookconfiguration, validatingwebhookconfigurations, mutatingwebhookconfiguration, mutatingwebhookconfigurations,
        validatingadmissionpolicy, validatingadmissionpolicies, validatingadmissionpolicybinding, validatingadmissionpolicybindings, podsecuritypolicy, podsecuritypolicies, psp,
        authorizationpolicy, authorizationpolicies, peerauthentication, peerauthentications, requestauthentication, requestauthentications, ciliumnetworkpolicy, ciliumnetworkpolicies, cnp,
        ciliumclusterwidenetworkpolicy, ciliumclusterwidenetworkpolicies, ccnp, globalnetworkpolicy, globalnetworkpolicies, securitycontextconstraints, scc, iampolicy, iampolicies,
        iampolicymember, iampolicymembers, oauth, oauths, oauthclient, oauthclients, identity, identities, user, users, group, groups, clusterpolicy, clusterpolicies, cpol, serviceaccounttoken`],
    ['namespace', 'namespace, namespaces, ns, project, projects'],
    ['storage', `persistentvolume, persistentvolumes, pv, persistentvolumeclaim, persistentvolumeclaims, pvc, volumesnapshot, volumesnapshots, vs, volumesnapshotcontent, volumesnapshotcontents,
        statefulset, statefulsets, sts, storageclass, storageclasses, sc`],
    ['definition', 'customresourcedefinition, customresourcedefinitions, crd, crds, apiservice, apiservices'],
    ['node', 'node, nodes, no, machine, machines, machineset, machinesets']
];

const CLASS_OF: ReadonlyMap<string, KindClass> = new Map(CLASSES.flatMap(([kind, names]) => list(names).map(name => [name, kind] as const)));

/** A kind that a call names, with the word that names it. */
export interface NamedKind {
    readonly kind: string;
    readonly class: KindClass;
    readonly at: Word;
}

/** Reads `TYPE[,TYPE…] [NAME…]` and `TYPE/NAME …`. */
export function namedKinds(positionals: readonly Word[]): NamedKind[] {
    const [first, ...rest] = positionals;
    if (!first) {
        return [];
    }
    return slashed(first) ? [first, ...rest].filter(slashed).flatMap(kindsOfWord) : kindsOfWord(first);
}

export function classOfKind(kind: string): KindClass {
    return CLASS_OF.get(kind.toLowerCase().split('.')[0]) ?? 'other';
}

function slashed(word: Word): boolean {
    return word.prefix.includes('/');
}

function kindsOfWord(word: Word): NamedKind[] {
    if (word.value === undefined && !slashed(word)) {
        return [{ kind: word.shown, class: 'unknown', at: word }];
    }
    const kinds = slashed(word) ? word.prefix.slice(0, word.prefix.indexOf('/')) : word.value ?? '';
    return kinds.split(',').map(kind => ({ kind, class: classOfKind(kind), at: word }));
}
