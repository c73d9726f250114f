import { reachedByCode } from '../commands-in-code';
import { isCredentialPath } from '../credential-paths';
import { high, low, med } from '../effect';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { fixedWord, joinWords } from '../word-parts';

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
        ...shell('pwsh powershell cmd xonsh nu elvish'),
        helpFlags: ['--help', '--version', '-Version', '-v', '-h'],
        judge: judgeForeign,
        inner: call => isLook(call) ? [] : foreignLines(foreignCode(call))
    }
];

/** Those of clouds and of accounts reach further, and are not taken for looks. */
const CMDLET_READS = /^(Get-(?!Clipboard|Az|AWS|EC2|S3|IAM|GC[A-Z]|AD|Mg|Exo|VM)[A-Z]\w*|Test-(Path|Connection|NetConnection)|(Select|Where|Sort|Measure|Group|Compare)-Object|Select-String|Format-(List|Table|Wide|Hex)|Resolve-(DnsName|Path)|ConvertTo-(Json|Csv|Html|Xml)|ConvertFrom-(Json|Csv)|(Join|Split)-Path|Write-(Output|Host)|Out-(String|Host|Null)|ls|dir|pwd|echo)(\s|$)/i;
/** What may stand before the code without changing what it does. */
const QUIET = /^-(NoProfile|nop|NoLogo|NonInteractive|noni|ExecutionPolicy|ep|Bypass|RemoteSigned|Unrestricted|l|Login)$|^(Bypass|RemoteSigned|Unrestricted)$/i;

const CODE_FLAG = /^[-/](c|command|com|k)$/i;

function foreignCode(call: Call): Word | undefined {
    const at = call.words.findIndex(word => CODE_FLAG.test(word.value ?? ''));
    return at < 0 || call.words.length === at + 1 ? undefined : joinWords(call.words.slice(at + 1));
}

/** Cmdlets that only look, at nothing that holds credentials, without anything that could be computed. */
function isLook(call: Call): boolean {
    const code = foreignCode(call);
    const before = call.words.slice(0, call.words.findIndex(word => CODE_FLAG.test(word.value ?? '')));
    return code?.value !== undefined && before.every(word => QUIET.test(word.value ?? ''))
        && !/[(){}`;&<>\n]|\$(?!_\b|true\b|false\b|null\b)|-(EncodedCommand|Session)\b|secret|credential|token|passw|secure|key\b|\b(env|cert|variable|function|hk\w+):/i.test(code.value)
        && code.value.split('|').every(part => CMDLET_READS.test(part.trim())) && !code.value.split(/[\s'"|,]+/).some(isCredentialPath);
}

function judgeForeign(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    const code = foreignCode(call);
    return isLook(call) ? { replaces: true, effects: [low(/-ComputerName\b|-CimSession\b|\bTest-(Net|Connection)|Resolve-Dns/i.test(code?.value ?? '') ? 'external' : 'local', 'looks at this machine')] }
        // Elsewhere than on Windows `cmd` is some other program.
        : code === undefined && call.stdin.kind === 'inherited' && /(^|\/)cmd$/.test(call.program.value ?? '') ? { replaces: true, effects: [med('local', 'runs `cmd`, a program that is not known')] }
        : { effects: [high('local', 'runs code in a shell language that is not read here'), ...code ? reachedByCode(code) : []] };
}

/** Programs that it starts are called as in any shell; cmdlets begin with a capital. */
function foreignLines(code: Word | undefined): readonly Inner[] {
    return code === undefined ? [] : (code.value ?? code.prefix).split(/[;\n|&{}]+/).map(line => line.trim()).filter(line => /^[a-z][\w.-]*\s/.test(line)).slice(0, 16).map(line => ({ kind: 'shell', text: fixedWord(line, code) }));
}

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
