import { onlyShows, plainProgram, verbs } from '../effect';
import type { Call, ProgramTable } from '../program';

const SHOWS = 'shows the firewall';
const CHANGES = 'changes the firewall';
const CHANGING = ['-A', '--append', '-D', '--delete', '-I', '--insert', '-R', '--replace', '-F', '--flush', '-Z', '--zero', '-X', '--delete-chain', '-P', '--policy', '-N', '--new-chain', '-E', '--rename-chain'];

const firstIs = (call: Call, pattern: RegExp): boolean => pattern.test(call.positionals[0]?.value ?? '');

export const programs: readonly ProgramTable[] = [
    plainProgram('iptables ip6tables iptables-legacy iptables-nft arptables ebtables', 'HIGH', CHANGES, {
        valueFlags: ['-t', '--table'],
        judge: call => call.has('-L', '--list', '-S', '--list-rules', '-C', '--check') && !call.has(...CHANGING) ? onlyShows(SHOWS) : { effects: [] }
    }),
    plainProgram('iptables-save ip6tables-save', 'LOW', 'prints the firewall', { valueFlags: ['-t', '--table', '-f', '--file', '-M', '--modprobe'], writesTo: call => call.values('-f', '--file') }),
    plainProgram('iptables-restore ip6tables-restore', 'HIGH', 'replaces the firewall', { dryRun: [{ flag: '-t', values: [''] }, { flag: '--test', values: [''] }] }),
    plainProgram('nft', 'HIGH', CHANGES, { valueFlags: ['-I', '-f', '--file', '-D'], judge: call => firstIs(call, /^(list|monitor|describe)$/) && !call.positionals.some(word => word.shown.includes(';')) || call.has('-c', '--check') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('ipset conntrack', 'HIGH', CHANGES, { judge: call => firstIs(call, /^(list|save|test)$/) || call.has('-L', '--dump', '-C', '-S', '-G') && !call.has('-D', '-F', '-I', '-U') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('pfctl', 'HIGH', CHANGES, { valueFlags: ['-s', '-t', '-a', '-T'], judge: call => call.has('-s') && !call.has('-f', '-F', '-e', '-d', '-k', '-K') || call.has('-n') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('ufw', 'HIGH', CHANGES, { dryRun: [{ flag: '--dry-run', values: [''] }], judge: call => firstIs(call, /^(status|show|version|help)$/) || firstIs(call, /^app$/) && !/^(update|default)$/.test(call.positionals[1]?.value ?? '') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('firewall-cmd', 'HIGH', CHANGES, {
        judge: call => call.flags.length > 0 && call.flags.every(word => /^--(state|list-\S*|get-\S*|query-\S*|info-\S*|zone(=.*)?|permanent|version|check-config)$/.test(word.prefix)) ? onlyShows(SHOWS) : { effects: [] }
    }),
    {
        names: ['fail2ban-client', 'cscli'],
        group: 'local',
        valueFlags: ['-c', '-o', '--output'],
        verbs: {
            ...verbs('LOW', 'shows what protects this machine', 'status, ping, version, get, banned, metrics, decisions list, alerts list, alerts inspect, hub list, bouncers list, machines list'),
            ...verbs('HIGH', 'changes what protects this machine', `set, start, stop, restart, reload, unban, add, decisions add, decisions delete, hub update, hub upgrade, bouncers add, bouncers delete, machines add, machines
                delete`)
        }
    },
    plainProgram('setenforce setsebool semanage semodule fixfiles aa-disable aa-complain aa-enforce apparmor_parser auditctl', 'HIGH', 'changes what protects this machine', {
        judge: call => call.has('-l', '--list') && !call.has('-D', '-d', '-i', '-r', '-a', '-m') ? onlyShows('shows what protects this machine') : { effects: [] }
    }),
    plainProgram('getenforce sestatus getsebool aa-status ausearch aureport fail2ban-regex', 'LOW', 'shows what protects this machine'),
    plainProgram('update-ca-certificates update-ca-trust trust', 'HIGH', 'changes which certificates are trusted', { judge: call => firstIs(call, /^(list|check)$/) ? onlyShows('shows certificates') : { effects: [] } })
];
