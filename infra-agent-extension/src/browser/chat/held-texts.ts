/**
 * Texts that are not the person's own words, held by the window for the request that is about them: an ops file that is opened as cards, a block
 * that is to be repaired. In the message itself the chat's own parser would read them, and take `@agent`, `#file` and `~tool` for its own.
 */
import { generateUuid } from '@theia/core/lib/common/uuid';
import { injectable } from '@theia/core/shared/inversify';

const ABOUT = { open: 'Open as cards', repair: 'Repair an ops block' } as const;
export type HeldFor = keyof typeof ABOUT;

@injectable()
export class HeldTexts {

    protected readonly texts = new Map<string, string>();

    /** The message that stands for the text, and for no text of another window or after a reload. */
    keep(what: HeldFor, text: string, name = ''): string {
        // The chat takes `@`, `#` and `~` for its own; and nobody wants to read a whole UUID.
        const message = `${ABOUT[what]} (${[name.replace(/[^\w.-]/g, '_'), generateUuid().slice(0, 8)].filter(Boolean).join(', ')})`;
        this.texts.set(message, text);
        return message;
    }

    /** The text of a message; none for one that was typed, or that stood in the chat before a reload. */
    of(what: HeldFor, message: string): string | undefined {
        return message.startsWith(ABOUT[what]) ? this.texts.get(message) : undefined;
    }

    isAbout(what: HeldFor, message: string): boolean {
        return message.startsWith(`${ABOUT[what]} (`);
    }
}
