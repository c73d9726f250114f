/** A titled part of a card; its folding is remembered outside, since a card that scrolls away is built anew. */
import * as React from '@theia/core/shared/react';

export interface CardSectionProps {
    readonly title: string;
    readonly testId: string;
    /** Folded sections can be opened; others always show. */
    readonly folding?: { readonly open: boolean; readonly onToggle: (open: boolean) => void };
    readonly aside?: React.ReactNode;
    readonly children?: React.ReactNode;
}

export const CardSection: React.FC<CardSectionProps> = ({ title, testId, folding, aside, children }) => {
    const open = folding?.open ?? true;
    return <div className='infra-card-section' role='group' data-testid={testId} aria-label={title}>
        <div className='infra-card-section-head'>
            {folding
                ? <button type='button' className='infra-fold' aria-expanded={open} onClick={() => folding.onToggle(!open)}>
                    <span className={`codicon codicon-chevron-${open ? 'down' : 'right'}`} aria-hidden='true' />{title}
                </button>
                : <h4>{title}</h4>}
            {aside}
        </div>
        {open && children}
    </div>;
};
