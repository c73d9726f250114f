/** One line for operations that are not what the reader came for; unfolded, they are cards like any other. */
import * as React from '@theia/core/shared/react';
import { ConnectedCard, type ConnectedCardProps } from '../cards/connected-card';

type Cards = Pick<ConnectedCardProps, 'store' | 'actions' | 'workspace'>;

export const FoldedOperations: React.FC<Cards & { root: string; keys: readonly string[]; label: string }> = ({ root, keys, label, ...cards }) => {
    // What is unfolded is remembered with the first card, since the answer may scroll away and come back.
    const name = `folded:${keys.join(',')}`;
    const open = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = cards.store.onDidChange(listener);
            return () => listening.dispose();
        }, [cards.store]),
        () => cards.store.isUnfolded(name)
    );
    return <div className='infra-folded'>
        <button type='button' className='infra-fold' data-testid='folded-operations' aria-expanded={open} onClick={() => cards.store.unfold(name, !open)}>
            <span className={`codicon codicon-chevron-${open ? 'down' : 'right'}`} aria-hidden='true' />
            {label}
        </button>
        {open && keys.map(key => <ConnectedCard key={key} {...cards} root={root} cardKey={key} compact />)}
    </div>;
};
