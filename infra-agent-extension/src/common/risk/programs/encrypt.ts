import { exposes, low, med, onlyShows, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable } from '../program';

export const programs: readonly ProgramTable[] = [
    plainProgram('age rage', 'LOW', 'encrypts text', {
        valueFlags: ['-r', '--recipient', '-R', '--recipients-file', '-i', '--identity', '-o', '--output', '-j'],
        judge: call => ({ effects: call.has('-d', '--decrypt') ? [exposes('local', 'prints or writes what was encrypted')] : [] }),
        writesTo: call => call.values('-o', '--output')
    }),
    plainProgram('age-keygen', 'LOW', 'makes a key pair', { valueFlags: ['-o', '--output'], judge: call => ({ effects: call.has('-o', '--output') ? [med('local', 'writes a key')] : call.has('-y') ? [] : [exposes('local', 'prints a private key')] }), writesTo: call => call.values('-o', '--output') }),
    plainProgram('gpg gpg2', 'HIGH', 'handles keys and secrets', {
        valueFlags: [
            '-u', '--local-user', '-r', '--recipient', '-o', '--output', '--homedir', '--keyserver', '--keyring', '--passphrase', '--passphrase-file', '--passphrase-fd', '--status-fd',
            '--pinentry-mode', '--default-key', '--export-options', '--import-options'
        ],
        judge: judgeGpg,
        writesTo: call => call.values('-o', '--output').filter(word => word.value !== '-'),
        environment: ['GNUPGHOME']
    }),
    plainProgram('gpgv', 'LOW', 'checks a signature'),
    plainProgram('gpgconf gpg-connect-agent gpg-agent', 'MED', 'changes the agent that holds keys', { judge: call => call.has('--list-dirs', '--list-components', '--list-options', '--check-programs') ? onlyShows('shows settings') : { effects: [] } })
];

function judgeGpg(call: Call): { effects: Effect[]; replaces?: boolean } {
    const has = (pattern: RegExp) => call.flags.some(word => pattern.test(word.value ?? word.prefix));
    if (has(/^--(export-secret|delete|gen-key|generate|quick|full-gen|edit-key|decrypt|send-keys|sign-key|lsign|passwd|change-pin|import-ownertrust|card-edit)/) || has(/^-[a-zA-Z]*d/)) {
        return { effects: [] };
    }
    if (has(/^--(list|fingerprint|verify|version|show|print-md|locate|check|with-)/) || has(/^-[kK]$/)) {
        return onlyShows('shows or checks keys and signatures') as { effects: Effect[]; replaces: boolean };
    }
    if (has(/^--(import|recv-keys|refresh-keys|receive-keys|fetch-keys|search-keys)/)) {
        return { replaces: true, effects: [med(has(/keys$/) ? 'external' : 'local', 'adds keys to the keyring')] };
    }
    const harmless = has(/^--(dearmor|enarmor|armor|encrypt|symmetric|export|clearsign|clear-sign|detach-sign|sign|batch|yes|output)/) || has(/^-[a-z]*[easbc]/);
    return harmless ? { replaces: true, effects: [low('local', 'encrypts, signs or converts')] } : { effects: [] };
}
