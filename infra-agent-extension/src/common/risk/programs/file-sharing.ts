/** Programs that hand files of this machine to others: servers of a folder, and senders. Whoever reaches the port may read all that is in the folder. */
import { exposes, high, low, med, onlyShows, plainProgram } from '../effect';
import { isLocalHost } from '../hosts';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

const HOSTS = ['-a', '--address', '--host', '--hostname', '-H', '-b', '--bind', '-i', '--interfaces', '-l', '--listen', '--addr'];

/** To this machine alone it is MED, to the network HIGH. */
export function servesFolder(host: Word | undefined, at?: Word): Effect {
    const name = host?.value?.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '');
    return name !== undefined && isLocalHost(name) && !/^0(\.0\.0\.0)?$/.test(name)
        ? med('local', 'serves the files of a folder to this machine', at)
        : exposes('external', 'serves the files of a folder to the network', at);
}

const server = (names: string): ProgramTable => plainProgram(names, 'LOW', 'serves files', {
    valueFlags: [...HOSTS, '-p', '--port', '-c', '--config', '-u', '--username', '-P', '--proxy', '-S', '-C', '-K', '-t', '-e', '--ext', '--auth'],
    helpFlags: ['--help', '--version'],
    judge: call => ({ replaces: true, effects: [servesFolder(lastValue(call, ...HOSTS))] })
});

const sends = (names: string, shows: RegExp): ProgramTable => plainProgram(names, 'HIGH', 'sends files to another host, or takes them from one', {
    group: 'external',
    helpFlags: ['--help', '--version', '-V'],
    judge: call => shows.test(call.positionals[0]?.value ?? '') ? onlyShows('shows settings') : { effects: [] }
});

export const programs: readonly ProgramTable[] = [
    server('http-server live-server serve local-web-server ws browser-sync miniserve dufs darkhttpd simple-http-server static-web-server sfz webfsd thttpd mini_httpd goshs updog uploadserver servez'),
    sends('croc wormhole magic-wormhole ffsend transfer onionshare onionshare-cli bashupload wetransfer gist pastebinit termbin slackcat imgur-upload portal qrcp warp dropbox-uploader syncthing', /^(version|help|history|exists|status)$/),
    plainProgram('smbclient', 'HIGH', 'moves files to and from another host, as what it reads tells it', {
        group: 'external',
        valueFlags: ['-c', '--command', '-U', '--user', '-I', '--ip-address', '-p', '--port', '-D', '--directory', '-W', '--workgroup', '-A', '--authentication-file', '-m', '-T', '-s', '-d', '-O', '-R', '-n', '-t', '-k', '-L', '--list'],
        judge: judgeSmb,
        target: call => ({ kind: 'host', word: call.positionals[0] })
    }),
    plainProgram('mount.cifs mount.nfs sshfs davfs2 curlftpfs', 'HIGH', 'mounts the files of another host', { group: 'external' }),
    plainProgram('finger rwho rusers', 'LOW', 'asks another host', {
        group: 'external',
        judge: call => ({ effects: call.words.filter(word => word.value === undefined && /\$\(|`/.test(word.shown)).map(word => exposes('external', 'sends content out in a name that it asks for', word)) })
    }),
    plainProgram('snmpget snmpwalk snmpbulkwalk snmpbulkget snmpstatus snmptable', 'LOW', 'asks another host', { group: 'external', valueFlags: ['-v', '-c', '-u', '-l', '-a', '-A', '-x', '-X', '-O', '-m', '-M', '-t', '-r'] }),
    plainProgram('snmpset snmptrap', 'HIGH', 'changes or tells another host', { group: 'external' }),
    plainProgram('grpcurl evans ghz', 'MED', 'calls a service', {
        group: 'external',
        valueFlags: ['-d', '-H', '-proto', '-import-path', '-protoset', '-rpc-header', '-reflect-header', '-authority', '-cacert', '-cert', '-key', '-max-time', '-connect-timeout', '--proto', '--host', '--port', '-p'],
        helpFlags: ['-help', '--help', '-version', '--version'],
        judge: judgeGrpc
    }),
    plainProgram('websocat wscat', 'MED', 'speaks to a host', {
        group: 'external',
        valueFlags: ['-c', '--connect', '-H', '--header', '-x', '--execute', '-w', '--wait', '-s', '-l', '--listen', '-p'],
        helpFlags: ['--help', '--version', '-V'],
        judge: call => ({ effects: [
            ...call.stdin.kind !== 'inherited' ? [high('external', 'sends its input to another host')] : [],
            ...call.has('-s', '-l', '--listen', '--server-mode') ? [high('external', 'lets other hosts connect')] : [],
            ...call.positionals.filter(word => /^(exec|sh-c|cmd|writefile|appendfile):/.test(word.prefix)).map(word => high('external', 'connects a program or a file to the network', word))
        ] })
    })
];

/** `-L HOST` lists shares; commands that only look are LOW. */
function judgeSmb(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    const commands = call.values('-c', '--command').flatMap(word => word.value === undefined ? [''] : word.value.split(';').map(each => each.trim()));
    const looks = commands.length > 0 && commands.every(command => /^(ls|dir|pwd|du|cd|showacls|volume|stat|allinfo|help|exit|quit|recurse|prompt|q)\b/.test(command));
    const fetches = commands.length > 0 && commands.every(command => /^(ls|dir|pwd|cd|get|mget|lcd|recurse|prompt|exit|quit|q)\b/.test(command));
    return looks || call.has('-L', '--list') && commands.length === 0
        ? { replaces: true, effects: [low('external', 'lists the files of another host')] }
        : fetches ? { replaces: true, effects: [med('external', 'brings files from another host')] } : { effects: [] };
}

/** A list of services asks; a call may do anything, and what it sends may be read from a file. */
function judgeGrpc(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    const asks = call.positionals.some(word => word.value === 'list' || word.value === 'describe');
    const data = lastValue(call, '-d');
    const fromInput = data?.value === '@' && call.stdin.kind !== 'text';
    return asks
        ? { replaces: true, effects: [low('external', 'asks which services there are')] }
        : { effects: fromInput || data !== undefined && data.value === undefined ? [high('external', 'sends data to another host', data)] : [] };
}
