/** Asks `@Infra` for a person who clicked a prompt, in the session that the chat view shows. */
import { ChatService } from '@theia/ai-chat/lib/common';
import { ChatViewWidget } from '@theia/ai-chat-ui/lib/browser/chat-view-widget';
import { WidgetManager } from '@theia/core/lib/browser';
import { Emitter } from '@theia/core/lib/common/event';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import type { ModePrompt } from '../../common/crew/example-prompts';
import type { Mode } from '../../common/ops/operation';
import { INFRA_AGENT_ID } from './infra-agent';
import { HeldTexts } from './held-texts';
import { repairPrompt } from './mode-prompts';
import type { BlockTrouble } from './ops-block-content';

@injectable()
export class ChatAsker {

    @inject(ChatService)
    protected readonly chatService!: ChatService;

    @inject(HeldTexts)
    protected readonly held!: HeldTexts;

    @inject(WidgetManager)
    protected readonly widgets!: WidgetManager;

    protected readonly willAskEmitter = new Emitter<Mode>();
    /** In which mode it asks: the session goes over to it. */
    readonly onWillAsk = this.willAskEmitter.event;

    async ask({ mode, text }: ModePrompt): Promise<void> {
        this.willAskEmitter.fire(mode);
        await this.send(text, text, mode);
    }

    /** In the mode that the session is in. */
    async askToRepair(source: string, trouble: BlockTrouble): Promise<void> {
        await this.send(this.held.keep('repair', repairPrompt(source, trouble)), nls.localize('infra-agent/prompt/repair', 'Repair the block that does not parse: {0}', trouble.problem));
    }

    async askToOpen(name: string, text: string): Promise<void> {
        await this.send(this.held.keep('open', text, name), nls.localize('infra-agent/prompt/open', 'Open {0} as cards', name));
    }

    protected async send(text: string, displayText: string, mode?: Mode): Promise<void> {
        const session = this.chatService.getActiveSession();
        if (session) {
            await this.chatService.sendRequest(session.id, { text: `@${INFRA_AGENT_ID} ${text}`, displayText, ...mode && { modeId: mode } });
            const view = await this.widgets.getWidget<ChatViewWidget>(ChatViewWidget.ID);
            if (view) {
                // The view itself does this only for what was typed into its input.
                view.inputWidget.pinnedAgent = session.pinnedAgent;
                // A prompt goes away with the click on it. Its answer begins where the focus goes then.
                if (document.activeElement === null || document.activeElement === document.body) {
                    view.treeWidget.node.focus({ preventScroll: true });
                }
            }
        }
    }
}
