import { expect } from 'chai';
import { applyPatch } from 'diff';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { validate } from '../validate';

const STRICT = { text: '#!/usr/bin/env bash\nset -euo pipefail\necho one\n', executable: true };

/** Lines that the mend of this check adds to a script; undefined where there is no mend. */
async function added(check: string, script: string): Promise<string[] | undefined> {
    const files = { 'bin/task.sh': { text: script, executable: true }, 'bin/one.sh': STRICT, 'bin/two.sh': STRICT, 'bin/three.sh': STRICT };
    const findings = validate(await analyzeRepo(memoryRepoFiles(files), {})).filter(finding => finding.check === check && finding.file === 'bin/task.sh');
    expect(findings, check).not.to.deep.equal([]);
    const patch = findings[0].mend?.edits[0].patch;
    return patch?.split('\n').filter(line => /^\+(?!\+\+)/.test(line)).map(line => line.slice(1));
}

const GUARD = 'shell/create-without-guard';
const bash = (...lines: string[]) => `#!/usr/bin/env bash\nset -euo pipefail\n${lines.join('\n')}\n`;

describe('a look before a create', () => {
    it('asks for a service account by its address, which its project is part of', async () => {
        expect((await added(GUARD, bash('gcloud iam service-accounts create "${NAME:-a}" --project="${PROJECT:-p}"')))?.[0]).to.equal('if ! gcloud iam service-accounts describe "${NAME:-a}@${PROJECT:-p}.iam.gserviceaccount.com" --project="${PROJECT:-p}" >/dev/null 2>&1; then');
        expect((await added(GUARD, bash('gcloud iam service-accounts create a --project p')))?.[0]).to.contain('describe "a@p.iam.gserviceaccount.com" --project p');
    });

    it('is not made up where there is nothing to ask by', async () => {
        expect(await added(GUARD, bash('gcloud iam service-accounts create a'))).to.equal(undefined);
        expect(await added(GUARD, bash('gcloud iam service-accounts keys create key.json --iam-account=a@p.iam.gserviceaccount.com'))).to.equal(undefined);
        expect(await added(GUARD, bash('aws ec2 create-vpc --cidr-block 10.0.0.0/16'))).to.equal(undefined);
    });

    it('takes only the flags that describe takes', async () => {
        expect((await added(GUARD, bash('gcloud compute routers create r --network=n --region=w --asn=65001')))?.[0]).to.equal('if ! gcloud compute routers describe r --region=w >/dev/null 2>&1; then');
    });

    it('does not indent what stands in quotes over several lines', async () => {
        expect(await added(GUARD, bash('gcloud compute instances create i --zone=z --metadata="startup=a', 'b"'))).to.equal(undefined);
    });
});

describe('strict mode', () => {
    const STRICTNESS = 'shell/missing-strict-mode';

    it('is set as the scripts beside have it', async () => {
        expect(await added(STRICTNESS, '#!/usr/bin/env bash\ncd /srv\nkubectl apply -f a.yaml\nhelm upgrade --install a b --version 1.0.0\n')).to.deep.equal(['set -euo pipefail', '']);
    });

    for (const line of ['((count++))', "IFS=$'\\n' read -rd '' -a lines <<<\"text\"", 'grep -q x file', 'diff a b', 'pgrep nginx', 'let n=n-1', 'kill 12', 'false; echo $?']) {
        it(`is left to a person where \`${line}\` would end the script on a good day`, async () => {
            expect(await added(STRICTNESS, `#!/usr/bin/env bash\n${line}\ncd /srv\nkubectl apply -f a.yaml\nhelm upgrade --install a b --version 1.0.0\n`)).to.equal(undefined);
        });
    }

    for (const line of ['if grep -q x file; then echo x; fi', 'grep -q x file || true', 'x=$((1 + 2))', 'grep x file | sort', 'rm -f a', 'read -r answer']) {
        it(`comes where \`${line}\` stands`, async () => {
            expect(await added(STRICTNESS, `#!/usr/bin/env bash\n${line}\ncd /srv\nkubectl apply -f a.yaml\nhelm upgrade --install a b --version 1.0.0\n`)).not.to.equal(undefined);
        });
    }
});

describe('a task that no entry point reaches', () => {
    /** The entry point once the task `030-certs` (or `TASK`) is wired into it. */
    async function wired(driver: string, tasks = ['010-net', '020-dns', '030-certs', '040-web']): Promise<string | undefined> {
        const files: Record<string, { text: string; executable: boolean }> = { 'up.sh': { text: bash(driver), executable: true } };
        tasks.forEach(task => { files[`tasks/${task}.sh`] = STRICT; });
        const [finding] = validate(await analyzeRepo(memoryRepoFiles(files), {})).filter(({ check }) => check === 'repo/unreached-task');
        const edit = finding?.mend?.edits[0];
        const after = edit && applyPatch(files['up.sh'].text, edit.patch!);
        if (typeof after === 'string') {
            const left = validate(await analyzeRepo(memoryRepoFiles({ ...files, 'up.sh': { text: after, executable: true } }), {})).filter(({ check }) => check === 'repo/unreached-task');
            expect(left.map(({ file }) => file).filter(file => file === finding.file)).to.deep.equal([]);
        }
        return typeof after === 'string' ? after.split('\n').slice(2).join('\n').trim() : undefined;
    }

    it('becomes a word of the list that its siblings are in, in their form', async () => {
        const body = (list: string, use: string) => `for t in ${list}; do\n  ${use}\ndone`;
        for (const [list, use, expected] of [
            ['010-net 020-dns 040-web', './tasks/$t.sh', '010-net 020-dns 030-certs 040-web'],
            ['010-net.sh 020-dns.sh 040-web.sh', 'bash "tasks/$t"', '010-net.sh 020-dns.sh 030-certs.sh 040-web.sh'],
            ['tasks/010-net.sh \\\n    tasks/020-dns.sh \\\n    tasks/040-web.sh', 'sh "$t"', 'tasks/010-net.sh \\\n    tasks/020-dns.sh \\\n    tasks/030-certs.sh \\\n    tasks/040-web.sh'],
            ['"010-net" "020-dns" "040-web"', '"./tasks/$t.sh"', '"010-net" "020-dns" "030-certs" "040-web"']
        ] as const) {
            expect(await wired(body(list, use)), list).to.equal(body(expected, use));
        }
    });

    it('becomes a word of an array or of a text that is a list', async () => {
        const run = 'for t in "${steps[@]}"; do\n  "./tasks/$t.sh"\ndone';
        expect(await wired(`steps=(010-net 020-dns 040-web)\n${run}`)).to.equal(`steps=(010-net 020-dns 030-certs 040-web)\n${run}`);
        const split = 'for t in $steps; do\n  "./tasks/$t.sh"\ndone';
        expect(await wired(`steps="010-net 020-dns 040-web"\n${split}`)).to.equal(`steps="010-net 020-dns 030-certs 040-web"\n${split}`);
        expect(await wired(`steps="010-net 020-dns 030-certs"\n${split}`)).to.equal(`steps="010-net 020-dns 030-certs 040-web"\n${split}`);
    });

    it('comes last where no number says when it runs', async () => {
        const run = (list: string) => `for t in ${list}; do\n  ./tasks/$t.sh\ndone`;
        expect(await wired(run('web dns'), ['dns', 'web', 'certs'])).to.equal(run('web dns certs'));
    });
});
