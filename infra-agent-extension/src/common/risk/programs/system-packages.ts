import { high, med, onlyShows, verbs } from '../effect';
import { PROXIES } from '../hosts';
import type { Call, Effect, ProgramTable } from '../program';

const SHOWS = 'shows which packages there are';
const INSTALLS = 'installs packages from a repository';
const REMOVES = 'removes packages, and what they serve with them';

/** Package managers of the system: installing has an inverse, removing stops what the package serves. */
export const programs: readonly ProgramTable[] = [
    {
        names: ['apt', 'apt-get', 'aptitude', 'apt-fast', 'nala'],
        group: 'local',
        valueFlags: ['-o', '--option', '-c', '--config-file', '-t', '--target-release', '--default-release', '-a'],
        verbs: {
            ...verbs('LOW', SHOWS, 'list, show, search, policy, madison, depends, rdepends, check, changelog, indextargets, help, why, why-not, versions, showsrc, moo'),
            ...verbs('MED', INSTALLS, 'update, install, upgrade, safe-upgrade, reinstall, build-dep, source, download, satisfy, edit-sources, clean, autoclean, distclean, markauto, unmarkauto, hold, unhold, fetch'),
            ...verbs('HIGH', REMOVES, 'remove, autoremove, autopurge, purge'),
            ...verbs('HIGH', 'upgrades everything, and may remove packages', 'dist-upgrade, full-upgrade, dselect-upgrade')
        },
        dryRun: ['-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act', '--print-uris'].map(flag => ({ flag, values: [''] })),
        flagRules: [
            { flags: [
                '--force-yes', '--allow-unauthenticated', '--allow-downgrades', '--allow-remove-essential', '--allow-change-held-packages', '--purge', '--auto-remove', '--autoremove'
            ], risk: 'HIGH', message: 'forces it over protections, or removes more' }
        ],
        judge: call => ({ effects: aptOptions(call) }),
        environment: [...PROXIES, 'DEBIAN_FRONTEND', 'NEEDRESTART_MODE'],
        dangerousEnvironment: ['APT_CONFIG']
    },
    {
        names: ['apt-cache', 'apt-config', 'dpkg-query', 'apt-file', 'apt-listchanges', 'rpmquery', 'pkg-config', 'pkgconf', 'debconf-show'],
        group: 'local',
        valueFlags: ['-f', '--showformat', '-o'],
        verbs: { '': { risk: 'LOW', message: SHOWS } }
    },
    { names: ['apt-mark'], group: 'local', valueFlags: [], verbs: { ...verbs('LOW', SHOWS, 'showauto, showmanual, showhold, showinstall'), ...verbs('MED', 'marks packages', 'auto, manual, hold, unhold, minimize-manual') } },
    { names: ['apt-key'], group: 'local', valueFlags: ['--keyring'], verbs: { ...verbs('LOW', 'shows keys', 'list, finger, export, exportall'), ...verbs('HIGH', 'changes which packages are trusted', 'add, del, adv, update, net-update') } },
    { names: ['add-apt-repository', 'apt-add-repository', 'apt-ftparchive'], group: 'local', valueFlags: ['-k'], verbs: { '': { risk: 'HIGH', message: 'changes which packages are trusted' } } },
    {
        names: ['dpkg', 'dpkg-deb', 'rpm'],
        group: 'local',
        valueFlags: ['--root', '--admindir', '--instdir', '--qf', '--queryformat'],
        verbs: { '': { risk: 'MED', message: 'changes packages' } },
        judge: judgeDpkg
    },
    { names: ['dpkg-reconfigure', 'update-alternatives', 'alternatives', 'debconf-set-selections'], group: 'local', valueFlags: [], verbs: { '': { risk: 'MED', message: 'changes how packages are set up' } } },
    {
        names: ['yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'dnf5'],
        group: 'local',
        valueFlags: ['--enablerepo', '--disablerepo', '--installroot', '-c', '--config', '-x', '--exclude', '--releasever', '--setopt', '-d', '-e', '-r', '--repo', '-R', '--root'],
        verbs: {
            ...verbs('LOW', SHOWS, `list, info, search, provides, whatprovides, repolist, repoinfo, repoquery, deplist, check-update, check, history, history list, history info, updateinfo,
                group list, grouplist, groupinfo, module list, version, help, list-updates, packages, patterns, products, what-provides, list-patches, patch-check, lr, repos,
                services, locks, advisory, se, lu, if`),
            ...verbs('MED', INSTALLS, `install, update, upgrade, reinstall, localinstall, groupinstall, group install, makecache, downgrade, builddep, module install, module enable, download, mark,
                copr, refresh, ref, in, up, source-install, patch, clean, config-manager, addrepo, ar, addlock, modifyrepo, mr, offline-upgrade, needs-restarting`),
            ...verbs('HIGH', REMOVES, 'remove, erase, autoremove, groupremove, group remove, module remove, module reset, module disable, rm, history undo, history rollback, removerepo, rr, removelock'),
            ...verbs('HIGH', 'upgrades everything, and may remove packages', 'distro-sync, dist-upgrade, dup, system-upgrade, swap, versionlock')
        },
        dryRun: [{ flag: '--assumeno', values: [''] }, { flag: '--dry-run', values: [''] }],
        flagRules: [{ flags: ['--nogpgcheck', '--no-gpg-checks', '--allowerasing', '--force', '--skip-broken', '--installroot'], risk: 'HIGH', message: 'forces it over protections' }]
    },
    {
        names: ['apk'],
        group: 'local',
        valueFlags: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--repositories-file', '--keys-dir', '--arch', '--cache-dir'],
        verbs: {
            ...verbs('LOW', SHOWS, 'info, list, search, policy, version, stats, audit, verify, dot, manifest'),
            ...verbs('MED', INSTALLS, 'add, update, upgrade, fetch, cache, fix, index'),
            ...verbs('HIGH', REMOVES, 'del')
        },
        dryRun: [{ flag: '--simulate', values: [''] }, { flag: '-s', values: [''] }],
        flagRules: [{ flags: ['--allow-untrusted', '--force-overwrite', '--force', '--purge'], risk: 'HIGH', message: 'forces it over protections' }]
    },
    {
        names: ['brew'],
        group: 'local',
        valueFlags: [],
        verbs: {
            ...verbs('LOW', SHOWS, `list, ls, info, search, outdated, deps, uses, leaves, config, doctor, desc, cat, log, home, formulae, casks, commands, help, tap-info, missing, services list,
                services info, bundle check, bundle list, analytics, shellenv, livecheck, audit`),
            ...verbs('MED', INSTALLS, `install, upgrade, update, reinstall, tap, link, unlink, pin, unpin, fetch, bundle, bundle install, cask install, services start, services restart, services
                run, postinstall, migrate, bundle dump`),
            ...verbs('MED', 'removes packages, which can be installed again', 'uninstall, rm, remove, untap, autoremove'),
            ...verbs('HIGH', REMOVES, 'cleanup, services stop, services kill, bundle cleanup')
        },
        flagRules: [{ flags: ['--force', '-f', '--zap', '--ignore-dependencies'], risk: 'HIGH', message: 'forces it over protections, or removes data' }],
        dryRun: [{ flag: '--dry-run', values: [''] }, { flag: '-n', values: [''] }]
    },
    {
        names: ['snap', 'flatpak'],
        group: 'local',
        valueFlags: ['--channel', '--revision'],
        verbs: {
            ...verbs('LOW', SHOWS, 'list, info, find, search, version, changes, tasks, services, connections, interfaces, logs, model, warnings, known, remotes, remote-ls, remote-info, history, ps, help, get, debug'),
            ...verbs('MED', INSTALLS, `install, refresh, update, download, start, restart, enable, alias, connect, set, switch, hold, ack, remote-add, override, run, try, prefer, watch, okay,
                make-current, save, create-usb`),
            ...verbs('HIGH', REMOVES, 'remove, uninstall, revert, disable, stop, unset, disconnect, remote-delete, abort, forget, unalias, restore, repair')
        },
        flagRules: [{ flags: ['--dangerous', '--devmode', '--purge', '--delete-data'], risk: 'HIGH', message: 'takes away what confines the program, or its data' }]
    },
    {
        names: ['pacman', 'yay', 'paru'],
        group: 'local',
        valueFlags: ['-b', '-r', '--config', '--root'],
        verbs: { '': { risk: 'MED', message: INSTALLS } },
        judge: call => call.words.some(word => /^-(Q|Si|Ss|Sl|Sg|F|T)/.test(word.value ?? '')) ? { replaces: true, effects: [{ risk: 'LOW', group: 'local', writes: false, message: SHOWS }] }
            : { effects: call.words.some(word => /^-R|^--remove|^-Sc|^-D/.test(word.value ?? '')) ? [high('local', REMOVES)] : [] }
    },
    {
        names: ['nix-env', 'nix-store', 'nix-channel', 'nix-collect-garbage', 'nix-shell', 'nix-build', 'nix', 'guix'],
        group: 'local',
        valueFlags: ['-p', '-f', '-A', '-I', '--run', '--command', '-c'],
        verbs: { '': { risk: 'MED', message: 'builds or installs packages' } },
        judge: call => nixShows(call) ? onlyShows('shows packages') : ({ effects: call.program.value?.endsWith('collect-garbage') || call.has('--gc', '--delete', '-e', '--uninstall', '--delete-generations') ? [high('local', 'removes packages or older states')] : [] }),
        inner: call => [
            ...call.values('--run', '--command').map(text => ({ kind: 'shell' as const, text })),
            ...call.values('-c').length > 0 ? [{ kind: 'argv' as const, words: [...call.values('-c').slice(0, 1), ...call.positionals.slice(1)] }] : []
        ]
    }
];

function nixShows(call: Call): boolean {
    const [verb] = call.positionals;
    return /nix-env$/.test(call.program.value ?? '') && call.has('-q', '--query', '--list-generations', '--version') && !call.has('-e', '-i', '-u', '-S', '-G', '--install', '--upgrade', '--uninstall', '--set', '--rollback', '--switch-generation', '--switch-profile', '--delete-generations')
        || /(^|\/)nix$/.test(call.program.value ?? '') && /^(search|show-config|path-info|log|hash|doctor)$/.test(verb?.value ?? '');
}

/** `-o` can set commands that apt runs. */
function aptOptions(call: Call): Effect[] {
    const runs = call.values('-o', '--option', '-c', '--config-file').find(word => word.value === undefined || !/^(Debug|Acquire::(http|https|ftp|Retries|Check|Languages|Force)|APT::(Get::(Assume|Show|List)|Install-|Color|Status)|Dpkg::(Use-Pty|Options|Progress)|quiet)/i.test(word.value));
    const overwrites = call.values('-o', '--option').find(word => /--force-(all|overwrite|remove|depends|confnew)/.test(word.shown));
    return [...runs ? [high('local', 'sets an option that can run commands or take away protections', runs)] : [], ...overwrites ? [high('local', 'forces files or settings to be overwritten', overwrites)] : []];
}

function judgeDpkg(call: Call): { effects: Effect[]; replaces?: boolean } {
    const has = (pattern: RegExp) => call.words.some(word => pattern.test(word.value ?? ''));
    if (has(/^(-r|-P|--remove|--purge|-e\w*|--erase)$/) && !has(/^-q/) || has(/^--(force|nodeps|unpack|clear-selections|set-selections|import|initdb|rebuilddb)/)) {
        return { effects: [high('local', 'removes packages, or forces over protections')] };
    }
    const shows = has(/^(-l|-L|-s|-S|-p|-I|-c|-f|-W|-C|-V|-q\w*|--list|--listfiles|--status|--search|--print-\S+|--info|--contents|--audit|--verify|--get-selections|--compare-versions|--version|--query|--checksig|-K|--field|--show|--validate-\S+|--assert-\S+)$/);
    const installs = has(/^(-i|--install|-U\w*|-F\w*|-i\w+|--upgrade|--freshen|-x|-X|-R|--extract|-b|--build|--configure|--triggers-only|-A)$/);
    return shows && !installs ? { replaces: true, effects: [{ risk: 'LOW', group: 'local', writes: false, message: SHOWS }] } : { effects: [med('local', INSTALLS)] };
}
