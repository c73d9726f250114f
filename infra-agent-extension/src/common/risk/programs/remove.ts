import { high, plainProgram } from '../effect';
import type { ProgramTable } from '../program';

export const programs: readonly ProgramTable[] = [
    plainProgram('rm grm', 'LOW', 'removes files', {
        deletes: call => call.positionals,
        flagRules: [{ flags: ['--no-preserve-root'], risk: 'HIGH', message: 'gives up the guard of the root folder' }]
    }),
    plainProgram('unlink trash trash-put rimraf del', 'LOW', 'removes files', { deletes: call => call.positionals }),
    plainProgram('rmdir', 'LOW', 'removes empty folders', { touches: call => call.positionals }),
    plainProgram('shred srm wipe', 'HIGH', 'destroys the content of files', {
        valueFlags: ['-n', '--iterations', '-s', '--size', '--random-source'],
        deletes: call => call.positionals
    }),
    plainProgram('truncate', 'LOW', 'cuts or grows files', {
        valueFlags: ['-s', '--size', '-r', '--reference'],
        deletes: call => call.values('-s', '--size').some(size => size.value === undefined || /^[<%/]?0+$/.test(size.value) || /^[-<%/]/.test(size.value)) ? call.positionals : [],
        touches: call => call.positionals
    }),
    plainProgram('trash-empty', 'HIGH', 'destroys what is in the bin', { judge: () => ({ effects: [high('local', 'cannot be undone')] }) })
];
