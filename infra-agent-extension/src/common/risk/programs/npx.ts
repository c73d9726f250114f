import { high, low, med } from '../effect';
import { PROXIES } from '../hosts';
import { packageProgram } from '../package-scripts';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

/** What is behind the name is a stranger's code unless it is installed already, which nothing here can tell. */
const fetches = (names: string, valueFlags: readonly string[]): ProgramTable => ({
    names: names.split(' '),
    group: 'external',
    valueFlags,
    optionsFirst: true,
    verbs: { '': { risk: 'MED', message: 'downloads a package and runs it' } },
    helpFlags: ['--help', '--version'],
    judge: call => ({ effects: judgeFetch(call), replaces: true }),
    inner: call => {
        const line = lastValue(call, '-c', '--call');
        return line && valueFlags.includes('--call') ? [{ kind: 'shell', text: line }] : call.positionals[0] && isUnlisted(call.positionals[0]) ? [] : packageProgram(call.positionals);
    },
    environment: [...PROXIES, 'NODE_ENV', 'NODE_EXTRA_CA_CERTS'],
    dangerousEnvironment: ['npm_config_registry', 'NPM_CONFIG_REGISTRY', 'UV_INDEX_URL', 'PIP_INDEX_URL', 'NODE_OPTIONS']
});

export const programs: readonly ProgramTable[] = [
    fetches('npx pnpx', ['-p', '--package', '-c', '--call', '-w', '--workspace', '--registry', '--cache', '--userconfig', '--prefix', '--node-options', '--shell']),
    fetches('bunx', ['-p', '--package']),
    fetches('uvx', ['--from', '--with', '-p', '--python', '--index-url', '--default-index', '--index', '--extra-index-url', '--with-editable', '--with-requirements', '--refresh-package', '--env-file', '-c'])
];

/** An address, or a repository, in place of a package's name. */
function isUnlisted(word: Word): boolean {
    return /^(https?|git|git\+\w+|ssh):|^(github|gist|gitlab|bitbucket):|@git\+|@\s*https?:/.test(word.prefix);
}

function judgeFetch(call: Call): Effect[] {
    const staysHere = call.has('--no', '--no-install', '--offline');
    const unlisted = [...call.positionals.slice(0, 1), ...call.values('-p', '--package', '--from', '--with')].find(isUnlisted);
    return [unlisted ? high('external', 'runs code of another host that no registry keeps', unlisted) : staysHere ? low('local', 'runs a program of an installed package') : med('external', 'downloads a package and runs it', call.positionals[0])];
}
