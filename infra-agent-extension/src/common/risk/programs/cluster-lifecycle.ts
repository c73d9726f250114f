/** Tools that make and keep whole clusters: kops, Cluster API, Talos, Crossplane, vcluster, Rancher, Knative. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { kubectlBehind } from '../kube/inner-kubectl';
import { high, list, low, med, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

const shared = { group: 'cluster', helpFlags: ['--help', '-h'], target: kubeTarget('--context', '--kubeconfig-context'), environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT } as const;

/** Without `--yes` most verbs of kops only show what they would do. */
const kops: ProgramTable = {
    ...shared,
    names: ['kops'],
    group: 'cloud',
    valueFlags: ['--name', '--state', '--config', '-v', '-o', '--output', '-f', '--filename', '--zones', '--node-count', '--target', '--out', '--cloud', '--instance-group', '--instance-group-roles'],
    verbs: {
        ...low('get, get clusters, get instancegroups, get all, get assets, validate cluster, version, toolbox dump, toolbox template, completion, help', 'reads clusters'),
        ...med('create cluster, create instancegroup, create, edit, edit cluster, edit instancegroup, replace, update cluster', 'creates or changes a cluster', { inverse: 'none' }),
        ...med('toolbox enroll, promote keypair, trust keypair', 'changes a cluster', { inverse: 'none' }),
        ...high('export kubeconfig, export kubecfg', 'writes credentials of a cluster to this machine'),
        ...high('rolling-update cluster', 'replaces the nodes of a cluster'),
        ...high('delete, delete cluster, delete instancegroup, delete instance, delete secret', 'deletes clusters'),
        ...high('upgrade cluster', 'upgrades, which nothing takes back'),
        ...high('create secret, create keypair, distrust keypair, get secrets, get keypairs', 'handles credentials')
    },
    aliases: { ...spelled('rolling-update', 'ru'), ...spelled('get instancegroups', 'get ig'), ...spelled('create instancegroup', 'create ig'), ...spelled('delete instancegroup', 'delete ig'), ...spelled('get clusters', 'get cluster') },
    flagRules: [{ flags: ['--yes', '-y'], verbs: list('update cluster, create cluster'), risk: 'HIGH', message: 'applies whatever it turns out to be, with nobody asked' }, { flags: ['--admin'], risk: 'HIGH', message: 'takes the credentials of the administrator' }],
    environment: ['KOPS_STATE_STORE', 'KOPS_CLUSTER_NAME', 'AWS_PROFILE', 'AWS_REGION', 'KUBECONFIG'],
    dangerousEnvironment: ['KOPS_STATE_STORE', 'KOPS_CLUSTER_NAME', 'AWS_PROFILE', 'KUBECONFIG']
};

const clusterctl: ProgramTable = {
    ...shared,
    names: ['clusterctl'],
    valueFlags: [...KUBE_VALUE_FLAGS, '--kubeconfig-context', '--infrastructure', '-i', '--core', '--bootstrap', '--control-plane', '--from', '--config', '--to-kubeconfig', '--to-directory', '--contract'],
    verbs: {
        ...low('describe cluster, version, config repositories, completion, generate cluster, generate provider, generate yaml, upgrade plan, topology plan, init list-images, alpha rollout', 'reads clusters'),
        ...med('init, alpha rollout restart, alpha rollout pause, alpha rollout resume', 'installs providers', { inverse: 'delete' }),
        ...high('get kubeconfig', 'prints credentials of a cluster', { writes: false }),
        ...high('move, upgrade apply, delete, restore, backup, alpha rollout undo', 'moves, upgrades or deletes clusters')
    }
};

const talosctl: ProgramTable = {
    ...shared,
    names: ['talosctl'],
    valueFlags: ['-n', '--nodes', '-e', '--endpoints', '--context', '--talosconfig', '-c', '--cluster', '-f', '--file', '-o', '--output', '-i', '--image', '--namespace', '--to', '-p', '--patch', '-m', '--mode'],
    verbs: {
        ...low('version, health, get, services, service, logs, dmesg, stats, processes, containers, memory, mounts, disks, list, ls, read, usage, time, netstat, members, etcd members, etcd status, etcd alarm list, image list, dashboard, inspect, events, config info, config contexts, validate, support, cgroups, pcap, interfaces, routes', 'reads the nodes'),
        ...med('config context, config endpoint, config node, config merge, config new, config add, config remove', 'changes settings of this machine', { group: 'local', inverse: 'config context' }),
        ...med('image pull, etcd snapshot, etcd defrag, patch, patch mc, cluster create', 'changes nodes', { inverse: 'none' }),
        ...high('kubeconfig, gen config, gen secrets, gen key', 'writes credentials of a cluster to this machine'),
        ...high('reset, reboot, shutdown, upgrade, upgrade-k8s, rollback, apply-config, apply, edit, bootstrap, restart, etcd remove-member, etcd leave, etcd forfeit-leadership, etcd alarm disarm, cluster destroy, wipe, meta write, meta delete, conformance, rotate-ca, copy, cp', 'interrupts, overwrites or deletes nodes')
    },
    environment: ['TALOSCONFIG', 'KUBECONFIG'],
    dangerousEnvironment: ['TALOSCONFIG', 'KUBECONFIG']
};

const vcluster: ProgramTable = {
    ...shared,
    names: ['vcluster'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-f', '--values', '--chart-version', '--output', '--local-port', '--kube-config'],
    verbs: {
        ...low('list, describe, version, info, get service-cidr, completion, help, logs', 'reads virtual clusters'),
        ...med('create, connect, disconnect, resume, upgrade, use, convert, platform', 'creates a virtual cluster, or changes which one later calls reach', { inverse: 'delete, disconnect' }),
        ...high('delete, pause, restore, snapshot', 'deletes or stops virtual clusters')
    }
};

const rancher: ProgramTable = {
    ...shared,
    names: ['rancher'],
    valueFlags: ['--config', '-c', '--format', '--cluster'],
    verbs: {
        ...low('clusters, clusters ls, projects, projects ls, nodes, nodes ls, namespaces, namespaces ls, ps, settings, settings ls, catalog, inspect, events, help', 'reads clusters'),
        ...low('kubectl', 'starts a command', { writes: false }),
        ...med('login, context switch, context, server switch, apps install, clusters create, namespaces create, projects create, up, wait', 'changes clusters, or which one later calls reach', { inverse: 'delete' }),
        ...high('clusters delete, projects delete, namespaces delete, nodes delete, apps delete, apps upgrade, apps rollback, server delete, settings set, ssh', 'deletes clusters or enters nodes'),
        ...high('clusters kubeconfig, token, tokens', 'prints credentials', { writes: false }),
        ...high('clusters add-member-role, clusters delete-member-role, projects add-member-role, projects delete-member-role', 'changes access')
    },
    inner: call => call.verb === 'kubectl' ? kubectlBehind(call, 'kubectl') : []
};

const knative: ProgramTable = {
    ...shared,
    names: ['kn'],
    valueFlags: [...KUBE_VALUE_FLAGS, '--image', '--env', '-e', '--port', '--scale', '--scale-min', '--scale-max', '--traffic', '--tag', '-o', '--output', '-f', '--filename'],
    verbs: {
        ...low('service list, service describe, revision list, revision describe, route list, route describe, source list, trigger list, broker list, version, completion, plugin list, domain list, domain describe', 'reads services'),
        ...med('service create, service update, service apply, service import, trigger create, broker create, source, subscription, channel, container add', 'creates or changes services', { inverse: 'service delete' }),
        ...high('service delete, revision delete, trigger delete, broker delete, domain create, domain update, domain delete, channel delete, subscription delete', 'deletes services or changes names')
    }
};

const crossplane: ProgramTable = {
    ...shared,
    names: ['crossplane'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-f', '--package-file', '-o', '--output', '--package-root'],
    verbs: {
        ...low('render, beta render, validate, beta validate, beta trace, resource trace, version, beta top, config view', 'reads or renders resources'),
        ...low('xpkg build, xpkg init, beta convert', 'writes packages in the workspace', { group: 'local', writes: true }),
        ...med('xpkg install, xpkg update', 'installs a package', { inverse: 'kubectl delete' }),
        ...med('xpkg push, xpkg login, xpkg logout, login, logout', 'publishes a package', { group: 'external', inverse: 'none' })
    }
};

export const programs: readonly ProgramTable[] = [kops, clusterctl, talosctl, vcluster, rancher, knative, crossplane];
