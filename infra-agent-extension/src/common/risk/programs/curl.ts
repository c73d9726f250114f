import { carriesContent, carriesFile } from '../carried-content';
import { credentialIn } from '../credential-names';
import { exposes, high, low, med, plainProgram } from '../effect';
import { PROXIES, isMetadataCredential, urlGroup } from '../hosts';
import type { Call, Effect, Word } from '../program';
import { baseName, fixedWord, inFolder, lastValue, unknownWord, wordAfter, wordTail } from '../word-parts';

const DATA = ['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--data-urlencode', '--json', '-F', '--form', '--form-string', '--url-query'];
/** What goes along with a request, of any method. */
const HEADERS = ['-H', '--header', '-A', '--user-agent', '-b', '--cookie', '-e', '--referer'];
const UPLOAD = ['-T', '--upload-file'];
const WRITTEN = ['-o', '--output', '-D', '--dump-header', '-c', '--cookie-jar', '--trace', '--trace-ascii', '--stderr', '--etag-save', '--libcurl', '--hsts', '--alt-svc'];
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']);

export const program = plainProgram('curl curl.exe', 'LOW', 'speaks to a host', {
    valueFlags: [
        ...DATA, ...UPLOAD, ...WRITTEN, '-X', '--request', '-H', '--header', '-A', '--user-agent', '-b', '--cookie', '-e', '--referer', '-E', '--cert', '--key', '--cacert', '--capath', '-K', '--config', '-m', '--max-time',
        '--connect-timeout', '-Q', '--quote', '-r', '--range', '-t', '-u', '--user', '-U', '--proxy-user', '-w', '--write-out', '-x', '--proxy', '-y', '-Y', '-z', '--time-cond', '-C', '--continue-at', '-P', '--url', '--retry',
        '--retry-delay', '--retry-max-time', '--resolve', '--connect-to', '--interface', '--limit-rate', '--max-redirs', '--unix-socket', '--abstract-unix-socket', '--output-dir', '--noproxy', '--ciphers', '--tls-max',
        '--cert-type', '--key-type', '--pass', '--mail-from', '--mail-rcpt', '--oauth2-bearer', '--aws-sigv4', '--etag-compare', '--variable', '--doh-url', '--dns-servers', '--keepalive-time', '--max-filesize', '--parallel-max',
        '--rate', '--request-target', '--speed-limit', '--speed-time', '--create-file-mode', '--netrc-file', '--socks5', '--socks5-hostname', '--service-name', '--local-port', '--proto', '--proto-default', '--pinnedpubkey', '--curves'
    ],
    helpFlags: ['--help', '--version', '-V', '--manual'],
    judge: call => ({ effects: judgeRequest(call), replaces: true }),
    inner: call => call.values('-K', '--config').map(at => ({ kind: 'unreadable', message: 'takes its options from a file', at })),
    writesTo: call => written(call).filter(word => !['-', '/dev/null', '/dev/stdout', '/dev/stderr'].includes(word.value ?? '')),
    reads: sentFiles,
    target: call => ({ kind: 'host', word: urls(call)[0] }),
    environment: [...PROXIES, 'CURL_CA_BUNDLE', 'CURL_HOME'],
    dangerousEnvironment: ['CURL_HOME']
});

function urls(call: Call): readonly Word[] {
    return [...call.positionals, ...call.values('--url')];
}

function judgeRequest(call: Call): Effect[] {
    const addresses = urls(call);
    const socket = lastValue(call, '--unix-socket', '--abstract-unix-socket');
    const group = socket || addresses.length > 0 && addresses.every(word => urlGroup(word) === 'local') ? 'local' : 'external';
    const moved = addresses.find(word => credentialIn(word));
    const metadata = addresses.find(isMetadataCredential);
    return [
        low(group, 'reads from a host', addresses[0]),
        ...methodEffects(call, group),
        ...call.has('-Q', '--quote', '--prequote', '--postquote', '--mail-from', '--mail-rcpt') ? [high(group, 'sends commands or mail to a server')] : [],
        ...[...call.flags].filter(word => /^--(expand-|variable)/.test(word.prefix)).map(word => high(group, 'builds the request out of variables and files', word)),
        ...moved ? [exposes(group, 'puts a credential into a URL', moved)] : [],
        ...addresses.filter(carriesContent).map(word => exposes(group, 'sends content out in a URL', word)),
        ...call.values(...HEADERS).filter(carriesFile).map(word => exposes(group, 'sends the content of a file along', word)),
        ...call.values('-u', '--user').filter(carriesFile).map(word => exposes('external', 'sends the content of a file along', word)),
        ...metadata ? [exposes('cloud', 'reads the credentials of this machine', metadata)] : [],
        ...savesBody(call) ? [med(group, 'downloads a file')] : []
    ];
}

function methodEffects(call: Call, group: 'local' | 'external'): Effect[] {
    const given = lastValue(call, '-X', '--request');
    const upload = lastValue(call, ...UPLOAD);
    const data = call.values(...DATA);
    const asQuery = call.has('-G', '--get');
    if (given && given.value === undefined) {
        return [high(group, 'uses a method that the text does not fix', given)];
    }
    const method = given?.value?.toUpperCase() ?? (upload ? 'PUT' : data.length > 0 && !asQuery ? 'POST' : 'GET');
    if (method === 'DELETE' || method === 'PURGE' || !SAFE_METHODS.has(method) && !['POST', 'PUT', 'PATCH'].includes(method)) {
        return [high(group, `sends ${method}, which removes what it names or does what the text does not tell`, given)];
    }
    const sends = upload ?? (asQuery || SAFE_METHODS.has(method) ? data.find(word => sendsFile(word) || credentialIn(word)) : data[0]);
    if (sends) {
        return [group === 'external' ? high(group, 'sends data to another host', sends) : med(group, 'sends data to a service of this machine', sends)];
    }
    return SAFE_METHODS.has(method) ? [] : [group === 'external' ? high(group, `sends ${method} to another host`, given) : med(group, `sends ${method} to a service of this machine`, given)];
}

/** `-d @file`, `-F name=@file`, `--data-urlencode name@file`. */
function sendsFile(word: Word): boolean {
    return /^@|^[^=]*=[@<]|^[^=@]+@/.test(word.prefix);
}

function sentFiles(call: Call): readonly Word[] {
    const attached = call.values(...DATA).filter(sendsFile).map(word => word.prefix.startsWith('@') ? wordTail(word, 1) : wordAfter(word, '=@') ?? wordAfter(word, '=<') ?? wordAfter(word, '@'));
    const raw = new Set(call.values('--data-raw', '--form-string').map(word => word));
    const local = urls(call).filter(word => /^file:\/\//i.test(word.prefix)).map(word => wordTail(word, 7));
    return [...attached.filter(word => word !== undefined), ...call.values(...UPLOAD), ...local].filter(word => word.value !== '-' && !raw.has(word));
}

function savesBody(call: Call): boolean {
    const to = lastValue(call, '-o', '--output');
    return call.has('-O', '--remote-name', '--remote-name-all', '-J') || to !== undefined && !['-', '/dev/null', '/dev/stdout', '/dev/stderr'].includes(to.value ?? '');
}

function written(call: Call): readonly Word[] {
    const folder = lastValue(call, '--output-dir');
    const named = call.has('-O', '--remote-name', '--remote-name-all') ? urls(call).map(url => nameOf(url)) : [];
    const files = [...call.values(...WRITTEN), ...named];
    return folder ? files.map(file => file.prefix.startsWith('/') ? file : inFolder(folder, file)) : files;
}

/** The last part of the path: the file that `-O` makes. */
export function nameOf(url: Word): Word {
    if (url.value === undefined) {
        return unknownWord(baseName(url.shown), url, './');
    }
    return fixedWord(baseName(url.value.split(/[?#]/)[0]) || 'index.html', url);
}
