/** The recording stubs, run by real bash, and the clean edge-gke workspace run twice under them. */
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const fixtures = resolve(__dirname, '../../fixtures');

describe('recording stubs', function () {
    if (process.platform === 'win32') {
        return;
    }
    let home: string;

    beforeEach(() => { home = realpathSync(mkdtempSync(join(tmpdir(), 'stubs-'))); });
    afterEach(() => rmSync(home, { recursive: true, force: true }));

    function bash(script: string, cwd = home): { code: number | null, out: string, err: string } {
        const env = {
            PATH: `${join(fixtures, 'stubs/bin')}:${process.env.PATH}`, HOME: home, TMPDIR: home, STUB_STATE: join(home, 'state'),
            PROJECT_ID: 'harbourlight-edge', DNS_DOMAIN: 'edge.harbourlight.test'
        };
        const run = spawnSync('bash', ['-c', script], { cwd, env, encoding: 'utf8' });
        return { code: run.status, out: run.stdout, err: run.stderr };
    }

    const calls = (): { tool: string, argv: string[] }[] =>
        readFileSync(join(home, 'state/calls.jsonl'), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line));

    function state(): Record<string, string> {
        const folders = ['gcloud', 'kubectl', 'helm'].map(tool => join(home, 'state', tool)).filter(existsSync);
        return Object.fromEntries(folders.flatMap(folder => readdirSync(folder).sort().map(name =>
            [join(folder, name), readFileSync(join(folder, name), 'utf8')])));
    }

    it('record every argument exactly, whatever characters it holds', () => {
        const odd = ['get', 'pods', 'a "b" \\c', 'tab\there', 'two\nlines', '', 'bell\u0007', 'ünïcode'];
        bash(`kubectl ${odd.map(argument => `'${argument}'`).join(' ')}`);
        expect(calls()).to.deep.equal([{ tool: 'kubectl', argv: odd }]);
    });

    it('know nothing that was not created', () => {
        expect(bash('gcloud compute networks describe n --project=p').code).to.equal(1);
        expect(bash('kubectl get namespace edge').code).to.equal(1);
        expect(bash('kubectl rollout status deployment/hello').code).to.equal(1);
        expect(bash('helm status hello').code).to.equal(1);
    });

    it('refuse to create twice what the real tools refuse to create twice', () => {
        for (const command of ['gcloud compute networks create n --project=p', 'kubectl create namespace edge', 'helm install hello oci://r/c']) {
            expect(bash(command).code, command).to.equal(0);
            const second = bash(command);
            expect(second.code, command).to.equal(1);
            expect(second.err).to.match(/already exists|still in use/);
        }
    });

    it('keep things apart by project, region, namespace and parent', () => {
        bash('gcloud compute routers nats create nat --router=a --region=r1 --project=p');
        expect(bash('gcloud compute routers nats describe nat --router=a --region=r1 --project=p').code).to.equal(0);
        expect(bash('gcloud compute routers nats describe nat --router=b --region=r1 --project=p').code).to.equal(1);
        expect(bash('gcloud compute routers nats describe nat --router a --region r2 --project p').code).to.equal(1);
        bash('kubectl create namespace one; kubectl create namespace two; kubectl -n one create configmap c');
        expect(bash('kubectl get configmap c -n one').code).to.equal(0);
        expect(bash('kubectl get cm/c --namespace two').code).to.equal(1);
    });

    it('forget what was deleted, and fail to delete it again', () => {
        bash('kubectl create namespace one; kubectl -n one create configmap c; gcloud dns managed-zones create z --project=p');
        expect(bash('kubectl delete namespace one && gcloud dns managed-zones delete z --project=p').code).to.equal(0);
        expect(bash('kubectl get configmap c -n one').code).to.equal(1);
        expect(bash('kubectl delete namespace one').code).to.equal(1);
        expect(bash('kubectl delete namespace one --ignore-not-found').code).to.equal(0);
        expect(bash('gcloud dns managed-zones delete z --project=p').code).to.equal(1);
    });

    it('apply every document of files, folders, kustomizations and standard input, again and again', () => {
        const two = 'kind: ConfigMap\nmetadata:\n    labels: {name: no}\n    name: "a" # first\n---\nkind: ClusterIssuer\nmetadata:\n  name: b\n';
        writeFileSync(join(home, 'two.yaml'), two);
        writeFileSync(join(home, 'kustomization.yaml'), 'namePrefix: x-\nresources:\n- two.yaml\n');
        expect(bash('kubectl apply -f two.yaml').out).to.equal('configmap/a created\nclusterissuer/b created\n');
        expect(bash('kubectl apply -f - < two.yaml').out).to.equal('configmap/a unchanged\nclusterissuer/b unchanged\n');
        expect(bash('kubectl apply -k . && kubectl get configmap x-a').code).to.equal(0);
        expect(bash('kubectl apply -f missing.yaml').code).to.equal(1);
        expect(bash('kubectl create -f two.yaml').code).to.equal(1);
        expect(bash('kubectl apply -n nowhere -f two.yaml').err).to.contain('namespaces "nowhere" not found');
    });

    it('pass a dry-run manifest on without creating anything', () => {
        const made = bash('kubectl create secret generic s --from-literal=k=v --dry-run=client -o yaml | tee s.yaml | kubectl apply -f -');
        expect(made.out).to.equal('secret/s created\n');
        expect(readFileSync(join(home, 's.yaml'), 'utf8')).to.contain('k: dg==');
        expect(bash('kubectl create configmap c --dry-run=client -o yaml >/dev/null; kubectl get configmap c').code).to.equal(1);
    });

    it('refuse flags, contexts, repositories and values files that the real tools would refuse', () => {
        expect(bash('gcloud services enable dns.googleapis.com --region=r --project=p').code).to.equal(2);
        expect(bash('kubectl --context=elsewhere get pods').err).to.contain('context "elsewhere" does not exist');
        expect(bash('STUB_KUBE_CONTEXTS="a elsewhere" kubectl --context=elsewhere get pods').code).to.equal(0);
        expect(bash('helm upgrade --install hello unknown/chart').err).to.contain('repo unknown not found');
        expect(bash('helm upgrade --install hello oci://r/c --values=none.yaml').err).to.contain('open none.yaml');
        expect(bash('helm upgrade --install hello oci://r/c --namespace=nowhere').code).to.equal(1);
        expect(bash('helm upgrade hello oci://r/c').err).to.contain('has no deployed releases');
    });

    it('carry the clean edge-gke through two whole runs that leave the same state', () => {
        const workspace = join(home, 'edge');
        cpSync(join(fixtures, 'workspaces/edge-gke-clean'), workspace, { recursive: true });
        const first = bash('ai/infra/bin/init.sh', workspace);
        expect(first.code, first.out + first.err).to.equal(0);
        const once = state();
        const second = bash('ai/infra/bin/init.sh && ai/infra/bin/redeploy.sh', workspace);
        expect(second.code, second.out + second.err).to.equal(0);
        expect(state()).to.deep.equal(once);
        expect(second.out).not.to.match(/created/);
    });

    it('stop the planted edge-gke at its first defect on the way', () => {
        const workspace = join(home, 'edge');
        cpSync(join(fixtures, 'workspaces/edge-gke'), workspace, { recursive: true });
        expect(bash('ai/infra/bin/task.sh 000_preflight.sh', workspace).code).to.equal(0);
        const run = bash('ai/infra/bin/init.sh', workspace);
        expect(run.code).not.to.equal(0);
        expect(run.out).to.contain('unrecognized arguments: --region=europe-west4');
    });
});
