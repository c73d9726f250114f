/** kubeadm: makes this machine part of a cluster, or takes it out. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_VALUE_FLAGS } from '../kube/kube-access';
import { high, low, med } from '../verb-list';
import type { ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['kubeadm'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '--config', '--rootfs', '--cert-dir', '--cri-socket', '--kubernetes-version', '--pod-network-cidr', '--service-cidr', '--control-plane-endpoint', '--apiserver-advertise-address', '--discovery-token-ca-cert-hash', '--discovery-token', '--certificate-key', '--node-name', '--ttl', '--description', '--usages', '--groups', '--ignore-preflight-errors', '--skip-phases', '--patches', '--client-name', '--org', '-o'],
    verbs: {
        ...low('upgrade plan, upgrade diff, certs check-expiration', 'reads the cluster'),
        ...low('version, help, completion, config print, config print init-defaults, config print join-defaults, config validate, config migrate, config images list, certs certificate-key, token generate', 'reads this machine', { group: 'local' }),
        ...med('config images pull', 'downloads images', { group: 'local', inverse: 'crictl rmi' }),
        ...high('init, join', 'makes this machine a node, writing to its system folders', { inverse: 'reset' }),
        ...high('reset', 'takes this machine out of its cluster and deletes its state'),
        ...high('upgrade apply, upgrade node', 'upgrades the control plane, which nothing takes back'),
        ...high('certs renew, certs generate-csr', 'changes certificates'),
        ...high('token create, token list', 'prints credentials to join with', { inverse: 'token delete' }),
        ...high('token delete', 'revokes a credential'),
        ...high('kubeconfig user', 'prints credentials of a cluster', { writes: false })
    },
    flagRules: [{ flags: ['--force', '-f'], verbs: ['reset', 'upgrade apply'], risk: 'HIGH', message: 'forces without a question' }],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['init', 'join', 'reset', 'upgrade apply', 'upgrade node'] }],
    helpFlags: ['--help', '-h'],
    target: () => ({ kind: 'kube-context' }),
    environment: ['KUBECONFIG'],
    dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT
};
