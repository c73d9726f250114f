import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edit } from '../../../infra-agent-extension/src/common/ops/operation';
import { applyImages, compareImages, planRestore } from '../../../infra-agent-extension/src/node/edit-applier';
import { NO_STEPS, createBench, type Bench } from './support';

describe('edits of files on disk', () => {
    let bench: Bench;

    beforeEach(() => {
        bench = createBench();
    });

    afterEach(() => bench.remove());

    function write(file: string, bytes: string | Buffer, mode = 0o644): void {
        writeFileSync(join(bench.root, file), bytes);
        chmodSync(join(bench.root, file), mode);
    }

    function read(file: string): string {
        return readFileSync(join(bench.root, file), 'utf8');
    }

    const PATCH = '@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n';
    const CASES: readonly { readonly what: string; readonly given?: string | Buffer; readonly mode?: number; readonly edit: Omit<Edit, 'file'>; readonly after?: string; readonly afterMode?: number }[] = [
        { what: 'a changed file', given: 'one\ntwo\n', edit: { patch: PATCH }, after: 'one\nTWO\n' },
        { what: 'a changed file with CRLF', given: 'one\r\ntwo\r\n', edit: { patch: PATCH }, after: 'one\r\nTWO\r\n' },
        { what: 'a changed file without a newline at its end', given: 'one\ntwo', edit: { patch: '@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+TWO\n\\ No newline at end of file\n' }, after: 'one\nTWO' },
        { what: 'a changed script', given: 'one\ntwo\n', mode: 0o755, edit: { patch: PATCH }, after: 'one\nTWO\n', afterMode: 0o755 },
        { what: 'a changed file that others may not read', given: 'one\ntwo\n', mode: 0o600, edit: { patch: PATCH }, after: 'one\nTWO\n', afterMode: 0o600 },
        { what: 'a new file', edit: { content: 'grün\n' }, after: 'grün\n' },
        { what: 'a new empty file', edit: { content: '' }, after: '' },
        { what: 'a new script', edit: { content: '#!/bin/sh\n', executable: true }, after: '#!/bin/sh\n', afterMode: 0o755 },
        { what: 'a new file by a patch', edit: { patch: '--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+x\n' }, after: 'x\n' },
        { what: 'an empty file that is filled', given: '', edit: { patch: '@@ -0,0 +1 @@\n+x\n' }, after: 'x\n' },
        { what: 'a file that is emptied', given: 'x\n', edit: { patch: '@@ -1 +0,0 @@\n-x\n' }, after: '' },
        { what: 'a deleted file', given: 'one\n', edit: { delete: true } },
        { what: 'a deleted empty file', given: '', edit: { delete: true } },
        { what: 'a deleted binary file that others may not read', given: Buffer.from([0, 255, 13, 10, 200]), mode: 0o600, edit: { delete: true } },
        { what: 'a deleted script', given: '#!/bin/sh\n', mode: 0o755, edit: { delete: true } },
        { what: 'a file that becomes executable', given: Buffer.from([0, 255]), mode: 0o640, edit: { executable: true }, afterMode: 0o750 },
        { what: 'a file that stops being executable', given: 'x', mode: 0o755, edit: { executable: false }, after: 'x', afterMode: 0o644 },
        { what: 'a file that gets LF, bytes of no script among them', given: Buffer.from('a\r\n\xff\r\nb\r', 'latin1'), edit: { lineEnding: 'lf' } },
        { what: 'a file that is changed, gets LF and the run bit at once', given: 'one\r\ntwo\r\n', edit: { patch: PATCH, lineEnding: 'lf', executable: true }, after: 'one\nTWO\n', afterMode: 0o755 }
    ];
    for (const { what, given, mode, edit, after, afterMode } of CASES) {
        it(`applies and restores to the byte: ${what}`, async () => {
            if (given !== undefined) {
                write('f', given, mode);
            }
            const before = bench.snapshot();
            const images = await bench.plan({ file: 'f', ...edit });
            expect(bench.snapshot(), 'planning changes nothing').to.deep.equal(before);
            await bench.apply(images);
            expect(existsSync(join(bench.root, 'f'))).to.equal(edit.delete !== true);
            if (after !== undefined) {
                expect(read('f')).to.equal(after);
            }
            if (afterMode !== undefined) {
                expect((lstatSync(join(bench.root, 'f')).mode & 0o777).toString(8)).to.equal(afterMode.toString(8));
            }
            await bench.revert(images);
            expect(bench.snapshot()).to.deep.equal(before);
        });
    }

    it('takes away CR before LF and no other byte', async () => {
        write('f', Buffer.from('a\r\n\xff\r\nb\r', 'latin1'));
        await bench.apply(await bench.plan({ file: 'f', lineEnding: 'lf' }));
        expect(readFileSync(join(bench.root, 'f')).toString('latin1')).to.equal('a\n\xff\nb\r');
    });

    it('makes folders for a new file, and takes away those that are empty again', async () => {
        mkdirSync(join(bench.root, 'docs'));
        const images = await bench.plan({ file: 'docs/plans/infra/a.md', content: 'a\n' }, { file: 'docs/plans/b.md', content: 'b\n' });
        const before = bench.snapshot();
        await bench.apply(images);
        expect(read('docs/plans/infra/a.md') + read('docs/plans/b.md')).to.equal('a\nb\n');
        await bench.revert(images);
        expect(bench.snapshot()).to.deep.equal(before);
    });

    it('leaves a folder into which somebody put something', async () => {
        const images = await bench.plan({ file: 'new/deep/a.md', content: 'a\n' });
        await bench.apply(images);
        write('new/mine.txt', 'mine');
        await bench.revert(images);
        expect(readdirSync(join(bench.root, 'new'))).to.deep.equal(['mine.txt']);
    });

    it('leaves no temporary file, and takes away one that a crash left', async () => {
        write('f', 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: PATCH });
        const crashed = `.infra-agent-${createHash('sha256').update('f').digest('hex').slice(0, 16)}.tmp`;
        write(crashed, 'half of it');
        const names: string[] = [];
        await bench.apply(images, { intend: async () => undefined, applied: async () => { names.push(...readdirSync(bench.root)); } });
        expect(names).to.deep.equal(['f']);
    });

    it('restores only what is as it was written, and says what is not', async () => {
        write('f', 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: PATCH });
        await bench.apply(images);
        write('f', 'edited by a person\n');
        await bench.revert(images).then(() => expect.fail('it was overwritten'), error => expect(String(error)).to.match(/f is not as it was/));
        expect(read('f')).to.equal('edited by a person\n');
        expect(compareImages(bench.root, images).map(({ now }) => now)).to.deep.equal(['other']);
    });

    it('takes back its own lines, and leaves those that somebody changed since', async () => {
        write('f', '1\n2\n3\n4\n5\n6\n');
        write('same', 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: '@@ -1,2 +1,2 @@\n-1\n+ONE\n 2\n', executable: true }, { file: 'same', patch: PATCH });
        await bench.apply(images);
        write('f', read('f').replace('6', 'six'), 0o755);
        const restore = await planRestore(bench.root, images, bench.store);
        await bench.apply('images' in restore ? restore.images : []);
        expect([read('f'), read('same'), lstatSync(join(bench.root, 'f')).mode & 0o777]).to.deep.equal(['1\n2\n3\n4\n5\nsix\n', 'one\ntwo\n', 0o644]);
    });

    it('does not take back lines that somebody changed since, nor a new file that grew, nor one that came again', async () => {
        write('f', 'one\ntwo\n');
        write('gone', 'x');
        const images = await bench.plan({ file: 'f', patch: PATCH }, { file: 'new', content: 'a\n' }, { file: 'gone', delete: true });
        await bench.apply(images);
        write('f', 'one\nTWO AND A HALF\n');
        write('new', 'a\nmine\n');
        write('gone', 'y');
        for (const image of images) {
            expect(await planRestore(bench.root, [image], bench.store), image.file).to.have.property('problem').that.matches(/changed (since|after)/);
        }
        expect(await planRestore(bench.root, await bench.plan({ file: 'not-written', content: 'x' }), bench.store)).to.deep.equal({ images: [] });
    });

    it('tells for each file of a run that was cut off whether it is old, new or neither', async () => {
        write('a', 'one\ntwo\n');
        write('b', 'one\ntwo\n');
        write('c', 'one\ntwo\n');
        const images = await bench.plan({ file: 'a', patch: PATCH }, { file: 'b', patch: PATCH }, { file: 'c', patch: PATCH }, { file: 'd', content: 'd' });
        await bench.apply(images.slice(0, 1));
        write('c', 'other');
        expect(compareImages(bench.root, images).map(({ now }) => now)).to.deep.equal(['new', 'old', 'other', 'old']);
    });

    it('keeps a second name of a file as it was', async () => {
        write('f', 'one\ntwo\n');
        linkSync(join(bench.root, 'f'), join(bench.root, 'other-name'));
        await bench.apply(await bench.plan({ file: 'f', patch: PATCH }));
        expect([read('f'), read('other-name')]).to.deep.equal(['one\nTWO\n', 'one\ntwo\n']);
    });

    const REFUSALS: readonly [string, Edit, RegExp][] = [
        ['a patch that does not fit', { file: 'f', patch: PATCH.replace('two', 'three') }, /does not fit .*line 3 of the patch.*line 2 of the file is `two`/],
        ['a patch of a file that is not UTF-8', { file: 'binary', patch: PATCH }, /not UTF-8/],
        ['whole content for a file that is there', { file: 'f', content: 'x' }, /is there already/],
        ['removal of a file that is not there', { file: 'gone', delete: true }, /not there/],
        ['a mode for a file that is not there', { file: 'gone', executable: true }, /not there/],
        ['an edit that changes nothing', { file: 'f', executable: false }, /change nothing/],
        ['a folder', { file: 'folder', delete: true }, /not a regular file/],
        ['a file under a file', { file: 'f/x', content: 'x' }, /f is not a folder/]
    ];
    for (const [what, edit, reason] of REFUSALS) {
        it(`refuses ${what}, with the reason`, async () => {
            write('f', 'one\ntwo\n');
            write('binary', Buffer.from([0xff, 0xfe, 0x0a]));
            mkdirSync(join(bench.root, 'folder'));
            expect(await bench.refusal(edit)).to.match(reason);
        });
    }

    it('refuses two edits of one file', async () => {
        expect(await bench.refusal({ file: 'a', content: 'x' }, { file: './a', content: 'y' })).to.match(/edited twice/);
    });

    it('refuses a damaged image from the store, and writes nothing', async () => {
        write('f', 'one\ntwo\n');
        const images = await bench.plan({ file: 'f', patch: PATCH });
        const damaged = { put: bench.store.put, get: async () => Buffer.from('planted') };
        await applyImages(bench.root, images, damaged, NO_STEPS)
            .then(() => expect.fail('it was written'), error => expect(String(error)).to.match(/gone or damaged/));
        expect(read('f')).to.equal('one\ntwo\n');
    });
});
