import { med, plainProgram } from '../effect';
import { wrapper } from '../started';
import type { ProgramTable } from '../program';
import { inputFiles } from '../word-parts';

const NO_OPTIONS = { valueFlags: [], bareFlags: ['-v', '-e'] };

export const programs: readonly ProgramTable[] = [
    plainProgram('cloc tokei scc sloccount neofetch fastfetch screenfetch onefetch gource git-sizer', 'LOW', 'counts code, or shows the machine'),
    plainProgram('readelf objdump nm ldd size elfdump otool addr2line c++filt dwarfdump', 'LOW', 'shows what a program is made of'),
    plainProgram('pv ts jo jc hexyl vis unvis ascii numbat qrencode', 'LOW', 'passes text through', { reads: inputFiles }),
    plainProgram('dos2unix unix2dos mac2unix', 'LOW', 'changes how lines end', { valueFlags: ['-n', '--newfile'], writesTo: call => [...call.positionals, ...call.values('-n', '--newfile')] }),
    plainProgram('xmlstarlet', 'LOW', 'reads XML', { writesTo: call => call.has('-L', '--inplace') ? call.positionals.slice(-1) : [] }),
    plainProgram('strip', 'MED', 'takes symbols out of programs', { valueFlags: ['-o'], writesTo: call => call.has('-o') ? call.values('-o') : call.positionals }),
    plainProgram('gettext ngettext getopt msgfmt xgettext', 'LOW', 'reads text', { valueFlags: ['-o', '--output-file'], writesTo: call => call.values('--output-file') }),
    plainProgram('zoxide autojump fasd z', 'LOW', 'remembers folders'),
    plainProgram('speedtest speedtest-cli fast', 'LOW', 'measures the network', { group: 'external' }),
    plainProgram('xdg-open open sensible-browser wslview explorer.exe', 'MED', 'opens a file or a page in another program', { judge: call => ({ effects: call.words.some(word => /^https?:/.test(word.prefix)) ? [med('external', 'opens a page')] : [] }) }),
    wrapper('chronic ifne winpty', NO_OPTIONS)
];
