/** Pipelines that run in a cluster: Argo Workflows and Tekton. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { high, low, med } from '../verb-list';
import type { ProgramTable } from '../program';

const shared = { group: 'cluster', helpFlags: ['--help', '-h'], target: kubeTarget('--context'), environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT } as const;

const argoWorkflows: ProgramTable = {
    ...shared,
    names: ['argo'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-e', '--argo-server', '-p', '--parameter', '-f', '--parameter-file', '--from', '--entrypoint', '-l', '--labels', '-o', '--output', '--node-field-selector', '-m', '--message'],
    verbs: {
        ...low('list, get, logs, lint, watch, wait, version, completion, template list, template get, template lint, cluster-template list, cluster-template get, cron list, cron get, cron lint, archive list, archive get, auth, cp', 'reads workflows'),
        ...med('submit, resubmit, retry, resume, suspend, node, template create, template update, cluster-template create, cron create, cron update, cron suspend, cron resume, archive retry, archive resubmit', 'starts or moves workflows', { inverse: 'stop, delete' }),
        ...high('auth token', 'prints a credential', { writes: false }),
        ...high('stop, terminate, delete, template delete, cluster-template delete, cron delete, archive delete', 'stops or deletes workflows')
    }
};

const tkn: ProgramTable = {
    ...shared,
    names: ['tkn'],
    valueFlags: [...KUBE_VALUE_FLAGS, '-p', '--param', '-w', '--workspace', '-f', '--filename', '-o', '--output', '--serviceaccount', '-L', '--label', '--keep'],
    verbs: Object.assign({},
        ...['pipeline', 'pipelinerun', 'task', 'taskrun', 'clustertask', 'customrun', 'eventlistener', 'triggerbinding', 'triggertemplate', 'clustertriggerbinding'].map(noun => ({
            ...low(`${noun} list, ${noun} describe, ${noun} logs, ${noun} export`, 'reads pipelines'),
            ...med(`${noun} start, ${noun} create, ${noun} sign`, 'starts a pipeline', { inverse: 'pipelinerun cancel' }),
            ...high(`${noun} delete, ${noun} cancel`, 'deletes or breaks off pipelines')
        })),
        low('version, completion, hub search, hub info, hub get, bundle list, chain', 'reads pipelines'),
        med('hub install, hub upgrade, hub reinstall, hub downgrade', 'installs a task', { inverse: 'task delete' }),
        med('bundle push', 'publishes a bundle', { group: 'external', inverse: 'none' }))
};

export const programs: readonly ProgramTable[] = [argoWorkflows, tkn];
