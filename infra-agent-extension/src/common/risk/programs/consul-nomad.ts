import { exposes, high, verbs } from '../effect';
import type { ProgramTable } from '../program';
import { withoutDashes } from '../word-parts';

const COMMON = ['-http-addr', '-token', '-token-file', '-datacenter', '-address', '-namespace', '-region', '-ca-file', '-client-cert', '-client-key', '-ca-cert', '-job', '-task', '-n', '-var', '-var-file', '-service', '-node'];

export const programs: readonly ProgramTable[] = [
    {
        names: ['consul'],
        group: 'external',
        valueFlags: COMMON,
        verbs: {
            ...verbs('LOW', 'shows the state of a cluster', `members, info, catalog datacenters, catalog nodes, catalog services, kv get, monitor, rtt, version, validate, operator raft list-peers, operator autopilot
                get-config, operator autopilot state, operator usage instances, config list, config read, intention list, intention check, intention match, intention get, acl
                policy list, acl policy read, acl role list, acl role read, acl token list, peering list, peering read, namespace list, services export-list, debug, snapshot
                inspect, tls help, troubleshoot upstreams, troubleshoot proxy, connect ca get-config`),
            ...verbs('MED', 'changes a cluster in a small way', `kv put, services register, event, reload, join, snapshot save, lock, login, logout, rtt set, config write, namespace create, namespace write, peering
                establish, services export`),
            ...verbs('HIGH', 'removes, stops, or changes access', `kv delete, kv import, kv export, services deregister, leave, force-leave, maint, snapshot restore, keyring, acl bootstrap, acl token create, acl token update,
                acl token delete, acl token read, acl policy create, acl policy update, acl policy delete, acl role create, acl role update, acl role delete, acl
                set-agent-token, acl binding-rule create, acl auth-method create, config delete, intention create, intention delete, operator raft remove-peer, operator raft
                transfer-leader, operator autopilot set-config, connect ca set-config, connect proxy, connect envoy, agent, exec, watch, tls ca create, tls cert create,
                peering delete, peering generate-token, namespace delete`)
        },
        inner: call => call.verb === 'exec' || call.verb === 'lock' ? [{ kind: 'unreadable', message: 'runs a command on other hosts, or under a lock' }] : [],
        environment: ['CONSUL_HTTP_ADDR', 'CONSUL_HTTP_TOKEN', 'CONSUL_NAMESPACE'],
        dangerousEnvironment: ['CONSUL_HTTP_ADDR', 'CONSUL_NAMESPACE']
    },
    {
        names: ['nomad'],
        group: 'external',
        valueFlags: COMMON,
        optionsOf: { 'alloc exec': { valueFlags: [...COMMON, '-e'], optionsFirst: true }, 'exec': { valueFlags: [...COMMON, '-e'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', 'shows the state of a cluster', `status, job status, job inspect, job history, job deployments, job allocs, job plan, plan, job validate, validate, node status, node config-read, alloc
                status, alloc logs, logs, alloc fs, fs, alloc checks, server members, operator raft list-peers, operator autopilot get-config, operator metrics, operator
                debug, deployment list, deployment status, eval list, eval status, namespace list, namespace status, quota list, acl policy list, acl policy info, acl token
                list, acl token self, var list, volume status, plugin status, service list, service info, ui, version, monitor, inspect, alloc exec, exec, job scaling-events,
                scaling policy list, fmt, operator api`),
            ...verbs('MED', 'starts or changes jobs', `job run, run, job scale, job dispatch, job start, job restart, alloc restart, job promote, job revert, job init, deployment promote, deployment resume, deployment
                unblock, namespace apply, quota apply, volume register, volume create, operator snapshot save, job tag apply, login, job periodic force, node pool apply`),
            ...verbs('HIGH', 'stops, removes, or changes access', `job stop, stop, job eval, alloc stop, alloc signal, node drain, node eligibility, node purge, deployment fail, deployment pause, eval delete,
                namespace delete, quota delete, acl bootstrap, acl policy apply, acl policy delete, acl token create, acl token delete, acl token info, acl role create, acl
                auth-method create, var put, var get, var purge, volume delete, volume deregister, volume detach, system gc, system reconcile summaries, server force-leave,
                server join, operator raft remove-peer, operator snapshot restore, operator keygen, operator gossip keyring, operator root keyring rotate, operator autopilot
                set-config, agent, license put, tls ca create, tls cert create, recommendation apply`)
        },
        judge: call => ({ effects: [...call.verb === 'job scale' && [undefined, '0'].includes(call.positionals[call.positionals.length - 1]?.value) ? [high('external', 'scales to zero, or to a number that the text does not fix')] : [], ...call.has('-purge', '-global') && /stop$/.test(call.verb) ? [high('external', 'removes the job everywhere')] : [], ...call.verb === 'var get' ? [exposes('external', 'prints secrets')] : []] }),
        inner: call => /exec$/.test(call.verb) && call.positionals.length > 1
            ? [{ kind: 'argv', words: withoutDashes(call.positionals.slice(1)), where: { group: 'external', description: `in allocation ${call.positionals[0].shown}` } }]
            : [],
        environment: ['NOMAD_ADDR', 'NOMAD_TOKEN', 'NOMAD_NAMESPACE', 'NOMAD_REGION'],
        dangerousEnvironment: ['NOMAD_ADDR', 'NOMAD_NAMESPACE', 'NOMAD_REGION']
    }
];
