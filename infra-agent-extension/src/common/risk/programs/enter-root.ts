import { high } from '../effect';
import { started, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner, ProgramTable, Remote } from '../program';

const opts = (valueFlags: string, bareFlags: string): WrapperOptions => ({ valueFlags: valueFlags.split(' ').filter(Boolean), bareFlags: bareFlags.split(' ').filter(Boolean) });

const CHROOT = opts('--userspec --groups', '--skip-chdir');
const NSENTER = opts('-t --target -S --setuid -G --setgid -R -W -c --wdns', '-a --all -m --mount -u --uts -i --ipc -n --net -N -p --pid -U --user -C --cgroup -T --time -r --root -w --wd -F --no-fork -Z --follow-context --preserve-credentials -e --env');
const BWRAP = opts('--chdir --uid --gid --hostname --args --lock-file --seccomp --info-fd --json-status-fd --perms --size --cap-add --cap-drop --proc --dev --tmpfs --dir --mqueue', '--unshare-all --unshare-user --unshare-ipc --unshare-pid --unshare-net --unshare-uts --unshare-cgroup --share-net --die-with-parent --new-session --clearenv --as-pid-1');

/** Another root folder or other namespaces: paths and programs there are not the ones that are seen here. */
export const programs: readonly ProgramTable[] = [
    wrapper('chroot', CHROOT, { judge: call => ({ effects: opensShell(call, 1) }), inner: call => elsewhere(started(call, CHROOT, 1), `under ${call.positionals[0]?.shown ?? 'another root'}`) }),
    wrapper('nsenter', NSENTER, {
        verbs: { '': { risk: 'HIGH', message: 'enters the namespaces of another process' } },
        judge: call => ({ effects: opensShell(call, 0) }),
        inner: call => elsewhere(started(call, NSENTER, 0), 'in the namespaces of another process')
    }),
    wrapper('bwrap proot firejail arch-chroot schroot toolbox distrobox lxc-attach', BWRAP, { verbs: { '': { risk: 'MED', message: 'starts a program in a confined place' } } })
];

function opensShell(call: Call, skip: number) {
    return call.positionals.length <= skip ? [high('local', 'opens a shell, and what is typed there is not assessed')] : [];
}

function elsewhere(inner: readonly Inner[], description: string): readonly Inner[] {
    const where: Remote = { group: 'local', description };
    return inner.map(each => each.kind === 'argv' ? { ...each, where } : each);
}
