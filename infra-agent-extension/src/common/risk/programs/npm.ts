import { exposes, high, low, med, verbs } from '../effect';
import { PROXIES } from '../hosts';
import { lifeCycle, packageProgram, script } from '../package-scripts';
import type { Call, Effect, Inner, ProgramTable } from '../program';
import { fixedWord, joinWords, lastValue } from '../word-parts';

const REGISTRY = [
    '--registry', '--prefix', '-C', '-w', '--workspace', '--tag', '--otp', '--access', '--loglevel', '--userconfig', '--globalconfig', '--cache', '--omit', '--include', '--script-shell',
    '--node-options', '--depth', '--scope'
];

export const program: ProgramTable = {
    names: ['npm'],
    group: 'local',
    valueFlags: REGISTRY,
    optionsOf: { exec: { valueFlags: [...REGISTRY, '-p', '--package', '-c', '--call'], optionsFirst: true } },
    verbs: {
        ...verbs('LOW', 'shows what is there', `ls, list, outdated, explain, fund, root, prefix, bin, help, help-search, doctor, config, config get, config list, config ls, get, query, pkg get, completion,
            diff, run-script, run, test, start, stop, restart, version, cache ls, cache verify, sbom, why, audit, audit signatures, docs, bugs, repo, home, exec, init, pack`),
        ...verbs('LOW', 'asks the registry', 'view, info, show, search, ping, whoami, stars, dist-tag ls, dist-tag list, owner ls, access list, org ls, team ls, profile get, token list', { group: 'external' }),
        ...verbs('MED', 'installs packages that others wrote', 'install, ci, install-test, install-ci-test, update, add, link, rebuild, dedupe, audit fix, cache add'),
        ...verbs('MED', 'changes which packages are installed, or the settings of npm', `uninstall, prune, pkg set, pkg delete, pkg fix, config set, config delete, config edit, config fix, set, set-script, shrinkwrap, edit, logout, unlink, undeprecate`),
        ...verbs('MED', 'logs in to a registry', 'login, adduser', { group: 'external' }),
        ...verbs('HIGH', 'publishes code, and cannot take it back', 'publish, dist-tag add, dist-tag rm, deprecate, unpublish, stage', { group: 'external' }),
        ...verbs('HIGH', 'changes who may publish', `owner, owner add, owner rm, access, access grant, access revoke, access set, team, team create, team destroy, team add, team rm, org, org set, org rm, hook, token
            create, token revoke, token, profile set, profile enable-2fa, profile disable-2fa, trust`, { group: 'external' }),
        ...verbs('HIGH', 'empties the cache', 'cache clean')
    },
    aliases: {
        'i': 'install', 'in': 'install', 'isntall': 'install', 'it': 'install-test', 'clean-install': 'ci', 'ic': 'ci', 'cit': 'install-ci-test', 'up': 'update', 'upgrade': 'update', 'udpate': 'update', 'rm': 'uninstall',
        'r': 'uninstall', 'un': 'uninstall', 'remove': 'uninstall', 'unlink': 'uninstall', 'rum': 'run', 'urn': 'run', 't': 'test', 'tst': 'test', 'x': 'exec', 'create': 'init', 'innit': 'init', 'v': 'view', 'la': 'ls', 'll': 'ls',
        'ddp': 'dedupe', 'rb': 'rebuild', 'ln': 'link', 'c': 'config', 'c get': 'config get', 'c set': 'config set', 'find': 'search', 's': 'search', 'author': 'owner', 'dist-tags': 'dist-tag ls', 'cache clear': 'cache clean', 'cache rm': 'cache clean'
    },
    helpFlags: ['--help', '--version', '-v', '-h'],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['install', 'ci', 'uninstall', 'update', 'audit fix', 'publish', 'pack', 'dedupe', 'prune', 'unpublish', 'install-test', 'link'] }],
    flagRules: [
        { flags: ['-f', '--force'], verbs: ['install', 'ci', 'update', 'audit fix', 'uninstall'], risk: 'HIGH', message: 'forces it over protections' },
        { flags: ['--script-shell', '--node-options', '--userconfig', '--globalconfig'], risk: 'HIGH', message: 'changes what scripts run in' }
    ],
    judge: call => ({ effects: judgeNpm(call) }),
    inner: innerOfNpm,
    environment: [...PROXIES, 'NODE_EXTRA_CA_CERTS', 'NODE_ENV', 'npm_config_registry', 'NPM_CONFIG_REGISTRY', 'NODE_OPTIONS', 'CI'],
    dangerousEnvironment: ['NODE_OPTIONS', 'npm_config_registry', 'NPM_CONFIG_REGISTRY', 'npm_config_script_shell', 'NPM_CONFIG_SCRIPT_SHELL', 'NPM_CONFIG_USERCONFIG', 'npm_config_userconfig', 'NODE_PATH']
};

function judgeNpm(call: Call): Effect[] {
    switch (call.verb) {
        case 'exec': return call.has('--no', '--no-install') ? [] : [med('external', 'downloads a package and runs it', call.positionals[0])];
        case 'init': return call.positionals.length > 0 ? [med('external', 'downloads a package and runs it', call.positionals[0])] : [med('local', 'makes a package')];
        case 'version': return call.positionals.length > 0 ? [med('local', 'changes the version, commits and tags')] : [];
        case 'pack': return call.has('--dry-run') ? [] : [med('local', 'makes an archive of the package')];
        case 'config get': case 'get': case 'config': return call.positionals.some(word => /_?auth|token|password/i.test(word.shown))
            ? [exposes('local', 'prints a credential', call.positionals[0])]
            : call.verb === 'config' && call.positionals.length > 0
            ? [med('local', 'changes the settings of npm')]
            : [];
        case 'config set': case 'set': return call.positionals.some(word => /script-shell|node-options|git$|_auth|registry/.test(word.shown)) ? [high('local', 'changes what later calls run or reach', call.positionals[0])] : [];
        case 'pkg set': case 'set-script': return call.verb === 'set-script' || call.positionals.some(word => word.value === undefined || /^["']?(scripts|bin|exports|main|workspaces|dependencies|devDependencies|overrides)\b/.test(word.value)) ? [high('local', 'changes what package.json runs', call.positionals[0])] : [];
        case 'audit': return [low('external', 'asks the registry')];
        default: return [];
    }
}

function innerOfNpm(call: Call): readonly Inner[] {
    const folder = lastValue(call, '--prefix', '-C');
    switch (call.verb) {
        case 'run': case 'run-script': return call.positionals.length > 0 ? [script(call.positionals[0], call.positionals.slice(1), folder)] : [];
        case 'test': case 'start': case 'stop': case 'restart': return [script(fixedWord(call.verb, call.program), call.positionals, folder)];
        case 'install-test': case 'install-ci-test': return [...lifeCycle(call, undefined, folder), script(fixedWord('test', call.program), [], folder)];
        case 'install': case 'ci': case 'rebuild': return call.has('-g', '--global') ? [] : lifeCycle(call, undefined, folder);
        case 'version': return call.positionals.length > 0 ? lifeCycle(call, ['preversion', 'version', 'postversion'], folder) : [];
        case 'publish': return lifeCycle(call, ['prepublishOnly', 'prepack', 'prepare', 'postpack', 'publish', 'postpublish'], folder);
        case 'pack': return lifeCycle(call, ['prepack', 'prepare', 'postpack'], folder);
        case 'exec': {
            const line = lastValue(call, '-c', '--call');
            return line ? [{ kind: 'shell', text: joinWords([line]) }] : packageProgram(call.positionals);
        }
        default: return [];
    }
}
