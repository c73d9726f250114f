import { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { ResourceResolver } from '@theia/core/lib/common/resource';
import type { interfaces } from '@theia/core/shared/inversify';
import { RunOutputs } from './run-outputs';
import { RunTerminals } from './run-terminals';
import { UnsavedFiles } from './unsaved-files';

export function bindRun(bind: interfaces.Bind): void {
    bind(RunTerminals).toSelf().inSingletonScope();
    bind(RunOutputs).toSelf().inSingletonScope();
    bind(ResourceResolver).toService(RunOutputs);
    bind(UnsavedFiles).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(UnsavedFiles);
}
