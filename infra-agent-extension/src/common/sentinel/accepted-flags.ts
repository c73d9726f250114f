/** Which flags the subcommands of cloud and cluster tools take, as far as it matters for wrappers. What is not in a table counts as taken. */

/** gcloud: the flags that say where, by the longest command path that is known. */
const GCLOUD_PLACES: Readonly<Record<string, readonly string[]>> = {
    services: [], projects: [], organizations: [], billing: [], iam: ['--location'], dns: ['--location'], auth: [], config: [], components: [], secrets: ['--location'], pubsub: [], logging: ['--location'], monitoring: [],
    'compute networks': [], 'compute networks subnets': ['--region'], 'compute networks vpc-access': ['--region'], 'compute networks peerings': [], 'compute firewall-rules': [], 'compute routes': [], 'compute images': [], 'compute project-info': [], 'compute regions': [], 'compute zones': [],
    'compute routers': ['--region'], 'compute vpn-tunnels': ['--region'], 'compute vpn-gateways': ['--region'], 'compute instances': ['--zone'], 'compute disks': ['--zone', '--region'], 'compute instance-groups unmanaged': ['--zone'],
    'compute ssl-policies': ['--region'], 'compute http-health-checks': [], 'compute shared-vpc': [], 'compute firewall-policies': [], 'storage': ['--location'], 'kms': ['--location'], 'artifacts': ['--location'], 'container clusters': ['--region', '--zone', '--location'],
    'container node-pools': ['--region', '--zone', '--location'], 'container images': [], 'container hub': ['--location'], 'container fleet': ['--location'], 'run': ['--region'], functions: ['--region'], 'resource-manager': [], source: [], endpoints: []
};
const PLACES = ['--region', '--zone', '--location'];

const HELM: Readonly<Record<string, readonly string[]>> = {
    '--wait': ['install', 'upgrade', 'uninstall', 'rollback'], '--atomic': ['install', 'upgrade'], '--timeout': ['install', 'upgrade', 'uninstall', 'rollback', 'test'], '--install': ['upgrade'],
    '--create-namespace': ['install', 'upgrade'], '--values': ['install', 'upgrade', 'template', 'lint', 'package'], '--set': ['install', 'upgrade', 'template', 'lint'], '--version': ['install', 'upgrade', 'template', 'pull', 'show', 'package', 'repo']
};
const KUBECTL: Readonly<Record<string, readonly string[]>> = {
    '--dry-run': ['apply', 'create', 'delete', 'replace', 'patch', 'run', 'scale', 'set', 'expose', 'label', 'annotate', 'autoscale', 'cordon', 'uncordon', 'drain', 'taint', 'rollout', 'auth', 'exec'],
    '--ignore-not-found': ['delete', 'get'], '--wait': ['apply', 'delete', 'replace'], '--prune': ['apply'], '--server-side': ['apply', 'diff'], '--force-conflicts': ['apply', 'diff']
};
const TERRAFORM: Readonly<Record<string, readonly string[]>> = {
    '-auto-approve': ['apply', 'destroy', 'refresh'], '-var-file': ['plan', 'apply', 'destroy', 'import', 'refresh', 'console', 'init', 'test', 'validate'], '-input': ['init', 'plan', 'apply', 'destroy', 'import', 'refresh', 'login'], '-lock-timeout': ['init', 'plan', 'apply', 'destroy', 'import', 'refresh', 'state', 'taint', 'untaint', 'workspace']
};
const AZ_WITHOUT_GROUP = new Set(['account', 'login', 'logout', 'ad', 'provider', 'extension', 'feature', 'cloud', 'config', 'version']);

export function acceptsFlag(words: readonly string[], flag: string): boolean {
    const program = words[0]?.slice(words[0].lastIndexOf('/') + 1) ?? '';
    const path = words.slice(1).filter(word => !word.startsWith('-') && /^[a-z][a-z0-9-]*$/.test(word));
    switch (program) {
        case 'gcloud': return !PLACES.includes(flag) || takesPlace(path, flag);
        case 'helm': return taken(HELM, flag, path[0]);
        case 'kubectl': case 'oc': return taken(KUBECTL, flag, path[0]);
        case 'terraform': case 'tofu': return taken(TERRAFORM, flag, path[0]);
        case 'az': return !(flag === '--resource-group' || flag === '-g') || !AZ_WITHOUT_GROUP.has(path[0] ?? '');
        default: return true;
    }
}

function takesPlace(path: readonly string[], flag: string): boolean {
    const [first] = path;
    const known = [path.slice(0, 3), path.slice(0, 2), path.slice(0, 1)].map(part => part.join(' ')).find(key => GCLOUD_PLACES[key] !== undefined);
    return first === undefined || first === 'alpha' || first === 'beta' || known === undefined || GCLOUD_PLACES[known].includes(flag);
}

function taken(table: Readonly<Record<string, readonly string[]>>, flag: string, verb: string | undefined): boolean {
    return verb === undefined || table[flag] === undefined || table[flag].includes(verb);
}
