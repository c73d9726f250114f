import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGitIndex, trackedState } from './git-index';

describe('the git index', () => {
    let root: string;
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@localhost', ...args], { cwd: root, stdio: 'ignore' });

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), 'infra-index-'));
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    for (const version of ['2', '3', '4']) {
        it(`of version ${version} tells clean, modified, untracked and absent files apart`, () => {
            git('init', '--quiet');
            mkdirSync(join(root, 'deep/er'), { recursive: true });
            for (let number = 0; number < 40; number++) {
                writeFileSync(join(root, `deep/er/file-${'x'.repeat(number)}.txt`), `${number}`);
            }
            writeFileSync(join(root, 'grüße.txt'), 'hello\n');
            git('add', '--all');
            git('update-index', '--index-version', version);
            writeFileSync(join(root, 'new.txt'), '');
            appendFileSync(join(root, 'deep/er/file-xx.txt'), 'more');

            const index = readGitIndex(root);
            expect(index?.size).to.equal(41);
            expect(trackedState(root, index, 'grüße.txt')).to.equal('clean');
            expect(trackedState(root, index, `deep/er/file-${'x'.repeat(39)}.txt`)).to.equal('clean');
            expect(trackedState(root, index, 'deep/er/file-xx.txt')).to.equal('modified');
            expect(trackedState(root, index, 'new.txt')).to.equal('untracked');
            expect(trackedState(root, index, 'gone.txt')).to.equal('absent');
        });
    }

    it('is unknown where there is none, or where it is damaged', () => {
        expect(readGitIndex(root)).to.equal(undefined);
        expect(trackedState(root, undefined, 'a')).to.equal('unknown');
        mkdirSync(join(root, '.git'));
        writeFileSync(join(root, '.git/index'), 'DIRC\0\0\0\x02\0\0\0\x05short');
        expect(readGitIndex(root)).to.equal(undefined);
    });
});
