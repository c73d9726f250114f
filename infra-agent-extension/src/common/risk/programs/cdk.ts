/** The AWS CDK, CDK for Terraform, SAM and the Serverless Framework: applications into a cloud account. */
import { namesSecret } from '../cloud/secret-names';
import { effect, high, low, med, prints, spelled } from '../verb-list';
import type { Call, ProgramTable, Word } from '../program';

const aws = {
    group: 'cloud',
    helpFlags: ['--help', '-h', '--version'],
    target: (call: Call) => profile(call.values('--profile', '--aws-profile', '--stage')[0]),
    environment: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'CDK_DEFAULT_ACCOUNT', 'CDK_DEFAULT_REGION', 'SAM_CLI_TELEMETRY'],
    dangerousEnvironment: ['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ENDPOINT_URL']
} as const;

const cdk: ProgramTable = {
    ...aws,
    names: ['cdk'],
    valueFlags: ['-a', '--app', '-c', '--context', '-p', '--plugin', '--profile', '-o', '--output', '-r', '--role-arn', '-O', '--outputs-file', '-t', '--tags', '--parameters', '--require-approval', '--change-set-name', '-m', '--method', '--toolkit-stack-name', '-b', '--bootstrap-bucket-name', '--qualifier', '--trust', '--cloudformation-execution-policies', '-l', '--language', '--concurrency', '--progress', '--region'],
    verbs: {
        ...low('list, synthesize, diff, metadata, doctor, docs, notices, drift, flags, cli-telemetry', 'renders the application'),
        ...low('init, acknowledge', 'writes project files', { group: 'local', writes: true, inverse: 'git' }),
        ...med('deploy', 'creates and changes infrastructure', { inverse: 'deploy of the earlier code' }),
        ...med('import, migrate, rollback, refactor, publish-assets', 'changes stacks', { inverse: 'none' }),
        ...med('context', 'changes the cached facts of the project', { group: 'local', inverse: 'git' }),
        ...high('bootstrap', 'creates roles, buckets and policies in the account', { inverse: 'none' }),
        ...high('watch', 'deploys every change at once'),
        ...high('destroy', 'destroys stacks'),
        ...high('gc', 'deletes assets that nothing uses any more')
    },
    aliases: { ...spelled('list', 'ls'), ...spelled('synthesize', 'synth'), ...spelled('docs', 'doc'), ...spelled('acknowledge', 'ack') },
    flagRules: [
        { flags: ['--require-approval'], values: ['never'], verbs: ['deploy'], risk: 'HIGH', message: 'widens access with nobody asked' },
        { flags: ['--yes', '-y'], verbs: ['deploy'], risk: 'HIGH', message: 'deploys with nobody asked' },
        { flags: ['--force', '-f', '--hotswap', '--hotswap-fallback'], verbs: ['deploy', 'rollback', 'import'], risk: 'HIGH', message: 'forces, or changes past CloudFormation' },
        { flags: ['--all'], verbs: ['deploy'], risk: 'HIGH', message: 'reaches every stack of the application' },
        { flags: ['--watch'], verbs: ['deploy'], risk: 'HIGH', message: 'deploys every change at once' }
    ],
    dryRun: [{ flag: '--no-execute', values: ['', 'true'], verbs: ['deploy'] }],
    writesTo: call => call.values('-O', '--outputs-file')
};

const cdktf: ProgramTable = {
    ...aws,
    names: ['cdktf'],
    valueFlags: ['-a', '--app', '-o', '--output', '--outputs-file', '--var', '--var-file', '--parallelism', '--terraform-parallelism', '--template', '--project-name', '--project-description', '--local', '-l', '--language', '--provider', '--log-level'],
    verbs: {
        ...low('list, synth, diff, debug, provider list, output', 'renders the application'),
        ...low('init, convert', 'writes project files', { group: 'local', writes: true, inverse: 'git' }),
        ...med('deploy', 'creates and changes infrastructure', { inverse: 'deploy of the earlier code' }),
        ...med('get, provider add, provider upgrade', 'downloads providers', { group: 'local', inverse: 'git' }),
        ...med('login', 'changes the credentials of this machine', { group: 'external', inverse: 'logout' }),
        ...high('watch', 'deploys every change at once'),
        ...high('destroy', 'destroys stacks')
    },
    aliases: { ...spelled('deploy', 'apply'), ...spelled('diff', 'plan'), ...spelled('synth', 'synthesize') },
    flagRules: [
        { flags: ['--auto-approve'], verbs: ['deploy'], risk: 'HIGH', message: 'applies whatever the plan turns out to be, with nobody asked' },
        { flags: ['--outputs-file-include-sensitive-outputs'], risk: 'HIGH', message: 'writes sensitive outputs to a file' },
        { flags: ['--ignore-missing-stack-dependencies'], verbs: ['deploy'], risk: 'MED', message: 'ignores what it depends on' }
    ],
    judge: call => ({ effects: call.verb === 'output' ? call.positionals.filter(namesSecret).map(word => prints('HIGH', 'cloud', 'prints a secret', word)) : [] }),
    writesTo: call => call.values('--outputs-file')
};

const sam: ProgramTable = {
    ...aws,
    names: ['sam'],
    valueFlags: ['-t', '--template', '--template-file', '--stack-name', '--region', '--profile', '--s3-bucket', '--s3-prefix', '--config-file', '--config-env', '--capabilities', '--parameter-overrides', '--tags', '--output-template-file', '-e', '--event', '--env-vars', '-n', '--name', '--role-arn', '--image-repository', '--kms-key-id', '-b', '--build-dir', '-s', '--base-dir', '--port', '-p', '--runtime', '-r', '--output', '--start-time', '-o', '--output-dir'],
    verbs: {
        ...low('validate, logs, traces, list endpoints, list resources, list stack-outputs, docs, local generate-event', 'reads the application'),
        ...med('build, local invoke, local start-api, local start-lambda, init', 'builds or runs the application on this machine', { group: 'local', inverse: 'none' }),
        ...med('deploy, sync', 'creates and changes infrastructure', { inverse: 'deploy of the earlier code' }),
        ...med('package', 'uploads the application', { inverse: 'none' }),
        ...med('remote invoke', 'runs a function', { inverse: 'none' }),
        ...med('publish', 'publishes the application', { inverse: 'none' }),
        ...high('pipeline init, pipeline bootstrap', 'creates roles for a pipeline'),
        ...high('delete', 'destroys the stack')
    },
    flagRules: [{ flags: ['--no-confirm-changeset'], verbs: ['deploy'], risk: 'MED', message: 'deploys with nobody asked' }, { flags: ['--watch'], verbs: ['sync'], risk: 'HIGH', message: 'deploys every change at once' }],
    dryRun: [{ flag: '--no-execute-changeset', values: [''], verbs: ['deploy'] }],
    judge: call => ({ effects: grantsAccess(call).map(word => effect('HIGH', 'cloud', 'lets the template create access rules', word)) }),
    writesTo: call => call.values('--output-template-file')
};

/** CloudFormation asks for `CAPABILITY_IAM` when a template holds roles or policies; SAM's functions nearly always do, by generated names. */
function grantsAccess(call: Call): Word[] {
    const at = call.words.findIndex(word => word.value === '--capabilities');
    return at < 0 ? call.values('--capabilities').filter(namesIam) : call.words.slice(at + 1, at + 4).filter(namesIam);
}

function namesIam(word: Word): boolean {
    return word.shown.includes('CAPABILITY_NAMED_IAM');
}

const serverless: ProgramTable = {
    ...aws,
    names: ['serverless', 'sls', 'osls'],
    valueFlags: ['-s', '--stage', '-r', '--region', '-c', '--config', '-f', '--function', '--aws-profile', '-p', '--path', '--package', '-d', '--data', '--param', '-t', '--template', '-n', '--name', '-u', '--url', '--org', '--app', '--service', '--provider', '-k', '--key', '--secret', '--timestamp', '--startTime', '--filter', '-v', '--function-version'],
    verbs: {
        ...low('info, logs, metrics, print, deploy list, deploy list functions, rollback list, plugin list, plugin search, doctor, help, support, usage, outputs, state', 'reads the service'),
        ...low('package', 'renders the service', { group: 'local', writes: true }),
        ...med('deploy, deploy function, dev', 'creates and changes infrastructure', { inverse: 'rollback' }),
        ...med('rollback, rollback function', 'returns to an earlier deployment', { inverse: 'deploy' }),
        ...med('invoke', 'runs a function', { inverse: 'none' }),
        ...med('invoke local, offline, test, plugin install, plugin uninstall, create, install, upgrade', 'runs or downloads code on this machine', { group: 'local', inverse: 'none' }),
        ...med('login, logout, dashboard', 'changes the credentials of this machine', { group: 'external', inverse: 'logout' }),
        ...high('config credentials', 'stores credentials', { group: 'local' }),
        ...high('remove', 'destroys the service')
    },
    aliases: { ...spelled('remove', 'rm'), ...spelled('deploy list', 'deploy ls') },
    flagRules: [{ flags: ['--force'], verbs: ['deploy', 'deploy function'], risk: 'HIGH', message: 'forces a deployment' }]
};

function profile(word: Word | undefined): { readonly kind: 'cloud-project'; readonly word?: Word } {
    return { kind: 'cloud-project', ...(word ? { word } : {}) };
}

export const programs: readonly ProgramTable[] = [cdk, cdktf, sam, serverless];
