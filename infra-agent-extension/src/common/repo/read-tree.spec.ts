import { expect } from 'chai';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { MemoryFile } from './memory-repo-files';

/** A folder of the disk as files in memory, for specs that run over fixtures. */
export function readTree(root: string): Record<string, MemoryFile> {
    const names = (fs.readdirSync(root, { recursive: true }) as string[]).filter(name => fs.statSync(path.join(root, name)).isFile());
    return Object.fromEntries(names.map(name => {
        const file = path.join(root, name);
        return [name.split(path.sep).join('/'), { text: fs.readFileSync(file, 'utf8'), executable: (fs.statSync(file).mode & 0o111) !== 0 }];
    }));
}

/** Fixtures of the repository, by the name of their room. */
export function fixtureFolder(...names: readonly string[]): string {
    return path.resolve(__dirname, '../../../../test/fixtures', ...names);
}

describe('readTree', () => {
    it('keeps texts and run bits', () => {
        const root = fs.mkdtempSync(path.join(os.tmpdir(), 'read-tree-'));
        try {
            fs.mkdirSync(path.join(root, 'bin'));
            fs.writeFileSync(path.join(root, 'bin', 'run.sh'), 'echo\r\n', { mode: 0o755 });
            fs.writeFileSync(path.join(root, 'notes'), 'x', { mode: 0o644 });
            expect(readTree(root)).to.deep.equal({ 'bin/run.sh': { text: 'echo\r\n', executable: true }, notes: { text: 'x', executable: false } });
        } finally {
            fs.rmSync(root, { recursive: true });
        }
    });
});
