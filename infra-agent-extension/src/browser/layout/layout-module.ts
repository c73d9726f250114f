import { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { PreferenceContribution } from '@theia/core/lib/common/preferences';
import type { interfaces } from '@theia/core/shared/inversify';
import { WorkspaceTrustService } from '@theia/workspace/lib/browser/workspace-trust-service';
import { ChatLayout } from './chat-layout';
import { InfraWorkspaceTrustService } from './infra-workspace-trust-service';
import { PreferenceDefaults } from './preference-defaults';
import { TrustBridge } from './trust-bridge';

export function bindLayout(bind: interfaces.Bind, rebind: interfaces.Rebind): void {
    bind(PreferenceContribution).to(PreferenceDefaults).inSingletonScope();
    bind(ChatLayout).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(ChatLayout);
    rebind(WorkspaceTrustService).to(InfraWorkspaceTrustService).inSingletonScope();
    bind(TrustBridge).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(TrustBridge);
}
