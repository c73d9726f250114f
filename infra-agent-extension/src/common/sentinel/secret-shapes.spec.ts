import { expect } from 'chai';
import { secretsIn } from './secret-shapes';

/** Made here, so that no scanner takes this file for one that holds secrets. */
const made = (prefix: string, length: number, alphabet = 'q7Wz3Kd9Rt5Yb1Nx8Gm2'): string => prefix + alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);

describe('secrets by their shape', () => {
    const TOKENS: Readonly<Record<string, string>> = {
        'An AWS access key': made('AKIA', 16, 'Q7WZ3KD9RT5YB1NX'),
        'A GitHub token': made('ghp_', 36),
        'A GitLab token': made('glpat-', 20),
        'A Slack token': made('xoxb-', 30),
        'A Slack webhook': made('https://hooks.slack.com/services/T0', 30),
        'A Google API key': made('AIza', 35),
        'An npm token': made('npm_', 36),
        'A Vault token': made('hvs.', 40),
        'A token of a service': made('SG.', 22) + made('.', 43),
        'An Azure key': made('AccountKey=', 64)
    };

    for (const [what, token] of Object.entries(TOKENS)) {
        it(`${what} is seen in a script, in a document and in an example`, () => {
            for (const [file, kind] of [['deploy.sh', 'script'], ['README.md', 'doc'], ['docs/examples/values.yaml', 'values']] as const) {
                expect(secretsIn(file, `first line\nvalue: ${token}\n`, kind).map(place => place.what), file).to.deep.equal([what]);
            }
        });
    }

    it('is not seen in what only shows how one looks', () => {
        for (const text of ['AKIAIOSFODNN7EXAMPLE', `ghp_${'x'.repeat(36)}`, `glpat-${'0'.repeat(20)}`, made('sk_test_', 24), 'hooks.slack.com/services/YOUR/WEBHOOK/URL-GOES-HERE', 'sk-a-name-in-kebab-case-which-is-rather-long']) {
            expect(secretsIn('deploy.sh', `echo ${text}\n`, 'script'), text).to.deep.equal([]);
        }
    });
});
