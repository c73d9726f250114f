/** eksctl: clusters of EKS, with their nodes and access. */
import { effect, high, low, med, spelled } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['eksctl'],
    group: 'cloud',
    valueFlags: ['-f', '--config-file', '-c', '--cluster', '-n', '--name', '-r', '--region', '-p', '--profile', '--version', '--nodes', '-N', '--nodes-min', '-m', '--nodes-max', '-M', '--node-type', '-t', '-o', '--output', '--namespace', '--labels', '-l', '--timeout', '-v', '--verbose', '-C', '--color', '--include', '--exclude', '--kubeconfig', '--role-name', '--role-arn', '--arn', '--group', '--username', '--attach-policy-arn', '--attach-role-arn', '--kubernetes-version', '--zones', '--ssh-public-key', '--vpc-cidr', '--addon', '--principal-arn'],
    verbs: {
        ...low('get, info, utils describe-stacks, utils describe-addon-versions, utils describe-addon-configuration, utils schema, utils nodegroup-health', 'reads clusters'),
        ...low('version, completion, help', 'shows help', { group: 'local' }),
        ...med('create, create cluster, create nodegroup, create fargateprofile, create addon, create capability', 'creates what a cluster needs', { inverse: 'delete' }),
        ...med('scale, scale nodegroup', 'changes the number of nodes', { inverse: 'scale with the previous number' }),
        ...med('update, update addon, update nodegroup, update labels, set, set labels, unset, unset labels, register, register cluster', 'changes a cluster', { inverse: 'the same with the previous values' }),
        ...med('utils write-kubeconfig', 'writes the way to the cluster into the kubeconfig', { inverse: 'kubectl config delete-context' }),
        ...med('utils, utils update-cluster-logging, utils update-coredns, utils update-kube-proxy, utils update-aws-node, utils install-vpc-controllers', 'changes a cluster', { inverse: 'none' }),
        ...high('create iamserviceaccount, create iamidentitymapping, create accessentry, create podidentityassociation, update iamserviceaccount, update podidentityassociation', 'grants access', { inverse: 'delete' }),
        ...high('utils associate-iam-oidc-provider, utils set-public-access-cidrs, utils update-cluster-endpoints, utils update-cluster-vpc-config, utils update-authentication-mode, utils migrate-to-access-entry, utils migrate-to-pod-identity, utils update-legacy-subnet-settings, utils enable-secrets-encryption, utils update-zonal-shift-config', 'changes access to the cluster'),
        ...high('upgrade, upgrade cluster, upgrade nodegroup, update cluster, utils update-cluster-endpoint', 'upgrades a cluster, which nothing takes back'),
        ...high('delete, deregister, deregister cluster', 'deletes clusters, nodes or access'),
        ...high('drain, drain nodegroup', 'evicts the pods of nodes', { inverse: 'drain --undo' }),
        ...high('disassociate, enable, enable flux, enable repo, associate', 'changes what has access to the cluster')
    },
    aliases: { ...spelled('create nodegroup', 'create ng'), ...spelled('create iamserviceaccount', 'create sa'), ...spelled('scale nodegroup', 'scale ng'), ...spelled('drain nodegroup', 'drain ng') },
    flagRules: [{ flags: ['--managed-policy', '--attach-policy-arn', '--asg-access', '--full-ecr-access', '--external-dns-access'], verbs: ['create cluster', 'create nodegroup'], risk: 'HIGH', message: 'grants access in the account' }],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['create cluster', 'create nodegroup'] }],
    helpFlags: ['--help', '-h'],
    judge: judgeNodes,
    writesTo: call => call.verb === 'utils write-kubeconfig' ? [] : call.values('--kubeconfig'),
    target: call => {
        const word = call.values('-p', '--profile')[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    },
    environment: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'KUBECONFIG'],
    dangerousEnvironment: ['AWS_PROFILE', 'AWS_ENDPOINT_URL', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'KUBECONFIG']
};

function judgeNodes(call: Call): { readonly effects: readonly Effect[] } {
    const nodes = call.verb.startsWith('scale') ? call.values('--nodes', '-N', '--nodes-max', '-M').filter(word => word.value === undefined || Number(word.value) === 0) : [];
    return { effects: nodes.map(word => effect('HIGH', 'cloud', 'scales to zero, or to a number that the text does not fix', word)) };
}
