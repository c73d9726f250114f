/** Fly.io. */
import { appTarget, helpFlags } from '../cloud/app-target';
import { effect, high, low, med, opensShell, spelled } from '../verb-list';
import type { ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['flyctl', 'fly'],
    group: 'cloud',
    valueFlags: ['-a', '--app', '-c', '--config', '-o', '--org', '-r', '--region', '-t', '--access-token', '-i', '--image', '-C', '--command', '-s', '--machine', '-e', '--env', '--size', '--name', '--strategy', '-p', '--port', '--vm-size', '--vm-memory'],
    verbs: {
        ...low('status, apps list, apps open, logs, info, ips list, secrets list, releases, image show, services list, volumes list, volumes show, volumes snapshots list, machine list, machine status, certs list, certs show, certs check, checks list, config show, config validate, orgs list, orgs show, platform regions, platform status, platform vm-sizes, postgres list, redis list, redis status, regions list, scale show, autoscale show, history, doctor, dashboard, curl, dig, ping, wireguard list, tokens list, mpg list', 'reads the application'),
        ...low('version, help, docs, settings', 'shows help', { group: 'local' }),
        ...low('ssh console', 'starts a command on an instance', { writes: false }),
        ...med('deploy, launch, apps create, apps move, image update, config save, volumes create, volumes extend, volumes fork, volumes update, volumes snapshots create, machine run, machine create, machine start, machine clone, machine update, machine restart, machine cordon, machine uncordon, machine exec, apps restart, scale count, scale vm, scale memory, postgres create, redis create, ips allocate-v4, ips allocate-v6, mpg create, storage create', 'changes the application', { inverse: 'none' }),
        ...med('auth login, auth logout, auth signup, auth docker', 'changes as whom later calls act', { inverse: 'auth login' }),
        ...high('postgres connect, redis connect, sftp shell, console', 'opens a prompt, and what is typed there is not assessed', { inverse: 'ending it' }),
        ...med('proxy, sftp get, ssh sftp', 'opens a connection to the application', { inverse: 'ending it' }),
        ...high('apps destroy, volumes destroy, machine destroy, machine stop, machine kill, machine suspend, apps suspend, ips release, certs remove, postgres detach, postgres failover, postgres restart, redis destroy, redis reset, orgs delete, wireguard remove, mpg destroy, storage destroy, volumes snapshots restore, autoscale disable', 'deletes or interrupts'),
        ...high('secrets set, secrets unset, secrets import, secrets deploy, secrets sync, certs add, certs create, orgs invite, orgs remove, postgres attach, postgres users, wireguard create, wireguard reset', 'changes secrets, names or access'),
        ...high('auth token, tokens create, tokens revoke, tokens attenuate, ssh issue, ssh establish, redis proxy', 'prints or changes credentials')
    },
    aliases: { ...spelled('apps', 'app'), ...spelled('machine', 'machines, m'), ...spelled('volumes', 'volume, vol'), ...spelled('secrets', 'secret'), ...spelled('postgres', 'pg'), ...spelled('apps destroy', 'destroy, apps delete'), ...spelled('certs', 'certificates'), ...spelled('ssh console', 'ssh'), ...spelled('machine destroy', 'machine remove, machine rm'), ...spelled('volumes destroy', 'volumes delete'), ...spelled('apps restart', 'restart'), ...spelled('apps suspend', 'suspend') },
    helpFlags,
    judge: call => ({
        effects: [
            ...(call.verb === 'scale count' ? call.positionals.filter(word => word.value === undefined || /(^|=)0$/.test(word.value)).map(word => effect('HIGH', 'cloud', 'scales to zero, or to a number that the text does not fix', word)) : []),
            ...(call.verb === 'ssh console' && !call.has('-C', '--command') ? [opensShell('cloud')] : [])
        ]
    }),
    inner: call => call.verb === 'ssh console' || call.verb === 'machine exec' ? [...call.values('-C', '--command'), ...(call.verb === 'machine exec' ? call.positionals.slice(1, 2) : [])].map(text => ({ kind: 'shell', text, where: { group: 'cloud', description: 'on an instance' } })) : [],
    target: appTarget('-a', '--app'),
    environment: ['FLY_API_TOKEN', 'FLY_ACCESS_TOKEN', 'FLY_APP', 'FLY_ORG', 'FLY_REGION'],
    dangerousEnvironment: ['FLY_APP', 'FLY_ACCESS_TOKEN', 'FLY_API_TOKEN', 'FLY_API_BASE_URL']
};
