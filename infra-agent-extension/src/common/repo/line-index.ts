/** Offsets of a text as lines and characters, both zero-based, as in the Language Server Protocol. */
export class LineIndex {
    private readonly starts: number[] = [0];

    constructor(readonly text: string) {
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            this.starts.push(at + 1);
        }
    }

    position(offset: number): { line: number; character: number } {
        let low = 0;
        let high = this.starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return { line: low, character: offset - this.starts[low] };
    }

    range(start: number, end: number): { start: { line: number; character: number }; end: { line: number; character: number } } {
        return { start: this.position(start), end: this.position(end) };
    }

    /** Offset of the first character of a line; past the last line, the end of the text. */
    startOf(line: number): number {
        return line < this.starts.length ? this.starts[line] : this.text.length;
    }

    /** The text of a line, without its line break. */
    line(line: number): string {
        return this.text.slice(this.startOf(line), this.startOf(line + 1)).replace(/\r?\n$/, '');
    }

    get count(): number {
        return this.starts.length;
    }
}
