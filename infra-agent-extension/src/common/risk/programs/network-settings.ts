import { exposes, high, low, onlyShows, plainProgram } from '../effect';
import type { Call, ProgramTable } from '../program';

const SHOWS = 'shows the network of this machine';
const CHANGES = 'changes the network of this machine';

export const programs: readonly ProgramTable[] = [
    plainProgram('ip', 'LOW', SHOWS, {
        valueFlags: ['-f', '-family', '-n', '-netns', '-b', '-batch', '-rcvbuf'],
        judge: call => ({ effects: changesByIp(call) ? [high('local', CHANGES)] : [] }),
        inner: call => {
            const at = call.words.findIndex((word, i) => word.value === 'exec' && /^(netns|vrf)$/.test(call.words[i - 1]?.value ?? ''));
            return at >= 0 && call.words.length > at + 2 ? [{ kind: 'argv', words: call.words.slice(at + 2) }] : [];
        }
    }),
    plainProgram('ss', 'LOW', SHOWS, { valueFlags: ['-f', '-A', '-F', '-N', '-D'], judge: call => ({ effects: call.has('-K', '--kill') ? [high('local', 'closes connections')] : [] }), writesTo: call => call.values('-D') }),
    plainProgram('netstat rarp nstat lnstat bmon nload vnstat ifstat', 'LOW', SHOWS),
    plainProgram('arp', 'LOW', SHOWS, { judge: call => ({ effects: call.has('-d', '-s', '-f') ? [high('local', CHANGES)] : [] }) }),
    plainProgram('ethtool mii-tool', 'LOW', SHOWS, { judge: call => ({ effects: call.flags.some(word => /^-([ACGKLNUXWEfp]|s$|-(change|pause|coalesce|set-\w|features|offload|config-\w|reset|flash|identify))/.test(word.value ?? '')) ? [high('local', CHANGES)] : [] }) }),
    plainProgram('ifconfig iwconfig', 'LOW', SHOWS, { judge: call => ({ effects: call.positionals.length > 1 ? [high('local', CHANGES)] : [] }) }),
    plainProgram('route', 'LOW', SHOWS, { judge: call => ({ effects: call.positionals.some(word => /^(add|del|delete|flush|change)$/.test(word.value ?? '')) ? [high('local', CHANGES)] : [] }) }),
    plainProgram('ifup ifdown dhclient dhcpcd wg-quick nmtui', 'HIGH', CHANGES),
    plainProgram('tc brctl ovs-vsctl iw rfkill netplan', 'HIGH', CHANGES, {
        judge: call => call.positionals.some(word => /^(show|list|get|status|info|dump|ls|list-br|list-ports|generate)$/.test(word.value ?? '')) && !call.positionals.some(word => /^(add|del|set|block|unblock|apply|try|replace|change)/.test(word.value ?? '')) || call.words.length === 0
            ? onlyShows(SHOWS)
            : { effects: [] }
    }),
    plainProgram('wg', 'LOW', 'shows tunnels', {
        judge: call => {
            const verb = call.positionals[0]?.value ?? '';
            return { effects: /^(set|setconf|addconf|syncconf)$/.test(verb) ? [high('local', 'changes tunnels')] : /^(showconf|genkey|genpsk)$/.test(verb) ? [exposes('local', 'prints a private key')] : [] };
        }
    }),
    plainProgram('nmcli', 'HIGH', CHANGES, {
        valueFlags: ['-f', '--fields', '-g', '--get-values', '-m', '--mode', '-c', '--colors', '-w', '--wait', '-e'],
        judge: call => {
            const [object, action] = call.positionals;
            const reads = object === undefined || action === undefined && !/^(m|monitor|agent)/.test(object.value ?? '') || /^(s|sh\w*|status|list|l|lldp|wifi|hostname|permissions|monitor)$/.test(action?.value ?? '') && !/^(connect|hotspot)$/.test(call.positionals[2]?.value ?? '') && !(action?.value === 'hostname' && call.positionals.length > 2);
            return reads ? { ...onlyShows(SHOWS), effects: call.has('-s', '--show-secrets') ? [exposes('local', 'prints secrets of connections')] : [low('local', SHOWS)] } : { effects: [] };
        }
    })
];

/** `ip OBJECT [ACTION]`, both abbreviated at will; without an action it shows. `s` is `set` for links and `show` elsewhere. */
function changesByIp(call: Call): boolean {
    const [object, action] = call.positionals;
    if (call.has('-b', '-batch')) {
        return true;
    }
    if (!object || !action || call.words.some(word => word.value === 'exec')) {
        return false;
    }
    const isLink = /^l/.test(object.value ?? 'l');
    return !(/^(sh|sho|show|l|ls|li|lis|list|lst|g|ge|get|m|mo\w*|he\w*|identify|pids|list-id|stats|dump)$/.test(action.value ?? '') || action.value === 's' && !isLink);
}
