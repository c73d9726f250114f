/** What no approval can let through, whatever is on the disk: decided from the operation's text and from what it was seen to run. */
import { operationRules } from '../../common/ops/operation';
import type { Operation } from '../../common/ops/operation';
import { mapTexts } from '../../common/ops/redact-operation';
import type { Finding } from '../../common/sentinel/finding';
import { leadsOut } from '../resolve-inside';
import { callsAgent } from './calls-agent';

export function operationFindings(operation: Operation, runs: readonly (readonly string[])[], root: string): Finding[] {
    const sentences: readonly (readonly [check: string, sentence: string])[] = [
        ...operationRules(operation).map(sentence => ['ops/shape', sentence] as const),
        ...holdsNul(operation) ? [['ops/shape', 'It holds a NUL character, at which programs stop reading; take it out.'] as const] : [],
        ...operation.delegate ? [['ops/delegate', 'Delegations cannot be sent yet; ask in the chat, in the mode of that role.'] as const] : [],
        ...foldersOf(operation).filter(folder => leadsOut(root, folder)).map(folder => ['ops/folder', `The folder ${folder} leads out of the workspace; name one inside of it.`] as const),
        ...callsAgent(operation, runs) ? [['ops/calls-agent', 'It calls infra-agent, and could so approve or undo operations itself; a person does that, in a card or at a terminal.'] as const] : []
    ];
    return sentences.map(([check, message]) => error(check, message));
}

export function error(check: string, message: string, file = ''): Finding {
    const start = { line: 0, character: 0 };
    return { check, severity: 'error', file, range: { start, end: start }, message };
}

function holdsNul(operation: Operation): boolean {
    let found = false;
    mapTexts({ ...operation, edits: undefined }, text => {
        found ||= text.includes('\0');
        return text;
    });
    return found;
}

function foldersOf(operation: Operation): string[] {
    const commands = [...operation.commands ?? [], ...operation.rollback?.commands ?? []];
    return [...new Set(commands.flatMap(command => (command.cwd === undefined ? [] : [command.cwd])))];
}
