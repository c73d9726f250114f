/** What kubectl's verbs do beyond their table: by the kinds they name, by payloads, by flags that widen or force. */
import { effect, isOn, list, prints } from '../verb-list';
import { namedKinds } from './kube-kinds';
import { showsSecretValues } from './secret-output';
import type { KindClass, NamedKind } from './kube-kinds';
import type { Call, Effect, Word } from '../program';

type Judge = (call: Call) => Effect[];

/** Effects beside the verb's own. */
export function judgeKubectl(call: Call, isWrite: boolean): { readonly effects: readonly Effect[] } {
    const own = Object.hasOwn(BY_VERB, call.verb) ? BY_VERB[call.verb] : BY_VERB[call.verb.split(' ')[0]];
    return { effects: [...own?.(call) ?? [], ...(isWrite ? judgeReach(call) : []), ...judgeIdentity(call, isWrite)] };
}

const BY_VERB: Readonly<Record<string, Judge>> = {
    get: judgeGet,
    delete: judgeDelete,
    patch: call => [...judgeTouched(call, 'patches'), ...judgePatch(call)],
    edit: call => judgeTouched(call, 'edits'),
    replace: call => call.has('--raw') ? [effect('HIGH', 'cluster', 'writes to a path of the API as it is', call.values('--raw')[0])] : [],
    create: call => call.has('--raw') ? [effect('HIGH', 'cluster', 'posts to a path of the API as it is', call.values('--raw')[0])] : [],
    label: judgeLabels,
    annotate: judgeLabels,
    attach: judgeTerminal,
    scale: judgeScale,
    taint: judgeTaint,
    exec: judgeExec,
    cp: judgeCopy,
    run: judgeRun,
    debug: judgeDebug,
    proxy: judgeListening,
    'port-forward': judgeListening,
    'set env': call => call.has('--resolve') ? [prints('HIGH', 'cluster', 'prints the values of secrets', call.values('--resolve')[0])] : [],
    'config view': call => isOn('--raw', call.flags) ? [prints('HIGH', 'local', 'prints the credentials of the kubeconfig')] : [],
    version: call => isOn('--client', call.flags) ? [] : [effect('LOW', 'cluster', 'asks the cluster for its version')],
    'config set': judgeConfigKey,
    'config unset': judgeConfigKey,
    'apply view-last-applied': call => namedKinds(call.positionals).filter(named => named.class === 'secret' || named.class === 'unknown').map(named => printsSecret(named))
};

function judgeGet(call: Call): Effect[] {
    const raw = call.values('--raw')[0];
    if (raw) {
        const path = raw.value ?? raw.prefix;
        return raw.value === undefined && !/^\/(readyz|livez|healthz|version|metrics)\b/.test(path) || /secrets|\/token|kubeconfig/i.test(path) ? [prints('HIGH', 'cluster', 'prints secrets straight from the API', raw)] : [];
    }
    if (!showsSecretValues(call)) {
        return [];
    }
    const named = call.positionals.length > 0 ? namedKinds(call.positionals) : call.values('-f', '--filename').filter(word => /secret/i.test(word.shown)).map(secretFile);
    return named.filter(kind => kind.class === 'secret' || kind.class === 'unknown').map(printsSecret);
}

function secretFile(at: Word): NamedKind {
    return { kind: 'secret', class: 'secret', at };
}

function printsSecret(named: NamedKind): Effect {
    return prints('HIGH', 'cluster', named.class === 'secret' ? 'prints the values of secrets' : `prints objects of a kind that the text does not fix (${named.kind}), secrets perhaps`, named.at);
}

const LOST: Readonly<Record<KindClass, string>> = {
    secret: 'deletes secrets',
    access: 'deletes access rules',
    namespace: 'deletes namespaces and all that is in them',
    storage: 'deletes stateful objects or volumes, and with them perhaps their data',
    definition: 'deletes resource definitions and every object of them',
    node: 'removes nodes from the cluster',
    other: 'deletes objects',
    unknown: 'deletes objects of a kind that the text does not fix'
};

function judgeDelete(call: Call): Effect[] {
    return namedKinds(call.positionals).filter(named => named.class !== 'other').map(named => effect('HIGH', 'cluster', LOST[named.class], named.at));
}

function judgeTouched(call: Call, does: string): Effect[] {
    const access = call.positionals.find(word => /(^|\/)aws-auth$/.test(word.shown));
    return [
        ...namedKinds(call.positionals).filter(named => named.class === 'secret' || named.class === 'access' || /^(sa|serviceaccounts?)$/i.test(named.kind)).map(named => effect('HIGH', 'cluster', `${does} ${named.class === 'secret' ? 'secrets' : 'access rules'}`, named.at)),
        ...access ? [effect('HIGH', 'cluster', `${does} who may enter the cluster`, access)] : []
    ];
}

const DANGEROUS_PATCHES: readonly (readonly [RegExp, string])[] = [
    [/"?\bfinalizers"?\s*:\s*(null|\[\s*\])|\/metadata\/finalizers/, 'takes away finalizers, and so lets objects vanish before they are cleaned up'],
    [/"?\breplicas"?\s*:\s*0\b|\/spec\/replicas"\s*,\s*"?value"?\s*:\s*0\b/, 'scales to zero'],
    [/"?\bprivileged"?\s*:\s*true|"?\bhost(PID|Network|IPC)"?\s*:\s*true|"?hostPath"?\s*:/, 'gives containers the powers of their node'],
    [/"?\bserviceAccount(Name)?"?\s*:/, 'changes as whom pods act'],
    [/"?\breclaimPolicy"?\s*:\s*"?Delete|"?\bpersistentVolumeReclaimPolicy"?\s*:\s*"?Delete/, 'lets data be deleted with its claim']
];

function judgePatch(call: Call): Effect[] {
    return call.values('-p', '--patch').flatMap(word => DANGEROUS_PATCHES.filter(([pattern]) => pattern.test(word.shown)).map(([, message]) => effect('HIGH', 'cluster', message, word)));
}

/** Pod security is switched by labels of namespaces, and a role in a cloud is given by an annotation. */
function judgeLabels(call: Call): Effect[] {
    return [
        ...call.positionals.filter(word => word.prefix.startsWith('pod-security.kubernetes.io/')).map(word => effect('HIGH', 'cluster', 'changes what pods are allowed to do', word)),
        ...call.positionals.filter(word => /^(eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/|azure\.workload\.identity\/)/.test(word.prefix)).map(word => effect('HIGH', 'cluster', 'changes what pods may do in the cloud', word))
    ];
}

/** Typing into a pod is not assessed. */
function judgeTerminal(call: Call): Effect[] {
    return call.has('-i', '--stdin', '-t', '--tty') ? [effect('HIGH', 'cluster', 'lets a person type into a pod, which is not assessed')] : [];
}

function judgeScale(call: Call): Effect[] {
    const replicas = call.values('--replicas').at(-1);
    if (!replicas || replicas.value !== undefined && Number(replicas.value) !== 0) {
        return [];
    }
    return [effect('HIGH', 'cluster', replicas.value === undefined ? 'scales to a number that the text does not fix, zero perhaps' : 'scales to zero', replicas)];
}

function judgeTaint(call: Call): Effect[] {
    const taints = call.positionals.filter(word => /[:=]/.test(word.shown) && !word.shown.endsWith('-'));
    return taints.filter(word => word.value === undefined ? !/:(NoSchedule|PreferNoSchedule)$/.test(word.shown) : word.value.endsWith(':NoExecute'))
        .map(word => effect('HIGH', 'cluster', 'evicts the pods that do not tolerate the taint', word));
}

const MOUNTED_SECRETS = /\/(var\/)?run\/secrets\b/;

function judgeExec(call: Call): Effect[] {
    const secret = call.positionals.slice(1).find(word => MOUNTED_SECRETS.test(word.shown));
    return secret ? [prints('HIGH', 'cluster', 'reaches the secrets that are mounted into the container', secret)] : [];
}

function judgeCopy(call: Call): Effect[] {
    return call.positionals.filter(word => MOUNTED_SECRETS.test(word.shown)).map(word => effect('HIGH', 'cluster', 'copies the secrets that are mounted into the container', word));
}

function judgeRun(call: Call): Effect[] {
    return call.values('--overrides').filter(word => word.value === undefined || /privileged|host(PID|Network|IPC|Path)/.test(word.value))
        .map(word => effect('HIGH', 'cluster', 'runs a container with the powers of its node', word));
}

function judgeDebug(call: Call): Effect[] {
    const node = namedKinds(call.positionals.slice(0, 1)).find(named => named.class === 'node');
    return [
        ...(node ? [effect('HIGH', 'cluster', 'opens a privileged container on a node', node.at)] : []),
        ...call.values('--profile').filter(word => word.value === 'sysadmin' || word.value === 'netadmin').map(word => effect('HIGH', 'cluster', 'debugs with the powers of the node', word)),
        ...(call.afterDashes ? [] : judgeTerminal(call)),
        ...(isOn('--replace', call.flags) ? [effect('HIGH', 'cluster', 'deletes the pod that it copies')] : [])
    ];
}

function judgeListening(call: Call): Effect[] {
    const open = [...call.values('--address').filter(word => list(word.value ?? '?').some(address => !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(address))), ...call.values('--accept-hosts')];
    return open.slice(0, 1).map(word => effect('HIGH', 'cluster', 'lets other machines reach the cluster through this one', word));
}

function judgeConfigKey(call: Call): Effect[] {
    const key = call.positionals[0];
    if (!key) {
        return [];
    }
    const dangerous = call.verb === 'config unset' ? /^(users|clusters|contexts)\b|^\W/ : /^users\.|insecure-skip|token|password|client-key|\.exec\b/;
    return key.value === undefined || dangerous.test(key.value) ? [effect('HIGH', 'local', 'changes how clusters are reached, and as whom', key)] : [];
}

const EVERYTHING: readonly string[] = ['--all', '-A', '--all-namespaces'];

function judgeReach(call: Call): Effect[] {
    const wide = EVERYTHING.filter(flag => isOn(flag, call.flags) || flag === '-A' && call.has('-A'));
    return wide.slice(0, 1).map(flag => effect('HIGH', 'cluster', flag === '--all' ? 'reaches all objects of the kind' : 'reaches every namespace', call.flags.find(word => word.prefix.startsWith(flag))));
}

/** Asking what another identity may do (`auth can-i --as`) is the ordinary use. */
function judgeIdentity(call: Call, isWrite: boolean): Effect[] {
    const word = call.values('--as', '--as-group', '--as-uid')[0];
    return word && !call.verb.startsWith('auth ') ? [effect(isWrite ? 'HIGH' : 'MED', 'cluster', 'acts as another identity', word)] : [];
}
