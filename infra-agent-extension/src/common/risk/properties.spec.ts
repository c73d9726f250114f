import { expect } from 'chai';
import * as fc from 'fast-check';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseShell } from '../shell/parse-shell';
import { assessCommand } from './assess-command';
import { farthestGroup, worstRisk } from './assessment';
import { classifyLine } from './classify';
import { programTables } from './programs';
import type { RiskContext } from './risk-context';

/** The same commands each time; more of them with INFRA_PROPERTY_RUNS, others with INFRA_PROPERTY_SEED. */
const RUNS = { numRuns: Number(process.env.INFRA_PROPERTY_RUNS ?? 200), seed: Number(process.env.INFRA_PROPERTY_SEED ?? 3) };
const CONTEXT: RiskContext = { env: {}, home: '/home/me' };

const corpus = fs.readFileSync(path.resolve(__dirname, '../../../../test/fixtures/risk/corpus.jsonl'), 'utf8').split('\n').filter(line => line !== '').map(line => (JSON.parse(line) as { cmd: string }).cmd);

const verdictOf = (cmd: string) => {
    const { risk, group } = assessCommand(cmd, CONTEXT).assessment;
    return { risk, group };
};

/** Nothing of the shell in it: words of these characters, with blanks between them. */
const PLAIN = /^[A-Za-z][\w./-]*( [\w./:@,%+-][\w./:@,%+=-]*)*$/;
const RESERVED = /^(if|then|else|elif|fi|for|while|until|do|done|case|esac|select|function|time|coproc|in)$/;
/** Builtins that leave the shell, change it, or read the rest of the line differently: what a wrapper starts instead is a program of that name. */
const BUILTIN = /^(exit|return|break|continue|exec|eval|source|\.|cd|pushd|popd|set|shift|export|unset|declare|local|typeset|readonly|alias|unalias|trap|read|wait|jobs|fg|bg|type|hash|enable|builtin|command|shopt|ulimit|umask|times|test|let|getopts|mapfile|readarray|compgen|complete|compopt|dirs|disown|suspend|logout|history|fc|kill|help|caller|bind)$/;
const isSimple = (cmd: string) => PLAIN.test(cmd) && !RESERVED.test(cmd.split(' ')[0]) && !BUILTIN.test(cmd.split(' ')[0]);

const TAILS = ['prod', '--all', '-A', '-rf', '--force', '/data', 'notes.txt', '.', '..', 'k8s/', '-n', 'team', '--dry-run=client', '--dry-run', '-f', 'deploy.yaml', '-y', '--yes', '--', '-o', 'json', '0', 'main', 'origin', 'tmp/x', '/tmp/x', '--help', 'secret', '-'];

/** A call of any program that has a table: one of its verbs, and words that decide. */
const generated = fc.constantFrom(...programTables).chain(table => fc.record({
    name: fc.constantFrom(...table.names), verb: fc.constantFrom(...Object.keys(table.verbs), ''), tail: fc.array(fc.constantFrom(...TAILS, ...table.valueFlags.slice(0, 3)), { maxLength: 4 })
})).map(({ name, verb, tail }) => [name, verb, ...tail].filter(word => word !== '').join(' ')).filter(isSimple);

const simple = fc.oneof(fc.constantFrom(...corpus.filter(isSimple)), generated);
const anyCommand = fc.oneof(fc.constantFrom(...corpus), generated);

/** Programs that open a prompt ask nobody where their input is a text: there what they are given is read, and it may be nothing. */
const unattended = (commands: fc.Arbitrary<string>) => commands.filter(cmd => !assessCommand(cmd, CONTEXT).assessment.reasons.some(({ message }) => /opens a (shell|prompt)|what is typed there|its input as|nothing gives it/.test(message)));

/** `..` is outside of our workspace, and some folder of another host. */
const inAnyFolder = (commands: fc.Arbitrary<string>) => commands.filter(cmd => !cmd.split(' ').includes('..'));

const inSingleQuotes = (text: string) => `'${text.replaceAll(`'`, `'\\''`)}'`;

function neverLowers(command: fc.Arbitrary<string>, wrap: (cmd: string) => string): void {
    fc.assert(fc.property(command, cmd => {
        const [bare, wrapped] = [verdictOf(cmd), verdictOf(wrap(cmd))];
        expect(worstRisk([bare.risk, wrapped.risk]), wrap(cmd)).to.equal(wrapped.risk);
        expect(farthestGroup([bare.group, wrapped.group]), wrap(cmd)).to.equal(wrapped.group);
    }), RUNS);
}

describe('A program that starts another', function () {
    this.timeout(120_000);
    const starters = [
        'sudo', 'sudo -E -u root', 'env', 'env A=b', 'env -i', 'nohup', 'nice', 'nice -n 5', 'timeout 5', 'timeout -k 5 10m', 'command', 'exec', 'time', '!', 'setsid', 'stdbuf -oL', 'ionice -c 3', 'unbuffer',
        'xargs', 'xargs -n 1', 'find . -exec', 'watch -n 5', 'chronic', 'doas', 'builtin command', 'strace -f', 'flock /tmp/lock', 'systemd-run', 'caffeinate', 'busybox env', 'parallel', '\\command', 'A=b', 'exec -a other', 'ssh host', 'docker exec app', 'kubectl exec app --'
    ];
    for (const starter of starters) {
        it(`never lowers what it starts: ${starter}`, () => neverLowers(/^(ssh|docker|kubectl)/.test(starter) ? inAnyFolder(simple) : /^(xargs|parallel)/.test(starter) ? unattended(simple) : simple, cmd => starter.startsWith('find') ? `${starter} ${cmd} \\;` : `${starter} ${cmd}`));
    }
});

describe('A shell that is fed with a command', () => {
    const feeds: Readonly<Record<string, (cmd: string) => string>> = {
        'a here-document': cmd => `bash <<'END_OF_TEXT'\n${cmd}\nEND_OF_TEXT`,
        'a pipe': cmd => `echo ${inSingleQuotes(cmd)} | bash`,
        'a here-string': cmd => `bash <<< ${inSingleQuotes(cmd)}`
    };
    for (const [name, wrap] of Object.entries(feeds)) {
        it(`never lowers it: ${name}`, () => neverLowers(unattended(anyCommand), wrap));
    }
});

describe('A text around a command', function () {
    this.timeout(120_000);
    const around: Readonly<Record<string, (cmd: string) => string>> = {
        'a shell': cmd => `bash -c ${inSingleQuotes(cmd)}`,
        'a shell in a shell': cmd => `sh -c ${inSingleQuotes(`bash -ec ${inSingleQuotes(cmd)}`)}`,
        'eval': cmd => `eval ${inSingleQuotes(cmd)}`,
        'a subshell': cmd => `(\n${cmd}\n)`,
        'a group': cmd => `{\n${cmd}\n}`,
        'a function': cmd => `step_of_ours() {\n${cmd}\n}\nstep_of_ours`,
        'a condition': cmd => `if test -f x; then\n${cmd}\nfi`,
        'the other branch': cmd => `if test -f x; then :\nelse\n${cmd}\nfi`,
        'a loop': cmd => `for each in a b; do\n${cmd}\ndone`,
        'a case': cmd => `case $1 in\na) :;;\n*)\n${cmd}\nesac`,
        'a trap': cmd => `trap ${inSingleQuotes(cmd)} EXIT`,
        'the background': cmd => `{\n${cmd}\n} &`,
        'a command before': cmd => `git status\n${cmd}`,
        'a command behind': cmd => `${cmd}\ngit status`,
        'a failing command behind': cmd => `${cmd}\nfalse`,
        'a comment behind': cmd => `${cmd}\n# done`,
        'blank lines': cmd => `\n\n  \n${cmd}\n\n`,
        'a variable': cmd => `code=${inSingleQuotes(cmd)}\neval "$code"`
    };
    for (const [name, wrap] of Object.entries(around)) {
        it(`never lowers it: ${name}`, () => neverLowers(anyCommand, wrap));
    }
});

describe('Another host', () => {
    it('never lowers what is started there', () => neverLowers(inAnyFolder(anyCommand), cmd => `ssh host ${inSingleQuotes(cmd)}`));
});

describe('A harmless command beside a command', () => {
    for (const [before, behind] of [['true; ', ''], ['git status && ', ''], ['false || ', ''], ['', '; true'], ['', ' && git status'], ['', ' || true'], ['', ' & wait'], ['set -e; ', '; echo done'], [': "$x"; ', '']]) {
        it(`never lowers it: ${before}…${behind}`, () => neverLowers(simple, cmd => before + cmd + behind));
    }
});

describe('Writing the same command differently', function () {
    this.timeout(120_000);
    const quotings: readonly ((word: string) => string)[] = [
        word => `'${word}'`, word => `"${word}"`, word => `$'${word}'`, word => `\\${word}`, word => `${word.slice(0, 1)}''${word.slice(1)}`, word => `${word.slice(0, 1)}"${word.slice(1)}"`, word => `'${word.slice(0, 2)}'${word.slice(2)}`,
        word => `$'\\x${word.charCodeAt(0).toString(16).padStart(2, '0')}'${word.slice(1)}`, word => `""${word}`, word => `${word.slice(0, 1)}\\\n${word.slice(1)}`
    ];

    it('with quotes around a word without expansions changes nothing', () => {
        fc.assert(fc.property(simple, fc.constantFrom(...quotings), fc.nat(), (cmd, quote, at) => {
            const words = cmd.split(' ');
            const index = at % words.length;
            const written = [...words.slice(0, index), quote(words[index]), ...words.slice(index + 1)].join(' ');
            expect(verdictOf(written), written).to.deep.equal(verdictOf(cmd));
        }), { ...RUNS, numRuns: RUNS.numRuns * 5 });
    });

    it('over several lines, with more blanks, or with a comment changes nothing', () => {
        fc.assert(fc.property(simple, fc.constantFrom(' \\\n', ' \\\n    ', '\t', '   '), fc.constantFrom('', ' ', '\n', ' # and why', ';', '\n# why\n'), (cmd, between, end) => {
            const written = cmd.split(' ').join(between) + end;
            expect(verdictOf(written), written).to.deep.equal(verdictOf(cmd));
        }), { ...RUNS, numRuns: RUNS.numRuns * 3 });
    });

    it('through a variable that the text fixes changes nothing', () => {
        fc.assert(fc.property(simple, fc.nat(), (cmd, at) => {
            const words = cmd.split(' ');
            const index = at % words.length;
            const written = `fixed_word=${words[index]}; ${[...words.slice(0, index), '"$fixed_word"', ...words.slice(index + 1)].join(' ')}`;
            expect(verdictOf(written), written).to.deep.equal(verdictOf(cmd));
        }), { ...RUNS, numRuns: RUNS.numRuns * 3 });
    });
});

describe('Any text at all', function () {
    this.timeout(120_000);
    const pieces = fc.constantFrom(
        '$(', ')', '(', '${', '}', '{', '`', '"', `'`, `$'`, '$"', '<<EOF\n', 'EOF\n', '<<<', '<<-', '<(', '>(', '((', '))', '$((', '[[', ']]', '[', ']', '|', '||', '&&', '&', ';', ';;', ';&', '\n', '\r\n', '\\', '\\\n', '#', '!', '~', '*', '?', '@(', '=', '+=', '$', '$x',
        '${x:-', '${x//', '${!x', '${#x', '${x@', '>', '>>', '<', '2>&1', '&>', '{a,b}', '{1..9}', '\0', '\ud800', '\udc00', '\u202e', '\u{1f600}', ' ', '\t', 'if ', 'then ', 'fi ', 'for x in ', 'do ', 'done ', 'case ', ' in ', 'esac ', 'function ', 'f() ', 'while ', 'coproc ', 'time ', 'select ',
        'eval ', 'trap ', 'source ', 'alias k=', 'export ', 'declare -n ', 'read ', 'printf -v ', 'local ', 'set -- ', 'shift ', 'exec ', 'rm -rf ', 'kubectl delete ns ', 'xargs ', 'sudo ', 'ssh h ', 'bash -c ', 'find . -exec ', 'awk ', 'sed ', 'jq ', 'psql -c ', 'x', 'a=b ', '0', '-1'
    );
    const texts = fc.oneof(fc.array(pieces, { maxLength: 24 }).map(parts => parts.join('')), fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: fc.nat(0xFFFF).map(code => String.fromCharCode(code)), maxLength: 100 }), fc.tuple(anyCommand, fc.nat()).map(([cmd, at]) => cmd.slice(0, at % (cmd.length + 1))));

    it('is parsed, assessed and classified without an exception, with reasons inside the text', () => {
        fc.assert(fc.property(texts, text => {
            parseShell(text);
            const { risk, reasons } = classifyLine(text, CONTEXT);
            expect(risk).to.be.oneOf(['LOW', 'MED', 'HIGH']);
            expect(reasons).to.not.be.empty;
            for (const { start, end } of reasons) {
                expect(start).to.be.within(0, end);
                expect(end).to.be.at.most(text.length);
            }
        }), { ...RUNS, numRuns: RUNS.numRuns * 10 });
    });

    it('says the same twice', () => {
        fc.assert(fc.property(texts, text => {
            expect(classifyLine(text, CONTEXT)).to.deep.equal(classifyLine({ cmd: text }, CONTEXT));
        }), RUNS);
    });
});
