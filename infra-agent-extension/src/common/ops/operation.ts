/**
 * The operation: the unit that a person approves, written as an ops block. This file is its one definition; type, validator and
 * JSON Schema (`schemas/operation.schema.json`) come from it. It must not know how operations are found, assessed or run.
 */
import { z } from 'zod';

export const Mode = z.enum(['design', 'implement', 'review', 'test']);
export type Mode = z.infer<typeof Mode>;

export const Risk = z.enum(['LOW', 'MED', 'HIGH']);
export type Risk = z.infer<typeof Risk>;

export const Group = z.enum(['local', 'cluster', 'cloud', 'external']);
export type Group = z.infer<typeof Group>;

const Text = z.string().min(1);

export const Precondition = z.union([
    z.strictObject({ file: Text.describe('a path in the workspace that must exist') }),
    z.strictObject({ tool: Text.describe('a program that must be on PATH'), version: Text.optional().describe('a range such as ">=1.28"; asking runs the tool') }),
    z.strictObject({ env: Text.describe('a variable that must be set') }),
    z.strictObject({
        command: Text.describe('must assess as LOW without writes; runs on Check, and as the first step of Send'),
        expect: z.strictObject({
            stdout: Text.optional().describe('regular expression over what it prints'),
            exit: z.int().min(0).max(255).optional().describe('0 if left out')
        }).optional().describe('what it must show')
    }),
    z.strictObject({ manual: Text.describe('a box that the person ticks') })
]);
export type Precondition = z.infer<typeof Precondition>;

export const Command = z.strictObject({
    run: Text.describe('its own `bash -c`, standard input closed'),
    cwd: Text.optional().describe('folder in the workspace; its root if left out'),
    timeout: z.string().regex(/^[0-9]+(s|m|h)$/).optional().describe('such as 90s, 10m, 1h; 30m if left out')
});
export type Command = z.infer<typeof Command>;

export const Edit = z.strictObject({
    file: Text.describe('path in the workspace'),
    patch: Text.optional().describe("unified diff against today's file, exact context"),
    content: z.string().optional().describe('the whole of a new file'),
    executable: z.boolean().optional().describe('its run bit, alone or beside the above'),
    lineEnding: z.enum(['lf']).optional().describe('the line ends of the whole file'),
    delete: z.literal(true).optional().describe('removes the file')
});
export type Edit = z.infer<typeof Edit>;

export const Delegate = z.strictObject({ role: Text.describe('who is to do it'), prompt: Text.describe('what is to be done') });
export type Delegate = z.infer<typeof Delegate>;

export const Expectation = z.union([
    z.strictObject({ exit: z.int().min(0).max(255).describe('of the last command; earlier ones must be 0') }),
    z.strictObject({ stdout: Text.describe('regular expression over the output, ANSI stripped, LF, multiline') }),
    z.strictObject({ changed: Text.describe('a file that the operation must have changed') }),
    z.strictObject({ file: Text.describe('a file that must exist afterwards') })
]);
export type Expectation = z.infer<typeof Expectation>;

export const Rollback = z.strictObject({
    commands: z.array(Command).min(1).optional().describe('run one after the other'),
    edits: z.array(Edit).min(1).optional().describe('applied together')
});
export type Rollback = z.infer<typeof Rollback>;

export const Operation = z.strictObject({
    id: Text.optional().describe('a label; the backend mints the key'),
    title: Text.describe('one line, in the words of its author'),
    mode: Mode.describe('the mode that it belongs to'),
    risk: Risk.optional().describe("the author's claim; it can only raise what is computed"),
    group: Group.optional().describe("the author's claim"),
    why: Text.optional().describe('the reason, for the person who decides'),
    preconditions: z.array(Precondition).optional().describe('what must hold before it runs'),
    env: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*(=[\s\S]*)?$/)).optional().describe('NAME, taken from the environment, or NAME=value'),
    commands: z.array(Command).min(1).optional().describe('run in this order, up to the first that fails; instead of edits and delegate'),
    edits: z.array(Edit).min(1).optional().describe('applied together, or not at all; instead of commands and delegate'),
    delegate: Delegate.optional().describe('hands a prompt to a role; instead of commands and edits'),
    expected: z.array(Expectation).optional().describe('what must be seen, or it is not done'),
    rollback: Rollback.optional().describe('how it is undone; for edits it is derived'),
    assumptions: z.array(Text).optional().describe('what its author took for granted')
});
export type Operation = z.infer<typeof Operation>;

export const DEFAULT_TIMEOUT = '30m';

/** The operation with what DESIGN §4 says of fields left out; what is hashed, assessed and run is this, never the raw block. */
export function normaliseOperation(operation: Operation): Operation {
    return { ...operation, expected: operation.expected?.length ? operation.expected : defaultExpected(operation) };
}

/** Rules across fields, which a JSON Schema cannot say. Each answer is one sentence; none means the operation is well formed. */
export function operationRules(operation: Operation): string[] {
    const bodies = [operation.commands, operation.edits, operation.delegate].filter(body => body !== undefined).length;
    const problems = bodies === 1 ? [] : [`An operation has exactly one of \`commands\`, \`edits\` and \`delegate\`; this one has ${bodies}.`];
    return [...problems, ...(operation.edits ?? []).flatMap(editRules), ...(operation.rollback?.edits ?? []).flatMap(editRules), ...expectationRules(operation)];
}

/** A timeout such as `90s`, in milliseconds. */
export function timeoutMs(timeout: string | undefined): number {
    const text = timeout ?? DEFAULT_TIMEOUT;
    const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[text.slice(-1)] ?? 60_000;
    return Number(text.slice(0, -1)) * unit;
}

function defaultExpected(operation: Operation): Expectation[] {
    if (operation.edits) {
        return operation.edits.filter(edit => !edit.delete).map(edit => ({ changed: edit.file }));
    }
    return operation.commands ? [{ exit: 0 }] : [];
}

function editRules(edit: Edit): string[] {
    const texts = [edit.patch, edit.content, edit.delete].filter(part => part !== undefined).length;
    if (texts > 1) {
        return [`The edit of ${edit.file} has more than one of \`patch\`, \`content\` and \`delete\`.`];
    }
    if (edit.delete && (edit.executable !== undefined || edit.lineEnding !== undefined)) {
        return [`The edit of ${edit.file} deletes it, and so cannot set its run bit or line ending.`];
    }
    const empty = texts === 0 && edit.executable === undefined && edit.lineEnding === undefined;
    return empty ? [`The edit of ${edit.file} says nothing: give \`patch\`, \`content\`, \`executable\`, \`lineEnding\` or \`delete\`.`] : [];
}

function expectationRules(operation: Operation): string[] {
    const needsOutput = (operation.expected ?? []).some(expectation => 'exit' in expectation || 'stdout' in expectation);
    return needsOutput && operation.edits ? ['Edits have no exit code or output to expect; use `changed` or `file`.'] : [];
}
