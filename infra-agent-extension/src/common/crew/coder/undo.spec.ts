import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { undoOf } from './undo';

const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

async function undo(script: string): Promise<ReturnType<typeof undoOf>> {
    const files = {
        'scripts/steps/10-app.sh': { text: `#!/usr/bin/env bash\nset -euo pipefail\n${script}`, executable: true },
        'deploy/a.yaml': { text: MANIFEST }, 'deploy/dev/kustomization.yaml': { text: 'resources: [../a.yaml]\n' }
    };
    return undoOf(await analyzeRepo(memoryRepoFiles(files), {}), 'scripts/steps/10-app.sh');
}

const commands = async (script: string): Promise<string[] | undefined> => (await undo(script)).rollback?.commands?.map(command => command.run);

describe('how a task is undone', () => {
    it('names files from the root of the workspace, where the inverse runs, however the task finds them', async () => {
        expect(await commands('kubectl apply -f "$(dirname "$0")/../../deploy/a.yaml"\n')).to.deep.equal(['kubectl delete -f deploy/a.yaml --ignore-not-found']);
        expect(await commands('kubectl apply -k "$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/deploy/dev"\n')).to.deep.equal(['kubectl delete -k deploy/dev --ignore-not-found']);
        expect(await commands('here="$(cd "$(dirname "$0")" && pwd)"\nkubectl apply -f "$here/../../deploy/a.yaml"\n')).to.deep.equal(['kubectl delete -f deploy/a.yaml --ignore-not-found']);
    });

    it('takes what whoever runs the task has to set', async () => {
        expect(await commands('kubectl create ns "$APP_NS"\n')).to.deep.equal(['kubectl delete ns "$APP_NS" --ignore-not-found']);
        expect(await commands('make_name() { local NAME=x; kubectl create ns "$NAME"; }\nmake_name\n')).to.equal(undefined);
    });

    it('has no inverse for a file that is not there, or that only the run can tell', async () => {
        for (const script of ['kubectl apply -f "$(dirname "$0")/../../deploy/b.yaml"\n', 'kubectl apply -f "$(newest)"\n']) {
            const { rollback, assumptions } = await undo(script);
            expect(rollback).to.equal(undefined);
            expect(assumptions.join()).to.match(/^No inverse: /);
        }
    });
});
