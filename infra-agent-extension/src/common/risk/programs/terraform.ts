/** Terraform and OpenTofu. Go's flags begin with one dash or two, so each is listed in both forms. */
import { namesSecret } from '../cloud/secret-names';
import { effect, high, low, med, prints } from '../verb-list';
import type { Call, Effect, FlagRule, Inner, ProgramTable, Word } from '../program';

const dashed = (...names: readonly string[]) => names.flatMap(name => [`-${name}`, `--${name}`]);

export const TERRAFORM_VALUE_FLAGS: readonly string[] = dashed('var', 'var-file', 'target', 'target-file', 'exclude', 'exclude-file', 'replace', 'out', 'state', 'state-out', 'backup', 'backup-out', 'lock-timeout', 'parallelism', 'backend-config', 'from-module', 'plugin-dir', 'lockfile', 'platform', 'fs-mirror', 'net-mirror', 'generate-config-out', 'filter', 'test-directory', 'plan', 'type', 'id', 'source', 'cloud-run');

export const terraformVerbs = {
    ...low('plan', 'compares the code with what is there, running its providers'),
    ...low('show, state show, state list, output, workspace list, workspace show, graph, console, query, providers, providers schema', 'reads the state'),
    ...low('validate, version, metadata functions, modules, help, env list', 'reads the code', { group: 'local' }),
    ...low('fmt', 'formats the code', { group: 'local', writes: true, inverse: 'git' }),
    ...med('init', 'downloads providers and modules, and connects to the state', { inverse: 'none' }),
    ...med('get, providers lock, providers mirror', 'downloads modules or providers', { group: 'local', inverse: 'git' }),
    ...med('apply', 'creates and changes infrastructure', { inverse: 'apply of the earlier code' }),
    ...med('refresh', 'writes what is there into the state', { inverse: 'none' }),
    ...med('import', 'takes existing infrastructure into the state', { inverse: 'state rm' }),
    ...med('taint', 'has the next apply destroy and make anew', { inverse: 'untaint' }),
    ...med('untaint', 'keeps the next apply from destroying', { inverse: 'taint' }),
    ...med('test', 'creates infrastructure for a test and destroys it', { inverse: 'done by itself' }),
    ...med('workspace new', 'creates a workspace', { inverse: 'workspace delete' }),
    ...med('workspace select, env select', 'changes which state later calls reach', { inverse: 'workspace select' }),
    ...med('state pull', 'prints the whole state, with the secrets that it may hold', { writes: false }),
    ...med('login, logout', 'changes the credentials of this machine', { group: 'external', inverse: 'logout, login' }),
    ...high('destroy', 'destroys everything that the code describes'),
    ...high('state rm, state mv, state push, state replace-provider, state identities', 'overwrites the state', { inverse: 'state push of a copy' }),
    ...high('force-unlock', 'breaks a lock that someone may hold'),
    ...high('workspace delete, env delete', 'deletes a workspace and its state')
};

export const terraformFlagRules: readonly FlagRule[] = [
    { flags: dashed('destroy'), verbs: ['apply'], risk: 'HIGH', message: 'destroys everything that the code describes' },
    { flags: dashed('replace'), verbs: ['apply'], risk: 'HIGH', message: 'destroys and makes anew what it names' },
    { flags: dashed('lock'), values: ['false', '0'], verbs: ['apply', 'refresh', 'import', 'init', 'taint', 'untaint', 'test'], risk: 'HIGH', message: 'writes the state without its lock' },
    { flags: dashed('migrate-state', 'force-copy'), verbs: ['init'], risk: 'HIGH', message: 'moves the state to another place' },
    { flags: dashed('reconfigure', 'upgrade'), verbs: ['init'], risk: 'MED', message: 'takes newer providers, or leaves the earlier state behind' },
    { flags: dashed('force'), verbs: ['workspace delete', 'destroy'], risk: 'HIGH', message: 'forces without a question' },
    { flags: dashed('ignore-remote-version'), risk: 'HIGH', message: 'writes a state of another version' }
];

export const program: ProgramTable = {
    names: ['terraform', 'tofu', 'tf', 'opentofu'],
    group: 'cloud',
    valueFlags: TERRAFORM_VALUE_FLAGS,
    verbs: terraformVerbs,
    flagRules: terraformFlagRules,
    helpFlags: ['-help', '--help', '-h', '-version', '--version', '-v'],
    judge: call => ({ effects: judgeTerraform(call, call.verb) }),
    inner: innerOfTerraform,
    writesTo: call => call.values(...dashed('out', 'generate-config-out', 'state-out')),
    touches: call => call.verb === 'fmt' && !call.has(...dashed('check')) ? call.positionals : [],
    target: terraformTarget,
    environment: [
        'TF_WORKSPACE', 'TF_DATA_DIR', 'TF_INPUT', 'TF_LOG', 'TF_PLUGIN_CACHE_DIR', 'TF_IN_AUTOMATION', 'TF_CLI_CONFIG_FILE', 'TF_CLI_ARGS', 'TF_CLI_ARGS_init', 'TF_CLI_ARGS_plan', 'TF_CLI_ARGS_apply', 'TF_CLI_ARGS_destroy',
        'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CREDENTIALS', 'GOOGLE_PROJECT', 'GOOGLE_REGION', 'CLOUDSDK_CONFIG', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE',
        'ARM_SUBSCRIPTION_ID', 'ARM_TENANT_ID', 'ARM_CLIENT_ID', 'ARM_CLIENT_SECRET', 'ARM_USE_OIDC', 'AZURE_CONFIG_DIR', 'KUBECONFIG', 'KUBE_CONFIG_PATH'
    ],
    dangerousEnvironment: [
        'TF_CLI_ARGS', ...['init', 'plan', 'apply', 'destroy', 'import', 'refresh', 'state', 'output', 'show', 'validate', 'workspace', 'console', 'test', 'taint', 'fmt', 'get', 'login'].map(verb => `TF_CLI_ARGS_${verb}`),
        'TF_CLI_CONFIG_FILE', 'TERRAFORM_CONFIG', 'TF_REATTACH_PROVIDERS', 'TF_WORKSPACE', 'TF_DATA_DIR', 'TF_PLUGIN_CACHE_DIR', 'AWS_PROFILE', 'GOOGLE_PROJECT', 'ARM_SUBSCRIPTION_ID', 'KUBECONFIG', 'KUBE_CONFIG_PATH'
    ]
};

/** Shared with terragrunt, which hands these verbs on. `verb` is Terraform's. */
export function judgeTerraform(call: Call, verb: string): Effect[] {
    switch (verb) {
        case 'apply': return judgeApply(call);
        case 'output': return judgeOutput(call);
        case 'show': return call.has(...dashed('json')) ? [prints('MED', 'cloud', 'prints values in full, sensitive ones too', call.flags[0])] : [];
        case 'init': return call.values(...dashed('backend')).some(word => word.value === 'false') ? [] : judgeModule(call);
        default: return [];
    }
}

/** A saved plan was there to be reviewed; without one, approval is what stands between the code and the cloud. Words that may be none are no plan. */
function judgeApply(call: Call): Effect[] {
    const approval = call.values(...dashed('auto-approve')).filter(word => word.value !== 'false')[0];
    return approval && call.positionals.every(word => word.splits) ? [effect('HIGH', 'cloud', 'applies whatever the plan turns out to be, destruction included, with nobody asked', approval)] : [];
}

function judgeOutput(call: Call): Effect[] {
    const name = call.positionals[0];
    if (name) {
        return namesSecret(name) ? [prints('HIGH', 'cloud', 'prints a secret of the state', name)] : [];
    }
    return call.has(...dashed('json')) ? [prints('MED', 'cloud', 'prints every output in full, sensitive ones too', call.flags[0])] : [];
}

function judgeModule(call: Call): Effect[] {
    return call.values(...dashed('from-module')).map(word => effect('MED', 'external', 'copies a module into the folder', word));
}

const LOOKED_THROUGH: readonly string[] = ['apply', 'destroy', 'refresh', 'import', 'test'];

function innerOfTerraform(call: Call): readonly Inner[] {
    const folder = folderOf(call);
    return LOOKED_THROUGH.includes(call.verb) ? [{ kind: 'terraform', ...(folder ? { folder } : {}) }] : [];
}

function folderOf(call: Call): Word | undefined {
    return call.values(...dashed('chdir'))[0];
}

function terraformTarget(call: Call): { readonly kind: 'terraform-workspace'; readonly word?: Word } {
    const word = /^(workspace|env) (select|delete|new)$/.test(call.verb) ? call.positionals[0] : folderOf(call);
    return { kind: 'terraform-workspace', ...(word ? { word } : {}) };
}
