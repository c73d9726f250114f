import { isCredentialPath } from '../credential-paths';
import { exposes, high, low, med, plainProgram } from '../effect';
import { isRemotePath } from '../hosts';
import { sshOptionInner } from '../ssh-options';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { fixedWord, lastValue } from '../word-parts';

const RSYNC_VALUES = [
    '-e', '--rsh', '--rsync-path', '--exclude', '--include', '-f', '--filter', '--files-from', '--exclude-from', '--include-from', '--log-file', '--log-file-format', '--password-file', '--port', '--bwlimit', '--timeout', '--contimeout',
    '--backup-dir', '--suffix', '--compare-dest', '--link-dest', '--copy-dest', '-T', '--temp-dir', '--partial-dir', '--chmod', '--chown', '--out-format', '--max-delete', '--max-size', '--min-size', '-B', '--block-size', '--info',
    '--debug', '-M', '--remote-option', '--modify-window', '--usermap', '--groupmap', '--iconv', '--sockopts', '--skip-compress', '--checksum-choice', '--cc', '--compress-level', '--zl', '--compress-choice', '--zc', '--config', '--address',
    '--write-batch', '--only-write-batch', '--read-batch', '--protocol', '--checksum-seed', '--early-input', '--stop-after', '--stop-at', '--outbuf'
];

export const programs: readonly ProgramTable[] = [
    plainProgram('rsync', 'LOW', 'copies files', {
        valueFlags: RSYNC_VALUES,
        helpFlags: ['--help', '--version', '-V'],
        dryRun: [{ flag: '-n', values: [''] }, { flag: '--dry-run', values: [''] }],
        judge: call => ({ effects: [...copied(call), ...rsyncRemoves(call)], replaces: true }),
        inner: call => [
            ...call.values('-e', '--rsh').map((text): Inner => ({ kind: 'shell', text: withHost(text) })),
            ...call.values('--rsync-path').map((text): Inner => ({ kind: 'shell', text, where: { group: 'external', description: 'on the other host' } })),
            ...call.has('--daemon') ? [{ kind: 'unreadable' as const, message: 'serves files as its configuration says' }] : []
        ],
        writesTo: call => [...isDry(call) ? [] : localDestination(call), ...call.values('--log-file', '--write-batch', '--only-write-batch')],
        reads: call => sources(call).filter(word => !isRemotePath(word)),
        deletes: call => isDry(call) ? [] : [...removesExtra(call) ? localDestination(call) : [], ...call.has('--remove-source-files') ? sources(call).filter(word => !isRemotePath(word)) : []],
        target: target,
        environment: ['RSYNC_PASSWORD', 'SSH_AUTH_SOCK'],
        dangerousEnvironment: ['RSYNC_RSH', 'RSYNC_CONNECT_PROG', 'RSYNC_SHELL']
    }),
    plainProgram('scp', 'LOW', 'copies files between hosts', {
        valueFlags: ['-c', '-D', '-F', '-i', '-J', '-l', '-o', '-P', '-S', '-X'],
        judge: call => ({ effects: copied(call), replaces: true }),
        inner: call => [...call.values('-S').map((word): Inner => ({ kind: 'argv', words: [word] })), ...call.values('-o').flatMap(word => sshOptionInner(word))],
        writesTo: localDestination,
        reads: call => sources(call).filter(word => !isRemotePath(word)),
        target
    }),
    plainProgram('sftp lftp ftp ncftp tftp', 'HIGH', 'moves files to and from another host, as what it reads tells it', {
        group: 'external',
        valueFlags: ['-b', '-c', '-F', '-i', '-J', '-l', '-o', '-P', '-S', '-e', '-u', '-p', '-f'],
        inner: call => call.values('-o').flatMap(word => sshOptionInner(word)),
        target: call => ({ kind: 'host', word: call.positionals[0] })
    }),
    plainProgram('rclone', 'MED', 'copies files to or from a cloud', {
        group: 'cloud',
        valueFlags: ['--config', '--include', '--exclude', '--filter', '--transfers', '--checkers', '--bwlimit', '--log-file', '--log-level', '--max-age', '--min-age', '--backup-dir'],
        verbs: {
            'ls': { risk: 'LOW', message: 'lists files' }, 'lsd': { risk: 'LOW', message: 'lists files' }, 'lsl': { risk: 'LOW', message: 'lists files' }, 'lsf': { risk: 'LOW', message: 'lists files' }, 'lsjson': { risk: 'LOW', message: 'lists files' },
            'tree': { risk: 'LOW', message: 'lists files' }, 'size': { risk: 'LOW', message: 'counts files' }, 'check': { risk: 'LOW', message: 'compares files' }, 'cat': { risk: 'LOW', message: 'prints files' },
            'listremotes': { risk: 'LOW', message: 'lists remotes', group: 'local' }, 'version': { risk: 'LOW', message: 'shows the version', group: 'local' }, 'about': { risk: 'LOW', message: 'shows usage' },
            'copy': { risk: 'HIGH', message: 'sends files to a cloud, or overwrites files' }, 'copyto': { risk: 'HIGH', message: 'sends files to a cloud, or overwrites files' },
            'sync': { risk: 'HIGH', message: 'removes what the source does not hold' }, 'bisync': { risk: 'HIGH', message: 'removes files on both sides' }, 'move': { risk: 'HIGH', message: 'moves files' }, 'moveto': { risk: 'HIGH', message: 'moves files' },
            'config': { risk: 'HIGH', message: 'handles credentials' }, 'config show': { risk: 'HIGH', message: 'prints credentials', writes: false }, 'mkdir': { risk: 'MED', message: 'makes a folder' }, 'touch': { risk: 'MED', message: 'makes a file' },
            'delete': { risk: 'HIGH', message: 'removes files' }, 'deletefile': { risk: 'HIGH', message: 'removes a file' }, 'link': { risk: 'HIGH', message: 'makes files public' }, 'mount': { risk: 'MED', message: 'mounts a remote' }, 'serve': { risk: 'HIGH', message: 'serves files' }
        },
        dryRun: [{ flag: '--dry-run', values: ['', 'true'] }, { flag: '-n', values: [''] }],
        environment: ['RCLONE_CONFIG'],
        dangerousEnvironment: ['RCLONE_CONFIG']
    })
];

function destination(call: Call): Word | undefined {
    return call.positionals.length > 1 ? call.positionals[call.positionals.length - 1] : undefined;
}

function sources(call: Call): readonly Word[] {
    return call.positionals.length > 1 ? call.positionals.slice(0, -1) : call.positionals;
}

function localDestination(call: Call): readonly Word[] {
    const to = destination(call);
    return to && !isRemotePath(to) ? [to] : [];
}

function copied(call: Call): Effect[] {
    const to = destination(call);
    const fromOther = sources(call).find(isRemotePath);
    if (to && isRemotePath(to)) {
        return [high('external', 'sends files to another host, over what is there', to)];
    }
    if (fromOther) {
        const secret = to && sources(call).find(word => isRemotePath(word) && isCredentialPath(word.shown.replace(/^[^:]*::?/, '')));
        return secret ? [exposes('external', 'brings credentials from another host', secret)] : [to ? med('external', 'brings files from another host', fromOther) : low('external', 'lists files of another host', fromOther)];
    }
    return [low('local', to ? 'copies files' : 'lists files')];
}

function rsyncRemoves(call: Call): Effect[] {
    return removesExtra(call) ? [high(call.positionals.some(isRemotePath) ? 'external' : 'local', 'removes files that the source does not hold', destination(call))] : [];
}

function removesExtra(call: Call): boolean {
    return call.words.some(word => /^--del(ete(-before|-during|-delay|-after|-excluded|-missing-args)?)?$/.test(word.value ?? '')) || call.has('--delete');
}

function isDry(call: Call): boolean {
    return call.has('-n', '--dry-run');
}

/** rsync appends host and command to this line; only what it starts counts here. */
function withHost(text: Word): Word {
    return text.value !== undefined && /^\s*ssh\b/.test(text.value) ? fixedWord(`${text.value} -N host`, text) : text;
}

function target(call: Call) {
    const word = [destination(call), ...sources(call)].find(each => each !== undefined && isRemotePath(each)) ?? lastValue(call, '--host');
    return word ? { kind: 'host' as const, word } : undefined;
}
