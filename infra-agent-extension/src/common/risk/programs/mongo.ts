import { high, low, med, plainProgram } from '../effect';
import { isLocalHost } from '../hosts';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { hasUnknownWords, lastValue } from '../word-parts';

const READS = /^(find|findOne|count|countDocuments|estimatedDocumentCount|distinct|aggregate|explain|getIndexes|getCollectionNames|getCollectionInfos|getCollection|getSiblingDB|getDB|getName|getMongo|stats|dataSize|storageSize|totalSize|totalIndexSize|validate|isCapped|latencyStats|serverStatus|hostInfo|version|buildInfo|hello|isMaster|ping|status|conf|config|printReplicationInfo|printSecondaryReplicationInfo|printSlaveReplicationInfo|printShardingStatus|currentOp|serverCmdLineOpts|getProfilingStatus|getLogComponents|listCommands|listDatabases|adminCommand|runCommand|getUsers|getRoles|getReplicationInfo|limit|skip|sort|pretty|toArray|forEach|map|filter|projection|project|hint|batchSize|maxTimeMS|itcount|size|hasNext|next|print|printjson|tojson|JSON|stringify|parse|keys|length|ObjectId|ISODate|Date|NumberLong|NumberInt|UUID|readPref|comment|collation|toString|join|includes|quit|exit|secondaryOk|setReadPref)$/;
const WRITES = /^(insert|insertOne|insertMany|createCollection|createIndex|createIndexes|ensureIndex|createView|updateOne|findOneAndUpdate|findAndModify|save|watch|enableSharding|hideIndex|unhideIndex|setProfilingLevel)$/;
/** Commands that may stand as the first key of `runCommand({ … })`. */
const READING_COMMANDS = /^['"]?(ping|hello|isMaster|serverStatus|dbStats|collStats|listCollections|listDatabases|listIndexes|buildInfo|hostInfo|replSetGetStatus|replSetGetConfig|currentOp|find|count|distinct|connectionStatus|getParameter|top|whatsmyuri|validate|explain|getCmdLineOpts|features)['"]?\s*:/;

const VALUES = [
    '--eval', '--host', '-h', '--port', '-u', '--username', '-p', '--password', '--authenticationDatabase', '--authenticationMechanism', '--tlsCAFile', '--tlsCertificateKeyFile', '-d', '--db', '-c',
    '--collection', '-o', '--out', '--archive', '--file', '-f', '--uri', '--query', '-q', '--type', '--fields', '--nsInclude', '--nsExclude', '--apiVersion'
];

const tool = (names: string, risk: 'LOW' | 'MED' | 'HIGH', message: string): ProgramTable => plainProgram(names, risk, message, {
    group: 'external',
    valueFlags: VALUES.filter(flag => flag !== '--archive'),
    judge: call => ({ replaces: true, effects: [{ risk, group: reach(call), writes: risk !== 'LOW', message }] }),
    writesTo: call => risk === 'MED' ? call.values('-o', '--out') : [],
    target: call => ({ kind: 'host', word: lastValue(call, '--uri', '--host', '-h') })
});

export const programs: readonly ProgramTable[] = [
    plainProgram('mongosh mongo', 'LOW', 'speaks to a database', {
        group: 'external',
        valueFlags: VALUES,
        helpFlags: ['--help', '--version'],
        judge: call => ({ replaces: true, effects: [low(reach(call), 'reads a database'), ...judgeMongo(call)] }),
        inner: call => [...call.values('-f', '--file'), ...call.positionals.filter(word => /\.m?js$/.test(word.shown))].map(path => ({ kind: 'text-file', path, group: reach(call), read: text => judgeScript(text, path, reach(call)) })),
        target: call => ({ kind: 'host', word: call.positionals[0] ?? lastValue(call, '--host') })
    }),
    tool('mongodump mongoexport bsondump', 'MED', 'copies the data of a database out'),
    tool('mongorestore mongoimport mongofiles', 'HIGH', 'overwrites a database'),
    tool('mongostat mongotop', 'LOW', 'shows how a server does')
];

/** Without a host it is this machine. */
function reach(call: Call): 'local' | 'external' {
    const named = lastValue(call, '--host', '-h', '--uri') ?? call.positionals.find(word => /[.:/]|^\$/.test(word.shown) && !/\.m?js$/.test(word.shown));
    if (!named) {
        return 'local';
    }
    const host = /^(?:mongodb(?:\+srv)?:\/\/)?(?:[^@/]*@)?(?:[\w-]+\/)?([^:/,?]+)/.exec(named.prefix)?.[1];
    return host && isLocalHost(host) ? 'local' : 'external';
}

function judgeMongo(call: Call): Effect[] {
    const group = reach(call);
    const given = call.values('--eval');
    const hasFile = call.has('-f', '--file') || call.positionals.some(word => /\.m?js$/.test(word.shown));
    const input = given.length > 0 || hasFile ? [] : call.stdin.kind === 'text' && !hasUnknownWords(call) ? judgeScript(call.stdin.text, call.program, group)
        : [high(group, call.stdin.kind === 'inherited' ? 'opens a prompt, and what is typed there is not assessed' : 'runs code that is not read here')];
    return [...given.flatMap(word => judgeScript(word.value ?? word.shown, word, group)), ...input];
}

/** By the names of what is called: a script of nothing but reading calls reads. Anything else is code that cannot be read. */
function judgeScript(text: string, at: Word, group: 'local' | 'external'): Effect[] {
    const plain = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
    const calls = [...plain.matchAll(/([\w$]+)\s*\(/g)].map(match => match[1]).filter(name => !/^(if|for|while|function|return|catch|switch|\$.*)$/.test(name));
    const commands = [...text.matchAll(/(?:runCommand|adminCommand)\s*\(\s*\{?\s*([^)]*)/g)].every(match => READING_COMMANDS.test(match[1]));
    const outStages = /\$(out|merge)\b/.test(text);
    const odd = /\[\s*["'`]|\beval\b|\bload\b|\brequire\b|=>\s*\{|\bfunction\b|`/.test(plain) || /\b(where|function)\b/.test(plain);
    if (calls.every(name => READS.test(name)) && commands && !outStages && !odd) {
        return [];
    }
    const danger = calls.find(name => /delete|remove|drop|replace|update(?!One)|bulkWrite|shutdown|kill|fsync|stepDown|initiate|reconfig|add|grant|revoke|create(User|Role)|change|rename|convert|shard|move|split|reset|set/i.test(name));
    if (danger) {
        return [high(group, `calls ${danger}, which removes, overwrites or changes access`, at)];
    }
    return calls.every(name => READS.test(name) || WRITES.test(name)) && commands && !outStages && !odd ? [med(group, 'writes documents or indexes', at)] : [high(group, 'runs code that is not read here', at)];
}
