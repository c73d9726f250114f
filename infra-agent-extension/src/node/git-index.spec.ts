import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differsFromIndex, readGitIndex, readIndex, removedFromIndex, trackedState } from './git-index';

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

    it('tells what is not as git last saw it, and takes what a filter wrote for what it is', () => {
        git('init', '--quiet');
        writeFileSync(join(root, '.gitattributes'), '*.bat text eol=crlf\n');
        ['same.txt', 'touched.txt', 'longer.txt', 'as-long.txt', 'removed.txt'].forEach(file => writeFileSync(join(root, file), 'one\n'));
        writeFileSync(join(root, 'filtered.bat'), 'echo\r\n');
        symlinkSync('same.txt', join(root, 'link'));
        git('add', '--all');
        // Older than the index, so that time and size alone tell.
        execFileSync('touch', ['-d', '2020-01-01T00:00:00Z', 'filtered.bat', 'same.txt', 'as-long.txt'], { cwd: root });
        git('update-index', '--refresh');
        utimesSync(join(root, 'touched.txt'), new Date(), new Date());
        appendFileSync(join(root, 'longer.txt'), 'two\n');
        writeFileSync(join(root, 'as-long.txt'), 'two\n');
        rmSync(join(root, 'removed.txt'));
        writeFileSync(join(root, 'new.txt'), '');

        const index = readIndex(root)!;
        const told = ['same.txt', 'touched.txt', 'filtered.bat', 'link', 'longer.txt', 'as-long.txt', 'new.txt'].map(file => differsFromIndex(root, index, file));
        expect(told).to.deep.equal(['same', 'same', 'same', 'same', 'modified', 'modified', 'untracked']);
        expect(removedFromIndex(root, index)).to.deep.equal(['removed.txt']);
    });

    it('is unknown where there is none, or where it is damaged', () => {
        expect(readGitIndex(root)).to.equal(undefined);
        expect(trackedState(root, undefined, 'a')).to.equal('unknown');
        mkdirSync(join(root, '.git'));
        writeFileSync(join(root, '.git/index'), 'DIRC\0\0\0\x02\0\0\0\x05short');
        expect(readGitIndex(root)).to.equal(undefined);
    });
});
