/** Ways to other machines and clusters that keep their own accounts: Teleport, Boundary, Cloud Foundry, StrongDM, and their like. */
import { verbs } from '../effect';
import { high, low, med, opensShell } from '../verb-list';
import { wordsTable } from '../cloud/words-table';
import type { Call, Inner, ProgramTable } from '../program';

const helpFlags = ['--help', '-h', '--version'];
const ON_NODE = { group: 'external' as const, description: 'on another host' };

const tsh: ProgramTable = {
    names: ['tsh'],
    group: 'external',
    valueFlags: ['--proxy', '--user', '--cluster', '-l', '--login', '-i', '--identity', '--ttl', '-L', '-D', '-R', '-p', '--port', '--format', '-f', '--query', '--search', '--db-user', '--db-name', '--labels', '-c'],
    optionsOf: Object.fromEntries(['ssh', 'kubectl', 'aws', 'az', 'gcloud', 'gsutil'].map(verb => [verb, { valueFlags: ['--proxy', '--user', '--cluster', '-l', '--login', '-L', '-D', '-R', '-p', '--port', '--ttl', '-i'], optionsFirst: true }])),
    verbs: {
        ...verbs('LOW', 'shows what can be reached', 'ls, status, clusters, apps ls, db ls, kube ls, recordings ls, mfa ls, request ls, request show, request search, sessions ls, env, bench, latency ssh'),
        ...verbs('LOW', 'shows its version or help', 'version, help', { group: 'local' }),
        ...verbs('LOW', 'starts a command on another host', 'ssh'),
        ...verbs('LOW', 'starts a tool with the accounts of the proxy', 'kubectl, aws, az, gcloud, gsutil'),
        ...verbs('MED', 'changes as whom later calls act', 'login, logout, kube login, kube logout, db login, db logout, apps login, apps logout, db config, request create, request drop, config'),
        ...verbs('HIGH', 'opens a way to other hosts, moves files, or changes access', 'scp, join, play, db connect, proxy, proxy ssh, proxy db, proxy app, proxy kube, kube exec, kube join, kube sessions, mfa add, mfa rm, request review, headless approve, apps config, db exec')
    },
    helpFlags,
    judge: call => ({ effects: call.verb === 'ssh' && call.positionals.length < 2 ? [opensShell('external')] : [] }),
    inner: innerOfTsh
};

function innerOfTsh(call: Call): readonly Inner[] {
    if (call.verb === 'ssh') {
        const words = call.positionals.slice(1);
        return words.length === 0 ? [] : words.length === 1 ? [{ kind: 'shell', text: words[0], where: ON_NODE }] : [{ kind: 'argv', words, where: ON_NODE }];
    }
    return ['kubectl', 'aws', 'az', 'gcloud', 'gsutil'].includes(call.verb) && call.firstWord ? [{ kind: 'argv', words: [call.firstWord, ...call.positionals] }] : [];
}

const teleport: ProgramTable = {
    names: ['tctl', 'teleport', 'tbot'],
    group: 'external',
    valueFlags: ['-c', '--config', '--auth-server', '-i', '--identity', '--roles', '--logins', '--ttl', '--type', '--format', '-o', '--out'],
    verbs: {
        ...verbs('LOW', 'shows who can reach what', 'get, status, nodes ls, users ls, tokens ls, apps ls, db ls, kube ls, alerts list, locks ls, inventory ls, inventory status, top, version, help, bots ls, requests ls, requests get, configure, recordings ls, devices ls'),
        ...verbs('MED', 'starts the agent', 'start'),
        ...verbs('HIGH', 'changes who can reach what', 'users add, users rm, users update, users reset, tokens add, tokens rm, nodes add, create, rm, update, edit, auth sign, auth export, auth rotate, auth crl, lock, requests approve, requests deny, requests create, requests rm, bots add, bots rm, bots update, desktop, saml export, sso configure, stop, install, db configure, discovery bootstrap, backend')
    },
    flagRules: [{ flags: ['--with-secrets'], risk: 'HIGH', writes: false, message: 'prints secrets' }],
    helpFlags
};

const boundary = wordsTable({
    names: ['boundary', 'sdm', 'cloudflared-access', 'okteto', 'hoop'],
    group: 'external',
    valueFlags: ['-addr', '-token', '-id', '-scope-id', '-target-id', '-format', '-login-name', '-name', '-auth-method-id', '-host-id', '-keyring-type'],
    verbs: {
        ...low('version, help, status', 'shows help', { group: 'local' }),
        ...med('authenticate, authenticate password, authenticate oidc, login, logout, config', 'changes as whom later calls act', { inverse: 'logout' }),
        ...high('connect, connect ssh, connect postgres, connect http, connect kube, connect rdp, ssh, server, dev, database, database init, database migrate, accounts set-password, accounts change-password, config get-token, config encrypt, config decrypt, auth-tokens read-self', 'opens a way to other hosts, or changes what gives access')
    },
    sensitive: /\b(accounts?|auth-methods?|auth-tokens?|credential\S*|groups?|roles?|scopes?|targets?|users?|aliases)\b/,
    helpFlags: [...helpFlags, '-h', '-help'],
    target: () => ({ kind: 'cloud-project' }),
    environment: ['BOUNDARY_ADDR'],
    dangerousEnvironment: ['BOUNDARY_ADDR', 'BOUNDARY_TOKEN']
});

const cf: ProgramTable = {
    names: ['cf', 'cf7', 'cf8'],
    group: 'cloud',
    valueFlags: ['-p', '-u', '-i', '-m', '-k', '-f', '-c', '-b', '-s', '-o', '-n', '--hostname', '--strategy', '--var', '--vars-file', '--process', '--path', '-a', '-d', '-e', '-t'],
    verbs: {
        ...verbs('LOW', 'reads the platform', `apps, app, services, service, spaces, space, orgs, org, routes, route, domains, domain, marketplace, logs, events, target, version, help, buildpacks, stacks, stack, quotas, org-users, space-users,
            service-keys, tasks, plugins, revisions, droplets, packages, feature-flags, isolation-segments, network-policies, security-groups, running-environment-variable-group, a, s, check-route, api`),
        ...verbs('MED', 'changes the application', `push, p, start, st, restage, rg, restart, rs, create-service, cs, bind-service, bs, create-org, co, create-space, csp, create-app, run-task, rt, scale, create-route, map-route, login, l, logout, lo,
            auth, install-plugin, uninstall-plugin, rename, rename-service, update-service, rollback, apply-manifest, create-buildpack, continue-deployment, enable-feature-flag, stage, set-label, unset-label`),
        ...verbs('HIGH', 'deletes, stops, or changes access and secrets', `delete, d, stop, sp, delete-service, ds, delete-space, delete-org, delete-route, delete-orphaned-routes, unbind-service, us, unmap-route, purge-service-instance, purge-service-offering, restart-app-instance,
            set-env, se, unset-env, ue, env, e, create-service-key, csk, service-key, delete-service-key, dsk, set-org-role, set-space-role, unset-org-role, unset-space-role, create-user, delete-user, ssh, enable-ssh, allow-space-ssh, ssh-code,
            oauth-token, passwd, bind-security-group, unbind-security-group, create-security-group, update-security-group, delete-security-group, add-network-policy, remove-network-policy, delete-domain, create-domain, curl, terminate-task, cancel-deployment, share-service, unshare-service,
            create-user-provided-service, update-user-provided-service, cups, uups, delete-buildpack, set-running-environment-variable-group, disable-feature-flag, one-time-password`)
    },
    helpFlags,
    judge: call => ({ effects: call.verb === 'scale' && call.values('-i').some(word => word.value === undefined || word.value === '0') ? [{ risk: 'HIGH', group: 'cloud', writes: true, message: 'scales to zero' }] : [] }),
    target: () => ({ kind: 'cloud-project' })
};

export const programs: readonly ProgramTable[] = [tsh, teleport, boundary, cf];
