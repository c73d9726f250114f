/** The line in an answer that says that nothing can be sent before the folder is trusted; it goes away once it is. */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import type { ChatContentDeserializerContribution, ChatContentDeserializerRegistry } from '@theia/ai-chat/lib/common/chat-content-deserializer';
import type { SerializableChatResponseContentData } from '@theia/ai-chat/lib/common/chat-model-serialization';
import { injectable } from '@theia/core/shared/inversify';

const KIND = 'infra-trust-notice';

export class TrustNoticeContent implements ChatResponseContent {
    readonly kind = KIND;

    constructor(readonly root: string) { }

    static is(content: unknown): content is TrustNoticeContent {
        return content instanceof TrustNoticeContent;
    }

    asString(): string {
        return '';
    }

    toSerializable(): SerializableChatResponseContentData<{ root: string }> {
        return { kind: KIND, data: { root: this.root } };
    }
}

@injectable()
export class TrustNoticeDeserializer implements ChatContentDeserializerContribution {

    registerDeserializers(registry: ChatContentDeserializerRegistry): void {
        registry.register({ kind: KIND, deserialize: (data: { root: string }) => new TrustNoticeContent(data.root) });
    }
}
