import { plainProgram } from '../effect';
import type { Call, ProgramTable, Word } from '../program';

const GREP_VALUES = [
    '-e', '--regexp', '-f', '--file', '-m', '--max-count', '-A', '--after-context', '-B', '--before-context', '-C', '--context', '-d', '--directories', '-D', '--devices',
    '--include', '--exclude', '--exclude-dir', '--exclude-from', '--label', '--color', '--colour', '--binary-files'
];
const RG_VALUES = [
    ...GREP_VALUES, '-g', '--glob', '--iglob', '-t', '--type', '-T', '--type-not', '-j', '--threads', '-M', '--max-columns', '-r', '--replace', '-E', '--encoding', '--sort', '--sortr',
    '--pre', '--pre-glob', '--max-depth', '--max-filesize', '--ignore-file', '--colors', '--type-add', '--hostname-bin', '--dfa-size-limit', '--regex-size-limit', '--engine'
];

export const programs: readonly ProgramTable[] = [
    plainProgram('grep egrep fgrep zgrep ggrep', 'LOW', 'searches text', { valueFlags: GREP_VALUES, helpFlags: ['--help', '--version'], reads: searchedFiles }),
    plainProgram('rg ripgrep ag ack ack-grep pt ugrep ug', 'LOW', 'searches text', {
        valueFlags: RG_VALUES,
        dangerousEnvironment: ['RIPGREP_CONFIG_PATH'],
        reads: searchedFiles,
        inner: call => [...call.values('--pre'), ...call.values('--hostname-bin'), ...call.values('--pager')].map(word => ({ kind: 'argv', words: [word] }))
    }),
    plainProgram('fzf sk peco', 'LOW', 'lets a person choose a line', {
        dangerousEnvironment: ['FZF_DEFAULT_COMMAND', 'FZF_DEFAULT_OPTS', 'FZF_DEFAULT_OPTS_FILE'],
        valueFlags: ['-q', '--query', '-f', '--filter', '--preview', '--bind', '--preview-window', '-d', '--delimiter', '-n', '--nth', '--with-nth', '--height', '--prompt', '--header'],
        inner: call => [
            ...call.values('--preview').map(text => ({ kind: 'shell' as const, text })),
            ...call.values('--bind').filter(word => word.value === undefined || /execute|become|reload|transform|preview\(/.test(word.value))
                .map(at => ({ kind: 'unreadable' as const, message: 'runs commands on key strokes', at }))
        ]
    })
];

/** The files behind the pattern; none where only counts, names or a status are printed. */
function searchedFiles(call: Call): readonly Word[] {
    if (call.has('-q', '--quiet', '--silent', '-c', '--count', '-l', '--files-with-matches', '-L', '--files-without-match', '--files')) {
        return [];
    }
    const hasPattern = call.has('-e', '--regexp', '-f', '--file');
    const files = hasPattern ? call.positionals : call.positionals.slice(1);
    return call.stdin.kind === 'file' ? [...files, call.stdin.path] : files;
}
