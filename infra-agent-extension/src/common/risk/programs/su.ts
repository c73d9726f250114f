import { high } from '../effect';
import { unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner, ProgramTable } from '../program';
import { joinWords, lastValue } from '../word-parts';

const SU: WrapperOptions = {
    valueFlags: ['-c', '--command', '-s', '--shell', '-g', '--group', '-G', '--supp-group', '-w', '--whitelist-environment', '-C', '--session-command', '-u', '--user'],
    bareFlags: ['-l', '--login', '-m', '-p', '--preserve-environment', '-f', '--fast', '-P', '--pty', '-T', '--no-pty']
};
const SG: WrapperOptions = { valueFlags: ['-c'], bareFlags: [] };
const NONE: WrapperOptions = { valueFlags: [], bareFlags: [] };

export const programs: readonly ProgramTable[] = [
    wrapper('su runuser', SU, { optionsFirst: false, judge: call => ({ effects: interactive(call) }), inner: runAs }),
    wrapper('sg', SG, { optionsFirst: false, inner: inGroup }),
    wrapper('gosu su-exec chpst setuidgid s6-setuidgid', NONE, { skip: 1 })
];

function runAs(call: Call): readonly Inner[] {
    const unknown = unknownOptions(call, SU);
    const text = lastValue(call, '-c', '--command', '--session-command', '-C');
    const named = call.positionals.filter(word => word.value !== '-');
    if (text) {
        return [...unknown, { kind: 'shell', text, args: named.slice(1) }];
    }
    const command = call.has('-u', '--user') ? named : named.slice(1);
    if (command.length > 0) {
        return [...unknown, call.has('-u', '--user') ? { kind: 'argv', words: command } : { kind: 'script', path: command[0], args: command.slice(1) }];
    }
    return [...unknown, ...call.stdin.kind === 'inherited' ? [] : [{ kind: 'stdin-shell' as const }]];
}

function interactive(call: Call) {
    const hasCommand = call.has('-c', '--command', '--session-command', '-u') || call.positionals.filter(word => word.value !== '-').length > 1;
    return hasCommand || call.stdin.kind !== 'inherited' ? [] : [high('local', 'opens a shell as another user, and what is typed there is not assessed')];
}

function inGroup(call: Call): readonly Inner[] {
    const text = lastValue(call, '-c') ?? (call.positionals.length > 1 ? joinWords(call.positionals.slice(1)) : undefined);
    return text ? [{ kind: 'shell', text }] : [];
}
