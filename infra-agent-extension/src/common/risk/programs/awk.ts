import { isCredentialName } from '../credential-names';
import { exposes, high, plainProgram } from '../effect';
import type { Call, Effect, Inner, Word } from '../program';
import { readAwk } from '../read-awk';
import type { AwkUse } from '../read-awk';
import { fixedWord } from '../word-parts';

const SINKS = /^(\/dev\/(stdout|stderr|null|tty|fd\/[012])|-)$/;
const FILES = ['-f', '--file', '-E', '--exec', '-i', '--include'];

export const program = plainProgram('awk gawk mawk nawk original-awk goawk', 'LOW', 'reads text by a program', {
    valueFlags: ['-F', '--field-separator', '-v', '--assign', '-e', '--source', '-W', '-l', '--load', ...FILES],
    // Options end at the program text: what follows are files.
    optionsFirst: true,
    helpFlags: ['--help', '--version', '-V'],
    dangerousEnvironment: ['AWKPATH', 'AWKLIBPATH', 'GAWK_PERSIST_FILE'],
    judge: call => ({ effects: [...used(call).flatMap(({ use, word }) => effectsOf(use, word)), ...sources(call).filter(word => /\/inet[46]?\/(tcp|udp)\//.test(word.shown)).map(word => high('external', 'opens a connection to another host', word)), ...loads(call)] }),
    inner: innerOfAwk,
    writesTo: call => [
        ...call.values('-i', '--include').some(word => word.value === 'inplace') ? inputs(call) : [],
        ...used(call).flatMap(({ use, word }) => use.writes.filter(path => !SINKS.test(path)).map(path => fixedWord(path, word)))
    ],
    reads: call => [...inputs(call), ...used(call).flatMap(({ use, word }) => use.reads.map(path => fixedWord(path, word)))]
});

function sources(call: Call): readonly Word[] {
    const given = call.values('-e', '--source');
    return given.length > 0 || call.has('-f', '--file', '-E', '--exec') ? given : call.positionals.slice(0, 1);
}

function inputs(call: Call): readonly Word[] {
    const rest = call.has('-e', '--source', '-f', '--file', '-E', '--exec') ? call.positionals : call.positionals.slice(1);
    const files = rest.filter(word => !/^[A-Za-z_]\w*=/.test(word.prefix));
    return call.stdin.kind === 'file' ? [...files, call.stdin.path] : files;
}

function used(call: Call): readonly { readonly use: AwkUse; readonly word: Word }[] {
    return sources(call).map(word => ({ word, use: readAwk(word.value ?? word.shown) }));
}

function effectsOf(use: AwkUse, word: Word): readonly Effect[] {
    const isComputed = word.value === undefined && /^(\$\w+|\$\{[^}]*\}|\$\(.*\))$/.test(word.shown);
    return [
        ...use.unknown.map(message => high('local', message, word)),
        ...use.environment.filter(name => name !== '' && isCredentialName(name)).map(name => exposes('local', `reads \`${name}\`, which holds a credential by its name`, word)),
        ...isComputed ? [high('local', 'runs an awk program that cannot be read', word)] : []
    ];
}

function loads(call: Call): readonly Effect[] {
    return call.values('-l', '--load').map(word => high('local', 'loads compiled code', word));
}

function innerOfAwk(call: Call): readonly Inner[] {
    const files = call.values(...FILES).filter(word => word.value !== 'inplace');
    return [
        ...used(call).flatMap(({ use, word }) => use.runs.map((line): Inner => ({ kind: 'shell', text: fixedWord(line, word) }))),
        ...files.map((path): Inner => ({ kind: 'text-file', path, group: 'local', read: text => ofFile(readAwk(text), path) }))
    ];
}

function ofFile(use: AwkUse, path: Word): readonly Effect[] {
    const harmless = use.runs.length === 0 && use.unknown.length === 0 && use.writes.every(file => SINKS.test(file));
    return harmless ? [] : [high('local', 'runs an awk program that starts commands or writes files', path)];
}
