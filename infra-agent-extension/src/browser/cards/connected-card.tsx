/** Ties a card to the store: the only place where React listens to it. */
import * as React from '@theia/core/shared/react';
import type { InfraWorkspace } from '../connection/infra-workspace';
import type { CardActions } from './card-actions';
import type { CardStore } from './card-store';
import { MissingCard, OperationCard } from './operation-card';

export interface ConnectedCardProps {
    readonly root: string;
    readonly cardKey: string;
    readonly store: CardStore;
    readonly actions: CardActions;
    readonly workspace: InfraWorkspace;
    /** Told of an operation that came out of a click, to be shown beside this one. */
    readonly onNewCard?: (key: string) => void;
    /** Folded until it is opened, whatever its phase. */
    readonly compact?: boolean;
}

/** Drawn again for what the store says of it, not each time that a word is added to the answer around it. */
export const ConnectedCard: React.FC<ConnectedCardProps> = React.memo(StoredCard, (before, after) =>
    before.root === after.root && before.cardKey === after.cardKey && before.compact === after.compact && before.store === after.store);

function StoredCard(props: ConnectedCardProps): React.ReactElement {
    const { root, cardKey, store, actions, workspace } = props;
    const entry = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = store.onDidChange(change => { if (change.root === root && change.key === cardKey) { listener(); } });
            return () => listening.dispose();
        }, [store, root, cardKey]),
        () => store.entry(root, cardKey)
    );
    const trusted = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = workspace.onDidChange(listener);
            return () => listening.dispose();
        }, [workspace]),
        () => workspace.trusted
    );
    const onNewCard = React.useRef(props.onNewCard);
    onNewCard.current = props.onNewCard;
    const callbacks = React.useMemo(() => actions.callbacks(root, cardKey, key => onNewCard.current?.(key)), [actions, root, cardKey]);
    if (!entry.view) {
        return <MissingCard cardKey={cardKey} problem={entry.problem} onReload={callbacks.reload} />;
    }
    return <OperationCard view={entry.view} changed={entry.changed} context={{ trusted, draft: entry.draft, justChanged: entry.justChanged, hasTerminal: actions.hasTerminal(root, cardKey) }} compact={props.compact} callbacks={callbacks}>
        {entry.view.rollbackKey && entry.view.rollbackKey !== cardKey && <ConnectedCard {...props} cardKey={entry.view.rollbackKey} compact={false} />}
    </OperationCard>;
}
