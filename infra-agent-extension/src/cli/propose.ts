import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationState } from '../common/conductor/operation-state';
import { effectiveAssessment } from '../common/card-view';
import type { Mode } from '../common/ops/operation';
import { writeOpsBlock, writeOpsYaml } from '../common/ops/write-ops-block';
import { deriveAnswer } from '../node/answer/derive-answer';
import { openConductor } from './open-conductor';
import { print, printJson } from './print';

interface ProposeOptions {
    readonly mode: Mode;
    readonly goal?: string;
    readonly json?: boolean;
    readonly format?: 'yaml' | 'md';
    readonly out?: string;
}

/** Derives and records the operations of a mode; nothing runs. */
export async function propose(dir: string, options: ProposeOptions): Promise<number> {
    const conductor = await openConductor(dir);
    try {
        const answer = await deriveAnswer(conductor, { mode: options.mode, text: options.goal ?? '' });
        const states = [...answer.keys, ...answer.folded].flatMap(key => conductor.state.operations.get(key) ?? []);
        printAnswer(answer, states, options);
        return 0;
    } finally {
        conductor.close();
    }
}

function printAnswer(answer: { markdown: string; closing?: string }, states: readonly OperationState[], options: ProposeOptions): void {
    if (options.format) {
        printOperations(states, options);
    } else if (options.json) {
        printJson({ operations: states.map(forJson), summary: { text: answer.markdown, closing: answer.closing } });
    } else {
        print(answer.markdown);
        states.forEach(state => print(summaryLine(state)));
        print(answer.closing ?? '');
    }
}

function printOperations(states: readonly OperationState[], { format, out }: ProposeOptions): void {
    if (format === 'md') {
        print(states.map(({ operation }) => `## ${operation.title}\n\n${writeOpsBlock(operation)}`).join('\n'));
    } else if (out === undefined) {
        print(states.map(({ operation }) => writeOpsYaml(operation)).join('---\n'));
    } else {
        mkdirSync(out, { recursive: true });
        for (const { key, operation } of states) {
            const file = join(out, `${key}.ops.yaml`);
            writeFileSync(file, writeOpsYaml(operation));
            print(file);
        }
    }
}

function forJson({ key, operation, reading, verdict, digest, phase }: OperationState): unknown {
    return { ...operation, key, phase, assessment: reading && effectiveAssessment(operation, reading.assessment), sentence: reading?.sentence, verdict, digest };
}

function summaryLine({ key, operation, phase, reading }: OperationState): string {
    const assessment = reading && effectiveAssessment(operation, reading.assessment);
    return `${assessment?.risk ?? '?'} ${assessment?.group ?? ''}  ${key}  ${operation.title} (${phase}): ${reading?.sentence ?? ''}`;
}
