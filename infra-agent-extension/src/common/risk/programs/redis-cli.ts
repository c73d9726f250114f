import { high, low, med, plainProgram } from '../effect';
import { hostGroup, isLocalHost } from '../hosts';
import { soundsDestructive } from '../judge-call';
import type { Call, Effect, Word } from '../program';
import { fixedWord, lastValue } from '../word-parts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const READS = set(`PING ECHO INFO TIME DBSIZE COMMAND LASTSAVE ROLE GET MGET STRLEN GETRANGE SUBSTR EXISTS TYPE TTL PTTL EXPIRETIME PEXPIRETIME KEYS SCAN RANDOMKEY OBJECT DUMP TOUCH HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HSCAN
    HSTRLEN HRANDFIELD LRANGE LLEN LINDEX LPOS SMEMBERS SCARD SISMEMBER SMISMEMBER SRANDMEMBER SSCAN SINTER SUNION SDIFF SINTERCARD ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX ZCARD ZSCORE ZMSCORE ZRANK ZREVRANK ZCOUNT
    ZLEXCOUNT ZSCAN ZDIFF ZINTER ZUNION ZRANDMEMBER XRANGE XREVRANGE XLEN XREAD XINFO XPENDING BITCOUNT GETBIT BITPOS BITFIELD_RO PFCOUNT GEOPOS GEODIST GEOHASH GEOSEARCH GEORADIUS_RO SUBSCRIBE PSUBSCRIBE SSUBSCRIBE PUBSUB MONITOR LOLWUT
    SELECT AUTH HELLO MULTI DISCARD WATCH UNWATCH WAIT QUIT READONLY READWRITE ASKING LATENCY SORT_RO LCS FT.SEARCH FT.INFO FT._LIST JSON.GET JSON.TYPE TS.GET TS.RANGE TS.INFO MEMORY SLOWLOG`);
const WRITES = set(`SET SETEX PSETEX SETNX MSET MSETNX APPEND SETRANGE GETSET INCR INCRBY INCRBYFLOAT DECR DECRBY HSET HMSET HSETNX HINCRBY HINCRBYFLOAT LPUSH RPUSH LPUSHX RPUSHX LINSERT LSET SADD SMOVE ZADD ZINCRBY XADD XACK XGROUP XCLAIM
    XAUTOCLAIM XREADGROUP SETBIT BITFIELD BITOP PFADD PFMERGE GEOADD EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST COPY RENAMENX PUBLISH SPUBLISH SAVE BGSAVE BGREWRITEAOF EXEC RPOPLPUSH LMOVE BLMOVE BRPOPLPUSH SORT GETEX SDIFFSTORE SINTERSTORE
    SUNIONSTORE ZDIFFSTORE ZINTERSTORE ZUNIONSTORE ZRANGESTORE GEOSEARCHSTORE JSON.SET TS.ADD FT.CREATE`);
/** Of commands with a second word, those second words that only read. */
const READING_PARTS: Readonly<Record<string, ReadonlySet<string>>> = {
    CONFIG: set('GET HELP'), CLUSTER: set('INFO NODES SLOTS SHARDS MYID KEYSLOT COUNTKEYSINSLOT GETKEYSINSLOT LINKS REPLICAS SLAVES HELP MYSHARDID'), CLIENT: set('LIST INFO ID GETNAME GETREDIR TRACKINGINFO HELP NO-EVICT NO-TOUCH SETNAME'),
    ACL: set('LIST WHOAMI CAT LOG USERS HELP DRYRUN'), SCRIPT: set('EXISTS HELP'), FUNCTION: set('LIST STATS DUMP HELP'), MODULE: set('LIST HELP'), SENTINEL: set('MASTERS MASTER REPLICAS SLAVES SENTINELS GET-MASTER-ADDR-BY-NAME CKQUORUM MYID INFO-CACHE PENDING-SCRIPTS'),
    COMMAND: set('COUNT DOCS GETKEYS INFO LIST'), SLOWLOG: set('GET LEN HELP'), LATENCY: set('DOCTOR GRAPH HISTORY LATEST HELP HISTOGRAM'), MEMORY: set('USAGE STATS DOCTOR MALLOC-STATS HELP'), OBJECT: set('ENCODING FREQ IDLETIME REFCOUNT HELP'), XINFO: set('STREAM GROUPS CONSUMERS HELP'), PUBSUB: set('CHANNELS NUMPAT NUMSUB SHARDCHANNELS SHARDNUMSUB')
};

export const program = plainProgram('redis-cli valkey-cli keydb-cli', 'LOW', 'speaks to a Redis server', {
    optionsFirst: true,
    valueFlags: [
        '-h', '-p', '-s', '-a', '--pass', '--user', '-u', '-r', '-i', '-n', '-d', '-D', '--sni', '--cacert', '--cacertdir', '--cert', '--key', '--tls-ciphers', '--show-pushes', '--eval', '--rdb',
        '--functions-rdb', '--pattern', '--quoted-pattern', '--count', '--lru-test', '--memkeys-samples', '-X', '-t'
    ],
    helpFlags: ['--help', '--version', '-v'],
    judge: call => ({ replaces: true, effects: [low(reach(call), 'reads a Redis server'), ...modes(call), ...commands(call)] }),
    writesTo: call => call.values('--rdb', '--functions-rdb').filter(word => word.value !== '-'),
    target: call => ({ kind: 'host', word: lastValue(call, '-h', '-u') }),
    environment: ['REDISCLI_AUTH']
});

/** Without a host it is this machine. */
function reach(call: Call): 'local' | 'external' {
    const host = lastValue(call, '-h');
    const url = lastValue(call, '-u');
    const ofUrl = url && /^rediss?:\/\/(?:[^@/]*@)?([^:/]+)/.exec(url.prefix)?.[1];
    return host && hostGroup(host) !== 'local' || url && !(ofUrl && isLocalHost(ofUrl)) ? 'external' : 'local';
}

function modes(call: Call): Effect[] {
    const cluster = call.words.findIndex(word => word.value === '--cluster');
    const verb = cluster < 0 ? undefined : call.words[cluster + 1];
    return [
        ...call.has('--eval') ? [high(reach(call), 'runs a script that is not read here', lastValue(call, '--eval'))] : [],
        ...call.has('--pipe') ? [high(reach(call), 'sends commands that are not read here')] : [],
        ...verb && !/^(check|info|help)$/.test(verb.value ?? '') ? [high(reach(call), 'changes the cluster', verb)] : [],
        ...call.has('--rdb') ? [med(reach(call), 'copies all data out')] : []
    ];
}

function commands(call: Call): Effect[] {
    const group = reach(call);
    if (call.words.some(word => word.value === '--cluster') || call.has('--scan', '--bigkeys', '--memkeys', '--hotkeys', '--latency', '--latency-history', '--latency-dist', '--stat', '--rdb', '--eval', '--pipe', '--intrinsic-latency')) {
        return [];
    }
    if (call.positionals.length > 0) {
        return judgeCommand(call.positionals, group);
    }
    if (call.stdin.kind !== 'text') {
        return [high(group, call.stdin.kind === 'inherited' ? 'opens a prompt, and what is typed there is not assessed' : 'runs commands that are not read here')];
    }
    return call.stdin.text.split('\n').filter(line => line.trim() !== '').flatMap(line => judgeCommand(line.trim().split(/\s+/).map(part => fixedWord(part.replace(/^["']|["']$/g, ''), call.program)), group));
}

function judgeCommand([first, second]: readonly Word[], group: 'local' | 'external'): Effect[] {
    const name = first.value?.toUpperCase();
    if (name === undefined) {
        return [high(group, 'runs a command that the text does not fix', first)];
    }
    const part = second?.value?.toUpperCase();
    if (name === 'CONFIG' && part === 'GET' || name === 'ACL' && part === 'GETUSER') {
        return [];
    }
    if (Object.hasOwn(READING_PARTS, name) && second) {
        return part !== undefined && READING_PARTS[name].has(part) ? [] : [high(group, `runs ${name} ${second.shown}, which changes the server`, first)];
    }
    if (READS.has(name) || Object.hasOwn(READING_PARTS, name)) {
        return [];
    }
    if (WRITES.has(name)) {
        return [med(group, 'writes keys', first)];
    }
    if (/^(EVAL|EVALSHA|FCALL)/.test(name)) {
        return [high(group, 'runs a script that is not read here', first)];
    }
    return /^(DEL|UNLINK|GETDEL|FLUSH|SHUTDOWN|DEBUG|SLAVEOF|REPLICAOF|FAILOVER|MIGRATE|RENAME|RESTORE|SWAPDB|MOVE|.*(REM|POP|DEL|TRIM|REMRANGEBY\w+)$|PSYNC|SYNC|RESET)/.test(name) || soundsDestructive(name)
        ? [high(group, `runs ${name}, which removes or overwrites data, or interrupts`, first)]
        : [med(group, 'runs a command that is not known', first)];
}
