/** A workspace on disk to its facts. For a conductor, what was read before is kept: only what changed since is read again. */
import { analyzeRepo } from '../../common/repo/analyze-repo';
import type { AnalyzeOptions } from '../../common/repo/analyze-repo';
import type { Analysis } from '../../common/repo/analysis';
import { diskRepoFiles } from '../disk-repo-files';
import type { WorkspaceConductor } from '../gate/workspace-conductor';

type Reading = Pick<AnalyzeOptions, 'signal' | 'progress'>;

const last = new WeakMap<WorkspaceConductor, Analysis>();

export async function readWorkspace(root: string, reading: Reading = {}): Promise<Analysis> {
    return analyzeRepo(diskRepoFiles(root), reading);
}

/** Every file is looked at, so that nothing depends on what a watcher of the file system tells or misses. */
export async function readWorkspaceOf(conductor: WorkspaceConductor, reading: Reading = {}): Promise<Analysis> {
    const analysis = last.get(conductor);
    const now = await analyzeRepo(diskRepoFiles(conductor.workspace.root), { ...reading, ...(analysis ? { since: { analysis } } : {}) });
    last.set(conductor, now);
    return now;
}
