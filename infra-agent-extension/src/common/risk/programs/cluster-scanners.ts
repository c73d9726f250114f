/** Checkers of manifests and clusters, which read only. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, kubeTarget } from '../kube/kube-access';
import { effect, low } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

const shared = { group: 'cluster', helpFlags: ['--help', '-h'], target: kubeTarget('--context'), environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT } as const;

const scanners: ProgramTable = {
    ...shared,
    names: ['kubescape', 'polaris', 'kube-bench', 'kubeaudit'],
    valueFlags: ['-f', '--format', '-o', '--output', '--config', '--audit-path', '--framework', '--kubeconfig', '--context', '--namespace', '-n'],
    verbs: low('', 'checks manifests or the cluster'),
    judge: judgeScan,
    writesTo: call => call.values('--output', '--output-file').filter(word => !/^(json|yaml|ci|human|sarif|junit|pretty|score)$/.test(word.shown))
};

/** Most of them only look; a few verbs mend or serve. */
function judgeScan(call: Call): { readonly effects: readonly Effect[] } {
    const verb = call.positionals[0];
    return {
        effects: [
            ...(verb && /^(fix|autofix|patch|operator|dashboard|webhook|update|install)$/.test(verb.shown) ? [effect('MED', 'cluster', 'changes manifests, or opens a port', verb)] : []),
            ...(call.has('--submit', '--account') ? [effect('HIGH', 'external', 'sends the results out', call.flags[0])] : [])
        ]
    };
}

/** These read files only. */
const linters: ProgramTable = { ...scanners, names: ['kube-score', 'kube-linter', 'kubesec'], group: 'local', verbs: low('', 'checks manifests') };

export const programs: readonly ProgramTable[] = [scanners, linters];
