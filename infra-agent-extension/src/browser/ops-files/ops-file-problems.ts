/** What is wrong in the text of a `*.ops.yaml` file, each at its line. Places are one-based; the end is that of the line. */
import { parseOpsBlock } from '../../common/ops/parse-ops-block';
import { splitOpsFile } from '../../common/ops/split-ops-file';

export interface FileProblem {
    readonly message: string;
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
}

export function opsFileProblems(text: string): FileProblem[] {
    const lines = text.split('\n');
    return splitOpsFile(text).flatMap(document => {
        const parsed = parseOpsBlock(document.text);
        return parsed.kind === 'operation' ? [] : parsed.problems.map(({ message, line, column }) => {
            const place = Math.min(line + document.line, lines.length);
            return { message, line: place, column, endColumn: Math.max(column + 1, (lines[place - 1] ?? '').trimEnd().length + 1) };
        });
    });
}
