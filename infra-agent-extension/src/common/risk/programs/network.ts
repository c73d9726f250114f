import { carriesLabel } from '../carried-content';
import { credentialIn } from '../credential-names';
import { exposes, high, low, med, plainProgram } from '../effect';
import { hostGroup } from '../hosts';
import type { Call, Effect, Inner, ProgramTable } from '../program';
import { hasInput } from '../word-parts';

const asks = (names: string, message: string, valueFlags: readonly string[] = []): ProgramTable => plainProgram(names, 'LOW', message, {
    group: 'external',
    valueFlags,
    judge: call => ({
        effects: [
            ...call.words.filter(word => credentialIn(word)).map(word => exposes('external', 'puts a credential into what it asks', word)),
            ...call.words.filter(carriesLabel).map(word => exposes('external', 'sends content out in a name that it asks for', word))
        ]
    })
});

export const programs: readonly ProgramTable[] = [
    asks('dig delv kdig drill doggo dog nslookup host', 'asks name servers', ['-t', '-q', '-p', '-c', '-b', '-x', '-k']),
    asks('ping ping6 fping arping traceroute traceroute6 tracepath mtr', 'tests the way to a host', ['-c', '-i', '-W', '-w', '-s', '-I', '-t', '-m', '-q', '-p']),
    asks('whois ssh-keyscan', 'asks another host', ['-h', '-p', '-t', '-T', '-f']),
    plainProgram('resolvectl systemd-resolve', 'LOW', 'shows how names resolve', {
        judge: call => ({ effects: call.positionals.some(word => /^(flush-caches|dns|domain|revert|reset)/.test(word.value ?? '') && call.positionals.length > 2) ? [high('local', 'changes how names resolve')] : [] })
    }),
    plainProgram('nmap masscan zmap', 'MED', 'scans hosts', { group: 'external', valueFlags: ['-p', '--script', '-oN', '-oX', '-oG', '-oA', '-iL'], writesTo: call => call.values('-oN', '-oX', '-oG', '-oA') }),
    plainProgram('nsupdate', 'HIGH', 'changes DNS', { group: 'external' }),
    plainProgram('nc ncat netcat nc.openbsd nc.traditional', 'LOW', 'connects to a host', {
        valueFlags: [
            '-e', '-c', '--exec', '--sh-exec', '--lua-exec', '-p', '--source-port', '-s', '--source', '-w', '--wait', '-i', '-q', '-X', '-x', '--proxy', '-I', '-O', '-T', '-o', '--output', '-x', '-m',
            '--max-conns', '--ssl-cert', '--ssl-key'
        ],
        judge: call => ({ effects: judgeNetcat(call), replaces: true }),
        inner: call => [
            ...call.values('-e', '--exec', '-c', '--sh-exec').map((text): Inner => ({ kind: 'shell', text })),
            ...call.values('--lua-exec').map((at): Inner => ({ kind: 'unreadable', message: 'runs a Lua script', at }))
        ],
        writesTo: call => call.values('-o', '--output'),
        target: call => ({ kind: 'host', word: call.positionals[0] })
    }),
    plainProgram('socat', 'MED', 'joins two ends of data', { judge: call => ({ effects: call.positionals.flatMap(word => judgeSocat(word.shown).map(message => high('external', message, word))) }) }),
    plainProgram('telnet', 'LOW', 'connects to a host', { group: 'external', judge: call => ({ effects: hasInput(call) ? [high('external', 'sends its input to another host')] : [] }) }),
    plainProgram('tcpdump tshark dumpcap ngrep', 'LOW', 'listens to traffic', {
        valueFlags: ['-i', '-w', '-r', '-c', '-s', '-G', '-C', '-W', '-z', '-Z', '-F', '-f', '-Y', '-T', '-e', '-b', '-a'],
        writesTo: call => call.values('-w'),
        inner: call => call.values('-z').filter(() => call.program.value?.endsWith('tcpdump')).map(word => ({ kind: 'argv', words: [word] }))
    }),
    plainProgram('iperf iperf3 ab wrk hey k6 vegeta siege bombardier', 'MED', 'loads a host with traffic', { group: 'external' }),
    plainProgram('ngrok cloudflared localtunnel lt frpc bore', 'HIGH', 'lets the internet reach this machine', { group: 'external' }),
    plainProgram('ssh-copy-id', 'HIGH', 'gives access to another host', { group: 'external', valueFlags: ['-i', '-p', '-o', '-F', '-t'], target: call => ({ kind: 'host', word: call.positionals[0] }) }),
    plainProgram('ssh-add', 'LOW', 'changes what keys the agent holds', {
        valueFlags: ['-t', '-e', '-s', '-E', '-H', '-h', '-S', '-T'],
        judge: call => ({ effects: call.has('-l', '-L', '-T') ? [] : [med('local', 'adds keys to the agent, or removes them')] })
    }),
    plainProgram('ssh-agent', 'LOW', 'starts an agent that holds keys', { optionsFirst: true, valueFlags: ['-a', '-t', '-E', '-P', '-O'], inner: call => call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [] }),
    plainProgram('ssh-keygen', 'MED', 'makes or changes keys', {
        valueFlags: ['-t', '-b', '-f', '-N', '-C', '-P', '-a', '-m', '-O', '-R', '-F', '-I', '-n', '-s', '-V', '-z', '-Y', '-r', '-E', '-w', '-M', '-D', '-W', '-Z'],
        judge: judgeKeygen,
        writesTo: call => call.has('-l', '-L', '-F', '-B', '-y', '-R', '-e', '-i') ? [] : call.values('-f')
    })
];

function judgeNetcat(call: Call): Effect[] {
    const group = call.positionals.length > 0 ? hostGroup(call.positionals[0]) : 'external';
    const at = call.positionals[0];
    if (call.has('-z')) {
        return [low(group, 'tests whether a port is open', at)];
    }
    if (call.has('-e', '-c', '--exec', '--sh-exec', '--lua-exec')) {
        return [high('external', 'connects a program to the network')];
    }
    if (call.has('-l', '--listen')) {
        return [high('external', 'lets other hosts connect')];
    }
    return hasInput(call) ? [group === 'external' ? high(group, 'sends its input to another host', at) : med(group, 'sends its input to a service of this machine', at)] : [low(group, 'connects to a host', at)];
}

function judgeSocat(address: string): string[] {
    return [
        ...(/(^|!!)(exec|system|shell):/i.test(address) ? ['connects a program to its other end'] : []),
        ...(/-listen:|-recv/i.test(address) ? ['lets other hosts connect'] : []),
        ...(/^(tcp|udp|openssl|ssl|sctp|socks|proxy|ip)[46]?(-connect|-sendto|-datagram)?:(?!localhost|127\.)/i.test(address) ? ['sends data to another host'] : []),
        ...(/^(open|create|file|gopen):/i.test(address) ? ['writes a file'] : [])
    ];
}

function judgeKeygen(call: Call): { effects: Effect[]; replaces?: boolean } {
    if (call.has('-l', '-L', '-F', '-B', '-e', '-i', '-Q') && !call.has('-R', '-s', '-p')) {
        return { replaces: true, effects: [low('local', 'shows keys')] };
    }
    if (call.has('-y')) {
        return { replaces: true, effects: [low('local', 'shows the public half of a key')] };
    }
    return { effects: call.has('-p', '-s', '-A', '-k', '-u', '-D') ? [high('local', 'changes or signs keys that give access')] : [] };
}
