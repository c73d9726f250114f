/** The cards of operations as a window shows them: from the conductor's state, with the edits as diffs, and all of it redacted. */
import { createTwoFilesPatch } from 'diff';
import { cardView } from '../../common/card-view';
import { isUnsent, type OperationState } from '../../common/conductor/operation-state';
import type { FileImage } from '../../common/conductor/events';
import type { CardView, EditView, FilePair } from '../../common/infra-service';
import { redact } from '../../common/ops/redact';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { findBash } from '../find-program';

const DIFF_CONTEXT = 3;
/** In characters, of one file's diff on a card; the diff editor shows the whole. */
const DIFF_LIMIT = 64 * 1024;

export async function presentCards(conductor: WorkspaceConductor, keys: readonly string[]): Promise<CardView[]> {
    const trusted = await conductor.workspace.trusted();
    const states = keys.flatMap(key => conductor.state.operations.get(key) ?? []);
    const common = { trusted, cannotRun: cannotRun(conductor) };
    return Promise.all(states.map(state => presentCard(conductor, state, common)));
}

async function presentCard(conductor: WorkspaceConductor, state: OperationState, common: { readonly trusted: boolean; readonly cannotRun?: string }): Promise<CardView> {
    const performance = conductor.performance(state.key);
    const queueIndex = conductor.state.queue.indexOf(state.key);
    return cardView(state, {
        ...common,
        environment: conductor.examination(state.key)?.environment.listed ?? [],
        undeclared: isUnsent(state) ? conductor.examination(state.key)?.environment.unset : undefined,
        edits: (await filePairs(conductor, state)).map(({ image, pair }) => editView(image, pair)),
        queuePosition: queueIndex >= 0 && conductor.state.running !== undefined ? queueIndex + 1 : undefined,
        live: performance && { tail: performance.tail, terminalId: performance.terminalId }
    });
}

/** Both sides of each file that the operation edits, for the diff editor; bytes that are no text are named, not shown. */
export async function presentDiff(conductor: WorkspaceConductor, key: string): Promise<FilePair[]> {
    const state = conductor.state.operations.get(key);
    return state ? (await filePairs(conductor, state)).map(({ pair }) => pair) : [];
}

/** What a run printed, as it was kept: redacted, and of a flood both ends. */
export async function presentOutput(conductor: WorkspaceConductor, key: string): Promise<string | undefined> {
    const hash = conductor.state.operations.get(key)?.observation?.outputHash;
    return hash === undefined ? undefined : (await conductor.workspace.store.get(hash))?.toString('utf8');
}

async function filePairs(conductor: WorkspaceConductor, state: OperationState): Promise<{ image: FileImage; pair: FilePair }[]> {
    return Promise.all(state.images.map(async image => ({
        image,
        pair: { file: image.file, before: await imageText(conductor, image.pre), after: await imageText(conductor, image.post) }
    })));
}

async function imageText(conductor: WorkspaceConductor, hash: string): Promise<string> {
    if (hash === 'absent') {
        return '';
    }
    const bytes = await conductor.workspace.store.get(hash);
    if (!bytes) {
        return '(its stored image is gone)\n';
    }
    return bytes.includes(0) ? `(${bytes.length} bytes, not text)\n` : redact(bytes.toString('utf8')).text;
}

function editView(image: FileImage, { file, before, after }: FilePair): EditView {
    const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: DIFF_CONTEXT });
    const lines = diff.split('\n').slice(3);
    const modeChange = image.preExecutable !== image.postExecutable ? `run bit ${image.postExecutable ? 'on' : 'off'}\n` : '';
    return {
        file,
        kind: image.pre === 'absent' ? 'new' : image.post === 'absent' ? 'delete' : image.pre === image.post ? 'mode' : 'change',
        added: lines.filter(line => line.startsWith('+') && !line.startsWith('+++')).length,
        removed: lines.filter(line => line.startsWith('-') && !line.startsWith('---')).length,
        diff: modeChange + (diff.length > DIFF_LIMIT ? `${diff.slice(0, DIFF_LIMIT)}\n… open the diff to see the rest\n` : diff)
    };
}

function cannotRun({ workspace }: WorkspaceConductor): string | undefined {
    if (process.platform === 'win32') {
        return 'Commands need bash, and run on Linux and macOS only; on Windows the analysis works.';
    }
    return findBash(workspace.host.environment, workspace.root) ? undefined : 'bash was not found on PATH (folders of the workspace do not count); install it to send commands.';
}
