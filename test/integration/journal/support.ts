/** Journals in folders that go away after each test, and processes of our own that use them. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Event } from '../../../infra-agent-extension/src/common/conductor/events';
import { openFileJournal } from '../../../infra-agent-extension/src/node/file-journal';
import type { FileJournal } from '../../../infra-agent-extension/src/node/file-journal';

export const KEY = Buffer.alloc(32, 7);

const folders: string[] = [];
const children = new Set<ChildProcess>();

export function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'infra-agent-journal-'));
    folders.push(folder);
    return folder;
}

export function cleanUp(): void {
    children.forEach(child => child.kill('SIGKILL'));
    folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true }));
}

export function openJournal(folder: string, over: { patience?: number; report?: (sentence: string) => void } = {}): FileJournal {
    return openFileJournal({ folder, key: KEY, now: () => new Date(), ...over });
}

/** An event that any number of times may be appended, told apart by `key` and `reason`. */
export function note(key: string, reason: string): Event {
    return { type: 'RequestRefused', key, request: 'test', reason, from: 'cli' };
}

export interface Worker {
    /** Lines that it printed so far. */
    readonly lines: readonly string[];
    /** Resolves with its exit code, or the signal that ended it. */
    readonly ended: Promise<number | string>;
    /** Resolves once it printed this many lines, or ended. */
    printed(count: number): Promise<void>;
    kill(): void;
}

/** Runs a file of this folder in a process of its own. */
export function startWorker(file: string, ...args: string[]): Worker {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    const lines: string[] = [];
    let wake: () => void = () => undefined;
    const reader = createInterface({ input: child.stdout }).on('line', line => {
        lines.push(line);
        wake();
    });
    const closed = new Promise<void>(resolve => reader.once('close', resolve));
    const ended = new Promise<number | string>(resolve => child.once('exit', (code, signal) => {
        children.delete(child);
        resolve(code ?? signal ?? 'unknown');
    })).then(async status => {
        await closed;
        wake();
        return status;
    });
    return {
        lines, ended,
        printed: count => Promise.race([ended.then(() => undefined), new Promise<void>(resolve => {
            wake = () => lines.length >= count && resolve();
            wake();
        })]),
        kill: () => child.kill('SIGKILL')
    };
}
