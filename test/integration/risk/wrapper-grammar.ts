/** Writes random commands that start the recorded programs through other programs, nested in each other. The same seed gives the same command. */
import { PROGRAMS, randomOf } from './script-grammar';

/** Programs that start what they are given. They are the real ones, behind a shim that records them. */
export const WRAPPERS = ['env', 'nice', 'timeout', 'nohup', 'setsid', 'stdbuf', 'xargs', 'find', 'bash', 'sh'] as const;

const WORDS = ['a', '-x', '--all', 'k=v', "'b c'", '"d  e"', 'two.yaml', '7', '$x', '"$x"'];

export function writeWrapped(seed: number): string {
    const random = randomOf(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const pick = <T>(options: readonly T[]): T => options[below(options.length)];
    const words = () => Array.from({ length: below(3) }, () => pick(WORDS)).join(' ');
    const program = () => `${pick([...PROGRAMS])} ${words()}`.trimEnd();
    const quote = (text: string) => `'${text.replaceAll(`'`, `'\\''`)}'`;

    /** A command that begins with a program, so that another program can start it. */
    function started(depth: number): string {
        if (depth === 0) {
            return program();
        }
        const inner = () => started(depth - 1);
        return pick([
            () => `env ${pick(['', '-i PATH="$PATH"', 'A=b', '-u x', '--', '-'])} ${inner()}`.replace('env - ', 'env - PATH="$PATH" '), () => `nice ${pick(['', '-n 5', '-n5', '--adjustment=3', '-5'])} ${inner()}`, () => `timeout ${pick(['5', '-s TERM 5', '-k 1 5s', '--signal=KILL 5', '--preserve-status 5'])} ${inner()}`,
            () => `nohup ${inner()}`, () => `setsid ${pick(['', '-w', '--wait'])} ${inner()}`, () => `stdbuf ${pick(['-oL', '-o 0 -e 0', '--output=L'])} ${inner()}`, () => `${pick(['bash', 'sh'])} ${pick(['-c', '-ec', '-e -c', '-uc'])} ${quote(script(depth - 1))}${pick(['', ' zero', ' zero one "two three"'])}`,
            () => `find . -maxdepth 0 ${pick(['-type d', '-name .', '! -name x'])} ${pick(['-exec', '-execdir'])} ${inner().replace('-execdir', '-exec')} ${pick(['\\;', `';'`, '{} +', '{} \\;'])}`, () => `env -S ${quote(`${pick([...PROGRAMS])} split ${pick(['a', "'b c'"])}`)}`, () => `command ${inner()}`
        ])();
    }

    function script(depth: number): string {
        const inner = () => started(Math.max(0, depth));
        const text = quote(pick(['a b', 'c', "d 'e f'", 'g\\nh'])).replace(/\\n/g, '\n');
        return pick([
            inner, inner, inner, () => `${inner()} && ${inner()}`, () => `( ${inner()}; ${inner()} )`, () => `x=$(${inner()}) ${inner()}`, () => `f() { ${inner()} "$@"; }; f ${words()}`, () => `exec ${inner()}`, () => `eval ${quote(inner())}`, () => `! ${inner()} | ${inner()}`,
            () => `echo ${text} | xargs ${pick(['', '-n 1', '-I{}', '-r', '-0', '-n1 -P2', '-L 1', '-t', '-d ,'])} ${inner()}`, () => `echo ${text} | xargs -I {} ${pick([...PROGRAMS])} ${pick(['{}', 'pre{}post', '"{}" {}'])}`, () => `echo ${quote(inner())} | ${pick(['bash', 'sh', 'bash -s -- one two', 'sh -e'])}`, () => `bash <<'EOF'\n${inner()}\nEOF\n`, () => `bash <<< ${quote(inner())}`,
            () => `A=1 ${inner()}`, () => `trap ${quote(inner())} EXIT`, () => `export -f f 2> err.txt; f() { ${program()}; }; export -f f; bash -c 'f x'`, () => `echo ${quote(inner())} > made.sh; ${pick(['bash', 'sh', '.', 'source'])} ./made.sh one`, () => `bash -c '"$@"' zero ${inner()}`, () => `bash -c '$0 "$1"' ${pick([...PROGRAMS])} "y z"`
        ])();
    }

    return `export x=${pick(['a', "'p q'", "''"])}\n${script(1 + below(2))}\n${program()}\n`;
}
