/**
 * Operations as documents in the editor, in memory: saving one proposes what it says as a new operation, with a key and a digest of its own.
 * A text that does not parse stays in the editor, marked where it is wrong.
 */
import { MessageService } from '@theia/core/lib/common/message-service';
import { open, OpenerService } from '@theia/core/lib/browser/opener-service';
import { Emitter } from '@theia/core/lib/common/event';
import { nls } from '@theia/core/lib/common/nls';
import type { Resource, ResourceResolver } from '@theia/core/lib/common/resource';
import URI from '@theia/core/lib/common/uri';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService } from '../../common/infra-service';

export const BLOCK_SCHEME = 'infra-block';

export interface Edited {
    /** Key of the operation that the text was made of. */
    readonly of?: string;
    readonly onProposed: (keys: readonly string[]) => void;
}

interface Document extends Edited {
    readonly root: string;
    text: string;
}

@injectable()
export class BlockEditing implements ResourceResolver {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(OpenerService)
    protected readonly openers!: OpenerService;

    @inject(MessageService)
    protected readonly messages!: MessageService;

    protected readonly documents = new Map<string, Document>();
    protected count = 0;

    async open(root: string, text: string, edited: Edited): Promise<void> {
        const uri = new URI(`${BLOCK_SCHEME}:/${++this.count}/${edited.of ?? 'operation'}.ops.yaml`);
        this.documents.set(uri.toString(), { ...edited, root, text });
        await open(this.openers, uri, { mode: 'activate', preview: false });
    }

    async resolve(uri: URI): Promise<Resource> {
        const document = this.documents.get(uri.toString());
        if (uri.scheme !== BLOCK_SCHEME || !document) {
            throw new Error(nls.localize('infra-agent/block/gone', 'This text of an operation went away with its window. Open it from its card again.'));
        }
        const changed = new Emitter<void>();
        return {
            uri,
            onDidChangeContents: changed.event,
            readContents: async () => document.text,
            saveContents: async text => {
                document.text = text;
                await this.propose(document);
            },
            dispose: () => changed.dispose()
        };
    }

    protected async propose({ root, text, of, onProposed }: Document): Promise<void> {
        const answer = await this.service.proposeText(root, text, of);
        if (answer.kind === 'ok') {
            onProposed(answer.keys);
            this.messages.info(nls.localize('infra-agent/block/proposed', 'Proposed as {0}: its card is in the chat, and waits for you.', answer.keys.join(', ')), { timeout: 6_000 });
        } else {
            this.messages.warn(nls.localize('infra-agent/block/notProposed', 'Kept, and not proposed. Line {0}, column {1}: {2}', answer.line, answer.column, answer.problem));
        }
    }
}
