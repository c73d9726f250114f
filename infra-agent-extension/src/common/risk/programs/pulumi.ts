/** Pulumi: infrastructure from programs. */
import { namesSecret } from '../cloud/secret-names';
import { effect, high, low, med, prints, spelled } from '../verb-list';
import type { Call, Effect, Inner, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['pulumi'],
    group: 'cloud',
    valueFlags: ['-s', '--stack', '-C', '--cwd', '--color', '-v', '--verbose', '--profiling', '--tracing', '-m', '--message', '-t', '--target', '--target-replace', '--replace', '-p', '--parallel', '-c', '--config', '--config-file', '--config-path', '--policy-pack', '--policy-pack-config', '--plan', '--save-plan', '--file', '-i', '--exec-kind', '--secrets-provider', '-n', '--name', '-d', '--description', '-o', '--out', '--since', '--resource', '--exclude', '-e', '--env'],
    verbs: {
        ...low('preview, logs, stack, stack ls, stack output, stack history, stack graph, stack tag ls, stack tag get, config, config get, org get-default, org, policy ls, whoami, state, env ls, env get, env version, deployment settings pull, org search, cloud', 'reads the stack'),
        ...low('version, about, plugin ls, schema check, gen-completion, console, help, convert, package get-schema, package info, env diff, view-trace', 'reads the project', { group: 'local' }),
        ...med('stack export', 'prints the whole state, with the secrets that it may hold', { writes: false }),
        ...med('config set, config rm, config cp, config refresh, config set-all, config rm-all, config env add, config env rm, config env init, config env ls', 'writes the settings of the stack in the workspace', { group: 'local', writes: true, inverse: 'git' }),
        ...med('up', 'creates and changes infrastructure', { inverse: 'up of the earlier program' }),
        ...med('refresh', 'writes what is there into the state', { inverse: 'none' }),
        ...med('import', 'takes existing infrastructure into the stack', { inverse: 'state delete' }),
        ...med('stack init, stack select, stack unselect, stack rename, stack tag set, stack tag rm', 'creates or chooses a stack', { inverse: 'stack rm, stack select' }),
        ...med('new, install, plugin install, plugin rm, package add, package gen-sdk', 'downloads templates or plugins', { group: 'local', inverse: 'none' }),
        ...med('login, logout, org set-default', 'changes the credentials of this machine', { group: 'external', inverse: 'logout, login' }),
        ...med('policy new, policy publish, deployment run, env init, env set, env edit, env clone, deployment settings push, package publish, template publish', 'changes what the Pulumi service keeps', { group: 'external', inverse: 'none' }),
        ...low('env run', 'starts a program with the values of an environment', { writes: false }),
        ...high('watch', 'applies every change of the program at once'),
        ...high('destroy', 'destroys everything that the stack describes'),
        ...high('cancel', 'breaks off an update that may be running'),
        ...high('stack rm, stack import, stack change-secrets-provider', 'deletes or overwrites the state of a stack'),
        ...high('state delete, state unprotect, state protect, state rename, state move, state edit, state repair, state upgrade, state taint, state untaint', 'overwrites the state'),
        ...high('env open', 'prints secrets', { writes: false }),
        ...high('env rm, env tag, env rotate, policy enable, policy disable, policy rm, policy group, org webhook', 'deletes environments, or changes policies')
    },
    aliases: { ...spelled('up', 'update'), ...spelled('preview', 'pre'), ...spelled('destroy', 'down, dn'), ...spelled('stack', 'stacks'), ...spelled('stack ls', 'stack list'), ...spelled('config set', 'conf set'), ...spelled('config', 'conf, cfg'), ...spelled('env', 'esc') },
    flagRules: [
        { flags: ['-y', '--yes', '-f', '--skip-preview'], verbs: ['up', 'refresh', 'import'], risk: 'HIGH', message: 'applies whatever the preview turns out to be, with nobody asked' },
        { flags: ['--replace', '--target-replace'], verbs: ['up'], risk: 'HIGH', message: 'destroys and makes anew what it names' },
        { flags: ['--show-secrets'], risk: 'HIGH', writes: false, message: 'prints secrets' },
        { flags: ['--secret'], verbs: ['config set'], risk: 'HIGH', message: 'passes a secret' },
        { flags: ['--force'], risk: 'HIGH', message: 'forces without a question' }
    ],
    dryRun: [{ flag: '--preview-only', values: ['', 'true'], verbs: ['up', 'refresh', 'destroy', 'import'] }],
    helpFlags: ['--help', '-h'],
    judge: judgeValues,
    inner: innerOfEnvironment,
    writesTo: call => call.verb.startsWith('config ') ? call.values('--config-file') : call.values('--save-plan', '--out'),
    target: call => {
        const word = call.values('-s', '--stack')[0];
        return { kind: 'terraform-workspace', ...(word ? { word } : {}) };
    },
    environment: ['PULUMI_ACCESS_TOKEN', 'PULUMI_CONFIG_PASSPHRASE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'PULUMI_STACK', 'PULUMI_HOME', 'PULUMI_BACKEND_URL', 'PULUMI_CONFIG_PASSPHRASE_FILE', 'AWS_PROFILE', 'AWS_REGION', 'GOOGLE_PROJECT', 'GOOGLE_APPLICATION_CREDENTIALS', 'ARM_SUBSCRIPTION_ID', 'AZURE_CONFIG_DIR', 'KUBECONFIG'],
    dangerousEnvironment: ['PULUMI_STACK', 'PULUMI_BACKEND_URL', 'PULUMI_HOME', 'PULUMI_OPTION_YES', 'PULUMI_SKIP_CONFIRMATIONS', 'AWS_PROFILE', 'KUBECONFIG']
};

/** `config get` decrypts what it prints; a lone `config` does not. */
function judgeValues(call: Call): { readonly effects: readonly Effect[] } {
    const key = call.positionals[0];
    const shows = call.verb === 'config get' || call.verb === 'stack output' && call.has('--show-secrets') || call.verb === 'env get';
    if (shows && key && namesSecret(key)) {
        return { effects: [prints('HIGH', 'cloud', 'prints a secret', key)] };
    }
    return { effects: call.verb === 'config set' && key && namesSecret(key) && call.positionals.length > 1 ? [effect('HIGH', 'local', 'passes a secret', key)] : [] };
}

function innerOfEnvironment(call: Call): readonly Inner[] {
    const words = call.afterDashes ?? call.positionals.slice(1);
    return call.verb === 'env run' && words.length > 0 ? [{ kind: 'argv', words }] : [];
}
