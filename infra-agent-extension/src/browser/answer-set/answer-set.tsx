/**
 * The foot of an answer: what its operations come to, and one click for those that need no more than a look. What is sent is listed first.
 * For tests: answer-set, set-reads, set-send-reads, set-edits, set-edit[data-key], set-diff, set-send-edits, set-roll-back, set-summary, set-next, set-refusal.
 */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { ModePrompt } from '../../common/crew/example-prompts';
import type { CardView } from '../../common/infra-service';
import { Diff } from '../cards/card-edits';
import type { CardEntry, CardStore } from '../cards/card-store';
import { diffLines } from '../cards/diff-lines';
import { useKeptFocus } from '../cards/kept-focus';
import { MarkedText, Sentence } from '../cards/marked-text';
import type { InfraWorkspace } from '../connection/infra-workspace';
import type { SetOutcome } from './in-turn';
import type { SetSending } from './set-sending';
import { oneForEachFile, rollableEdits, sendableEdits, sendableReads, summariseSet, type SetSummary } from './summarise-set';

export interface AnswerSetProps {
    readonly store: CardStore;
    readonly sending: SetSending;
    readonly workspace: InfraWorkspace;
    readonly root: string;
    readonly keys: readonly string[];
    readonly onAsk: (prompt: ModePrompt) => void;
}

export const AnswerSet: React.FC<AnswerSetProps> = ({ store, sending, workspace, root, keys, onAsk }) => {
    const entries = useEntries(store, root, keys);
    const views = entries.flatMap(entry => entry.view ?? []);
    // What has just become something else is first to be read.
    const read = entries.flatMap(entry => (entry.justChanged ? [] : entry.view ?? []));
    const [busy, setBusy] = React.useState(false);
    const [refusal, setRefusal] = React.useState<string>();
    const act = async (acting: () => Promise<SetOutcome>) => {
        if (!busy) {
            setBusy(true);
            setRefusal((await acting()).refusal);
            setBusy(false);
        }
    };
    const reads = workspace.trusted ? sendableReads(read) : [];
    const edits = workspace.trusted ? sendableEdits(read) : [];
    const applied = rollableEdits(views);
    const summary = summariseSet(views);
    const foot = useKeptFocus();
    if (views.length === 0 || (reads.length < 2 && edits.length < 2 && applied.length < 2 && summary.done + summary.failed === 0)) {
        return <></>;
    }
    return <section ref={foot} tabIndex={-1} className='infra-answer-set' data-testid='answer-set' aria-label={nls.localize('infra-agent/set', 'All operations of this answer')} aria-busy={busy}>
        {reads.length > 1 && <SendReads reads={reads} busy={busy} onSend={() => act(() => sending.send(root, reads))} />}
        {edits.length > 1 && <SendEdits edits={edits} busy={busy} store={store} onSend={chosen => act(() => sending.send(root, chosen))} />}
        {applied.length > 1 && <button type='button' className='theia-button secondary' data-testid='set-roll-back' aria-disabled={busy} onClick={() => act(() => sending.rollBack(root, applied))}>
            {nls.localize('infra-agent/set/rollBack', 'Roll back {0} edits, the last one first', applied.length)}
        </button>}
        <div role='alert'>{refusal && <p className='infra-refusal' data-testid='set-refusal'><span className='codicon codicon-warning' aria-hidden='true' /><span><Sentence text={refusal} /></span></p>}</div>
        {summary.done + summary.failed > 0 && <Summary summary={summary} />}
        {summary.done > 0 && <button type='button' className='theia-button secondary' data-testid='set-next' onClick={() => onAsk({ mode: views[0].operation.mode, text: nls.localize('infra-agent/set/next', 'What is next?') })}>
            {nls.localize('infra-agent/set/next', 'What is next?')}
        </button>}
    </section>;
};

/** The same array as long as none of the entries changes. */
function useEntries(store: CardStore, root: string, keys: readonly string[]): readonly CardEntry[] {
    const last = React.useRef<readonly CardEntry[]>([]);
    return React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = store.onDidChange(change => { if (keys.includes(change.key)) { listener(); } });
            return () => listening.dispose();
        }, [store, keys]),
        () => {
            const now = keys.map(key => store.entry(root, key));
            const same = now.length === last.current.length && now.every((entry, index) => entry === last.current[index]);
            return same ? last.current : last.current = now;
        }
    );
}

const SendReads: React.FC<{ reads: readonly CardView[]; busy: boolean; onSend: () => void }> = ({ reads, busy, onSend }) => <details data-testid='set-reads'>
    <summary>{nls.localize('infra-agent/set/reads', '{0} operations only read', reads.length)}</summary>
    <ul className='infra-plain'>{reads.map(view => <li key={view.key}><span><Sentence text={view.sentence} /></span></li>)}</ul>
    <button type='button' className='theia-button main' data-testid='set-send-reads' aria-disabled={busy} onClick={onSend}>
        {nls.localize('infra-agent/set/sendReads', 'Send all {0} read-only ones', reads.length)}
    </button>
</details>;

/** All are chosen until someone takes one out; their diffs stand between the list and the click. What was taken out is remembered with the store: the list that this stands in may take it away and build it anew. */
const SendEdits: React.FC<{ edits: readonly CardView[]; busy: boolean; store: CardStore; onSend: (chosen: readonly CardView[]) => void }> = ({ edits, busy, store, onSend }) => {
    const [, redraw] = React.useReducer((count: number) => count + 1, 0);
    const isChosen = (view: CardView) => !store.isUnfolded(`left-out:${view.key}`);
    const chosen = edits.filter(isChosen);
    const next = oneForEachFile(chosen);
    return <details data-testid='set-edits' open>
        <summary>{nls.localize('infra-agent/set/edits', '{0} edits can be sent together', edits.length)}</summary>
        <ul className='infra-plain'>{edits.map(view => <li key={view.key}>
            <label className='infra-manual'>
                <input type='checkbox' className='theia-input' data-testid='set-edit' data-key={view.key} checked={isChosen(view)} onChange={event => { store.unfold(`left-out:${view.key}`, !event.target.checked); redraw(); }} />
                <span><MarkedText text={view.operation.title} /></span>
            </label>
        </li>)}</ul>
        {next.length > 0 && <div data-testid='set-diff' className='infra-set-diff' tabIndex={0} role='region' aria-label={nls.localize('infra-agent/set/diff', 'What the selected edits change')}>{next.flatMap(view => view.edits.map(edit => <div key={`${view.key} ${edit.file}`}>
            <code><MarkedText text={edit.file} kind='command' /></code>
            <Diff lines={diffLines(edit.diff)} file={edit.file} />
        </div>))}</div>}
        {chosen.length > next.length && <p data-testid='set-later'>{nls.localize('infra-agent/set/later', '{0} more wait for the next click: they change a file that one of these changes first.', chosen.length - next.length)}</p>}
        <button type='button' className='theia-button main' data-testid='set-send-edits' aria-disabled={busy || next.length === 0} onClick={() => { if (next.length > 0) { onSend(next); } }}>
            {nls.localize('infra-agent/set/sendEdits', 'Send {0} selected edits', next.length)}
        </button>
    </details>;
};

const Summary: React.FC<{ summary: SetSummary }> = ({ summary }) => {
    const lines: readonly [string, readonly string[]][] = [
        [nls.localize('infra-agent/set/created', 'Files created'), summary.created],
        [nls.localize('infra-agent/set/modified', 'Files modified'), summary.modified],
        [nls.localize('infra-agent/set/deleted', 'Files deleted'), summary.deleted],
        [nls.localize('infra-agent/set/assumptions', 'Assumed'), summary.assumptions],
        [nls.localize('infra-agent/set/dependencies', 'Needed'), summary.dependencies]
    ];
    return <div data-testid='set-summary' className='infra-set-summary'>
        <h4>{nls.localize('infra-agent/set/summary', '{0} done, {1} failed, {2} not sent', summary.done, summary.failed, summary.open)}</h4>
        <dl className='infra-environment'>
            {lines.filter(([, items]) => items.length > 0).map(([name, items]) => <React.Fragment key={name}>
                <dt>{name}</dt><dd><ul className='infra-plain'>{items.map(item => <li key={item}><MarkedText text={item} /></li>)}</ul></dd>
            </React.Fragment>)}
            <dt>{nls.localize('infra-agent/set/validation', 'Validation')}</dt>
            <dd>{nls.localize('infra-agent/set/seen', '{0} of {1} expectations seen; {2} remarks of the checks; {3} that nothing could check', summary.seen, summary.expected, summary.findings, summary.notValidated)}</dd>
        </dl>
    </div>;
};
