import { high, plainProgram } from '../effect';
import type { Call, ProgramTable, Word } from '../program';
import { baseName, fixedWord, inFolder, lastValue } from '../word-parts';

const INTO = ['-t', '--target-directory'];
const VALUES = [...INTO, '-S', '--suffix', '-m', '--mode', '-o', '--owner', '-g', '--group', '--context', '--sparse', '--reflink', '--strip-program'];

/** `-n` leaves what is there, so nothing is lost. */
const keeps = (call: Call): boolean => call.has('-n', '--no-clobber');

export const programs: readonly ProgramTable[] = [
    plainProgram('cp gcp', 'LOW', 'copies files', {
        valueFlags: VALUES.filter(flag => !['-m', '-o', '-g'].includes(flag)),
        judge: call => ({ effects: sources(call).some(word => word.value === '/dev/null') ? [high('local', 'empties what it copies over', destinations(call)[0])] : [] }),
        reads: sources,
        writesTo: call => keeps(call) ? [] : destinations(call),
        touches: call => keeps(call) ? destinations(call) : []
    }),
    plainProgram('mv gmv', 'LOW', 'moves files', {
        valueFlags: [...INTO, '-S', '--suffix'],
        judge: call => ({ effects: destinations(call).filter(word => word.value?.startsWith('/dev/')).map(word => high('local', 'moves a file onto a device, where it is lost', word)) }),
        writesTo: call => keeps(call) ? [] : destinations(call),
        touches: call => keeps(call) ? [...sources(call), ...destinations(call)] : sources(call)
    }),
    plainProgram('install ginstall', 'LOW', 'copies files and sets their modes', {
        valueFlags: VALUES,
        reads: call => call.has('-d', '--directory') ? [] : sources(call),
        writesTo: call => call.has('-d', '--directory') ? [] : destinations(call),
        touches: call => call.has('-d', '--directory') ? call.positionals : []
    }),
    plainProgram('ln gln', 'LOW', 'makes links', {
        valueFlags: [...INTO, '-S', '--suffix'],
        writesTo: call => call.has('-f', '--force') ? links(call) : [],
        touches: call => call.has('-f', '--force') ? [] : links(call)
    }),
    plainProgram('link', 'LOW', 'makes a link', { touches: call => call.positionals.slice(1) }),
    plainProgram('rename prename perl-rename mmv', 'MED', 'renames many files by a pattern')
];

function sources(call: Call): readonly Word[] {
    return call.has(...INTO) ? call.positionals : call.positionals.slice(0, -1);
}

/** Where the files end up: under their own names where the text shows that the destination is a folder. */
function destinations(call: Call): readonly Word[] {
    const folder = lastValue(call, ...INTO);
    const from = sources(call);
    if (folder) {
        return from.map(source => inFolder(folder, source));
    }
    const to = call.positionals.length > 1 ? call.positionals[call.positionals.length - 1] : undefined;
    if (!to) {
        return [];
    }
    const isFolder = from.length > 1 || /(^|\/)\.{0,2}$/.test(to.value ?? '');
    return isFolder && !call.has('-T', '--no-target-directory') ? from.map(source => inFolder(to, source)) : [to];
}

function links(call: Call): readonly Word[] {
    const only = call.positionals.length === 1 && !call.has(...INTO) ? call.positionals[0] : undefined;
    return only ? [fixedWord(baseName(only.value ?? only.shown), only)] : destinations(call);
}
