import type { interfaces } from '@theia/core/shared/inversify';
import { SetSending } from './set-sending';

export function bindAnswerSet(bind: interfaces.Bind): void {
    bind(SetSending).toSelf().inSingletonScope();
}
