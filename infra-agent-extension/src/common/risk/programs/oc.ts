/** OpenShift's `oc`: kubectl and more. */
import { kubeTarget } from '../kube/kube-access';
import { commandBehind, innerOfKubectl, started } from '../kube/inner-kubectl';
import { effect, high, list, low, med, opensShell, prints, spelled } from '../verb-list';
import { program as kubectl } from './kubectl';
import type { Call, Effect, ProgramTable } from '../program';

const verbs = {
    ...kubectl.verbs,
    ...low('status, projects, whoami, process, image info, registry info, policy can-i, policy who-can, policy scc-review, policy scc-subject-review, adm policy who-can, adm top, adm top node, adm top pod, adm top images, adm top imagestreams, adm node-logs, adm release info, adm upgrade, adm wait-for-stable-cluster', 'reads the cluster'),
    ...med('login, logout, project', 'changes which cluster or project later calls reach', { inverse: 'login, project' }),
    ...med('new-project, new-app, new-build, adm new-project', 'creates a project, or what an application needs', { inverse: 'delete' }),
    ...med('start-build, cancel-build, import-image, tag, set probe, set volume, set triggers, set build-hook, set deployment-hook, set route-backends, set image-lookup, set data', 'changes builds, images or workloads', { inverse: 'none' }),
    ...med('rsync', 'copies files to or from a container', { inverse: 'none' }),
    ...med('rollback, adm cordon, adm uncordon, adm must-gather, adm inspect, image mirror, image append, image extract, create route', 'changes workloads, or copies out of the cluster', { inverse: 'none' }),
    ...low('rsh', 'starts a command in a container', { writes: false }),
    ...high('idle', 'scales to zero', { inverse: 'scale' }),
    ...high('extract', 'writes the values of secrets to files'),
    ...high('policy, adm policy, adm groups, adm certificate, adm create-bootstrap-project-template, adm create-login-template, adm pod-network, create user, create identity, create useridentitymapping, create clusterresourcequota', 'changes access'),
    ...high('adm drain, adm taint, adm migrate, adm prune, adm reboot-machine-config-pool, adm restart-kubelet, adm ocp-certificates', 'interrupts or deletes'),
    ...high('secrets, serviceaccounts, registry login', 'handles credentials')
};

export const program: ProgramTable = {
    ...kubectl,
    names: ['oc'],
    verbs,
    aliases: { ...kubectl.aliases, ...spelled('serviceaccounts', 'sa'), ...spelled('secrets', 'secret'), ...spelled('policy', 'policies') },
    flagRules: [
        ...kubectl.flagRules ?? [],
        { flags: ['--to', '--to-latest', '--to-image', '--allow-explicit-upgrade', '--clear'], verbs: ['adm upgrade'], risk: 'HIGH', message: 'upgrades the cluster, which nothing takes back' },
        { flags: ['-d', '--delete'], verbs: ['tag', 'rsync'], risk: 'HIGH', message: 'deletes what the source no longer has' }
    ],
    dryRun: [...kubectl.dryRun ?? [], { flag: '--dry-run', values: ['', 'client', 'server', 'true'], verbs: list('new-app, new-build') }],
    judge: judgeOc,
    inner: call => call.verb === 'rsh' ? started(commandBehind(call), false) : innerOfKubectl(call),
    writesTo: call => call.verb === 'extract' ? call.values('--to') : kubectl.writesTo?.(call) ?? [],
    target: kubeTarget('--context', '--cluster', '--server', '-s')
};

function judgeOc(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    switch (call.verb) {
        case 'whoami':
            return { effects: call.has('-t', '--show-token') ? [prints('HIGH', 'cluster', 'prints the token of the session')] : [] };
        case 'login': {
            const secret = call.values('-p', '--password', '--token')[0];
            return { effects: secret ? [effect('HIGH', 'cluster', 'passes a credential', secret)] : [] };
        }
        case 'project':
            return call.positionals.length === 0 ? { effects: [effect('LOW', 'local', 'shows the current project')], replaces: true } : { effects: [] };
        case 'rsh':
            return { effects: call.positionals.length < 2 ? [opensShell('cluster')] : [] };
        default:
            return kubectl.judge?.(call) ?? { effects: [] };
    }
}
