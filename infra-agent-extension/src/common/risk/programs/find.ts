import { plainProgram } from '../effect';
import type { Call, Inner, Word } from '../program';
import { unknownWord, withPlaceholder } from '../word-parts';

const EXECUTES = new Set(['-exec', '-execdir', '-ok', '-okdir']);
/** Words behind which no value of a test stands: an unknown word there may be `-delete`. */
const ENDS_TEST = new Set([
    '-print', '-print0', '-ls', '-prune', '-o', '-or', '-a', '-and', '-not', '!', '(', ')', ',', '-depth', '-d', '-xdev', '-mount', '-follow', '-empty', '-quit', '-true', '-readable', '-writable',
    '-executable', ';', '+'
]);
const WRITES = new Set(['-fprint', '-fprint0', '-fprintf', '-fls']);

export const program = plainProgram('find gfind', 'LOW', 'searches for files', {
    valueFlags: ['-name', '-exec'],
    helpFlags: [],
    inner: call => executed(call),
    deletes: call => deletesFound(call) ? startingPoints(call) : [],
    writesTo: call => call.words.filter((_, i) => WRITES.has(call.words[i - 1]?.value ?? ''))
});

/** Words that the expression names count only outside of what it executes. */
function deletesFound(call: Call): boolean {
    let inside = false;
    for (const word of call.words) {
        inside = inside ? !(word.value === ';' || word.value === '+') : EXECUTES.has(word.value ?? '');
        if (!inside && word.value === '-delete') {
            return true;
        }
    }
    return false;
}

function startingPoints(call: Call): readonly Word[] {
    const end = call.words.findIndex(word => /^[-(!,]/.test(word.prefix) && !/^-([HLP]|D|O\d?)$/.test(word.value ?? ''));
    const points = (end < 0 ? call.words : call.words.slice(0, end)).filter(word => !/^-/.test(word.prefix));
    return points.length > 0 ? points : [{ ...call.program, value: '.', shown: '.', prefix: '.' }];
}

function executed(call: Call): readonly Inner[] {
    const inner: Inner[] = [];
    const points = startingPoints(call);
    for (let i = 0; i < call.words.length; i++) {
        const word = call.words[i];
        if (word.value === undefined && word.splits && i > 0 && (i < points.length || ENDS_TEST.has(call.words[i - 1].value ?? ''))) {
            inner.push({ kind: 'unreadable', message: 'takes an expression that the text does not fix', at: word });
        }
        if (!EXECUTES.has(word.value ?? '')) {
            continue;
        }
        const from = i + 1;
        while (i + 1 < call.words.length && call.words[i + 1].value !== ';' && !(call.words[i + 1].value === '+' && call.words[i].value === '{}')) {
            i++;
        }
        const under = word.value?.endsWith('dir') ? './' : commonFolder(points);
        inner.push({ kind: 'argv', words: call.words.slice(from, i + 1).map(each => withFound(each, under)) });
        i++;
    }
    return inner;
}

/** `{}` is some path under the starting point. */
function withFound(word: Word, under: string): Word {
    return word.value === '{}' ? unknownWord('{}', word, under) : withPlaceholder(word, '{}', under);
}

function commonFolder(points: readonly Word[]): string {
    const only = points.length === 1 ? points[0].value : undefined;
    return only === undefined ? '' : `${only.replace(/\/+$/, '')}/`;
}
