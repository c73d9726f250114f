import { high, med, onlyShows, plainProgram } from '../effect';
import type { Call, ProgramTable } from '../program';

const CHANGES = 'changes disks or file systems';
const SHOWS = 'shows disks';

/** A program that changes disks, unless a word of this kind is given, and none that changes. */
const changesUnless = (names: string, shows: RegExp, changes = /^$/): ProgramTable => plainProgram(names, 'HIGH', CHANGES, {
    judge: call => someWord(call, shows) && !someWord(call, changes) ? onlyShows(SHOWS) : { effects: [] }
});

const someWord = (call: Call, pattern: RegExp): boolean => call.words.some(word => pattern.test(word.value ?? ''));

export const programs: readonly ProgramTable[] = [
    plainProgram('mount', 'HIGH', 'mounts a file system', { valueFlags: ['-t', '--types', '-o', '--options', '-L', '-U'], judge: call => call.positionals.length === 0 && !call.has('-a', '--all') ? onlyShows('shows what is mounted') : { effects: [] } }),
    plainProgram('umount swapoff fsfreeze quotaon quotaoff', 'HIGH', 'takes file systems away'),
    plainProgram('swapon losetup', 'HIGH', CHANGES, { judge: call => call.positionals.length === 0 && !(call.has('-a', '--all') && /swapon$/.test(call.program.value ?? '')) && !call.has('-d', '-D', '--detach-all') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('mke2fs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mkfs mkswap blkdiscard badblocks resize2fs xfs_growfs e2label partprobe partx cfdisk debugfs lvextend lvreduce lvresize lvremove lvchange lvconvert lvrename vgcreate vgremove vgextend vgreduce vgchange vgrename pvcreate pvremove pvresize pvmove', 'HIGH', 'destroys or changes what is on a disk'),
    plainProgram('lvcreate', 'MED', 'takes free space, and leaves what is there'),
    changesUnless('wipefs', /^(-n|--no-act|-J|--json)$/, /^(-a|--all|-o)/),
    changesUnless('cryptsetup veritysetup', /^(status|luksDump|isLuks|luksUUID|benchmark)$/, /^--dump-/),
    changesUnless('hdparm', /^-[iIt]$/, /^--|^-[yYzZwWfSs]/),
    changesUnless('nvme', /^(list|smart-log|id-ctrl|id-ns|error-log|list-subsys|version)$/),
    changesUnless('sgdisk', /^(-p|--print|-i)/, /^-[zZondtrR]|--(zap|new|delete|clear)/),
    changesUnless('sfdisk', /^(-l|-d|--list|--dump|-J|--json|-F|--verify)$/, /^--(delete|wipe|append)/),
    changesUnless('gdisk', /^-l$/),
    changesUnless('tune2fs', /^-l$/, /^-[LUcCeijJmMoOQrRTuz]/),
    changesUnless('e2fsck fsck fsck.ext4 fsck.xfs xfs_repair', /^(-n|-N)$/, /^-[ypafL]/),
    changesUnless('growpart', /^(--dry-run|-N)$/),
    changesUnless('smartctl', /^(-[aixHAcl]|--(all|info|health|scan|xall|attributes))/, /^(-[tsoSX]|--(test|set|smart|offlineauto))/),
    changesUnless('mdadm', /^(--(detail|examine|query)|-[DEQ])$/, /^--(fail|remove|stop|zero-superblock|create|add|grow)/),
    changesUnless('dmsetup', /^(ls|info|status|table|deps|version|targets)$/, /^(remove|remove_all|create|suspend|reload|wipe_table)$/),
    plainProgram('zfs', 'HIGH', CHANGES, {
        judge: call => {
            const verb = call.positionals[0]?.value ?? '';
            return /^(list|get|holds|diff|userspace|groupspace|projectspace|version)$/.test(verb) ? onlyShows(SHOWS)
                : /^(snapshot|snap|hold|bookmark|create|clone)$/.test(verb) && !call.words.some(word => /mountpoint=(?!none|legacy)/.test(word.shown)) ? { effects: [med('local', 'makes or keeps something, and leaves what is there')], replaces: true } : { effects: [] };
        }
    }),
    changesUnless('zpool', /^(list|status|get|iostat|history|events|version)$/, /^(destroy|clear|remove|offline|detach|create|set)$/),
    changesUnless('btrfs', /^(show|list|df|usage|status|dump-tree|get|du)$/, /^(delete|create|set|add|remove|start|cancel|receive|replace|resize|snapshot)$/),
    changesUnless('multipath', /^-(l|ll)$/, /^-[fFr]/),
    changesUnless('fdisk', /^(-l|--list)$/),
    changesUnless('parted', /^(-l|--list|print)$/, /^(mk\w+|rm|resize\w*|set|name|rescue|toggle|disk_set)$/),
    plainProgram('lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan dumpe2fs xfs_info', 'LOW', SHOWS),
    plainProgram('blockdev', 'LOW', SHOWS, { judge: call => ({ effects: call.has('--setro', '--setrw', '--flushbufs', '--rereadpt', '--setra', '--setfra') ? [high('local', CHANGES)] : [] }) })
];
