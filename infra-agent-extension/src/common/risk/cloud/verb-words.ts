/**
 * Providers have thousands of verbs, named alike: `list-…`, `create-…`, `delete-…`. This reads the verb's words and the path before it.
 * It knows no provider; a table adds exact verbs for what is named unlike it acts.
 */
import { soundsDestructive } from '../judge-call';
import { effect, prints } from '../verb-list';
import type { Effect, Word } from '../program';
import type { Group, Risk } from '../../ops/operation';

export type VerbClass = 'read' | 'change' | 'destroy';

const READS = new Set(`describe list get head lookup search query scan select detect count check preview simulate estimate verify view wait is contains filter discover retrieve calculate compare analyze
    recognize translate classify render decode geocode autocomplete suggest predict forecast rerank show exists ls cat stat du diff info status validate history find metadata help read tail logs log watch
    what whoami version fetch explain troubleshoot top inspect display print monitor download hash resolve locate summarize ping dig trace events usage browse current available plan features sizes regions metrics diagnose`.split(/\s+/));

const DESTROYS = new Set(`delete del prune terminate remove rm deregister unregister disable stop reset revoke detach disassociate dissociate cancel purge reboot restore rollback failover abort deprovision release
    unassign reject disconnect drain deny discard erase flush expire forget destroy evict shutdown switchover withdraw restart transfer leave unshare deauthorize undeploy dispose override promote rotate redact
    backtrack unlink deactivate suspend close assume authorize purchase force decommission kill wipe nuke clear reimage rebuild deallocate redeploy generalize regenerate power poweroff off halt demote abandon
    recreate swap truncate drop uninstall unpublish seek decrypt takeover retire destroyed obliterate trash rollback-to relinquish unmanage evacuate shelve resetstate hardreset permanently
    reimport unprovision unenroll cleanup revert inject unpin reduce decrease unpeer exit quarantine deny reencrypt break`.split(/\s+/));

const CHANGES = new Set(`create update put start tag untag associate modify add enable register send set import accept export copy attach test generate execute invoke publish resume complete submit activate
    upload apply confirm post notify request merge allocate upgrade retry change initiate provision evaluate pause configure run deprecate invite subscribe respond assign move mv cp sync rsync open connect
    install patch edit replace upsert insert write deploy undelete resize scale migrate convert label rename clone enroll install join login logout use select switch init new make mk snapshot backup save lock
    unlock approve exec ssh scp attach mount bind unbind link grant sign share schedule trigger rerun reschedule perform signal record commit push build extend increase renew begin finish launch unsubscribe load
    unload mark ack acknowledge archive unarchive instantiate populate prepare recover repair reserve restore-from expose allow mutate replicate resync refresh process distribute establish ingest re resend initialize encrypt mutate continue claim peer opt decline receive poll redrive reload synchronize setup checkout index enter unmonitor issue exchange dismiss enforce invalidate expand seed star unstar advance call relocate compose buffer reinstall deidentify`.split(/\s+/));

/** These say how many, or who; the next word says what. */
const LEADING = new Set(['batch', 'bulk', 'multi', 'async', 'direct', 'stream', 'global', 'transact', 'admin']);

/** By the first word of `describe-instances`, or the second of `batch-get-image`. */
export function classOfVerb(verb: string): VerbClass | undefined {
    const [first, second] = verb.toLowerCase().split(/[-_]/);
    const word = LEADING.has(first) && second ? second : first;
    return DESTROYS.has(word) ? 'destroy' : CHANGES.has(word) ? 'change' : READS.has(word) ? 'read' : undefined;
}

/** Names of what decides who may do what, where names point, or what is secret. */
const SENSITIVE_NAMES = `iam rbac polic(y|ies) roles? permissions? grants? acls? firewalls? firewall-\S+ security-groups? nsg nacl dns dnssec private-dns hosted-zones? record-?sets? records managed-zones route53\w* domain-names?
    secrets? secretsmanager kms keyvault key-?vault api-keys? access-keys? ssh-keys? sshkey key-?rings? key-?pairs? keys? passwords? passwd credentials? tokens? access-configs? access-entr(y|ies) access-context-manager
    service-accounts? service-principals? principals? users? memberships? identit(y|ies) identitystore workload-identity-pools sso sso-admin oauth oidc saml mfa login-profile trust public-access public-access-block
    waf\w* organizations org-policies resource-record-sets authorized-networks sas lakeformation entitlements? ram fms rolesanywhere cognito-idp acm-pca cloudhsm\w* authorization-rules? serial-console lifecycle\S* registrations iap address-groups url-lists`;
const SENSITIVE = new RegExp(`(^|[- ])(${SENSITIVE_NAMES.trim().split(/\s+/).join('|')})($|[-: ])`);

/** Policies that decide when and how, not who; keys that only find a value. */
const HARMLESS_NAMES = /\b(scaling|autoscaling|retention|cache|origin-request|response-headers|continuous-deployment|backup|index|snapshot|ssl|alert|alerting|resource(?=-policies\b)|metering|replication|schedule|placement|disk)-polic(y|ies)\b|\bmonitoring policies\b|\bkey-value-stores?\b|\bpublic-keys?\b|\bdomain-name-system\b/g;

export function isSensitive(text: string): boolean {
    return SENSITIVE.test(text.replace(HARMLESS_NAMES, ''));
}

/** Reads whose answer is a secret, by name. */
export const SECRET_READS = /(^|-)(credentials?|passwords?|secret-values?|secret-string|access-tokens?|read-tokens?|read-write-tokens?|auth-tokens?|login-tokens?|authorization-tokens?|session-tokens?|federation-tokens?|bearer-tokens?|open-id-tokens?|keys-list|list-keys|private-keys?|key-string|auth-string|connection-strings?|access-details|master-user-password|data-key\S*|sas|kubeconfig|admin-kubeconfig)($|-)/;

/** Groups of objects whose names begin like verbs: `tag-templates create`, `logs read`. */
const NOUNS = /^(logs|regions|features|sizes|plans|events|metrics|runs|builds|deploys|ssh-keys|import-jobs|snapshot-settings|release-channel-settings|test|(backup|patch|tag|metadata|resize|record|deploy|index)-[a-z-]*[a-z]s)$/;

/** Where the verb stands among the words of a call: the first that reads like one, but for nouns that a verb follows. */
export function findVerbWord(words: readonly string[], from: number): number {
    const at = words.findIndex((word, i) => i >= from && classOfVerb(word) !== undefined && !NOUNS.test(word));
    return at >= 0 ? at : words.findIndex((word, i) => i >= from && classOfVerb(word) !== undefined);
}

export interface Reading {
    readonly risk: Risk;
    readonly message: string;
    readonly reads: boolean;
}

/** What a verb does behind its path, such as `compute firewall-rules` + `create`. Unknown verbs are MED, or HIGH by their sound. */
export function readVerb(path: string, verb: string): Reading {
    const kind = classOfVerb(verb);
    if (kind === 'read') {
        return SECRET_READS.test(verb) ? { risk: 'HIGH', reads: true, message: `prints credentials (${verb})` } : { risk: 'LOW', reads: true, message: 'reads the cloud' };
    }
    if (isTagging(verb)) {
        return { risk: 'MED', reads: false, message: `changes tags (${verb})` };
    }
    if (kind === 'destroy') {
        return { risk: 'HIGH', reads: false, message: GRAVE.test(verb) ? `grants, buys or forces (${verb})` : `deletes, stops or takes away (${verb})` };
    }
    const whole = path === '' ? verb : `${path} ${verb}`;
    if (isSensitive(whole)) {
        return { risk: 'HIGH', reads: false, message: `changes access, names or secrets (${whole})` };
    }
    if (kind === 'change') {
        return { risk: 'MED', reads: false, message: `changes the cloud (${verb})` };
    }
    return soundsDestructive(whole)
        ? { risk: 'HIGH', reads: false, message: `is a verb that is not known, and whose name says that it destroys (${whole})` }
        : { risk: 'MED', reads: false, message: `is a verb that is not known (${whole})` };
}

/** Of the destroying class by what they commit to, not by what they take away. */
const GRAVE = /^(authorize|purchase|assume|force|override|promote|transfer)\b/;

export function effectOfReading(reading: Reading, group: Group, at?: Word): Effect {
    return reading.reads ? prints(reading.risk, group, reading.message, at) : effect(reading.risk, group, reading.message, at);
}

function isTagging(verb: string): boolean {
    return /^(tag|untag|tag-\S+|untag-\S+|add-tags?(-\S+)?|remove-tags?(-\S+)?|add-labels|remove-labels|label|(create|delete|change)-tags(-\S+)?)$/.test(verb);
}
