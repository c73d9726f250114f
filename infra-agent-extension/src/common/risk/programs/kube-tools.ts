/** Small tools around a kubeconfig: switching, watching, tailing. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { judgeSwitch } from '../kube/switch-context';
import { effect, high, low, med } from '../verb-list';
import type { ProgramTable } from '../program';

const environment = { environment: KUBE_ENVIRONMENT, dangerousEnvironment: KUBE_DANGEROUS_ENVIRONMENT };

const kubectx: ProgramTable = {
    names: ['kubectx', 'kctx'],
    group: 'local',
    valueFlags: [],
    verbs: med('', 'changes which cluster later calls reach', { inverse: 'kubectx -' }),
    helpFlags: ['--help', '-h', '--version', '-V'],
    judge: judgeSwitch,
    ...environment
};

const kubens: ProgramTable = { ...kubectx, names: ['kubens', 'kns'], verbs: med('', 'changes which namespace later calls reach', { inverse: 'kubens -' }) };

const k9s: ProgramTable = {
    names: ['k9s'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '-c', '--command', '-r', '--refresh', '-l', '--logLevel', '--logFile', '--screen-dump-dir'],
    verbs: { ...high('', 'opens a console, and what is done there is not assessed'), ...low('version, info, help, completion', 'reads this machine', { group: 'local' }) },
    helpFlags: ['--help', '-h'],
    judge: call => call.has('--readonly') && !call.has('--write') ? { effects: [effect('LOW', 'cluster', 'shows the cluster')], replaces: true } : { effects: [] },
    target: kubeTarget('--context'),
    ...environment
};

const stern: ProgramTable = {
    names: ['stern', 'kubetail', 'kail'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '-l', '--selector', '-o', '--output', '-c', '--container', '--since', '--tail', '-t', '--template', '-i', '--include', '-e', '--exclude'],
    verbs: low('', 'reads logs'),
    helpFlags: ['--help', '-h', '--version'],
    target: kubeTarget('--context'),
    ...environment
};

const popeye: ProgramTable = { ...stern, names: ['popeye', 'kubectl-who-can', 'kubent', 'pluto', 'nova', 'kube-capacity', 'kubectl-tree'], verbs: low('', 'reads the cluster') };

export const programs: readonly ProgramTable[] = [kubectx, kubens, k9s, stern, popeye];
