import { ChatAgent } from '@theia/ai-chat/lib/common';
import { FrontendChatServiceImpl } from '@theia/ai-chat/lib/browser/frontend-chat-service';
import { ChatAgentServiceImpl } from '@theia/ai-chat/lib/common/chat-agent-service';
import { ChatContentDeserializerContribution } from '@theia/ai-chat/lib/common/chat-content-deserializer';
import { MermaidPartRenderer } from '@theia/ai-chat-ui/lib/browser/chat-response-renderer/mermaid-part-renderer';
import { ChatResponsePartRenderer } from '@theia/ai-chat-ui/lib/browser/chat-response-part-renderer';
import { ChatViewTreeWidget, ChatWelcomeMessageProvider } from '@theia/ai-chat-ui/lib/browser/chat-tree-view';
import { ChatViewWidget } from '@theia/ai-chat-ui/lib/browser/chat-view-widget';
import { Agent, AIVariableContribution } from '@theia/ai-core/lib/common';
import { FrontendApplicationContribution, KeybindingContribution } from '@theia/core/lib/browser';
import { CommandContribution } from '@theia/core/lib/common/command';
import type { interfaces } from '@theia/core/shared/inversify';
import { ChatAsker } from './chat-asker';
import { CREW } from './crew-agents';
import { InfraAgent } from './infra-agent';
import { InfraChatAgentService } from './infra-chat-agent-service';
import { InfraChatService } from './infra-chat-service';
import { createInfraChatTreeWidget } from './infra-chat-tree-widget';
import { InfraChatViewWidget } from './infra-chat-view-widget';
import { InfraVariable } from './infra-variable';
import { InfraWelcomeProvider } from './infra-welcome-provider';
import { GoToOperation } from './go-to-operation';
import { HeldTexts } from './held-texts';
import { OperationCardDeserializers } from './operation-card-content';
import { OperationCardRenderer } from './operation-card-renderer';
import { OpsBlockDeserializer } from './ops-block-content';
import { SessionRestorer } from './session-restorer';
import { StillMermaidPartRenderer } from './still-mermaid-part-renderer';
import { TrustNoticeDeserializer } from './trust-notice-content';

export function bindChat(bind: interfaces.Bind, rebind: interfaces.Rebind): void {
    for (const agent of [InfraAgent, ...CREW]) {
        bind(agent).toSelf().inSingletonScope();
        bind(Agent).toService(agent);
        bind(ChatAgent).toService(agent);
    }
    rebind(ChatAgentServiceImpl).to(InfraChatAgentService).inSingletonScope();
    rebind(FrontendChatServiceImpl).to(InfraChatService).inSingletonScope();
    rebind(ChatViewWidget).to(InfraChatViewWidget);
    rebind(ChatViewTreeWidget).toDynamicValue(({ container }) => createInfraChatTreeWidget(container));
    bind(SessionRestorer).toSelf().inSingletonScope();
    bind(FrontendApplicationContribution).toService(SessionRestorer);

    rebind(MermaidPartRenderer).to(StillMermaidPartRenderer).inSingletonScope();
    bind(ChatResponsePartRenderer).to(OperationCardRenderer).inSingletonScope();
    bind(ChatContentDeserializerContribution).to(OperationCardDeserializers).inSingletonScope();
    bind(ChatContentDeserializerContribution).to(OpsBlockDeserializer).inSingletonScope();
    bind(ChatContentDeserializerContribution).to(TrustNoticeDeserializer).inSingletonScope();

    bind(AIVariableContribution).to(InfraVariable).inSingletonScope();
    bind(GoToOperation).toSelf().inSingletonScope();
    bind(CommandContribution).toService(GoToOperation);
    bind(KeybindingContribution).toService(GoToOperation);
    bind(HeldTexts).toSelf().inSingletonScope();
    bind(ChatAsker).toSelf().inSingletonScope();
    bind(ChatWelcomeMessageProvider).to(InfraWelcomeProvider).inSingletonScope();
}
