/** Operations out of a text that a person has in an editor: read and judged like any other proposal, new each time. */
import { isUnsent } from '../../common/conductor/operation-state';
import { isRefusal } from '../../common/conductor/refusal';
import type { ProposedText } from '../../common/infra-service';
import { parseOpsBlock } from '../../common/ops/parse-ops-block';
import { splitOpsFile } from '../../common/ops/split-ops-file';
import type { WorkspaceConductor } from '../gate/workspace-conductor';

export async function proposeText(conductor: WorkspaceConductor, source: string, of?: string): Promise<ProposedText> {
    const operations = [];
    for (const { text, line } of splitOpsFile(source)) {
        const parsed = parseOpsBlock(text);
        if (parsed.kind === 'broken') {
            const [problem] = parsed.problems;
            return { kind: 'broken', problem: problem.message, line: problem.line + line, column: problem.column };
        }
        operations.push(parsed.operation);
    }
    const keys = await conductor.propose(operations.map(operation => ({ operation, origin: { kind: 'file', ...of !== undefined && { of } } })));
    if (isRefusal(keys)) {
        return { kind: 'broken', problem: keys.message, line: 1, column: 1 };
    }
    const edited = of === undefined ? undefined : conductor.state.operations.get(of);
    if (edited && isUnsent(edited) && !edited.approval) {
        await conductor.supersede(edited.key, `It was edited, and proposed anew as ${keys.join(', ')}.`);
    }
    return { kind: 'ok', keys };
}
