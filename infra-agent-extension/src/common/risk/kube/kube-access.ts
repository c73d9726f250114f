/** What the Kubernetes clients share: how they are pointed at a cluster, and what in their environment does so. */
import type { Call, ProgramTable } from '../program';

/** Flags of every kubectl-like client that take a value. */
export const KUBE_VALUE_FLAGS: readonly string[] = [
    '-n', '--namespace', '--context', '--cluster', '--user', '--kubeconfig', '-s', '--server', '--token', '--as', '--as-group', '--as-uid', '--cache-dir',
    '--certificate-authority', '--client-certificate', '--client-key', '--request-timeout', '--tls-server-name', '--username', '--password', '-v', '--v', '--vmodule',
    '--log-flush-frequency', '--profile', '--profile-output'
];

/** Read by client-go and by the credential plugins that a kubeconfig names. */
export const KUBE_ENVIRONMENT: readonly string[] = [
    'KUBECONFIG', 'USE_GKE_GCLOUD_AUTH_PLUGIN', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'CLOUDSDK_CORE_PROJECT', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE', 'AZURE_CONFIG_DIR', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'
];

/** A kubeconfig names the cluster, and may name a program to run for credentials. */
export const KUBE_DANGEROUS_ENVIRONMENT: readonly string[] = ['KUBECONFIG', 'KUBERC', 'HTTPS_PROXY', 'HTTP_PROXY'];

/** The context that flags name; none if the current one is used. */
export function kubeTarget(...flags: readonly string[]): NonNullable<ProgramTable['target']> {
    return call => {
        const words = call.values(...flags);
        return { kind: 'kube-context', ...(words.length > 0 ? { word: words[words.length - 1] } : {}) };
    };
}

/** Whether the call is under another identity than the person's. */
export function impersonates(call: Call): boolean {
    return call.has('--as', '--as-group', '--as-uid', '--kube-as-user', '--kube-as-group');
}
