import { high } from '../effect';
import { unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner, Word } from '../program';
import { joinWords, unknownWord } from '../word-parts';

const PARALLEL: WrapperOptions = {
    valueFlags: [
        '-j', '--jobs', '-P', '--max-procs', '-n', '--max-args', '-N', '--max-replace-args', '-L', '--max-lines', '-a', '--arg-file', '--colsep', '-C', '--delay', '--timeout', '--retries', '--joblog', '--results',
        '--tmpdir', '--workdir', '--wd', '-S', '--sshlogin', '--slf', '--sshloginfile', '-I', '-d', '--delimiter', '--halt', '--memfree', '--load', '--nice', '--block', '--env', '--tagstring', '-s', '--max-chars', '-E', '--shellquote-sep'
    ],
    bareFlags: [
        '-k', '--keep-order', '-0', '--null', '-q', '--quote', '-r', '--no-run-if-empty', '-t', '--verbose', '-v', '-u', '--ungroup', '--line-buffer', '--lb', '--group', '--tag', '--bar', '--progress', '--eta',
        '--dry-run', '--dryrun', '-m', '-X', '--xargs', '--pipe', '--pipepart', '--will-cite', '--no-notice', '--link', '--xapply', '--shuf', '--resume', '--resume-failed', '--linebuffer', '--citation', '--nonall', '--onall', '-i'
    ]
};

export const program = wrapper('parallel sem', PARALLEL, {
    dryRun: [{ flag: '--dry-run', values: [''] }, { flag: '--dryrun', values: [''] }],
    judge: call => ({ effects: call.has('-S', '--sshlogin', '--slf', '--sshloginfile') ? [high('external', 'runs commands on other hosts')] : [] }),
    inner: fed,
    touches: call => call.values('--joblog', '--results')
});

/** The command runs through a shell, once for each argument behind `:::`, or for each line of its input. */
function fed(call: Call): readonly Inner[] {
    const unknown = unknownOptions(call, PARALLEL);
    const at = call.positionals.findIndex(word => /^:::/.test(word.value ?? ''));
    const command = at < 0 ? call.positionals : call.positionals.slice(0, at);
    const sources = at < 0 ? [] : call.positionals.slice(at);
    if (call.has('--dry-run', '--dryrun')) {
        return unknown;
    }
    if (command.length === 0) {
        return [...unknown, ...linesOf(sources, call)];
    }
    const isPlain = command.every(word => word.value !== undefined && /^[\w@%+=:,./{}#-]*$/.test(word.value));
    const filled = command.map(word => /\{[^}]*\}/.test(word.shown) ? unknownWord(word.shown, word, word.prefix.split('{')[0]) : word);
    if (!isPlain) {
        return [...unknown, { kind: 'shell', text: joinWords(filled) }];
    }
    const appends = filled.every(word => word.value !== undefined) && !call.has('--pipe', '--pipepart');
    return [...unknown, appends ? { kind: 'argv-and-more', words: filled } : { kind: 'argv', words: filled }];
}

/** Without a command the arguments are the commands. */
function linesOf(sources: readonly Word[], call: Call): readonly Inner[] {
    if (sources[0]?.value !== ':::') {
        return [{ kind: 'unreadable', message: 'runs each line of its input as a command', at: call.program }];
    }
    return sources.filter(word => !/^:::/.test(word.value ?? '')).map(text => ({ kind: 'shell', text }));
}
