/** Everything that is computed about an operation before anyone is asked: its commands or edits, its rollback, what it reaches, and the sentence that begins the card. */
import type { Command, Edit, Operation } from '../ops/operation';
import { assessCommands } from './assess-command';
import type { CommandReading } from './assess-command';
import { assessEdits } from './assess-edits';
import { farthestGroup, worstRisk } from './assessment';
import type { Assessment } from './assessment';
import type { Reading, Target } from './reading';
import type { RiskContext } from './risk-context';
import { sentenceOf } from './sentence';

export function assessOperation(operation: Operation, context: RiskContext): Reading {
    const commands = assessCommands(operation.commands ?? [], context);
    const assessment = operation.edits ? assessEdits(operation.edits) : combine(commands.map((reading, index) => inField(reading.assessment, `commands[${index}]`)));
    const rollback = operation.rollback && assessRollback(operation.rollback, context);
    const target = targetOf(operation, assessment, commands, context);
    return {
        sentence: sentenceOf(operation, commands.map(reading => reading.runs), target),
        assessment,
        ...(rollback ? { rollback } : {}),
        runs: commands.flatMap(reading => reading.runs.map(argv => [...argv])),
        lookedThrough: [...new Set(commands.flatMap(reading => reading.lookedThrough))].sort(),
        unset: [...new Set(commands.flatMap(reading => reading.unset))].sort(),
        ...(target ? { target } : {})
    };
}

function assessRollback({ commands, edits }: { readonly commands?: readonly Command[]; readonly edits?: readonly Edit[] }, context: RiskContext): Assessment {
    const parts = assessCommands(commands ?? [], context).map((reading, index) => inField(reading.assessment, `rollback.commands[${index}]`));
    return combine([...parts, ...(edits ? [assessEdits(edits, 'rollback.edits')] : [])]);
}

function inField(assessment: Assessment, field: string): Assessment {
    return { ...assessment, reasons: assessment.reasons.map(reason => ({ ...reason, field })) };
}

function combine(parts: readonly Assessment[]): Assessment {
    return {
        risk: worstRisk(parts.map(part => part.risk)), group: farthestGroup(parts.map(part => part.group)),
        writes: parts.some(part => part.writes), reasons: parts.flatMap(part => part.reasons)
    };
}

/** What the commands themselves name; else, for what has to be typed, the last part of the workspace's path or of the edited file. */
function targetOf(operation: Operation, assessment: Assessment, commands: readonly CommandReading[], context: RiskContext): Target | undefined {
    const named = commands.map(reading => reading.target).find(target => target !== undefined);
    if (named || assessment.risk !== 'HIGH') {
        return named;
    }
    const path = operation.edits?.[0]?.file ?? context.workspace;
    const confirm = path?.split('/').filter(Boolean).at(-1);
    return confirm ? { kind: operation.edits ? 'path' : 'workspace', confirm, description: operation.edits ? `file ${path}` : `folder ${path}` } : undefined;
}
