/**
 * Which files are not as they were committed: what differs from git's index, and what operations of the journal edited since the last
 * commit. Git is not run (see git-index.ts); so what was staged by hand cannot be told from what was committed.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationState } from '../../common/conductor/operation-state';
import type { ChangedFile, Changes } from '../../common/crew/changes';
import type { Analysis } from '../../common/repo/analysis';
import { differsFromIndex, readIndex, removedFromIndex, type GitIndex } from '../git-index';

const MAX_LOG_BYTES = 4 * 1024 * 1024;

export function changedFiles(root: string, analysis: Pick<Analysis, 'files' | 'ignored'>, operations: Iterable<OperationState>): Changes {
    const index = readIndex(root);
    const editors = editorsOf(operations);
    const committedAt = lastCommit(root);
    const changed = new Map<string, ChangedFile>();
    const add = (file: string, how: ChangedFile['how']) => changed.set(file, { file, how, ...editors.has(file) && { by: editors.get(file)!.title } });
    for (const [file, { endedAt }] of editors) {
        if (!index || committedAt === undefined || endedAt > committedAt) {
            add(file, 'edited');
        }
    }
    if (index) {
        differing(root, index, analysis).forEach(({ file, how }) => add(file, how));
    }
    return { files: [...changed.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), hasIndex: index !== undefined };
}

/** The last operation that edited each file, as far as its edits were not taken back. */
function editorsOf(operations: Iterable<OperationState>): ReadonlyMap<string, { readonly title: string; readonly endedAt: number }> {
    const editors = new Map<string, { title: string; endedAt: number }>();
    for (const { phase, operation, run, changedAt } of operations) {
        if (phase === 'DONE') {
            run?.applied.forEach(({ file }) => editors.set(file, { title: operation.title, endedAt: Date.parse(changedAt) }));
        }
    }
    return editors;
}

function differing(root: string, index: GitIndex, { files, ignored }: Pick<Analysis, 'files' | 'ignored'>): ChangedFile[] {
    const removed = removedFromIndex(root, index).filter(file => !ignored(file)).map(file => ({ file, how: 'removed' as const }));
    return [...removed, ...files.flatMap(file => {
        const how = differsFromIndex(root, index, file);
        return how === 'modified' || how === 'untracked' ? [{ file, how }] : [];
    })];
}

/** In milliseconds, from the log of where HEAD was; undefined where there is none. */
function lastCommit(root: string): number | undefined {
    try {
        const file = join(root, '.git/logs/HEAD');
        const stat = lstatSync(file);
        const last = stat.isFile() && stat.size <= MAX_LOG_BYTES ? readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) : undefined;
        const seconds = /> (\d{1,12}) [+-]\d{4}(?:\t|$)/.exec(last ?? '')?.[1];
        return seconds === undefined ? undefined : Number(seconds) * 1000;
    } catch {
        return undefined;
    }
}
