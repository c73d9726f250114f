import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { analyzeRepo } from '../../../infra-agent-extension/src/common/repo/analyze-repo';
import { memoryRepoFiles } from '../../../infra-agent-extension/src/common/repo/memory-repo-files';
import { checks } from '../../../infra-agent-extension/src/common/sentinel/checks';
import { validate } from '../../../infra-agent-extension/src/common/sentinel/validate';
import { compareTimes } from '../support';
import type { Bench } from '../support';
import { sampleScripts } from './repositories';

/** All scripts in one process of shellcheck, without following sources, which is the cheapest way that it has. */
export const bench: Bench = async () => {
    const scripts = sampleScripts();
    const shell = checks.filter(check => check.meta.id.startsWith('shell/'));
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'infra-agent-bench-'));
    const files = Object.entries(scripts).map(([file, { text }]) => {
        const copy = path.join(folder, file.replaceAll('/', '-'));
        fs.writeFileSync(copy, text);
        return copy;
    });
    try {
        if (spawnSync('shellcheck', ['--version']).status !== 0) {
            return [{ measure: 'shell checks against shellcheck: shellcheck is not installed', value: 0, unit: '' }];
        }
        const lint = (): void => {
            try {
                execFileSync('shellcheck', ['--format=json1', ...files], { stdio: 'ignore' });
            } catch {
                // It has findings.
            }
        };
        const ours = async (): Promise<unknown> => validate(await analyzeRepo(memoryRepoFiles(scripts), {}), shell);
        return [{ measure: `read, link and check ${files.length} scripts; baseline: shellcheck on the same`, unit: 'ms', ...await compareTimes(ours, lint, 3), goal: { atMost: 0.05 } }];
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
};
