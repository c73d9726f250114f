/** The command lines of DigitalOcean, Hetzner, Linode, OpenStack, IBM, Oracle, Scaleway, Civo, Alibaba and Exoscale, read by their words. */
import { wordsTable } from '../cloud/words-table';
import { effect, high, low, med, opensShell } from '../verb-list';
import type { Effect, Inner, ProgramTable, Word } from '../program';

const helpFlags = ['--help', '-h', '--version'];
const SHORT = { ls: 'list', rm: 'delete', del: 'delete', d: 'delete', c: 'create', g: 'get', u: 'update', l: 'list' };

function namedBy(...flags: readonly string[]): NonNullable<ProgramTable['target']> {
    return call => {
        const word = call.values(...flags)[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    };
}

const doctl = wordsTable({
    names: ['doctl'],
    group: 'cloud',
    valueFlags: ['-t', '--access-token', '-u', '--api-url', '-c', '--config', '--context', '-o', '--output', '--format', '--region', '--size', '--image', '--ssh-command', '--ssh-user', '--ssh-key-path', '--count', '--tag-name', '--node-pool', '--min-nodes', '--max-nodes', '--type', '--deployment', '--tail', '--component'],
    verbs: {
        ...low('version, help, completion', 'shows help', { group: 'local' }),
        ...low('auth list', 'reads this machine', { group: 'local' }),
        ...low('compute ssh', 'starts a command on an instance', { writes: false }),
        ...low('account get, account ratelimit, balance get, compute ssh-key list, compute ssh-key get', 'reads the cloud'),
        ...med('auth init, auth switch, auth remove', 'changes as whom later calls act', { group: 'local', inverse: 'auth switch' }),
        ...med('kubernetes cluster kubeconfig save, registry login, registry logout, kubernetes cluster registry add', 'writes credentials for a cluster or a registry to this machine', { inverse: 'kubectl config delete-context' }),
        ...high('kubernetes cluster kubeconfig show, kubernetes cluster kubeconfig exec-credential, registry kubernetes-manifest, registry docker-config, databases connection, databases user get, databases user list, databases get-ca, auth token', 'prints credentials', { writes: false }),
        ...high('kubernetes cluster upgrade', 'upgrades, which nothing takes back')
    },
    words: { ...SHORT, k8s: 'kubernetes', k: 'kubernetes', kube: 'kubernetes', cfg: 'kubeconfig', database: 'databases', db: 'databases', dbs: 'databases', 'power-cycle': 'poweroff', 'power-off': 'poweroff' },
    aliases: { k8s: 'kubernetes', k: 'kubernetes', kube: 'kubernetes', 'kubernetes clusters': 'kubernetes cluster', 'kubernetes c': 'kubernetes cluster', 'kubernetes cluster cfg': 'kubernetes cluster kubeconfig', 'kubernetes cluster kubeconfig s': 'kubernetes cluster kubeconfig save', db: 'databases', dbs: 'databases', database: 'databases', 'databases conn': 'databases connection', 'databases c': 'databases connection' },
    sensitive: /\b(domain|domains|firewall|firewalls|ssh-key|vpc-peering)\b/,
    sizes: ['--count', '--node-count'],
    helpFlags,
    exact: call => call.verb === 'compute ssh' && call.values('--ssh-command').length === 0 ? [opensShell('cloud')] : call.verb === 'auth init' && call.has('-t', '--access-token') ? [effect('HIGH', 'local', 'passes a credential', call.values('-t', '--access-token')[0])] : [],
    inner: call => remote(call.verb === 'compute ssh' ? call.values('--ssh-command') : []),
    target: namedBy('--context'),
    environment: ['DIGITALOCEAN_ACCESS_TOKEN', 'DIGITALOCEAN_CONTEXT', 'DIGITALOCEAN_CONFIG'],
    dangerousEnvironment: ['DIGITALOCEAN_CONTEXT', 'DIGITALOCEAN_ACCESS_TOKEN', 'DIGITALOCEAN_API_URL']
});

const hcloud = wordsTable({
    names: ['hcloud'],
    group: 'cloud',
    valueFlags: ['-o', '--output', '--config', '--context', '--name', '--type', '--image', '--location', '--datacenter', '--ssh-key', '--selector', '-l', '--server', '--network', '--zone'],
    verbs: {
        ...low('version, help, completion, context list, context active, config get, config list', 'reads this machine', { group: 'local' }),
        ...low('server ssh', 'starts a command on an instance', { writes: false }),
        ...low('ssh-key list, ssh-key describe', 'reads the cloud'),
        ...med('context use, context create, context rename, context unset, config set, config unset, config add, config remove', 'changes which project later calls reach', { group: 'local', inverse: 'context use' }),
        ...high('context delete', 'removes a project and its token from this machine', { group: 'local' }),
        ...high('server reset-password, server request-console, server enable-rescue', 'opens a way into a server')
    },
    words: SHORT,
    sensitive: /\b(firewall|ssh-key|zone|rrset|certificate)\b/,
    helpFlags,
    exact: call => call.verb === 'server ssh' && call.positionals.length < 2 ? [opensShell('cloud')] : [],
    inner: call => call.verb === 'server ssh' && call.positionals.length > 1 ? [{ kind: 'argv', words: call.words.slice(call.words.indexOf(call.positionals[1])), where: ON_INSTANCE }] : [],
    target: namedBy('--context'),
    environment: ['HCLOUD_TOKEN', 'HCLOUD_CONTEXT', 'HCLOUD_CONFIG'],
    dangerousEnvironment: ['HCLOUD_CONTEXT', 'HCLOUD_TOKEN', 'HCLOUD_CONFIG', 'HCLOUD_ENDPOINT']
});

const openstack = wordsTable({
    names: ['openstack'],
    group: 'cloud',
    valueFlags: ['--os-cloud', '--os-project-name', '--os-region-name', '--os-username', '--os-auth-url', '-f', '--format', '-c', '--column', '--flavor', '--image', '--network', '--name', '--size'],
    verbs: {
        ...low('help, complete, catalog list, versions show, configuration show', 'reads the cloud'),
        ...low('server ssh', 'opens a shell on an instance', { writes: false }),
        ...low('keypair list, keypair show', 'reads the cloud'),
        ...high('token issue, ec2 credentials create, ec2 credentials list, ec2 credentials show, credential show, secret get', 'prints credentials', { writes: false }),
        ...high('server pause, server suspend, server lock, server shelve, server migrate, server resize, server set, server rebuild', 'interrupts or changes a server')
    },
    words: {},
    sensitive: /\b(project|user|group|role|keypair|zone|recordset|security group|application credential|trust|quota|consumer|mapping|federation|service provider)\b/,
    helpFlags,
    exact: call => call.verb === 'server ssh' ? [opensShell('cloud')] : [],
    target: namedBy('--os-cloud', '--os-project-name'),
    environment: ['OS_CLOUD', 'OS_CLIENT_CONFIG_FILE', 'OS_REGION_NAME', 'OS_PROJECT_NAME', 'OS_AUTH_URL', 'OS_USERNAME', 'OS_PASSWORD', 'OS_TOKEN'],
    dangerousEnvironment: ['OS_CLOUD', 'OS_CLIENT_CONFIG_FILE', 'OS_PROJECT_NAME', 'OS_AUTH_URL', 'OS_TOKEN', 'OS_PASSWORD']
});

const linode = wordsTable({
    names: ['linode-cli', 'lin'],
    group: 'cloud',
    valueFlags: ['--format', '--as-user', '--page', '--label', '--region', '--type', '--image', '--root_pass'],
    verbs: { ...low('completion, show-users, help, version', 'reads this machine', { group: 'local' }), ...med('configure, set-user, remove-user', 'changes as whom later calls act', { group: 'local' }), ...high('lke kubeconfig-view, profile token-create, account oauth-client-secret-reset, databases mysql-creds-view, databases postgresql-creds-view, object-storage keys-list, linodes linode-reset-password', 'prints or changes credentials') },
    words: { ls: 'list', rm: 'delete' },
    spell: word => /^[a-z]+(-[a-z]+)*-[a-z]+$/.test(word) ? word.replace(/^(.*)-([a-z]+)$/, '$2-$1') : word,
    sensitive: /^(domains|firewalls|users|sshkeys|account|profile)\b/,
    helpFlags,
    target: namedBy('--as-user')
});

const oci = wordsTable({
    names: ['oci'],
    group: 'cloud',
    valueFlags: ['--profile', '--config-file', '--region', '--output', '--query', '--auth', '--compartment-id', '-c', '--cli-rc-file', '--endpoint', '--instance-id', '--name', '--display-name'],
    verbs: {
        ...low('os ns get', 'reads the cloud'),
        ...med('setup config, setup keys, setup repair-file-permissions, session authenticate, session refresh', 'changes settings of this machine', { group: 'local' }),
        ...med('ce cluster create-kubeconfig', 'writes the way to a cluster into the kubeconfig', { inverse: 'kubectl config delete-context' }),
        ...low('raw-request', 'calls the API', { writes: false }),
        ...high('secrets secret-bundle get, secrets secret-bundle get-secret-bundle-by-name, iam auth-token create, ce cluster generate-token, db autonomous-database generate-wallet', 'prints credentials', { writes: false })
    },
    sensitive: /^(iam|dns|kms|vault|network security-list|network nsg|os preauth-request)\b/,
    helpFlags,
    exact: call => call.verb === 'raw-request' ? judgeMethod(call.values('--http-method')[0]) : [],
    target: namedBy('--profile', '--compartment-id'),
    environment: ['OCI_CLI_PROFILE', 'OCI_CLI_CONFIG_FILE', 'OCI_CLI_REGION'],
    dangerousEnvironment: ['OCI_CLI_PROFILE', 'OCI_CLI_CONFIG_FILE', 'OCI_CLI_ENDPOINT']
});

const ibmcloud = wordsTable({
    names: ['ibmcloud', 'ic', 'bx'],
    group: 'cloud',
    valueFlags: ['-r', '-g', '-c', '-u', '-p', '-a', '--output', '--cluster', '--name'],
    verbs: {
        ...low('help, version, regions, plugin list, plugin repos, account list, resource groups, ks clusters, ks workers, is instances, is vpcs, cr images, ce app list', 'reads the cloud'),
        ...med('login, logout, target, api', 'changes which account later calls reach', { inverse: 'target' }),
        ...med('plugin install, plugin update, plugin uninstall, config, update', 'changes which tools are installed', { group: 'local' }),
        ...med('ks cluster config, cr login', 'writes credentials for a cluster or a registry to this machine'),
        ...high('iam oauth-tokens, iam api-key-create, resource service-key, secrets-manager secret', 'prints credentials', { writes: false })
    },
    words: { rm: 'delete' },
    sensitive: /^(iam|dns|cis|secrets-manager|kp)\b/,
    helpFlags: ['--help', '-h', '--version', '-v'],
    target: namedBy('-a', '-g')
});

const others = (names: readonly string[], environment: readonly string[]): ProgramTable => wordsTable({
    names,
    group: 'cloud',
    valueFlags: ['--profile', '-p', '--region', '--zone', '-o', '--output', '--format', '--context', '--config', '-c', '--name'],
    verbs: { ...low('help, version, info, completion, autocomplete, config get, config list, config dump, config info', 'reads this machine', { group: 'local' }), ...med('init, login, configure, config set, config init, config profile activate, config profile create, managed-kubernetes cluster get-credentials, k8s kubeconfig install, kubernetes config', 'changes settings of this machine', { inverse: 'none' }), ...high('k8s kubeconfig get, iam create-token, lockbox payload get, secret version access, compute sks kubeconfig, apikey show, apikey current', 'prints credentials', { writes: false }) },
    words: { ls: 'list', rm: 'delete' },
    spell: word => word.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase(),
    sensitive: /\b(dns|domain|firewall|security-group|ssh|sshkey|apikey|ram)\b/,
    helpFlags,
    target: namedBy('--profile', '-p', '--context'),
    environment,
    dangerousEnvironment: environment
});

const ON_INSTANCE = { group: 'cloud', description: 'on an instance' } as const;

function remote(commands: readonly Word[]): readonly Inner[] {
    return commands.map(text => ({ kind: 'shell', text, where: ON_INSTANCE }));
}

function judgeMethod(method: Word | undefined): Effect[] {
    if (!method || /^(get|head)$/i.test(method.value ?? '')) {
        return [];
    }
    return /^(post|put|patch)$/i.test(method.value ?? '') ? [effect('MED', 'cloud', 'calls the API to change something', method)] : [effect('HIGH', 'cloud', 'calls the API to delete something', method)];
}

export const programs: readonly ProgramTable[] = [doctl, hcloud, openstack, linode, oci, ibmcloud, others(['scw'], ['SCW_PROFILE', 'SCW_CONFIG_PATH']), others(['civo'], []), others(['yc'], ['YC_TOKEN', 'YC_CLOUD_ID', 'YC_FOLDER_ID']), others(['aliyun'], ['ALIBABA_CLOUD_PROFILE']), others(['exo'], ['EXOSCALE_ACCOUNT']), others(['vultr-cli'], ['VULTR_API_KEY']), others(['tccli'], [])];
