/**
 * Keeps the roles out of `@`-completion without writing the user's settings: they are found by id, and never listed. In a restricted folder
 * ours are the only agents, because they are the only ones that act on nothing there.
 */
import type { ChatAgent } from '@theia/ai-chat/lib/common';
import { ChatAgentServiceImpl } from '@theia/ai-chat/lib/common/chat-agent-service';
import { AIActivationService } from '@theia/ai-core/lib/browser/ai-activation-service';
import { inject, injectable } from '@theia/core/shared/inversify';
import { CREW_IDS } from './crew-agents';
import { INFRA_AGENT_ID } from './infra-agent';

@injectable()
export class InfraChatAgentService extends ChatAgentServiceImpl {

    @inject(AIActivationService)
    protected readonly activation!: AIActivationService;

    override getAgents(includeHidden = false): ChatAgent[] {
        const agents = super.getAgents(includeHidden).filter(agent => includeHidden || !CREW_IDS.has(agent.id));
        const restricted = this.activation.isActive && !this.activation.canRun;
        return restricted ? agents.filter(agent => agent.id === INFRA_AGENT_ID || CREW_IDS.has(agent.id)) : agents;
    }

    override getAgent(id: string, includeHidden = false): ChatAgent | undefined {
        return super.getAgent(id, includeHidden || CREW_IDS.has(id));
    }
}
