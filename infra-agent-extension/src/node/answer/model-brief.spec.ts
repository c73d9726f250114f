import { expect } from 'chai';
import type { RepoFacts } from '../../common/repo/repo-facts';
import { modelBrief } from './model-brief';

const FACTS: RepoFacts = {
    nodes: [{ file: 'infra/bin/init.sh', kind: 'entry-point', executable: true }], edges: [], objects: [],
    entryPoints: ['infra/bin/init.sh'], counts: { files: 1, read: 1, skipped: 0 }, notes: []
};
const role = { prompt: 'You are the Coder.' };

describe('the brief of a language model', () => {
    it('holds the role, the form of a block, the facts and what was derived', () => {
        const brief = modelBrief({ role, facts: FACTS, findings: [], derived: [{ title: 'Run init', mode: 'implement', commands: [{ run: 'infra/bin/init.sh' }] }] });
        expect(brief).to.contain('You are the Coder.').and.contain('```ops').and.contain('entry-point: infra/bin/init.sh').and.contain('title: Run init');
    });

    it('holds no secret of what was derived', () => {
        const brief = modelBrief({ role, facts: FACTS, findings: [], derived: [{ title: 'Log in', mode: 'implement', commands: [{ run: 'PASSWORD=Xk29fJq81zLm login' }] }] });
        expect(brief).not.to.contain('Xk29fJq81zLm');
    });

    it('stays within its length however much there is', () => {
        const nodes = Array.from({ length: 20_000 }, (_, index) => ({ file: `manifests/${'long-name-'.repeat(20)}${index}.yaml`, kind: 'manifest' as const, executable: false }));
        const brief = modelBrief({ role, facts: { ...FACTS, nodes }, findings: [], derived: [] });
        expect(brief.length).to.be.lessThan(61_000);
        expect(brief).to.contain('more)');
    });
});
