/**
 * The list of messages. An answer of cards is read from its beginning: what was asked comes to the top, and the list stays there, while
 * the stock list would follow the answer to its end.
 */
import type { ChatModel, ChatRequestModel } from '@theia/ai-chat';
import { ChatViewTreeWidget, isResponseNode } from '@theia/ai-chat-ui/lib/browser/chat-tree-view';
import { createTreeContainer } from '@theia/core/lib/browser';
import type { Message } from '@theia/core/lib/browser';
import { Emitter } from '@theia/core/lib/common/event';
import { injectable, type interfaces } from '@theia/core/shared/inversify';
import { INFRA_AGENT_ID } from './infra-agent';
import { nextOperation } from './next-operation';
import { isOnControl } from './own-keys';

@injectable()
export class InfraChatTreeWidget extends ChatViewTreeWidget {

    /** Id of the request to bring to the top as soon as it has a row. */
    protected asked: string | undefined;

    /** Key of the card that had the focus last. */
    protected leftCard: string | undefined;

    protected readonly leftEmitter = new Emitter<void>();
    /** Escape, on a control that has no use of its own for it. */
    readonly onDidLeave = this.leftEmitter.event;

    /** Before the stock list listens, and after React has heard it: only the list is kept from the keys of a control. Theia's keybindings were looked up before. */
    protected override onAfterAttach(message: Message): void {
        this.addEventListener(this.node, 'keydown', event => {
            if (isOnControl(event, this.node)) {
                event.stopImmediatePropagation();
                if (event.key === 'Escape' && !event.defaultPrevented) {
                    this.leftEmitter.fire();
                }
            }
        });
        this.addEventListener(this.node, 'focusin', event => {
            this.leftCard = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-infra-card]')?.dataset.infraCard : undefined;
        });
        super.onAfterAttach(message);
    }

    /** Where no operation asks for anything, to the list as a whole. */
    goToOperation(): void {
        const card = nextOperation(this.node, this.leftCard) ?? this.node;
        card.focus({ preventScroll: true });
        // Read from its beginning, however tall it is.
        (card.querySelector('.infra-card-header') ?? card).scrollIntoView({ block: 'start' });
    }

    override trackChatModel(chatModel: ChatModel): void {
        super.trackChatModel(chatModel);
        this.asked = undefined;
        this.toDisposeOnChatModelChange.push(chatModel.onDidChange(event => {
            if (event.kind === 'addRequest' && event.request.agentId === INFRA_AGENT_ID) {
                this.asked = event.request.id;
                this.leftCard = undefined;
                this.bringUpWithAnswer(event.request);
            }
        }));
    }

    /** Once more when the answer comes: only then is there enough below to scroll. */
    protected bringUpWithAnswer(request: ChatRequestModel): void {
        const listening = request.response.onDidChange(() => {
            if (request.response.response.content.length > 0 || request.response.isComplete) {
                listening.dispose();
                this.asked = request.id;
                this.updateRows();
            }
        });
        this.toDisposeOnChatModelChange.push(listening);
    }

    protected override doUpdateRows(): void {
        super.doUpdateRows();
        const index = this.asked === undefined ? undefined : this.rows.get(this.asked)?.index;
        if (index !== undefined) {
            this.asked = undefined;
            // After the rows are drawn, twice: the list measures them in between.
            requestAnimationFrame(() => requestAnimationFrame(() => this.view?.list?.scrollToIndex({ index, align: 'start' })));
        }
    }

    protected override getScrollToRow(): number | undefined {
        const last = [...this.rows.values()].at(-1)?.node;
        const answered = last && isResponseNode(last) && last.response.agentId === INFRA_AGENT_ID && last.response.response.content.length > 0;
        return answered ? undefined : super.getScrollToRow();
    }
}

export function createInfraChatTreeWidget(parent: interfaces.Container): InfraChatTreeWidget {
    return createTreeContainer(parent, { props: { multiSelect: false, search: false }, widget: InfraChatTreeWidget }).get(InfraChatTreeWidget);
}
