/** Sentinel's word on one operation: only errors that the operation itself would add make it FAIL. Commands are proven by what running them shows. */
import type { FileImage, Origin } from '../../common/conductor/events';
import type { Operation } from '../../common/ops/operation';
import { findSecrets } from '../../common/ops/redact';
import type { Finding } from '../../common/sentinel/finding';
import type { Verdict } from '../../common/sentinel/verdict';
import { editedTextFindings } from '../../common/sentinel/edited-text';
import type { Workspace } from '../workspace';
import { error, operationFindings } from './operation-findings';

export interface Validating {
    readonly operation: Operation;
    readonly origin: Origin;
    /** What its commands, rollback and preconditions were seen to run. */
    readonly runs: readonly (readonly string[])[];
    readonly images: readonly FileImage[];
}

export async function validateOperation(workspace: Workspace, { operation, origin, runs, images }: Validating): Promise<Verdict> {
    const findings = [...operationFindings(operation, runs, workspace.root), ...secretsIn(operation, origin)];
    if (!operation.edits) {
        return findings.length > 0 ? { outcome: 'FAIL', findings } : { outcome: 'NOT_VALIDATED', findings, reason: 'Commands are proven by running them.' };
    }
    const edited = (await Promise.all(images.map(image => editedFindings(workspace, image, origin)))).flat();
    const all = [...findings, ...edited];
    return { outcome: all.some(finding => finding.severity === 'error') ? 'FAIL' : 'PASS', findings: all };
}

/** DESIGN §7: an operation that would write or pass a secret cannot be sent; secrets come by reference. What its edits write is judged by their images. */
function secretsIn(operation: Operation, origin: Origin): Finding[] {
    const { commands = [], preconditions = [], rollback, env = [] } = operation;
    const run = [...commands, ...rollback?.commands ?? []].flatMap(({ run: text, cwd }) => [text, cwd ?? '']);
    const passed = [...run, ...preconditions.flatMap(precondition => ('command' in precondition ? [precondition.command] : [])), ...env];
    const written = origin.kind === 'rollback' ? [] : (rollback?.edits ?? []).map(edit => ({ file: edit.file, text: edit.content ?? addedLines(edit.patch ?? '') }));
    return [...passed.flatMap(text => secretFindings('', text, '')), ...written.flatMap(({ file, text }) => secretFindings(file, text, ''))];
}

/** Of a patch that is not planned yet. Its head counts too: nothing in a patch tells it from a line that begins with `++`. */
function addedLines(patch: string): string {
    return patch.split('\n').filter(line => line.startsWith('+')).map(line => line.slice(1)).join('\n');
}

async function editedFindings(workspace: Workspace, image: FileImage, origin: Origin): Promise<Finding[]> {
    if (image.post === 'absent') {
        return [];
    }
    const [before = '', after] = await Promise.all([image.pre, image.post].map(async hash => (hash === 'absent' ? undefined : (await workspace.store.get(hash))?.toString('utf8'))));
    if (after === undefined) {
        return [error('ops/edit', `The stored image of ${image.file} is gone; ask for the operation again.`, image.file)];
    }
    // What a rollback puts back was there before, a secret that an edit took out included.
    const secrets = origin.kind === 'rollback' ? [] : secretFindings(image.file, after, before);
    return [...secrets, ...editedTextFindings(image.file, image.pre === 'absent' ? undefined : before, after)];
}

/** Secrets of a text that another one lacks. */
function secretFindings(file: string, text: string, before: string): Finding[] {
    const had = new Set(findSecrets(before).map(({ start, end }) => before.slice(start, end)));
    const added = findSecrets(text).filter(({ start, end }) => !had.has(text.slice(start, end)));
    return [...new Set(added.map(secret => secret.rule))].map(rule => error('ops/secret', `It would ${file ? 'write' : 'pass'} a secret (${rule}); name it by reference instead (a variable, a file, a secret manager).`, file));
}
