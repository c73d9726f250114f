/** The AWS command line. Exact operations in `cloud/aws-verbs`; all others by their words. */
import { AWS_VERBS } from '../cloud/aws-verbs';
import { exposures, scalesToZero } from '../cloud/exposure';
import { downloadsTo, judgeObjectCopy, uploadsFrom } from '../cloud/objects';
import { judgeSql } from '../cloud/sql-calls';
import { classOfVerb, effectOfReading, readVerb } from '../cloud/verb-words';
import { effect, list, opensShell, prints } from '../verb-list';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';

export const program: ProgramTable = {
    names: ['aws'],
    group: 'cloud',
    valueFlags: [
        '--profile', '--region', '--output', '--query', '--endpoint-url', '--color', '--ca-bundle', '--cli-read-timeout', '--cli-connect-timeout', '--cli-binary-format', '--cli-input-json', '--cli-input-yaml',
        // Of `aws s3`, whose positional words are read.
        '--acl', '--storage-class', '--exclude', '--include', '--sse', '--sse-c', '--sse-c-key', '--sse-kms-key-id', '--cache-control', '--content-type', '--content-encoding', '--content-disposition', '--metadata', '--metadata-directive', '--expires-in', '--source-region', '--page-size', '--copy-props', '--website-redirect', '--checksum-algorithm', '--expected-size', '--request-payer', '--expires', '--content-language',
        '--name', '--alias', '--role-arn', '--kubeconfig', '--query-string', '--sql', '--sqls', '--statement', '--command'
    ],
    verbs: AWS_VERBS,
    dryRun: [
        { flag: '--dryrun', values: [''], verbs: list('s3 cp, s3 mv, s3 rm, s3 sync'), unless: ['--no-dryrun'] },
        { flag: '--dry-run', values: [''], verbs: ['', 'eks update-kubeconfig', 'codeartifact login', 'ec2 send-diagnostic-interrupt', 'ec2 modify-image-attribute', 'ec2 modify-snapshot-attribute'], unless: ['--no-dry-run'] },
        { flag: '--no-execute-changeset', values: [''], verbs: ['cloudformation deploy'], unless: ['--execute-changeset'] },
        { flag: '--generate-cli-skeleton', values: ['', 'input', 'output', 'yaml-input'] }
    ],
    helpFlags: ['--version', '--help'],
    judge: judgeAws,
    inner: innerOfAws,
    writesTo: call => call.verb === 's3 cp' || call.verb === 's3 sync' ? downloadsTo(call) : call.verb === 'eks update-kubeconfig' ? call.values('--kubeconfig') : outfileOf(call),
    reads: call => call.verb === 's3 cp' || call.verb === 's3 sync' ? uploadsFrom(call) : [],
    target: call => {
        const word = call.values('--profile')[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    },
    environment: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_DEFAULT_OUTPUT', 'AWS_PAGER', 'AWS_CA_BUNDLE', 'AWS_ENDPOINT_URL', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
    dangerousEnvironment: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ENDPOINT_URL', 'AWS_ROLE_ARN', 'AWS_PAGER', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
};

function judgeAws(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    const words = call.verb === '' ? call.positionals : [...call.verb.split(' ').map(value => ({ ...call.program, value })), ...call.positionals];
    const [service, operation, third] = words;
    if (operation?.value === 'help' || third?.value === 'help' && words.length === 3) {
        return { effects: [effect('LOW', 'local', 'shows help')], replaces: true };
    }
    if (call.verb !== '') {
        return { effects: [...judgeExact(call), ...(AWS_VERBS[call.verb].risk === 'LOW' ? [] : exposures(call, 'cloud'))] };
    }
    if (service?.value === undefined || operation?.value === undefined) {
        return { effects: [] };
    }
    const own = effectOfReading(readOperation(service.value, operation.value), 'cloud', operation);
    return { effects: [own, ...judgeSecretFlags(call), ...(own.writes ? judgeWrite(call, service.value, operation.value) : [])], replaces: true };
}

/** Lists name secrets, and do not show them; `wait` reads until something is so. */
function readOperation(service: string, operation: string) {
    return operation === 'wait' ? readVerb(service, 'wait') : /^list-/.test(operation) && classOfVerb(operation) === 'read' ? { risk: 'LOW' as const, reads: true, message: 'reads the cloud' } : readVerb(service, operation);
}

function judgeExact(call: Call): readonly Effect[] {
    switch (call.verb) {
        case 's3 cp': return [...judgeObjectCopy(call), ...judgeGrants(call)];
        case 's3 sync': return [...judgeObjectCopy(call), ...judgeGrants(call), ...(call.has('--delete') ? [effect('HIGH', 'cloud', 'deletes what the source does not have', call.values('--delete')[0])] : [])];
        case 'athena start-query-execution': return judgeSql(call.values('--query-string')[0], 'cloud');
        case 'redshift-data batch-execute-statement': return judgeSql(call.values('--sqls')[0], 'cloud');
        case 'dynamodb execute-statement': return judgeSql(call.values('--statement')[0], 'cloud');
        case 'timestream-query query': return judgeSql(call.values('--query-string')[0], 'cloud');
        case 'redshift-data execute-statement':
        case 'rds-data execute-statement':
        case 'rds-data batch-execute-statement':
        case 'rds-data execute-sql': return judgeSql(call.values('--sql')[0], 'cloud');
        case 'ecs execute-command':
        case 'emr ssh':
        case 'ec2-instance-connect ssh': return innerOfAws(call).length === 0 ? [opensShell('cloud')] : [];
        case 'ssm start-session': return call.words.some(word => /PortForwarding/.test(word.shown)) ? [] : [opensShell('cloud')];
        case 'configure get': return call.positionals.filter(word => /secret|token/i.test(word.shown)).map(word => prints('HIGH', 'local', 'prints a credential', word));
        case 'configure set': return call.positionals.slice(0, 1).filter(word => word.value === undefined || /secret|token|access_key|credential_process|role_arn|endpoint_url/i.test(word.value)).map(word => effect('HIGH', 'local', 'stores a credential, or changes as whom later calls act', word));
        case 'cloudformation deploy': return judgeCapabilities(call);
        default: return [];
    }
}

function judgeGrants(call: Call): Effect[] {
    return [...exposures(call, 'cloud'), ...call.values('--grants').slice(0, 1).map(word => effect('HIGH', 'cloud', 'gives others access to the objects', word))];
}

/** Parameters come decrypted when asked, and keys with their values. */
function judgeSecretFlags(call: Call): Effect[] {
    const flag = ['--with-decryption', '--include-value', '--include-values', '--include-planned-secret-values'].flatMap(name => call.has(name) ? call.values(name) : [])[0];
    const start = call.positionals[1]?.value === 'describe-instance-attribute' ? call.words.find(word => /^(--attribute=)?userData$/.test(word.value ?? '')) : undefined;
    return flag ? [prints('HIGH', 'cloud', 'prints secrets', flag)] : start ? [prints('MED', 'cloud', 'prints what an instance starts with, which may hold credentials', start)] : [];
}

const ZERO_FLAGS: readonly string[] = ['--desired-count', '--desired-capacity', '--max-size', '--reserved-concurrent-executions', '--num-nodes', '--max-capacity'];
const ENDANGERING_FLAGS: readonly string[] = ['--master-user-password', '--security-group-ids', '--vpc-security-group-ids', '--groups', '--no-enable', '--skip-final-snapshot', '--secret-string', '--secret-binary', '--no-source-dest-check', '--launch-permission', '--force', '--force-delete', '--remove-all', '--iam-instance-profile'];

/** Flags and words that make an ordinary write dangerous. */
function judgeWrite(call: Call, service: string, operation: string): Effect[] {
    const changes = /^(modify|update|put|set)-/.test(operation);
    const flag = ENDANGERING_FLAGS.filter(name => (changes || !/group|profile/.test(name)) && call.words.some(word => word.value === name || word.prefix.startsWith(`${name}=`)))[0];
    const word = flag ? call.words.find(each => each.prefix.startsWith(flag)) : undefined;
    return [
        ...exposures(call, 'cloud'),
        ...judgeCapabilities(call),
        ...scalesToZero(ZERO_FLAGS.flatMap(name => valuesAfter(call, name)), 'cloud'),
        ...(word ? [effect('HIGH', 'cloud', 'changes who can reach it, passes a secret, or forces', word)] : []),
        ...call.words.filter(each => DANGEROUS_WORDS.some(([of, pattern]) => of.test(`${service} ${operation}`) && pattern.test(each.shown))).slice(0, 1).map(each => effect('HIGH', 'cloud', 'changes what the operation is allowed to reach, or takes something away', each))
    ];
}

const DANGEROUS_WORDS: readonly (readonly [RegExp, RegExp])[] = [
    [/^ssm put-parameter/, /^(SecureString|--type=SecureString|--overwrite)$/],
    [/^s3api put-bucket-versioning/, /Suspended|Status=Disabled/],
    [/^(sqs|sns) set-|^s3api put-bucket-(policy|acl)/, /Policy/],
    [/^dynamodb (batch-write-item|transact-write-items|execute-statement|batch-execute-statement)/, /DeleteRequest|"Delete"|^\s*(DELETE|UPDATE)\b/i],
    [/^eks update-/, /desiredSize"?[=:]\s*0|maxSize"?[=:]\s*0|endpointPublicAccess|publicAccessCidrs|authenticationMode/i],
    [/^lambda update-function-configuration/, /^--(environment|role|layers|vpc-config)\b/],
    [/^ecs update-container-instances-state/, /DRAINING/],
    [/^lambda (create|update)-function-url-config/, /^(NONE|--auth-type=NONE)$/],
    [/^autoscaling update-auto-scaling-group/, /^--(max-size|desired-capacity)=0$/],
    [/^ec2 modify-(instance|vpc|network-interface)-attribute/, /^--(groups|user-data|disable-api-termination|instance-initiated-shutdown-behavior)/]
];

function judgeCapabilities(call: Call): Effect[] {
    return call.words.filter(word => /CAPABILITY_(NAMED_)?IAM/.test(word.shown)).slice(0, 1).map(word => effect('HIGH', 'cloud', 'lets the template create access rules', word));
}

/** The words that follow a flag of an operation, which the table's `valueFlags` do not list. */
function valuesAfter(call: Call, flag: string): Word[] {
    return call.words.flatMap((word, i) => word.value === flag && call.words[i + 1] ? [call.words[i + 1]] : word.prefix.startsWith(`${flag}=`) ? [{ ...word, ...(word.value === undefined ? {} : { value: word.value.slice(flag.length + 1) }) }] : []);
}

/** Operations that stream their answer into a file name it last: `s3api get-object --bucket b --key k FILE`. */
function outfileOf(call: Call): Word[] {
    const [service, operation] = call.positionals;
    const last = call.words[call.words.length - 1];
    const before = call.words[call.words.length - 2];
    const streams = /^(get-object|get-object-torrent|invoke|synthesize-speech|get-job-output|get-media|get-export|get-sdk|get-thing-shadow|invoke-endpoint|invoke-model)$/.test(operation?.value ?? '');
    return service && streams && before && last !== operation && !last.prefix.startsWith('-') && !before.prefix.startsWith('-') && last.value !== '/dev/stdout' && last.value !== '-' ? [last] : [];
}

function innerOfAws(call: Call): readonly Inner[] {
    const command = call.verb === 'ecs execute-command' || call.verb === 'emr ssh' ? call.values('--command')[0] : undefined;
    return command && !/^\/?(\w+\/)*(ba|z|a|da)?sh$/.test(command.shown) ? [{ kind: 'shell', text: command, where: { group: 'cloud', description: 'on an instance' } }] : [];
}
