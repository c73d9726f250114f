import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { READ_LIMIT, diskRepoFiles } from './disk-repo-files';

describe('the files of a workspace on disk', () => {
    let base: string;
    let root: string;

    beforeEach(() => {
        base = realpathSync(mkdtempSync(join(tmpdir(), 'repo-files-')));
        root = join(base, 'workspace');
        mkdirSync(root);
    });

    afterEach(() => rmSync(base, { recursive: true, force: true }));

    function write(file: string, bytes: string | Buffer = 'x'): void {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), bytes);
    }

    async function list(signal?: AbortSignal): Promise<string[]> {
        const paths: string[] = [];
        for await (const file of diskRepoFiles(root).list(signal)) {
            paths.push(file.path);
        }
        return paths;
    }

    async function reason(path: string): Promise<string> {
        const result = await diskRepoFiles(root).read(path);
        return result.kind === 'unreadable' ? result.reason : result.kind;
    }

    it('come in the order of their whole paths, with size and run bit', async () => {
        ['b/a', 'b.txt', 'b-c/z', 'a', 'B'].forEach(file => write(file));
        chmodSync(join(root, 'a'), 0o755);
        expect(await list()).to.deep.equal(['B', 'a', 'b-c/z', 'b.txt', 'b/a']);
        for await (const file of diskRepoFiles(root).list()) {
            expect(file).to.include({ size: 1, executable: file.path === 'a' });
        }
    });

    it('carry a stamp that any change makes another, and none while a second change could leave the same', async () => {
        const stamp = async (): Promise<string | undefined> => (await diskRepoFiles(root).look!('a'))?.stamp;
        const settled = async (): Promise<string> => {
            for (let found = await stamp(); ; found = await stamp()) {
                if (found !== undefined) {
                    return found;
                }
            }
        };
        write('a', 'one');
        expect(await stamp()).to.equal(undefined);
        const stamps = [await settled()];
        for (const change of [() => write('a', 'two'), () => chmodSync(join(root, 'a'), 0o700), () => { write('b', 'two'); renameSync(join(root, 'b'), join(root, 'a')); }]) {
            change();
            stamps.push(await settled());
        }
        expect(new Set(stamps).size).to.equal(4);
        expect(await settled()).to.equal(stamps[3]);
    });

    it('are those that git sees', async () => {
        execFileSync('git', ['init', '-q', root]);
        write('.gitignore', '*.log\n/build/\n!keep.log\nsecret*\ndeep/**/cache\n# comment\n\\#file\n');
        write('sub/.gitignore', '!a.log\n*.tmp\n');
        writeFileSync(join(root, '.git/info/exclude'), 'excluded\n');
        ['a.log', 'keep.log', 'build/x', 'sub/build/x', 'sub/a.log', 'sub/b.log', 'sub/c.tmp', 'c.tmp', 'secrets/x', 'deep/a/b/cache/x', 'deep/ok', '#file', 'excluded', 'ä.txt'].forEach(file => write(file));
        const git = execFileSync('git', ['-C', root, '-c', 'core.quotePath=off', '-c', 'core.excludesFile=', 'ls-files', '--others', '--exclude-standard'], { encoding: 'utf8' });
        expect((await list()).sort()).to.deep.equal(git.trim().split('\n').sort());
        const files = diskRepoFiles(root);
        expect(['a.log', 'sub/a.log', 'build/new', 'new', 'excluded'].map(path => files.ignored(path))).to.deep.equal([true, false, true, false, true]);
    });

    it('leave out what `.aiignore` names, what git keeps, and what tools put there', async () => {
        write('.aiignore', 'private/\n');
        ['private/x', 'node_modules/m/x', '.git/config', 'sub/.git/config', '.terraform/x', `.infra-agent-0123.tmp`, 'seen'].forEach(file => write(file));
        expect(await list()).to.deep.equal(['.aiignore', 'seen']);
    });

    it('never lead out through a link', async () => {
        writeFileSync(join(base, 'outside.txt'), 'outside');
        mkdirSync(join(base, 'folder'));
        writeFileSync(join(base, 'folder/f'), 'outside');
        write('inside.txt', 'inside');
        write('.git/config', 'credentials');
        symlinkSync('../outside.txt', join(root, 'out'));
        symlinkSync('../folder', join(root, 'out-folder'));
        symlinkSync('inside.txt', join(root, 'in'));
        symlinkSync('.', join(root, 'loop'));
        symlinkSync('nowhere', join(root, 'dangling'));
        symlinkSync('.git/config', join(root, 'to-git'));
        expect(await list()).to.deep.equal(['in', 'inside.txt']);
        expect(await diskRepoFiles(root).read('in')).to.deep.equal({ kind: 'text', text: 'inside' });
        for (const path of ['out', 'out-folder/f', '../outside.txt', 'dangling', 'to-git', '.git/config']) {
            expect(await reason(path), path).to.match(/leads out|lies in git's own/);
        }
    });

    it('say why they cannot be read', async () => {
        write('binary', Buffer.from([65, 0, 66]));
        write('latin1', Buffer.from([0xe4, 0x0a]));
        write('large', 'x'.repeat(READ_LIMIT + 1));
        write('limit', 'x'.repeat(READ_LIMIT));
        mkdirSync(join(root, 'folder'));
        execFileSync('mkfifo', [join(root, 'pipe')]);
        expect(await Promise.all(['binary', 'latin1', 'large', 'limit', 'folder', 'pipe', 'gone'].map(reason))).to.deep.equal([
            'it is binary', 'it is not UTF-8', `it has ${READ_LIMIT + 1} bytes; at most ${READ_LIMIT} are read`, 'text', 'it is not a regular file', 'it is not a regular file', 'missing'
        ]);
    });

    it('keep a byte order mark and line endings', async () => {
        write('f', '\ufeffa\r\nb');
        expect(await diskRepoFiles(root).read('f')).to.deep.equal({ kind: 'text', text: '\ufeffa\r\nb' });
    });

    it('can be stopped in the middle', async () => {
        for (let folder = 0; folder < 20; folder++) {
            write(`d${folder}/f`);
        }
        const stop = new AbortController();
        let seen = 0;
        try {
            for await (const file of diskRepoFiles(root).list(stop.signal)) {
                seen += file.size;
                stop.abort();
            }
            expect.fail('it went on');
        } catch (error) {
            expect([(error as Error).name, seen]).to.deep.equal(['AbortError', 1]);
        }
    });

    it('do not hang on an ignore pattern that is made to', async () => {
        write('.gitignore', `${'*a'.repeat(40)}b\n`);
        write('a'.repeat(200));
        expect(await list()).to.have.length(2);
    });
});
