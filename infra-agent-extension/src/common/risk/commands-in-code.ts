/**
 * Finds what code in another language starts and reaches, by the calls that such languages have for it. The code itself stays unread, and HIGH; this only
 * tells how far it goes. It must not lower anything.
 */
import { high } from './effect';
import { isLocalHost } from './hosts';
import type { Effect, Inner, Word } from './program';
import { fixedWord } from './word-parts';

const QUOTED = '(["\'`])((?:\\\\.|(?!\\1)[^\\\\])*)\\1';
const STARTERS = 'system|systemlist|popen[234]?|shell_exec|passthru|proc_open|exec(?:Sync|File|FileSync|v|vp|l|lp)?|spawn(?:Sync)?|run|call|check_call|check_output|getoutput|getstatusoutput|Popen|shell-command(?:-to-string)?|async-shell-command|open3|capture[23]e?|jobstart|termopen|do shell script|shell|os\\.execute';
/** `system("…")`, `(shell-command "…")`, `do shell script "…"`. */
const ONE = new RegExp(`(?:\\b(?:${STARTERS})\\s*\\(?\\s*(?:\\[\\s*)?|%x|\\bqx\\s*)${QUOTED}((?:\\s*,\\s*(?:\\[\\s*)?(["'])[^"']*\\4)*)`, 'g');
/** Backticks of Perl, Ruby and PHP. */
const BACKTICKS = /`([^`]+)`/g;
/** `!command` of editors and debuggers, `:r !command`, `shell command`. */
const BANG = /^[:\s+]*(?:sil(?:ent)?!?\s+)?(?:r(?:ead)?\s*|w(?:rite)?\s*|e\s*|%|\d*(?:,\d*)?)?!\s*(.+)$|^[:\s+]*(?:shell|term(?:inal)?|spawn|exec|make)\s+(.+)$/;
const NETWORK = /\b(https?|ftp|wss?|ldap|smtp):\/\/([^/"'`\s:]+)|\b(socket|requests?\.|urllib|urlopen|httpx|aiohttp|net\/http|Net::|LWP::|IO::Socket|XMLHttpRequest|fetch\s*\(|fsockopen|curl_init|smtplib|ftplib|paramiko|boto3|Invoke-(WebRequest|RestMethod)|DownloadString|TcpClient|tls\.connect|net\.connect|http\.server|WEBrick|httpd)/g;

export function startedByCode(code: Word): readonly Inner[] {
    const text = code.value ?? code.prefix;
    const found = [
        ...[...text.matchAll(ONE)].map(match => [match[2], ...[...(match[3] ?? '').matchAll(/(["'])([^"']*)\1/g)].map(each => each[2])].join(' ')),
        ...[...text.matchAll(BACKTICKS)].map(match => match[1]),
        ...text.split('\n').map(line => BANG.exec(line)).flatMap(match => match?.[1] ?? match?.[2] ?? [])
    ];
    return [...new Set(found)].filter(line => /^\s*[\w./~$-]/.test(line)).slice(0, 16).map(line => ({ kind: 'shell', text: fixedWord(line, code) }));
}

/** Where it names another host, or what speaks to one. */
export function reachedByCode(code: Word): readonly Effect[] {
    const reaches = [...(code.value ?? code.prefix).matchAll(NETWORK)].some(match => match[2] === undefined || !isLocalHost(match[2]));
    return reaches ? [high('external', 'holds code that speaks to other hosts', code)] : [];
}
