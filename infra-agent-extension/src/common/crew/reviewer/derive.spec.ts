import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { validate } from '../../sentinel/validate';
import { asksForChanges, type ChangedFile } from '../changes';
import { derive } from './derive';

/** Without a run bit, which is found in each. */
const TASK = '#!/usr/bin/env bash\nset -euo pipefail\necho done\n';
const FILES = {
    'bin/all.sh': { text: '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")/.."\n./tasks/010_a.sh\n./tasks/020_b.sh\n./tasks/030_gone.sh\n', executable: true },
    'tasks/010_a.sh': { text: TASK, executable: false },
    'tasks/020_b.sh': { text: TASK, executable: false }
};

async function review(goal: string, files: readonly ChangedFile[] | undefined, hasIndex = true) {
    const context = await analyzeRepo(memoryRepoFiles(FILES), {});
    return derive({ facts: context.facts, findings: validate(context), context, goal, ...files && { changes: () => ({ files, hasIndex }) } });
}

describe('a review of what changed', () => {
    it('is asked for in words', () => {
        ['Review what changed', 'review my changes', 'is anything uncommitted?', 'what has changed?', 'the files that I changed', 'look at the changed files'].forEach(goal => expect(asksForChanges(goal), goal).to.equal(true));
        ['Review what is here', 'review tasks/010_a.sh', 'has the region to be changed?', undefined].forEach(goal => expect(asksForChanges(goal), goal).to.equal(false));
    });

    it('names the files that changed, why it took them for changed, and who uses them', async () => {
        const { markdown } = await review('Review what changed', [{ file: 'tasks/010_a.sh', how: 'modified', by: 'Add *strict* mode' }, { file: 'tasks/new.sh', how: 'untracked' }]);
        expect(markdown).to.contain('**2 files changed**');
        expect(markdown).to.contain("- `tasks/010_a.sh`: differs from git's index, edited by “Add \\*strict\\* mode”; used by `bin/all.sh`");
        expect(markdown).to.contain('- `tasks/new.sh`: not in git yet');
    });

    it('has the findings of what changed, and counts the others', async () => {
        const { markdown, closing } = await review('Review what changed', [{ file: 'tasks/010_a.sh', how: 'modified' }]);
        expect(markdown).to.contain('`tasks/010_a.sh:').and.not.to.contain('`tasks/020_b.sh:');
        expect(closing).to.match(/\d+ findings? in what did not change (is|are) left out/);
    });

    it('has the findings elsewhere that name a file which was removed', async () => {
        const { markdown } = await review('Review what changed', [{ file: 'tasks/030_gone.sh', how: 'removed' }]);
        expect(markdown).to.contain('`bin/all.sh:6:').and.to.contain("removed, and still in git's index");
    });

    it('is narrowed further by what else is asked', async () => {
        const changed: ChangedFile[] = [{ file: 'tasks/010_a.sh', how: 'modified' }, { file: 'tasks/020_b.sh', how: 'modified' }];
        const { markdown } = await review('review the changes of 020_b', changed);
        expect(markdown).to.contain('Narrowed to what you asked for: 020\\_b').and.to.contain('`tasks/020_b.sh:').and.not.to.contain('`tasks/010_a.sh:');
    });

    it('is one of everything, and says so, where nothing changed or nobody can tell', async () => {
        const all = await review('Review what is here', undefined);
        for (const hasIndex of [true, false]) {
            const { markdown, closing } = await review('Review what changed', [], hasIndex);
            expect(markdown).to.contain('**Nothing changed**').and.to.contain('So this is everything.').and.to.contain('`tasks/020_b.sh:');
            expect(markdown.includes('no git index')).to.equal(!hasIndex);
            expect(closing).to.equal(all.closing);
        }
    });

    it('says that nothing is wrong in it where that is so', async () => {
        const { markdown, closing } = await review('Review what changed', [{ file: 'notes.md', how: 'untracked' }]);
        expect(markdown).to.contain('**Nothing to report** about what changed');
        expect(closing).to.contain('left out');
    });
});
