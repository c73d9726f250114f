import { expect } from 'chai';
import { assessCommand } from './assess-command';

const riskOf = (cmd: string) => assessCommand(cmd, { env: {}, home: '/home/me' }).assessment.risk;

describe('What comparing with bash found', () => {
    const high: Readonly<Record<string, string>> = {
        'a tilde behind the equals sign of an argument is the home folder': 'dd if=image.bin of=~/.bashrc',
        'a function whose input cannot be opened does not run': 'safe() { where=/tmp/x/y; }; where=/data; safe < missing.txt; rm -rf "$where"',
        'a group whose output cannot be opened does not run': 'where=/data; { where=/tmp/x/y; } > no/such/folder; rm -rf "$where"',
        'a builtin whose input cannot be opened does not run': 'where=/data; eval where=/tmp/x/y < missing.txt; rm -rf "$where"',
        'words that xargs spreads over calls begin each of them': `echo 'status clean' | xargs -n 1 git`,
        'words that xargs cuts elsewhere are not those between blanks': `echo 'tmp/a,/' | xargs -d , rm -rf`,
        'words from a file are not those of the input': 'echo get | xargs -a words.txt kubectl',
        'an empty word in double quotes is a word': 'kubectl "${x:+y}" delete namespace prod',
        'the last element of an array with gaps is the last': 'declare -a rows=(get [5]=delete); kubectl "${rows[-1]}" namespace prod',
        'behind thousands of commands one still counts': `${'kubectl get pods\n'.repeat(5_000)}kubectl delete namespace prod`
    };
    for (const [title, cmd] of Object.entries(high)) {
        it(title, () => expect(riskOf(cmd)).to.equal('HIGH'));
    }

    it('with `set -e` nothing behind a redirection that fails is reached', () => {
        expect(riskOf('set -e; made() { where=/tmp/x/y; }; where=/data; made < in.txt; touch "$where"')).to.not.equal('HIGH');
    });

    it('what a group writes into a script is read', () => {
        expect(riskOf(`{ echo 'kubectl get pods'; } > made.sh; bash made.sh`)).to.equal('LOW');
    });
});
