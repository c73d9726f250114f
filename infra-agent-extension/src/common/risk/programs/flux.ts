/** Flux: GitOps sources and their reconciliation. */
import { clientVersion } from '../kube/client-version';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { effect, high, low, med, prints } from '../verb-list';
import type { ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['flux'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '--kube-api-qps', '--kube-api-burst', '--timeout', '--url', '--branch', '--tag', '--interval', '--source', '--path', '--kustomization-file', '--export-file', '-f', '-o', '--output', '--components', '--components-extra', '--owner', '--repository', '--hostname', '--secret-ref', '--username', '-u', '-p', '--ssh-key-algorithm', '--private-key-file', '--chart', '--values', '--target-namespace', '--service-account', '--label-selector', '-l', '--kind', '--name', '--level', '--tail', '--since', '--for', '--revision', '--creds', '--with-namespace', '--read-write-key', '--token-auth'],
    verbs: {
        ...low('get, logs, events, stats, tree, trace, check, export, diff, diff kustomization, diff artifact, list, list artifacts, debug', 'reads the cluster'),
        ...low('version', 'asks the cluster for its version'),
        ...low('completion, build, build kustomization, build artifact, envsubst', 'renders manifests', { group: 'local' }),
        ...med('create', 'creates or changes Flux objects', { inverse: 'delete' }),
        ...med('install', 'installs or upgrades Flux', { inverse: 'uninstall' }),
        ...med('reconcile', 'applies at once what the source says', { inverse: 'reconcile with the earlier source' }),
        ...med('suspend', 'holds reconciliation', { inverse: 'resume' }),
        ...med('resume', 'lets reconciliation go on', { inverse: 'suspend' }),
        ...med('pull artifact', 'downloads an artifact', { group: 'local', inverse: 'deleting it' }),
        ...med('push artifact, tag artifact', 'publishes an artifact', { group: 'external', inverse: 'none' }),
        ...med('migrate', 'rewrites the stored objects', { inverse: 'none' }),
        ...high('bootstrap', 'installs Flux, commits to the git remote and gives it a deploy key', { group: 'external', inverse: 'uninstall, and taking the key back' }),
        ...high('create secret, create tenant, create image update', 'creates credentials or access', { inverse: 'delete' }),
        ...high('delete', 'deletes Flux objects, and with them perhaps what they manage'),
        ...high('uninstall', 'removes Flux from the cluster')
    },
    flagRules: [
        { flags: ['--force'], verbs: ['reconcile', 'create'], risk: 'HIGH', message: 'makes anew what it cannot change' },
        { flags: ['--prune'], verbs: ['create'], risk: 'HIGH', message: 'lets Flux delete whatever the source no longer names' },
        { flags: ['--all', '-A', '--all-namespaces'], verbs: ['suspend', 'resume', 'delete', 'reconcile'], risk: 'HIGH', message: 'reaches every object of the kind' },
        { flags: ['--with-credentials', '--show-values', '--show-vars'], risk: 'HIGH', writes: false, message: 'prints what secrets hold' }
    ],
    dryRun: [
        { flag: '--export', values: ['', 'true'], verbs: ['create', 'create secret', 'create tenant', 'install'] },
        { flag: '--dry-run', values: ['', 'true'], verbs: ['uninstall', 'build kustomization'] }
    ],
    helpFlags: ['--help', '-h'],
    judge: call => clientVersion(call, '--client') ?? ({
        effects: call.verb === 'create' && /^source$/.test(call.positionals[0]?.value ?? '') && call.has('--password', '-p')
            ? [effect('HIGH', 'cluster', 'passes a password', call.values('--password', '-p')[0])]
            : call.verb === 'export' && call.positionals[0]?.value === 'secret' ? [prints('HIGH', 'cluster', 'prints secrets')] : []
    }),
    target: kubeTarget('--context'),
    environment: [...KUBE_ENVIRONMENT, 'GITHUB_TOKEN', 'GITLAB_TOKEN', 'GIT_PASSWORD', 'FLUX_SYSTEM_NAMESPACE'],
    dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT
};
