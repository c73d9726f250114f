import { plainProgram } from '../effect';
import type { Call, ProgramTable, Word } from '../program';
import { fixedWord, inputFiles, lastValue } from '../word-parts';

/** Text tools that can also write a file, or start a program for a part of their work. */
export const programs: readonly ProgramTable[] = [
    plainProgram('sort gsort', 'LOW', 'sorts lines', {
        valueFlags: ['-o', '--output', '-k', '--key', '-t', '--field-separator', '-S', '--buffer-size', '-T', '--temporary-directory', '--compress-program', '--parallel', '--batch-size', '--files0-from', '--random-source'],
        writesTo: call => call.values('-o', '--output'),
        reads: inputFiles,
        inner: call => call.values('--compress-program').map(word => ({ kind: 'argv', words: [word] }))
    }),
    plainProgram('shuf', 'LOW', 'shuffles lines', {
        valueFlags: ['-o', '--output', '-n', '--head-count', '-i', '--input-range', '--random-source'],
        writesTo: call => call.values('-o', '--output'),
        reads: inputFiles
    }),
    plainProgram('uniq', 'LOW', 'drops repeated lines', {
        valueFlags: ['-f', '--skip-fields', '-s', '--skip-chars', '-w', '--check-chars'],
        writesTo: call => call.positionals.slice(1, 2),
        reads: call => call.positionals.slice(0, 1)
    }),
    plainProgram('xxd', 'LOW', 'prints bytes, or makes them from text', {
        valueFlags: ['-c', '-g', '-l', '-o', '-s', '-n', '-R'],
        writesTo: call => call.positionals.slice(1, 2),
        reads: call => call.positionals.slice(0, 1)
    }),
    plainProgram('split csplit', 'LOW', 'writes a file in parts', {
        valueFlags: ['-a', '--suffix-length', '-b', '--bytes', '-C', '--line-bytes', '-l', '--lines', '-n', '--number', '-t', '--separator', '--filter', '--additional-suffix', '-f', '--prefix', '--suffix-format'],
        writesTo: splitParts,
        inner: call => call.values('--filter').map(text => ({ kind: 'shell', text }))
    }),
    plainProgram('envsubst', 'LOW', 'fills variables into text')
];

/** Files named `xaa` beside each other, or after the prefix that is given. */
function splitParts(call: Call): readonly Word[] {
    const isContext = call.program.value?.endsWith('csplit');
    const prefix = isContext ? lastValue(call, '-f', '--prefix') : call.positionals[1];
    return call.has('--filter') ? [] : [prefix ?? fixedWord(isContext ? 'xx00' : 'xaa', call.program)];
}
