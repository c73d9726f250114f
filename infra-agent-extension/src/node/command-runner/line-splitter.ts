/** Gives whole lines to `take`, whatever the pieces are in which they arrive. */
export function lineSplitter(take: (line: string) => void): (chunk: string) => void {
    let rest = '';
    return chunk => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.filter(line => line !== '').forEach(take);
    };
}
