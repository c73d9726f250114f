import { expect } from 'chai';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyzeRepo } from '../common/repo/analyze-repo';
import type { RepoFiles } from '../common/repo/repo-files';
import { validate } from '../common/sentinel/validate';
import { diskRepoFiles, READ_LIMIT } from './disk-repo-files';

describe('a check of a workspace that is not as it should be', () => {
    let root: string;

    beforeEach(() => {
        root = realpathSync(mkdtempSync(join(tmpdir(), 'bad-input-')));
    });

    afterEach(() => {
        chmodSync(root, 0o755);
        rmSync(root, { recursive: true, force: true });
    });

    const write = (path: string, content: string | Buffer): void => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
    };
    const check = async (files: RepoFiles = diskRepoFiles(root)): Promise<{ findings: string[]; notes: readonly string[]; files: number }> => {
        const analysis = await analyzeRepo(files, {});
        return { findings: validate(analysis).map(finding => `${finding.check} ${finding.file}`), notes: analysis.facts.notes, files: analysis.facts.counts.files };
    };

    it('finds nothing where there is no infrastructure, no git, or nothing at all', async () => {
        expect(await check()).to.deep.equal({ findings: [], notes: [], files: 0 });
        write('src/main.py', 'print("hello")\n');
        expect(await check()).to.deep.equal({ findings: [], notes: [], files: 1 });
    });

    it('says which script and which manifest do not parse, and goes on with the others', async () => {
        write('broken.sh', '#!/bin/sh\nset -e\nif true; then\n');
        write('broken.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {\n');
        write('up.sh', '#!/bin/sh\nset -e\nkubectl create namespace shop\n');
        expect((await check()).findings).to.deep.equal(['shell/syntax broken.sh', 'repo/yaml-syntax broken.yaml', 'shell/create-without-guard up.sh']);
    });

    it('names what is no text, too large, or gone when it is read', async () => {
        write('binary.sh', Buffer.from([35, 33, 0, 1]));
        write('latin1.sh', Buffer.from([0x23, 0xe4, 0x0a]));
        write('large.yaml', 'a: 1\n'.repeat(READ_LIMIT / 5 + 1));
        write('gone.sh', '#!/bin/sh\n');
        const disk = diskRepoFiles(root);
        const { findings, notes } = await check({ ...disk, read: async path => path === 'gone.sh' ? { kind: 'missing' } : disk.read(path) });
        expect(findings).to.deep.equal([]);
        expect(notes.map(note => note.replace(/\d+/g, 'N'))).to.deep.equal([
            'binary.sh was not read: it is binary.', 'gone.sh was not read: it was gone when it was to be read.', 'large.yaml was not read: it has N bytes; at most N are read.', 'latinN.sh was not read: it is not UTF-N.'
        ]);
    });

    it('says of a folder that cannot be listed that nobody knows what is in it', async () => {
        write('up.sh', '#!/bin/sh\nset -e\n');
        const disk = diskRepoFiles(root);
        const { notes, files } = await check({
            ...disk, async *list() {
                yield { path: 'private', size: 0, executable: false, unlisted: 'no permission to list it' };
                yield* disk.list();
            }
        });
        expect([notes, files]).to.deep.equal([['What is in private is not known: no permission to list it.'], 1]);
    });

    it('is not led in circles by links', async () => {
        write('deploy/up.sh', '#!/bin/sh\nset -e\n');
        symlinkSync('..', join(root, 'deploy/again'));
        symlinkSync('self', join(root, 'self'));
        expect(await check()).to.deep.equal({ findings: [], notes: [], files: 1 });
    });

    it('writes nothing, and needs no right to', async () => {
        write('up.sh', '#!/bin/sh\nset -e\nmkdir out\n');
        chmodSync(root, 0o555);
        expect((await check()).findings).to.deep.equal(['shell/create-without-guard up.sh']);
        expect(readdirSync(root)).to.deep.equal(['up.sh']);
    });

    it('meets one file as the whole walk does', async () => {
        write('.gitignore', 'out/\n*.log\n');
        ['up.sh', 'out/made.sh', 'deploy/a.log', 'deploy/a.yaml', 'node_modules/m/x.sh', '.git/config'].forEach(file => write(file, 'x'));
        symlinkSync('up.sh', join(root, 'in'));
        symlinkSync('deploy', join(root, 'folder'));
        symlinkSync('/etc/hostname', join(root, 'outside'));
        const disk = diskRepoFiles(root);
        const walked = new Map<string, unknown>();
        for await (const file of disk.list()) {
            walked.set(file.path, file);
        }
        for (const path of ['.gitignore', 'up.sh', 'out/made.sh', 'deploy', 'deploy/a.log', 'deploy/a.yaml', 'node_modules/m/x.sh', '.git/config', 'in', 'folder/a.yaml', 'outside', 'gone']) {
            expect(await disk.look!(path), path).to.deep.equal(walked.get(path));
        }
    });
});
