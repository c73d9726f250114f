/** Kustomize: renders manifests, and edits the file that says how. */
import { isRemoteKustomization } from '../kube/inner-kubectl';
import { effect, low, med } from '../verb-list';
import type { Call, ProgramTable, Word } from '../program';

const EDITS = 'edit add, edit set, edit remove, edit fix, edit alpha-list-builtin-plugin';

export const program: ProgramTable = {
    names: ['kustomize'],
    group: 'local',
    valueFlags: ['-o', '--output', '-e', '--env', '--load-restrictor', '--helm-command', '--mount', '--network-name', '--as-current-user', '--stack-trace', '--namespace', '--nameprefix', '--namesuffix', '--resources', '--annotations', '--labels', '--helm-api-versions', '--helm-kube-version'],
    verbs: {
        ...low('build', 'renders manifests'),
        ...low('version, completion, help, openapi fetch, openapi info, cfg, cfg cat, cfg count, cfg grep, cfg tree, docs-fn', 'reads manifests'),
        ...low(`create, ${EDITS}`, 'writes the kustomization', { writes: true, inverse: 'git' }),
        ...med('localize, cfg annotate, cfg fmt, cfg set, cfg init', 'copies or rewrites manifests', { inverse: 'git' }),
        ...med('fn run, fn sink, fn source', 'runs functions over the manifests, which can be containers', { inverse: 'git' })
    },
    flagRules: [
        { flags: ['--enable-alpha-plugins', '--enable-exec', '--network'], risk: 'HIGH', message: 'runs programs that the kustomization names' },
        { flags: ['--enable-helm', '--helm-command'], risk: 'MED', message: 'downloads charts and runs helm' }
    ],
    helpFlags: ['--help', '-h'],
    judge: call => ({ effects: call.verb === 'build' ? call.positionals.slice(0, 1).filter(isRemoteKustomization).map(word => effect('LOW', 'external', 'fetches the kustomization from the network', word)) : [] }),
    writesTo: call => [...call.values('-o', '--output'), ...(/^(edit|create)\b/.test(call.verb) ? [kustomizationFile(call)] : [])],
    environment: ['KUSTOMIZE_PLUGIN_HOME'],
    dangerousEnvironment: ['KUSTOMIZE_PLUGIN_HOME']
};

/** It is the one in the current folder, which no word names. */
function kustomizationFile(call: Call): Word {
    return { ...call.program, value: 'kustomization.yaml', shown: 'kustomization.yaml', prefix: 'kustomization.yaml' };
}
