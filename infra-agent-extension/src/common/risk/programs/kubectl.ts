/** kubectl, under its common names, with the plugins that engineers have. */
import { judgeKubectl } from '../kube/judge-kubectl';
import { innerOfKubectl, KUBECTL_VALUE_FLAGS } from '../kube/inner-kubectl';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, kubeTarget } from '../kube/kube-access';
import { judgeSwitch } from '../kube/switch-context';
import { high, list, low, med, spelled } from '../verb-list';
import type { Call, ProgramTable, Verb, Word } from '../program';

const verbs: Readonly<Record<string, Verb>> = {
    ...low('get, describe, events, logs, top, top node, top pod, explain, api-resources, api-versions, cluster-info, cluster-info dump, wait, diff', 'reads the cluster'),
    ...low('auth can-i, auth whoami, rollout status, rollout history, apply view-last-applied', 'reads the cluster'),
    ...low('version, options, completion, plugin list, config view, config current-context, config get-contexts, config get-clusters, config get-users', 'reads this machine', { group: 'local' }),
    ...low('kustomize', 'renders manifests', { group: 'local' }),
    ...low('exec', 'starts a command in a container', { writes: false }),

    ...med('apply', 'creates or changes objects', { inverse: 'apply what was there before, or delete what is new' }),
    ...med('create, create namespace, create deployment, create job, create cronjob, create configmap, create service, create ingress, create quota, create poddisruptionbudget, create priorityclass, create serviceaccount', 'creates objects', { inverse: 'delete' }),
    ...med('run', 'starts a pod', { inverse: 'delete pod' }),
    ...med('expose', 'creates a service', { inverse: 'delete service' }),
    ...med('autoscale', 'creates an autoscaler', { inverse: 'delete hpa' }),
    ...med('scale', 'changes the number of replicas', { inverse: 'scale with the previous number' }),
    ...med('patch, edit, apply edit-last-applied, apply set-last-applied, set image, set env, set resources, set selector', 'changes objects', { inverse: 'apply what was there before' }),
    ...med('replace', 'replaces objects', { inverse: 'replace by what was there before' }),
    ...med('label, annotate', 'changes labels or annotations', { inverse: 'the same with the previous values' }),
    ...med('rollout restart', 'restarts pods, one after another', { inverse: 'none' }),
    ...med('rollout undo', 'returns to an earlier revision', { inverse: 'rollout undo' }),
    ...med('rollout pause', 'holds a rollout', { inverse: 'rollout resume' }),
    ...med('rollout resume', 'lets a rollout go on', { inverse: 'rollout pause' }),
    ...med('cordon', 'keeps new pods off a node', { inverse: 'uncordon' }),
    ...med('uncordon', 'lets pods onto a node', { inverse: 'cordon' }),
    ...med('taint', 'changes what pods a node takes', { inverse: 'taint with a trailing minus' }),
    ...med('cp', 'copies files to or from a container', { inverse: 'none' }),
    ...med('attach, debug', 'enters a running pod', { inverse: 'none' }),
    ...med('port-forward, proxy', 'opens a port of this machine to the cluster', { inverse: 'ending it' }),
    ...med('config use-context, config set-context, config set-cluster, config set, config unset, config rename-context', 'changes the kubeconfig', { group: 'local', inverse: 'the same with the previous value' }),

    ...high('delete', 'deletes objects'),
    ...high('drain', 'evicts the pods of a node', { inverse: 'uncordon, once the pods run elsewhere' }),
    ...high('create secret', 'creates a secret', { inverse: 'delete secret' }),
    ...high('create token', 'prints a new credential', { writes: false }),
    ...high('create role, create rolebinding, create clusterrole, create clusterrolebinding', 'grants access', { inverse: 'delete' }),
    ...high('auth reconcile, set subject, set serviceaccount, certificate approve, certificate deny', 'changes access'),
    ...high('config set-credentials', 'stores credentials', { group: 'local', inverse: 'config delete-user' }),
    ...high('config delete-context, config delete-cluster, config delete-user', 'removes the way to a cluster from the kubeconfig', { group: 'local' }),

    // Plugins that engineers have installed.
    ...low('neat, tree, images, who-can, access-matrix, rbac-lookup, resource-capacity, df-pv, stern, tail, ktop, lineage, outdated, get-all, deprecations, view-allocations, view-utilization, blame, fields, score, kubesec-scan, cnpg status, hns tree', 'reads the cluster'),
    ...low('krew list, krew search, krew info, krew version', 'reads this machine', { group: 'local' }),
    ...med('krew install, krew update, krew upgrade, krew uninstall', 'changes which plugins are installed', { group: 'local', inverse: 'krew uninstall, krew install' }),
    ...med('ctx, ns', 'changes which cluster or namespace later calls reach', { group: 'local', inverse: 'the same with the previous name' }),
    ...low('argo rollouts get, argo rollouts list, argo rollouts status, argo rollouts version, argo rollouts lint', 'reads the cluster'),
    ...med('argo rollouts set, argo rollouts promote, argo rollouts pause, argo rollouts retry, argo rollouts restart, argo rollouts create', 'moves a rollout', { inverse: 'argo rollouts undo' }),
    ...high('argo rollouts abort, argo rollouts undo, argo rollouts terminate', 'breaks off a rollout'),
    ...high('node-shell', 'opens a privileged container on a node')
};

const DRY_RUN_VERBS = `apply, create, create namespace, create deployment, create job, create cronjob, create configmap, create service, create ingress, create quota, create poddisruptionbudget,
    create priorityclass, create serviceaccount, create secret, create role, create rolebinding, create clusterrole, create clusterrolebinding, run, expose, autoscale, scale, patch, replace, label,
    annotate, set image, set env, set resources, set selector, set subject, set serviceaccount, rollout undo, cordon, uncordon, taint, delete, drain, auth reconcile, apply set-last-applied`;

export const program: ProgramTable = {
    names: ['kubectl', 'k', 'kubecolor', 'microk8s.kubectl'],
    group: 'cluster',
    valueFlags: KUBECTL_VALUE_FLAGS,
    verbs,
    aliases: {
        ...spelled('create namespace', 'create ns'), ...spelled('create deployment', 'create deploy'), ...spelled('create configmap', 'create cm'), ...spelled('create serviceaccount', 'create sa'),
        ...spelled('create service', 'create svc'), ...spelled('create ingress', 'create ing'), ...spelled('create cronjob', 'create cj'), ...spelled('create quota', 'create resourcequota'),
        ...spelled('create poddisruptionbudget', 'create pdb'), ...spelled('create priorityclass', 'create pc'), ...spelled('set serviceaccount', 'set sa'), ...spelled('config use-context', 'config use'),
        ...spelled('top node', 'top nodes, top no'), ...spelled('top pod', 'top pods, top po'), ...spelled('cluster-info', 'clusterinfo'), ...spelled('logs', 'log'), ...spelled('events', 'event, ev'),
        ...spelled('replace', 'update'), ...spelled('scale', 'resize'), ...spelled('cnpg status', 'cnp status')
    },
    flagRules: [
        { flags: ['--force'], verbs: ['apply', 'replace', 'delete', 'drain'], risk: 'HIGH', message: 'forces: deletes at once what it cannot change' },
        { flags: ['--force-conflicts'], risk: 'HIGH', message: 'takes fields over from their owners by force' },
        { flags: ['--prune'], verbs: ['apply'], risk: 'HIGH', message: 'deletes whatever the manifests no longer name' },
        { flags: ['--grace-period'], values: ['0'], risk: 'HIGH', message: 'kills without a grace period' },
        { flags: ['--now'], verbs: ['delete'], risk: 'HIGH', message: 'kills after one second' },
        { flags: ['--disable-eviction', '--delete-emptydir-data', '--delete-local-data'], verbs: ['drain'], risk: 'HIGH', message: 'deletes pods with their local data or past their disruption budgets' },
        { flags: ['--privileged'], verbs: ['run'], risk: 'HIGH', message: 'runs a container with the powers of its node' },
        { flags: ['--insecure-skip-tls-verify'], verbs: ['config set-cluster'], risk: 'HIGH', message: 'has later calls trust whatever server answers' },
        { flags: ['--insecure-skip-tls-verify'], risk: 'MED', writes: false, message: 'does not check whom it talks to' },
        { flags: ['--enable-helm', '--enable-alpha-plugins'], verbs: ['kustomize'], risk: 'MED', message: 'runs helm or plugins while rendering' }
    ],
    dryRun: [
        { flag: '--dry-run', values: ['', 'client', 'server', 'true', 'unchanged'], verbs: list(DRY_RUN_VERBS) },
        { flag: '--local', values: ['', 'true'], verbs: list('label, annotate, patch, set image, set env, set resources, set selector, set subject, set serviceaccount') },
        { flag: '--list', values: ['', 'true'], verbs: list('label, annotate, set env') }
    ],
    helpFlags: ['--help', '-h'],
    judge: call => call.verb === 'ctx' || call.verb === 'ns' ? judgeSwitch(call) : judgeKubectl(call, changes(call)),
    inner: innerOfKubectl,
    writesTo: call => call.verb === 'cp' ? call.positionals.slice(1, 2).filter(isLocalPath) : call.values('--output-directory', '--profile-output'),
    reads: call => call.verb === 'cp' ? call.positionals.slice(0, 1).filter(isLocalPath) : [],
    target: kubeTarget('--context', '--cluster'),
    environment: [...KUBE_ENVIRONMENT, 'KUBERC', 'KUBECTL_EXTERNAL_DIFF', 'KUBE_EDITOR', 'EDITOR', 'VISUAL'],
    dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'KUBECTL_EXTERNAL_DIFF', 'KUBE_EDITOR', 'KREW_ROOT']
};

function changes(call: Call): boolean {
    const verb = Object.hasOwn(verbs, call.verb) ? verbs[call.verb] : undefined;
    return verb ? verb.risk !== 'LOW' : call.firstWord !== undefined;
}

/** `POD:/path` and `NAMESPACE/POD:/path` are remote; `-` is a stream. */
function isLocalPath(word: Word): boolean {
    return word.shown !== '-' && (!word.shown.includes(':') || /^[./~]/.test(word.shown));
}
