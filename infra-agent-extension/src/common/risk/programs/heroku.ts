/** Heroku, whose verbs are `TOPIC:VERB`, or a lone topic, which lists. */
import { appTarget, helpFlags } from '../cloud/app-target';
import { classOfVerb, effectOfReading, readVerb } from '../cloud/verb-words';
import { effect, high, low, med, opensShell } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['heroku'],
    group: 'cloud',
    valueFlags: ['-a', '--app', '-r', '--remote', '-t', '--team', '--confirm', '-s', '--size', '--type', '-n', '--num', '-d', '--dyno', '-p', '--pipeline', '--region', '--stack', '-b', '--buildpack'],
    verbs: {
        ...low('apps, apps:info, apps:open, ps, ps:type, logs, releases, releases:info, releases:output, addons, addons:info, addons:plans, addons:services, domains, domains:info, pipelines, pipelines:info, pipelines:diff, buildpacks, features, features:info, labs, labs:info, maintenance, certs, certs:info, pg, pg:info, pg:ps, pg:locks, pg:blocking, pg:diagnose, pg:outliers, pg:long-running-queries, pg:backups, pg:backups:info, pg:backups:schedules, pg:wait, redis, redis:info, access, teams, members, orgs, spaces, spaces:info, drains, regions, stack, status, reviewapps, ci, ci:info, git:remote, sessions, notifications, auth:whoami, whoami, config:get-names', 'reads the application'),
        ...low('help, version, commands, plugins, which, autocomplete, update', 'reads this machine', { group: 'local' }),
        ...low('run, run:detached, ps:exec', 'starts a command on a dyno', { writes: false }),
        ...med('create, apps:create, apps:rename, ps:scale, ps:resize, ps:restart, restart, addons:create, addons:attach, addons:upgrade, addons:downgrade, addons:rename, buildpacks:add, buildpacks:set, buildpacks:remove, pipelines:create, pipelines:add, pipelines:promote, releases:rollback, rollback, pg:backups:capture, pg:backups:schedule, pg:copy-table, pg:credentials:repair-default, labs:enable, features:enable, maintenance:off, stack:set, container:push, container:release, ci:run, local, drains:add, clone, fork', 'changes the application', { inverse: 'releases:rollback, or the opposite' }),
        ...med('login, logout, auth:login, auth:logout, container:login', 'changes as whom later calls act', { inverse: 'login' }),
        ...high('pg:psql, psql, redis:cli', 'opens a prompt, and what is typed there is not assessed', { inverse: 'ending it' }),
        ...med('ps:forward, ps:socks, ps:copy, pg:pull', 'opens a connection to the application', { inverse: 'ending it' }),
        ...high('maintenance:on, apps:destroy, destroy, apps:delete, apps:transfer, ps:stop, ps:kill, kill, addons:destroy, addons:detach, pg:reset, pg:restore, pg:backups:restore, pg:backups:delete, pg:backups:cancel, pg:promote, pg:push, pg:copy, pg:kill, pg:killall, pg:upgrade, pg:unfollow, pg:detach, redis:promote, redis:maintenance, pipelines:destroy, pipelines:remove, domains:remove, domains:clear, certs:remove, spaces:destroy, buildpacks:clear, releases:retry, drains:remove, container:rm, labs:disable, features:disable', 'deletes, overwrites or interrupts'),
        ...high('config, config:get, config:edit, auth:token, pg:credentials, pg:credentials:url, redis:credentials, pg:backups:url, certs:key', 'prints secrets', { writes: false }),
        ...high('config:set, config:unset, config:add, config:remove, domains:add, domains:update, certs:add, certs:update, certs:auto, access:add, access:remove, access:update, members:add, members:remove, members:set, keys:add, keys:remove, keys:clear, authorizations, authorizations:create, authorizations:revoke, pg:credentials:create, pg:credentials:rotate, pg:credentials:destroy, trusted-ips:add, trusted-ips:remove, teams:add, clients:create', 'changes secrets, names or access')
    },
    helpFlags,
    judge: judgeHeroku,
    inner: call => /^(run|run:detached)$/.test(call.verb) && call.positionals.length > 0 ? [{ kind: 'argv', words: call.afterDashes ?? call.words.slice(call.words.indexOf(call.positionals[0])), where: { group: 'cloud', description: 'on a dyno' } }] : [],
    target: appTarget('-a', '--app', '-r', '--remote'),
    environment: ['HEROKU_API_KEY', 'HEROKU_APP', 'HEROKU_ORGANIZATION'],
    dangerousEnvironment: ['HEROKU_APP', 'HEROKU_API_KEY', 'HEROKU_HOST']
};

function judgeHeroku(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    if (call.verb !== '') {
        const zero = /^ps:(scale|resize)$/.test(call.verb) ? call.positionals.filter(word => word.value === undefined || /[=:]0(:|$)/.test(word.value)) : [];
        const shell = /^(run|ps:exec)$/.test(call.verb) && call.positionals.length === 0;
        return { effects: [...zero.map(word => effect('HIGH', 'cloud', 'scales to zero, or to a number that the text does not fix', word)), ...(shell ? [opensShell('cloud')] : [])] };
    }
    const [topic, ...verbs] = call.firstWord?.value?.split(':') ?? [];
    return topic === undefined || verbs.length === 0 || classOfVerb(verbs[verbs.length - 1]) === undefined
        ? { effects: [] }
        : { effects: [effectOfReading(readVerb([topic, ...verbs.slice(0, -1)].join(' '), verbs[verbs.length - 1]), 'cloud', call.firstWord)], replaces: true };
}
