/** The older tool for Google's buckets. */
import { exposures } from '../cloud/exposure';
import { downloadsTo, judgeObjectCopy, judgeObjectPrint, uploadsFrom } from '../cloud/objects';
import { effect, high, low, med } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['gsutil'],
    group: 'cloud',
    valueFlags: ['-h', '-o', '-i', '-u', '-a', '-j', '-s', '-t', '-x', '-L', '-y'],
    verbs: {
        ...low('ls, du, stat, hash, list, acl get, autoclass get, bucketpolicyonly get, cors get, defacl get, defstorageclass get, hmac list, hmac get, iam get, kms serviceaccount, label get, lifecycle get, logging get, notification list, pap get, requesterpays get, retention get, rpo get, ubla get, versioning get, web get', 'reads buckets'),
        ...low('cat', 'prints objects of a bucket'),
        ...low('cp', 'copies objects', { writes: false }),
        ...low('help, version', 'shows help', { group: 'local' }),
        ...med('rsync', 'copies what differs', { inverse: 'none' }),
        ...med('mb', 'creates a bucket', { inverse: 'rb' }),
        ...med('compose, rewrite, setmeta, label ch, label set, cors set, autoclass set, logging set, notification create, requesterpays set, rpo set, defstorageclass set, versioning set, web set, perfdiag, test, kms encryption', 'changes objects or settings of a bucket', { inverse: 'the same with the previous values' }),
        ...med('config, update', 'changes settings of this machine', { group: 'local', inverse: 'none' }),
        ...high('mv', 'moves objects, overwriting what is there'),
        ...high('rm, rb, notification delete', 'deletes objects or buckets'),
        ...high('acl ch, acl set, defacl ch, defacl set, iam ch, iam set, pap set, ubla set, bucketpolicyonly set, hmac create, hmac delete, hmac update, kms authorize', 'changes access'),
        ...high('lifecycle set, retention set, retention clear, retention lock, retention event, retention temp', 'changes when data is deleted'),
        ...high('signurl', 'makes a link that opens the object to whoever has it')
    },
    aliases: { list: 'ls', dir: 'ls', copy: 'cp', move: 'mv', ren: 'mv', rename: 'mv', remove: 'rm', delete: 'rm', del: 'rm', removebucket: 'rb', makebucket: 'mb', createbucket: 'mb', getacl: 'acl get', setacl: 'acl set', chacl: 'acl ch' },
    dryRun: [{ flag: '-n', values: [''], verbs: ['rsync'] }],
    helpFlags: ['--help', '--version'],
    judge: judgeGsutil,
    writesTo: call => call.verb === 'cp' || call.verb === 'rsync' ? downloadsTo(call) : [],
    reads: call => call.verb === 'cp' || call.verb === 'rsync' ? uploadsFrom(call) : [],
    target: call => call.positionals[0] ? { kind: 'cloud-project', word: call.positionals[0] } : { kind: 'cloud-project' },
    environment: ['BOTO_CONFIG', 'BOTO_PATH', 'CLOUDSDK_CONFIG', 'CLOUDSDK_CORE_PROJECT', 'GOOGLE_APPLICATION_CREDENTIALS'],
    dangerousEnvironment: ['BOTO_CONFIG', 'BOTO_PATH']
};

function judgeGsutil(call: Call): { readonly effects: readonly Effect[] } {
    switch (call.verb) {
        case 'cp': return { effects: [...judgeObjectCopy(call), ...exposures(call, 'cloud')] };
        case 'cat': return { effects: judgeObjectPrint(call) };
        case 'versioning set': return { effects: call.positionals[0]?.value === 'on' ? [] : [effect('HIGH', 'cloud', 'no longer keeps earlier versions of objects', call.positionals[0])] };
        case 'rsync': return { effects: [...(call.has('-d') ? [effect('HIGH', 'cloud', 'deletes what the source does not have', call.values('-d')[0])] : []), ...exposures(call, 'cloud')] };
        default: return { effects: program.verbs[call.verb]?.risk === 'LOW' ? [] : exposures(call, 'cloud') };
    }
}
