/** The edits of a card: files with what they gain and lose, each with its diff in place and in Theia's diff editor. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView, EditView } from '../../common/infra-service';
import type { CardCallbacks } from './card-actions';
import type { CardDraft } from './card-draft';
import { CardSection } from './card-section';
import { diffLines, type DiffLine } from './diff-lines';
import { MarkedText } from './marked-text';

export interface CardEditsProps {
    readonly view: CardView;
    readonly draft: CardDraft;
    readonly callbacks: CardCallbacks;
}

/** A short diff is shown at once; a long one waits for a click. */
const SHORT_DIFF_LINES = 24;

export const CardEdits: React.FC<CardEditsProps> = ({ view, draft, callbacks }) => {
    if (view.edits.length === 0) {
        return <></>;
    }
    const title = view.edits.length === 1
        ? nls.localize('infra-agent/card/edit', 'Edit')
        : nls.localize('infra-agent/card/edits', '{0} files edited', view.edits.length);
    return <CardSection testId='card-edits' title={title} aside={view.edits.length > 1 && <button type='button' className='infra-link' data-testid='card-open-diffs'
        onClick={() => callbacks.request('open-diff')}>{nls.localize('infra-agent/card/openAllDiffs', 'Open all diffs')}</button>}>
        <ul className='infra-edits'>
            {view.edits.map(edit => {
                const lines = diffLines(edit.diff);
                const name = `diff:${edit.file}`;
                const open = draft.toggled[name] ?? (view.edits.length === 1 && lines.length <= SHORT_DIFF_LINES);
                return <li key={edit.file} data-testid='card-edit' data-file={edit.file}>
                    <EditLine edit={edit} open={open && lines.length > 0} foldable={lines.length > 0}
                        onToggle={() => callbacks.draft({ toggled: { ...draft.toggled, [name]: !open } })}
                        onOpenDiff={() => callbacks.request('open-diff', edit.file)} />
                    {open && lines.length > 0 && <Diff lines={lines} file={edit.file} />}
                </li>;
            })}
        </ul>
    </CardSection>;
};

const EditLine: React.FC<{ edit: EditView; open: boolean; foldable: boolean; onToggle: () => void; onOpenDiff: () => void }> = props => {
    const { edit, open, foldable } = props;
    return <div className='infra-edit-line'>
        <button type='button' className='infra-fold infra-file' aria-expanded={open} disabled={!foldable} data-testid='card-toggle-diff' onClick={props.onToggle}>
            <span className={`codicon codicon-${foldable ? `chevron-${open ? 'down' : 'right'}` : 'file'}`} aria-hidden='true' />
            <code><MarkedText text={edit.file} kind='command' /></code>
        </button>
        {edit.kind !== 'change' && <span className='infra-edit-kind'>{editKind(edit.kind)}</span>}
        <span className='infra-added' data-testid='card-added' aria-label={nls.localize('infra-agent/card/added', '{0} lines added', edit.added)}>+{edit.added}</span>
        <span className='infra-removed' data-testid='card-removed' aria-label={nls.localize('infra-agent/card/removed', '{0} lines removed', edit.removed)}>−{edit.removed}</span>
        <button type='button' className='infra-link' data-testid='card-open-diff' onClick={props.onOpenDiff}
            aria-label={nls.localize('infra-agent/card/openDiffOf', 'Open diff of {0}', edit.file)}>{nls.localize('infra-agent/card/openDiff', 'Open diff')}</button>
    </div>;
};

function editKind(kind: Exclude<EditView['kind'], 'change'>): string {
    switch (kind) {
        case 'new': return nls.localize('infra-agent/edit/new', 'new file');
        case 'delete': return nls.localize('infra-agent/edit/delete', 'deleted');
        case 'mode': return nls.localize('infra-agent/edit/mode', 'run bit or line ends');
    }
}

const SIGN: Readonly<Record<DiffLine['kind'], string>> = { hunk: ' ', added: '+', removed: '−', context: ' ', note: ' ' };

export const Diff: React.FC<{ lines: readonly DiffLine[]; file: string }> = ({ lines, file }) =>
    <div className='infra-diff' role='region' tabIndex={0} data-testid='card-diff' aria-label={nls.localize('infra-agent/card/diffOf', 'Diff of {0}', file)}>
        {lines.map((line, index) => <div key={index} className={`infra-diff-line infra-diff-${line.kind}`}>
            <span className='infra-diff-number' aria-hidden='true'>{line.after ?? line.before ?? ''}</span>
            <span className='infra-diff-sign'>{SIGN[line.kind]}</span>
            <span className='infra-diff-text'><MarkedText text={line.text} /></span>
        </div>)}
    </div>;
