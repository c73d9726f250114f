/** Repositories to measure on: the sample workspaces, copied as often as wanted into one tree, each under a folder of its own. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { MemoryFile } from '../../../infra-agent-extension/src/common/repo/memory-repo-files';

const WORKSPACES = path.resolve(__dirname, '../../fixtures/workspaces');

interface SampleFile {
    readonly file: string;
    readonly text: string;
    readonly executable: boolean;
}

function sampleFiles(): readonly SampleFile[] {
    const names = (fs.readdirSync(WORKSPACES, { recursive: true }) as string[]).sort().filter(file => file.includes(path.sep) && fs.statSync(path.join(WORKSPACES, file)).isFile());
    return names.map(file => ({ file: file.split(path.sep).join('/'), text: fs.readFileSync(path.join(WORKSPACES, file), 'utf8'), executable: (fs.statSync(path.join(WORKSPACES, file)).mode & 0o111) !== 0 }));
}

export function sampleScripts(): Record<string, MemoryFile> {
    return Object.fromEntries(sampleFiles().filter(({ file }) => file.endsWith('.sh')).map(({ file, text, executable }) => [file, { text, executable }]));
}

/** Made, given to the work, and removed. One file in `every` is infrastructure, the others are sources of some program. */
export async function inRepositoryOf<T>(size: number, every: number, work: (root: string) => Promise<T>): Promise<T> {
    const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'infra-agent-bench-')));
    try {
        const samples = sampleFiles();
        for (let at = 0; at < size; at++) {
            const { file, text, executable } = samples[Math.floor(at / every) % samples.length];
            const copy = Math.floor(at / every / samples.length);
            const name = at % every === 0 ? `copy-${copy}/${file}` : `copy-${copy}/src/part-${at % 97}/module-${at}.ts`;
            fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
            fs.writeFileSync(path.join(root, name), at % every === 0 ? text : 'export {};\n', { mode: executable && at % every === 0 ? 0o755 : 0o644 });
        }
        return await work(root);
    } finally {
        fs.rmSync(root, { recursive: true, force: true });
    }
}
