/** The commands of a card as they will run, with every reason of the assessment at its place. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import type { Command } from '../../common/ops/operation';
import { worstRisk, type Reason } from '../../common/risk/assessment';
import { annotateCommand, type Piece } from './annotate-command';
import type { CardCallbacks } from './card-actions';
import type { CardDraft } from './card-draft';
import { CardSection } from './card-section';
import { reasonsAt, reasonsElsewhere, shownRisk } from './card-view-model';
import { MarkedText, Sentence, SuspiciousChip } from './marked-text';

export const CardCommands: React.FC<{ view: CardView }> = ({ view }) => {
    const commands = view.operation.commands ?? [];
    if (commands.length === 0) {
        return <></>;
    }
    const title = commands.length === 1
        ? nls.localize('infra-agent/card/command', 'Command')
        : nls.localize('infra-agent/card/commands', '{0} commands, in this order; it stops at the first that fails', commands.length);
    return <CardSection testId='card-commands' title={title}>
        <ol className={`infra-commands${commands.length === 1 ? ' infra-single' : ''}`}>
            {commands.map((command, index) => <li key={index}>
                <CommandBlock command={command} reasons={reasonsAt(view.assessment?.reasons ?? [], `commands[${index}]`, commands.length === 1)} />
            </li>)}
        </ol>
    </CardSection>;
};

/** The reasons that have no place in a command above. Of what is LOW few want to read them. */
export const CardReasons: React.FC<{ view: CardView; draft: CardDraft; callbacks: CardCallbacks }> = ({ view, draft, callbacks }) => {
    const elsewhere = reasonsElsewhere(view);
    if (elsewhere.length === 0) {
        return <></>;
    }
    const open = draft.toggled['reasons'] ?? shownRisk(view) !== 'LOW';
    return <CardSection testId='card-reasons' title={nls.localize('infra-agent/card/reasons', 'Why this risk')}
        folding={{ open, onToggle: next => callbacks.draft({ toggled: { ...draft.toggled, reasons: next } }) }}>
        <ul className='infra-reasons'>{elsewhere.map((reason, index) => <ReasonLine key={index} reason={reason} />)}</ul>
    </CardSection>;
};

export const CommandBlock: React.FC<{ command: Command; reasons: readonly Reason[] }> = ({ command, reasons }) => <>
    {(command.cwd || command.timeout) && <p className='infra-command-where'>
        {command.cwd && <span>{nls.localize('infra-agent/card/cwd', 'in')} <code><MarkedText text={command.cwd} kind='command' /></code></span>}
        {command.timeout && <span>{nls.localize('infra-agent/card/timeout', 'stopped if it takes more than {0}', command.timeout)}</span>}
    </p>}
    <pre className='infra-command' data-testid='card-command' tabIndex={0} aria-label={nls.localize('infra-agent/card/commandText', 'Command text')}>
        {annotateCommand(command.run, reasons).map((piece, index) => <CommandPiece key={index} piece={piece} reasons={reasons} />)}
    </pre>
    {reasons.length > 0 && <ol className='infra-reasons'>{reasons.map((reason, index) => <ReasonLine key={index} reason={reason} number={index + 1} />)}</ol>}
</>;

const CommandPiece: React.FC<{ piece: Piece; reasons: readonly Reason[] }> = ({ piece, reasons }) => {
    const text = piece.suspicious ? <SuspiciousChip segment={piece.suspicious} /> : <>{piece.text}</>;
    if (piece.reasons.length === 0) {
        return text;
    }
    const covering = piece.reasons.map(number => reasons[number - 1]);
    return <mark className={`infra-risk-mark-${worstRisk(covering.map(reason => reason.risk))}`} title={covering.map(reason => reason.message).join('\n')}>
        {text}{piece.ends.map(number => <sup key={number} aria-hidden='true'>{number}</sup>)}
    </mark>;
};

const ReasonLine: React.FC<{ reason: Reason; number?: number }> = ({ reason, number }) => <li data-testid='card-reason'>
    {number !== undefined && <span className='infra-reason-number' aria-hidden='true'>{number}</span>}
    <span className={`infra-reason-risk infra-risk-text-${reason.risk}`}>{reason.risk}</span>
    <span><Sentence text={reason.message} />{reason.file && <> <code><MarkedText text={reason.file} kind='command' /></code></>}</span>
</li>;
