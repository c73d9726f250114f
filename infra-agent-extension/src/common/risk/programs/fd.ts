import { plainProgram } from '../effect';
import type { Call, Inner } from '../program';
import { unknownWord } from '../word-parts';

const EXECUTES = new Set(['-x', '--exec', '-X', '--exec-batch']);

export const program = plainProgram('fd fdfind', 'LOW', 'searches for files', {
    optionsFirst: true,
    inner: executed
});

/** What stands behind `-x` runs for each file that was found, up to `;`; without a placeholder the path comes last. */
function executed(call: Call): readonly Inner[] {
    const inner: Inner[] = [];
    for (let i = 0; i < call.words.length; i++) {
        if (!EXECUTES.has(call.words[i].value ?? call.words[i].prefix.split('=')[0])) {
            continue;
        }
        const end = call.words.findIndex((word, at) => at > i && word.value === ';');
        const words = call.words.slice(i + 1, end < 0 ? undefined : end);
        const filled = words.map(word => /\{[/.]*\}/.test(word.shown) ? unknownWord(word.shown, word, word.prefix.split('{')[0]) : word);
        const appended = filled.some((word, at) => word !== words[at]) || words.length === 0 ? [] : [unknownWord('{}', words[words.length - 1])];
        inner.push(...words.length > 0 ? [{ kind: 'argv' as const, words: [...filled, ...appended] }] : []);
        i = end < 0 ? call.words.length : end;
    }
    return inner;
}
