/** Diagrams that fetch nothing; the others are left to the renderer of code. */
import { MermaidPartRenderer } from '@theia/ai-chat-ui/lib/browser/chat-response-renderer/mermaid-part-renderer';
import type { ChatResponseContent, CodeChatResponseContent } from '@theia/ai-chat/lib/common';
import { injectable } from '@theia/core/shared/inversify';
import { couldFetch } from './fetching-diagram';

@injectable()
export class StillMermaidPartRenderer extends MermaidPartRenderer {

    override canHandle(response: ChatResponseContent): number {
        const priority = super.canHandle(response);
        return priority > 0 && couldFetch((response as CodeChatResponseContent).code) ? -1 : priority;
    }
}
