import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { taskNeeds } from './task-needs';

async function needs(task: string, others: Readonly<Record<string, string>> = {}): Promise<Pick<ReturnType<typeof taskNeeds>, 'env' | 'preconditions'>> {
    const texts = Object.entries({ 'tasks/10-a.sh': `#!/usr/bin/env bash\nset -euo pipefail\n${task}`, ...others });
    const context = await analyzeRepo(memoryRepoFiles(Object.fromEntries(texts.map(([file, text]) => [file, { text, executable: true }]))), {});
    const { env, preconditions } = taskNeeds({ context, facts: context.facts, findings: [] }, { scripts: ['tasks/10-a.sh'], tools: [] });
    return { env, preconditions: preconditions.filter(precondition => 'env' in precondition) };
}

describe('what a task needs from whoever runs it', () => {
    it('is what a helper asks for, and what is read without a default and set nowhere', async () => {
        const expected = { env: ['REGION'], preconditions: [{ env: 'REGION' }] };
        expect(await needs('source lib.sh\nneed REGION\n', { 'tasks/lib.sh': 'need() { [ -n "${!1:-}" ] || exit 1; }\n' })).to.deep.equal(expected);
        expect(await needs('gcloud compute networks list --filter="$REGION"\n')).to.deep.equal(expected);
        expect(await needs('source "$(dirname "$0")/../lib.sh"\nlist\n', { 'lib.sh': 'list() { gcloud compute networks list --filter="$REGION"; }\n' })).to.deep.equal(expected);
    });

    it('is nothing that it sets, that has a default, or that may come from a file which is not here', async () => {
        const none = { env: [], preconditions: [] };
        expect(await needs('REGION=here\ngcloud compute networks list --filter="$REGION"\n')).to.deep.equal(none);
        expect(await needs('gcloud compute networks list --filter="${REGION:-here}"\n')).to.deep.equal(none);
        expect(await needs('source "$HOME/settings.sh"\ngcloud compute networks list --filter="$REGION"\n')).to.deep.equal(none);
        expect(await needs('echo "$HOME $PATH $USER"\n')).to.deep.equal(none);
        expect(await needs('gcloud compute networks list --filter="$REGION"\n', { 'up.sh': '#!/usr/bin/env bash\nexport REGION=here\n./tasks/10-a.sh\n' })).to.deep.equal(none);
    });
});
