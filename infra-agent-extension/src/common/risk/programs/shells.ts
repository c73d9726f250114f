import { high } from '../effect';
import type { Call, Inner, ProgramTable, Word } from '../program';

/** What a shell was told to run, read from its words as it does: bundles such as `-euo pipefail -c` included. */
interface ShellCall {
    readonly runs: 'line' | 'stdin' | 'file' | 'nothing' | 'unknown';
    readonly operand?: Word;
    readonly args: readonly Word[];
    readonly startFiles: readonly Word[];
}

const STDIN = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);
const TAKES_FILE = new Set(['--rcfile', '--init-file']);
const BARE = new Set(['--norc', '--noprofile', '--posix', '--login', '--verbose', '--restricted', '--noediting', '--noline-editing', '--private', '--interactive', '--no-config', '--no-rcs', '--emacs', '--debugger']);

const shell = (names: string): ProgramTable => ({
    names: names.split(' '),
    group: 'local',
    valueFlags: [],
    optionsFirst: true,
    verbs: { '': { risk: 'LOW', message: 'runs a shell' } },
    helpFlags: ['--help', '--version'],
    judge: call => ({ effects: isInteractive(call) ? [high('local', 'opens a shell, and what is typed there is not assessed')] : [] }),
    inner: ranByShell,
    environment: ['BASH_ENV', 'ENV'],
    dangerousEnvironment: ['BASH_ENV', 'ENV', 'SHELLOPTS', 'BASHOPTS', 'ZDOTDIR', 'PS4', 'PROMPT_COMMAND']
});

export const programs: readonly ProgramTable[] = [
    shell('bash'), shell('sh'), shell('dash'), shell('zsh'), shell('ksh ksh93 mksh'), shell('ash'), shell('rbash'), shell('fish'), shell('csh tcsh'),
    {
        ...shell('pwsh powershell xonsh nu elvish'),
        judge: () => ({ effects: [high('local', 'runs code in a shell language that is not read here')] }),
        inner: () => []
    }
];

function isInteractive(call: Call): boolean {
    return readShellCall(call).runs === 'stdin' && call.stdin.kind === 'inherited';
}

function ranByShell(call: Call): readonly Inner[] {
    const { runs, operand, args, startFiles } = readShellCall(call);
    const before: Inner[] = startFiles.map(path => ({ kind: 'script', path, args: [] }));
    switch (runs) {
        case 'line': return operand ? [...before, { kind: 'shell', text: operand, args }] : before;
        case 'file': return operand ? [...before, { kind: 'script', path: operand, args }] : before;
        case 'stdin': return [...before, { kind: 'stdin-shell' }];
        case 'unknown': return [...before, { kind: 'unreadable', message: 'starts a shell with an option that is not known, so what it runs cannot be told', at: operand }];
        case 'nothing': return [];
        default: return runs satisfies never;
    }
}

function readShellCall(call: Call): ShellCall {
    const startFiles: Word[] = [];
    let letters = '';
    let i = 0;
    for (; i < call.words.length; i++) {
        const word = call.words[i];
        const text = word.value;
        if (!/^[-+]./.test(word.prefix)) {
            i += text === '-' ? 1 : 0;
            break;
        }
        if (text === undefined) {
            return { runs: 'unknown', operand: word, args: [], startFiles };
        }
        if (text === '--') {
            i++;
            break;
        }
        const [name, attached] = text.split(/=(.*)/s);
        if (name === '--command' || name === '--init-command') {
            letters += 'c';
            if (attached !== undefined) {
                return { runs: 'line', operand: { ...word, value: attached, shown: attached, prefix: attached }, args: call.words.slice(i + 1), startFiles };
            }
        } else if (TAKES_FILE.has(name)) {
            startFiles.push(...call.words.slice(++i, i + 1));
        } else if (name.startsWith('--')) {
            if (!BARE.has(name)) {
                return { runs: 'unknown', operand: word, args: [], startFiles };
            }
        } else {
            letters += text.startsWith('-') ? text.slice(1) : '';
            i += [...text.slice(1)].filter(letter => letter === 'o' || letter === 'O').length;
        }
    }
    return { ...whatRuns(letters, call.words.slice(i)), startFiles };
}

function whatRuns(letters: string, rest: readonly Word[]): Omit<ShellCall, 'startFiles'> {
    const [operand, ...args] = rest;
    if (letters.includes('n')) {
        return { runs: 'nothing', args: [] };
    }
    if (letters.includes('c')) {
        return { runs: operand ? 'line' : 'nothing', operand, args };
    }
    const fromStdin = letters.includes('s') || !operand || STDIN.has(operand.value ?? '');
    return { runs: fromStdin ? 'stdin' : 'file', operand, args };
}
