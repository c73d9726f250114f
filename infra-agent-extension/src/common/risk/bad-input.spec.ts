import { expect } from 'chai';
import { classifyLine } from './classify';
import type { Classified } from './classify';

const MEGABYTE = 1_000_000;
/** Where each part costs something; test/bench goes to a megabyte. */
const LONG = 100_000;
const DANGER = 'kubectl delete namespace prod';

const classify = (cmd: unknown): Classified => classifyLine(cmd, { env: {}, home: '/home/me' });
const filled = (text: string, size: number) => text.repeat(Math.ceil(size / text.length));

describe('Input that no person would write', function () {
    this.timeout(120_000);

    const alwaysHigh: Readonly<Record<string, string>> = {
        'ten thousand nested parentheses': `${'('.repeat(10_000)}${DANGER}${')'.repeat(10_000)}`,
        'ten thousand nested parentheses around something harmless': `${'('.repeat(10_000)}ls${')'.repeat(10_000)}`,
        'ten thousand parentheses that are never closed': '('.repeat(10_000),
        'ten thousand nested substitutions': `echo ${'$('.repeat(10_000)}ls${')'.repeat(10_000)}`,
        'ten thousand substitutions that are never closed': 'echo $('.repeat(10_000),
        'ten thousand nested groups': `${'{ '.repeat(10_000)}ls; ${'};'.repeat(10_000)}`,
        'ten thousand nested conditions': `${'if true; then '.repeat(10_000)}ls; ${'fi;'.repeat(10_000)}`,
        'ten thousand nested loops': `${'for a in b; do '.repeat(10_000)}ls; ${'done;'.repeat(10_000)}`,
        'ten thousand shells in shells': `${'bash -c '.repeat(10_000)}ls`,
        'a NUL': 'ls\0',
        'a NUL in a word': `ls "a\0b"; ${DANGER}`,
        'half of a character': 'ls \ud800',
        'the other half': 'echo "\udc00"',
        'halves in the wrong order': 'ls \udc00\ud800',
        'a here-document without its end': 'cat <<EOF\nsome text\n',
        'a here-document without its end in a function': `f() {\ncat <<-'END'\n\ttext\n}\nf`,
        'a here-document in a substitution without its end': 'echo "$(cat <<EOF\ntext\n)"',
        'double quotes without their end': 'echo "a',
        'single quotes without their end': `echo 'a`,
        'a substitution without its end': 'echo $(ls',
        'a backquote without its end': 'echo `ls',
        'an expansion without its end': 'echo ${a',
        'a condition without its end': 'if true; then ls',
        'a lone keyword': 'ls; done',
        'danger behind CRLF': `ls\r\n${DANGER}\r\n`,
        'danger before CRLF': `${DANGER}\r\n`,
        'danger behind a carriage return alone': `ls\r${DANGER}; ${DANGER}`,
        'conditions whose lines end in CRLF': 'if true\r\nthen\r\n  ls\r\nfi\r\n',
        'a here-document whose end has a carriage return': 'cat <<EOF\nx\nEOF\r\n',
        'danger behind thousands of commands': `${filled('kubectl get pods -n team\n', 2 * LONG)}${DANGER}\n`,
        'danger behind a megabyte of comment': `# ${'x'.repeat(MEGABYTE)}\n${DANGER}`,
        'danger behind a megabyte of one word': `echo ${'x'.repeat(MEGABYTE)}; ${DANGER}`,
        'danger in a shell behind a megabyte of blanks': `bash -c '${' '.repeat(MEGABYTE)}${DANGER}'`,
        'assignments that feed each other': `x=ls\n${filled('x="$x$x"\n', LONG)}$x`,
        'lists that feed each other': `${filled('set -- a "$@"\n', LONG)}${DANGER}`,
        'an array that grows': `x=()\n${filled('x+=("a $y")\n', LONG)}${DANGER}`
    };
    for (const [name, cmd] of Object.entries(alwaysHigh)) {
        it(`is HIGH: ${name}`, () => {
            const answer = classify(cmd);
            expect(answer.risk).to.equal('HIGH');
            expect(answer.reasons.every(({ start, end }) => start <= end && end <= cmd.length)).to.equal(true);
        });
    }

    const answered: Readonly<Record<string, string>> = {
        'of one character': 'a'.repeat(LONG), 'of dollars': '$'.repeat(LONG), 'of backquotes': '`'.repeat(LONG), 'of braces': `${'{'.repeat(LONG / 2)}a,b${'}'.repeat(LONG / 2)}`, 'of backslashes': '\\'.repeat(LONG),
        'of lines': '\n'.repeat(LONG), 'of redirections': filled('> a ', LONG), 'of brackets': '['.repeat(LONG), 'of patterns': `ls ${'*'.repeat(LONG)}`, 'of here-documents': filled('cat <<A ', LONG), 'of surrogates': '\ud800'.repeat(LONG),
        'of quotes': `'"`.repeat(LONG / 2), 'of operators': filled('&&||;|&', LONG)
    };
    for (const [name, cmd] of Object.entries(answered)) {
        it(`of great length gets an answer with a reason: ${name}`, () => {
            const answer = classify(cmd);
            expect(answer.cmd).to.equal(cmd);
            expect(answer.reasons).to.not.be.empty;
        });
    }

    it('that is empty runs nothing, and says so', () => {
        for (const cmd of ['', ' ', '\n\t\n', '# only a comment']) {
            expect(classify(cmd)).to.deep.include({ risk: 'LOW', writes: false, runs: [] });
        }
    });

    it('that is no command at all is HIGH', () => {
        for (const value of [undefined, 7, true, [], {}, { cmd: 7 }, { run: 'ls' }]) {
            expect(classify(value).risk).to.equal('HIGH');
        }
    });
});
