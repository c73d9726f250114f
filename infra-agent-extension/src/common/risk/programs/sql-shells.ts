import { high, low, plainProgram } from '../effect';
import { hostGroup } from '../hosts';
import type { Call, ProgramTable, Word } from '../program';
import { lineWord, readInput, readStatementWord, statementFile } from '../sql-clients';
import type { ClientLines, ClientUse } from '../sql-clients';
import { lastValue } from '../word-parts';

/** Flags of a client that takes SQL as an argument or from a file. */
interface Client {
    readonly names: string;
    readonly statements: readonly string[];
    readonly files: readonly string[];
    readonly hosts: readonly string[];
    readonly values: readonly string[];
}

const CLIENTS: readonly Client[] = [
    { names: 'clickhouse-client', statements: ['-q', '--query'], files: ['--queries-file'], hosts: ['-h', '--host'], values: ['-u', '--user', '--password', '--port', '-d', '--database', '-f', '--format'] },
    { names: 'sqlcmd', statements: ['-Q', '-q'], files: ['-i'], hosts: ['-S'], values: ['-U', '-P', '-d', '-o', '-v', '-s', '-w', '-h', '-t', '-l'] },
    { names: 'cqlsh', statements: ['-e', '--execute'], files: ['-f', '--file'], hosts: [], values: ['-u', '-p', '-k', '--username', '--password', '--keyspace'] },
    { names: 'usql', statements: ['-c', '--command'], files: ['-f', '--file'], hosts: [], values: ['-v', '--set', '-o', '--out'] },
    { names: 'snowsql', statements: ['-q', '--query'], files: ['-f', '--filename'], hosts: ['-a', '--accountname'], values: ['-u', '-d', '-s', '-r', '-w', '-o', '-c', '--connection'] },
    { names: 'trino presto', statements: ['--execute'], files: ['-f', '--file'], hosts: ['--server'], values: ['--catalog', '--schema', '--user', '--output-format'] },
    { names: 'beeline hive spark-sql', statements: ['-e', '-execute', '--execute'], files: ['-f'], hosts: ['-host', '-u'], values: ['-database', '-n', '-p', '-d'] }
];

const DOT: ClientLines = { lines: /^\s*\.[a-z][^\n]*/gim, read: readDot };

export const programs: readonly ProgramTable[] = [
    ...CLIENTS.map(client),
    plainProgram('sqlite3 sqlite duckdb', 'LOW', 'speaks to a database in a file', {
        valueFlags: ['-cmd', '-separator', '-init', '-c', '-s', '-f', '-nullvalue', '-newline', '-vfs', '-mmap', '-lookaside', '-pagecache', '-maxsize'],
        helpFlags: ['--help', '-help', '--version', '-version'],
        judge: call => ({ effects: inFile(call).effects }),
        inner: call => inFile(call).inner,
        writesTo: call => inFile(call).writes
    })
];

function client({ names, statements, files, hosts, values }: Client): ProgramTable {
    const reach = (call: Call) => hosts.length > 0 && call.has(...hosts) && hostGroup(lastValue(call, ...hosts)) === 'local' ? 'local' : 'external';
    const used = (call: Call): Required<ClientUse> => {
        const words = call.values(...statements).map(word => readStatementWord(word, reach(call)));
        const paths = call.values(...files).map(path => statementFile(path, reach(call)));
        const all = words.length + paths.length > 0 ? words : [readInput(call, reach(call))];
        return { effects: all.flatMap(use => use.effects), inner: [...paths, ...all.flatMap(use => use.inner)], writes: [] };
    };
    return plainProgram(names, 'LOW', 'speaks to a database', {
        group: 'external',
        valueFlags: [...statements, ...files, ...hosts, ...values],
        judge: call => ({ replaces: true, effects: [low(reach(call), 'reads a database'), ...used(call).effects] }),
        inner: call => used(call).inner,
        writesTo: call => call.values('-o', '--out').filter(() => names !== 'snowsql'),
        target: call => ({ kind: 'host', word: hosts.length > 0 ? lastValue(call, ...hosts) : undefined })
    });
}

/** `sqlite3 FILE 'SQL'`: statements behind the file, or on standard input. */
function inFile(call: Call): Required<ClientUse> {
    const given = [...call.values('-cmd', '-c', '-s'), ...call.positionals.slice(1)];
    const scripts = call.values('-init', '-f').map(path => statementFile(path, 'local', DOT));
    const all = given.length > 0 ? given.map(word => readStatementWord(word, 'local', DOT)) : scripts.length > 0 ? [] : [readInput(call, 'local', DOT)];
    return { effects: all.flatMap(use => use.effects), inner: [...scripts, ...all.flatMap(use => use.inner)], writes: all.flatMap(use => use.writes) };
}

/** Lines such as `.tables`, `.shell rm x`, `.output f`, of which a prefix is enough. */
function readDot(line: string, at: Word): ClientUse {
    const [name = '', ...rest] = line.trim().slice(1).split(/\s+/);
    const operand = lineWord(rest.join(' ').replace(/^['"]|['"]$/g, ''), at);
    const is = (full: string, shortest: number) => name.length >= shortest && full.startsWith(name);
    if (is('shell', 2) && name !== 'sha' || is('system', 2)) {
        return { inner: [{ kind: 'shell', text: operand }] };
    }
    if (is('output', 1) || is('once', 2) || is('backup', 1) || is('save', 2) || is('clone', 2) || is('log', 2) || is('excel', 2)) {
        return operand.shown === '' || operand.value === 'stdout' || operand.value === 'off'
            ? {}
            : operand.prefix.startsWith('|')
            ? { inner: [{ kind: 'shell', text: lineWord(operand.shown.slice(1), at) }] }
            : { writes: [lineWord(rest[rest.length - 1], at)] };
    }
    if (is('read', 3)) {
        return operand.prefix.startsWith('|') ? { inner: [{ kind: 'shell', text: lineWord(operand.shown.slice(1), at) }] } : { inner: [statementFile(operand, 'local', DOT)] };
    }
    return is('restore', 3) || is('load', 2) || is('import', 2) || is('archive', 2) || is('edit', 2) ? { effects: [high('local', `runs .${name}`, at)] } : {};
}
