import { verbs } from '../effect';
import type { Call, Inner, ProgramTable } from '../program';
import { withoutDashes } from '../word-parts';

const inMachine = (call: Call, verbPaths: readonly string[]): readonly Inner[] => {
    const [machine, ...rest] = call.positionals;
    const words = withoutDashes(call.afterDashes ?? rest);
    return verbPaths.includes(call.verb) && machine && words.length > 0 ? [{ kind: 'argv', words, where: { group: 'local', description: `in machine ${machine.shown}` } }] : [];
};
const INTO = 'enters a machine';
const optionsFirst = (...paths: string[]) => Object.fromEntries(paths.map(path => [path, { valueFlags: [
    '--env', '--cwd', '--user', '--group', '-n', '--mode', '-e', '--workdir', '--shell', '-d', '--working-directory', '-p', '--profile'
], optionsFirst: true }]));

export const programs: readonly ProgramTable[] = [
    {
        names: ['lxc', 'incus'],
        group: 'local',
        valueFlags: ['--project'],
        optionsOf: optionsFirst('exec'),
        verbs: {
            ...verbs('LOW', 'shows machines', `list, ls, info, version, help, image list, image info, network list, network show, network info, storage list, storage show, storage info, profile list,
                profile show, config show, config get, config device list, config device show, config trust list, cluster list, cluster show, remote list, operation list,
                project list, monitor, warning list`),
            ...verbs('LOW', INTO, 'exec'),
            ...verbs('MED', 'makes or starts machines', `launch, init, start, restart, copy, cp, create, snapshot, snapshot create, image copy, image import, image export, network create, storage create, profile
                create, profile add, profile assign, config set, config device add, export, import, publish, file pull, resume, rebuild, remote add, remote switch`),
            ...verbs('HIGH', 'stops or removes machines, or their data', `stop, delete, rm, pause, restore, snapshot restore, snapshot delete, image delete, network delete, network edit, storage delete, storage volume delete,
                profile delete, profile edit, profile remove, config edit, config unset, config device remove, config trust add, config trust remove, cluster remove, cluster
                evacuate, file push, file delete, file edit, move, mv, rename, console, project delete, admin, admin init, admin shutdown, remote remove`)
        },
        inner: call => inMachine(call, ['exec'])
    },
    {
        names: ['multipass', 'limactl', 'lima', 'colima', 'orb', 'orbctl', 'wsl', 'wsl.exe'],
        group: 'local',
        valueFlags: ['-n', '--name', '-c', '--cpus', '-m', '--memory', '-d', '--disk', '-p', '--profile', '-u', '--user', '--cloud-init'],
        optionsOf: optionsFirst('exec', 'shell', 'ssh', 'run'),
        verbs: {
            ...verbs('LOW', 'shows machines', 'list, ls, info, version, find, networks, get, help, status, show-ssh, template, validate, aliases, logs, default'),
            ...verbs('LOW', INTO, 'exec, shell, ssh, run'),
            ...verbs('MED', 'makes or starts machines', 'launch, start, restart, create, mount, transfer, copy, clone, snapshot, set, alias, edit, update, kubernetes start, config, push, pull'),
            ...verbs('HIGH', 'stops or removes machines', `stop, delete, rm, purge, suspend, restore, umount, unalias, factory-reset, disk delete, snapshot delete, kubernetes reset, kubernetes stop, kubernetes delete,
                prune, unregister, reset, terminate`)
        },
        inner: call => inMachine(call, ['exec', 'shell', 'ssh', 'run'])
    },
    {
        names: ['virsh', 'qm', 'pct', 'VBoxManage', 'vboxmanage', 'vmrun', 'prlctl', 'govc', 'xe'],
        group: 'local',
        valueFlags: ['-c', '--connect', '-k', '-u', '-e'],
        verbs: {
            ...verbs('LOW', 'shows machines', `list, dominfo, domstate, dumpxml, domblklist, domiflist, domifaddr, net-list, net-info, net-dumpxml, pool-list, pool-info, vol-list, vol-info, nodeinfo,
                version, capabilities, snapshot-list, snapshot-info, vcpuinfo, dommemstat, status, config, showcmd, listsnapshot, showvminfo, showhdinfo, ls, about, vm.info,
                datastore.info, datastore.ls, host.info, metric.ls, events, vm-list, help, cpu-models`),
            ...verbs('MED', 'makes or starts machines', `start, resume, create, define, autostart, clone, startvm, createvm, importvm, modifyvm, snapshot-create, snapshot-create-as, snapshot, net-start, pool-start,
                vol-create, vol-create-as, attach-disk, attach-interface, setmem, setvcpus, set, resize, unsuspend, vm.power, vm.create, vm.clone, import, vm-start,
                takesnapshot, reload`),
            ...verbs('HIGH', 'stops or removes machines, or their data', `destroy, undefine, shutdown, reboot, suspend, reset, managedsave, save, restore, stop, delete, rollback, delsnapshot, migrate, unregistervm, controlvm,
                closemedium, snapshot-delete, snapshot-revert, net-destroy, net-undefine, pool-destroy, pool-delete, pool-undefine, vol-delete, vol-wipe, detach-disk,
                detach-interface, edit, vm.destroy, datastore.rm, host.shutdown, vm-shutdown, vm-destroy, vm-reboot, console, send-key, qemu-monitor-command,
                qemu-agent-command, guest, exec, enter, push`)
        }
    },
    {
        names: ['qemu-img'],
        group: 'local',
        valueFlags: ['-f', '-O', '-o', '-b', '-F', '-s', '-l'],
        verbs: {
            ...verbs('LOW', 'shows disk images', 'info, check, compare, map, measure'),
            ...verbs('MED', 'writes disk images', 'create, convert, resize, snapshot, amend, bitmap, dd'),
            ...verbs('HIGH', 'changes disk images in place', 'commit, rebase')
        },
        writesTo: call => call.verb === 'create' ? call.positionals.slice(0, 1) : call.verb === 'convert' || call.verb === 'resize' ? call.positionals.slice(-1) : []
    }
];
