/** What `#infra` stands for in a chat message, for any agent: facts, findings or waiting operations of the workspace, redacted and bounded. */
import { isOpen } from '../../common/conductor/operation-state';
import type { ContextPart } from '../../common/infra-service';
import { redact } from '../../common/ops/redact';
import { writeOpsYaml } from '../../common/ops/write-ops-block';
import { validate } from '../../common/sentinel/validate';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { factLines, findingLine } from './model-brief';
import { readWorkspaceOf } from './read-workspace';

/** In characters. */
const LONGEST = 60_000;

export async function repositoryContext(conductor: WorkspaceConductor, part: ContextPart): Promise<string> {
    const text = redact(await textOf(conductor, part)).text;
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n(cut off here)` : text;
}

async function textOf(conductor: WorkspaceConductor, part: ContextPart): Promise<string> {
    switch (part) {
        case 'facts': return factLines((await readWorkspaceOf(conductor)).facts);
        case 'findings': return validate(await readWorkspaceOf(conductor)).map(findingLine).join('\n') || 'The checks found nothing.';
        case 'operations': return [...conductor.state.operations.values()].filter(isOpen)
            .map(state => `# ${state.key}: ${state.phase}\n${writeOpsYaml(state.operation)}`).join('---\n') || 'No operation waits or failed.';
    }
}
