/** The Google Cloud command line. Exact verbs for what is named unlike it acts; everything else by its words. */
import { exposures, scalesToZero } from '../cloud/exposure';
import { downloadsTo, judgeObjectCopy, judgeObjectPrint, uploadsFrom } from '../cloud/objects';
import { effectOfReading, findVerbWord, readVerb } from '../cloud/verb-words';
import { isCredentialPath } from '../credential-paths';
import { isRemotePath } from '../hosts';
import { effect, high, low, med, opensShell, prints } from '../verb-list';
import { judgeSql } from '../cloud/sql-calls';
import type { Call, Effect, Inner, ProgramTable, Verb, Word } from '../program';

const verbs: Readonly<Record<string, Verb>> = {
    ...low('info, version, help, topic, cheat-sheet, survey, feedback, auth list, config list, config get, config get-value, config configurations list, config configurations describe, components list', 'reads this machine', { group: 'local' }),
    ...low('logging read, logging tail, storage ls, storage du, storage hash, pubsub topics list-subscriptions, pubsub subscriptions pull, kms encrypt, kms mac-verify, dns record-sets transaction describe, builds log, app logs tail, run services logs tail, run services logs read, compute instances get-serial-port-output, compute instances tail-serial-port-output, projects get-iam-policy, kms inventory list-keys, services api-keys lookup', 'reads the cloud'),
    ...low('storage cat', 'prints objects of a bucket'),
    ...low('compute ssh, cloud-shell ssh, compute tpus tpu-vm ssh, workstations ssh, app instances ssh', 'starts a command on an instance', { writes: false }),
    ...low('storage cp', 'copies objects', { writes: false }),

    ...med('config set, config unset, config configurations create, config configurations activate, config configurations rename', 'changes which project or account later calls use', { group: 'local', inverse: 'config set, config configurations activate' }),
    ...med('components install, components update, components remove, components reinstall, components restore, components repositories add, components repositories remove', 'changes which tools are installed', { group: 'local', inverse: 'components remove, components install' }),
    ...med('auth configure-docker, init, compute config-ssh', 'changes settings of this machine', { group: 'local', inverse: 'none' }),
    ...med('auth login, auth application-default login, auth application-default set-quota-project', 'changes as whom later calls act', { inverse: 'auth revoke' }),
    ...med('container clusters get-credentials, container fleet memberships get-credentials, container hub memberships get-credentials, container aws clusters get-credentials, container azure clusters get-credentials, container attached clusters get-credentials, edge-cloud container clusters get-credentials, anthos config controller get-credentials', 'writes the way to a cluster into the kubeconfig', { inverse: 'kubectl config delete-context' }),
    ...med('compute scp, cloud-shell scp, app instances scp, compute copy-files, compute tpus tpu-vm scp', 'copies files to or from an instance', { inverse: 'none' }),
    ...med('compute start-iap-tunnel, workstations start-tcp-tunnel, run services proxy', 'opens a connection into the cloud', { inverse: 'ending it' }),
    ...med('storage rsync', 'copies what differs', { inverse: 'none' }),
    ...med('source repos clone', 'copies a repository to this machine', { inverse: 'deleting it' }),
    ...med('compute instance-groups managed rolling-action restart, deploy releases promote, deploy rollouts approve, deploy targets rollback, compute disks snapshot, builds submit, composer environments run', 'changes the cloud', { inverse: 'none' }),
    ...med('dns record-sets transaction start, dns record-sets transaction add, dns record-sets transaction remove, dns record-sets transaction abort', 'prepares a change of DNS in a local file', { group: 'local', inverse: 'dns record-sets transaction abort' }),
    ...low('dns record-sets export', 'writes the records of a zone to a file', { writes: true }),
    ...low('spanner databases execute-sql', 'runs SQL', { writes: false }),
    ...med('spanner databases ddl update', 'runs SQL', { inverse: 'none' }),

    ...high('auth print-access-token, auth print-identity-token, auth application-default print-access-token, sql generate-login-token, services api-keys get-key-string, redis instances get-auth-string, secrets versions access, kms decrypt, kms asymmetric-decrypt, kms raw-decrypt, iam service-accounts sign-jwt, iam service-accounts sign-blob', 'prints credentials or secrets', { writes: false }),
    ...high('compute instance-groups managed rolling-action replace', 'deletes machines and makes them anew'),
    ...high('storage sign-url, compute sign-url', 'makes a link that opens the object to whoever has it'),
    ...high('auth activate-service-account, auth revoke, auth application-default revoke', 'changes the credentials of this machine', { inverse: 'auth login' }),
    ...high('sql connect, compute connect-to-serial-port', 'opens a prompt, and what is typed there is not assessed', { inverse: 'ending it' }),
    ...high('config configurations delete', 'deletes settings of this machine', { group: 'local' }),
    ...high('storage mv', 'moves objects, overwriting what is there', { inverse: 'none' }),
    ...high('storage rm', 'deletes objects or buckets'),
    ...high('sql import sql, sql import csv, sql import bak, sql import tde, datastore import, firestore import, alloydb clusters import, redis instances import, looker instances import, lustre instances import-data', 'writes data over what is there'),
    ...high('container clusters upgrade, container vmware clusters upgrade, bigtable instances upgrade, redis instances upgrade, alloydb clusters upgrade', 'upgrades, which nothing takes back'),
    ...high('compute instances send-diagnostic-interrupt, compute instances perform-maintenance, compute instances simulate-maintenance-event, compute reservations perform-maintenance, compute os-config patch-jobs execute, compute instances add-tags, compute instances remove-tags, container images untag, dns record-sets transaction execute, compute shared-vpc enable, billing projects link', 'interrupts, or changes access or names')
};

export const program: ProgramTable = {
    names: ['gcloud'],
    group: 'cloud',
    valueFlags: [
        '--access-token-file', '--account', '--billing-project', '--configuration', '--flags-file', '--flatten', '--format', '--impersonate-service-account', '--project', '--trace-token', '--verbosity', '--filter', '--limit', '--page-size', '--sort-by',
        '--zone', '--region', '--location', '--command', '--ssh-flag', '--ssh-key-file', '--container', '--port', '--scp-flag', '--local-host-port', '--num-nodes', '--size', '--node-pool', '--cluster', '--network', '--instance', '--database', '--sql', '--ddl',
        '--additional-headers', '--cache-control', '--canned-acl', '--content-type', '--custom-metadata', '--storage-class', '--predefined-acl', '--encryption-key', '--decryption-keys', '--exclude', '--destination', '--secret', '--out-file', '--metadata', '--min-num-replicas', '--freshness', '--order', '--range', '--duration', '--private-key-file'
    ],
    verbs,
    aliases: { alpha: '', beta: '', preview: '' },
    dryRun: [
        { flag: '--dry-run', values: ['', 'true'], verbs: ['compute ssh', 'compute scp', 'storage rsync', 'source repos clone'], unless: ['--no-dry-run'] },
        { flag: '--validate-only', values: ['', 'true'], verbs: [''], unless: ['--no-validate-only'] }
    ],
    helpFlags: ['--help', '-h', '--version'],
    judge: judgeGcloud,
    inner: innerOfGcloud,
    writesTo: call => call.verb === 'storage cp' || call.verb === 'storage rsync' ? downloadsTo(call) : call.verb === 'dns record-sets export' ? call.positionals.slice(0, 1) : call.values('--out-file', '--output-file', '--destination').filter(word => !word.shown.includes('://')),
    reads: call => call.verb === 'storage cp' || call.verb === 'storage rsync' ? uploadsFrom(call) : [],
    target: call => {
        const word = call.values('--project')[0] ?? call.values('--configuration', '--account')[0] ?? (call.verb === 'config set' && call.positionals[0]?.value === 'project' ? call.positionals[1] : undefined);
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    },
    environment: ['CLOUDSDK_CONFIG', 'CLOUDSDK_CORE_PROJECT', 'CLOUDSDK_CORE_ACCOUNT', 'CLOUDSDK_COMPUTE_REGION', 'CLOUDSDK_COMPUTE_ZONE', 'CLOUDSDK_ACTIVE_CONFIG_NAME', 'CLOUDSDK_PYTHON', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT', 'KUBECONFIG', 'USE_GKE_GCLOUD_AUTH_PLUGIN'],
    dangerousEnvironment: ['CLOUDSDK_CONFIG', 'CLOUDSDK_CORE_PROJECT', 'CLOUDSDK_CORE_ACCOUNT', 'CLOUDSDK_ACTIVE_CONFIG_NAME', 'CLOUDSDK_PYTHON', 'CLOUDSDK_AUTH_ACCESS_TOKEN_FILE', 'CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT', 'GOOGLE_APPLICATION_CREDENTIALS']
};

function judgeGcloud(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    if (call.verb !== '') {
        return { effects: [...judgeExact(call), ...(verbs[call.verb].risk === 'LOW' ? [] : exposures(call, 'cloud'))] };
    }
    const path = call.positionals.filter((word, i) => i > 0 || !/^(alpha|beta|preview)$/.test(word.value ?? ''));
    const at = findVerbWord(path.map(word => word.value ?? ''), 1);
    const unknown = path.slice(0, at < 0 ? 3 : at).find(word => word.value === undefined);
    if (path.length === 0 || unknown || at < 0 && path.length === 1) {
        return { effects: [] };
    }
    const words = path.map(word => word.value ?? '');
    const end = at < 0 ? words.length - 1 : at;
    const group = words.slice(0, end).join(' ');
    const effects = LOCAL_EXPORT.test(`${group} ${words[end]}`)
        ? [effect('LOW', 'cloud', 'writes the settings of an object to a file')]
        : [effectOfReading(readVerb(group, words[end]), 'cloud', path[end])];
    const writes = effects.some(each => each.writes);
    return { effects: [...effects, ...(writes ? [...exposures(call, 'cloud'), ...judgeSizes(call, words[end]), ...judgeMetadata(call), ...judgeAccessFlags(call)] : [])], replaces: true };
}

/** `export --destination=FILE` of settings, as opposed to exports of data into a bucket. */
const LOCAL_EXPORT = /^(compute (url-maps|backend-services|forwarding-rules|target-\S+|security-policies|instances|instance-templates|org-security-policies)|network-(services|security) .+|deploy .+|edge-cache .+|certificate-manager .+|container binauthz policy|dataproc .+|builds triggers|pam entitlements|domains .+) (export|export-dns-record-sets)$/;

function judgeExact(call: Call): readonly Effect[] {
    switch (call.verb) {
        case 'compute ssh':
        case 'cloud-shell ssh':
        case 'compute tpus tpu-vm ssh':
        case 'workstations ssh':
        case 'app instances ssh':
            return remoteCommand(call).length === 0 ? [opensShell('cloud')] : [];
        case 'compute scp': return call.positionals.slice(0, -1).filter(word => isRemotePath(word) && isCredentialPath(word.shown.replace(/^[^:]*:/, ''))).map(word => prints('HIGH', 'cloud', 'brings credentials from an instance', word));
        case 'storage cp': return [...judgeObjectCopy(call), ...exposures(call, 'cloud')];
        case 'storage cat': return judgeObjectPrint(call);
        case 'storage rsync': return call.has('--delete-unmatched-destination-objects') ? [effect('HIGH', 'cloud', 'deletes what the source does not have', call.flags[0])] : [];
        case 'pubsub subscriptions pull': return call.has('--auto-ack') ? [effect('MED', 'cloud', 'takes messages off the subscription', call.flags[0])] : [];
        case 'spanner databases execute-sql': return judgeSql(call.values('--sql')[0], 'cloud');
        case 'spanner databases ddl update': return judgeSql(call.values('--ddl')[0], 'cloud');
        case 'composer environments run': return judgeAirflow(call);
        case 'config set': return /^(auth\/|api_endpoint_overrides\/)/.test(call.positionals[0]?.shown ?? '') ? [effect('HIGH', 'local', 'changes with which credentials or servers later calls speak', call.positionals[0])] : [];
        default: return [];
    }
}

/** The Airflow command behind `run ENVIRONMENT`, such as `dags delete -- my_dag`. */
function judgeAirflow(call: Call): Effect[] {
    return call.positionals.slice(1).filter(word => readVerb('', word.shown).risk === 'HIGH').slice(0, 1).map(word => effect('HIGH', 'cloud', `runs an Airflow command that destroys (${word.shown})`, word));
}

function judgeSizes(call: Call, verb: string): Effect[] {
    return /^(resize|set-autoscaling|update|update-autoscaling)$/.test(verb) ? scalesToZero(call.values(...(verb === 'resize' ? ['--num-nodes', '--size'] : ['--max-instances', '--max-num-replicas'])), 'cloud') : [];
}

/** Metadata holds keys to log in with, and scripts that run at boot. */
function judgeMetadata(call: Call): Effect[] {
    const words = [...call.values('--metadata', '--metadata-from-file')].filter(word => /ssh-keys|startup-script|shutdown-script|user-data|enable-oslogin|serial-port/.test(word.shown));
    return words.length > 0 && call.positionals.some(word => /metadata/.test(word.shown)) ? [effect('HIGH', 'cloud', 'changes who can log in, or what runs at boot', words[0])] : [];
}

const ACCESS_FLAGS: readonly string[] = ['--authorized-networks', '--master-authorized-networks', '--enable-master-authorized-networks', '--no-enable-master-authorized-networks', '--clear-authorized-networks', '--no-enable-private-endpoint', '--enable-legacy-authorization', '--no-enable-network-policy', '--private-key', '--password', '--root-password', '--clear-deletion-protection', '--invoker-iam-check', '--no-invoker-iam-check'];

function judgeAccessFlags(call: Call): Effect[] {
    const word = ACCESS_FLAGS.filter(flag => call.has(flag)).flatMap(flag => call.values(flag))[0];
    return word ? [effect('HIGH', 'cloud', 'changes who can reach it, or passes a credential', word)] : [];
}

function remoteCommand(call: Call): readonly Word[] {
    const command = call.values('--command');
    return command.length > 0 ? command.slice(-1) : behindSshOptions(call.afterDashes ?? []);
}

/** What stands behind `--` is ssh's: its options first (`-L 8080:localhost:80`), then the command. */
function behindSshOptions(words: readonly Word[]): readonly Word[] {
    const [first, ...rest] = words;
    if (!first?.prefix.startsWith('-')) {
        return words;
    }
    return behindSshOptions(/^-[a-zA-Z]*[bcDEeFIiJLlmOopQRSWw]$/.test(first.shown) ? rest.slice(1) : rest);
}

/** `--command TEXT` is given to a shell over there, and so is everything behind `--`. */
function innerOfGcloud(call: Call): readonly Inner[] {
    const words = remoteCommand(call);
    if (!call.verb.endsWith(' ssh') || words.length === 0) {
        return [];
    }
    const where = { group: 'cloud', description: 'on an instance' } as const;
    return words.length === 1 ? [{ kind: 'shell', text: words[0], where }] : [{ kind: 'argv', words, where }];
}
