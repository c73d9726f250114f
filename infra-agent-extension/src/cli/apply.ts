import { readFileSync } from 'node:fs';
import { isRefusal } from '../common/conductor/refusal';
import type { Operation } from '../common/ops/operation';
import { findOpsBlocks } from '../common/ops/ops-block-scanner';
import { parseOpsBlock } from '../common/ops/parse-ops-block';
import { Failure } from './failure';
import { openConductor } from './open-conductor';
import { print, printJson, visible } from './print';
import { decideAndSend, mustBeTrusted } from './send';
import type { Decided } from './send';

/** Shows each operation of a file and asks; stops at the first that is not done. */
export async function apply(file: string, options: { dir: string; approve?: string; json?: boolean }): Promise<number> {
    const operations = readOperations(file);
    const conductor = await openConductor(options.dir, options.json ? undefined : text => process.stdout.write(visible(text)));
    const decided: Decided[] = [];
    try {
        await mustBeTrusted(conductor);
        const keys = await conductor.propose(operations.map(operation => ({ operation, origin: { kind: 'file' } })));
        if (isRefusal(keys)) {
            throw new Failure(keys.message, 3);
        }
        for (const key of keys) {
            const last = await decideAndSend(conductor, key, { approve: options.approve, quiet: options.json });
            decided.push(last);
            if (last.exitCode !== 0) {
                break;
            }
        }
    } finally {
        conductor.close();
    }
    return report(decided, options.json === true);
}

function report(decided: readonly Decided[], json: boolean): number {
    const last = decided.at(-1);
    if (json) {
        printJson({ operations: decided.map(({ card, message }) => ({ key: card.key, title: card.operation.title, digest: card.digest, phase: card.phase, observation: card.observation, message })) });
    } else if (last?.message && last.exitCode !== 0) {
        print(last.message);
    }
    return last?.exitCode ?? 0;
}

function readOperations(file: string): Operation[] {
    const text = readText(file);
    const blocks = /\.(md|markdown)$/i.test(file)
        ? findOpsBlocks(text).flatMap(segment => (segment.kind === 'ops' ? [{ source: segment.source, line: segment.line + 1, closed: segment.closed }] : []))
        : [{ source: text, line: 1, closed: true }];
    if (blocks.length === 0) {
        throw new Failure(`${file} holds no ops block; see \`infra-agent propose --format md\` for one.`, 2);
    }
    return blocks.map(({ source, line, closed }) => {
        const parsed = parseOpsBlock(source);
        if (parsed.kind === 'operation' && closed) {
            return parsed.operation;
        }
        const problems = parsed.kind === 'broken' ? parsed.problems.map(problem => `${file}:${line + problem.line - 1}:${problem.column}: ${problem.message}`) : [`${file}:${line}:1: the block is not closed`];
        throw new Failure(problems.join('\n'), 2);
    });
}

function readText(file: string): string {
    try {
        return readFileSync(file, 'utf8');
    } catch (error) {
        throw new Failure(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`, 2);
    }
}
