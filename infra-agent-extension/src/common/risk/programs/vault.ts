import { low, verbs } from '../effect';
import type { ProgramTable } from '../program';
import { lastValue } from '../word-parts';

const PRINTS = { writes: false } as const;

export const program: ProgramTable = {
    names: ['vault', 'bao'],
    group: 'external',
    valueFlags: ['-field', '-format', '-mount', '-version', '-address', '-namespace', '-path', '-ttl', '-policy', '-role', '-method', '-wrap-ttl', '-key-shares', '-key-threshold', '-type', '-description', '-cas', '-versions'],
    verbs: {
        ...verbs('LOW', 'shows the state of the vault', `status, list, kv list, kv metadata get, policy list, policy read, secrets list, auth list, auth help, audit list, plugin list, plugin info, path-help,
            token lookup, token capabilities, lease lookup, operator raft list-peers, operator members, operator key-status, namespace list, namespace lookup,
            version-history, hcp status, events subscribe, monitor, print, debug, operator diagnose, operator raft autopilot state, operator raft autopilot get-config`),
        ...verbs('MED', 'lets a token or a lease live longer', 'token renew, lease renew'),
        ...verbs('LOW', 'shows its version', 'version', { group: 'local' }),
        ...verbs('HIGH', 'prints secrets', `read, kv get, unwrap, print token, login, token create, operator init, operator generate-root, operator rekey, pki, ssh, transit, transform, operator raft
            snapshot inspect`, PRINTS),
        ...verbs('HIGH', 'changes secrets, access, or the vault itself', `write, patch, delete, kv put, kv patch, kv delete, kv undelete, kv destroy, kv rollback, kv enable-versioning, kv metadata put, kv metadata patch, kv metadata
            delete, policy write, policy delete, policy fmt, secrets enable, secrets disable, secrets move, secrets tune, auth enable, auth disable, auth tune, auth move,
            audit enable, audit disable, token revoke, lease revoke, operator seal, operator unseal, operator step-down, operator rotate, operator
            migrate, operator raft join, operator raft remove-peer, operator raft snapshot restore, operator raft snapshot save, operator import, plugin register, plugin
            deregister, plugin reload, plugin runtime register, namespace create, namespace delete, namespace patch, namespace lock, namespace unlock, server, agent, proxy,
            hcp connect, hcp disconnect`)
    },
    aliases: { 'kv ls': 'kv list' },
    judge: call => call.verb === 'read' && call.positionals.length > 0 && call.positionals.every(word => !word.value?.includes('..') && /^\/?sys\/(health|seal-status|leader|mounts|auth|policy|policies|host-info|ha-status|internal\/ui|version-history|license\/status|metrics|capabilities-self)\b/.test(word.value ?? '')) ? { replaces: true, effects: [low('external', 'shows the state of the vault')] } : { effects: [] },
    helpFlags: ['-h', '-help', '--help', '-v', '-version', '--version'],
    inner: call => call.verb === 'ssh' || call.verb === 'agent' ? [{ kind: 'unreadable', message: 'starts what the vault or its configuration names' }] : [],
    target: call => ({ kind: 'host', word: lastValue(call, '-address') }),
    environment: ['VAULT_ADDR', 'VAULT_TOKEN', 'VAULT_NAMESPACE', 'VAULT_CACERT', 'VAULT_SKIP_VERIFY'],
    dangerousEnvironment: ['VAULT_ADDR', 'VAULT_NAMESPACE', 'VAULT_PROXY_ADDR', 'VAULT_AGENT_ADDR']
};
