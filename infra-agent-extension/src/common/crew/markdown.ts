/** Text of a repository as Markdown: shown as it is, never as markup. */

/** Control, bidi and zero-width characters: made visible, since they can make a name look like another. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

export function plain(text: string): string {
    return visible(text).replace(/[\\`*_{}[\]()<>#+!|~&$-]/g, mark => mark === '-' ? mark : `\\${mark}`);
}

/** A code span, fenced by more backticks than it holds. */
export function code(text: string): string {
    const shown = visible(text);
    const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(match => match[0].length));
    const fence = '`'.repeat(longest + 1);
    const pad = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : '';
    return `${fence}${pad}${shown}${pad}${fence}`;
}

export function visible(text: string): string {
    return text.replace(/\r?\n|\t/g, ' ').replace(UNSEEN, mark => `\\u{${mark.codePointAt(0)!.toString(16)}}`);
}

/** Messages of findings hold code spans of their own; everything else in them is escaped. */
export function message(text: string): string {
    return text.split(/(`[^`\n]+`)/).map(part => /^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : plain(part)).join('');
}

export function count(number: number, one: string, many = `${one}s`): string {
    return `${number} ${number === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
    return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
