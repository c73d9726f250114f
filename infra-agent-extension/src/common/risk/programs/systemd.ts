import { high, low, med, plainProgram, verbs } from '../effect';
import { wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Effect, ProgramTable } from '../program';
import { lastValue } from '../word-parts';

const SYSTEMCTL_VALUES = [
    '-t', '--type', '--state', '-p', '--property', '-P', '-H', '--host', '-M', '--machine', '-n', '--lines', '-o', '--output', '-s', '--signal', '--kill-whom', '--kill-who', '--root', '--job-mode',
    '--what', '--preset-mode', '--timestamp', '--image', '--message', '--check-inhibitors'
];
const RUN: WrapperOptions = {
    valueFlags: [
        '-u', '--unit', '-p', '--property', '--description', '--slice', '--uid', '--gid', '--nice', '--working-directory', '-E', '--setenv', '-H', '--host', '-M', '--machine', '--on-active',
        '--on-boot', '--on-startup', '--on-unit-active', '--on-unit-inactive', '--on-calendar', '--path-property', '--socket-property', '--timer-property', '--service-type', '--background',
        '--expand-environment'
    ],
    bareFlags: [
        '--no-ask-password', '--scope', '--slice-inherit', '-r', '--remain-after-exit', '--send-sighup', '-d', '--same-dir', '-t', '--pty', '-P', '--pipe', '-S', '--shell', '-q', '--quiet', '-G',
        '--collect', '--wait', '--no-block', '--user', '--system', '--on-clock-change', '--on-timezone-change', '--ignore-failure'
    ]
};

export const programs: readonly ProgramTable[] = [
    {
        names: ['systemctl'],
        group: 'local',
        valueFlags: SYSTEMCTL_VALUES,
        verbs: {
            ...verbs('LOW', 'shows units', `status, show, cat, help, list-units, list-sockets, list-timers, list-unit-files, list-dependencies, list-jobs, list-machines, list-automounts, list-paths,
                is-active, is-failed, is-enabled, is-system-running, get-default, show-environment, whoami, log-level, log-target, service-watchdogs`),
            '': { risk: 'LOW', message: 'shows units' },
            ...verbs('MED', 'starts or reloads units', `start, restart, try-restart, reload, reload-or-restart, try-reload-or-restart, condrestart, force-reload, enable, reenable, preset, unmask, link, add-wants,
                add-requires, daemon-reload, daemon-reexec, reset-failed, thaw`),
            ...verbs('MED', 'changes the environment of units', 'set-environment, unset-environment, import-environment'),
            ...verbs('HIGH', 'stops units, or keeps them from starting', 'stop, disable, mask, kill, freeze, isolate, cancel, clean, revert, preset-all, set-property, set-default, edit'),
            ...verbs('HIGH', 'interrupts the whole machine', 'reboot, poweroff, halt, kexec, suspend, hibernate, hybrid-sleep, suspend-then-hibernate, sleep, rescue, emergency, default, exit, switch-root, soft-reboot')
        },
        // Other verbs take the flag, and do their work.
        dryRun: [{ flag: '--dry-run', values: [''], verbs: ['reboot', 'poweroff', 'halt', 'kexec', 'suspend', 'hibernate', 'hybrid-sleep', 'suspend-then-hibernate', 'sleep', 'rescue', 'emergency', 'default', 'exit'] }],
        flagRules: [{ flags: ['-f', '--force'], verbs: ['enable', 'reenable', 'link', 'restart'], risk: 'HIGH', message: 'forces it over what is there' }],
        judge: call => ({ effects: [...elsewhere(call), ...interrupts(call)] }),
        target: call => ({ kind: 'host', word: lastValue(call, '-H', '--host') })
    },
    plainProgram('journalctl', 'LOW', 'reads the journal of the system', {
        valueFlags: [
            '-u', '--unit', '--user-unit', '-t', '--identifier', '-p', '--priority', '-g', '--grep', '-S', '--since', '-U', '--until', '--lines', '-o', '--output', '-M', '--machine', '-D',
            '--directory', '--file', '--root', '-c', '--cursor', '-F', '--field', '--output-fields', '--namespace', '--vacuum-size', '--vacuum-time', '--vacuum-files', '--facility', '--cursor-file'
        ],
        attachedFlags: ['-n', '-b'],
        flagRules: [
            { flags: ['--vacuum-size', '--vacuum-time', '--vacuum-files'], risk: 'HIGH', message: 'removes records' },
            { flags: ['--setup-keys', '--update-catalog', '--relinquish-var', '--smart-relinquish-var'], risk: 'HIGH', message: 'changes how records are kept' },
            { flags: ['--rotate', '--flush', '--sync'], risk: 'MED', message: 'moves records' }
        ]
    }),
    plainProgram('service rc-service invoke-rc.d', 'MED', 'changes a service', { judge: judgeService }),
    {
        names: ['supervisorctl', 'pm2', 'sv', 'monit', 'initctl', 'launchctl', 's6-rc', 'rc-update', 'chkconfig', 'update-rc.d', 'nssm'],
        group: 'local',
        valueFlags: ['-c', '--configuration', '-s', '-u', '-p', '-n', '--name'],
        verbs: {
            ...verbs('LOW', 'shows services', 'status, list, ls, l, show, describe, info, logs, log, tail, monit, summary, report, print, blame, avail, help, version, pid, prettylist, jlist, env, check, validate'),
            ...verbs('MED', 'starts services', `start, restart, reload, update, reread, add, up, load, enable, on, save, startup, monitor, bootstrap, kickstart, scale, once, hup, reset, resurrect,
                gracefulReload, defaults`),
            ...verbs('HIGH', 'stops services', 'stop, shutdown, down, kill, delete, del, remove, unload, disable, off, bootout, unmonitor, quit, term, exit, force-stop, clear, flush, unstartup, signal')
        },
        judge: call => ({ effects: call.positionals.some(word => word.value === 'all') && call.verb !== '' && !/^(status|list|logs)$/.test(call.verb) ? [high('local', 'reaches every service')] : [] })
    },
    wrapper('systemd-run', RUN, {
        verbs: { '': { risk: 'MED', message: 'starts a unit of its own' } },
        judge: call => ({ effects: [...elsewhere(call), ...call.has('-S', '--shell') ? [high('local', 'opens a shell, and what is typed there is not assessed')] : [], ...runsByProperty(call)] })
    }),
    wrapper('systemd-cat systemd-inhibit systemd-ask-password', { valueFlags: ['-t', '--identifier', '-p', '--priority', '--what', '--who', '--why', '--mode'], bareFlags: ['--list', '--no-pager', '--level-prefix'] }),
    plainProgram('systemd-analyze systemd-detect-virt systemd-path systemd-escape systemd-cgls systemd-cgtop systemd-delta systemd-id128', 'LOW', 'shows the state of the system'),
    ...status('hostnamectl', 'hostname, icon-name, chassis, deployment, location, set-hostname, set-icon-name, set-chassis, set-deployment, set-location'),
    ...status('timedatectl', 'set-time, set-timezone, set-local-rtc, set-ntp, ntp-servers, revert'),
    ...status('localectl', 'set-locale, set-keymap, set-x11-keymap'),
    ...status('loginctl', 'lock-session, unlock-session, lock-sessions, unlock-sessions, terminate-session, kill-session, enable-linger, disable-linger, terminate-user, kill-user, attach, flush-devices, terminate-seat'),
    ...status('networkctl', 'up, down, renew, forcerenew, reconfigure, reload, delete, edit'),
    ...status('coredumpctl', 'debug, gdb'),
    ...status('bootctl', 'install, update, remove, set-default, set-oneshot, random-seed, kernel-identify'),
    {
        names: ['machinectl', 'nspawn'],
        group: 'local',
        valueFlags: [],
        verbs: {
            ...verbs('LOW', 'shows machines', 'list, status, show, list-images, image-status, show-image'),
            ...verbs('MED', 'starts machines', 'start, enable, pull-tar, pull-raw, import-tar, import-raw, clone'),
            ...verbs('HIGH', 'stops or enters machines', 'login, shell, poweroff, reboot, terminate, kill, remove, clean, copy-to, copy-from, bind, disable, rename, read-only, set-limit')
        }
    }
];

function elsewhere(call: Call): Effect[] {
    const host = call.values('-H', '--host')[0];
    return host ? [low('external', 'speaks to another host', host)] : [];
}

/** Starting `poweroff.target` is switching off. */
function interrupts(call: Call): Effect[] {
    const unit = /start$|^isolate$/.test(call.verb)
        ? call.positionals.find(word => /^(poweroff|reboot|halt|kexec|shutdown|rescue|emergency|suspend|hibernate|sleep|hybrid-sleep|umount|final|ctrl-alt-del)\.(target|service)$/.test(word.value ?? ''))
        : undefined;
    return unit ? [high('local', 'interrupts the whole machine', unit)] : [];
}

/** `service NAME ACTION`. */
function judgeService(call: Call): { effects: Effect[]; replaces?: boolean } {
    const [name, action] = call.positionals;
    if (call.has('--status-all') || name === undefined || action?.value === 'status') {
        return { replaces: true, effects: [low('local', 'shows services')] };
    }
    const stops = action === undefined ? name.value === undefined : action.value === undefined || /stop|kill|disable|force/.test(action.value);
    return { effects: stops ? [high('local', 'stops a service', action)] : action?.value === 'start' || action?.value === 'restart' || action?.value === 'reload' ? [] : [med('local', 'does what the service\'s script says', action)] };
}

/** Properties such as `ExecStartPre=` run commands of their own. */
function runsByProperty(call: Call): Effect[] {
    return call.values('-p', '--property').filter(word => word.value === undefined || /^(Exec|OnFailure|RootDirectory|RootImage|BindPaths)/i.test(word.value)).map(word => high('local', 'sets what the unit runs besides', word));
}

/** `-ctl` programs that show by default and change with the verbs that are named. */
function status(name: string, changing: string): ProgramTable[] {
    return [{
        names: [name],
        group: 'local',
        valueFlags: ['-H', '--host', '-M', '--machine', '-p', '--property', '-o', '--output', '-n', '--lines', '-s'],
        verbs: {
            '': { risk: 'LOW', message: 'shows the state of the system' },
            ...verbs('LOW', 'shows the state of the system', `status, show, list, list-sessions, list-users, list-seats, session-status, user-status, seat-status, show-session, show-user, show-seat, timesync-status,
                show-timesync, list-timezones, list-locales, list-keymaps, lldp, info, dump, systemd-efi-options, is-installed, label, cat`),
            ...verbs('HIGH', 'changes the system', changing)
        }
    }];
}
