import { AIChatInputWidget } from '@theia/ai-chat-ui/lib/browser/chat-input-widget';
import type { interfaces } from '@theia/core/shared/inversify';
import { InfraChatInputWidget } from './infra-chat-input-widget';

export function bindStepper(rebind: interfaces.Rebind): void {
    rebind(AIChatInputWidget).to(InfraChatInputWidget);
}
