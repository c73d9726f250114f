import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../../repo/memory-repo-files';
import { applyEdits } from '../../sentinel/apply-edits';
import { validate } from '../../sentinel/validate';
import { derive } from './derive';

const UP = `#!/usr/bin/env bash
# Brings hello up.
set -euo pipefail

cd "$(dirname "$0")"
helm upgrade --install eg oci://docker.io/envoyproxy/gateway-helm --version v1.2.4 --namespace envoy-gateway-system --create-namespace
helm upgrade --install cert-manager jetstack/cert-manager --version v1.16.2 --namespace cert-manager --create-namespace
kubectl apply -f manifests/namespaces.yaml
kubectl apply -f manifests/gateway
kubectl apply -f manifests/hello/deployment.yaml
kubectl apply -f manifests/hello/route.yaml
`;
const NAMESPACES = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: gateways\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n';
const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: gateways
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      hostname: hello.harbourlight.test
      tls:
        certificateRefs:
          - name: edge-tls
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
  namespace: hello
spec:
  selector:
    matchLabels:
      app: hello
  template:
    metadata:
      labels:
        app: hello
    spec:
      containers:
        - name: hello
          image: registry.test/hello:1.0.0
          ports:
            - name: http
              containerPort: 8080
`;
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: hello
  namespace: hello
spec:
  parentRefs:
    - name: edge
      namespace: gateways
  rules:
    - backendRefs:
        - name: hello
          port: 80
`;

type Tree = Record<string, MemoryFile>;

async function findingsOf(files: Tree) {
    const context = await analyzeRepo(memoryRepoFiles(files), {});
    const findings = validate(context);
    return { findings, operations: derive({ facts: context.facts, findings, context }).operations };
}

/** Sends all edits, round by round, until none is proposed. */
async function mended(start: Tree): Promise<Tree> {
    let files = start;
    for (let round = 0; round < 10; round++) {
        const edits = (await findingsOf(files)).operations.flatMap(({ operation }) => operation.edits ?? []);
        if (edits.length === 0) {
            return files;
        }
        const applied = applyEdits(files, edits);
        expect(applied).not.to.have.property('problem');
        files = 'files' in applied ? { ...applied.files } : files;
    }
    return expect.fail('there is always one edit more');
}

const FLUX = (name: string, path: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  interval: 10m\n  path: ${path}\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`;
const LIST = (...resources: string[]) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map(resource => `- ${resource}\n`).join('')}`;

describe('the missing layer', () => {
    it('is proposed in the repository\'s own layout until only the owner\'s values are missing', async () => {
        let files: Tree = {
            'up.sh': { text: UP, executable: true }, 'manifests/namespaces.yaml': { text: NAMESPACES }, 'manifests/gateway/gateway.yaml': { text: GATEWAY },
            'manifests/hello/deployment.yaml': { text: DEPLOYMENT }, 'manifests/hello/route.yaml': { text: ROUTE }
        };
        files = await mended(files);
        expect(files['manifests/gateway/gatewayclass.yaml'].text).to.contain('name: envoy').and.to.contain('gateway.envoyproxy.io/gatewayclass-controller');
        expect(files['manifests/gateway/clusterissuer.yaml'].text).to.contain('name: letsencrypt\n').and.to.contain('gatewayHTTPRoute').and.to.contain('REPLACE_ME@example.com');
        expect(files['manifests/hello/service.yaml'].text).to.equal('apiVersion: v1\nkind: Service\nmetadata:\n  name: hello\n  namespace: hello\nspec:\n  selector:\n    app: hello\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n');
        expect(files['manifests/namespaces.yaml'].text).to.equal(`${NAMESPACES}---\n${NAMESPACES.replace('gateways', 'hello')}`);
        expect(files['up.sh'].text).to.contain('kubectl apply -f manifests/hello/deployment.yaml\nkubectl apply -f manifests/hello/service.yaml\n');
        const { findings, operations } = await findingsOf(files);
        expect(findings.map(finding => `${finding.check} ${finding.file}`)).to.deep.equal(['repo/placeholder manifests/gateway/clusterissuer.yaml']);
        const run = operations.find(({ operation }) => operation.commands);
        expect(run?.operation.preconditions).to.deep.include({ command: `grep -nE '^[^#]*REPLACE_ME@example\\.com' manifests/gateway/clusterissuer.yaml`, expect: { exit: 1 } }).and.to.deep.include({ command: 'kubectl config current-context' });
    });

    it('makes a base and an overlay after the closest ones, and what their manifests ask for, under what Flux syncs', async () => {
        const source = { text: 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: flux-system\n  namespace: flux-system\nspec:\n  interval: 1m\n  url: https://git.test/fleet\n' };
        const files = await mended({
            'clusters/staging/source.yaml': source, 'clusters/staging/apps.yaml': { text: FLUX('apps', './apps/staging') }, 'clusters/production/apps.yaml': { text: FLUX('apps', './apps/production') },
            'apps/staging/kustomization.yaml': { text: LIST('../base/ledger', '../base/hello', 'ingress.yaml').replace('resources:', 'namespace: staging\nresources:') },
            'apps/staging/ingress.yaml': { text: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ledger\nspec:\n  rules: []\n' },
            'apps/base/ledger/kustomization.yaml': { text: LIST('deployment.yaml', 'service.yaml') },
            'apps/base/ledger/deployment.yaml': { text: DEPLOYMENT.replaceAll('hello', 'ledger').replace('  namespace: ledger\n', '') }
        });
        expect(files['apps/base/ledger/service.yaml'].text).to.equal('apiVersion: v1\nkind: Service\nmetadata:\n  name: ledger\nspec:\n  selector:\n    app: ledger\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n');
        expect(files['apps/base/hello/kustomization.yaml'].text).to.equal(LIST('deployment.yaml', 'service.yaml'));
        expect(files['apps/base/hello/deployment.yaml'].text).to.equal(DEPLOYMENT.replace('  namespace: hello\n', '').replace('hello:1.0.0', 'hello:REPLACE_ME'));
        expect(files['apps/base/hello/service.yaml'].text).to.contain('name: hello\n').and.to.contain('app: hello\n');
        expect(files['apps/production/kustomization.yaml'].text).to.equal(LIST('../base/ledger', '../base/hello').replace('resources:', 'namespace: production\nresources:'));
        const { findings } = await findingsOf(files);
        expect(findings.map(({ check, file }) => `${check} ${file}`)).to.deep.equal(['repo/placeholder apps/base/hello/deployment.yaml']);
    });

    it('lists the manifests of a folder that is applied as a whole', async () => {
        const files = await mended({
            'up.sh': { text: '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")"\nkubectl apply -k deploy/overlay\n', executable: true },
            'deploy/overlay/kustomization.yaml': { text: LIST('../base/kustomization.yaml', 'namespace.yaml') },
            'deploy/overlay/role.yaml': { text: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n  namespace: shop\n' },
            'deploy/base/deployment.yaml': { text: DEPLOYMENT.replaceAll('hello', 'shop') }
        });
        expect(files['deploy/base/kustomization.yaml'].text).to.contain('  - deployment.yaml\n');
        expect(files['deploy/overlay/namespace.yaml'].text).to.equal('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n');
    });

    it('guesses nothing where nothing shows what is meant', async () => {
        const { operations } = await findingsOf({
            'up.sh': { text: '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")"\nkubectl apply -f manifests/quota.yaml\n', executable: true },
            'manifests/deployment.yaml': { text: DEPLOYMENT }
        });
        expect(operations.filter(({ operation }) => operation.edits)).to.deep.equal([]);
    });
});
