import { high, onlyShows, plainProgram, verbs } from '../effect';
import type { Call, ProgramTable } from '../program';

const firstIs = (call: Call, pattern: RegExp): boolean => pattern.test(call.words[0]?.value ?? '');

/** Programs of macOS. */
export const programs: readonly ProgramTable[] = [
    plainProgram('sw_vers system_profiler mdfind mdls vm_stat ioreg', 'LOW', 'shows the machine'),
    {
        names: ['defaults'],
        group: 'local',
        valueFlags: ['-host'],
        verbs: {
            ...verbs('LOW', 'shows settings', 'read, read-type, domains, find, help'),
            ...verbs('MED', 'changes settings', 'write, import, rename'),
            ...verbs('HIGH', 'removes settings', 'delete'),
            ...verbs('LOW', 'prints settings', 'export')
        }
    },
    {
        names: ['diskutil'],
        group: 'local',
        valueFlags: [],
        verbs: {
            ...verbs('LOW', 'shows disks', 'list, info, information, activity, listFilesystems, apfs list, cs list, verifyVolume, verifyDisk'),
            ...verbs('HIGH', 'changes disks or file systems', `eraseDisk, eraseVolume, reformat, partitionDisk, secureErase, zeroDisk, unmount, unmountDisk, umount, eject, mount, mountDisk, rename, repairVolume,
                repairDisk, resizeVolume, apfs deleteVolume, apfs addVolume, apfs deleteContainer, apfs eraseVolume, enableJournal, disableJournal`)
        }
    },
    plainProgram('networksetup scutil systemsetup pmset', 'HIGH', 'changes settings of the machine', { judge: call => firstIs(call, /^-?-(get|list|g|dns|proxy|nwi|print|is|show)/) ? onlyShows('shows settings of the machine') : { effects: [] } }),
    plainProgram('spctl csrutil nvram dscl dseditgroup fdesetup profiles tccutil kextload kextunload', 'HIGH', 'changes what protects this machine', { judge: call => firstIs(call, /^(status|--status|list|-p|-list|show|isactive)$/) ? onlyShows('shows what protects this machine') : { effects: [] } }),
    plainProgram('softwareupdate', 'MED', 'installs updates', { judge: call => call.has('-l', '--list', '--history') ? onlyShows('lists updates') : { effects: call.has('-R', '--restart') ? [high('local', 'restarts the machine')] : [] } }),
    plainProgram('xcode-select xcodebuild xcrun codesign notarytool', 'MED', 'builds with Xcode', { judge: call => call.has('-p', '--print-path', '-version', '--version', '-list', '-showsdks', '--verify', '-dv') ? onlyShows('shows what Xcode has') : { effects: [] } })
];
