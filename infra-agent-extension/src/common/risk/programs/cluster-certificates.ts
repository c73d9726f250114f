/** cert-manager's `cmctl`, and `kubeseal`, which encrypts secrets for the cluster. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { effect, high, low, med, prints, spelled } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

const shared = { group: 'cluster', helpFlags: ['--help', '-h'], target: kubeTarget('--context'), environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT } as const;

const cmctl: ProgramTable = {
    ...shared,
    names: ['cmctl', 'kubectl-cert_manager', 'kubectl-cert-manager'],
    valueFlags: [...KUBE_VALUE_FLAGS, '--reason', '--message', '--from-certificate-file', '-o', '--output', '-l', '--selector', '--wait', '--set', '-f', '--values', '--version'],
    verbs: {
        ...low('status, status certificate, status certificatesigningrequest, inspect, inspect secret, check, check api, convert, version, completion, help', 'reads certificates'),
        ...med('renew', 'has certificates issued anew', { inverse: 'none' }),
        ...med('upgrade migrate-api-version', 'rewrites the stored objects', { inverse: 'none' }),
        ...med('install, experimental install', 'installs cert-manager', { inverse: 'experimental uninstall' }),
        ...high('approve, deny, create, create certificaterequest, create certificatesigningrequest, experimental create', 'decides on certificates'),
        ...high('experimental uninstall, uninstall', 'removes cert-manager and its certificates')
    },
    aliases: spelled('experimental', 'x'),
    flagRules: [{ flags: ['--all', '-A', '--all-namespaces'], verbs: ['renew'], risk: 'HIGH', message: 'reaches every certificate' }],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['experimental install', 'install'] }]
};

const kubeseal: ProgramTable = {
    ...shared,
    names: ['kubeseal'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-f', '--secret-file', '-w', '--sealed-secret-file', '-o', '--format', '--cert', '--controller-name', '--controller-namespace', '--scope', '--from-file', '--merge-into', '--recovery-private-key', '--name'],
    verbs: low('', 'encrypts a secret for the cluster'),
    helpFlags: ['--help', '-h', '--version'],
    judge: judgeSeal,
    writesTo: call => call.values('-w', '--sealed-secret-file', '--merge-into')
};

function judgeSeal(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    if (call.has('--recovery-unseal')) {
        return { effects: [prints('HIGH', 'local', 'prints decrypted secrets', call.values('--recovery-unseal')[0])] };
    }
    return call.has('--cert') ? { effects: [effect('LOW', 'local', 'encrypts a secret')], replaces: true } : { effects: [] };
}

export const programs: readonly ProgramTable[] = [cmctl, kubeseal];
