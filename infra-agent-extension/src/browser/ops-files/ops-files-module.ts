import { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { CommandContribution } from '@theia/core/lib/common/command';
import { MenuContribution } from '@theia/core/lib/common/menu';
import { ResourceResolver } from '@theia/core/lib/common/resource';
import type { interfaces } from '@theia/core/shared/inversify';
import { BlockEditing } from './block-editing';
import { OpsFileCommands } from './ops-file-commands';
import { OpsFileCompletion } from './ops-file-completion';
import { OpsProblems } from './ops-problems';

export function bindOpsFiles(bind: interfaces.Bind): void {
    bind(BlockEditing).toSelf().inSingletonScope();
    bind(ResourceResolver).toService(BlockEditing);
    bind(OpsProblems).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(OpsProblems);
    bind(FrontendApplicationContribution).to(OpsFileCompletion).inSingletonScope();
    bind(OpsFileCommands).toSelf().inSingletonScope();
    bind(CommandContribution).toService(OpsFileCommands);
    bind(MenuContribution).toService(OpsFileCommands);
}
