import { unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner } from '../program';
import { lastValue, withPlaceholder } from '../word-parts';

const XARGS: WrapperOptions = {
    valueFlags: ['-I', '-n', '--max-args', '-P', '--max-procs', '-L', '-s', '--max-chars', '-d', '--delimiter', '-a', '--arg-file', '-E', '-J', '-R', '-S', '--process-slot-var'],
    bareFlags: ['-0', '--null', '-r', '--no-run-if-empty', '-t', '--verbose', '-p', '--interactive', '-x', '--exit', '-o', '--open-tty', '--show-limits', '--replace', '--max-lines', '--eof']
};

export const program = wrapper('xargs gxargs', XARGS, { attachedFlags: ['-i', '-e', '-l'], inner: fed });

/** `-i`, `-e` and `-l` take their value only when it is attached. */
function fed(call: Call): readonly Inner[] {
    const attached = call.flags.filter(word => /^-[iel]/.test(word.prefix));
    const unknown = unknownOptions({ ...call, flags: call.flags.filter(word => !attached.includes(word)) }, XARGS);
    const placeholder = placeholderOf(call);
    if (call.positionals.length === 0) {
        return unknown;
    }
    if (placeholder === undefined) {
        return [...unknown, { kind: 'argv-and-more', words: call.positionals }];
    }
    return [...unknown, { kind: 'argv', words: call.positionals.map(word => withPlaceholder(word, placeholder)) }];
}

function placeholderOf(call: Call): string | undefined {
    const short = call.flags.find(word => /^-i/.test(word.prefix));
    const given = lastValue(call, '-I', '-J');
    if (given) {
        return given.value ?? given.shown;
    }
    const long = lastValue(call, '--replace');
    return short ? short.prefix.slice(2) || '{}' : long ? long.value === '--replace' ? '{}' : long.value ?? '{}' : undefined;
}
