/**
 * Reads an operation against the machine as it is now: what its commands do, what its edits would change, what it depends on, and the
 * digest of all that. It runs nothing. The gate examines an operation when it is proposed, again at Send, and again right before it runs.
 */
import type { FileImage, Origin } from '../../common/conductor/events';
import { digestOf } from '../../common/ops/digest';
import type { Operation } from '../../common/ops/operation';
import { mapTexts } from '../../common/ops/redact-operation';
import { redact } from '../../common/ops/redact';
import { Reading } from '../../common/risk/reading';
import { Verdict } from '../../common/sentinel/verdict';
import type { CommandReading } from '../../common/risk/assess-command';
import type { CommandEnvironment } from '../command-environment';
import type { Workspace } from '../workspace';
import { sha256 } from './proposal';
import { editImages } from './edit-images';
import { footingOf } from './footing';
import type { Footing } from './footing';
import { error } from './operation-findings';
import { readOperation } from './read-operation';
import { validateOperation } from './validate-operation';

export interface Examination {
    readonly digest: string;
    /** Redacted; the exact texts are only in the operation. */
    readonly reading: Reading;
    readonly verdict: Verdict;
    readonly images: readonly FileImage[];
    readonly footing: Footing;
    readonly environment: CommandEnvironment;
    /** What the command preconditions do, by index. */
    readonly preconditions: ReadonlyMap<number, CommandReading>;
}

export async function examine(workspace: Workspace, operation: Operation, origin: Origin): Promise<Examination> {
    const { reading, environment, preconditions } = readOperation(workspace, operation);
    const proofs = [...preconditions.values()];
    const runs = [...reading.runs, ...proofs.flatMap(proof => proof.runs)];
    const footing = footingOf({
        root: workspace.root, operation, runs, path: environment.values.PATH, lookedThrough: [...reading.lookedThrough, ...proofs.flatMap(proof => proof.lookedThrough)]
    });
    const edited = await editImages(workspace, operation, origin);
    const images = 'problem' in edited ? [] : edited.images;
    const digest = digestOf({
        operation,
        workspace: workspace.root,
        images,
        lookedThrough: footing.files,
        folders: footing.folders,
        programs: footing.programs,
        environment: Object.fromEntries(Object.entries(environment.values).map(([name, value]) => [name, workspace.keyedHash(value)])),
        target: reading.target && `${reading.target.kind} ${reading.target.description}`
    }, sha256);
    const verdict = 'problem' in edited ? failed(error('ops/edit', edited.problem, edited.file)) : await validateOperation(workspace, { operation, origin, runs, images });
    return { digest, reading: Reading.parse(redacted(reading)), verdict: Verdict.parse(redacted(verdict)), images, footing, environment, preconditions };
}

/** What could not be examined is dangerous, and cannot be sent. */
export function unexaminable(operationHash: string, problem: string): Examination {
    const message = `It cannot be examined, and so not be sent: ${problem}`;
    const reading = Reading.parse(redacted({
        sentence: 'will do what cannot be read', runs: [], lookedThrough: [], unset: [],
        assessment: { risk: 'HIGH', group: 'external', writes: true, reasons: [{ message, risk: 'HIGH', group: 'external', start: 0, end: 0 }] }
    }));
    return {
        digest: sha256(`unexaminable ${operationHash}`), reading, verdict: Verdict.parse(redacted(failed(error('ops/unexaminable', message)))), images: [],
        footing: { files: {}, folders: {}, programs: {} }, environment: { values: {}, listed: [], unset: [] }, preconditions: new Map()
    };
}

function failed(finding: Verdict['findings'][number]): Verdict {
    return { outcome: 'FAIL', findings: [finding] };
}

function redacted(value: unknown): unknown {
    return mapTexts(value, text => redact(text).text);
}
