/** Helmfile and helmsman: many releases from one file, which is not looked through. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, kubeTarget } from '../kube/kube-access';
import { high, low, med, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

const helmfile: ProgramTable = {
    names: ['helmfile'],
    group: 'cluster',
    valueFlags: ['-f', '--file', '-e', '--environment', '-n', '--namespace', '-l', '--selector', '--kube-context', '--kubeconfig', '-b', '--helm-binary', '-k', '--kustomize-binary', '--state-values-file', '--state-values-set', '-c', '--chart', '--set', '--values', '--args', '--concurrency', '--context', '--output', '--output-dir', '--log-level'],
    verbs: {
        ...low('diff, status, list', 'reads releases'),
        ...low('template, lint, build, show-dag, version, completion, print-env', 'renders the releases', { group: 'local' }),
        ...low('write-values, create', 'writes files in the workspace', { group: 'local', writes: true }),
        ...med('apply, sync, charts', 'installs and upgrades all releases of the file', { inverse: 'none for the whole; helm rollback for each release' }),
        ...med('test', 'runs the tests of the releases', { inverse: 'none' }),
        ...med('deps, fetch, repos, init, cache, cache info, cache cleanup', 'downloads charts and tools', { group: 'local' }),
        ...high('destroy, delete', 'deletes all releases of the file')
    },
    flagRules: [
        { flags: ['--force'], risk: 'HIGH', message: 'deletes and makes anew what it cannot change' },
        { flags: ['--helm-binary', '-b', '--kustomize-binary', '-k'], risk: 'MED', message: 'runs another program in place of helm' },
        { flags: ['--purge'], risk: 'HIGH', message: 'deletes releases with their history' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['client', 'server'], verbs: ['apply', 'sync'] }],
    helpFlags: ['--help', '-h'],
    aliases: spelled('list', 'ls'),
    target: kubeTarget('--kube-context'),
    environment: [...KUBE_ENVIRONMENT, 'HELMFILE_ENVIRONMENT', 'HELMFILE_FILE_PATH'],
    dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'HELM_PLUGINS', 'HELMFILE_FILE_PATH', 'HELMFILE_ENVIRONMENT']
};

const chartTools: ProgramTable = {
    names: ['helm-docs', 'ct', 'chart-releaser', 'cr'],
    group: 'local',
    valueFlags: ['-c', '--chart-search-root', '--config', '--charts', '--target-branch', '--chart-dirs'],
    verbs: {
        ...low('', 'writes documentation in the workspace', { writes: true }),
        ...low('lint, list-changed, version', 'reads charts'),
        ...med('install, lint-and-install', 'installs charts for a test', { group: 'cluster', inverse: 'done by itself' }),
        ...med('package, index, upload', 'publishes charts', { group: 'external', inverse: 'none' })
    },
    helpFlags: ['--help', '-h']
};

export const programs: readonly ProgramTable[] = [helmfile, chartTools];
