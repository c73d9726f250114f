import { high, low, med, plainProgram, verbs } from '../effect';
import { PROXIES } from '../hosts';
import { soundsDestructive } from '../judge-call';
import type { Call, Effect, Inner, ProgramTable } from '../program';
import { lastValue } from '../word-parts';

const SHOWS = 'shows what is there';
const BUILDS = 'builds, tests or installs with code of the workspace';
const PUBLISHES = 'publishes code, and cannot take it back';

/** Names of tasks are all that these tables see; a name that says delete or deploy counts. */
const byName = (call: Call): Effect[] => call.positionals.flatMap(word => {
    const name = word.value ?? '';
    return soundsDestructive(name) && !/^(clean|:?\w*:?clean)$/i.test(name) ? [high('local', `runs a task whose name says \`${name}\``, word)]
        : /publish|deploy|release|upload|push/i.test(name) && !/ToMavenLocal|local/i.test(name) ? [high('external', `runs a task whose name says \`${name}\``, word)] : [];
});

export const programs: readonly ProgramTable[] = [
    {
        names: ['go', 'gotip'],
        group: 'local',
        valueFlags: ['-C'],
        optionsOf: {
            run: { valueFlags: ['-C', '-tags', '-ldflags', '-gcflags', '-mod', '-p', '-exec', '-modfile', '-overlay', '-toolexec'], optionsFirst: true },
            env: { valueFlags: [] },
            build: { valueFlags: ['-C', '-o', '-tags', '-ldflags', '-gcflags', '-mod', '-p', '-toolexec', '-overlay', '-modfile'] },
            test: { valueFlags: ['-C', '-run', '-bench', '-count', '-timeout', '-tags', '-coverprofile', '-o', '-exec', '-p', '-cpuprofile', '-memprofile', '-toolexec', '-args', '-covermode', '-coverpkg', '-ldflags', '-parallel', '-skip'] }
        },
        verbs: {
            ...verbs('LOW', SHOWS, 'version, env, list, doc, help, mod graph, mod why, mod verify, tool, telemetry, bug, vet'),
            ...verbs('MED', BUILDS, 'build, test, run, generate, fmt, fix, mod init, mod edit, mod vendor, work init, work use, work edit, work sync, work, clean'),
            ...verbs('MED', 'installs packages that others wrote', 'get, install, mod download, mod tidy, mod')
        },
        helpFlags: [],
        flagRules: [{ flags: ['-exec', '-toolexec', '-overlay'], risk: 'HIGH', message: 'runs another program in the place of what is built' }],
        judge: call => ({ effects: call.verb === 'env' && call.has('-w', '-u') ? [med('local', 'changes the settings of go')] : call.verb === 'clean' && call.has('-modcache', '-cache') ? [med('local', 'empties caches')] : [] }),
        inner: call => call.verb === 'run' && call.positionals[0] && !/@/.test(call.positionals[0].shown) ? [unread(call, 'Go')] : [],
        writesTo: call => call.verb === 'build' || call.verb === 'test' ? call.values('-o', '-coverprofile', '-cpuprofile', '-memprofile') : [],
        environment: [...PROXIES, 'GOPATH', 'GOCACHE', 'GOMODCACHE', 'GOPRIVATE', 'GOOS', 'GOARCH', 'CGO_ENABLED'],
        dangerousEnvironment: ['GOFLAGS', 'GOPROXY', 'GONOSUMDB', 'GOTOOLCHAIN', 'GOROOT', 'CC', 'CXX', 'GOENV']
    },
    plainProgram('gofmt goimports', 'LOW', 'checks how code is written', { valueFlags: ['-r'], writesTo: call => call.has('-w') ? call.positionals : [] }),
    {
        names: ['cargo'],
        group: 'local',
        valueFlags: ['--manifest-path', '--target', '--target-dir', '-p', '--package', '--features', '-j', '--jobs', '--config', '--color', '-Z', '-C', '--profile', '--bin', '--example', '--test'],
        optionsOf: Object.fromEntries(['run', 'r'].map(verb => [verb, { valueFlags: ['--manifest-path', '--target', '--target-dir', '-p', '--package', '--features', '-j', '--config', '--profile', '--bin', '--example'], optionsFirst: true }])),
        verbs: {
            ...verbs('LOW', SHOWS, 'tree, metadata, search, version, help, locate-project, pkgid, read-manifest, verify-project, info, outdated, audit, deny, report'),
            ...verbs('MED', BUILDS, 'build, b, check, c, test, t, bench, clippy, fmt, doc, d, run, r, init, new, fix, generate-lockfile, package, vendor, clean, nextest, expand, miri, watch'),
            ...verbs('MED', 'installs packages that others wrote', 'install, add, update, fetch, upgrade, binstall'),
            ...verbs('MED', 'changes which packages are installed', 'remove, rm, uninstall'),
            ...verbs('HIGH', PUBLISHES, 'publish, yank, owner, login, logout, release', { group: 'external' })
        },
        flagRules: [{ flags: ['--config'], risk: 'HIGH', message: 'can name programs that cargo runs' }],
        dryRun: [{ flag: '--dry-run', values: [''], verbs: ['publish', 'update', 'add', 'remove'] }],
        environment: [...PROXIES, 'CARGO_HOME', 'RUSTUP_HOME'],
        dangerousEnvironment: ['RUSTC', 'RUSTC_WRAPPER', 'CARGO_HOME', 'RUSTFLAGS', 'CARGO_BUILD_RUSTC_WRAPPER']
    },
    {
        names: ['rustup', 'nvm', 'fnm', 'pyenv', 'rbenv', 'asdf', 'mise', 'sdk', 'tfenv', 'volta', 'n', 'corepack', 'goenv', 'jenv', 'tfswitch', 'tenv', 'proto', 'rtx'],
        group: 'local',
        valueFlags: ['-C', '--cd', '-p', '--plugin'],
        optionsOf: Object.fromEntries(['exec', 'run', 'x'].map(verb => [verb, { valueFlags: ['-c', '--command', '-C', '--using', '--install'], optionsFirst: true }])),
        verbs: {
            ...verbs('LOW', SHOWS, `show, list, ls, ls-remote, list-all, list-remote, current, which, where, version, versions, toolchain list, target list, component list, check, doctor, info,
                plugin list, plugins ls, config ls, env, help, whence, root, prefix, shims, outdated, tasks ls, settings get, latest, exec, run, x, activate, hook-env,
                completions, reshim, rehash, init, alias ls`),
            ...verbs('MED', 'installs tools from elsewhere', `install, i, update, upgrade, up, use, default, toolchain install, target add, component add, plugin add, plugin update, plugin install, self update, set,
                local, global, shell, pin, enable, prepare, override set, alias, trust, sync, lock`),
            ...verbs('MED', 'removes tools, which can be installed again', `uninstall, remove, rm, toolchain uninstall, target remove, component remove, plugin remove, plugins uninstall, unset, unuse, disable, override unset, unalias,
                prune, cache clear, self uninstall`)
        },
        inner: call => ['exec', 'run', 'x'].includes(call.verb) ? afterVersion(call) : []
    },
    {
        names: ['gem', 'bundle', 'bundler'],
        group: 'local',
        valueFlags: ['-v', '--version', '-s', '--source', '-i', '--install-dir', '--gemfile', '--path', '--without', '--with', '--jobs', '-j', '-k', '--key', '--host', '-P', '--trust-policy'],
        optionsOf: { exec: { valueFlags: [], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', SHOWS, `list, search, info, contents, dependency, environment, env, which, specification, outdated, show, check, platform, licenses, version, help, doctor, exec,
                sources, query, stale, config, config list, config get, viz`),
            ...verbs('MED', 'installs packages that others wrote', `install, update, fetch, add, lock, package, cache, init, build, binstubs, config set, config unset, pristine, setup, generate_index, gem, plugin, unpack, open`),
            ...verbs('MED', 'removes packages, which can be installed again', 'uninstall, cleanup, clean, remove'),
            ...verbs('HIGH', PUBLISHES, 'push, yank, owner, signin, signout, release, cert', { group: 'external' })
        },
        helpFlags: ['--help', '-h'],
        inner: call => call.verb === 'exec' && call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [],
        environment: [...PROXIES, 'BUNDLE_PATH', 'GEM_PATH'],
        dangerousEnvironment: ['BUNDLE_GEMFILE', 'RUBYOPT', 'RUBYLIB', 'GEM_HOME']
    },
    plainProgram('rake rails mix phx artisan thor', 'MED', 'runs a task of the workspace', { helpFlags: [], judge: call => ({ effects: taskOf(call) }) }),
    {
        names: ['mvn', 'mvnw', 'mvnd'],
        group: 'local',
        valueFlags: ['-f', '--file', '-s', '--settings', '-P', '--activate-profiles', '-pl', '--projects', '-T', '--threads', '-gs', '-rf', '--resume-from', '-t', '-l', '--log-file', '-b'],
        verbs: { '': { risk: 'MED', message: BUILDS } },
        helpFlags: ['--help', '-h', '--version', '-v'],
        judge: call => goalsOnly(call, /^(dependency:(tree|list|analyze|resolve|display-\S+)|help:\S+|versions:display-\S+|validate|enforcer:\S+)$/),
        writesTo: call => call.values('-l', '--log-file'),
        environment: [...PROXIES, 'JAVA_HOME', 'MAVEN_OPTS', 'M2_HOME']
    },
    {
        names: ['gradle', 'gradlew', 'ant', 'sbt', 'lein', 'mill', 'buck2', 'pants', 'earthly', 'nx', 'turbo', 'lerna', 'dagger', 'invoke', 'inv', 'fab', 'gulp', 'grunt', 'mage', 'nox', 'tox', 'rush', 'please', 'ninja', 'meson', 'scons'],
        group: 'local',
        valueFlags: [
            '-p', '--project-dir', '-b', '--build-file', '-c', '--settings-file', '-I', '--init-script', '-f', '-C', '--filter', '-x', '--exclude-task', '--scope', '-e', '-j', '--configuration',
            '--dependency', '--console', '--warning-mode'
        ],
        verbs: { '': { risk: 'MED', message: BUILDS } },
        helpFlags: ['--help', '-h', '-?', '--version', '-v'],
        environment: [...PROXIES, 'JAVA_HOME', 'GRADLE_OPTS', 'GRADLE_USER_HOME', 'CI'],
        judge: call => goalsOnly(call, /^:?(\S+:)?(tasks|dependencies|dependencyInsight|projects|properties|help|buildEnvironment|javaToolchains|show|graph|ls|list|report|print-affected|components)$/)
    },
    {
        names: ['bazel', 'bazelisk', 'blaze'],
        group: 'local',
        valueFlags: [],
        verbs: {
            ...verbs('LOW', SHOWS, 'query, cquery, aquery, info, version, help, analyze-profile, dump, mod, config, canonicalize-flags, license'),
            ...verbs('MED', BUILDS, 'build, test, coverage, fetch, sync, vendor, mobile-install, print_action, shutdown, clean'),
            ...verbs('MED', 'runs a program of the workspace', 'run')
        },
        judge: call => ({ effects: call.verb === 'run' ? byName(call) : [] })
    },
    {
        names: ['cmake', 'configure', 'autoreconf', 'automake', 'autoconf', 'gcc', 'g++', 'cc', 'c++', 'clang', 'clang++', 'ld', 'as', 'rustc', 'javac', 'kotlinc', 'scalac', 'tsc', 'protoc', 'buf', 'swiftc', 'nvcc'],
        group: 'local',
        valueFlags: ['-o', '--outDir', '--outFile', '-p', '--project', '-S', '-B', '-G', '-d'],
        verbs: { '': { risk: 'MED', message: BUILDS } },
        helpFlags: ['--help', '--version', '-V', '-version'],
        judge: call => call.has('--noEmit') && !call.has('--build', '-b', '--watch') ? { replaces: true, effects: [low('local', 'checks code')] } : { effects: [] },
        writesTo: call => call.values('-o', '--outFile')
    },
    {
        names: ['dotnet'],
        group: 'local',
        valueFlags: ['-c', '--configuration', '-f', '--framework', '-o', '--output', '-p', '--project', '-r', '--runtime', '-s', '--source', '-v', '--verbosity'],
        verbs: {
            ...verbs('LOW', SHOWS, 'list, help, nuget list, tool list, workload list, sln list'),
            ...verbs('MED', BUILDS, 'build, test, run, watch, msbuild, publish, pack, clean, new, format, sln, ef migrations add, ef migrations script, dev-certs, user-secrets list'),
            ...verbs('MED', 'installs packages that others wrote', 'restore, add, tool install, tool update, tool restore, workload install, remove, tool uninstall, nuget add, nuget update'),
            ...verbs('HIGH', PUBLISHES, 'nuget push, nuget delete', { group: 'external' }),
            ...verbs('HIGH', 'changes a database', 'ef database, ef database update, ef database drop'),
            ...verbs('HIGH', 'handles secrets', 'user-secrets, nuget locals')
        }
    },
    {
        names: ['composer'],
        group: 'local',
        valueFlags: ['-d', '--working-dir'],
        verbs: {
            ...verbs('LOW', SHOWS, 'show, info, outdated, validate, status, licenses, depends, why, prohibits, why-not, search, diagnose, about, check-platform-reqs, audit, help, list, suggests, fund'),
            ...verbs('MED', 'installs packages that others wrote', `install, i, update, u, upgrade, require, create-project, self-update, dump-autoload, dumpautoload, reinstall, init, archive, bump, config, global, run-script,
                run, exec`),
            ...verbs('MED', 'removes packages, which can be installed again', 'remove, rm, uninstall, clear-cache')
        },
        dryRun: [{ flag: '--dry-run', values: [''] }]
    }
];

function unread(call: Call, language: string): Inner {
    return { kind: 'text-file', path: call.positionals[0], group: 'local', read: () => [high('local', `runs ${language} code, which is not read here`, call.positionals[0])] };
}

/** `mise exec node@20 -- npm test`, `rustup run nightly cargo x`, `pyenv exec python x`. */
function afterVersion(call: Call): readonly Inner[] {
    const line = lastValue(call, '-c', '--command');
    const dashes = call.positionals.findIndex(word => word.value === '--');
    const words = call.afterDashes ?? (dashes >= 0 ? call.positionals.slice(dashes + 1) : /(rustup|nvm)$/.test(call.program.value ?? '') ? call.positionals.slice(1) : call.positionals);
    return line ? [{ kind: 'shell', text: line }] : words.length > 0 ? [{ kind: 'argv', words }] : [];
}

function goalsOnly(call: Call, harmless: RegExp): { effects: Effect[]; replaces?: boolean } {
    const goals = call.positionals.filter(word => !/=/.test(word.shown));
    const allHarmless = goals.length > 0 && goals.every(word => harmless.test(word.value ?? ''));
    return allHarmless ? { replaces: true, effects: [low('local', SHOWS)] } : { effects: byName(call) };
}

function taskOf(call: Call): Effect[] {
    const [task] = call.positionals;
    const harmless = /^(routes|stats|notes|about|version|-T|--tasks|help|deps|db:version|db:migrate:status|tmp:\S+|middleware)$/.test(task?.value ?? '') || call.has('-T', '--tasks', '-P');
    const runs = /^(console|c|runner|r|eval|dbconsole|db|tinker)$/.test(task?.value ?? '');
    return [...harmless ? [] : byName(call), ...runs ? [high('local', 'runs code that is not read here', task)] : []];
}
