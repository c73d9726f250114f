/** Helm: charts into a cluster. What a chart of the repository holds is the evaluator's to look through. */
import { isRemote, splitAtCommas } from '../kube/inner-kubectl';
import { impersonates, KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, kubeTarget } from '../kube/kube-access';
import { effect, high, list, low, med, spelled } from '../verb-list';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';

const verbs = {
    ...low('list, status, history, get, get notes, get hooks, get metadata, get values, get manifest, get all, diff, diff upgrade, diff revision, diff rollback, diff release', 'reads releases'),
    ...low('template, lint', 'renders a chart', { group: 'local' }),
    ...low('show, show all, show chart, show values, show readme, show crds, search, search repo, repo list, plugin list, dependency list, env, version, completion, verify, schema-gen, unittest, docs', 'reads charts and settings', { group: 'local' }),
    ...low('search hub', 'asks a registry of charts', { group: 'external' }),
    ...low('create, package', 'writes a chart in the workspace', { group: 'local', writes: true }),

    ...med('install', 'installs a release', { inverse: 'uninstall' }),
    ...med('upgrade', 'upgrades a release', { inverse: 'rollback' }),
    ...med('rollback', 'returns to an earlier release', { inverse: 'rollback' }),
    ...med('test', 'runs the tests of a release in the cluster', { inverse: 'none' }),
    ...med('mapkubeapis', 'rewrites the stored release', { inverse: 'none' }),
    ...med('repo add, repo update, repo remove, repo index', 'changes which chart repositories are known', { group: 'local', inverse: 'repo add, repo remove' }),
    ...med('pull, dependency build, dependency update', 'downloads charts', { group: 'local', inverse: 'deleting it' }),
    ...med('plugin install, plugin update', 'downloads code that helm will run', { group: 'local', inverse: 'plugin uninstall' }),
    ...med('plugin uninstall', 'removes a plugin', { group: 'local', inverse: 'plugin install' }),
    ...med('registry login, registry logout', 'changes the credentials for a registry', { group: 'external', inverse: 'registry logout, registry login' }),
    ...med('push, cm-push, s3 push, gcs push', 'publishes a chart', { group: 'external', inverse: 'none' }),

    ...high('uninstall', 'deletes a release and all its objects'),
    ...high('s3 delete, gcs rm', 'deletes a published chart', { group: 'external' }),
    ...high('secrets decrypt, secrets view, secrets edit', 'prints decrypted secrets', { group: 'local' })
};

export const program: ProgramTable = {
    names: ['helm', 'helm3'],
    group: 'cluster',
    valueFlags: [
        '-n', '--namespace', '--kube-context', '--kubeconfig', '--kube-apiserver', '--kube-as-user', '--kube-as-group', '--kube-token', '--kube-ca-file', '--kube-tls-server-name', '--burst-limit', '--qps',
        '--registry-config', '--repository-cache', '--repository-config', '--content-cache', '-f', '--values', '--set', '--set-string', '--set-file', '--set-json', '--set-literal', '--version', '--repo',
        '--timeout', '--history-max', '--max', '--description', '-o', '--output', '--output-dir', '--post-renderer', '--post-renderer-args', '--username', '--password', '-u', '-p', '--ca-file',
        '--cert-file', '--key-file', '--keyring', '--revision', '--filter', '--name-template', '-d', '--destination', '--untardir', '--app-version', '--key', '-s', '--show-only', '-l', '--selector',
        '--labels', '--offset', '--kube-version', '-a', '--api-versions', '--passphrase-file', '--url', '--merge', '--starter', '--cascade', '--max-col-width', '-c', '--chart'
    ],
    verbs,
    aliases: {
        ...spelled('uninstall', 'del, delete, un'), ...spelled('list', 'ls'), ...spelled('history', 'hist'), ...spelled('repo remove', 'repo rm'), ...spelled('repo update', 'repo up'), ...spelled('repo list', 'repo ls'),
        ...spelled('show', 'inspect'), ...spelled('show all', 'show'), ...spelled('dependency build', 'dep build, dependencies build'), ...spelled('dependency update', 'dep update, dep up, dependencies update, dependency up'),
        ...spelled('dependency list', 'dep list, dep ls, dependency ls, dependencies list'), ...spelled('pull', 'fetch'), ...spelled('plugin uninstall', 'plugin remove, plugin rm'), ...spelled('plugin list', 'plugin ls'),
        ...spelled('plugin install', 'plugin add'), ...spelled('plugin update', 'plugin up'), ...spelled('secrets decrypt', 'secrets dec'), ...spelled('install', 'secrets install'), ...spelled('upgrade', 'secrets upgrade'),
        ...spelled('template', 'secrets template'), ...spelled('uninstall', 'secrets uninstall'), ...spelled('diff upgrade', 'secrets diff')
    },
    flagRules: [
        { flags: ['--force', '--force-replace'], verbs: ['upgrade', 'rollback', 'install'], risk: 'HIGH', message: 'deletes and makes anew what it cannot change' },
        { flags: ['--force-conflicts', '--take-ownership'], risk: 'HIGH', message: 'takes objects over from their owners' },
        { flags: ['--replace'], verbs: ['install'], risk: 'HIGH', message: 'takes the name of a deleted release, whose history is lost' },
        { flags: ['--recreate-pods'], risk: 'HIGH', message: 'deletes the running pods' },
        { flags: ['--validate'], verbs: ['template'], risk: 'LOW', group: 'cluster', message: 'asks the cluster whether the manifests are valid' },
        { flags: ['--password', '-p'], verbs: ['registry login', 'repo add'], risk: 'HIGH', message: 'passes a password' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'client', 'server', 'true', 'unchanged'], verbs: list('install, upgrade, uninstall, rollback') }],
    helpFlags: ['--help', '-h'],
    judge: call => ({ effects: [...judgeRemote(call), ...judgeSources(call), ...judgeScale(call), ...judgeIdentity(call)] }),
    inner: innerOfHelm,
    writesTo: call => [...call.values('--output-dir', '--untardir', '-d', '--destination')],
    touches: call => call.verb === 'create' ? call.positionals.slice(0, 1) : [],
    reads: call => call.values('-f', '--values', '--set-file').filter(word => !isRemote(word)),
    target: kubeTarget('--kube-context', '--kube-apiserver'),
    environment: [...KUBE_ENVIRONMENT, 'HELM_NAMESPACE', 'HELM_KUBECONTEXT', 'HELM_KUBEAPISERVER', 'HELM_CONFIG_HOME', 'HELM_CACHE_HOME', 'HELM_DATA_HOME', 'HELM_DRIVER', 'HELM_REGISTRY_CONFIG', 'HELM_REPOSITORY_CONFIG', 'HELM_REPOSITORY_CACHE', 'HELM_MAX_HISTORY'],
    dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'HELM_KUBECONTEXT', 'HELM_KUBEAPISERVER', 'HELM_PLUGINS', 'HELM_DATA_HOME', 'HELM_DRIVER', 'HELM_DRIVER_SQL_CONNECTION_STRING']
};

const RELEASES: readonly string[] = ['install', 'upgrade'];

/** Values from the network decide what is installed, and nothing fixes them. */
function judgeRemote(call: Call): Effect[] {
    const remote = RELEASES.includes(call.verb) ? call.values('-f', '--values').flatMap(splitAtCommas).filter(isRemote) : [];
    return remote.map(word => effect('HIGH', 'cluster', 'takes values from the network, whose content nothing here fixes', word));
}

/** `helm show|search|template` reads a chart wherever it lies; only a chart that is installed is trusted with the cluster. */
function judgeSources(call: Call): Effect[] {
    const chart = chartOf(call);
    return RELEASES.includes(call.verb) && chart && /^https?:/i.test(chart.prefix) ? [effect('HIGH', 'cluster', 'installs a chart from a bare address, whose content nothing here fixes', chart)] : [];
}

/** `--set replicaCount=0`, alone or among others. */
function judgeScale(call: Call): Effect[] {
    const none = RELEASES.includes(call.verb) ? call.values('--set', '--set-string', '--set-literal').find(word => /(^|[.,])(\w*replicas?|\w*replicaCount)=0(,|$)/i.test(word.shown)) : undefined;
    return none ? [effect('HIGH', 'cluster', 'scales to zero', none)] : [];
}

function judgeIdentity(call: Call): Effect[] {
    return impersonates(call) && verbs[call.verb as keyof typeof verbs]?.risk !== 'LOW' ? [effect('HIGH', 'cluster', 'acts as another identity', call.values('--kube-as-user', '--kube-as-group')[0])] : [];
}

function innerOfHelm(call: Call): readonly Inner[] {
    const chart = chartOf(call);
    const renderer = call.values('--post-renderer')[0];
    const args = call.values('--post-renderer-args');
    return [
        ...(chart && looksLocal(chart) ? [{ kind: 'chart' as const, path: chart }] : []),
        ...(renderer ? [{ kind: 'argv' as const, words: [renderer, ...args] }] : [])
    ];
}

/** `install [NAME] CHART`, `upgrade RELEASE CHART`. */
function chartOf(call: Call): Word | undefined {
    return RELEASES.includes(call.verb) ? call.positionals[1] ?? (call.verb === 'install' ? call.positionals[0] : undefined) : undefined;
}

/** `repo/name` and `oci://…` come from a registry; a folder or an archive has a path. A bare `a/b` is ambiguous: helm looks for the folder first. */
function looksLocal(chart: Word): boolean {
    return chart.value === undefined ? !isRemote(chart) : /^(\.{0,2}\/|\.{1,2}$|~)|\.tgz$|\/.*\/|\/$/.test(chart.value) && !isRemote(chart) || /^(charts?|helm|deploy|deployments?|infra|k8s|kubernetes|manifests)\/[^/]+$/.test(chart.value);
}
