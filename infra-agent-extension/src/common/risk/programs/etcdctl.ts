/** etcd: what Kubernetes keeps everything in, secrets too. */
import { effect, high, low, med, prints } from '../verb-list';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';

const valueFlags = ['--endpoints', '--cacert', '--cert', '--key', '--user', '--password', '--dial-timeout', '--command-timeout', '--keepalive-time', '--keepalive-timeout', '-w', '--write-out', '--discovery-srv', '--name', '--initial-cluster', '--initial-cluster-token', '--initial-advertise-peer-urls', '--data-dir', '--wal-dir', '--limit', '--order', '--sort-by', '--rev', '--lease', '--peer-urls', '--load', '--prefix-key', '--dest-prefix', '--bump-revision'];

const etcdctl: ProgramTable = {
    names: ['etcdctl'],
    group: 'cluster',
    valueFlags,
    verbs: {
        ...low('get, watch, member list, endpoint health, endpoint status, endpoint hashkv, alarm list, lease list, lease timetolive, user list, user get, role list, role get, check datascale, auth status, cluster-health, ls', 'reads the store'),
        ...low('help, completion', 'shows help', { group: 'local' }),
        ...med('put', 'overwrites the value of a key', { inverse: 'put with the previous value' }),
        ...med('lease grant, lease keep-alive, lock, elect', 'takes a lease', { inverse: 'lease revoke' }),
        ...med('alarm disarm', 'lets writes through again', { inverse: 'none' }),
        ...med('defrag', 'holds a member up while it compacts its file', { inverse: 'none' }),
        ...high('del, txn, compaction, lease revoke, set, rm, rmdir', 'deletes or overwrites keys'),
        ...low('snapshot status, version', 'reads this machine', { group: 'local' }),
        ...high('snapshot save', 'copies everything in the store, secrets too, to this machine'),
        ...high('snapshot restore', 'overwrites a data folder', { group: 'local' }),
        ...high('member add, member remove, member update, member promote, move-leader', 'changes who is in the quorum'),
        ...high('auth enable, auth disable, user add, user delete, user passwd, user grant-role, user revoke-role, role add, role delete, role grant-permission, role revoke-permission', 'changes access'),
        ...high('make-mirror', 'sends the store to another cluster'),
        ...high('check perf', 'puts load on the store'),
        ...high('downgrade, downgrade enable, downgrade cancel, migrate', 'changes the format of the store')
    },
    flagRules: [{ flags: ['--cluster'], verbs: ['defrag'], risk: 'HIGH', message: 'holds up every member' }],
    helpFlags: ['--help', '-h'],
    judge: judgeKeys,
    inner: watchedCommand,
    writesTo: call => call.verb === 'snapshot save' ? call.positionals.slice(0, 1) : call.verb === 'snapshot restore' ? call.values('--data-dir') : [],
    target: call => {
        const word = call.values('--endpoints')[0];
        return { kind: 'host', ...(word ? { word } : {}) };
    },
    environment: ['ETCDCTL_API', 'ETCDCTL_ENDPOINTS', 'ETCDCTL_CACERT', 'ETCDCTL_CERT', 'ETCDCTL_KEY', 'ETCDCTL_USER', 'ETCDCTL_WRITE_OUT'],
    dangerousEnvironment: ['ETCDCTL_ENDPOINTS']
};

const etcdutl: ProgramTable = {
    names: ['etcdutl'],
    group: 'local',
    valueFlags,
    verbs: {
        ...low('snapshot status, hashkv, version, completion', 'reads a data folder'),
        ...high('snapshot restore, migrate, defrag, backup', 'overwrites a data folder')
    },
    helpFlags: ['--help', '-h'],
    writesTo: call => call.values('--data-dir', '--backup-dir'),
    target: () => ({ kind: 'path' })
};

const KUBERNETES = '/registry';

/** A range of keys is read as the prefix that it is; `""` and `/` hold all. */
function judgeKeys(call: Call): { readonly effects: readonly Effect[] } {
    const key = call.positionals[0];
    if (call.verb === 'put') {
        return { effects: key && (key.value === undefined || key.value.startsWith(KUBERNETES)) ? [effect('HIGH', 'cluster', 'writes past the Kubernetes API', key)] : [] };
    }
    const keysOnly = call.has('--keys-only', '--count-only');
    const reads = call.verb === 'get' && !keysOnly || call.verb === 'watch';
    return { effects: reads && key && reachesSecrets(call, key) ? [prints('HIGH', 'cluster', 'prints what Kubernetes secrets hold', key)] : [] };
}

function reachesSecrets(call: Call, key: Word): boolean {
    const secrets = `${KUBERNETES}/secrets`;
    const known = key.value ?? key.prefix;
    const ranged = call.has('--prefix', '--from-key') || call.positionals.length > 1 || key.value === undefined;
    return known.startsWith(secrets) || /secret/i.test(known) || ranged && secrets.startsWith(known);
}

function watchedCommand(call: Call): readonly Inner[] {
    return call.verb === 'watch' && call.afterDashes && call.afterDashes.length > 0 ? [{ kind: 'argv', words: call.afterDashes }] : [];
}

export const programs: readonly ProgramTable[] = [etcdctl, etcdutl];
