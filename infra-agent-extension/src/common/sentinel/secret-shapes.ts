/** Shapes of secrets in text. It says where one stands and what it is, never its value. Lines are cut at a length, since patterns must stay cheap. */
import { SECRET_RULES } from '../ops/secret-rules';

export interface SecretPlace {
    readonly start: number;
    readonly end: number;
    readonly what: string;
}

const NAMED = /^([ \t]*(?:-[ \t]+)?(?:export[ \t]+|readonly[ \t]+|set[ \t]+|ENV[ \t]+|ARG[ \t]+)?["']?)([\w.-]*?(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|auth[_-]?key)(?:[_-]?(?:base64|b64|value))?)(["']?[ \t]*[:=][ \t]*)(["']?)([^\s"'#][^"'\n#]*?)\4[ \t]*(?:#.*)?\r?$/gim;
const PLACEHOLDER = /^(.)\1+$|example|change|placeholder|your|dummy|test|fake|sample|default|x{3,}|todo|replace|redacted|insert|generate|secret$|^secret|password$|^pass(word)?\d{0,3}$|^(root|admin|postgres|mysql|minio|minioadmin|grafana|guest|user|redis|rabbitmq|vagrant|none|null|true|false|empty|required|optional|string|hidden|masked|unset|random|foo|bar|baz|letmein|qwerty)\w{0,5}$|^\*+$|<|>|\.\.\./i;
const REFERENCE = /[${}()]|^(\/|\.\/|~|file:|https?:|vault:|arn:|op:|ref\+|secret:|secrets?\/|projects\/|ENC\[|AQICAH|!|&|\*|data\.|var\.|local\.|module\.|aws_|google_|azurerm_|random_|lookup|sensitive|env|process\.)/;

export function secretsIn(file: string, text: string, kind: string): SecretPlace[] {
    const found = privateKeys(text, kind).concat(tokens(text));
    if (kind !== 'doc' && kind !== 'npm-scripts' && kind !== 'chart' && !SHOWN.test(file)) {
        found.push(...namedSecrets(file, text), ...spokenSecrets(text));
    }
    return found.sort((a, b) => a.start - b.start).filter((place, index, all) => index === 0 || place.start >= all[index - 1].end).slice(0, 20);
}

/** What stands in documentation for a token. */
const SHOWN_TOKEN = /EXAMPLE|XXXX|0000000|12345678|abcdef|_test_|your|replace|redacted|dummy|fake/i;

/** What carries its own shape counts wherever it stands, if it is made of what a machine would make it of. */
function tokens(text: string): SecretPlace[] {
    return SECRET_RULES.flatMap(({ what, pattern }) => what === undefined ? [] : [...text.matchAll(pattern)].flatMap(match => {
        const token = match[1] ?? match[0];
        const start = match.index + match[0].lastIndexOf(token);
        return !SHOWN_TOKEN.test(token) && /[0-9]/.test(token) && new Set(token).size >= 12 ? [{ start, end: start + token.length, what }] : [];
    }));
}

/** Places where values are shown for people to replace: there only what carries its own shape counts. */
const SHOWN = /(^|\/)(docs?|samples?|examples?|demos?|tutorials?|quickstarts?)\//i;
const KEY = /-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY)-----/g;
/** In characters of base64; in docs only a whole key counts, since they show how one begins. */
const LEAST_KEY = 30;
const LEAST_KEY_SHOWN = 160;

function privateKeys(text: string, kind: string): SecretPlace[] {
    return [...text.matchAll(KEY)].filter(match => {
        const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 8_000);
        const lines = rest.split(/\\n|\n/).map(line => line.replace(/^[\s#*"']+|[\s"'\\,]+$/g, '')).filter(line => line !== '' && !/^[\w-]+: /.test(line));
        const end = lines.findIndex(line => !/^[A-Za-z0-9+/=]+$/.test(line));
        const body = lines.slice(0, end < 0 ? undefined : end).join('');
        return body.length >= (kind === 'doc' ? LEAST_KEY_SHOWN : LEAST_KEY) && !/^[.<[]|^x+$/i.test(lines[end] ?? '') && new Set(body).size >= 16 && !/REDACTED|EXAMPLE/i.test(body);
    }).map(match => ({ start: match.index, end: match.index + match[0].length, what: 'A private key' }));
}

function namedSecrets(file: string, text: string): SecretPlace[] {
    if (/^sops:|"sops":/m.test(text) || /\.(md|lock)$/.test(file)) {
        return [];
    }
    return [...text.matchAll(NAMED)].filter(match => match[0].length < 400).flatMap(match => {
        const [whole, lead, name, middle, quote, value] = match;
        const start = match.index + lead.length + name.length + middle.length + quote.length;
        return isName(name) && looksSecret(decoded(value, file, text), quote !== '', whole) && !PLACEHOLDER.test(plainOf(value) ?? '') ? [{ start, end: start + value.length, what: `A ${/token/i.test(name) ? 'token' : /key/i.test(name) ? 'key' : /pass/i.test(name) ? 'password' : 'secret'} (\`${name}\`)` }] : [];
    });
}

/** Passwords in arguments (`curl --user name:password`) and in URLs. */
const SPOKEN = /(?:(?:^|\s)(?:-u|--user)[ =]["']?|\b[a-z][a-z0-9+.-]*:\/\/)([\w.-]{1,60}):([^\s"'@:\/]{8,80})(?:["']|@|\s|$)/gm;

function spokenSecrets(text: string): SecretPlace[] {
    return [...text.matchAll(SPOKEN)].flatMap(match => {
        const start = match.index + match[0].lastIndexOf(match[2]);
        return looksSecret(match[2], true, match[0]) ? [{ start, end: start + match[2].length, what: `A password (of \`${match[1]}\`)` }] : [];
    });
}

/** Values in `data` of a Kubernetes Secret are base64: what counts is what they say. */
function decoded(value: string, file: string, text: string): string {
    return /\.ya?ml$/.test(file) && /^kind:\s*Secret\b/m.test(text) ? plainOf(value) ?? value : value;
}

/** What base64 text says, if it is text. */
function plainOf(value: string): string | undefined {
    if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(value) || value.length % 4 !== 0) {
        return undefined;
    }
    try {
        const plain = atob(value).trim();
        return /^[\x20-\x7e]+$/.test(plain) ? plain : undefined;
    } catch {
        return undefined;
    }
}

/** `secretName`, `passwordKey`, `token_url` and their like name something else; etcd's initial cluster token is a name. */
function isName(name: string): boolean {
    return !/(existing|ref|name|path|file|dir|url|uri|type|length|ttl|enabled|key_?id|public|namespace|store|provider|manager|policy|version|rotation|algorithm|min|max|initial_?cluster)/i.test(name.replace(/_?name_?/i, match => match));
}

/** A literal with the mixture that passwords have; words, paths, references and numbers alone are not. */
function looksSecret(value: string, quoted: boolean, line: string): boolean {
    const plain = value.trim();
    if (plain.length < 8 || plain.length > 200 || PLACEHOLDER.test(plain) || REFERENCE.test(plain) || (/\s/.test(plain) && !quoted) || /\s.*\s.*\s/.test(plain) || /[,;]$/.test(plain)) {
        return false;
    }
    const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter(pattern => pattern.test(plain)).length;
    return classes >= 2 && /[0-9]/.test(plain) && /[a-z]/i.test(plain) && !/^v?\d+(\.\d+)+/.test(plain) && !/^[\w-]+(\.[\w-]+)+$/.test(plain) && !/^[\w-]+\/[\w/-]+$/.test(plain) && !/^\s*\/\//.test(line) && !/^[a-z]+(-[a-z]+)+-?(key|token|secret|cred\w*|v\d)$/.test(plain);
}
