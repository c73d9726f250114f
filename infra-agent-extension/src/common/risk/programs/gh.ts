import { exposes, high, low, med, verbs } from '../effect';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

const READS = `pr list, pr view, pr status, pr checks, pr diff, issue list, issue view, issue status, run list, run view, run watch, workflow list, workflow view, repo list, repo view, release list, release view, gist list, gist view, label list,
    secret list, variable list, variable get, cache list, search, search code, search issues, search prs, search repos, search commits, status, auth status, api, browse, ruleset list, ruleset view, ruleset check, project list, project view,
    project item-list, project field-list, org list, codespace list, codespace view, codespace logs, ssh-key list, gpg-key list, attestation verify, attestation trusted-root, repo license list, repo gitignore list, repo autolink list,
    repo deploy-key list, extension list, extension search, config get, config list, alias list, version, help, completion, agent-task list, agent-task view, release verify`;
const CHANGES = `pr create, pr comment, pr edit, pr review, pr ready, pr reopen, pr update-branch, pr merge, pr lock, pr unlock, pr checkout, issue create, issue comment, issue edit, issue reopen, issue pin, issue unpin, issue lock, issue unlock,
    issue transfer, issue develop, release create, release edit, release upload, repo create, repo edit, repo clone, repo fork, repo sync, repo set-default, label create, label edit, label clone, variable set, run rerun, run download, release download, workflow run,
    workflow enable, project create, project edit, project item-add, project item-create, project item-edit, project copy, project link, gist clone, codespace create, codespace edit, codespace code, codespace ports, pr close, issue close, agent-task create, repo autolink create`;
const HANDLES = `repo delete, repo archive, repo unarchive, repo rename, release delete, release delete-asset, issue delete, gist delete, gist create, gist edit, gist rename, label delete, secret set, secret delete, secret remove, variable delete, variable remove,
    run delete, run cancel, workflow disable, cache delete, ssh-key add, ssh-key delete, gpg-key add, gpg-key delete, repo deploy-key add, repo deploy-key delete, repo autolink delete, project delete, project close, project item-delete, project item-archive,
    project field-delete, project unlink, codespace delete, codespace stop, codespace ssh, codespace cp, codespace jupyter, codespace rebuild, auth refresh, pr revert, ruleset delete`;

export const program: ProgramTable = {
    names: ['gh'],
    group: 'external',
    valueFlags: [
        '-R', '--repo', '-t', '--title', '-b', '--body', '-F', '--body-file', '-B', '--base', '-H', '--head', '-l', '--label', '-a', '--assignee', '-r', '--reviewer', '-m', '--milestone', '-p', '--project', '-L', '--limit', '-s', '--state', '-q', '--jq',
        '--json', '-T', '--template', '-A', '--author', '-S', '--search', '-w', '--workflow', '-e', '--env', '-o', '--org', '-u', '--user', '-n', '--name', '-d', '--dir', '--ref', '--visibility', '--hostname', '-j', '--job', '--event', '--branch', '--commit', '--notes', '--notes-file', '--target'
    ],
    optionsOf: {
        'api': { valueFlags: ['-X', '--method', '-f', '--raw-field', '-F', '--field', '-H', '--header', '--input', '-q', '--jq', '-t', '--template', '--hostname', '--cache', '-p', '--preview'] },
        'secret': { valueFlags: ['-R', '--repo', '-b', '--body', '-f', '--env-file', '-e', '--env', '-o', '--org', '-u', '--user', '-v', '--visibility', '-r', '--repos', '-a', '--app'] },
        'repo': { valueFlags: [
            '-L', '--limit', '--json', '-q', '--jq', '-b', '--branch', '-d', '--description', '-s', '--source', '-r', '--remote', '-t', '--team', '-p', '--template', '--visibility', '-u',
            '--upstream-remote-name', '-g', '-l', '--default-branch', '--homepage'
        ] },
        'pr merge': { valueFlags: ['-R', '--repo', '-b', '--body', '-F', '--body-file', '-t', '--subject', '-A', '--author-email', '--match-head-commit'] },
        'release': { valueFlags: [
            '-R', '--repo', '-t', '--title', '-n', '--notes', '-F', '--notes-file', '--target', '-L', '--limit', '--json', '-q', '--jq', '-p', '--pattern', '-D', '--dir', '-O', '--output', '-A',
            '--archive', '--discussion-category', '--notes-start-tag'
        ] }
    },
    verbs: {
        ...verbs('LOW', 'reads from GitHub', READS),
        ...verbs('MED', 'changes what is on GitHub in a way that can be undone', CHANGES),
        ...verbs('HIGH', 'removes, publishes, stops, or changes access on GitHub', HANDLES),
        ...verbs('MED', 'changes the settings of the tool', `auth login, auth logout, auth switch, auth setup-git, config set, config clear-cache, alias set, alias delete, alias import, extension install, extension upgrade,
            extension remove, extension create, extension exec, extension browse`),
        ...verbs('HIGH', 'prints a credential', 'auth token', { writes: false })
    },
    helpFlags: ['--help', '--version'],
    dryRun: [{ flag: '--dry-run', values: [''], verbs: ['pr create', 'issue develop'] }],
    judge: call => call.verb === 'api' ? { effects: judgeApi(call), replaces: true } : { effects: judge(call) },
    writesTo: call => call.verb === 'release download' ? call.values('-O', '--output').filter(word => word.value !== '-') : [],
    touches: call => call.verb === 'run download' || call.verb === 'release download' ? call.values('-d', '-D', '--dir') : call.verb === 'repo clone' ? call.positionals.slice(1, 2) : [],
    environment: ['GH_TOKEN', 'GITHUB_TOKEN', 'GH_HOST', 'GH_REPO', 'GH_ENTERPRISE_TOKEN', 'GH_CONFIG_DIR'],
    dangerousEnvironment: ['GH_HOST', 'GH_REPO', 'GH_CONFIG_DIR', 'GH_PAGER', 'GH_EDITOR', 'GH_BROWSER', 'PAGER']
};

function judge(call: Call): Effect[] {
    switch (call.verb) {
        case 'pr merge': return call.has('--admin') ? [high('external', 'merges over the protections of the branch')] : [];
        case 'auth status': return call.has('-t', '--show-token') ? [exposes('external', 'prints a credential')] : [];
        case 'repo create': return call.has('--public') ? [high('external', 'publishes code')] : [];
        case 'repo edit': return call.has('--visibility', '--accept-visibility-change-consequences', '--default-branch') ? [high('external', 'changes who can see the repository, or what it is built from')] : [];
        case 'repo sync': return call.has('--force') ? [high('external', 'overwrites a branch')] : [];
        case 'pr close': return call.has('-d', '--delete-branch') ? [high('external', 'deletes a branch')] : [];
        case 'release upload': return call.has('--clobber') ? [high('external', 'overwrites files of a release')] : [];
        case 'alias set': return call.has('-s', '--shell') || call.positionals.some(word => word.prefix.startsWith('!')) ? [high('local', 'makes a name for a shell line')] : [];
        case 'label create': return call.has('-f', '--force') ? [med('external', 'overwrites a label')] : [];
        default: return [];
    }
}

/** `gh api`: GET, unless a field or a method says otherwise; a GraphQL query reads, a mutation does not. */
export function judgeApi(call: Call): Effect[] {
    const method = lastValue(call, '-X', '--method');
    const fields = call.values('-f', '--raw-field', '-F', '--field');
    const path = call.positionals[0];
    if (method && method.value === undefined) {
        return [high('external', 'uses a method that the text does not fix', method)];
    }
    if (/(^|\/)graphql$/.test(path?.value ?? '')) {
        return [...fields, ...call.values('--input')].every(isQuery) ? [low('external', 'asks by a GraphQL query', path)] : [high('external', 'sends a GraphQL mutation, or a query that the text does not fix', path)];
    }
    const verb = method?.value?.toUpperCase() ?? (fields.length > 0 || call.has('--input') ? 'POST' : 'GET');
    if (verb === 'GET' || verb === 'HEAD') {
        return [low('external', 'reads from GitHub', path)];
    }
    const access = [...fields, ...call.values('--input')].find(word => word.value === undefined && word.prefix === '' || /^(visibility|private|archived|permission|role|default_branch|admin|enforce_\w+|secret\w*|encrypted_value)\b/.test(word.shown));
    const grave = access !== undefined || verb === 'DELETE' || verb === 'PUT' || /secrets|keys|hooks|collaborators|protection|permissions|rulesets|visibility|transfer|actions\/(permissions|runners)|environments/.test(path?.shown ?? '');
    return [grave || verb !== 'POST' && verb !== 'PATCH' || path?.value === undefined && path?.prefix === '' ? high('external', `sends ${verb}, which removes, replaces or changes access`, path) : med('external', `sends ${verb}`, path)];
}

function isQuery(field: Word): boolean {
    const text = field.value ?? field.shown;
    return !/^query=/.test(text) ? !text.startsWith('@') && !/^-$/.test(text) : /^query=\s*(#[^\n]*\n\s*)*(query\b|\{|fragment\b)/.test(text) && !/\bmutation\b/.test(text);
}
