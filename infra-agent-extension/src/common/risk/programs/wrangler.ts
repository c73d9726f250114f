/** Cloudflare's wrangler. */
import { appTarget } from '../cloud/app-target';
import { judgeSql } from '../cloud/sql-calls';
import { high, low, med, spelled } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['wrangler'],
    group: 'cloud',
    valueFlags: ['-c', '--config', '-e', '--env', '--cwd', '--name', '--command', '--file', '-f', '--binding', '--namespace-id', '--project-name', '--branch', '--message', '--tag', '--ttl', '--path'],
    verbs: {
        ...low('whoami, deployments list, deployments status, deployments view, versions list, versions view, tail, kv namespace list, kv key list, kv key get, r2 bucket list, r2 bucket info, r2 object get, d1 list, d1 info, d1 migrations list, d1 time-travel info, queues list, queues info, secret list, pages project list, pages deployment list, pages deployment tail, hyperdrive list, hyperdrive get, vectorize list, vectorize get, vectorize info, vectorize query, dispatch-namespace list, dispatch-namespace get, ai models, workflows list, workflows describe, check, pipelines list, cert list, certificate list', 'reads the project'),
        ...low('types, docs, init', 'writes project files', { group: 'local', writes: true }),
        ...low('d1 execute', 'runs SQL', { writes: false }),
        ...med('deploy, versions upload, versions deploy, triggers deploy, kv namespace create, kv key put, kv bulk put, r2 bucket create, r2 object put, d1 create, queues create, queues update, pages deploy, pages project create, hyperdrive create, hyperdrive update, vectorize create, vectorize insert, vectorize upsert, dispatch-namespace create, workflows trigger, pubsub', 'deploys the project, or changes it', { inverse: 'rollback, or delete' }),
        ...med('rollback', 'returns to an earlier deployment', { inverse: 'rollback' }),
        ...med('d1 migrations apply, d1 migrations create', 'changes the tables of a database', { inverse: 'd1 time-travel restore' }),
        ...med('d1 export, d1 backup create, d1 insights', 'copies a database', { inverse: 'none' }),
        ...med('login, logout', 'changes as whom later calls act', { inverse: 'login' }),
        ...med('dev, pages dev, build, pages functions build', 'runs code on this machine', { group: 'local', inverse: 'none' }),
        ...high('delete, kv namespace delete, kv key delete, kv bulk delete, r2 bucket delete, r2 object delete, r2 bucket lifecycle, d1 delete, d1 time-travel restore, queues delete, queues purge, queues consumer, pages project delete, pages deployment delete, hyperdrive delete, vectorize delete, vectorize delete-vectors, dispatch-namespace delete, workflows delete, workflows terminate', 'deletes or overwrites'),
        ...high('secret put, secret delete, secret bulk, versions secret put, versions secret delete, pages secret put, pages secret delete, cert upload, cert delete, mtls-certificate upload, mtls-certificate delete, r2 bucket domain, r2 bucket dev-url, r2 bucket cors', 'changes secrets, names or access')
    },
    aliases: { ...spelled('deploy', 'publish'), ...spelled('kv key', 'kv:key'), ...spelled('kv namespace', 'kv:namespace'), ...spelled('kv bulk', 'kv:bulk'), ...spelled('secret bulk', 'secret:bulk'), ...spelled('pages deploy', 'pages publish') },
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['deploy'] }],
    helpFlags: ['--help', '-h', '--version', '-v'],
    judge: call => ({ effects: call.verb === 'd1 execute' ? judgeD1(call) : [] }),
    target: appTarget('-e', '--env', '--name'),
    environment: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID', 'WRANGLER_LOG'],
    dangerousEnvironment: ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_BASE_URL']
};

function judgeD1(call: Call): readonly Effect[] {
    return judgeSql(call.values('--command')[0], call.has('--remote') ? 'cloud' : 'local');
}
