/** The journal of a test's workspace, through the command line that people use. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Ide } from './ide';

const MAIN = resolve(__dirname, '../../../infra-agent-extension/bin/infra-agent.js');

export interface JournalLine {
    readonly event: { readonly type: string; readonly key: string; readonly reason?: string };
}

export function journalOf(ide: Ide): JournalLine[] {
    return JSON.parse(infraAgent(ide, 'journal', 'show', ide.workspace, '--json')).entries;
}

/** Throws if the command line does not exit with 0. */
export function infraAgent(ide: Ide, ...args: string[]): string {
    return execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', env: { ...process.env, INFRA_AGENT_HOME: ide.stateFolder } });
}
