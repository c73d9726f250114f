/** Clusters on this machine: minikube, kind, k3d, and the distributions k3s and microk8s. */
import { kubectlBehind } from '../kube/inner-kubectl';
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT } from '../kube/kube-access';
import { high, low, med, opensShell, spelled } from '../verb-list';
import type { Call, Inner, ProgramTable } from '../program';

const shared = { group: 'cluster', helpFlags: ['--help', '-h'], environment: [...KUBE_ENVIRONMENT, 'DOCKER_HOST'], dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'DOCKER_HOST'] } as const;

const minikube: ProgramTable = {
    ...shared,
    names: ['minikube'],
    valueFlags: ['-p', '--profile', '-n', '--node', '--driver', '--cpus', '--memory', '--disk-size', '--kubernetes-version', '-b', '--bootstrapper', '--addons', '--nodes', '-o', '--output', '--container-runtime', '--cni', '-v', '--v', '--namespace', '--user', '--format', '--file', '--length', '--shell'],
    verbs: {
        ...low('status, ip, logs, profile list, addons list, service list, node list, image ls, image list, cache list, config view, config get, config defaults, version, update-check, ssh-host, ssh-key, docker-env, podman-env, service, options, help, completion, license', 'reads the cluster of this machine'),
        ...low('kubectl, ssh', 'starts a command', { writes: false }),
        ...med('start', 'starts a cluster on this machine', { inverse: 'stop' }),
        ...med('pause, unpause', 'freezes or thaws the cluster of this machine', { inverse: 'unpause, pause' }),
        ...med('addons enable, addons configure, addons disable, addons images', 'changes what runs in the cluster', { inverse: 'addons disable, addons enable' }),
        ...med('image load, image build, image pull, image push, image tag, image save, cache add, cache reload, cp, node add, node start, mount', 'changes the nodes', { inverse: 'none' }),
        ...med('tunnel, dashboard', 'opens the cluster to this machine', { inverse: 'ending it' }),
        ...med('config set, config unset, profile, update-context', 'changes settings of this machine', { group: 'local', inverse: 'the same with the previous value' }),
        ...high('stop, node stop', 'stops the cluster of this machine', { inverse: 'start' }),
        ...high('delete, node delete, image rm, cache delete', 'deletes the cluster of this machine, or a part of it')
    },
    aliases: spelled('addons', 'addon'),
    judge: call => call.verb === 'ssh' && commandOf(call).length === 0 ? { effects: [opensShell('cluster')] } : { effects: [] },
    inner: call => call.verb === 'kubectl' ? kubectlBehind(call, 'kubectl') : call.verb === 'ssh' ? onNode(call) : [],
    target: call => profileTarget(call, '-p', '--profile')
};

const kind: ProgramTable = {
    ...shared,
    names: ['kind'],
    valueFlags: ['--name', '-n', '--config', '--image', '--kubeconfig', '--wait', '--nodes', '--loglevel', '-v', '--verbosity', '--type', '--arch', '--base-image'],
    verbs: {
        ...low('get clusters, get nodes, version, completion, help', 'reads the clusters of this machine'),
        ...med('create cluster', 'starts a cluster on this machine', { inverse: 'delete cluster' }),
        ...med('load docker-image, load image-archive, build node-image', 'loads images into the nodes', { inverse: 'none' }),
        ...med('export kubeconfig, export logs', 'writes the kubeconfig or logs', { group: 'local', inverse: 'none' }),
        ...high('get kubeconfig', 'prints credentials of a cluster', { writes: false }),
        ...high('delete cluster, delete clusters', 'deletes clusters of this machine')
    },
    flagRules: [{ flags: ['--retain'], risk: 'LOW', message: 'keeps the nodes if it fails' }],
    target: call => profileTarget(call, '--name', '-n')
};

const k3d: ProgramTable = {
    ...shared,
    names: ['k3d'],
    valueFlags: ['-a', '--agents', '-s', '--servers', '-i', '--image', '-p', '--port', '-v', '--volume', '-c', '--cluster', '--config', '--api-port', '--network', '--token', '--timeout', '-e', '--env', '--registry-create', '--registry-use', '-o', '--output'],
    verbs: {
        ...low('cluster list, node list, registry list, image list, version, completion, help', 'reads the clusters of this machine'),
        ...med('cluster create, cluster start, cluster edit, node create, node start, node edit, registry create, image import', 'starts or changes a cluster of this machine', { inverse: 'cluster delete, cluster stop' }),
        ...med('kubeconfig merge, kubeconfig write, config init, config migrate', 'writes the kubeconfig', { group: 'local', inverse: 'kubectl config delete-context' }),
        ...high('kubeconfig get', 'prints credentials of a cluster', { writes: false }),
        ...high('cluster stop, node stop', 'stops a cluster of this machine', { inverse: 'cluster start' }),
        ...high('cluster delete, node delete, registry delete', 'deletes clusters of this machine')
    },
    aliases: { ...spelled('cluster list', 'cluster ls, cluster get'), ...spelled('cluster delete', 'cluster del, cluster rm'), ...spelled('node list', 'node ls, node get'), ...spelled('node delete', 'node del, node rm'), ...spelled('image import', 'image load'), ...spelled('registry list', 'registry ls') },
    target: () => ({ kind: 'kube-context' })
};

const k3s: ProgramTable = {
    ...shared,
    names: ['k3s', 'rke2', 'k0s'],
    valueFlags: [],
    optionsFirst: true,
    verbs: {
        ...low('kubectl, crictl, ctr', 'starts a command', { writes: false }),
        ...low('check-config, version, status, help, completion, etcd-snapshot ls, etcd-snapshot list, certificate check, secrets-encrypt status', 'reads this machine'),
        ...med('etcd-snapshot, etcd-snapshot save', 'saves the state of the cluster', { inverse: 'etcd-snapshot delete' }),
        ...med('start', 'starts the cluster of this machine', { inverse: 'stop' }),
        ...high('server, agent, controller, worker, install', 'makes this machine a node'),
        ...high('etcd-snapshot delete, etcd-snapshot prune, reset, stop', 'deletes or stops'),
        ...high('token, token create, token list, token rotate, secrets-encrypt, certificate rotate, certificate rotate-ca, kubeconfig, kubeconfig admin, kubeconfig create', 'changes or prints credentials')
    },
    inner: behind
};

const microk8s: ProgramTable = {
    ...shared,
    names: ['microk8s'],
    valueFlags: [],
    optionsFirst: true,
    verbs: {
        ...low('kubectl, helm, helm3, istioctl, linkerd, cilium, ctr', 'starts a command', { writes: false }),
        ...low('status, version, inspect, help', 'reads this machine'),
        ...med('start, enable, disable, dashboard-proxy, images, refresh-certs, addons', 'changes what runs in the cluster', { inverse: 'disable, enable' }),
        ...high('config, add-node, join', 'handles credentials or the membership of nodes'),
        ...high('stop, reset, leave, remove-node, uninstall', 'stops or deletes the cluster of this machine')
    },
    inner: behind
};

/** `k3s kubectl …` is that program, with its own flags. */
function behind(call: Call): readonly Inner[] {
    const at = call.words.findIndex(word => word.value === call.verb);
    return /^(kubectl|crictl|helm3?|istioctl|linkerd|cilium)$/.test(call.verb) ? [{ kind: 'argv', words: call.words.slice(at) }]
        : call.verb === 'ctr' ? [{ kind: 'argv', words: call.words.slice(at) }] : [];
}

function commandOf(call: Call) {
    return call.afterDashes ?? call.positionals;
}

/** minikube joins the words and gives them to a shell. */
function onNode(call: Call): readonly Inner[] {
    const words = commandOf(call);
    const where = { group: 'cluster', description: 'on a node of the cluster' } as const;
    return words.length === 0 ? [] : words.length === 1 ? [{ kind: 'shell', text: words[0], where }] : [{ kind: 'argv', words, where }];
}

function profileTarget(call: Call, ...flags: readonly string[]): { readonly kind: 'kube-context'; readonly word?: Call['program'] } {
    const word = call.values(...flags)[0];
    return { kind: 'kube-context', ...(word ? { word } : {}) };
}

export const programs: readonly ProgramTable[] = [minikube, kind, k3d, k3s, microk8s];
