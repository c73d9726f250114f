/**
 * A card: what an operation would do, why, how risky it is, how it is undone, and how it went. It shows and calls back; the backend holds
 * the state, the card store holds what a person has begun.
 *
 * For tests: a card is `[data-infra-card="<key>"]` with `data-phase` and `data-risk`; its parts carry `data-testid`:
 * card-sentence, card-title, card-fold, card-phase, card-risk, card-group, card-mode, card-read-only, card-not-validated, card-claim, card-changed, card-note, card-queue, card-why,
 * card-commands > card-command, card-reason, card-suspicious, card-edits > card-edit[data-file] > card-toggle-diff, card-diff, card-added, card-removed, card-open-diff,
 * card-open-diffs, card-preconditions > card-precondition[data-state] > card-tick, card-check, card-environment, card-unset, card-expectations > card-expectation[data-met],
 * card-rollback-plan > card-rollback-sentence, card-assumptions, card-verdict > card-finding > card-finding-place, card-reasons, card-outcome > card-duration, card-elapsed, card-result[data-exit], card-output,
 * card-approval, card-problem, card-failure; controls: card-send, card-send-refusal, card-confirm, card-confirm-text, card-trust, card-reject, card-reject-form(-reason, -confirm), card-cancel,
 * card-copy-markdown, card-copy-yaml, card-edit-block, card-notice, card-diagnose, card-propose-again, card-explanation, card-set-variable, card-variable-value, card-variable-confirm,
 * card-withdraw, card-rollback, card-run-again, card-mark-done, card-mark-done-form(-reason, -confirm), card-show-terminal, card-refusal, card-reload.
 */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import type { CardCallbacks } from './card-actions';
import { CardButtons, CardTextActions } from './card-buttons';
import { CardCommands, CardReasons } from './card-commands';
import { CardAssumptions, CardEnvironment, CardExpectations, CardPreconditions, CardRollback, CardVerdict } from './card-conditions';
import { CardEdits } from './card-edits';
import { CardHeader } from './card-header';
import { CardOutcome } from './card-outcome';
import { foldName, isFolded, showsButtons, shownRisk, type CardContext } from './card-view-model';
import { useKeptFocus } from './kept-focus';
import { MarkedText, markedPlainText, Sentence } from './marked-text';

export interface OperationCardProps {
    readonly view: CardView;
    readonly changed: boolean;
    readonly context: CardContext;
    readonly callbacks: CardCallbacks;
    /** Folded until it is opened, whatever its phase. */
    readonly compact?: boolean;
    /** The card of its rollback, where there is one. */
    readonly children?: React.ReactNode;
}

export const OperationCard: React.FC<OperationCardProps> = ({ view, changed, context, callbacks, compact, children }) => {
    const { draft } = context;
    const folded = isFolded(view, draft, compact);
    const parts = { view, draft, callbacks };
    const card = useKeptFocus();
    return <article ref={card} tabIndex={-1} className='infra-card' data-infra-card={view.key} data-phase={view.phase} data-risk={shownRisk(view)}
        aria-label={nls.localize('infra-agent/card/aria', 'Operation: {0}', markedPlainText(view.operation.title))}>
        <CardHeader view={view} changed={changed} folded={folded} onFold={open => callbacks.draft({ toggled: { ...draft.toggled, [foldName(view.phase)]: open } })} />
        {!folded && <div className='infra-card-body'>
            {view.operation.why && <p className='infra-card-why' data-testid='card-why'><Sentence text={view.operation.why} /></p>}
            <CardOutcome view={view} />
            {view.observation && <CardExpectations view={view} />}
            <CardVerdict view={view} callbacks={callbacks} />
            <CardCommands view={view} />
            <CardEdits {...parts} />
            <CardReasons {...parts} />
            {view.operation.delegate && <pre className='infra-command'><MarkedText text={view.operation.delegate.prompt} /></pre>}
            <CardPreconditions {...parts} />
            <CardEnvironment {...parts} />
            {!view.observation && <CardExpectations view={view} />}
            <CardAssumptions view={view} />
            <CardRollback {...parts} />
        </div>}
        {showsButtons(view, draft, compact) && <CardButtons view={view} context={context} callbacks={callbacks} />}
        {!folded && <CardTextActions draft={draft} callbacks={callbacks} />}
        {children}
    </article>;
};

export const MissingCard: React.FC<{ cardKey: string; problem?: 'unknown' | 'offline'; onReload: () => void }> = ({ cardKey, problem, onReload }) =>
    <article className='infra-card infra-card-missing' data-infra-card={cardKey} aria-busy={problem === undefined}>
        <p>{problem === undefined ? nls.localize('infra-agent/card/loading', 'Reading the journal…')
            : problem === 'unknown' ? nls.localize('infra-agent/card/unknown', 'The journal of this folder does not know this operation ({0}).', cardKey)
                : nls.localize('infra-agent/card/offline', 'The backend does not answer. The operation is kept in the journal.')}</p>
        {problem !== undefined && <button type='button' className='theia-button secondary' data-testid='card-reload' onClick={onReload}>{nls.localize('infra-agent/card/reload', 'Ask again')}</button>}
    </article>;
