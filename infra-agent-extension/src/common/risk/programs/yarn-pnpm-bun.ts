import { low, med, onlyShows, verbs } from '../effect';
import { PROXIES } from '../hosts';
import { lifeCycle, packageProgram, script } from '../package-scripts';
import type { Call, Effect, Inner, ProgramTable, Verb } from '../program';
import { fixedWord, lastValue, withoutDashes } from '../word-parts';

const READS = verbs('LOW', 'shows what is there', 'list, ls, ll, outdated, why, info, config list, config get, help, bin, root, licenses list, licenses, store path, store status, cache list, cache dir, doctor, explain, version, run, '
    + 'exec, node, workspaces info, workspaces list, test, t, start, stop, constraints, workspace, workspaces, audit, view, pm ls, pm bin, pm hash, pm whoami, env list, env ls, cat-file, cat-index, find-hash, store, config');
const INSTALLS = verbs('MED', 'installs packages that others wrote', 'install, add, update, upgrade, up, ci, i, import, link, rebuild, rb, fetch, dedupe, install-test, it, upgrade-interactive, '
    + 'global, self-update, set version, policies set-version, env use, env add, deploy, prefetch, plugin import, plugin add, patch, patch-commit, audit fix');
const CHANGES = verbs('MED', 'changes which packages are installed', 'remove, rm, un, uninstall, unlink, prune, config set, config delete, config unset, init, pack, autoclean, env remove, cache clean, cache clear, cache delete, store prune, plugin remove, setup, '
    + 'pm cache rm, pm trust, approve-builds, patch-remove, logout, build, generate-lock-entry');
const RUNS_STRANGERS = verbs('MED', 'downloads a package and runs it', 'dlx, create, x', { group: 'external' });
const PUBLISHES = verbs('HIGH', 'publishes code or changes who may', 'publish, npm publish, npm login, owner, owner add, owner remove, team, tag, tag add, tag remove, login, npm tag, deprecate, unpublish', { group: 'external' });

const VALUES = ['-C', '--dir', '--cwd', '--filter', '-F', '--registry', '--loglevel', '--reporter', '--store-dir', '--cache-folder', '--use-yarnrc', '--modules-folder', '--mutex', '--workspace', '-w'];

/** They take the name of a script where a verb would stand: `yarn build`. */
function manager(name: string, more: Readonly<Record<string, Verb>>, without: readonly string[] = []): ProgramTable {
    const all: Record<string, Verb> = { ...READS, ...INSTALLS, ...CHANGES, ...RUNS_STRANGERS, ...PUBLISHES, ...more };
    return {
        names: [name],
        group: 'local',
        valueFlags: VALUES.filter(flag => name !== 'pnpm' || flag !== '-w'),
        optionsOf: Object.fromEntries(['run', 'exec', 'dlx', 'x', 'create', 'node', 'workspace', 'workspaces'].map(verb => [verb, { valueFlags: ['-p', '--package'], optionsFirst: true }])),
        verbs: Object.fromEntries(Object.entries(all).filter(([path]) => !without.includes(path))),
        // Behind the name of a script they are the script's.
        helpFlags: [],
        dryRun: [{ flag: '--dry-run', values: ['', 'true'], verbs: ['publish', 'pack', 'npm publish', 'install', 'dedupe'] }],
        judge: call => call.words.length === 1 && /^(--help|-h|--version|-v)$/.test(call.words[0].value ?? '')
            ? onlyShows('shows help or a version')
            : isScript(call)
            ? { replaces: true, effects: [low('local', 'runs a script of the package', call.firstWord)] }
            : { effects: judge(call) },
        inner: innerOf,
        environment: [...PROXIES, 'NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'CI'],
        dangerousEnvironment: ['NODE_OPTIONS', 'npm_config_registry', 'YARN_RC_FILENAME', 'NPM_CONFIG_REGISTRY', 'npm_config_script_shell', 'NODE_PATH']
    };
}

export const programs: readonly ProgramTable[] = [
    manager('yarn', { '': { risk: 'MED', message: 'installs packages that others wrote' } }, ['build', 'deploy', 'x', 'setup']),
    manager('pnpm', {}, ['build', 'x']),
    manager('bun', verbs('MED', 'builds or starts code of the workspace', 'build, repl'), ['deploy', 'setup', 'version'])
];

function isScript(call: Call): boolean {
    return call.verb === '' && call.firstWord !== undefined;
}

function judge(call: Call): Effect[] {
    return call.verb === 'version' && call.positionals.length > 0 ? [med('local', 'changes the version')] : call.verb === 'audit' || call.verb === 'info' || call.verb === 'outdated' ? [low('external', 'asks the registry')] : [];
}

function innerOf(call: Call): readonly Inner[] {
    const folder = lastValue(call, '-C', '--dir', '--cwd', '--prefix');
    const words = call.positionals.filter((word, i) => !(word.prefix.startsWith('-') && i === 0));
    if (isScript(call)) {
        const path = call.firstWord?.prefix ?? '';
        return call.program.value?.endsWith('bun') && /[/.]/.test(path)
            ? [{ kind: 'unreadable', message: 'runs a script that is not read here', at: call.firstWord }]
            : [script(call.firstWord!, call.words.slice(call.words.indexOf(call.firstWord!) + 1), folder)];
    }
    switch (call.verb) {
        case '': return call.program.value?.endsWith('yarn') && call.words.every(word => !/^(--help|-h|--version|-v)$/.test(word.value ?? '')) ? lifeCycle(call, undefined, folder) : [];
        case 'install': case 'i': case 'ci': case 'install-test': case 'it': case 'rebuild': return lifeCycle(call, undefined, folder);
        case 'run': return words.length > 0 ? [script(words[0], withoutDashes(words.slice(1)), folder)] : [];
        case 'test': case 't': case 'start': case 'stop': return [script(fixedWord(call.verb === 't' ? 'test' : call.verb, call.program), call.positionals, folder)];
        case 'dlx': case 'x': return packageProgram(words);
        case 'exec': return words.length > 0 ? [call.has('-c', '--shell-mode') ? { kind: 'shell', text: words[0] } : { kind: 'argv', words }] : [];
        case 'node': return [{ kind: 'argv', words: [{ ...call.program, value: 'node', shown: 'node', prefix: 'node' }, ...words] }];
        case 'workspace': return words.length > 1 ? [{ kind: 'argv', words: [call.program, ...words.slice(1)] }] : [];
        case 'workspaces': return words.length > 0 ? [{ kind: 'argv', words: [call.program, ...words.filter(word => !['foreach', '-A', '-p', '-v', '-i', '-t'].includes(word.value ?? ''))] }] : [];
        default: return [];
    }
}
