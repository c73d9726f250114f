/** Tools that run databases and brokers, beside their clients: Cassandra, CockroachDB, InfluxDB, Confluent, Elasticsearch, and command lines of hosted ones. */
import { wordsTable } from '../cloud/words-table';
import { plainProgram, verbs } from '../effect';
import { high, low, med } from '../verb-list';
import { readInput, readStatementWord, statementFile } from '../sql-clients';
import type { Call, ProgramTable } from '../program';

const helpFlags = ['--help', '-h', '--version'];

const nodetool: ProgramTable = {
    names: ['nodetool'],
    group: 'external',
    valueFlags: ['-h', '--host', '-p', '--port', '-u', '--username', '-pw', '--password', '-pwf', '-t', '--tag', '-kt', '-cf'],
    verbs: {
        ...verbs('LOW', 'shows the state of a database', `status, info, ring, describecluster, describering, tpstats, tablestats, cfstats, tablehistograms, cfhistograms, proxyhistograms, compactionstats, compactionhistory, netstats,
            gossipinfo, getendpoints, getsstables, version, listsnapshots, statusgossip, statusbinary, statushandoff, statusbackup, toppartitions, failuredetector, help, getlogginglevels,
            getcompactionthroughput, getstreamthroughput, clientstats, viewbuildstatus, gcstats, getseeds, verify, profileload`),
        ...verbs('MED', 'changes a node in a small way', `flush, snapshot, repair, compact, refresh, upgradesstables, setlogginglevel, setcompactionthroughput, setstreamthroughput, enablegossip, enablebinary, enablebackup,
            enablehandoff, enableautocompaction, reloadseeds, invalidatekeycache, invalidaterowcache, garbagecollect, bootstrap, rebuild, rebuild_index, relocatesstables, import`),
        ...verbs('HIGH', 'takes a node or its data away, or interrupts it', `decommission, removenode, assassinate, cleanup, clearsnapshot, drain, stop, stopdaemon, disablegossip, disablebinary, disablethrift, disableautocompaction, disablehandoff, disablebackup,
            scrub, truncatehints, pausehandoff, move, reloadtriggers, resetlocalschema, sjk`)
    },
    helpFlags: ['--help']
};

const cockroach: ProgramTable = {
    names: ['cockroach'],
    group: 'external',
    valueFlags: ['--url', '--host', '--port', '-p', '-u', '--user', '-d', '--database', '-e', '--execute', '-f', '--file', '--certs-dir', '--format', '--set', '--decommission', '--insecure-store', '-s', '--store', '--join'],
    verbs: {
        ...verbs('LOW', 'shows the state of a database', 'version, node ls, node status, sqlfmt, help, gen, cert list, workload check'),
        ...verbs('LOW', 'reads a database', 'sql'),
        ...verbs('MED', 'starts or loads a database', 'start, start-single-node, init, demo, workload init, workload run, import, node recommission, nodelocal upload, userfile upload, userfile list'),
        ...verbs('HIGH', 'takes nodes or data away, or changes access', 'node decommission, node drain, quit, debug, cert, cert create-ca, cert create-node, cert create-client, auth-session login, userfile delete, convert-url, statement-diag delete')
    },
    helpFlags,
    judge: call => ({ effects: call.verb === 'sql' ? cockroachSql(call).flatMap(use => [...use.effects]) : [] }),
    inner: call => call.verb === 'sql' ? [...call.values('-f', '--file').map(path => statementFile(path, 'external')), ...cockroachSql(call).flatMap(use => [...use.inner])] : []
};

function cockroachSql(call: Call) {
    const given = call.values('-e', '--execute');
    return given.length > 0 ? given.map(word => readStatementWord(word, 'external')) : call.has('-f', '--file') ? [] : [readInput(call, 'external')];
}

const ADMIN_FLAGS = ['-o', '--org', '--host', '-t', '--token', '-n', '--name', '--bucket', '-b', '--start', '--stop', '--predicate', '-p', '--org-id', '-i', '--id', '-c', '--active-config', '-f', '--file', '--environment', '--cluster', '--context', '--project-id', '--topic', '--output', '--project-ref', '--partitions', '--db-url', '--linked', '--role-name', '--database-name', '--branch', '--region', '--format'];

const words = (names: readonly string[], group: 'external' | 'cloud', more: { readonly verbs?: ProgramTable['verbs']; readonly sensitive?: RegExp; readonly from?: number; readonly words?: Readonly<Record<string, string>> } = {}): ProgramTable => {
    const { verbs: exact, words: spellings, ...rest } = more;
    return wordsTable({
        names, group, valueFlags: ADMIN_FLAGS, helpFlags,
        verbs: { ...low('version, help, completion', 'shows help', { group: 'local' }), ...exact },
        words: { ls: 'list', rm: 'delete', del: 'delete', ...spellings },
        target: () => ({ kind: 'cloud-project' }),
        ...rest
    });
};

const influxVerbs = words(['influx'], 'external', {
    verbs: {
        ...low('ping, bucket list, org list, task list, query, server-config, dashboards, task run list, task log list, v1 dbrp list, v1 auth list, telegrafs, template', 'reads a database'),
        ...med('write, bucket create, bucket update, task create, task update, apply, export, backup, config, config create, config set, task run retry, v1 dbrp create, stacks', 'changes a database in a small way', { inverse: 'none' }),
        ...high('delete, bucket delete, org delete, user delete, task delete, restore, setup, auth create, auth delete, auth list, auth active, auth inactive, user create, user password, secret, secret update, secret delete, secret list, config rm, v1 shell, v1 dbrp delete, v1 auth create, v1 auth delete, stacks remove, remote delete, replication delete', 'deletes data, or changes or prints what gives access')
    }
});

/** The client of version 1 has no verbs: it runs what `-execute` says, or what is typed. */
const influx: ProgramTable = {
    ...influxVerbs,
    valueFlags: [...influxVerbs.valueFlags, '-execute', '-e', '-database', '-host', '-port', '-username', '-password', '-format', '-precision'],
    judge: call => ({ ...influxVerbs.judge?.(call) ?? { effects: [] }, ...call.firstWord ? {} : { replaces: true, effects: influxStatements(call).flatMap(use => [...use.effects]) } }),
    inner: call => call.firstWord ? [] : influxStatements(call).flatMap(use => [...use.inner])
};

function influxStatements(call: Call) {
    const given = call.values('-execute', '-e');
    return given.length > 0 ? given.map(word => readStatementWord(word, 'external')) : [readInput(call, 'external')];
}

export const programs: readonly ProgramTable[] = [
    nodetool,
    cockroach,
    influx,
    words(['confluent', 'ccloud', 'kafkactl', 'kaf', 'aiven', 'avn', 'upstash', 'redpanda-connect'], 'external', {
        from: 0, sensitive: /\b(acl|api-key|service-account|user|role|secret)\b/,
        verbs: { ...low('topics, groups, nodes', 'reads a broker'), ...med('produce', 'sends messages to a broker'), ...low('consume', 'reads from a broker') }
    }),
    words(['supabase', 'neonctl', 'neon', 'pscale', 'turso', 'atlas', 'xata', 'tidbcloud-cli', 'planetscale'], 'cloud', {
        sensitive: /\b(secrets?|network-restrictions|ssl-enforcement|accessLists?|dbusers|password|api-keys|roles?)\b/,
        verbs: {
            ...low('status, projects list, db diff, db lint, migration list, functions list, branches list, projects api-keys --help, inspect, inspect db', 'reads the project'),
            ...med('start, link, login, logout, init, db push, db pull, db start, migration new, migration up, functions deploy, functions new, functions serve, gen types, gen, test db, seed, unlink', 'changes the project, or runs it on this machine', { inverse: 'none' }),
            ...high('stop, db reset, db dump, db remote commit, migration repair, migration squash, connection-string, cs, db shell, shell, auth token, db tokens create, group tokens create, projects api-keys, connect, password create, deployments pause, set-context', 'deletes, interrupts, or prints credentials')
        }
    }),
    words(['elasticdump', 'curator', 'curator_cli'], 'external', { from: 0 }),
    plainProgram('elasticsearch-reset-password elasticsearch-users elasticsearch-setup-passwords elasticsearch-service-tokens', 'HIGH', 'changes or prints what gives access', { group: 'external', helpFlags: ['--help', '-h'] })
];
