import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBench, mountSmallDisk, type Bench } from './support';

const PATCH = '@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n';

describe('edits of a workspace that works against them', () => {
    let bench: Bench;
    let outside: string;

    beforeEach(() => {
        bench = createBench();
        outside = mkdtempSync(join(tmpdir(), 'edit-outside-'));
        writeFileSync(join(outside, 'f'), 'one\ntwo\n');
    });

    afterEach(() => {
        bench.remove();
        rmSync(outside, { recursive: true, force: true });
    });

    const at = (file: string): string => join(bench.root, file);
    const untouched = (): void => {
        expect([readdirSync(outside), readFileSync(join(outside, 'f'), 'utf8')]).to.deep.equal([['f'], 'one\ntwo\n']);
    };

    it('follow no link: neither to a file, nor to a folder, nor to one inside', async () => {
        symlinkSync(join(outside, 'f'), at('file-link'));
        symlinkSync(outside, at('folder-link'));
        mkdirSync(at('inside'));
        symlinkSync('inside', at('inside-link'));
        symlinkSync('nowhere', at('dangling'));
        expect(await bench.refusal({ file: 'file-link', patch: PATCH })).to.match(/symbolic link/);
        expect(await bench.refusal({ file: 'folder-link/f', patch: PATCH })).to.match(/symbolic link/);
        expect(await bench.refusal({ file: 'folder-link/new', content: 'x' })).to.match(/symbolic link/);
        expect(await bench.refusal({ file: 'inside-link/new', content: 'x' })).to.match(/symbolic link/);
        expect(await bench.refusal({ file: 'dangling', content: 'x' })).to.match(/symbolic link/);
        untouched();
    });

    it('refuse a file or folder that became a link after it was planned', async () => {
        mkdirSync(at('folder'));
        writeFileSync(at('folder/f'), 'one\ntwo\n');
        const images = await bench.plan({ file: 'folder/f', patch: PATCH }, { file: 'folder/new', content: 'x' });
        renameSync(at('folder'), at('aside'));
        symlinkSync(outside, at('folder'));
        for (const image of images) {
            await bench.apply([image]).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/symbolic link/));
        }
        untouched();
    });

    it('refuse a folder that becomes a link at the last moment', async () => {
        mkdirSync(at('folder'));
        writeFileSync(at('folder/f'), 'one\ntwo\n');
        const images = await bench.plan({ file: 'folder/f', patch: PATCH });
        const swap = async (): Promise<void> => {
            renameSync(at('folder'), at('aside'));
            symlinkSync(outside, at('folder'));
        };
        await bench.apply(images, { intend: swap, applied: async () => undefined }).then(() => expect.fail('it was written'), () => undefined);
        untouched();
        expect(readFileSync(at('aside/f'), 'utf8')).to.equal('one\ntwo\n');
    });

    it('refuse a file that changed between plan and apply, and between its last look and its writing', async () => {
        writeFileSync(at('f'), 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: PATCH });
        const edit = async (): Promise<void> => writeFileSync(at('f'), 'one\ntwo\nthree\n');
        await bench.apply(images, { intend: edit, applied: async () => undefined }).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/changed on disk/));
        await bench.apply(images).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/not as it was/));
        expect(readFileSync(at('f'), 'utf8')).to.equal('one\ntwo\nthree\n');
    });

    it('do not overwrite a file that appears where a new one was to be', async () => {
        const images = await bench.plan({ file: 'new', content: 'ours' });
        const appear = async (): Promise<void> => writeFileSync(at('new'), 'theirs');
        await bench.apply(images, { intend: appear, applied: async () => undefined }).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/changed on disk|somebody else/));
        expect(readFileSync(at('new'), 'utf8')).to.equal('theirs');
    });

    it('refuse a pipe without waiting for it, also one that a file became', async () => {
        execFileSync('mkfifo', [at('pipe')]);
        expect(await bench.refusal({ file: 'pipe', patch: PATCH })).to.match(/not a regular file/);
        writeFileSync(at('f'), 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: PATCH });
        rmSync(at('f'));
        execFileSync('mkfifo', [at('f')]);
        await bench.apply(images).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/not a regular file/));
    });

    it("refuse git's own folder under any name", async () => {
        execFileSync('git', ['init', '-q', '--bare', at('mirror')]);
        execFileSync('git', ['init', '-q', '--separate-git-dir', at('elsewhere'), at('clone')]);
        expect(await bench.refusal({ file: 'mirror/hooks/pre-receive', content: 'x' })).to.match(/git's own folder/);
        expect(await bench.refusal({ file: 'elsewhere/hooks/pre-commit', content: 'x' })).to.match(/git's own folder/);
        expect(await bench.refusal({ file: 'clone/.git', delete: true })).to.match(/not for operations to edit/);
        expect(await bench.plan({ file: 'clone/ok', content: 'x' })).to.have.length(1);
    });

    it('leave each file wholly old or new when the disk is full', async function () {
        const disk = mkdtempSync(join(tmpdir(), 'edit-disk-'));
        const mounted = mountSmallDisk(disk, 256);
        if (!mounted) {
            rmSync(disk, { recursive: true });
            this.skip();
        }
        const small = createBench(disk);
        try {
            writeFileSync(join(small.root, 'f'), 'one\ntwo\n');
            const images = await small.plan({ file: 'f', patch: PATCH }, { file: 'deep/big', content: 'x'.repeat(1024 * 1024) }, { file: 'after', content: 'x' });
            const applied: string[] = [];
            await small.apply(images, { intend: async () => undefined, applied: async image => { applied.push(image.file); } })
                .then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/deep\/big could not be written: the disk is full\. It is as it was\./));
            expect([applied, readdirSync(small.root), readFileSync(join(small.root, 'f'), 'utf8')]).to.deep.equal([['f'], ['f'], 'one\nTWO\n']);
        } finally {
            mounted.unmount();
            small.remove();
            rmSync(disk, { recursive: true, force: true });
        }
    });

    it('say that a folder cannot be written, and leave its file', async function () {
        if (process.getuid?.() === 0) {
            // Root writes everywhere; a read-only file system is what stops it.
            const disk = mkdtempSync(join(tmpdir(), 'edit-disk-'));
            const mounted = mountSmallDisk(disk, 256);
            if (!mounted) {
                rmSync(disk, { recursive: true });
                this.skip();
            }
            const small = createBench(disk);
            try {
                writeFileSync(join(small.root, 'f'), 'one\ntwo\n');
                const images = await small.plan({ file: 'f', patch: PATCH });
                execFileSync('mount', ['-o', 'remount,ro', disk]);
                await small.apply(images).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/file system is read-only\. It is as it was\./));
                expect(readFileSync(join(small.root, 'f'), 'utf8')).to.equal('one\ntwo\n');
            } finally {
                mounted.unmount();
                rmSync(disk, { recursive: true, force: true });
            }
            return;
        }
        mkdirSync(at('folder'));
        writeFileSync(at('folder/f'), 'one\ntwo\n');
        const images = await bench.plan({ file: 'folder/f', patch: PATCH });
        chmodSync(at('folder'), 0o555);
        await bench.apply(images).then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/no permission to write in its folder\. It is as it was\./));
        chmodSync(at('folder'), 0o755);
        expect(readFileSync(at('folder/f'), 'utf8')).to.equal('one\ntwo\n');
    });

    it('refuse paths out of the workspace and into the settings of git and the IDE', async () => {
        for (const file of ['../f', '/etc/passwd', '.git/hooks/pre-commit', 'sub/.GIT/config', '.vscode/tasks.json', '.theia/settings.json', '.git./config', 'git~1/config']) {
            expect(await bench.refusal({ file, content: 'x' }), file).to.match(/cannot be edited/);
        }
        expect(existsSync(at('sub'))).to.equal(false);
    });
});
