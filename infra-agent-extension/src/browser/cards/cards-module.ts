import { ResourceResolver } from '@theia/core/lib/common/resource';
import type { interfaces } from '@theia/core/shared/inversify';
import { CardActions } from './card-actions';
import { CardDiffs } from './card-diffs';
import { CardStore } from './card-store';

export function bindCards(bind: interfaces.Bind): void {
    bind(CardStore).toSelf().inSingletonScope();
    bind(CardActions).toSelf().inSingletonScope();
    bind(CardDiffs).toSelf().inSingletonScope();
    bind(ResourceResolver).toService(CardDiffs);
}
