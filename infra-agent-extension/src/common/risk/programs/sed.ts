import { high, plainProgram } from '../effect';
import type { Call, Effect, Inner, Word } from '../program';
import { readSed } from '../read-sed';
import type { SedUse } from '../read-sed';
import { fixedWord } from '../word-parts';

const SINKS = new Set(['/dev/stdout', '/dev/stderr', '/dev/null']);

export const program = plainProgram('sed gsed', 'LOW', 'edits text', {
    valueFlags: ['-e', '--expression', '-f', '--file', '-l', '--line-length'],
    attachedFlags: ['-i', '-I'],
    helpFlags: ['--help', '--version'],
    judge: call => ({ effects: used(call).flatMap(({ use, word }) => effects(use, word)) }),
    inner: innerOfSed,
    writesTo: call => [...editsInPlace(call) ? files(call) : [], ...used(call).flatMap(({ use, word }) => use.writes.filter(path => !SINKS.has(path)).map(path => fixedWord(path, word)))],
    reads: call => [...editsInPlace(call) && !call.has('-n', '--quiet', '--silent') ? [] : files(call), ...used(call).flatMap(({ use, word }) => use.reads.map(path => fixedWord(path, word)))]
});

/** The programs among the words: `-e` and the first argument; on BSD an empty suffix may stand before it. */
function programs(call: Call): readonly Word[] {
    const given = call.values('-e', '--expression');
    if (given.length > 0 || call.has('-f', '--file')) {
        return given;
    }
    const [first, second] = call.positionals;
    return first?.value === '' && second ? [second] : first ? [first] : [];
}

function files(call: Call): readonly Word[] {
    const taken = call.has('-e', '--expression', '-f', '--file') ? 0 : call.positionals[0]?.value === '' ? 2 : 1;
    return call.positionals.slice(taken);
}

function editsInPlace(call: Call): boolean {
    return call.has('-i', '-I', '--in-place');
}

function used(call: Call): readonly { readonly use: SedUse; readonly word: Word }[] {
    return programs(call).map(word => ({ word, use: readSed(word.value ?? word.shown) }));
}

function effects(use: SedUse, word: Word): readonly Effect[] {
    const isComputed = word.value === undefined && /^(\$\w+|\$\{[^}]*\}|\$\(.*\))$/.test(word.shown);
    return use.unreadable || isComputed ? [high('local', 'runs a sed program that cannot be read', word)] : [];
}

function innerOfSed(call: Call): readonly Inner[] {
    return [
        ...used(call).flatMap(({ use, word }) => use.runs.map((line): Inner => line === ''
            ? { kind: 'unreadable', message: 'runs the text that it edits as commands', at: word }
            : { kind: 'shell', text: fixedWord(line, word) })),
        ...call.values('-f', '--file').map((path): Inner => ({ kind: 'text-file', path, group: 'local', read: text => ofFile(readSed(text), path) }))
    ];
}

function ofFile(use: SedUse, path: Word): readonly Effect[] {
    return use.unreadable || use.runs.length > 0 || use.writes.some(file => !SINKS.has(file)) ? [high('local', 'runs a sed program that starts commands, writes files or cannot be read', path)] : [];
}
