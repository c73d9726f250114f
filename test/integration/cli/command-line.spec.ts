import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawn } from 'node-pty';

const MAIN = resolve(__dirname, '../../../infra-agent-extension/src/cli/main.ts');
const TSX = pathToFileURL(createRequire(__filename).resolve('tsx')).href;

describe('the command line', function () {
    this.timeout(120_000);
    let folder: string;
    let workspace: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), 'infra-cli-')));
        workspace = join(folder, 'workspace');
        mkdirSync(workspace);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const env = () => ({ ...process.env, INFRA_AGENT_HOME: join(folder, 'state') }) as Record<string, string>;

    function run(args: readonly string[], input = ''): { code: number | null; out: string; err: string } {
        const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, MAIN, ...args], { encoding: 'utf8', env: env(), input, cwd: folder, maxBuffer: 1 << 26 });
        return { code: status, out: stdout, err: stderr };
    }

    /** At a terminal: gives each answer when its question is asked. */
    function atTerminal(args: readonly string[], answers: readonly (readonly [RegExp, string])[]): Promise<{ code: number; screen: string }> {
        return new Promise(done => {
            const terminal = spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cols: 200, rows: 50, env: env(), cwd: folder });
            const left = [...answers];
            let screen = '';
            let unread = '';
            terminal.onData(text => {
                screen += text;
                unread += text;
                if (left.length > 0 && left[0][0].test(unread)) {
                    unread = '';
                    terminal.write(`${left.shift()?.[1]}\r`);
                }
            });
            terminal.onExit(({ exitCode }) => done({ code: exitCode, screen }));
        });
    }

    function operation(text: string): string {
        const file = join(folder, 'operation.ops.yaml');
        writeFileSync(file, text);
        return file;
    }

    const LIST = 'title: Say hello\nmode: test\ncommands:\n  - run: echo hello\nexpected:\n  - stdout: ^hello$\n';

    it('asks for trust and for each operation, runs what is approved, and journals it', async () => {
        const { code, screen } = await atTerminal(['apply', operation(LIST), '--dir', workspace], [[/trust/, 'y'], [/Send\?/, 'y']]);
        expect(screen).to.include('will run `echo hello`').and.to.include('DONE');
        expect(code).to.equal(0);
        const { entries } = JSON.parse(run(['journal', 'show', workspace, '--json']).out);
        expect(entries.map((entry: { event: { type: string } }) => entry.event.type)).to.include.members(['OperationProposed', 'OperationApproved', 'RunStarted', 'RunObserved']);
        expect(run(['journal', 'verify', workspace]).code).to.equal(0);
    });

    it('runs nothing without a yes', async () => {
        const { code } = await atTerminal(['apply', operation(LIST), '--dir', workspace], [[/trust/, 'y'], [/Send\?/, '']]);
        expect(code).to.equal(3);
    });

    it('wants the target typed for HIGH', async () => {
        writeFileSync(join(workspace, 'kept.txt'), 'x');
        const file = operation('title: Remove it\nmode: test\ncommands:\n  - run: rm -rf kept.txt\n');
        const refused = await atTerminal(['apply', file, '--dir', workspace], [[/trust/, 'y'], [/type "/, 'y']]);
        expect(refused.code).to.equal(3);
        expect(existsSync(join(workspace, 'kept.txt'))).to.equal(true);
    });

    it('without a terminal, runs exactly what --approve names, and never HIGH', async () => {
        const file = operation(LIST);
        await atTerminal(['apply', file, '--dir', workspace], [[/trust/, 'y'], [/Send\?/, '']]);
        const asked = run(['apply', file, '--dir', workspace]);
        expect(asked.code).to.equal(3);
        const digest = /--approve ([0-9a-f]{64})/.exec(asked.out)?.[1] ?? '';
        expect(run(['apply', file, '--dir', workspace, '--approve', '0'.repeat(64)]).code).to.equal(3);
        expect(run(['apply', file, '--dir', workspace, '--approve', digest]).code).to.equal(0);
        const high = operation('title: Remove it\nmode: test\ncommands:\n  - run: rm -rf /var/lib/nothing-here\n');
        const shown = run(['apply', high, '--dir', workspace]);
        const highDigest = /digest ([0-9a-f]{64})/.exec(shown.out)?.[1] ?? '';
        expect(run(['apply', high, '--dir', workspace, '--approve', highDigest]).code).to.equal(3);
    });

    it('applies an edit and rolls it back to the byte', async () => {
        const file = operation('title: Greet\nmode: implement\nedits:\n  - file: docs/new/hello.md\n    content: "hello\\n"\n');
        expect((await atTerminal(['apply', file, '--dir', workspace], [[/trust/, 'y'], [/Send\?/, 'y']])).code).to.equal(0);
        expect(readFileSync(join(workspace, 'docs/new/hello.md'), 'utf8')).to.equal('hello\n');
        expect((await atTerminal(['rollback', 'greet', '--dir', workspace], [[/Roll it back/, 'y']])).code).to.equal(0);
        expect(existsSync(join(workspace, 'docs'))).to.equal(false);
    });

    it('says where a broken operation is wrong, and exits with 2 for wrong usage', () => {
        const broken = run(['apply', operation('title: A\nmode: deploy\ncommands: [{run: ls}]\n'), '--dir', workspace]);
        expect(broken.code).to.equal(2);
        expect(broken.err).to.match(/operation\.ops\.yaml:2:7: `mode`/);
        expect(run(['nonsense']).code).to.equal(2);
        expect(run(['inspect', '/nowhere']).code).to.equal(2);
        expect(run(['--help']).code).to.equal(0);
    });

    it('exits with 1 where the check finds errors, and prints JSON and SARIF', () => {
        const sample = resolve(__dirname, '../../fixtures/workspaces/edge-gke');
        const { code, out } = run(['check', sample, '--json']);
        expect(code).to.equal(1);
        expect(JSON.parse(out)).to.include({ verdict: 'FAIL' });
        expect(JSON.parse(run(['check', sample, '--sarif']).out)).to.include({ version: '2.1.0' });
        expect(JSON.parse(run(['inspect', sample, '--json']).out).entryPoints[0]).to.equal('ai/infra/bin/init.sh');
    });

    it('classify takes a line as JSON ends it: other separators, controls and halves of characters are part of the command', () => {
        const odd = ['echo a\u2028b', 'ls\r\nkubectl delete ns prod\r\n', 'ls \ud800', 'ls\0', '', 'cat <<EOF\n', `${'('.repeat(10_000)}ls${')'.repeat(10_000)}`, `echo ${'x'.repeat(1_000_000)}`];
        const { code, out } = run(['classify'], `${odd.map(cmd => JSON.stringify({ cmd })).join('\n')}\n\n"kubectl delete ns \u2029 prod"`);
        const answers = out.trimEnd().split('\n').map(line => JSON.parse(line) as { cmd: string; risk: string });
        expect(answers.map(answer => answer.cmd)).to.deep.equal([...odd, 'kubectl delete ns \u2029 prod']);
        expect(answers.map(answer => answer.risk)).to.deep.equal(['LOW', 'HIGH', 'HIGH', 'HIGH', 'LOW', 'HIGH', 'HIGH', 'LOW', 'HIGH']);
        expect(code).to.equal(0);
    });

    it('classifies commands line by line, in order', () => {
        const { code, out } = run(['classify'], '"kubectl get pods"\n{"cmd":"kubectl delete namespace prod"}\n');
        expect(code).to.equal(0);
        expect(out.trim().split('\n').map(line => JSON.parse(line)).map(({ risk, group }) => [risk, group])).to.deep.equal([['LOW', 'cluster'], ['HIGH', 'cluster']]);
    });
});
