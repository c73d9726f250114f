import { expect } from 'chai';
import { analyzeRepo } from '../../repo/analyze-repo';
import { memoryRepoFiles } from '../../repo/memory-repo-files';
import { undoOf } from './undo';

async function undone(lines: string, library = ''): Promise<{ commands: string[]; without: string[] }> {
    const files = {
        'tasks/010_task.sh': { text: `#!/usr/bin/env bash\nset -euo pipefail\n${library === '' ? '' : 'source "$(dirname "$0")/../lib.sh"\n'}${lines}\n`, executable: true },
        ...(library === '' ? {} : { 'lib.sh': { text: library } }), 'm.yaml': { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\n' }
    };
    const { rollback, assumptions } = undoOf(await analyzeRepo(memoryRepoFiles(files), {}), 'tasks/010_task.sh');
    return { commands: rollback?.commands?.map(({ run }) => run) ?? [], without: assumptions.filter(line => line.startsWith('No inverse')) };
}

/** What a task does → how it is undone. */
const INVERSES: readonly (readonly [string, string])[] = [
    ['gcloud services enable dns.googleapis.com run.googleapis.com --project=p', 'gcloud services disable dns.googleapis.com run.googleapis.com --project=p --quiet'],
    ['gcloud services enable dns.googleapis.com --project p', 'gcloud services disable dns.googleapis.com --project p --quiet'],
    ['gcloud compute networks create n --subnet-mode=custom --project=p', 'gcloud compute networks delete n --project=p --quiet'],
    ['gcloud projects add-iam-policy-binding p --member=user:a --role=r --condition=None', 'gcloud projects remove-iam-policy-binding p --member=user:a --role=r --condition=None --quiet'],
    ['kubectl create namespace n', 'kubectl delete namespace n --ignore-not-found'],
    ['kubectl --context c create secret generic s -n n --from-literal=a=b', 'kubectl --context c -n n delete secret s --ignore-not-found'],
    ['kubectl create namespace n --dry-run=client -o yaml | kubectl apply -f -', 'kubectl delete namespace n --ignore-not-found'],
    ['kubectl set image deployment/d c=i:2', 'kubectl rollout undo deployment/d'],
    ['kubectl rollout restart deployment/d', 'kubectl rollout undo deployment/d'],
    ['helm upgrade --install r c/c --namespace n', 'helm uninstall r --namespace n'],
    ['helm upgrade r c/c --namespace n', 'helm rollback r --namespace n'],
    ['flux install --version v2.4.0', 'flux uninstall --silent'],
    ['aws s3 mb s3://b', 'aws s3 rb s3://b'],
    ['aws dynamodb create-table --table-name t --billing-mode PAY_PER_REQUEST --region r', 'aws dynamodb delete-table --table-name t --region r'],
    ['aws ecs create-cluster --cluster-name c', 'aws ecs delete-cluster --cluster c'],
    ['aws iam attach-role-policy --role-name r --policy-arn a', 'aws iam detach-role-policy --role-name r --policy-arn a'],
    ['az group create --name g --location l', 'az group delete --name g --yes']
];

describe('how a task is undone', () => {
    for (const [done, inverse] of INVERSES) {
        it(`\`${done}\` by \`${inverse}\``, async () => {
            expect(await undone(done)).to.deep.equal({ commands: [inverse], without: [] });
        });
    }

    for (const done of ['terraform apply -auto-approve', 'aws ec2 run-instances --image-id i', 'gcloud dns record-sets update n --zone=z', 'kubectl delete namespace n', 'helm uninstall r']) {
        it(`\`${done}\` has no inverse, and that is said`, async () => {
            const { commands, without } = await undone(done);
            expect(commands).to.deep.equal([]);
            expect(without.join()).to.contain('No inverse: `');
        });
    }

    for (const done of ['kubectl get pods', 'helm repo add a https://a.test', 'aws eks describe-cluster --name c', 'gcloud config set project p', 'echo done']) {
        it(`\`${done}\` leaves nothing to undo`, async () => {
            expect(await undone(done)).to.deep.equal({ commands: [], without: [] });
        });
    }

    it('takes the last step back first, in the words of the repository, behind its setup', async () => {
        const library = 'NAME=${NAME:-edge}\nmake_network() {\n  gcloud compute networks create "$1" --project="${PROJECT_ID:?}"\n}\n';
        expect(await undone('make_network "${NAME}"\nkubectl create namespace "${NAME}"', library)).to.deep.equal({
            commands: ['source lib.sh && kubectl delete namespace "${NAME}" --ignore-not-found', 'source lib.sh && gcloud compute networks delete "${NAME}" --project="${PROJECT_ID:?}" --quiet'], without: []
        });
    });

    it('names no variable that only the task knows how to fill, and says so instead', async () => {
        const { commands, without } = await undone('id=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)\nkubectl create namespace "${id}"');
        expect(commands).to.deep.equal([]);
        expect(without.join()).to.contain('kubectl create namespace');
    });
});
