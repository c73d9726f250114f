/** Networks and meshes of a cluster: Cilium, Hubble, Linkerd, Calico. Their policies are firewalls. */
import { clientVersion } from '../kube/client-version';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { high, low, med } from '../verb-list';
import type { ProgramTable } from '../program';

const shared: Pick<ProgramTable, 'group' | 'judge' | 'helpFlags' | 'target' | 'environment' | 'dangerousEnvironment'> = { group: 'cluster', judge: call => clientVersion(call, '--client') ?? { effects: [] }, helpFlags: ['--help', '-h'], target: kubeTarget('--context'), environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT };

const cilium: ProgramTable = {
    ...shared,
    names: ['cilium', 'cilium-dbg'],
    valueFlags: [...KUBE_VALUE_FLAGS, '--set', '-f', '--values', '--version', '--chart-directory', '--destination-context', '--destination-endpoint', '--source-endpoint', '--test', '-o', '--output', '--helm-release-name', '--agent-pod-selector'],
    verbs: {
        ...low('status, version, context, config view, config get, hubble list, hubble status, clustermesh status, clustermesh inspect-policy-default-local-cluster, bgp peers, bgp routes, encrypt status, encryption status, features status, multicast list', 'reads the network'),
        ...low('endpoint list, endpoint get, endpoint log, endpoint health, identity list, identity get, service list, service get, policy get, policy trace, policy selectors, policy wait, bpf endpoint list, bpf lb list, bpf ct list, bpf policy get, bpf nat list, bpf metrics list, node list, ip list, monitor, metrics list, map list, map get, fqdn cache list, lrp list, kvstore get', 'reads the network'),
        ...med('install, upgrade, hubble enable, clustermesh enable', 'installs or upgrades the network', { inverse: 'uninstall, hubble disable, clustermesh disable' }),
        ...med('connectivity test, connectivity perf', 'deploys test workloads', { inverse: 'done by itself' }),
        ...med('sysdump', 'gathers the state of the network into an archive', { inverse: 'deleting it' }),
        ...med('hubble ui, hubble port-forward', 'opens a port of this machine to the cluster', { inverse: 'ending it' }),
        ...high('uninstall, hubble disable, clustermesh disable, clustermesh connect, clustermesh disconnect, clustermesh vm, clustermesh policy-default-local-cluster', 'changes how the cluster is connected'),
        ...high('config set, config delete, encrypt rotate-key, encryption rotate-key, encrypt flush, encryption create-key', 'changes the network for everything that runs'),
        ...high('policy import, policy delete, endpoint config, endpoint disconnect, endpoint regenerate, service update, service delete, kvstore set, kvstore delete, bpf ct flush, bpf nat flush, cleanup, multicast add, multicast delete', 'changes policies or the data path')
    }
};

const hubble: ProgramTable = { ...shared, names: ['hubble'], valueFlags: ['--server', '-n', '--namespace', '--last', '-o', '--output', '--since', '--until', '--pod', '--label', '--verdict', '--to-pod', '--from-pod', '--protocol', '--port'], verbs: { ...low('observe, status, list, list nodes, list namespaces, watch, record, version, completion, help, config view, config get', 'reads the network'), ...med('config set, config reset', 'changes settings of this machine', { group: 'local' }) } };

const linkerd: ProgramTable = {
    ...shared,
    names: ['linkerd'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-L', '--linkerd-namespace', '--api-addr', '--set', '-f', '--values', '-o', '--output', '-t', '--time-window', '--to', '--from', '--port', '--cluster-name', '--gateway-name', '--wait'],
    verbs: {
        ...low('check, version, identity, diagnostics, diagnostics proxy-metrics, diagnostics controller-metrics, diagnostics endpoints, diagnostics policy, diagnostics install-sp, authz, viz check, viz stat, viz stat-inbound, viz stat-outbound, viz edges, viz routes, viz top, viz tap, viz list, viz authz, viz profile, stat, edges, routes, top, tap, jaeger check, jaeger list, multicluster check, multicluster gateways', 'reads the mesh'),
        // These print manifests, for kubectl to apply or delete.
        ...low('install, upgrade, uninstall, prune, install-cni, inject, uninject, profile, viz install, viz uninstall, viz prune, jaeger install, jaeger uninstall, multicluster install, multicluster uninstall, multicluster allow, multicluster unlink, smi install, smi uninstall, completion, help', 'renders manifests', { group: 'local' }),
        ...med('viz dashboard, dashboard, jaeger dashboard', 'opens a port of this machine to the cluster', { inverse: 'ending it' }),
        ...high('multicluster link, multicluster link-gen', 'prints credentials of a cluster', { writes: false })
    },
    aliases: { mc: 'multicluster' }
};

const calicoctl: ProgramTable = {
    ...shared,
    names: ['calicoctl'],
    valueFlags: ['-f', '--filename', '-c', '--config', '-o', '--output', '-n', '--namespace', '--context'],
    verbs: {
        ...low('get, version, node status, node checksystem, ipam show, ipam check, convert, validate', 'reads the network'),
        ...med('label, node diags', 'changes labels', { inverse: 'label with the previous value' }),
        ...high('create, apply, replace, patch, delete, node run, ipam release, ipam configure, ipam split, datastore migrate', 'changes policies, pools or nodes of the network')
    }
};

export const programs: readonly ProgramTable[] = [cilium, hubble, linkerd, calicoctl];
