import { ConnectionHandler, RpcConnectionHandler } from '@theia/core/lib/common/messaging';
import { BackendApplicationContribution } from '@theia/core/lib/node';
import { ContainerModule } from '@theia/core/shared/inversify';
import { TaskTerminalProcessFactory } from '@theia/process/lib/node';
import { INFRA_SERVICE_PATH } from '../common/infra-service';
import type { InfraClient } from '../common/infra-service';
import { theiaPtyHost } from './command-runner/theia-pty-host';
import { InfraBackend } from './infra-backend';
import { InfraServiceImpl } from './infra-service-impl';

export default new ContainerModule(bind => {
    bind(InfraBackend).toDynamicValue(({ container }) => new InfraBackend(theiaPtyHost(container.get(TaskTerminalProcessFactory)), { ...process.env })).inSingletonScope();
    bind(BackendApplicationContribution).toDynamicValue(({ container }) => ({ onStop: () => container.get(InfraBackend).dispose() })).inSingletonScope();
    bind(ConnectionHandler).toDynamicValue(({ container }) => new RpcConnectionHandler<InfraClient>(INFRA_SERVICE_PATH, client => {
        const service = new InfraServiceImpl(container.get(InfraBackend));
        service.setClient(client);
        client.onDidCloseConnection(() => service.disconnect());
        return service;
    })).inSingletonScope();
});
