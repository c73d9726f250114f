/** Skaffold and Tilt: build, push and deploy in one go. */
import { KUBE_DANGEROUS_ENVIRONMENT, KUBE_ENVIRONMENT, KUBE_VALUE_FLAGS, kubeTarget } from '../kube/kube-access';
import { high, low, med } from '../verb-list';
import type { ProgramTable } from '../program';

const environment = { environment: [...KUBE_ENVIRONMENT, 'SKAFFOLD_PROFILE', 'SKAFFOLD_DEFAULT_REPO', 'SKAFFOLD_FILENAME'], dangerousEnvironment: [...KUBE_DANGEROUS_ENVIRONMENT, 'SKAFFOLD_FILENAME', 'SKAFFOLD_PROFILE'] };

const skaffold: ProgramTable = {
    names: ['skaffold'],
    group: 'cluster',
    valueFlags: [...KUBE_VALUE_FLAGS, '-f', '--filename', '-p', '--profile', '-d', '--default-repo', '--kube-context', '-m', '--module', '-t', '--tag', '-a', '--build-artifacts', '-i', '--images', '-o', '--output', '--file-output', '--platform', '-b', '--build-image', '--cache-file', '--port-forward'],
    verbs: {
        ...low('diagnose, inspect, schema list, schema get, schema print, config list, options, version, completion, help, survey, lint', 'reads the project', { group: 'local' }),
        ...low('init, fix', 'writes the project file', { group: 'local', writes: true, inverse: 'git' }),
        ...med('render, test', 'builds images and renders manifests', { group: 'local', inverse: 'none' }),
        ...med('run, dev, debug, deploy, apply, verify, exec', 'builds and deploys the project', { inverse: 'delete' }),
        ...med('build', 'builds images, and pushes them', { group: 'external', inverse: 'none' }),
        ...med('config set, config unset', 'changes settings of this machine', { group: 'local', inverse: 'the same with the previous value' }),
        ...high('delete', 'deletes what the project deployed')
    },
    flagRules: [{ flags: ['--force'], risk: 'HIGH', message: 'deletes and makes anew what it cannot change' }],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['build', 'delete'] }],
    helpFlags: ['--help', '-h'],
    writesTo: call => call.values('-o', '--output', '--file-output').filter(word => call.verb !== 'inspect' && !/^(json|yaml|text)$|\{/.test(word.shown)),
    target: kubeTarget('--kube-context'),
    ...environment
};

const tilt: ProgramTable = {
    names: ['tilt'],
    group: 'cluster',
    valueFlags: ['-f', '--file', '--context', '--namespace', '--port', '--host'],
    verbs: {
        ...low('get, describe, logs, doctor, version, dump, alpha tiltfile-result, explain, api-resources, help', 'reads the project'),
        ...med('up, ci, trigger, enable, args, demo, wait, apply, edit, patch, create', 'builds and deploys the project', { inverse: 'down' }),
        ...high('down, delete', 'deletes what the project deployed'),
        ...med('disable, verify-install', 'changes what is deployed', { inverse: 'enable' })
    },
    helpFlags: ['--help', '-h'],
    target: kubeTarget('--context'),
    ...environment
};

export const programs: readonly ProgramTable[] = [skaffold, tilt];
