/** The sample workspaces are what their lists say: places exist, clean ones are clean, and the first run card needs a bare machine only. */
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const workspaces = resolve(__dirname, '../../fixtures/workspaces');
const names = ['edge-gke', 'flux-overlays', 'aws-helm-terraform', 'compose-small'];

interface Place { file: string; line: number }
interface Defect extends Place { check: string; about: string; mendable: boolean; also?: Place[] }

const defectsOf = (name: string): Defect[] => JSON.parse(readFileSync(join(workspaces, `${name}.defects.json`), 'utf8'));

function filesOf(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => lstatSync(join(folder, file)).isFile()).sort();
}

describe('sample workspaces', function () {
    if (process.platform === 'win32') {
        return;
    }

    for (const name of names) {
        it(`${name}: every listed place is there, and none is listed twice for one check`, () => {
            const seen = new Set<string>();
            for (const defect of defectsOf(name)) {
                expect(defect.check).to.match(/^(shell|repo|kubernetes)\/[a-z-]+$/);
                for (const place of [defect, ...defect.also ?? []]) {
                    const lines = readFileSync(join(workspaces, name, place.file), 'utf8').split('\n');
                    expect(place.line, `${place.file} of ${defect.check}`).to.be.within(1, lines.length);
                    const key = `${defect.check} ${place.file}:${place.line}`;
                    expect(seen.has(key), key).to.equal(false);
                    seen.add(key);
                }
            }
        });

        it(`${name}-clean: no file has CRLF, odd characters or merge markers`, () => {
            const clean = join(workspaces, `${name}-clean`);
            for (const file of filesOf(clean)) {
                const text = readFileSync(join(clean, file), 'utf8');
                expect(text, file).not.to.match(/\r|[\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]|^(<{7}|>{7}) /m);
            }
        });

        it(`${name}-clean: every script with a shebang can be executed, and parses`, () => {
            const clean = join(workspaces, `${name}-clean`);
            const scripts = filesOf(clean).filter(file => file.endsWith('.sh'));
            expect(scripts).not.to.deep.equal([]);
            for (const file of scripts) {
                const shebang = readFileSync(join(clean, file), 'utf8').startsWith('#!');
                expect(Boolean(statSync(join(clean, file)).mode & 0o100), file).to.equal(shebang);
                expect(spawnSync('bash', ['-n', join(clean, file)]).status, file).to.equal(0);
            }
        });

        it(`${name}-clean: shellcheck has no complaint`, function () {
            if (spawnSync('shellcheck', ['--version']).error) {
                this.skip();
            }
            const clean = join(workspaces, `${name}-clean`);
            const run = spawnSync('shellcheck', ['-f', 'gcc', ...filesOf(clean).filter(file => file.endsWith('.sh'))], { cwd: clean, encoding: 'utf8' });
            expect(run.stdout).to.equal('');
            expect(run.status).to.equal(0);
        });
    }

    it('edge-gke: its preflight passes with bash and coreutils alone, and writes only its log', () => {
        const home = realpathSync(mkdtempSync(join(tmpdir(), 'workspaces-')));
        try {
            const workspace = join(home, 'edge');
            cpSync(join(workspaces, 'edge-gke'), workspace, { recursive: true });
            mkdirSync(join(home, 'bin'));
            for (const tool of ['env', 'bash', 'dirname', 'mkdir', 'tee', 'date', 'head', 'cat']) {
                const path = spawnSync('bash', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
                symlinkSync(path, join(home, 'bin', tool));
            }
            const before = filesOf(home);
            const run = spawnSync(join(workspace, 'ai/infra/tasks/000_preflight.sh'), { env: { PATH: join(home, 'bin'), HOME: home }, encoding: 'utf8' });
            expect(run.status, run.stdout + run.stderr).to.equal(0);
            expect(run.stdout).to.contain('Preflight passed');
            expect(filesOf(home).filter(file => !before.includes(file))).to.deep.equal([relative(home, join(workspace, 'ai/infra/logs/000_preflight.log'))]);
        } finally {
            rmSync(home, { recursive: true, force: true });
        }
    });
});
