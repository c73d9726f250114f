import { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { RemoteConnectionProvider, ServiceConnectionProvider } from '@theia/core/lib/browser/messaging/service-connection-provider';
import type { interfaces } from '@theia/core/shared/inversify';
import { INFRA_SERVICE_PATH, InfraService } from '../../common/infra-service';
import { InfraClientImpl } from './infra-client-impl';
import { InfraWorkspace } from './infra-workspace';
import { WorkspaceWatcher } from './workspace-watcher';

export function bindConnection(bind: interfaces.Bind): void {
    bind(InfraClientImpl).toSelf().inSingletonScope();
    bind(InfraService).toDynamicValue(({ container }) =>
        container.get<ServiceConnectionProvider>(RemoteConnectionProvider).createProxy<InfraService>(INFRA_SERVICE_PATH, container.get(InfraClientImpl))
    ).inSingletonScope();
    bind(InfraWorkspace).toSelf().inSingletonScope();
    bind(WorkspaceWatcher).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(WorkspaceWatcher);
}
