/** Argo CD: applications, projects, repositories and clusters, through its own API. */
import { clientVersion } from '../kube/client-version';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS } from '../kube/kube-access';
import { effect, high, low, med, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['argocd'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '--argocd-context', '--auth-token', '--config', '--core-namespace', '--controller-name', '--grpc-web-root-path', '-H', '--header', '--http-retry-max', '--kube-context', '--logformat', '--loglevel', '--port-forward-namespace', '--redis-name', '--repo-server-name', '--server-crt', '--server-name', '-l', '--selector', '-o', '--output', '--revision', '--revisions', '--resource', '--timeout', '--project', '--repo', '--path', '--dest-server', '--dest-namespace', '--dest-name', '-p', '--parameter', '--helm-set', '--values', '--sync-policy', '--sync-option', '--kind', '--resource-name', '--group', '--patch', '--patch-type', '--type', '--ssh-private-key-path', '-f', '--file', '--expires-in', '-e', '--id', '--account', '--strategy', '--label', '--prune-last', '--local', '--sso-port'],
    verbs: {
        ...low('app list, app get, app diff, app history, app manifests, app resources, app logs, app wait, app actions list, appset list, appset get, appset generate, proj list, proj get, proj windows list, proj role list, proj role get, repo list, repo get, cluster list, cluster get, account list, account get, account get-user-info, account can-i, cert list, gpg list, gpg get, version', 'reads applications'),
        ...low('completion, help, admin settings validate, admin app diff-reconcile-results', 'reads this machine', { group: 'local' }),
        ...med('app create, appset create, app set, app unset, app edit, app patch, app add-source, app remove-source, proj create, proj edit, proj set', 'creates or changes applications', { inverse: 'the same with the previous values, or delete' }),
        ...med('app sync', 'applies what the source says', { inverse: 'app rollback' }),
        ...med('app rollback', 'returns to an earlier revision', { inverse: 'app sync' }),
        ...high('app terminate-op', 'breaks off a running sync', { inverse: 'app sync' }),
        ...med('app actions run', 'runs an action of a resource', { inverse: 'none' }),
        ...med('app confirm-deletion, proj windows add, proj windows update, proj windows enable-manual-sync, proj windows disable-manual-sync', 'changes when applications are synchronised', { inverse: 'the opposite' }),
        ...med('repo add', 'adds a repository', { inverse: 'repo rm' }),
        ...med('login, relogin, logout, context', 'changes which server later calls reach, and as whom', { inverse: 'login, context' }),
        ...med('configure, admin dashboard, admin redis-initial-password', 'changes settings of this machine, or opens a port', { group: 'local' }),
        ...high('app delete, appset delete', 'deletes applications and what they manage'),
        ...high('app delete-resource', 'deletes live objects'),
        ...high('app patch-resource', 'changes live objects past the source'),
        ...high('proj delete, proj windows delete, repo rm, repocreds rm, cluster rm, cert rm, gpg rm', 'removes projects, repositories, clusters or keys'),
        ...high('proj add-source, proj remove-source, proj add-destination, proj remove-destination, proj add-destination-service-account, proj allow-cluster-resource, proj deny-cluster-resource, proj allow-namespace-resource, proj deny-namespace-resource, proj add-orphaned-ignore, proj add-signature-key, proj remove-signature-key, proj add-source-namespace, proj role', 'changes what a project may reach'),
        ...high('proj role create, proj role delete, proj role add-policy, proj role remove-policy, proj role add-group, proj role remove-group, proj role create-token, proj role delete-token', 'changes access'),
        ...high('cluster add', 'gives Argo CD an administrator account in a cluster', { inverse: 'cluster rm' }),
        ...high('cluster set, cluster rotate-auth, repocreds add, cert add-tls, cert add-ssh, gpg add', 'changes credentials or trust'),
        ...high('account update-password, account generate-token, account delete-token, account bcrypt', 'changes or prints credentials'),
        ...high('admin initial-password, admin export, admin cluster kubeconfig, admin proj generate-allow-list', 'prints secrets', { writes: false }),
        ...high('admin import', 'overwrites the whole state of Argo CD')
    },
    aliases: { ...spelled('context', 'ctx'), ...spelled('app list', 'app ls'), ...spelled('app delete', 'app rm'), ...spelled('repo rm', 'repo remove, repo delete'), ...spelled('cluster rm', 'cluster remove, cluster delete'), ...spelled('appset delete', 'appset rm'), ...spelled('proj delete', 'proj rm') },
    flagRules: [
        { flags: ['--prune', '--auto-prune'], verbs: ['app sync', 'app create', 'app set', 'app rollback'], risk: 'HIGH', message: 'deletes whatever the source no longer names' },
        { flags: ['--force', '--replace'], verbs: ['app sync'], risk: 'HIGH', message: 'deletes and makes anew what it cannot change' },
        { flags: ['--password', '--ssh-private-key-path', '--tls-client-cert-key-path', '--github-app-private-key-path', '--gcp-service-account-key-path', '--bearer-token'], risk: 'HIGH', message: 'passes a credential' },
        { flags: ['--upsert'], verbs: ['app create', 'repo add', 'proj create'], risk: 'HIGH', message: 'overwrites one of the same name' },
        { flags: ['--delete'], verbs: ['context'], risk: 'HIGH', message: 'removes a context and its credentials' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['app sync', 'appset create'] }],
    helpFlags: ['--help', '-h'],
    judge: call => clientVersion(call, '--client') ?? (call.verb === 'context' && call.positionals.length === 0 && !call.has('--delete')
        ? { effects: [effect('LOW', 'local', 'lists contexts')], replaces: true }
        : { effects: [] }),
    target: call => {
        const word = call.values('--server', '--argocd-context')[0] ?? (call.verb === 'login' ? call.positionals[0] : undefined);
        return { kind: 'kube-context', ...(word ? { word } : {}) };
    },
    environment: [...KUBE_ENVIRONMENT, 'ARGOCD_SERVER', 'ARGOCD_AUTH_TOKEN', 'ARGOCD_OPTS'],
    dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'ARGOCD_SERVER', 'ARGOCD_OPTS']
};
