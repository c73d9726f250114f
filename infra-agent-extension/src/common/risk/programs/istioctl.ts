/** Istio's command: installs the mesh, and looks into it. */
import { clientVersion } from '../kube/client-version';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { high, low, med, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['istioctl'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '-i', '--istioNamespace', '-f', '--filename', '-c', '--set', '--revision', '-r', '-d', '--manifests', '-o', '--output', '--readiness-timeout', '--vklog', '--log_output_level', '--hub', '--tag', '--name', '--clusterID', '--labels', '-l', '--ports', '--serviceAccount', '--level', '--port', '--address', '-p', '--meshConfigMapName', '--injectConfigMapName', '--fqdn', '--direction', '--for'],
    verbs: {
        ...low('analyze, proxy-status, proxy-config, ztunnel-config, describe, verify-install, version, remote-clusters, waypoint list, waypoint status, tag list, admin log, metrics', 'reads the mesh'),
        ...low('experimental describe, experimental precheck, experimental authz, experimental check-inject, experimental internal-debug, experimental metrics, experimental proxy-status, experimental version, experimental wait, experimental config list, experimental injector list, experimental envoy-stats, authz check, authz', 'reads the mesh'),
        ...low('validate, profile list, profile dump, profile diff, manifest generate, manifest diff, manifest translate, kube-inject, completion, help, waypoint generate, tag generate, experimental workload group create', 'renders manifests', { group: 'local' }),
        ...med('install, manifest apply, manifest install, operator init', 'installs the mesh', { inverse: 'uninstall' }),
        ...med('upgrade', 'upgrades the mesh', { inverse: 'none' }),
        ...med('tag set, waypoint apply', 'changes which control plane or waypoint serves', { inverse: 'tag remove, waypoint delete' }),
        ...med('dashboard', 'opens a port of this machine to the cluster', { inverse: 'ending it' }),
        ...med('bug-report', 'gathers the state of the mesh into an archive', { inverse: 'deleting it' }),
        ...high('uninstall, operator remove, experimental uninstall', 'removes the mesh'),
        ...high('tag remove, waypoint delete', 'takes a revision tag or waypoint away from its workloads'),
        ...high('create-remote-secret, experimental create-remote-secret, experimental workload entry configure', 'prints credentials of a cluster', { writes: false })
    },
    aliases: {
        ...spelled('proxy-status', 'ps'), ...spelled('proxy-config', 'pc'), ...spelled('validate', 'v'), ...spelled('experimental', 'x, exp'), ...spelled('dashboard', 'dash, d, experimental dashboard'), ...spelled('verify-install', 'verify'),
        ...spelled('ztunnel-config', 'zc'), ...spelled('waypoint apply', 'experimental waypoint apply'), ...spelled('waypoint delete', 'experimental waypoint delete'), ...spelled('waypoint list', 'experimental waypoint list'),
        ...spelled('tag set', 'experimental revision tag set'), ...spelled('tag remove', 'experimental revision tag remove')
    },
    flagRules: [
        { flags: ['--force'], risk: 'HIGH', message: 'goes on in spite of errors' },
        { flags: ['--purge'], risk: 'HIGH', message: 'removes every control plane' },
        { flags: ['--overwrite'], verbs: ['tag set'], risk: 'HIGH', message: 'moves a tag that workloads use' },
        { flags: ['--level'], verbs: ['admin log'], risk: 'MED', message: 'changes what the control plane logs' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['install', 'upgrade', 'uninstall', 'manifest apply', 'manifest install'] }],
    helpFlags: ['--help', '-h'],
    judge: call => clientVersion(call, '--remote=false') ?? { effects: [] },
    target: kubeTarget('--context'),
    environment: [...KUBE_ENVIRONMENT, 'ISTIOCONFIG'],
    dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'ISTIOCONFIG']
};
