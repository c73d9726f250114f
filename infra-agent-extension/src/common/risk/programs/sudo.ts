import { high } from '../effect';
import { splitAssignments, unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner, ProgramTable } from '../program';
import { lastValue } from '../word-parts';

const SUDO: WrapperOptions = {
    valueFlags: [
        '-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '--close-from', '-r', '--role', '-t', '--type', '-T', '--command-timeout', '-U', '--other-user', '-D', '--chdir',
        '-R', '--chroot', '-a', '-c'
    ],
    bareFlags: [
        '-A', '--askpass', '-b', '--background', '-B', '--bell', '-E', '--preserve-env', '-e', '--edit', '-H', '--set-home', '-i', '--login', '-K', '--remove-timestamp', '-k', '--reset-timestamp',
        '-l', '--list', '-N', '--no-update', '-n', '--non-interactive', '-P', '--preserve-groups', '-S', '--stdin', '-s', '--shell', '-V', '--version', '-v', '--validate'
    ]
};
const DOAS: WrapperOptions = { valueFlags: ['-u', '-C', '-a'], bareFlags: ['-n', '-s', '-L'] };
const PKEXEC: WrapperOptions = { valueFlags: ['--user'], bareFlags: ['--disable-internal-agent', '--keep-cwd'] };

export const programs: readonly ProgramTable[] = [
    wrapper('sudo', SUDO, {
        judge: call => ({ effects: [...openShell(call), ...call.has('-e', '--edit') ? [high('local', 'edits a file with more rights')] : [], ...elsewhere(call)] }),
        inner: call => call.has('-l', '--list', '-e', '--edit') ? [] : asOther(call, SUDO)
    }),
    wrapper('sudoedit', SUDO, { verbs: { '': { risk: 'HIGH', message: 'edits a file with more rights' } }, inner: () => [] }),
    wrapper('doas', DOAS, {
        judge: call => ({ effects: openShell(call) }),
        inner: call => asOther(call, DOAS)
    }),
    wrapper('pkexec run0', PKEXEC, { judge: call => ({ effects: openShell({ ...call, has: () => call.positionals.length === 0 }) }), inner: call => asOther(call, PKEXEC) })
];

function asOther(call: Call, options: WrapperOptions): readonly Inner[] {
    const { assignments, rest } = splitAssignments(call.positionals);
    const unknown = unknownOptions(call, options);
    if (rest.length > 0) {
        const folder = lastValue(call, '-D', '--chdir');
        return [...unknown, { kind: 'argv', words: rest, assignments, ...(folder ? { folder } : {}) }];
    }
    return call.has('-i', '-s', '--login', '--shell') && call.stdin.kind !== 'inherited' ? [...unknown, { kind: 'stdin-shell' }] : unknown;
}

function openShell(call: Call) {
    const asks = call.has('-i', '-s', '--login', '--shell') && splitAssignments(call.positionals).rest.length === 0;
    return asks && call.stdin.kind === 'inherited' ? [high('local', 'opens a shell with more rights, and what is typed there is not assessed')] : [];
}

function elsewhere(call: Call) {
    return call.has('-R', '--chroot') ? [high('local', 'runs in another root folder, where programs may be others')] : [];
}
