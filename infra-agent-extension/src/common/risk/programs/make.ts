import { low, plainProgram } from '../effect';
import type { Call, Inner, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

const MAKE_DRY = ['-n', '--just-print', '--dry-run', '--recon', '-q', '--question', '-p', '--print-data-base'];

/** What a target does is read from its file; without a folder it is not known. */
export const programs: readonly ProgramTable[] = [
    plainProgram('make gmake bmake', 'LOW', 'runs targets of a Makefile', {
        valueFlags: ['-C', '--directory', '-f', '--file', '--makefile', '-I', '--include-dir', '-o', '--old-file', '-W', '--what-if', '-E', '--eval'],
        helpFlags: ['--help', '-h', '--version', '-v'],
        inner: call => isDry(call) ? [] : [
            ...call.values('-f', '--file', '--makefile').filter(word => word.value === '-').map((at): Inner => ({ kind: 'unreadable', message: 'reads its rules from its input', at })),
            ...call.words.filter(word => /^(--eval|-E)/.test(word.prefix)).map((at): Inner => ({ kind: 'unreadable', message: 'adds rules that are not read here', at })),
            ...call.positionals.filter(word => /^(SHELL|\.SHELLFLAGS|MAKEFLAGS|MAKEFILES)\s*[:+?]?=/.test(word.prefix)).map((at): Inner => ({ kind: 'unreadable', message: 'sets what runs every line of the Makefile', at })),
            targets('make', call.positionals, lastValue(call, '-C', '--directory'), lastValue(call, '-f', '--file', '--makefile'))
        ],
        dangerousEnvironment: ['MAKEFLAGS', 'MAKEFILES', 'SHELL', 'GNUMAKEFLAGS']
    }),
    plainProgram('just', 'LOW', 'runs recipes of a justfile', {
        // What follows a recipe is the recipe's.
        optionsFirst: true,
        valueFlags: [
            '-f', '--justfile', '-d', '--working-directory', '--dotenv-filename', '-E', '--dotenv-path', '--shell', '--shell-arg', '--color', '--command-color', '--dump-format', '-s', '--show',
            '--usage', '--tempdir', '--timestamp-format', '--chooser'
        ],
        helpFlags: ['--help', '-h', '--version', '-V'],
        judge: call => ({ effects: call.has('--fmt', '--init') ? [{ ...low('local', 'writes the justfile'), risk: 'MED', writes: true }] : [] }),
        inner: call => justInner(call)
    }),
    plainProgram('task go-task', 'LOW', 'runs tasks of a Taskfile', {
        valueFlags: ['-d', '--dir', '-t', '--taskfile', '-o', '--output', '-C', '--concurrency', '-I', '--interval', '--sort'],
        helpFlags: ['--help', '-h', '--version'],
        judge: call => ({ effects: call.has('-i', '--init') ? [{ ...low('local', 'writes a Taskfile'), risk: 'MED', writes: true }] : [] }),
        inner: call => call.has('-n', '--dry', '-l', '--list', '-a', '--list-all', '--status', '--summary', '-i', '--init', '--completion') ? []
            : [{ ...targets('task', beforeDashes(call), lastValue(call, '-d', '--dir'), lastValue(call, '-t', '--taskfile')), ...(call.afterDashes?.length ? { args: call.afterDashes } : {}) }]
    })
];

function isDry(call: Call): boolean {
    return call.has(...MAKE_DRY);
}

function targets(tool: 'make' | 'just' | 'task', words: readonly Word[], folder?: Word, file?: Word): Extract<Inner, { kind: 'targets' }> {
    const isAssignment = (word: Word) => /^[A-Za-z_][\w.]*\s*[:?+!]?:?=/.test(word.prefix);
    const assignments = words.filter(isAssignment);
    return {
        kind: 'targets', tool, targets: words.filter(word => !isAssignment(word)),
        ...(folder ? { folder } : {}), ...(file ? { file } : {}), ...(assignments.length > 0 ? { assignments } : {})
    };
}

/** `--set NAME VALUE` takes two words, the second of which looks like a recipe. */
function justInner(call: Call): readonly Inner[] {
    if (call.has('-l', '--list', '--summary', '-s', '--show', '--usage', '--dump', '--evaluate', '--variables', '-n', '--dry-run', '--fmt', '--init', '--groups', '--json', '--changelog', '--man', '--completions')) {
        return [];
    }
    const at = call.words.findIndex(word => word.value === '--command' || word.value === '-c');
    if (at >= 0) {
        return call.words.length > at + 1 ? [{ kind: 'argv', words: call.words.slice(at + 1) }] : [];
    }
    const shell = call.values('--shell', '--chooser').map((word): Inner => ({ kind: 'argv', words: [word] }));
    const set = call.words.flatMap((word, i) => word.value === '--set' ? call.words.slice(i + 1, i + 3) : []);
    return [...shell, targets('just', call.positionals.filter(word => !set.includes(word)), lastValue(call, '-d', '--working-directory'), lastValue(call, '-f', '--justfile'))];
}

function beforeDashes(call: Call): readonly Word[] {
    return call.positionals.slice(0, call.positionals.length - (call.afterDashes?.length ?? 0));
}
