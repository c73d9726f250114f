/** Programs that keep backups: making one is MED, throwing one away HIGH. */
import { isCredentialPath } from '../credential-paths';
import { exposes, high, low, verbs } from '../effect';
import type { Call, Effect, ProgramTable, Word } from '../program';

const helpFlags = ['--help', '-h', '--version', '-V'];

/** A backup that leaves this machine holds all that was backed up, encrypted. */
const restic: ProgramTable = {
    names: ['restic', 'rustic', 'kopia', 'duplicacy', 'autorestic', 'resticprofile'],
    group: 'external',
    valueFlags: ['-r', '--repo', '--repository-file', '-p', '--password-file', '--password-command', '--key-hint', '--cacert', '-o', '--option', '--tag', '-H', '--host', '-e', '--exclude', '--exclude-file', '--files-from', '--target', '-t', '--include', '-i', '--path', '--keep-last', '--keep-daily', '--keep-weekly', '--keep-monthly', '--keep-yearly', '--keep-hourly', '--keep-within', '--parent', '--stdin-filename', '-l', '-c', '--config', '-n', '--name'],
    verbs: {
        ...verbs('LOW', 'shows its version or help', 'version, help, features, options', { group: 'local' }),
        ...verbs('LOW', 'looks at backups', 'snapshots, ls, find, diff, stats, check, list, list locks, list snapshots, list index, cat, cat config, cat snapshot, snapshot list, snapshot verify, repository status, repository validate-provider, policy list, policy show, policy get, content stats, content list, blob list, manifest list, status, show, history, generate, cache'),
        ...verbs('MED', 'makes a backup', 'backup, init, copy, unlock, snapshot create, snapshot pin, repository create, repository connect, repository disconnect, rebuild-index, repair index, tag, policy set, policy import, maintenance run, mount, snapshot migrate, cache clear, self-update'),
        ...verbs('HIGH', 'throws backups away, changes their keys, or prints and writes what is in them', 'cat masterkey, cat key, forget, prune, recover, repair snapshots, repair packs, rewrite, migrate, key, key add, key remove, key passwd, key list, snapshot delete, snapshot expire, snapshot fix, policy delete, content delete, blob delete, blob gc, index optimize, repository change-password, repository sync-to, server start, maintenance set'),
        ...verbs('HIGH', 'writes files out of a backup over what is there', 'restore, snapshot restore'),
        ...verbs('MED', 'prints files out of a backup', 'dump, show')
    },
    flagRules: [
        { flags: ['--remove-all'], verbs: ['unlock'], risk: 'HIGH', message: 'takes locks away that are in use' },
        { flags: ['--password-command'], risk: 'HIGH', message: 'runs a command for the password' },
        { flags: ['--insecure-no-password'], risk: 'HIGH', message: 'leaves the backups unencrypted' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['backup', 'forget', 'prune', 'restore', 'rewrite'] }, { flag: '-n', values: [''], verbs: ['backup', 'forget', 'prune', 'rewrite'] }],
    helpFlags,
    judge: call => ({ effects: [...startsHelper(call), ...credentialsIn(call)] }),
    target: call => ({ kind: 'host', word: call.values('-r', '--repo')[0] }),
    environment: ['RESTIC_REPOSITORY', 'RESTIC_PASSWORD_FILE'],
    dangerousEnvironment: ['RESTIC_REPOSITORY', 'RESTIC_PASSWORD_COMMAND']
};

const borg: ProgramTable = {
    names: ['borg', 'attic'],
    group: 'local',
    valueFlags: ['-r', '--repo', '--rsh', '--remote-path', '--exclude', '-e', '--pattern', '--exclude-from', '--patterns-from', '--compression', '-C', '--comment', '--encryption', '--keep-last', '--keep-daily', '--keep-weekly', '--keep-monthly', '--keep-yearly', '--keep-hourly', '--keep-within', '-H', '-d', '-w', '-m', '-y', '--glob-archives', '-a', '--prefix', '-P', '--format', '--first', '--last', '--verbosity', '-c', '--config', '--archive', '--repository', '--lock-wait'],
    verbs: {
        ...verbs('LOW', 'looks at backups', 'list, info, check, diff, version, help, repo-list, repo-info, rlist, rinfo, config validate, config show, benchmark crud, analyze'),
        ...verbs('MED', 'makes a backup', 'create, init, repo-create, rcreate, mount, umount, rename, compact, export-tar, import-tar, serve, config, config bootstrap, config generate'),
        ...verbs('HIGH', 'throws backups away, or changes their keys', 'delete, prune, recreate, repo-delete, rdelete, undelete, key, key export, key import, key change-passphrase, key change-location, break-lock, upgrade, transfer, with-lock, debug'),
        ...verbs('HIGH', 'writes files out of a backup over what is there', 'extract, restore')
    },
    flagRules: [{ flags: ['--repair'], risk: 'HIGH', message: 'throws away what does not fit together' }, { flags: ['--rsh'], risk: 'HIGH', message: 'names the program that connects' }],
    dryRun: [{ flag: '--dry-run', values: [''], verbs: ['delete', 'prune', 'create', 'extract', 'recreate'] }, { flag: '-n', values: [''], verbs: ['delete', 'prune', 'create', 'extract', 'recreate'] }],
    helpFlags,
    judge: call => ({ effects: remoteRepository(call) }),
    environment: ['BORG_REPO'],
    dangerousEnvironment: ['BORG_REPO', 'BORG_RSH', 'BORG_PASSCOMMAND', 'BORG_REMOTE_PATH']
};

/** Without a verb it does all that its configuration lists, pruning too. */
const borgmatic: ProgramTable = { ...borg, names: ['borgmatic'], verbs: { ...borg.verbs, '': { risk: 'HIGH', message: 'makes backups, and throws old ones away' } } };

const duplicity: ProgramTable = {
    names: ['duplicity', 'rdiff-backup', 'rsnapshot', 'tarsnap', 'bup', 'snapper', 'timeshift', 'barman', 'pgbackrest', 'wal-g', 'wal-e', 'xtrabackup', 'mariabackup'],
    group: 'local',
    valueFlags: ['-f', '-c', '--config', '--stanza', '-k', '--keyfile', '--set', '--type', '-d', '--time'],
    verbs: {
        '': { risk: 'MED', message: 'makes or changes a backup' },
        ...verbs('LOW', 'looks at backups', 'collection-status, list-current-files, verify, list, info, check, status, list-backups, list-backup, show-backup, backup-list, configtest, ls, list-server, show-server, diag, version, help, check-backup, wal-show'),
        ...verbs('MED', 'makes a backup', 'full, incremental, backup, create, backup-push, wal-push, alpha, beta, hourly, daily, weekly, monthly, receive-wal, stanza-create, start'),
        ...verbs('HIGH', 'throws backups away, or writes over what is there', 'cleanup, remove-older-than, remove-all-but-n-full, remove-all-inc-of-but-n-full, replicate, delete, restore, recover, stanza-delete, stanza-upgrade, expire, stop, rollback, undochange, delete-backup, keep, wal-restore, regress, backup-fetch')
    },
    helpFlags,
    judge: destroysByFlag
};

function remoteRepository(call: Call): Effect[] {
    const remote = [...call.positionals, ...call.values('-r', '--repo')].find((word: Word) => /^(ssh|sftp|rclone):|^[\w.-]+@[\w.-]+:|^[\w-]+:(?!:)/.test(word.prefix));
    return remote ? [low('external', 'reaches a repository on another host', remote)] : [];
}

/** What connects to the repository is a command that an option may name. */
function startsHelper(call: Call): Effect[] {
    return call.values('-o', '--option').filter(word => word.value === undefined || /^(sftp\.(command|args)|rclone\.(program|args))=/.test(word.value)).map(word => high('local', 'names the program that connects', word));
}

function credentialsIn(call: Call): Effect[] {
    return call.verb === 'dump' || call.verb === 'show' ? call.positionals.filter(word => isCredentialPath(word.shown)).map(word => exposes('local', 'prints credentials out of a backup', word)) : [];
}

function destroysByFlag(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    const short = SHORT[call.program.value?.split('/').pop() ?? ''];
    const bad = call.words.find(word => /^--(delete|restore|nuke|force|remove|prepare|copy-back|move-back|purge)/.test(word.prefix) || short?.test(word.prefix));
    return bad ? { effects: [high('local', 'throws backups away, or writes over what is there', bad)] }
        : call.has('--list', '--list-archives') ? { replaces: true, effects: [low('local', 'looks at backups')] } : { effects: [] };
}

/** Letters that delete or restore. */
const SHORT: Readonly<Record<string, RegExp>> = { tarsnap: /^-?[a-zA-Z]*[dx][a-zA-Z]*$/, 'rdiff-backup': /^-r/ };

export const programs: readonly ProgramTable[] = [restic, borg, borgmatic, duplicity];
