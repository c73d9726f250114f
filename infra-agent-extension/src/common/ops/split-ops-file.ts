/** A `*.ops.yaml` file as its documents: one operation each, parted by `---` on a line of its own at column 0, as `propose --format yaml` writes them. */
export interface OpsDocument {
    readonly text: string;
    /** Lines before it in the file. */
    readonly line: number;
}

/** A line `---` inside of a block scalar is indented, since every scalar of an operation stands below a key. */
export function splitOpsFile(source: string): OpsDocument[] {
    const lines = source.replace(/^\uFEFF/, '').split('\n');
    const documents: { line: number; lines: string[] }[] = [{ line: 0, lines: [] }];
    lines.forEach((line, index) => {
        if (/^---[ \t]*(?:#.*)?\r?$/.test(line)) {
            documents.push({ line: index + 1, lines: [] });
        } else {
            documents[documents.length - 1].lines.push(line);
        }
    });
    const filled = documents.filter(document => document.lines.some(line => /^[^#\r\n]*[^#\s]/.test(line) && !/^\s*#/.test(line)));
    return (filled.length > 0 ? filled : documents.slice(0, 1)).map(document => ({ text: document.lines.join('\n'), line: document.line }));
}
