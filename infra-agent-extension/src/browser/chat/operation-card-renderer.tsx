/** Shows our contents in a chat answer. */
import type { ChatResponseContent, ChatResponseModel } from '@theia/ai-chat/lib/common';
import { MutableChatResponseModel } from '@theia/ai-chat/lib/common/chat-model';
import type { ChatResponsePartRenderer } from '@theia/ai-chat-ui/lib/browser/chat-response-part-renderer';
import type { ResponseNode } from '@theia/ai-chat-ui/lib/browser/chat-tree-view';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import * as React from '@theia/core/shared/react';
import { CardActions } from '../cards/card-actions';
import { CardStore } from '../cards/card-store';
import { InfraWorkspace } from '../connection/infra-workspace';
import { AnswerSet } from '../answer-set/answer-set';
import { SetSending } from '../answer-set/set-sending';
import { BlockEditing } from '../ops-files/block-editing';
import { operationKeys } from './answer-foot';
import { BlockCard } from './block-card';
import { ChatAsker } from './chat-asker';
import { FoldedOperations } from './folded-operations';
import { AnswerSetContent, FoldedOperationsContent, OperationCardContent } from './operation-card-content';
import { OpsBlockContent, type BlockTrouble } from './ops-block-content';
import { TrustNotice } from './trust-notice';
import { TrustNoticeContent } from './trust-notice-content';
import { TurnCard } from './turn-card';

type OurContent = OperationCardContent | FoldedOperationsContent | AnswerSetContent | OpsBlockContent | TrustNoticeContent;

/** Above every stock renderer; those answer with 20 at most. */
const OURS = 100;

@injectable()
export class OperationCardRenderer implements ChatResponsePartRenderer<OurContent> {

    @inject(CardStore)
    protected readonly store!: CardStore;

    @inject(CardActions)
    protected readonly actions!: CardActions;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(SetSending)
    protected readonly sending!: SetSending;

    @inject(BlockEditing)
    protected readonly editing!: BlockEditing;

    @inject(ChatAsker)
    protected readonly asker!: ChatAsker;

    canHandle(content: ChatResponseContent): number {
        return OperationCardContent.is(content) || FoldedOperationsContent.is(content) || AnswerSetContent.is(content) || OpsBlockContent.is(content) || TrustNoticeContent.is(content) ? OURS : -1;
    }

    render(content: OurContent, node: ResponseNode): React.ReactNode {
        const cards = { store: this.store, actions: this.actions, workspace: this.workspace };
        if (TrustNoticeContent.is(content)) {
            return <TrustNotice workspace={this.workspace} />;
        }
        if (FoldedOperationsContent.is(content)) {
            return <FoldedOperations {...cards} root={content.root} keys={content.keys} label={foldedLabel(content.keys.length)} />;
        }
        if (AnswerSetContent.is(content)) {
            return <AnswerSet store={this.store} sending={this.sending} workspace={this.workspace} root={content.root} keys={operationKeys(node.response.response.content)} onAsk={prompt => this.asker.ask(prompt)} />;
        }
        const onNewCard = (key: string) => insertAfter(node.response, content, new OperationCardContent(content.root, key));
        return content.key === undefined
            ? this.renderBlock(content as OpsBlockContent, node.response)
            : <TurnCard {...cards} root={content.root} cardKey={content.key} keys={keysBeside(node.response, content)} onNewCard={onNewCard} />;
    }

    protected renderBlock(content: OpsBlockContent, response: ChatResponseModel): React.ReactNode {
        const { source, state, trouble } = content;
        return <BlockCard source={source} state={state} trouble={trouble}
            onRepair={() => this.asker.askToRepair(source, trouble ?? cutOff(source))}
            onEdit={() => this.editing.open(content.root, source, { onProposed: keys => keys.forEach(key => insertAfter(response, content, new OperationCardContent(content.root, key))) })} />;
    }
}

function foldedLabel(count: number): string {
    return count === 1
        ? nls.localize('infra-agent/folded/one', '1 more operation: less urgent, or rejected before')
        : nls.localize('infra-agent/folded/many', '{0} more operations: less urgent, or rejected before', count);
}

/** Of the answer's operations that stand as cards of their own. */
function keysBeside(response: ChatResponseModel, content: OperationCardContent | OpsBlockContent): string[] {
    return response.response.content.flatMap(other => other.kind === content.kind && (OperationCardContent.is(other) || OpsBlockContent.is(other)) ? other.key ?? [] : []);
}

function cutOff(source: string): BlockTrouble {
    return { problem: 'it was cut off before its end', line: source.split('\n').length, column: 1 };
}

/** An operation that is run again is a new one; its card follows the old one, in the same answer. */
function insertAfter(response: ChatResponseModel, content: ChatResponseContent, next: ChatResponseContent): void {
    if (response instanceof MutableChatResponseModel) {
        const contents = response.response.content;
        contents.splice(contents.indexOf(content) + 1, 0, next);
        response.response.responseContentChanged();
    }
}
