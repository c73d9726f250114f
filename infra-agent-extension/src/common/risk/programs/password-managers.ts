import { high, low, onlyShows, plainProgram, verbs } from '../effect';
import type { Call, Inner, ProgramTable } from '../program';

const PRINTS = { writes: false } as const;

/** What stands behind `--` runs with secrets in its environment; so does what follows the options where there is none. */
const behindDashes = (call: Call): readonly Inner[] => {
    const words = call.afterDashes ?? [];
    return words.length > 0 ? [{ kind: 'argv', words }] : [];
};

export const programs: readonly ProgramTable[] = [
    plainProgram('pass gopass', 'HIGH', 'prints or changes passwords', { judge: call => /^(ls|list|find|search|version|help)$/.test(call.positionals[0]?.value ?? '') || call.words.length === 0 ? onlyShows('lists names of passwords') : { effects: [] } }),
    {
        names: ['op'],
        group: 'external',
        valueFlags: ['--account', '--vault', '--format', '--session', '--fields', '--env-file', '-i', '--in-file', '-o', '--out-file', '--category', '--title'],
        verbs: {
            ...verbs('LOW', 'lists what is in 1Password', `item list, vault list, vault get, account list, account get, user list, user get, group list, group get, document list, whoami, template list, events-api,
                completion, update, connect server list`),
            ...verbs('HIGH', 'prints secrets', 'read, inject, item get, document get, item share, signin, item template get', PRINTS),
            ...verbs('HIGH', 'changes secrets, or who can read them', `item create, item edit, item delete, item move, vault create, vault edit, vault delete, vault user, vault group, user provision, user edit, user delete, user
                suspend, group create, group delete, group edit, document create, document edit, document delete, account add, account forget, service-account create, connect
                server create, connect token create, signout`),
            ...verbs('LOW', 'gives secrets to a program', 'run, plugin run')
        },
        inner: call => call.afterDashes ? behindDashes(call) : call.verb.endsWith('run') && call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [],
        writesTo: call => call.values('-o', '--out-file')
    },
    {
        names: ['bw', 'lpass', 'credhub', 'akeyless', 'infisical', 'conjur', 'rbw'],
        group: 'external',
        valueFlags: ['-s', '-a', '-w', '--path', '--env', '--projectId'],
        optionsOf: { run: { valueFlags: ['--env', '--path', '--projectId', '--command'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', 'lists names of secrets', 'list, ls, status, search, find-identity, show-keychain-info, list-keychains, version, help, sync, folders'),
            ...verbs('HIGH', 'prints or changes secrets', `get, show, lookup, find-generic-password, find-internet-password, export, secrets, dump-keychain, generate, read, print, pipe, unlock, login, code, clip, add,
                create, edit, delete, rm, store, clear, set, import`),
            ...verbs('LOW', 'gives secrets to a program', 'run')
        },
        inner: call => call.verb === 'run' ? call.has('--command') ? call.values('--command').map(text => ({ kind: 'shell' as const, text })) : call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [] : []
    },
    {
        names: ['keepassxc-cli', 'secret-tool', 'security', 'keyctl', 'cmdkey'],
        group: 'local',
        valueFlags: ['-s', '-a', '-w', '-l', '-k'],
        verbs: {
            ...verbs('LOW', 'lists names of secrets', 'list, ls, search, find-identity, show-keychain-info, list-keychains, help, describe, rdescribe, db-info'),
            ...verbs('HIGH', 'prints or changes secrets', `get, show, lookup, find-generic-password, find-internet-password, export, dump-keychain, print, pipe, read, clip, add, add-generic-password, edit, delete,
                delete-generic-password, rm, store, clear, set, import, unlock-keychain, lock-keychain, revoke, unlink, setperm, timeout, update, purge, add-trusted-cert,
                create-keychain, delete-keychain`)
        }
    },
    {
        names: ['doppler'],
        group: 'external',
        valueFlags: ['-p', '--project', '-c', '--config', '-t', '--token', '--scope', '--command', '--mount', '--format'],
        optionsOf: { run: { valueFlags: ['-p', '--project', '-c', '--config', '-t', '--token', '--command', '--mount', '--mount-format', '--fallback', '--passphrase', '--name-transformer'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', 'shows the state of Doppler', 'projects, projects get, configs, configs get, environments, me, activity, configs logs, setup, update, changelog'),
            ...verbs('HIGH', 'prints or changes secrets', `secrets, secrets get, secrets download, secrets set, secrets delete, secrets upload, secrets substitute, configs tokens create, configs tokens revoke, login,
                logout, projects create, projects delete, configs create, configs delete, configure, configs tokens`),
            ...verbs('LOW', 'gives secrets to a program', 'run')
        },
        inner: call => call.verb === 'run' ? [...call.values('--command').map((text): Inner => ({ kind: 'shell', text })), ...call.positionals.length > 0 ? [{ kind: 'argv' as const, words: call.positionals }] : []] : []
    },
    plainProgram('ssh-vault ansible-vault', 'HIGH', 'handles secrets', { judge: call => call.positionals[0]?.value === 'encrypt' ? { replaces: true, effects: [low('local', 'encrypts files')] } : { effects: [] }, writesTo: call => call.positionals[0]?.value === 'encrypt' ? call.values('--output').length > 0 ? call.values('--output') : call.positionals.slice(1) : [], valueFlags: ['--output', '--vault-id', '--vault-password-file', '--encrypt-vault-id'] }),
    plainProgram('htpasswd mkpasswd pwgen uuidgen', 'LOW', 'makes passwords', { judge: call => ({ effects: /htpasswd$/.test(call.program.value ?? '') && !call.has('-n') ? [high('local', 'changes a file of passwords')] : [] }) })
];
