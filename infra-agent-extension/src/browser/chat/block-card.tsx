/**
 * The card of an ops block that is no operation: it still streams, was cut off, or does not parse. It shows the source, and cannot be sent.
 * For tests: block-card[data-state], block-title, block-problem, block-source, block-send, block-repair, block-edit.
 */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import { phaseChip } from '../cards/card-view-model';
import { MarkedText, Sentence } from '../cards/marked-text';
import type { BlockState, BlockTrouble } from './ops-block-content';

export interface BlockCardProps {
    readonly source: string;
    readonly state: BlockState;
    readonly trouble?: BlockTrouble;
    readonly onRepair: () => void;
    readonly onEdit: () => void;
}

export const BlockCard: React.FC<BlockCardProps> = ({ source, state, trouble, onRepair, onEdit }) => {
    const { title, mode } = begun(source);
    const [icon, tone, label] = stateChip(state);
    const isOver = state === 'broken' || state === 'cut-off';
    return <article className='infra-card infra-block' data-testid='block-card' data-state={state} aria-busy={!isOver}
        aria-label={nls.localize('infra-agent/block/aria', 'Operation that is not ready: {0}', title ?? label)}>
        <header className='infra-card-header'>
            {title && <p className='infra-card-title' data-testid='block-title'><MarkedText text={title} /></p>}
            <div className='infra-badges'>
                <span className={`infra-chip infra-tone-${tone}`} role='status'>
                    <span className={`codicon codicon-${icon}${icon === 'loading' ? ' codicon-modifier-spin' : ''}`} aria-hidden='true' />{label}
                </span>
                {mode && <span className='infra-badge'><MarkedText text={mode} /></span>}
            </div>
            {trouble && <p className='infra-card-note infra-problem' data-testid='block-problem'>
                <span className='codicon codicon-error' aria-hidden='true' />
                <span>{nls.localize('infra-agent/block/place', 'Line {0}, column {1}:', trouble.line, trouble.column)} <Sentence text={trouble.problem} /></span>
            </p>}
            {state === 'cut-off' && <p className='infra-card-note infra-problem' data-testid='block-problem'>
                <span className='codicon codicon-error' aria-hidden='true' />
                <span>{nls.localize('infra-agent/block/cutOff', 'The answer ended in the middle of this block, so it is not whole.')}</span>
            </p>}
        </header>
        <pre className='infra-output infra-source' tabIndex={0} data-testid='block-source' aria-label={nls.localize('infra-agent/block/source', 'Source of the block')}>
            {source.replace(/\n$/, '').split('\n').map((line, index) =>
                <div key={index} className={index + 1 === trouble?.line ? 'infra-source-wrong' : undefined}>
                    <span className='infra-line-number' aria-hidden='true'>{index + 1}</span><MarkedText text={line} kind='command' />
                </div>)}
        </pre>
        <footer className='infra-card-footer'>
            <p className='infra-send-refusal'>{isOver
                ? nls.localize('infra-agent/block/never', 'What does not parse is never guessed at, and cannot be sent.')
                : nls.localize('infra-agent/block/wait', 'It can be sent once it is whole and was checked.')}</p>
            <div className='infra-buttons'>
                <button type='button' className='theia-button main infra-send' data-testid='block-send' aria-disabled='true'>{nls.localize('infra-agent/send', 'Send')}</button>
                {isOver && <button type='button' className='theia-button secondary' data-testid='block-repair' onClick={onRepair}>{nls.localize('infra-agent/block/repair', 'Ask to repair')}</button>}
                {isOver && <button type='button' className='theia-button secondary' data-testid='block-edit' onClick={onEdit}>{nls.localize('infra-agent/block/edit', 'Edit')}</button>}
            </div>
        </footer>
    </article>;
};

/** What can be told of a block that is not whole; a line counts once it has ended. */
function begun(source: string): { title?: string; mode?: string } {
    const field = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S.*)\\n`, 'mi').exec(source.slice(0, 4_000))?.[1];
    return { title: field('title'), mode: field('mode') };
}

function stateChip(state: BlockState): [icon: string, tone: string, label: string] {
    const prepared = phaseChip('IN_PROGRESS');
    switch (state) {
        case 'streaming': return [prepared.icon, prepared.tone, nls.localize('infra-agent/block/streaming', 'Being written')];
        case 'proposing': case 'proposed': return [prepared.icon, prepared.tone, prepared.label];
        case 'cut-off': return ['circle-slash', 'bad', nls.localize('infra-agent/block/isCutOff', 'Cut off')];
        case 'broken': return ['circle-slash', 'bad', nls.localize('infra-agent/block/broken', 'Does not parse')];
    }
}
