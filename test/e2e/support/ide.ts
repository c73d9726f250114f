/** Starts the real backend on a loopback port, on a copy of a sample workspace, with state and settings of its own; nothing of the user's is touched. */
import { spawn, execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../../..');

export interface IdeOptions {
    /** Name under test/fixtures/workspaces, or undefined for an empty folder. */
    readonly workspace?: string;
    readonly git?: boolean;
    /** The application to serve: `browser-app`, or another folder, of the project or absolute. */
    readonly app?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** Theia's settings.json. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Changes the copy before the backend starts. */
    readonly prepare?: (workspace: string) => void;
}

export class Ide {
    private backend: ChildProcess | undefined;
    readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'infra-e2e-')));
    readonly workspace = join(this.folder, 'workspace');
    readonly stateFolder = join(this.folder, 'state');
    /** By how many days the clock of the next backend runs ahead. */
    daysAhead = 0;
    private port = 0;

    constructor(private readonly options: IdeOptions) {
        mkdirSync(this.workspace);
        mkdirSync(join(this.folder, 'theia'));
        if (options.workspace) {
            cpSync(join(PROJECT, 'test/fixtures/workspaces', options.workspace), this.workspace, { recursive: true });
        }
        options.prepare?.(this.workspace);
        if (options.git ?? true) {
            this.commit();
        }
        writeFileSync(join(this.folder, 'theia/settings.json'), JSON.stringify(options.settings ?? {}));
    }

    get url(): string {
        return `http://127.0.0.1:${this.port}/#${this.workspace}`;
    }

    async start(): Promise<void> {
        this.port ||= await freePort();
        const app = resolve(PROJECT, this.options.app ?? 'browser-app');
        this.backend = spawn(process.execPath, [join(app, 'lib/backend/main.js'), this.workspace, '--hostname=127.0.0.1', `--port=${this.port}`], {
            cwd: app,
            env: { ...process.env, HOME: this.folder, THEIA_CONFIG_DIR: join(this.folder, 'theia'), INFRA_AGENT_HOME: this.stateFolder, ...this.options.env, ...this.clock() },
            stdio: ['ignore', 'pipe', 'pipe']
        });
        await new Promise<void>((ready, failed) => {
            let output = '';
            const take = (chunk: Buffer) => {
                output += chunk.toString();
                if (output.includes('app listening')) {
                    ready();
                }
            };
            this.backend?.stdout?.on('data', take);
            this.backend?.stderr?.on('data', take);
            this.backend?.on('exit', code => failed(new Error(`the backend ended with ${code}:\n${output.slice(-2_000)}`)));
        });
    }

    private clock(): Readonly<Record<string, string>> {
        return this.daysAhead === 0 ? {} : { NODE_OPTIONS: `--require ${join(__dirname, 'days-ahead.cjs')}`, INFRA_E2E_DAYS_AHEAD: String(this.daysAhead) };
    }

    /** The chats that Theia would list after a reload, as one text. */
    keptChats(): string {
        const files = readdirSync(join(this.folder, 'theia'), { recursive: true, encoding: 'utf8' }).filter(file => file.includes('chatSessions') && file.endsWith('.json'));
        const read = (file: string) => readFileSync(join(this.folder, 'theia', file), 'utf8');
        const index = files.filter(file => basename(file) === 'index.json').map(read).join('\n');
        return files.filter(file => index.includes(`"${basename(file, '.json')}"`)).map(read).join('\n');
    }

    /** Ends the backend; with SIGKILL as a crash would. */
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
        const { backend } = this;
        if (backend && backend.exitCode === null && backend.signalCode === null) {
            const gone = new Promise(done => backend.once('exit', done));
            backend.kill(signal);
            await gone;
        }
    }

    async dispose(): Promise<void> {
        await this.stop('SIGKILL');
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    /** Whether the chat was saved with this text; Theia does so a moment after a change, and a reload before that loses it. */
    hasSavedChat(text: string): boolean {
        const files = readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter(file => file.includes('chatSessions') && file.endsWith('.json'));
        return files.some(file => readFileSync(join(this.folder, file), 'utf8').includes(text));
    }

    /** Changes a file of the workspace, as another program would. */
    write(file: string, text: string): void {
        writeFileSync(join(this.workspace, file), text);
    }

    private commit(): void {
        const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false', ...args], { cwd: this.workspace, stdio: 'ignore' });
        git('init', '--quiet', '--initial-branch=main');
        git('add', '--all');
        git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Start');
    }
}

function freePort(): Promise<number> {
    return new Promise((done, failed) => {
        const probe = createServer();
        probe.once('error', failed);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address() as AddressInfo;
            probe.close(() => done(port));
        });
    });
}
