import { high, plainProgram } from '../effect';
import type { ProgramTable } from '../program';

/** They tell about files without printing what is in them. */
export const programs: readonly ProgramTable[] = [
    plainProgram('ls dir vdir exa eza lsd ll la', 'LOW', 'lists files', { valueFlags: ['-I', '--ignore', '-w', '-T', '--sort', '-L', '--level'] }),
    plainProgram('tree', 'LOW', 'lists files', { valueFlags: ['-L', '-I', '-P', '-o', '--filelimit', '--charset', '--timefmt'], writesTo: call => call.values('-o') }),
    plainProgram('pwd realpath readlink basename dirname', 'LOW', 'prints a path'),
    plainProgram('stat file lsattr getfacl namei pathchk', 'LOW', 'prints what kind of file it is'),
    plainProgram('wc cksum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum md5 sum', 'LOW', 'counts or sums up files'),
    plainProgram('cmp', 'LOW', 'compares files'),
    plainProgram('du df ncdu dust duf findmnt lsblk blkid lsof fuser', 'LOW', 'shows how disks and files are used', {
        judge: call => ({ effects: call.program.value?.endsWith('fuser') && call.has('-k', '--kill') ? [high('local', 'kills the processes that use a file')] : [] })
    }),
    plainProgram('which whereis locate mlocate plocate type command-not-found', 'LOW', 'finds files by name'),
    plainProgram('test [ [[ true false : sleep seq expr factor numfmt nproc arch cal ncal units', 'LOW', 'changes nothing', { helpFlags: [] }),
    plainProgram('sync', 'LOW', 'writes cached data to disk'),
    plainProgram('tput clear reset stty', 'LOW', 'changes how the terminal looks'),
    plainProgram('yes', 'LOW', 'prints a word for ever', { helpFlags: [] }),
    plainProgram('man info apropos whatis tldr cheat', 'LOW', 'shows help', {
        helpFlags: [],
        dangerousEnvironment: ['MANPAGER', 'PAGER', 'MANOPT', 'BROWSER'],
        valueFlags: ['-P', '--pager', '-H', '--html', '-M', '-S', '-k', '-f'],
        inner: call => call.values('-P', '--pager', '--html').map(text => ({ kind: 'shell', text }))
    }),
    // Its language has a shell escape of its own.
    plainProgram('dc', 'LOW', 'calculates', {
        judge: call => ({ effects: call.words.some(word => word.value === undefined || word.value.includes('!')) ? [high('local', 'can run shell commands with `!`')] : [] })
    }),
    plainProgram('bc', 'LOW', 'calculates')
];
