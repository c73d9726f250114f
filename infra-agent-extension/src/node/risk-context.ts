/** What assessing may look at on this machine: files of the workspace, the environment, what git tracks, and the kubeconfig as text. Nothing is run. */
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { RiskContext } from '../common/risk/risk-context';
import { diskSourceLookup } from './disk-source-lookup';
import { readGitIndex, trackedState } from './git-index';
import type { Workspace } from './workspace';

const KUBECONFIG_LIMIT = 1024 * 1024;

export function riskContext({ root, host }: Pick<Workspace, 'root' | 'host'>): RiskContext {
    const home = host.environment.HOME ?? homedir();
    let index: ReturnType<typeof readGitIndex> | 'unread' = 'unread';
    return {
        lookup: diskSourceLookup(root),
        env: host.environment,
        tracked: path => {
            index = index === 'unread' ? readGitIndex(root) : index;
            return trackedState(root, index, path);
        },
        home,
        workspace: root,
        kubeconfig: kubeconfig(resolve(root, (host.environment.KUBECONFIG ?? join(home, '.kube', 'config')).split(delimiter)[0]))
    };
}

/** Of the first of the files that kubectl would merge. An operation may name it, so that it can be a pipe or a device. */
function kubeconfig(file: string): string | undefined {
    try {
        const stat = statSync(file);
        return stat.isFile() && stat.size <= KUBECONFIG_LIMIT ? readFileSync(file, 'utf8') : undefined;
    } catch {
        return undefined;
    }
}
