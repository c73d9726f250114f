import { high, low, plainProgram, verbs } from '../effect';
import { hostGroup } from '../hosts';
import type { Call, ProgramTable, Word } from '../program';
import { lineWord, readInput, readStatementWord } from '../sql-clients';
import type { ClientLines, ClientUse } from '../sql-clients';
import { lastValue } from '../word-parts';

const VALUES = [
    '-e', '--execute', '-h', '--host', '-u', '--user', '-P', '--port', '-D', '--database', '-S', '--socket', '--defaults-file', '--defaults-extra-file', '--defaults-group-suffix', '--login-path',
    '--default-character-set', '--ssl-ca', '--ssl-cert', '--ssl-key', '--init-command', '--tee', '--pager', '--result-file', '--where', '-w', '--ignore-table', '--tab', '-T', '--connect-timeout',
    '--protocol', '--delimiter'
];
const ENVIRONMENT = ['MYSQL_HOST', 'MYSQL_PWD', 'MYSQL_TCP_PORT'];

/** `\! cmd`, `system cmd`, `source file`, `tee file`, `pager cmd` at the beginning of a line. */
const OWN: ClientLines = { lines: /\\[!.PTo][^\n]*|(?<=^|\n|;)\s*(?:system|source|tee|pager|nopager|notee|edit|connect)\b[^\n;]*;?/gi, read: readOwn };

export const programs: readonly ProgramTable[] = [
    plainProgram('mysql mariadb mysqlsh', 'LOW', 'speaks to a database', {
        group: 'external',
        valueFlags: VALUES,
        attachedFlags: ['-p'],
        helpFlags: ['--help', '--version', '-V', '-?'],
        judge: call => ({ replaces: true, effects: [low(reach(call), 'reads a database'), ...used(call).effects, ...plugin(call)] }),
        inner: call => [...used(call).inner, ...call.values('--pager').map(text => ({ kind: 'shell' as const, text }))],
        writesTo: call => [...call.values('--tee'), ...used(call).writes],
        target: call => ({ kind: 'host', word: lastValue(call, '-h', '--host') }),
        environment: ENVIRONMENT,
        dangerousEnvironment: ['MYSQL_HOME', 'PAGER']
    }),
    plainProgram('mysqldump mariadb-dump mydumper', 'MED', 'copies the data of a database out', { group: 'external', valueFlags: [...VALUES, '-r'], attachedFlags: ['-p'], writesTo: call => call.values('-r', '--result-file', '-T', '--tab'), environment: ENVIRONMENT }),
    plainProgram('mysqlimport myloader mariadb-import', 'HIGH', 'overwrites tables', { group: 'external', valueFlags: VALUES, attachedFlags: ['-p'] }),
    plainProgram('mysqlshow mariadb-show mysqlslap', 'LOW', 'shows what a database holds', { group: 'external', valueFlags: VALUES, attachedFlags: ['-p'] }),
    plainProgram('mysqlcheck mysql_upgrade mariadb-upgrade', 'MED', 'checks and repairs tables', { group: 'external', valueFlags: VALUES, attachedFlags: ['-p'] }),
    plainProgram('mysql_secure_installation mysql_config_editor', 'HIGH', 'changes who may use a database', { group: 'external', valueFlags: VALUES, attachedFlags: ['-p'] }),
    {
        names: ['mysqladmin', 'mariadb-admin'],
        group: 'external',
        valueFlags: VALUES,
        attachedFlags: ['-p'],
        verbs: {
            ...verbs('LOW', 'shows how a server does', 'status, ping, version, processlist, variables, extended-status'),
            ...verbs('MED', 'changes a server in a small way', 'create, refresh, reload, flush-status, flush-logs, flush-hosts, start-slave, start-replica, debug'),
            ...verbs('HIGH', 'destroys, stops, or changes access', 'drop, shutdown, kill, password, flush-privileges, flush-tables, flush-threads, stop-slave, stop-replica')
        },
        environment: ENVIRONMENT
    }
];

/** Without a host the client's option files decide, and they are not read. */
function reach(call: Call): 'local' | 'external' {
    const host = lastValue(call, '-h', '--host');
    return call.has('-S', '--socket') || host && hostGroup(host) === 'local' ? 'local' : 'external';
}

function used(call: Call): Required<ClientUse> {
    const group = reach(call);
    const words = [...call.values('-e', '--execute'), ...call.values('--init-command')].map(word => readStatementWord(word, group, OWN));
    const all = call.has('-e', '--execute') ? words : [...words, readInput(call, group, OWN)];
    return { effects: all.flatMap(use => use.effects), inner: all.flatMap(use => use.inner), writes: all.flatMap(use => use.writes) };
}

function plugin(call: Call) {
    return call.has('--plugin-dir') || call.program.value?.endsWith('mysqlsh') && call.has('--py', '--js', '--file', '-f') ? [high('external', 'runs code that is not read here')] : [];
}

function readOwn(line: string, at: Word): ClientUse {
    const match = /^\s*(?:\\([!.PTo])|(\w+))\s*([^\n;]*);?$/.exec(line);
    const [, letter, word, rest = ''] = match ?? [];
    const name = letter ?? word?.toLowerCase() ?? '';
    switch (name) {
        case '!': case 'system': case 'P': case 'pager': return rest.trim() === '' ? {} : { inner: [{ kind: 'shell', text: lineWord(rest, at) }] };
        case 'T': case 'tee': return { writes: [lineWord(rest, at)] };
        case '.': case 'source': case 'edit': return { effects: [high('external', 'runs statements of another file', at)] };
        default: return {};
    }
}
