import { FrontendApplicationContribution } from '@theia/core/lib/browser';
import type { interfaces } from '@theia/core/shared/inversify';
import { RunTerminals } from './run-terminals';
import { UnsavedFiles } from './unsaved-files';

export function bindRun(bind: interfaces.Bind): void {
    bind(RunTerminals).toSelf().inSingletonScope();
    bind(UnsavedFiles).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(UnsavedFiles);
}
