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

async function findingsOf(files: Record<string, MemoryFile>) {
    const context = await analyzeRepo(memoryRepoFiles(files), {});
    const findings = validate(context);
    return { findings, operations: derive({ facts: context.facts, findings, context }).operations };
}

describe('the missing layer', () => {
    it('is proposed in the repository\'s own layout until only the owner\'s values are missing', async () => {
        let files: Record<string, MemoryFile> = {
            'up.sh': { text: UP, executable: true }, 'manifests/namespaces.yaml': { text: NAMESPACES }, 'manifests/gateway/gateway.yaml': { text: GATEWAY },
            'manifests/hello/deployment.yaml': { text: DEPLOYMENT }, 'manifests/hello/route.yaml': { text: ROUTE }
        };
        for (let round = 0; round < 10; round++) {
            const edits = (await findingsOf(files)).operations.flatMap(({ operation }) => operation.edits ?? []);
            if (edits.length === 0) {
                break;
            }
            const applied = applyEdits(files, edits);
            expect(applied).not.to.have.property('problem');
            files = 'files' in applied ? applied.files : files;
        }
        expect(files['manifests/gateway/gatewayclass.yaml'].text).to.contain('name: envoy').and.to.contain('gateway.envoyproxy.io/gatewayclass-controller');
        expect(files['manifests/gateway/clusterissuer.yaml'].text).to.contain('name: letsencrypt\n').and.to.contain('gatewayHTTPRoute').and.to.contain('REPLACE_ME@example.com');
        expect(files['manifests/hello/service.yaml'].text).to.equal('apiVersion: v1\nkind: Service\nmetadata:\n  name: hello\n  namespace: hello\nspec:\n  selector:\n    app: hello\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n');
        expect(files['manifests/namespaces.yaml'].text).to.equal(`${NAMESPACES}---\n${NAMESPACES.replace('gateways', 'hello')}`);
        expect(files['up.sh'].text).to.contain('kubectl apply -f manifests/hello/deployment.yaml\nkubectl apply -f manifests/hello/service.yaml\n');
        const { findings, operations } = await findingsOf(files);
        expect(findings.map(finding => `${finding.check} ${finding.file}`)).to.deep.equal(['repo/placeholder manifests/gateway/clusterissuer.yaml']);
        const run = operations.find(({ operation }) => operation.commands);
        expect(run?.operation.preconditions).to.deep.include({ manual: 'The placeholder in manifests/gateway/clusterissuer.yaml, line 8, is replaced by the real value' });
    });
});
