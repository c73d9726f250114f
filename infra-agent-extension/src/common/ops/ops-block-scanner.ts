/**
 * Splits streamed Markdown into text and ops blocks, reading every character once. Fences follow CommonMark (spec 0.31, 4.5): up to three
 * spaces of indentation, at least three backticks or tildes, closed by at least as many of the same; other fences are text, and so is an
 * ops fence inside of them. It must not know what an operation is.
 */
export interface TextSegment {
    readonly kind: 'text';
    text: string;
}

export interface BlockSegment {
    readonly kind: 'ops';
    /** Place among the ops blocks of this answer, from 0. */
    readonly index: number;
    /** One-based line of the opening fence. */
    readonly line: number;
    source: string;
    /** Its closing fence was seen; a block that is cut off never closes. */
    closed: boolean;
}

export type Segment = TextSegment | BlockSegment;

interface Fence {
    readonly character: string;
    readonly length: number;
    readonly indent: number;
    readonly block?: BlockSegment;
}

const OPENING = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*)$/;

export class OpsBlockScanner {
    /** Grows at its end only; a segment keeps its identity, and only the last one changes. */
    readonly segments: Segment[] = [];
    private partial = '';
    private fence: Fence | undefined;
    private lines = 0;
    private blocks = 0;
    /** How much of the partial line was already given to the last segment. */
    private given = 0;

    push(chunk: string): void {
        this.partial += chunk;
        let end = this.partial.indexOf('\n');
        while (end >= 0) {
            this.line(this.partial.slice(0, end));
            this.partial = this.partial.slice(end + 1);
            this.given = 0;
            end = this.partial.indexOf('\n');
        }
        this.showPartial();
    }

    /** The stream ended: what is left is a line, and an open block stays open. */
    end(): void {
        if (this.partial) {
            this.line(this.partial);
            this.partial = '';
            this.given = 0;
        }
    }

    private line(raw: string): void {
        this.lines++;
        const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        if (this.fence) {
            this.lineInFence(line, this.fence);
            return;
        }
        const opening = this.given === 0 ? OPENING.exec(line) : undefined;
        if (!opening || (opening[2][0] === '`' && opening[3].includes('`'))) {
            this.text(line.slice(this.given) + '\n');
            return;
        }
        this.open(line, opening);
    }

    private open(line: string, [, indent, marks, info]: RegExpExecArray): void {
        const isOps = info.trim().split(/\s+/)[0] === 'ops';
        const block: BlockSegment | undefined = isOps ? { kind: 'ops', index: this.blocks++, line: this.lines, source: '', closed: false } : undefined;
        this.fence = { character: marks[0], length: marks.length, indent: indent.length, block };
        if (block) {
            this.segments.push(block);
        } else {
            this.text(line + '\n');
        }
    }

    private lineInFence(line: string, fence: Fence): void {
        const closes = closesFence(line, fence);
        if (closes) {
            this.fence = undefined;
        }
        if (!fence.block) {
            this.text(line.slice(this.given) + '\n');
        } else if (closes) {
            fence.block.closed = true;
        } else {
            fence.block.source += withoutIndent(line, fence.indent) + '\n';
        }
    }

    /** Shows the text of an unfinished line as it comes, unless it may still turn out to be a fence. */
    private showPartial(): void {
        const mayBeFence = /^ {0,3}[`~]/.test(this.partial) || /^ {0,3}$/.test(this.partial) || this.fence?.block;
        if ((this.given > 0 || !mayBeFence) && !this.partial.endsWith('\r')) {
            this.text(this.partial.slice(this.given));
            this.given = this.partial.length;
        }
    }

    private text(text: string): void {
        const last = this.segments.at(-1);
        if (last?.kind === 'text') {
            last.text += text;
        } else if (text) {
            this.segments.push({ kind: 'text', text });
        }
    }
}

/** All segments of a text that is complete. */
export function findOpsBlocks(markdown: string): Segment[] {
    const scanner = new OpsBlockScanner();
    scanner.push(markdown);
    scanner.end();
    return scanner.segments;
}

function closesFence(line: string, fence: Fence): boolean {
    const text = line.replace(/^ {0,3}/, '').replace(/[ \t]+$/, '');
    return text.length >= fence.length && [...text].every(character => character === fence.character);
}

function withoutIndent(line: string, indent: number): string {
    let spaces = 0;
    while (spaces < indent && line[spaces] === ' ') {
        spaces++;
    }
    return line.slice(spaces);
}
