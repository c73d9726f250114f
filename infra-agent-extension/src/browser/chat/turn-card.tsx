/** Of many operations one stands open: the first that is not over. The others are lines, and the next one opens when its turn comes. */
import * as React from '@theia/core/shared/react';
import { isAtRest } from '../cards/card-view-model';
import { ConnectedCard, type ConnectedCardProps } from '../cards/connected-card';

/** As many cards as one takes in at a glance. */
const OPEN_TOGETHER = 3;

export const TurnCard: React.FC<ConnectedCardProps & { keys: readonly string[] }> = ({ keys, ...card }) => {
    const { store, root, cardKey } = card;
    const turn = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = store.onDidChange(listener);
            return () => listening.dispose();
        }, [store]),
        () => keys.find(key => !isOver(store.entry(root, key).view?.phase))
    );
    return <ConnectedCard {...card} compact={keys.length > OPEN_TOGETHER && turn !== cardKey} />;
};

function isOver(phase: Parameters<typeof isAtRest>[0] | undefined): boolean {
    return phase !== undefined && isAtRest(phase);
}
