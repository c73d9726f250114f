/**
 * Mermaid draws a diagram in the page before Theia cleans it, and by then the browser has fetched what it names. A diagram that could name
 * something to fetch is therefore shown as text. Told by what could, not by what does: links are lost with it, and a person reads the source.
 */
const COULD_FETCH: readonly RegExp[] = [
    // An address of another host; browsers read a backslash as a slash.
    /https?:/i, /[/\\]{2}/,
    // Elements of HTML and SVG, but a line break or a stereotype such as `<<interface>>`.
    /<(?!br\s*\/?>|<)(?:[a-z!?/])(?![\w ]*>>)/i,
    // Style sheets, their functions, and escapes that would hide them.
    /url\s*\(/i, /image-set\s*\(/i, /@import/i, /\\[0-9a-f]{2}/i,
    // Settings that the diagram brings along, and shapes that are images.
    /%%\s*\{/, /^\s*---\s*$/m, /\bimg\s*:/i
];

export function couldFetch(diagram: string): boolean {
    return COULD_FETCH.some(pattern => pattern.test(diagram));
}
