/** What the chat keeps of an operation: its key and its folder. The state is the backend's. */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import type { ChatContentDeserializerContribution, ChatContentDeserializerRegistry } from '@theia/ai-chat/lib/common/chat-content-deserializer';
import type { SerializableChatResponseContentData } from '@theia/ai-chat/lib/common/chat-model-serialization';
import { injectable } from '@theia/core/shared/inversify';

const KIND = 'infra-operation';
const FOLDED_KIND = 'infra-folded-operations';
const SET_KIND = 'infra-answer-set';

export class OperationCardContent implements ChatResponseContent {
    readonly kind = KIND;

    constructor(readonly root: string, readonly key: string) { }

    static is(content: unknown): content is OperationCardContent {
        return content instanceof OperationCardContent;
    }

    asString(): string {
        return `[operation ${this.key}]`;
    }

    toSerializable(): SerializableChatResponseContentData<{ root: string; key: string }> {
        return { kind: KIND, data: { root: this.root, key: this.key } };
    }
}

/** Operations that are housekeeping, or were rejected before: one line until they are unfolded. */
export class FoldedOperationsContent implements ChatResponseContent {
    readonly kind = FOLDED_KIND;

    constructor(readonly root: string, readonly keys: readonly string[]) { }

    static is(content: unknown): content is FoldedOperationsContent {
        return content instanceof FoldedOperationsContent;
    }

    asString(): string {
        return `[folded operations ${this.keys.join(', ')}]`;
    }

    toSerializable(): SerializableChatResponseContentData<{ root: string; keys: readonly string[] }> {
        return { kind: FOLDED_KIND, data: { root: this.root, keys: this.keys } };
    }
}

/** The foot of an answer: what can be said and done of all its operations together. Which those are, the answer says itself. */
export class AnswerSetContent implements ChatResponseContent {
    readonly kind = SET_KIND;

    constructor(readonly root: string) { }

    static is(content: unknown): content is AnswerSetContent {
        return content instanceof AnswerSetContent;
    }

    asString(): string {
        return '';
    }

    toSerializable(): SerializableChatResponseContentData<{ root: string }> {
        return { kind: SET_KIND, data: { root: this.root } };
    }
}

@injectable()
export class OperationCardDeserializers implements ChatContentDeserializerContribution {

    registerDeserializers(registry: ChatContentDeserializerRegistry): void {
        registry.register({ kind: KIND, deserialize: (data: { root: string; key: string }) => new OperationCardContent(data.root, data.key) });
        registry.register({ kind: FOLDED_KIND, deserialize: (data: { root: string; keys: string[] }) => new FoldedOperationsContent(data.root, data.keys) });
        registry.register({ kind: SET_KIND, deserialize: (data: { root: string }) => new AnswerSetContent(data.root) });
    }
}
