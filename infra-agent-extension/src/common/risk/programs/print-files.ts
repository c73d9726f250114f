import { startedByCode } from '../commands-in-code';
import { high, plainProgram } from '../effect';
import type { ProgramTable, Word } from '../program';
import { inputFiles } from '../word-parts';

/** `less +!command FILE`: keys that are pressed when it starts. */
function runsInPager(word: Word): boolean {
    return /^\++[^/]*[!|]/.test(word.prefix);
}

const filter = (names: string, message: string, valueFlags: readonly string[] = []): ProgramTable =>
    plainProgram(names, 'LOW', message, { valueFlags, reads: inputFiles });

/** Filters that print what they read; what they read decides. */
export const programs: readonly ProgramTable[] = [
    filter('cat zcat bzcat xzcat zstdcat gzcat', 'prints files'),
    filter('bat batcat', 'prints files', ['-l', '--language', '--theme', '--style', '-r', '--line-range', '-H', '--highlight-line', '--tabs', '--color', '--paging', '--wrap', '-m', '--map-syntax']),
    filter('head', 'prints the beginning of files', ['-n', '--lines', '-c', '--bytes']),
    filter('tail', 'prints the end of files', ['-n', '--lines', '-c', '--bytes', '-s', '--sleep-interval', '--pid']),
    filter('tac rev', 'prints files the other way round', ['--separator']),
    filter('nl fold fmt expand unexpand pr', 'prints files in another shape', ['-w', '-t', '-i', '-v', '-l', '-h', '-o', '-p', '-g']),
    {
        dangerousEnvironment: ['LESSOPEN', 'LESSCLOSE', 'LESSEDIT', 'LESSKEY', 'LESSKEYIN'],
        ...filter('less more most zless zmore pg', 'shows files page by page', ['-p', '-P', '-x', '-t', '-T', '-k', '-b', '-y', '-z', '-j', '-o', '-O', '--log-file', '--LOG-FILE']),
        writesTo: call => call.values('-o', '-O', '--log-file', '--LOG-FILE'),
        judge: call => ({ effects: call.positionals.filter(runsInPager).map(word => high('local', 'runs a command in the pager', word)) }),
        inner: call => call.positionals.filter(runsInPager).flatMap(startedByCode)
    },
    filter('cut', 'prints parts of lines', ['-d', '--delimiter', '-f', '--fields', '-c', '-b', '--output-delimiter']),
    filter('tr', 'replaces characters of its input'),
    filter('column', 'prints columns', ['-s', '-o', '-c', '-N', '-R', '-T', '-H', '-O', '-W', '-E', '-n', '--table-columns', '--separator', '--output-separator']),
    filter('paste join comm look', 'prints lines of several files', ['-d', '-t', '-1', '-2', '-j', '-o', '-e', '-a', '-v']),
    filter('base64 base32 basenc', 'encodes or decodes text', ['-w', '--wrap']),
    filter('od', 'prints bytes of files', ['-N', '-j', '-t', '-A', '-S']),
    filter('hexdump hd strings', 'prints bytes of files', ['-n', '-e', '-s', '-f', '-t']),
    { ...filter('iconv', 'prints files in another encoding', ['-f', '--from-code', '-t', '--to-code', '-o', '--output']), writesTo: call => call.values('-o', '--output') },
    { ...filter('sdiff', 'merges files', ['-o', '--output', '-w']), writesTo: call => call.values('-o', '--output') },
    filter('diff colordiff diff3 zdiff icdiff delta', 'prints how files differ', ['-U', '-C', '-x', '--exclude', '-X', '-I', '--label', '-L', '-W', '--width', '-F']),
    filter('jless fx glow mdcat ansifilter pygmentize', 'shows files'),
    { ...filter('mlr', 'prints parts of structured files', ['--from', '-n']), writesTo: call => call.words.some(word => word.value === '-I') ? call.positionals.slice(-1) : [] },
    { ...filter('xmllint', 'prints parts of XML files', ['--xpath', '--output', '-o', '--schema', '--encode']), writesTo: call => call.values('-o', '--output') },
    filter('csvcut csvlook csvgrep csvstat hcl2json gron', 'prints parts of structured files', ['-c', '-n', '-d', '--xpath', '--format', '-f', '-p', '-r', '-w'])
];
