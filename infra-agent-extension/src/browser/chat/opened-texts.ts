/**
 * Texts that a person opened as cards, held by the window for the one request that asks for them: as part of the message they would be read by
 * the chat's own parser, which takes `@` and `#` for its own.
 */
import { injectable } from '@theia/core/shared/inversify';

const REQUEST = /^Open as cards: .* \((\d+)\)$/;

@injectable()
export class OpenedTexts {

    protected readonly texts = new Map<string, string>();
    protected count = 0;

    /** The message that asks for the cards of this text. */
    keep(name: string, text: string): string {
        const id = String(++this.count);
        this.texts.set(id, text);
        return `Open as cards: ${name} (${id})`;
    }

    /** Once: a message that is sent again, or was typed, has no text. */
    take(message: string): string | undefined {
        const id = REQUEST.exec(message)?.[1] ?? '';
        const text = this.texts.get(id);
        this.texts.delete(id);
        return text;
    }
}
