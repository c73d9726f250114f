/** Tells this machine from other hosts, by names in URLs and arguments. */
import type { Group } from '../ops/operation';
import type { Word } from './program';

const LOCAL = /^(localhost|127(\.\d{1,3}){0,3}|\[?::1\]?|0\.0\.0\.0|0|host\.docker\.internal|[\w-]+\.localhost)$/i;

export function isLocalHost(name: string): boolean {
    return LOCAL.test(name);
}

/** How far a host is; one that the text does not fix may be any. */
export function hostGroup(word: Word | undefined): Group {
    return word?.value !== undefined && (isLocalHost(word.value) || word.value.startsWith('/')) ? 'local' : 'external';
}

/** How far a URL reaches: `http://localhost:$PORT/x` is this machine. */
export function urlGroup(word: Word): Group {
    if (/^file:/i.test(word.prefix)) {
        return 'local';
    }
    const match = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)([:/?#]?)/i.exec(word.prefix);
    const complete = match !== null && (match[2] !== '' || word.value !== undefined);
    return complete && isLocalHost(match[1]) ? 'local' : 'external';
}

/** What programs that download read to find their way out. */
export const PROXIES: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'all_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

/** Whether a word names a path on another host: `host:path`, `user@host:path`, `host::module`, `rsync://…`. */
export function isRemotePath(word: Word): boolean {
    return /^[a-z]+:\/\//i.test(word.shown) || /^[^/]+:/.test(word.shown) && !/^[A-Za-z]:\\/.test(word.shown) && !/^\.{1,2}\//.test(word.shown);
}

/** The addresses from which clouds hand out credentials to machines. */
export function isMetadataCredential(word: Word): boolean {
    return /169\.254\.169\.254|metadata\.google\.internal|169\.254\.170\.2|fd00:ec2::254|100\.100\.100\.200/.test(word.shown)
        && /security-credentials|\/token|identity|user-data|startup-script|kube-env|attributes|credentials/.test(word.shown);
}
