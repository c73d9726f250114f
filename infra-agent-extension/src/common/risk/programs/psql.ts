import { exposes, high, low, med, plainProgram } from '../effect';
import { hostGroup, isLocalHost } from '../hosts';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { lineWord, readInput, readStatementWord, statementFile } from '../sql-clients';
import type { ClientLines, ClientUse } from '../sql-clients';
import { lastValue } from '../word-parts';

const VALUES = [
    '-c', '--command', '-d', '--dbname', '-f', '--file', '-F', '--field-separator', '-h', '--host', '-L', '--log-file', '-o', '--output', '-p', '--port', '-P', '--pset', '-R', '--record-separator', '-T', '--table-attr', '-U',
    '--username', '-v', '--set', '--variable'
];
const ENVIRONMENT = ['PGHOST', 'PGPORT', 'PGUSER', 'PGDATABASE', 'PGPASSWORD', 'PGSSLMODE', 'PGSERVICE', 'PGOPTIONS', 'PGPASSFILE'];

const META: ClientLines = { lines: /\\(?:[a-zA-Z!]+|\.)[^\n]*/g, read: readMeta };

const tool = (names: string, risk: 'LOW' | 'MED' | 'HIGH', message: string, more: Partial<ProgramTable> = {}): ProgramTable => plainProgram(names, risk, message, {
    group: 'external',
    valueFlags: [
        '-d', '--dbname', '-f', '--file', '-F', '--format', '-h', '--host', '-j', '--jobs', '-n', '--schema', '-N', '-p', '--port', '-t', '--table', '-T', '--exclude-table', '-U', '--username', '-Z',
        '-D', '--pgdata', '-E', '--encoding', '-O', '--owner', '-l', '--locale'
    ],
    helpFlags: ['--help', '--version', '-V', '-?'],
    judge: call => reach(call) === 'local' ? { replaces: true, effects: [{ risk, group: 'local', writes: risk !== 'LOW', message }] } : { effects: [] },
    target: call => ({ kind: 'host', word: lastValue(call, '-h', '--host') }),
    environment: ENVIRONMENT,
    ...more
});

export const programs: readonly ProgramTable[] = [
    plainProgram('psql', 'LOW', 'speaks to a database', {
        group: 'external',
        valueFlags: VALUES,
        helpFlags: ['--help', '--version', '-V', '-?'],
        judge: call => ({ replaces: true, effects: [low(reach(call), 'reads a database'), ...used(call).effects] }),
        inner: call => used(call).inner,
        writesTo: call => [...call.values('-o', '--output', '-L', '--log-file').filter(word => !word.prefix.startsWith('|')), ...used(call).writes],
        target: call => ({ kind: 'host', word: lastValue(call, '-h', '--host') ?? databases(call)[0] }),
        environment: ENVIRONMENT,
        dangerousEnvironment: ['PSQLRC', 'PSQL_PAGER', 'PAGER', 'PGSERVICEFILE']
    }),
    tool('pg_isready', 'LOW', 'tests whether a database answers'),
    tool('pg_dump', 'MED', 'copies the data of a database out', { writesTo: call => call.values('-f', '--file') }),
    tool('pg_dumpall', 'HIGH', 'copies every database out, with the password hashes of its roles', { writesTo: call => call.values('-f', '--file') }),
    tool('pg_restore', 'HIGH', 'overwrites a database', {
        judge: call => call.has('-l', '--list') || !call.has('-d', '--dbname') && call.has('-f', '--file') ? { replaces: true, effects: [low('local', 'shows what a dump holds')] } : { effects: [] },
        writesTo: call => call.values('-f', '--file')
    }),
    tool('createdb', 'MED', 'makes a database'),
    tool('vacuumdb reindexdb clusterdb pgbench', 'MED', 'loads a database with work'),
    tool('dropdb', 'HIGH', 'destroys a database'),
    tool('createuser dropuser', 'HIGH', 'changes who may use a database'),
    tool('pg_basebackup pg_receivewal pg_verifybackup', 'MED', 'copies a database server out', { writesTo: call => call.values('-D', '--pgdata') }),
    plainProgram('pg_resetwal pg_rewind pg_upgrade initdb pg_archivecleanup', 'HIGH', 'overwrites the files of a database server', { valueFlags: ['-D', '--pgdata'] }),
    {
        names: ['pg_ctl', 'pg_ctlcluster'],
        group: 'local',
        valueFlags: ['-D', '--pgdata', '-l', '--log', '-m', '--mode', '-o', '-t'],
        verbs: {
            'status': { risk: 'LOW', message: 'shows whether a server runs' }, 'start': { risk: 'MED', message: 'starts a server' }, 'restart': { risk: 'HIGH', message: 'restarts a server' }, 'reload': { risk: 'MED', message: 'reloads settings' },
            'stop': { risk: 'HIGH', message: 'stops a server' }, 'promote': { risk: 'HIGH', message: 'makes a standby the primary' }, 'kill': { risk: 'HIGH', message: 'kills a server' }, 'init': { risk: 'HIGH', message: 'makes a server\'s files' }
        }
    }
];

/** Without a host the client's own settings (PGHOST, service files) decide, and they are not read. */
function reach(call: Call): 'local' | 'external' {
    const host = lastValue(call, '-h', '--host');
    if (host) {
        return hostGroup(host) === 'local' ? 'local' : 'external';
    }
    const named = databases(call)[0];
    const url = named && /^postgres(?:ql)?:\/\/(?:[^@/]*@)?([^:/?]+)/.exec(named.prefix)?.[1] || named && /\bhost=(\S+)/.exec(named.prefix)?.[1];
    return url && isLocalHost(url) ? 'local' : 'external';
}

function databases(call: Call): readonly Word[] {
    return [...call.values('-d', '--dbname'), ...call.positionals];
}

function used(call: Call): Required<ClientUse> {
    const group = reach(call);
    const words = call.values('-c', '--command').map(word => readStatementWord(word, group, META));
    const files = call.values('-f', '--file').filter(word => word.value !== '-').map(path => statementFile(path, group, META));
    const given = words.length > 0 || files.length > 0 || call.has('-l', '--list');
    const input = given ? [] : [readInput(call, group, META)];
    const piped = call.values('-o', '--output').filter(word => word.prefix.startsWith('|')).map((word): Inner => ({ kind: 'shell', text: lineWord(word.shown.slice(1), word) }));
    const all = [...words, ...input];
    return { effects: all.flatMap(use => use.effects), inner: [...files, ...piped, ...all.flatMap(use => use.inner)], writes: all.flatMap(use => use.writes) };
}

/** A line such as `\d users`, `\! rm x`, `\copy t TO 'f'`. Backticks in one run a shell line. */
function readMeta(line: string, at: Word): ClientUse {
    const match = /^\\([a-zA-Z!]+)\s*([\s\S]*)$/.exec(line);
    const [, name = '', rest = ''] = match ?? [];
    const backticks = [...rest.matchAll(/`([^`]*)`/g)].map((found): Inner => ({ kind: 'shell', text: lineWord(found[1], at) }));
    if (name === '!') {
        return rest === '' ? { effects: [high('local', 'opens a shell', at)] } : { inner: [{ kind: 'shell', text: lineWord(rest, at) }] };
    }
    const operand = rest.trim().replace(/^['"]|['"]$/g, '');
    if (/^(o|out|w|write|g|gx|s)$/.test(name) && operand !== '' && !operand.startsWith('(')) {
        return operand.startsWith('|') ? { inner: [{ kind: 'shell', text: lineWord(operand.slice(1), at) }] } : { writes: [lineWord(operand, at)] };
    }
    if (/^(i|include|ir|include_relative)$/.test(name)) {
        return { inner: [statementFile(lineWord(operand, at), 'external', META)] };
    }
    return { inner: backticks, effects: metaEffects(name, rest, at) };
}

function metaEffects(name: string, rest: string, at: Word): Effect[] {
    if (name === 'copy') {
        return /\bprogram\b/i.test(rest) ? [high('local', 'runs a program on data', at)] : [/\bfrom\b/i.test(rest) ? med('external', 'inserts rows from a file', at) : med('local', 'writes rows to a file', at)];
    }
    if (/^(gexec|gset)$/.test(name)) {
        return name === 'gexec' ? [high('external', 'runs what a query gives back as statements', at)] : [];
    }
    return /^(password|lo_unlink|lo_import|lo_export|e|edit|ef|ev|setenv)$/.test(name) ? [name === 'password' ? exposes('external', 'changes a password', at) : high('external', `runs \\${name}`, at)] : [];
}
