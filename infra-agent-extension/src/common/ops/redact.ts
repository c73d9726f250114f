/**
 * The one place where secrets are taken out of text, before it reaches the journal, a card, a model, a log or the bus. It finds shapes of
 * credentials, and values that are named as such; references (`$X`, `secretKeyRef`) and placeholders are no secrets. Linear in its input:
 * it is searched in pieces, which overlap only where a line is too long for one.
 */
import { decodedValue, secretManifestValues } from './secret-manifests';
import { SECRET_RULES, judgeValue, type SecretRule } from './secret-rules';

export interface FoundSecret {
    /** Stable id of the rule. */
    readonly rule: string;
    /** UTF-16 offsets of the secret itself. */
    readonly start: number;
    readonly end: number;
}

export interface Redacted {
    readonly text: string;
    readonly found: readonly FoundSecret[];
}

export const MASK = '••••••';
/** In characters. */
const PIECE = 40_000;
/** Longer than any secret but a key in a single line, which its own beginning or end still finds. */
const OVERLAP = 4_000;

interface Piece {
    readonly text: string;
    readonly offset: number;
}

interface Candidate extends FoundSecret {
    readonly isCertain: boolean;
}

/** The secrets of a text of which there is no doubt, in order, not overlapping: an operation that holds one cannot be sent. */
export function findSecrets(text: string): FoundSecret[] {
    return united(candidates(text).filter(candidate => candidate.isCertain));
}

/** The text with every secret masked, and every word that may be one. Line breaks inside of a secret stay, so that lines keep their numbers. */
export function redact(text: string): Redacted {
    const found = united(candidates(text));
    let result = '';
    let from = 0;
    for (const { start, end } of found) {
        result += text.slice(from, start) + MASK + '\n'.repeat(text.slice(start, end).split('\n').length - 1);
        from = end;
    }
    return { text: result + text.slice(from), found };
}

function candidates(text: string): Candidate[] {
    const manifests = secretManifestValues(text).flatMap(({ start, end }) => judged(KUBERNETES_SECRET, text.slice(start, end), start, ''));
    const rules = SECRET_RULES.filter(rule => rule.only === undefined || rule.only.test(text));
    const shaped = pieces(text).flatMap(piece => rules.flatMap(rule => (rule.hint?.test(piece.text) === false ? [] : matches(rule, piece))));
    return manifests.concat(keyEnds(text), shaped);
}

const KUBERNETES_SECRET: SecretRule = { id: 'kubernetes-secret', named: true, pattern: /(?!)/g };

/** Where two overlap, all that either covers is one. */
function united(found: readonly Candidate[]): FoundSecret[] {
    const result: FoundSecret[] = [];
    for (const { rule, start, end } of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
        const last = result.at(-1);
        if (last && start < last.end) {
            result[result.length - 1] = { ...last, end: Math.max(last.end, end) };
        } else {
            result.push({ rule, start, end });
        }
    }
    return result;
}

/** Whole lines where they fit. */
function pieces(text: string): Piece[] {
    const result: Piece[] = [];
    for (let offset = 0; offset < text.length;) {
        const limit = offset + PIECE;
        const newline = limit >= text.length ? text.length : text.lastIndexOf('\n', limit) + 1;
        const isCut = newline <= offset;
        const end = isCut ? limit : newline;
        result.push({ text: text.slice(offset, end), offset });
        offset = isCut ? end - OVERLAP : end;
    }
    return result;
}

const KEY_END = /-----END [A-Z ]{0,40}PRIVATE KEY/g;
const KEY_LINE = /^[ \t]*[A-Za-z0-9+/=]{16,80}\r?$/;
/** More lines than any key has. */
const KEY_LINES = 400;

/** The rest of a private key whose beginning was cut off, as at the start of a tail: the lines above its end. */
function keyEnds(text: string): Candidate[] {
    return [...text.matchAll(KEY_END)].flatMap(({ index }) => {
        const end = text.lastIndexOf('\n', index);
        let start = end;
        for (let lines = 0; start > 0 && lines < KEY_LINES; lines++) {
            const from = text.lastIndexOf('\n', start - 1) + 1;
            if (!KEY_LINE.test(text.slice(from, start))) {
                break;
            }
            start = from - 1;
        }
        return start < end ? [{ rule: 'private-key', start: start + 1, end, isCertain: true }] : [];
    });
}

function matches(rule: SecretRule, piece: Piece): Candidate[] {
    if (rule.within) {
        const { within, ...inner } = rule;
        return [...piece.text.matchAll(within)].flatMap(({ 0: text, index }) => matches(inner, { text, offset: piece.offset + index }));
    }
    return [...piece.text.matchAll(rule.pattern)].flatMap(match => {
        const raw = match[1] ?? match[0];
        const isQuoted = /^(["'])[\s\S]*\1$/.test(raw) && raw.length > 1;
        const value = isQuoted ? raw.slice(1, -1) : raw;
        const start = piece.offset + match.index + match[0].lastIndexOf(raw) + (isQuoted ? 1 : 0);
        return judged(rule, value, start, match[0]);
    });
}

function judged(rule: SecretRule, value: string, start: number, match: string): Candidate[] {
    const judgement = rule.named ? judgeValue(rule, rule === KUBERNETES_SECRET ? decodedValue(value) : value, match) : 'secret';
    const isMasked = value.replaceAll(MASK, '').trim() === '';
    return judgement === 'harmless' || isMasked ? [] : [{ rule: rule.id, start, end: start + value.length, isCertain: judgement === 'secret' }];
}
