import { high, med, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

export const programs: readonly ProgramTable[] = [
    plainProgram('mkdir gmkdir', 'LOW', 'makes folders', { valueFlags: ['-m', '--mode', '--context'], touches: call => call.positionals }),
    plainProgram('touch gtouch', 'LOW', 'makes empty files or sets their times', { valueFlags: ['-d', '--date', '-r', '--reference', '-t', '--time'], touches: call => call.positionals }),
    plainProgram('mkfifo', 'LOW', 'makes a named pipe', { valueFlags: ['-m', '--mode'], touches: call => call.positionals }),
    plainProgram('mknod', 'HIGH', 'makes a device file', { touches: call => call.positionals.slice(0, 1) }),
    plainProgram('mktemp', 'LOW', 'makes a temporary file or folder', {
        valueFlags: ['-p', '--tmpdir', '--suffix'],
        touches: call => [...call.values('-p'), ...call.positionals.filter(word => !call.has('-t') && word.prefix.includes('/'))]
    }),
    plainProgram('tee', 'LOW', 'writes its input to files', {
        writesTo: call => call.has('-a', '--append') ? [] : call.positionals,
        touches: call => call.has('-a', '--append') ? call.positionals : []
    }),
    plainProgram('sponge', 'LOW', 'writes its input to a file', { writesTo: call => call.positionals }),
    plainProgram('chmod gchmod', 'LOW', 'sets modes', {
        valueFlags: ['--reference'],
        touches: changed,
        judge: call => ({ effects: openedUp(call) })
    }),
    plainProgram('chown chgrp', 'MED', 'gives files to another owner', { valueFlags: ['--reference', '--from'], touches: changed }),
    plainProgram('setfacl', 'HIGH', 'changes who may use files', { valueFlags: ['-m', '-x', '-M', '-X', '--modify', '--remove'], touches: call => call.positionals }),
    plainProgram('chattr setfattr chcon restorecon setcap', 'HIGH', 'changes attributes that protect files', { touches: changed })
];

/** Modes may begin with a dash (`chmod -x f`), and so the first word that is no option counts. */
function changed(call: Call): readonly Word[] {
    const modeIsFlag = call.flags.some(word => /^-[rwxXst]+(,|$)/.test(word.prefix)) && !call.has('--reference');
    return call.has('--reference') || modeIsFlag ? call.positionals : call.positionals.slice(1);
}

function openedUp(call: Call): Effect[] {
    const mode = lastValue(call, '--reference') ? undefined : call.positionals[0];
    const text = mode?.value;
    if (!mode || text === undefined) {
        return mode ? [med('local', 'sets a mode that the text does not fix', mode)] : [];
    }
    if (text.split(',').some(part => /^[ugoa]*[+=][rwxXt]*s/.test(part)) || /^0*[2-7][0-7]{3}$/.test(text)) {
        return [high('local', 'lets files run with the rights of their owner', mode)];
    }
    const writableByAll = /^0*[0-7]?[0-7]{2}[2367]$/.test(text) || text.split(',').some(part => /^(a|[ugo]*o[ugo]*|)[+=][rxX]*w/.test(part) && !/^\+/.test(part));
    return writableByAll ? [high('local', 'lets everyone change files', mode)] : [];
}
