import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { validate } from '../validate';

/** What the checks see across files, in layouts of their own. */
async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
    const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, { text, executable: file.endsWith('.sh') }]));
    return validate(await analyzeRepo(memoryRepoFiles(texts), {})).map(({ check, file, message }) => `${check} ${file}: ${message}`);
}

const UP = '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")"\n';
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers: [{name: web, image: "web:1.0"}]\n';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: webb}\n  ports: [{port: 80}]\n';
const base = { 'deploy/base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml]\n', 'deploy/base/deployment.yaml': DEPLOYMENT, 'deploy/base/service.yaml': SERVICE };
const overlay = { 'deploy/overlays/dev/kustomization.yaml': 'namespace: web\nresources: [../../base]\n' };

describe('checks across files', () => {
    it('see a Service that selects no pod of the workload beside it, also where a chart is installed elsewhere', async () => {
        const ingress = `${UP}helm upgrade --install ingress-nginx ingress-nginx/ingress-nginx --version 4.10.0 -n ingress --create-namespace\nkubectl apply -k deploy/overlays/dev\n`;
        expect(await found({ ...base, ...overlay, 'up.sh': ingress })).to.deep.equal([
            'kubernetes/dangling-reference deploy/base/service.yaml: Service `web` selects pods that no workload makes: the labels of Deployment `web` are `app: web`.'
        ]);
    });

    it('know the namespace that an overlay gives to its base', async () => {
        const issuer = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api-server}\n';
        const worker = DEPLOYMENT.replace('    spec:\n', '    spec:\n      serviceAccountName: api-sever\n');
        const files = { ...overlay, 'deploy/base/kustomization.yaml': 'resources: [deployment.yaml, account.yaml]\n', 'deploy/base/deployment.yaml': worker, 'deploy/base/account.yaml': issuer };
        const ingress = `${UP}helm upgrade --install ingress-nginx ingress-nginx/ingress-nginx --version 4.10.0 -n ingress --create-namespace\nkubectl apply -k deploy/overlays/dev\n`;
        expect(await found({ ...files, 'up.sh': ingress })).to.deep.equal([
            'kubernetes/dangling-reference deploy/base/deployment.yaml: Deployment `web` refers to ServiceAccount `api-sever` in namespace web, which nothing defines; `api-server` is defined.'
        ]);
        const sameNamespace = ingress.replace('-n ingress', '-n web');
        expect(await found({ ...files, 'up.sh': sameNamespace })).to.deep.equal([]);
    });

    it('see a manifest that is applied from a folder that is not there, in a part of the repository that is', async () => {
        const run = (path: string): Promise<string[]> => found({ 'deploy/app/web.yaml': DEPLOYMENT, 'up.sh': `${UP}kubectl apply -f deploy/app/web.yaml\nkubectl apply -f ${path}\n` });
        expect(await run('deploy/extra/job.yaml')).to.deep.equal(['shell/missing-reference up.sh: It applies `deploy/extra/job.yaml`, which is not there.']);
        expect(await run('upstream/extra/job.yaml'), 'of what may be cloned').to.deep.equal([]);
    });
});
