/**
 * An ops block of a streamed answer: one content object from its opening fence on. It is only text until the backend has proposed it; then it
 * holds the key of its operation, and nothing else of it counts. Broken and cut off ones stay text for ever.
 */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import type { ChatContentDeserializerContribution, ChatContentDeserializerRegistry } from '@theia/ai-chat/lib/common/chat-content-deserializer';
import type { SerializableChatResponseContentData } from '@theia/ai-chat/lib/common/chat-model-serialization';
import { injectable } from '@theia/core/shared/inversify';
import { fenced } from '../../common/ops/write-ops-block';

const KIND = 'infra-ops-block';

/** One-based, in the block. */
export interface BlockTrouble {
    readonly problem: string;
    readonly line: number;
    readonly column: number;
}

export type BlockState = 'streaming' | 'cut-off' | 'proposing' | 'proposed' | 'broken';

interface BlockData {
    readonly root: string;
    readonly source: string;
    readonly state: BlockState;
    readonly key?: string;
    readonly trouble?: BlockTrouble;
}

export class OpsBlockContent implements ChatResponseContent {
    readonly kind = KIND;
    source = '';
    state: BlockState = 'streaming';
    key: string | undefined;
    trouble: BlockTrouble | undefined;

    constructor(readonly root: string) { }

    static is(content: unknown): content is OpsBlockContent {
        return content instanceof OpsBlockContent;
    }

    asString(): string {
        return fenced('ops', this.source);
    }

    toSerializable(): SerializableChatResponseContentData<BlockData> {
        const { root, source, state, key, trouble } = this;
        return { kind: KIND, data: { root, source, state, ...key !== undefined && { key }, ...trouble && { trouble } } };
    }
}

@injectable()
export class OpsBlockDeserializer implements ChatContentDeserializerContribution {

    registerDeserializers(registry: ChatContentDeserializerRegistry): void {
        registry.register({ kind: KIND, deserialize: (data: BlockData) => restored(data) });
    }
}

/** Reading a session proposes nothing: what was still streaming when the page went away is cut off. */
function restored({ root, source, state, key, trouble }: BlockData): OpsBlockContent {
    const content = new OpsBlockContent(root);
    content.source = source;
    content.key = key;
    content.trouble = trouble;
    content.state = state === 'streaming' || state === 'proposing' ? 'cut-off' : state;
    return content;
}
