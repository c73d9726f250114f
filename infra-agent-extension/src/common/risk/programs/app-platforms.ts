/** Platforms that run applications: Vercel, Netlify, Railway, Firebase. */
import { appTarget, helpFlags } from '../cloud/app-target';
import { exposures } from '../cloud/exposure';
import { high, low, med, spelled } from '../verb-list';
import type { Inner, ProgramTable } from '../program';

const vercel: ProgramTable = {
    names: ['vercel', 'vc'],
    group: 'cloud',
    valueFlags: ['-A', '--local-config', '-Q', '--global-config', '--cwd', '-S', '--scope', '-t', '--token', '-e', '--env', '-b', '--build-env', '-m', '--meta', '--target', '--regions'],
    verbs: {
        ...low('list, inspect, logs, whoami, project ls, project list, domains ls, domains inspect, dns ls, certs ls, env ls, env list, alias ls, teams ls, teams list, bisect, target ls, integration list', 'reads the project'),
        ...low('help, telemetry status', 'shows help', { group: 'local' }),
        ...med('', 'deploys the project', { inverse: 'rollback' }),
        ...med('deploy, redeploy, alias, alias set, project add, promote, rolling-release, git connect, git disconnect, integration add', 'deploys the project, or changes it', { inverse: 'rollback' }),
        ...med('rollback', 'returns to an earlier deployment', { inverse: 'promote' }),
        ...med('login, logout, switch, link, teams switch', 'changes as whom later calls act', { inverse: 'login' }),
        ...med('dev, build, init, pull, install', 'runs or downloads code on this machine', { group: 'local', inverse: 'none' }),
        ...high('remove, project rm, project remove, alias rm, domains rm, integration remove, blob del, cache purge, teams remove', 'deletes deployments or projects'),
        ...high('env add, env rm, env update, domains add, domains buy, domains move, domains transfer-in, dns add, dns import, dns rm, certs issue, certs add, certs rm, teams invite, teams add', 'changes secrets, names or access'),
        ...high('env pull', 'writes secrets to a file', { group: 'cloud' })
    },
    aliases: { ...spelled('list', 'ls'), ...spelled('remove', 'rm'), ...spelled('deploy', 'd'), ...spelled('project', 'projects') },
    flagRules: [{ flags: ['--prod'], risk: 'MED', message: 'deploys to production' }, { flags: ['-t', '--token'], risk: 'HIGH', message: 'passes a credential' }],
    helpFlags,
    writesTo: call => call.verb === 'env pull' ? call.positionals.slice(0, 1) : [],
    target: appTarget('-S', '--scope'),
    environment: ['VERCEL_TOKEN', 'VERCEL_ORG_ID', 'VERCEL_PROJECT_ID'],
    dangerousEnvironment: ['VERCEL_ORG_ID', 'VERCEL_PROJECT_ID', 'VERCEL_TOKEN']
};

const netlify: ProgramTable = {
    names: ['netlify', 'ntl'],
    group: 'cloud',
    valueFlags: ['-s', '--site', '-d', '--dir', '--auth', '-a', '--context', '--filter', '-m', '--message', '--alias'],
    verbs: {
        ...low('status, sites:list, functions:list, env:list, open, open:admin, open:site, watch, logs, logs:function, logs:deploy, teams:list', 'reads the project'),
        ...low('help, completion, blobs:list, blobs:get', 'reads the project'),
        ...med('deploy, sites:create, init, link, unlink, switch, functions:create, functions:invoke, blobs:set, clone', 'deploys the project, or changes it', { inverse: 'deploy of the earlier code' }),
        ...med('login, logout', 'changes as whom later calls act', { inverse: 'login' }),
        ...med('build, dev, serve, recipes', 'runs code on this machine', { group: 'local', inverse: 'none' }),
        ...med('api', 'calls the API', { inverse: 'none' }),
        ...high('sites:delete, blobs:delete', 'deletes a site'),
        ...high('env:set, env:unset, env:import, env:clone, env:get', 'changes or prints secrets')
    },
    flagRules: [{ flags: ['--plain', '--json'], verbs: ['env:list'], risk: 'HIGH', writes: false, message: 'prints the values of variables, which hold secrets' }],
    helpFlags,
    target: appTarget('-s', '--site'),
    environment: ['NETLIFY_SITE_ID', 'NETLIFY_AUTH_TOKEN'],
    dangerousEnvironment: ['NETLIFY_SITE_ID', 'NETLIFY_AUTH_TOKEN']
};

const railway: ProgramTable = {
    names: ['railway'],
    group: 'cloud',
    valueFlags: ['-s', '--service', '-e', '--environment', '-p', '--project'],
    verbs: {
        ...low('status, list, logs, whoami, open, docs, help', 'reads the project'),
        ...low('run, ssh', 'starts a command with the variables of the project', { writes: false }),
        ...med('up, deploy, redeploy, init, add, link, unlink, environment, service, login, logout, domain, volume, scale', 'changes the project', { inverse: 'none' }),
        ...high('connect, shell', 'opens a prompt, and what is typed there is not assessed', { inverse: 'ending it' }),
        ...med('dev', 'runs code on this machine', { inverse: 'ending it' }),
        ...high('down, delete, environment delete, volume delete', 'deletes a deployment'),
        ...high('variables, variable', 'prints or changes secrets')
    },
    helpFlags,
    inner: (call): readonly Inner[] => call.verb === 'run' && call.positionals.length > 0 ? [{ kind: 'argv', words: call.words.slice(call.words.indexOf(call.positionals[0])) }] : [],
    target: appTarget('-s', '--service', '-e', '--environment'),
    environment: ['RAILWAY_PROJECT_ID', 'RAILWAY_TOKEN'],
    dangerousEnvironment: ['RAILWAY_TOKEN', 'RAILWAY_PROJECT_ID']
};

const firebase: ProgramTable = {
    names: ['firebase'],
    group: 'cloud',
    valueFlags: ['-P', '--project', '--account', '-c', '--config', '--only', '--except', '-m', '--message', '--token', '--database', '-d', '--data'],
    verbs: {
        ...low('projects:list, apps:list, apps:sdkconfig, functions:list, functions:log, hosting:sites:list, hosting:channel:list, database:get, firestore:indexes, firestore:databases:list, remoteconfig:get, login:list, open, help', 'reads the project'),
        ...med('deploy, hosting:channel:deploy, hosting:channel:create, projects:create, apps:create, functions:shell, ext:install, hosting:sites:create, firestore:databases:create, database:push', 'deploys the project, or changes it', { inverse: 'deploy of the earlier code' }),
        ...med('use, login, logout, login:ci, login:use, target:apply, experiments:enable', 'changes which project later calls reach', { group: 'local', inverse: 'use' }),
        ...med('init, serve, emulators:start, emulators:exec, emulators:export, setup:emulators:firestore', 'runs code on this machine', { group: 'local', inverse: 'none' }),
        ...high('firestore:delete, database:remove, database:set, database:update, functions:delete, hosting:disable, hosting:channel:delete, hosting:sites:delete, hosting:clone, ext:uninstall, firestore:databases:delete, firestore:databases:restore, remoteconfig:rollback, auth:import', 'deletes or overwrites'),
        ...high('functions:config:set, functions:config:unset, functions:config:get, functions:secrets:access, functions:secrets:set, functions:secrets:destroy, functions:secrets:get, auth:export, appdistribution:testers:add', 'changes or prints secrets')
    },
    flagRules: [{ flags: ['-f', '--force'], risk: 'HIGH', message: 'deletes without a question what the code no longer has' }],
    helpFlags,
    judge: call => ({ effects: exposures(call, 'cloud') }),
    target: appTarget('-P', '--project'),
    environment: ['GOOGLE_APPLICATION_CREDENTIALS'],
    dangerousEnvironment: ['FIREBASE_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS']
};

export const programs: readonly ProgramTable[] = [vercel, netlify, railway, firebase];
