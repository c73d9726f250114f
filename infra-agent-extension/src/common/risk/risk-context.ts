/** What assessing may look at. All of it is values and pure functions; without `lookup` nothing of a repository is looked at. */
import type { SourceLookup } from '../repo/repo-files';

export interface RiskContext {
    /** Files of the workspace, for looking through scripts; paths relative to its root. */
    readonly lookup?: SourceLookup;
    /** Folder in the workspace in which the command runs, relative; its root if left out. */
    readonly cwd?: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Whether git could give the present bytes of a file back. */
    readonly tracked?: (path: string) => 'clean' | 'modified' | 'untracked' | 'absent' | 'unknown';
    /** Real paths, to tell what lies in the workspace. */
    readonly home?: string;
    readonly workspace?: string;
    /** Text of the kubeconfig that kubectl would read. */
    readonly kubeconfig?: string;
}
