import { exposes, high, low, verbs } from '../effect';
import type { Call, Effect, ProgramTable } from '../program';
import { joinWords } from '../word-parts';

const PRINTS = { writes: false } as const;

export const program: ProgramTable = {
    names: ['sops'],
    group: 'local',
    valueFlags: [
        '--input-type', '--output-type', '--output', '--age', '--kms', '--gcp-kms', '--azure-kv', '--hc-vault-transit', '-p', '--pgp', '--extract', '--set', '--config', '--encrypted-regex',
        '--unencrypted-regex', '--encrypted-suffix', '--unencrypted-suffix', '-k', '-g', '--add-kms', '--rm-kms', '--user', '--filename-override', '--value-file'
    ],
    verbs: {
        '': { risk: 'HIGH', message: 'opens secrets to be edited' },
        ...verbs('LOW', 'shows the state of an encrypted file', 'filestatus, help, completion'),
        ...verbs('LOW', 'encrypts a file', 'encrypt'),
        ...verbs('HIGH', 'prints secrets', 'decrypt', PRINTS),
        ...verbs('HIGH', 'changes secrets, or who can read them', 'edit, set, unset, rotate, updatekeys, groups, groups add, groups delete, keyservice, publish'),
        ...verbs('HIGH', 'gives secrets to a program', 'exec-env, exec-file')
    },
    helpFlags: ['--help', '-h', '--version', '-v'],
    judge: judgeSops,
    inner: call => /^exec-/.test(call.verb) && call.positionals.length > 1 ? [{ kind: 'shell', text: joinWords(call.positionals.slice(1)) }] : [],
    writesTo: call => [...call.values('--output'), ...call.has('-i', '--in-place') ? call.positionals : []],
    environment: ['AWS_PROFILE', 'AWS_REGION', 'GOOGLE_APPLICATION_CREDENTIALS', 'VAULT_ADDR', 'VAULT_TOKEN', 'SOPS_AGE_KEY_FILE', 'SOPS_KMS_ARN', 'SOPS_PGP_FP', 'SOPS_AGE_RECIPIENTS'],
    dangerousEnvironment: ['SOPS_EDITOR', 'EDITOR', 'SOPS_GPG_EXEC', 'SOPS_KEYSERVICE']
};

/** Without a verb: `sops FILE` edits, and flags decide. */
function judgeSops(call: Call): { effects: Effect[]; replaces?: boolean } {
    if (call.verb === 'decrypt' || call.has('-d', '--decrypt')) {
        return { replaces: true, effects: [exposes('local', 'decrypts secrets')] };
    }
    if (call.verb === '' && call.has('-e', '--encrypt')) {
        return { replaces: true, effects: [low('local', 'encrypts a file')] };
    }
    return call.verb === '' ? { replaces: true, effects: [high('local', 'opens secrets to be edited, or changes them')] } : { effects: [] };
}
