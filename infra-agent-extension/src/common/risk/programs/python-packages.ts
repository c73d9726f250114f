import { high, low, med, verbs } from '../effect';
import { PROXIES } from '../hosts';
import { packageProgram } from '../package-scripts';
import type { Call, Inner, ProgramTable } from '../program';
import { withoutDashes } from '../word-parts';

const PIP_VALUES = [
    '-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-t', '--target', '-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--root', '--prefix', '--python', '--log',
    '--proxy', '--cache-dir', '-d', '--dest', '-w', '--wheel-dir', '--platform', '--report', '--format', '--group'
];
const INSTALL = 'installs packages that others wrote';
const SHOW = 'shows what is there';

const runsBehind = (call: Call): readonly Inner[] => call.verb === 'run' || call.verb === 'exec'
    ? withoutDashes(call.positionals).length > 0
    ? [{ kind: 'argv', words: withoutDashes(call.positionals) }]
    : []
    : call.verb === 'tool run'
    ? packageProgram(call.positionals)
    : [];

export const programs: readonly ProgramTable[] = [
    {
        names: ['pip', 'pip3', 'pip2'],
        group: 'local',
        valueFlags: PIP_VALUES,
        verbs: {
            ...verbs('LOW', SHOW, 'list, show, freeze, check, help, debug, inspect, config, config list, config get, config debug, cache list, cache info, cache dir, hash, completion'),
            ...verbs('LOW', 'asks the index', 'search, index, index versions', { group: 'external' }),
            ...verbs('MED', INSTALL, 'install, download, wheel, lock'),
            ...verbs('MED', 'changes which packages are installed, or the settings', 'uninstall, config set, config unset, config edit, cache remove, cache purge')
        },
        dryRun: [{ flag: '--dry-run', values: [''], verbs: ['install'] }],
        flagRules: [{ flags: ['--break-system-packages'], risk: 'HIGH', message: 'changes the packages of the system' }],
        writesTo: call => call.values('--report'),
        touches: call => call.verb === 'install' ? call.values('-t', '--target', '--root', '--prefix') : [],
        environment: [...PROXIES, 'VIRTUAL_ENV', 'PIP_CACHE_DIR', 'REQUESTS_CA_BUNDLE'],
        dangerousEnvironment: ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_CONFIG_FILE', 'PIP_TARGET', 'PYTHONPATH']
    },
    {
        names: ['uv'],
        group: 'local',
        valueFlags: ['--directory', '--project', '--config-file', '--cache-dir', '-p', '--python', '--index-url', '--color'],
        optionsOf: {
            'run': { valueFlags: ['--with', '--with-requirements', '--with-editable', '--env-file', '-p', '--python', '--group', '--extra', '--package', '--index-url', '--directory', '--project', '-m', '--module'], optionsFirst: true },
            'tool run': { valueFlags: ['--from', '--with', '-p', '--python', '--index-url'], optionsFirst: true }
        },
        verbs: {
            ...verbs('LOW', SHOW, `tree, version, help, pip list, pip show, pip freeze, pip check, pip tree, python list, python find, python dir, tool list, tool dir, cache dir, self version,
                run, export, pip compile, audit`),
            ...verbs('MED', INSTALL, 'sync, add, lock, pip install, pip sync, tool install, tool upgrade, python install, python upgrade, self update, tool run, init, venv, build, python pin, tool update-shell'),
            ...verbs('MED', 'changes which packages are installed', 'remove, pip uninstall, tool uninstall, python uninstall, cache clean, cache prune, format, auth login, auth logout'),
            ...verbs('HIGH', 'publishes code, and cannot take it back', 'publish', { group: 'external' }),
            ...verbs('HIGH', 'prints credentials', 'auth token')
        },
        dryRun: [{ flag: '--dry-run', values: [''] }],
        judge: call => ({ effects: call.verb === 'run' && call.has('-m', '--module') ? [med('local', 'runs a Python module')] : [] }),
        inner: runsBehind,
        writesTo: call => call.values('-o', '--output-file'),
        environment: [...PROXIES, 'VIRTUAL_ENV', 'UV_CACHE_DIR'],
        dangerousEnvironment: ['UV_INDEX_URL', 'UV_DEFAULT_INDEX', 'UV_EXTRA_INDEX_URL', 'UV_CONFIG_FILE', 'UV_PYTHON']
    },
    {
        names: ['poetry', 'pipenv', 'pdm', 'hatch', 'rye'],
        group: 'local',
        valueFlags: ['-C', '--directory', '-P', '--project'],
        optionsOf: { run: { valueFlags: ['-s', '--site-packages'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', SHOW, `show, check, env info, env list, env show, about, list, search, source show, graph, verify, version, help, info, outdated, scripts, status, run, export, debug
                info, env find, dep show`),
            ...verbs('MED', INSTALL, 'install, add, update, lock, sync, upgrade, init, new, env use, env create, build, self update, self add, fix'),
            ...verbs('MED', 'changes which packages are installed, or the settings', 'remove, uninstall, config, clean, source add, source remove, cache clear, self remove, fmt, test, requirements'),
            ...verbs('HIGH', 'removes an environment', 'env remove, env prune'),
            ...verbs('HIGH', 'publishes code, and cannot take it back', 'publish', { group: 'external' }),
            ...verbs('HIGH', 'opens a shell, and what is typed there is not assessed', 'shell')
        },
        dryRun: [{ flag: '--dry-run', values: [''] }],
        judge: call => ({ effects: [...call.has('--rm') ? [high('local', 'removes the environment')] : [], ...call.verb === 'config' && call.has('--list') ? [low('local', SHOW)] : []], replaces: call.verb === 'config' && call.has('--list') }),
        inner: runsBehind
    },
    {
        names: ['pipx'],
        group: 'local',
        valueFlags: ['--python', '--suffix', '--index-url', '-i', '--pip-args'],
        optionsOf: { run: { valueFlags: ['--spec', '--python', '--pip-args', '--index-url', '-i'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', SHOW, 'list, environment, help'),
            ...verbs('MED', INSTALL, 'install, inject, upgrade, upgrade-all, reinstall, ensurepath, install-all, upgrade-shared'),
            ...verbs('MED', 'downloads a package and runs it', 'run', { group: 'external' }),
            ...verbs('MED', 'changes which packages are installed', 'uninstall, uninject, pin, unpin'),
            ...verbs('HIGH', 'changes every package', 'uninstall-all, reinstall-all')
        },
        inner: call => call.verb === 'run' ? packageProgram(call.positionals) : []
    },
    {
        names: ['conda', 'mamba', 'micromamba'],
        group: 'local',
        valueFlags: ['-n', '--name', '-p', '--prefix', '-c', '--channel', '-f', '--file'],
        optionsOf: { run: { valueFlags: ['-n', '--name', '-p', '--prefix', '--cwd'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', SHOW, 'list, info, search, env list, env export, compare, doctor, help, activate, deactivate, run, repoquery'),
            ...verbs('MED', INSTALL, 'install, create, update, upgrade, env create, env update, init, config, package, clean, remove, uninstall, rename'),
            ...verbs('HIGH', 'removes an environment', 'env remove')
        },
        flagRules: [{ flags: ['--all', '-a'], verbs: ['remove', 'uninstall', 'clean', 'update'], risk: 'HIGH', message: 'reaches every package' }],
        dryRun: [{ flag: '--dry-run', values: [''] }, { flag: '-d', values: [''], verbs: ['install', 'create', 'update', 'remove'] }],
        inner: runsBehind
    },
    {
        names: ['twine'],
        group: 'external',
        valueFlags: ['-r', '--repository', '--repository-url', '-u', '--username', '-p', '--password', '-c', '--config-file'],
        verbs: { check: { risk: 'LOW', message: 'checks packages', group: 'local' }, upload: { risk: 'HIGH', message: 'publishes code, and cannot take it back' }, register: { risk: 'HIGH', message: 'registers a name' } }
    },
    {
        names: ['virtualenv'],
        group: 'local',
        valueFlags: ['-p', '--python', '--prompt'],
        verbs: { '': { risk: 'MED', message: 'makes an environment' } },
        touches: call => call.positionals
    }
];
