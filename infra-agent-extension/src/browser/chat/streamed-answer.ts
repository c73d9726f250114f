/**
 * Shows a streamed answer as it comes: each ops block as one content object, the text between in stock contents. What streams is scanned once;
 * only the text that is not settled yet is parsed again, and not for every token.
 */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import { OpsBlockScanner, type BlockSegment, type TextSegment } from '../../common/ops/ops-block-scanner';
import { OpsBlockContent } from './ops-block-content';
import { settledLength } from './settled-text';

export interface AnswerView {
    /** Where the answer's contents are; ours are added at its end. */
    readonly contents: () => ChatResponseContent[];
    readonly parse: (text: string) => ChatResponseContent[];
    readonly changed: () => void;
    /** A block was closed: it is to be proposed, once. */
    readonly closed: (content: OpsBlockContent, index: number) => void;
}

/** In milliseconds. */
const SHOW_EVERY = 50;

export class StreamedAnswer {
    private readonly scanner = new OpsBlockScanner();
    /** The segment that is being shown; those before it are done. */
    private current = 0;
    /** Characters of the current text that are shown for good. */
    private settled = 0;
    /** Contents of the text after that. */
    private tail: readonly ChatResponseContent[] = [];
    private block: OpsBlockContent | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private ended = false;

    constructor(private readonly root: string, private readonly view: AnswerView) { }

    /** Whether anything but white space came. */
    get isEmpty(): boolean {
        return this.scanner.segments.every(segment => segment.kind === 'text' && segment.text.trim() === '');
    }

    get isCutOff(): boolean {
        const last = this.scanner.segments.at(-1);
        return last?.kind === 'ops' && !last.closed;
    }

    push(text: string): void {
        this.scanner.push(text);
        this.timer ??= setTimeout(() => this.show(), SHOW_EVERY);
    }

    /** The stream ended, for whatever reason: what is still open stays so. */
    end(): void {
        this.scanner.end();
        this.ended = true;
        this.show();
    }

    private show(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        const { segments } = this.scanner;
        for (; this.current < segments.length; this.current++) {
            const segment = segments[this.current];
            const isLast = this.current === segments.length - 1;
            if (segment.kind === 'text') {
                this.showText(segment, isLast && !this.ended);
            } else {
                this.showBlock(segment);
            }
            if (isLast && !this.ended) {
                break;
            }
            this.settled = 0;
            this.tail = [];
            this.block = undefined;
        }
        this.view.changed();
    }

    private showText(segment: TextSegment, mayGrow: boolean): void {
        const text = segment.text.slice(this.settled);
        const length = mayGrow ? settledLength(text) : text.length;
        const forGood = length > 0 ? this.view.parse(text.slice(0, length)) : [];
        const tail = length < text.length ? this.view.parse(text.slice(length)) : [];
        const contents = this.view.contents();
        const at = this.tail.length > 0 ? contents.indexOf(this.tail[0]) : contents.length;
        contents.splice(at, this.tail.length, ...forGood, ...tail);
        this.settled += length;
        this.tail = tail;
    }

    private showBlock(segment: BlockSegment): void {
        const content = this.block ?? new OpsBlockContent(this.root);
        if (!this.block) {
            this.block = content;
            this.view.contents().push(content);
        }
        content.source = segment.source;
        if (content.state !== 'streaming') {
            return;
        }
        if (segment.closed) {
            content.state = 'proposing';
            this.view.closed(content, segment.index);
        } else if (this.ended) {
            content.state = 'cut-off';
        }
    }
}
