import { carriesContent, carriesFile } from '../carried-content';
import { credentialIn } from '../credential-names';
import { exposes, high, low, med, plainProgram } from '../effect';
import { PROXIES, isMetadataCredential, urlGroup } from '../hosts';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { hasInput, inFolder, lastValue } from '../word-parts';
import { nameOf } from './curl';

const SENT = ['--post-data', '--post-file', '--body-data', '--body-file'];

export const programs: readonly ProgramTable[] = [
    plainProgram('wget wget2', 'LOW', 'downloads from a host', {
        valueFlags: [
            ...SENT, '--method', '-O', '--output-document', '-o', '--output-file', '-a', '--append-output', '-P', '--directory-prefix', '-i', '--input-file', '-e', '--execute', '-t', '--tries', '-T', '--timeout', '-w', '--wait',
            '-Q', '--quota', '-U', '--user-agent', '--header', '--user', '--password', '-l', '--level', '-A', '--accept', '-R', '--reject', '-D', '--domains', '-I', '-X', '-B', '--base', '--load-cookies', '--save-cookies', '--referer',
            '--ca-certificate', '--certificate', '--private-key', '--limit-rate', '--cut-dirs', '--config', '--use-askpass', '--http-user', '--http-password', '--start-pos', '--regex-type', '--accept-regex', '--reject-regex'
        ],
        helpFlags: ['--help', '--version', '-V', '-h'],
        judge: call => ({ effects: judgeWget(call), replaces: true }),
        inner: call => [
            ...call.values('--use-askpass').map(word => ({ kind: 'argv' as const, words: [word] })),
            ...call.values('-e', '--execute', '--config').map(at => ({ kind: 'unreadable' as const, message: 'takes settings that can name programs and hosts', at }))
        ],
        writesTo: call => [...call.values('-O', '--output-document', '-o', '--output-file', '--save-cookies').filter(word => !['-', '/dev/null', '/dev/stdout'].includes(word.value ?? ''))],
        fetches: saved,
        touches: call => savesFiles(call) && !call.has('-O', '--output-document') ? saved(call) : [],
        reads: call => call.values('--post-file', '--body-file', '-i', '--input-file'),
        target: call => ({ kind: 'host', word: call.positionals[0] }),
        environment: [...PROXIES, 'WGETRC'],
        dangerousEnvironment: ['WGETRC']
    }),
    plainProgram('aria2c axel youtube-dl yt-dlp', 'MED', 'downloads files', { group: 'external', valueFlags: ['-o', '--out', '-d', '--dir', '-x', '-s'], writesTo: call => call.values('-o', '--out'), touches: call => call.values('-d', '--dir') }),
    plainProgram('http https xh xhs httpie', 'LOW', 'speaks to a host', {
        valueFlags: ['-a', '--auth', '-A', '--auth-type', '-o', '--output', '--session', '-p', '--print', '--timeout', '--verify', '--cert', '-s', '--style', '--raw', '--proxy', '--pretty'],
        judge: call => ({ effects: judgeHttpie(call), replaces: true }),
        writesTo: call => call.values('-o', '--output'),
        target: call => ({ kind: 'host', word: call.positionals.find(word => /[./:]/.test(word.shown)) })
    })
];

function judgeWget(call: Call): Effect[] {
    const group = call.positionals.length > 0 && call.positionals.every(word => urlGroup(word) === 'local') ? 'local' : 'external';
    const method = lastValue(call, '--method');
    const sent = call.values(...SENT)[0];
    const named = method ? method.value?.toUpperCase() ?? '?' : sent ? 'POST' : 'GET';
    const moved = call.positionals.find(word => credentialIn(word));
    const metadata = call.positionals.find(isMetadataCredential);
    return [
        low(group, 'reads from a host', call.positionals[0]),
        ...named === 'GET' || named === 'HEAD' ? [] : [group === 'external' || !['POST', 'PUT', 'PATCH'].includes(named) ? high(group, 'sends data or commands to a host', method ?? sent) : med(group, 'sends data to a service of this machine', sent)],
        ...moved ? [exposes(group, 'puts a credential into a URL', moved)] : [],
        ...call.positionals.filter(carriesContent).map(word => exposes(group, 'sends content out in a URL', word)),
        ...call.values('--header', '-U', '--user-agent', '--referer').filter(carriesFile).map(word => exposes(group, 'sends the content of a file along', word)),
        ...metadata ? [exposes('cloud', 'reads the credentials of this machine', metadata)] : [],
        ...savesFiles(call) ? [med(group, 'downloads files')] : []
    ];
}

function savesFiles(call: Call): boolean {
    const to = lastValue(call, '-O', '--output-document');
    return !call.has('--spider') && (to === undefined || !['-', '/dev/null', '/dev/stdout'].includes(to.value ?? ''));
}

function saved(call: Call): readonly Word[] {
    const folder = lastValue(call, '-P', '--directory-prefix');
    return folder ? call.positionals.map(url => inFolder(folder, nameOf(url))) : call.positionals.map(nameOf);
}

/** `http METHOD URL item=value …`; with items and no method it is a POST. */
function judgeHttpie(call: Call): Effect[] {
    const [first, ...rest] = call.positionals;
    const method = /^[A-Za-z]+$/.test(first?.value ?? '') && rest.length > 0 ? first.value?.toUpperCase() : undefined;
    const [url, ...items] = method ? rest : call.positionals;
    const sends = items.some(word => /^[^:=]+(:?=@?|@)/.test(word.shown) && !/^[^=]+==/.test(word.shown)) || call.has('--raw') || hasInput(call);
    const group = url && urlGroup(/^:/.test(url.prefix) ? { ...url, prefix: `localhost${url.prefix}` } : url) === 'local' ? 'local' : 'external';
    const used = method ?? (sends ? 'POST' : 'GET');
    if (used === 'GET' || used === 'HEAD' || used === 'OPTIONS') {
        return call.has('-d', '--download', '-o', '--output') ? [med(group, 'downloads a file')] : [low(group, 'reads from a host', url)];
    }
    return [group === 'local' && used !== 'DELETE' ? med(group, 'sends data to a service of this machine', url) : high(group, `sends ${used} to a host`, url)];
}
