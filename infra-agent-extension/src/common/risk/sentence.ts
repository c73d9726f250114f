/** The sentence that begins a card: computed from what was read, never the author's words. */
import type { Edit, Operation } from '../ops/operation';
import { programTables } from './programs';
import type { Target } from './reading';

export function sentenceOf(operation: Operation, runs: readonly (readonly (readonly string[])[])[], target: Target | undefined): string {
    if (operation.delegate) {
        return `will hand a prompt to the role ${operation.delegate.role}`;
    }
    const where = target && target.kind !== 'path' && target.kind !== 'workspace' ? ` on ${target.description}` : '';
    return operation.edits ? `will ${operation.edits.map(editPhrase).join(', ')}` : `will run ${(operation.commands ?? []).map(commandPhrase).join(', then ')}${where}${through(runs.flat(), operation)}`;
}

function editPhrase(edit: Edit): string {
    const changes = [
        ...(edit.delete ? ['delete'] : edit.content !== undefined ? ['create'] : edit.patch !== undefined ? ['change'] : []),
        ...(edit.executable === undefined ? [] : [edit.executable ? 'set the run bit of' : 'remove the run bit of']),
        ...(edit.lineEnding ? ['set LF line endings in'] : [])
    ];
    return `${changes.join(' and ')} \`${edit.file}\``;
}

function commandPhrase(command: { readonly run: string; readonly cwd?: string }): string {
    return `\`${command.run}\`${command.cwd && command.cwd !== '.' ? ` in ${command.cwd}` : ''}`;
}

/** Programs that reach beyond this machine and that scripts were seen to start, beside what is written. */
function through(runs: readonly (readonly string[])[], operation: Operation): string {
    const written = (operation.commands ?? []).map(command => command.run).join('\n');
    const names = runs.map(([program]) => program?.split('/').at(-1) ?? '');
    const far = [...new Set(names.filter(name => FAR.has(name) && !written.includes(name)))];
    return far.length > 0 ? `, which runs ${far.map(name => `\`${name}\``).join(', ')}` : '';
}

const FAR = new Set(programTables.filter(table => table.group !== 'local').flatMap(table => table.names));
