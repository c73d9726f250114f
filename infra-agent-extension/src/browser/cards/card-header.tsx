/** The top of a card: the computed sentence first, then what it is, how risky, how far it reaches, and how it stands. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import { failure, groupLabel, modeLabel, phaseChip, riskBadge, shownRisk } from './card-view-model';
import { MarkedText, markedPlainText, PhraseText, Sentence } from './marked-text';
import { shownSentence } from './shown-sentence';

export interface CardHeaderProps {
    readonly view: CardView;
    readonly changed: boolean;
    readonly folded: boolean;
    readonly onFold: (open: boolean) => void;
}

export const CardHeader: React.FC<CardHeaderProps> = ({ view, changed, folded, onFold }) => {
    const risk = riskBadge(shownRisk(view));
    const phase = phaseChip(view.phase, view.approval !== undefined);
    return <header className='infra-card-header'>
        <p className='infra-card-sentence' data-testid='card-sentence'><Sentence text={shownSentence(view)} /></p>
        <div className='infra-card-title-row'>
            <button type='button' className='infra-fold' data-testid='card-fold' aria-expanded={!folded} onClick={() => onFold(folded)}>
                <span className={`codicon codicon-chevron-${folded ? 'right' : 'down'}`} aria-hidden='true' />
                <span className='infra-card-title' data-testid='card-title'><MarkedText text={view.operation.title} /></span>
            </button>
        </div>
        <div className='infra-badges'>
            <span className={`infra-chip infra-tone-${phase.tone}`} data-testid='card-phase' role='status'>
                <span className={`codicon codicon-${phase.icon}${phase.icon === 'loading' ? ' codicon-modifier-spin' : ''}`} aria-hidden='true' />{phase.label}
            </span>
            <span className={`infra-badge infra-risk-${risk.risk}`} title={risk.meaning} data-testid='card-risk'>
                <span className='infra-risk-shape' aria-hidden='true'>{risk.shape}</span>{risk.label}
            </span>
            {view.assessment && <span className='infra-badge' data-testid='card-group' title={nls.localize('infra-agent/group/title', 'How far it reaches')}>
                {groupLabel(view.assessment.group)}
            </span>}
            {view.assessment && !view.assessment.writes && <span className='infra-badge' data-testid='card-read-only'>
                {nls.localize('infra-agent/card/readOnly', 'writes nothing')}
            </span>}
            <span className='infra-badge' data-testid='card-mode' title={nls.localize('infra-agent/mode/title', 'The mode it belongs to')}>{nls.localize('infra-agent/card/mode', '{0} mode', modeLabel(view.operation.mode))}</span>
            {view.verdict?.outcome === 'NOT_VALIDATED' && <span className='infra-badge' data-testid='card-not-validated' title={markedPlainText(view.verdict.reason ?? '')}>
                {nls.localize('infra-agent/card/notValidated', 'no check covers it')}
            </span>}
            {changed && <span className='infra-badge infra-changed' data-testid='card-changed'>{nls.localize('infra-agent/card/changed', 'changed since you first saw it')}</span>}
        </div>
        <Failure view={view} />
        {view.claim && <p className='infra-card-claim' data-testid='card-claim'>
            <span className='codicon codicon-info' aria-hidden='true' /><span><Sentence text={view.claim} /></span>
        </p>}
        {view.note && failure(view)?.unmet === undefined && <p className='infra-card-note' data-testid='card-note'><span><Sentence text={view.note} /></span></p>}
        {view.queuePosition !== undefined && <p className='infra-card-note' data-testid='card-queue'>
            {nls.localize('infra-agent/card/queued', 'Approved; number {0} in the queue behind the run of another card.', view.queuePosition)}
        </p>}
    </header>;
};

const Failure: React.FC<{ view: CardView }> = ({ view }) => {
    const failed = failure(view);
    if (!failed?.problem && !failed?.unmet && !view.explanation) {
        return <></>;
    }
    const explanation = view.explanation && <pre className='infra-explanation' data-testid='card-explanation' tabIndex={0}
        aria-label={nls.localize('infra-agent/card/explanation', 'The line that explains it')}><MarkedText text={view.explanation} kind='command' /></pre>;
    if (!failed?.problem && !failed?.unmet) {
        return <>{explanation}</>;
    }
    return <>{explanation}<p className='infra-card-note infra-problem' data-testid='card-failure'>
        <span className='codicon codicon-error' aria-hidden='true' />
        {failed.problem
            ? <span><Sentence text={failed.problem} /></span>
            : failed.unmet && <span>{nls.localize('infra-agent/card/expectedLine', 'Expected:')} <PhraseText phrase={failed.unmet.phrase} />. {nls.localize('infra-agent/card/sawLine', 'Seen:')} <Sentence text={failed.unmet.seen ?? ''} /></span>}
    </p></>;
};
