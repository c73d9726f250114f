import { high, onlyShows, plainProgram } from '../effect';
import type { ProgramTable } from '../program';

const CHANGES = 'changes what the kernel runs';

export const programs: readonly ProgramTable[] = [
    plainProgram('sysctl', 'LOW', 'shows settings of the kernel', {
        valueFlags: ['-r', '--pattern'],
        judge: call => ({ effects: call.has('-w', '--write', '-p', '--load', '--system', '-f') || call.positionals.some(word => word.shown.includes('=')) ? [high('local', 'changes settings of the kernel')] : [] })
    }),
    plainProgram('dmesg', 'LOW', 'shows messages of the kernel', {
        valueFlags: ['-f', '--facility', '-l', '--level', '--since', '--until', '-n', '--console-level', '-F', '--file'],
        judge: call => ({ effects: call.has('-C', '--clear', '-c', '--read-clear', '-D', '--console-off', '-n', '--console-level') ? [high('local', 'removes messages, or changes what is shown')] : [] })
    }),
    plainProgram('modinfo lsinitramfs lsinitrd', 'LOW', 'shows what the kernel can load'),
    plainProgram('modprobe insmod rmmod depmod', 'HIGH', CHANGES, {
        dryRun: [{ flag: '--dry-run', values: [''] }, { flag: '-n', values: [''] }],
        judge: call => call.has('--show-depends', '-D', '--show-config', '-c') ? onlyShows('shows modules') : { effects: [] }
    }),
    plainProgram('dkms bpftool', 'HIGH', CHANGES, { judge: call => call.positionals.some(word => /^(status|show|list|dump)$/.test(word.value ?? '')) ? onlyShows('shows modules and programs') : { effects: [] } }),
    plainProgram('kexec bpftrace update-grub grub-mkconfig grub2-mkconfig grub-install update-initramfs dracut mkinitcpio', 'HIGH', CHANGES),
    plainProgram('efibootmgr', 'HIGH', 'changes what the machine boots', { judge: call => call.words.every(word => /^-v|--verbose$/.test(word.value ?? '')) ? onlyShows('shows what the machine boots') : { effects: [] } }),
    plainProgram('ldconfig', 'MED', 'renews the cache of libraries', { judge: call => call.has('-p', '--print-cache') ? onlyShows('shows libraries') : { effects: [] } }),
    plainProgram('logrotate', 'MED', 'rotates logs', { dryRun: [{ flag: '-d', values: [''] }, { flag: '--debug', values: [''] }] })
];
