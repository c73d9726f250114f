import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationState, Phase } from '../../common/conductor/operation-state';
import { changedFiles } from './changed-files';

describe('what changed in a workspace', () => {
    let root: string;
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
    const write = (...files: string[]) => files.forEach(file => writeFileSync(join(root, file), `${file} ${Math.random()}\n`));
    const told = (files: readonly string[], operations: readonly OperationState[] = []) => changedFiles(root, { files, ignored: file => file === 'ignored.sh' }, operations);

    function editOf(file: string, at: number, phase: Phase = 'DONE'): OperationState {
        return { phase, operation: { title: `Edit ${file}`, mode: 'implement' }, changedAt: new Date(at).toISOString(), run: { applied: [{ file }] } } as unknown as OperationState;
    }

    beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'infra-changed-')); });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it('is what differs from the index, is not in it, or is gone', () => {
        git('init', '--quiet');
        write('same.sh', 'modified.sh', 'removed.sh', 'ignored.sh');
        git('add', '--all');
        git('commit', '--quiet', '--no-verify', '--message', 'Start');
        rmSync(join(root, 'removed.sh'));
        rmSync(join(root, 'ignored.sh'));
        write('modified.sh', 'new.sh');
        expect(told(['modified.sh', 'new.sh', 'same.sh'])).to.deep.equal({
            hasIndex: true, files: [{ file: 'modified.sh', how: 'modified' }, { file: 'new.sh', how: 'untracked' }, { file: 'removed.sh', how: 'removed' }]
        });
    });

    it('is what operations edited since the last commit, by the last of them, and nothing that was committed or taken back', () => {
        git('init', '--quiet');
        write('early.sh', 'late.sh', 'back.sh', 'dirty.sh');
        git('add', '--all');
        git('commit', '--quiet', '--no-verify', '--message', 'Start');
        write('dirty.sh');
        const [before, after] = [Date.now() - 3_600_000, Date.now() + 3_600_000];
        const { files } = told(['back.sh', 'dirty.sh', 'early.sh', 'late.sh'], [editOf('early.sh', before), editOf('late.sh', after), editOf('back.sh', after, 'ROLLED_BACK'), editOf('dirty.sh', before)]);
        expect(files).to.deep.equal([{ file: 'dirty.sh', how: 'modified', by: 'Edit dirty.sh' }, { file: 'late.sh', how: 'edited', by: 'Edit late.sh' }]);
    });

    it('is what operations edited where there is no git', () => {
        write('a.sh', 'b.sh');
        expect(told(['a.sh', 'b.sh'], [editOf('a.sh', 0)])).to.deep.equal({ hasIndex: false, files: [{ file: 'a.sh', how: 'edited', by: 'Edit a.sh' }] });
        expect(told(['a.sh', 'b.sh'])).to.deep.equal({ hasIndex: false, files: [] });
    });

    it('is what the index holds in folders that are not there', () => {
        git('init', '--quiet');
        write('a.sh');
        git('add', '--all');
        const id = execFileSync('git', ['hash-object', 'a.sh'], { cwd: root, encoding: 'utf8' }).trim();
        git('update-index', '--add', '--cacheinfo', `100644,${id},sub/gone.sh`);
        expect(told(['a.sh']).files.map(({ file }) => file)).to.deep.equal(['sub/gone.sh']);
    });
});
