/**
 * Splits text so that what a reader cannot see, or would take for something else, can be shown as a chip such as `⟨U+202E⟩`.
 * It must not know where the text comes from. Sources: Unicode TR36 and TR39 (bidirectional controls, invisible characters,
 * confusable letters), CVE-2021-42574 and CVE-2021-42694.
 */

/** Prose keeps its dashes and curly quotes; in a command they are something else than they look. */
export type TextKind = 'command' | 'prose';

export interface Segment {
    readonly start: number;
    readonly end: number;
    readonly text: string;
    /** `U+202E`, where the text is one suspicious character; `looksLike` names the ASCII that it imitates. */
    readonly mark?: string;
    readonly looksLike?: string;
    readonly name?: string;
}

export function markSuspiciousCharacters(text: string, kind: TextKind): Segment[] {
    const segments: Segment[] = [];
    let plainStart = 0;
    const words = confusableWords(text, kind);
    for (let at = 0; at < text.length;) {
        const codePoint = text.codePointAt(at) ?? 0;
        const length = codePoint > 0xffff ? 2 : 1;
        const suspicion = isEmojiStyle(text, at, kind) ? undefined : suspicionOf(codePoint, kind, words.has(at));
        if (suspicion) {
            if (at > plainStart) {
                segments.push({ start: plainStart, end: at, text: text.slice(plainStart, at) });
            }
            segments.push({ start: at, end: at + length, text: text.slice(at, at + length), mark: codePointName(codePoint), ...suspicion });
            plainStart = at + length;
        }
        at += length;
    }
    if (plainStart < text.length) {
        segments.push({ start: plainStart, end: text.length, text: text.slice(plainStart) });
    }
    return segments;
}

export function hasSuspiciousCharacters(text: string, kind: TextKind): boolean {
    return markSuspiciousCharacters(text, kind).some(segment => segment.mark !== undefined);
}

function codePointName(codePoint: number): string {
    return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

type Suspicion = Pick<Segment, 'looksLike' | 'name'>;

function suspicionOf(codePoint: number, kind: TextKind, inConfusableWord: boolean): Suspicion | undefined {
    const name = invisibleName(codePoint);
    if (name) {
        return { name };
    }
    const styled = styledAscii(codePoint);
    if (styled) {
        return { looksLike: styled };
    }
    const letter = CONFUSABLE_LETTERS.get(codePoint);
    if (letter && inConfusableWord) {
        return { looksLike: letter };
    }
    const sign = CONFUSABLE_SIGNS.get(codePoint);
    return sign && (kind === 'command' || !TYPOGRAPHY.has(codePoint)) ? { looksLike: sign } : undefined;
}

const NAMED: ReadonlyMap<number, string> = new Map([
    [0x00ad, 'soft hyphen'], [0x034f, 'combining grapheme joiner'], [0x061c, 'Arabic letter mark'], [0x115f, 'Hangul filler'], [0x1160, 'Hangul filler'],
    [0x17b4, 'invisible vowel'], [0x17b5, 'invisible vowel'], [0x180e, 'Mongolian vowel separator'], [0x200b, 'zero width space'],
    [0x200c, 'zero width non-joiner'], [0x200d, 'zero width joiner'], [0x200e, 'left-to-right mark'], [0x200f, 'right-to-left mark'],
    [0x2028, 'line separator'], [0x2029, 'paragraph separator'], [0x202a, 'left-to-right embedding'], [0x202b, 'right-to-left embedding'],
    [0x202c, 'pop directional formatting'], [0x202d, 'left-to-right override'], [0x202e, 'right-to-left override'], [0x2060, 'word joiner'],
    [0x2066, 'left-to-right isolate'], [0x2067, 'right-to-left isolate'], [0x2068, 'first strong isolate'], [0x2069, 'pop directional isolate'],
    [0x2800, 'blank braille pattern'], [0x3164, 'Hangul filler'], [0xfeff, 'zero width no-break space'], [0xffa0, 'Hangul filler'], [0xfffc, 'object replacement']
]);

/** Inclusive ranges of what has no shape of its own. Line feed and tab are ordinary. */
const INVISIBLE: readonly (readonly [from: number, to: number, name: string])[] = [
    [0x00, 0x08, 'control character'], [0x0b, 0x1f, 'control character'], [0x7f, 0x9f, 'control character'],
    [0xa0, 0xa0, 'no-break space'], [0x1680, 0x1680, 'space'], [0x180b, 0x180f, 'variation selector'], [0x2000, 0x200a, 'space'], [0x202f, 0x202f, 'no-break space'],
    [0x205f, 0x205f, 'space'], [0x2061, 0x2065, 'invisible operator'], [0x206a, 0x206f, 'deprecated format character'], [0x3000, 0x3000, 'space'],
    [0xd800, 0xdfff, 'lone surrogate'], [0xe000, 0xf8ff, 'private use'], [0xfe00, 0xfe0f, 'variation selector'], [0xfff0, 0xfffb, 'format character'],
    [0xfffe, 0xffff, 'noncharacter'], [0x1d173, 0x1d17a, 'format character'], [0xe0000, 0xe0fff, 'tag or variation selector'], [0xf0000, 0x10ffff, 'private use']
];

function invisibleName(codePoint: number): string | undefined {
    return NAMED.get(codePoint) ?? INVISIBLE.find(([from, to]) => codePoint >= from && codePoint <= to)?.[2];
}

/** Fullwidth forms and mathematical alphanumerics are ASCII in another style; NFKC says which. */
function styledAscii(codePoint: number): string | undefined {
    const styled = (codePoint >= 0xff01 && codePoint <= 0xff5e) || (codePoint >= 0x1d400 && codePoint <= 0x1d7ff)
        || (codePoint >= 0x2100 && codePoint <= 0x214f) || (codePoint >= 0x24b6 && codePoint <= 0x24e9);
    const folded = styled ? String.fromCodePoint(codePoint).normalize('NFKC') : '';
    return /^[\x21-\x7e]$/.test(folded) ? folded : undefined;
}

const pairs = (foreign: string, ascii: string): [number, string][] => [...foreign].map((letter, index) => [letter.codePointAt(0) ?? 0, ascii[index]]);

/** Letters of other scripts that most fonts draw as an ASCII letter or digit. */
const CONFUSABLE_LETTERS: ReadonlyMap<number, string> = new Map([
    ...pairs('аеорсухіјѕһԁԛԝӏԍАВЕКМНОРСТХІЈЅԌҮЅԚԜЗ', 'aeopcyxijshdqwlgABEKMHOPCTXIJSGYSQW3'),
    ...pairs('οαινκρτυγωΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ', 'oaivkptuywABEZHIKMNOPTYXcj'),
    ...pairs('օսոհցքԼՏՍ', 'ounhgqLSU'),
    ...pairs('ıȷɑɡɩʋƽⅼⅰⅴⅹⅽⅾⅿ', 'ijagiv5livxcdm')
]);

const CONFUSABLE_SIGNS: ReadonlyMap<number, string> = new Map([
    ...pairs('‐‑‒–—―−﹣˗', '---------'), ...pairs('‘’‚‛′ʹʼʻˈ', "'''''''''"), ...pairs('“”„‟″', '"""""'), ...pairs('⁄∕⧸╱', '////'),
    ...pairs('․‧·', '...'), ...pairs('ː꞉∶', ':::'), ...pairs('\u037e؛', ';;'), ...pairs('∣ǀ│', '|||'), ...pairs('∖⧵', '\\\\'), ...pairs('‹〈❮˂', '<<<<'),
    ...pairs('›〉❯˃', '>>>>'), ...pairs('∗⁎', '**'), ...pairs('ˋ‵', '``'), ...pairs('＄', '$'), ...pairs('ⲻ⎼', '--'), ...pairs('∼˜', '~~'), ...pairs('‗', '_')
]);

/** Ordinary in sentences, so marked only in commands. */
const TYPOGRAPHY: ReadonlySet<number> = new Set([...'‐‑‒–—―−‘’‚“”„′″·‧‹›│∼˜∗'].map(sign => sign.codePointAt(0) ?? 0));

/** U+FE0F after an emoji only picks its colours. */
function isEmojiStyle(text: string, at: number, kind: TextKind): boolean {
    return kind === 'prose' && text.charCodeAt(at) === 0xfe0f && /\p{Extended_Pictographic}$/u.test(text.slice(Math.max(0, at - 2), at));
}

/**
 * Offsets of letters in words that mix look-alikes with ASCII, and in commands also of words drawn wholly with look-alikes, since program
 * names and targets are ASCII there. Text in another script stays readable.
 */
function confusableWords(text: string, kind: TextKind): ReadonlySet<number> {
    const offsets = new Set<number>();
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
        const letters = [...word];
        const lookAlikes = letters.filter(letter => CONFUSABLE_LETTERS.has(letter.codePointAt(0) ?? 0)).length;
        if (lookAlikes > 0 && (/[A-Za-z]/.test(word) || (kind === 'command' && lookAlikes === letters.length))) {
            let at = index;
            for (const letter of letters) {
                offsets.add(at);
                at += letter.length;
            }
        }
    }
    return offsets;
}
