/** Velero: backups of a cluster, and their restoration. */
import { clientVersion } from '../kube/client-version';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { high, low, med, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

const verbs = {
    ...low('backup get, backup describe, backup logs, restore get, restore describe, restore logs, schedule get, schedule describe, backup-location get, snapshot-location get, repo get, plugin get, version, repo describe', 'reads backups'),
    ...low('completion, help, client config get', 'reads this machine', { group: 'local' }),
    ...med('backup create', 'makes a backup', { inverse: 'backup delete' }),
    ...med('schedule create', 'makes a schedule of backups', { inverse: 'schedule delete' }),
    ...med('schedule pause, schedule unpause', 'holds or goes on with a schedule', { inverse: 'schedule unpause, schedule pause' }),
    ...med('backup-location create, backup-location set, snapshot-location create, snapshot-location set, plugin add', 'changes where backups go', { inverse: 'the same with the previous values' }),
    ...med('install', 'installs Velero', { inverse: 'uninstall' }),
    ...med('client config set', 'changes settings of this machine', { group: 'local' }),
    ...med('debug', 'gathers the state of Velero into an archive', { inverse: 'deleting it' }),
    ...high('backup download', 'moves a backup, with the secrets in it, to this machine'),
    ...high('restore create', 'puts objects and data back into the cluster'),
    ...high('backup delete, restore delete, schedule delete, backup-location delete, snapshot-location delete, plugin remove', 'deletes backups or the way to them'),
    ...high('uninstall', 'removes Velero and its records')
};

/** `velero create backup`, and `velero get backups`, are `velero backup create` and `velero backup get`. */
const swapped = Object.fromEntries(Object.keys(verbs).map(path => path.split(' ')).filter(words => words.length === 2).flatMap(([noun, verb]) => [[`${verb} ${noun}`, `${noun} ${verb}`], [`${verb} ${noun}s`, `${noun} ${verb}`]]));

export const program: ProgramTable = {
    names: ['velero', 'ark'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '--kubecontext', '--from-backup', '--from-schedule', '--include-namespaces', '--exclude-namespaces', '--include-resources', '--exclude-resources', '--namespace-mappings', '--selector', '-l', '--ttl', '--storage-location', '--volume-snapshot-locations', '--schedule', '-o', '--output', '--provider', '--bucket', '--secret-file', '--backup-location-config', '--snapshot-location-config', '--plugins', '--image', '--existing-resource-policy', '--labels', '--timeout'],
    verbs,
    aliases: { ...swapped, ...spelled('backup', 'backups'), ...spelled('restore', 'restores'), ...spelled('schedule', 'schedules'), ...spelled('backup-location', 'bl'), ...spelled('backup delete', 'backup rm') },
    flagRules: [
        { flags: ['--secret-file', '--sa-annotations', '--credential'], verbs: ['install', 'backup-location create', 'backup-location set'], risk: 'HIGH', message: 'stores credentials in the cluster' },
        { flags: ['--confirm', '--all'], verbs: ['backup delete', 'restore delete', 'schedule delete'], risk: 'HIGH', message: 'deletes without a question, or all of them' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['install'] }],
    helpFlags: ['--help', '-h'],
    judge: call => clientVersion(call, '--client-only') ?? { effects: [] },
    writesTo: call => call.verb === 'backup download' ? call.values('-o', '--output') : [],
    target: kubeTarget('--kubecontext'),
    environment: [...KUBE_ENVIRONMENT, 'VELERO_NAMESPACE'],
    dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT
};
