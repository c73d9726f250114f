/** Options of OpenSSH (`-o NAME=VALUE`, shared by ssh, scp, sftp and rsync) that make it start programs. */
import type { Inner, Remote, Word } from './program';
import { unknownWord, wordTail } from './word-parts';

export function sshOptionInner(option: Word, where?: Remote): Inner[] {
    const match = /^\s*(\w+)(?:\s*=\s*|\s+)/.exec(option.prefix);
    const name = (match?.[1] ?? option.prefix).toLowerCase();
    if (!match) {
        return option.value === undefined ? [{ kind: 'unreadable', message: 'takes an option that the text does not fix', at: option }] : [];
    }
    const value = wordTail(option, match[0].length);
    switch (name) {
        case 'proxycommand': case 'localcommand': case 'knownhostscommand': return value.value === 'none' ? [] : [{ kind: 'shell', text: withoutTokens(value) }];
        case 'remotecommand': return value.value === 'none' ? [] : [{ kind: 'shell', text: withoutTokens(value), ...(where ? { where } : {}) }];
        case 'include': case 'match': case 'pkcs11provider': case 'securitykeyprovider': case 'xauthlocation': return [{ kind: 'unreadable', message: `sets ${match[1]}, which can start programs`, at: option }];
        default: return [];
    }
}

/** `%h` and `%p` are filled in by ssh itself; a name of a host is no program. */
function withoutTokens(value: Word): Word {
    const text = value.value?.replace(/%[hprnC]/g, 'host');
    return text === undefined ? unknownWord(value.shown, value, value.prefix) : { ...value, value: text, shown: text, prefix: text };
}
