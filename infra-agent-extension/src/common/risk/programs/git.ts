import { high, low, med, verbs } from '../effect';
import { PROXIES } from '../hosts';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { baseName, fixedWord, lastValue, wordAfter, wordTail } from '../word-parts';
import { gitConfigEffects, gitConfigInner } from './git-config';
import { gitOptions } from './git-options';

const READS = 'status, log, diff, show, blame, annotate, shortlog, describe, rev-parse, rev-list, ls-files, ls-tree, cat-file, grep, var, version, help, whatchanged, range-diff, cherry, diff-tree, diff-index, '
    + 'diff-files, for-each-ref, show-ref, show-branch, name-rev, merge-base, merge-tree, count-objects, fsck, verify-commit, verify-tag, verify-pack, check-ignore, check-attr, check-ref-format, check-mailmap, '
    + 'archive, difftool, instaweb, get-tar-commit-id, patch-id, stripspace, column, interpret-trailers, request-pull, fmt-merge-msg, hash-object, mktree, write-tree, '
    + 'branch, tag, remote, remote get-url, stash list, stash show, stash create, reflog, reflog show, reflog exists, worktree list, submodule, submodule status, submodule summary, submodule foreach, '
    + 'notes, notes list, notes show, bisect log, bisect view, bisect visualize, config, config get, config list, bundle verify, bundle list-heads, lfs ls-files, lfs status, lfs env, lfs locks, lfs logs, lfs track, '
    + 'sparse-checkout list, sparse-checkout check-rules, flow, symbolic-ref, maintenance, rerere status, rerere diff';
const COMMITS = 'add, stage, commit, merge, rebase, cherry-pick, revert, checkout, switch, am, apply, mv, rm, init, gc, repack, pack-refs, commit-graph, notes add, notes append, notes edit, notes copy, stash, stash push, '
    + 'stash save, stash pop, stash apply, stash branch, stash store, worktree add, worktree move, worktree lock, worktree unlock, worktree repair, bisect, bisect run, bisect start, bisect good, bisect bad, bisect new, bisect old, bisect skip, bisect reset, '
    + 'submodule init, submodule sync, submodule absorbgitdirs, submodule set-branch, sparse-checkout, sparse-checkout set, sparse-checkout init, sparse-checkout add, sparse-checkout reapply, sparse-checkout disable, '
    + 'update-index, read-tree, commit-tree, mergetool, merge-file, merge-index, rerere, bundle create, bundle unbundle, format-patch, fast-import, index-pack, unpack-objects, maintenance run, maintenance register, '
    + 'maintenance start, lfs install, lfs lock, lfs checkout, lfs migrate info, citool, gui, flow init, flow feature, flow release, flow hotfix, mktag, replay';

/** What every verb does when no flag says otherwise; `judge` reads the flags that turn a listing into a change. */
export const program: ProgramTable = {
    names: ['git'],
    group: 'local',
    valueFlags: ['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix', '--attr-source'],
    optionsOf: gitOptions,
    verbs: {
        ...verbs('LOW', 'reads the repository', READS),
        ...verbs('MED', 'changes the repository in a way that it can give back', COMMITS),
        ...verbs('LOW', 'reads from another host', 'ls-remote, remote show', { group: 'external' }),
        ...verbs('MED', 'brings in what another host holds', `fetch, pull, clone, remote update, submodule update, submodule add, lfs pull, lfs fetch, svn fetch, svn clone, svn rebase, subtree pull, subtree add`, { group: 'external' }),
        ...verbs('MED', 'sends commits to another host', 'push, lfs push, subtree push, send-pack, http-push', { group: 'external' }),
        ...verbs('MED', 'changes where the repository is shared', 'remote add, remote set-head, remote rename, remote set-branches, credential-cache, submodule set-url, remote set-url', { group: 'local' }),
        ...verbs('HIGH', 'discards changes that were never committed', 'clean, restore, checkout-index'),
        ...verbs('HIGH', 'removes what git could give back', `stash drop, stash clear, reflog expire, reflog delete, prune, worktree remove, remote remove, remote rm, update-ref, submodule deinit, notes remove, notes prune,
            notes merge, lfs prune, lfs uninstall, maintenance unregister, maintenance stop, replace`),
        ...verbs('MED', 'drops records of what is gone already', 'worktree prune, prune-packed'),
        ...verbs('MED', 'drops records of what is gone already', 'remote prune', { group: 'external' }),
        ...verbs('LOW', 'prints the history', 'fast-export'),
        ...verbs('HIGH', 'rewrites history', 'filter-branch, filter-repo, lfs migrate, lfs migrate import, lfs migrate export, subtree split'),
        ...verbs('HIGH', 'sends code or commits out by a way of its own', `send-email, imap-send, daemon, http-backend, svn dcommit, p4 submit, lfs unlock, upload-pack, receive-pack, upload-archive, shell`, { group: 'external' }),
        ...verbs('HIGH', 'prints or stores credentials', 'credential, credential fill, credential approve, credential reject, credential-store'),
        'reset': { risk: 'MED', message: 'moves the branch and unstages, and leaves files' },
        'subtree merge': { risk: 'MED', message: 'merges another project' }
    },
    helpFlags: ['--help', '--version', '--html-path', '--man-path', '--info-path'],
    dryRun: [
        { flag: '--dry-run', values: [''] },
        { flag: '-n', values: [''], verbs: ['add', 'stage', 'push', 'rm', 'mv', 'clean', 'prune', 'worktree prune', 'remote prune', 'reflog expire', 'prune-packed'] }
    ],
    judge: judgeGit,
    inner: innerOfGit,
    writesTo: call => [...call.values('--output'), ...writesOf(call)],
    reads: call => ['show', 'cat-file'].includes(call.verb) ? call.positionals.flatMap(word => wordAfter(word, ':') ?? [word]) : printsContent(call) ? call.positionals : [],
    touches: call => ['clone', 'init', 'worktree add'].includes(call.verb) ? call.positionals.slice(call.verb === 'clone' ? 1 : 0).slice(0, 1) : [],
    fetches: call => call.verb === 'clone' ? [call.positionals[1] ?? clonedInto(call)].filter(word => word !== undefined) : [],
    environment: [...PROXIES, 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL', 'GIT_TERMINAL_PROMPT'],
    dangerousEnvironment: [
        'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_EDITOR', 'GIT_SEQUENCE_EDITOR', 'GIT_PAGER', 'PAGER', 'EDITOR', 'VISUAL', 'GIT_EXTERNAL_DIFF', 'GIT_PROXY_COMMAND', 'GIT_ASKPASS', 'SSH_ASKPASS', 'GIT_CONFIG', 'GIT_CONFIG_GLOBAL',
        'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_COUNT', 'GIT_CONFIG_PARAMETERS', 'GIT_EXEC_PATH', 'GIT_TEMPLATE_DIR', 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES'
    ]
};

type Judge = (call: Call) => readonly Effect[];

/** What flags and arguments add to a verb. */
const JUDGES: Readonly<Record<string, Judge>> = {
    push: judgePush,
    checkout: judgeCheckout,
    switch: call => call.has('-f', '--force', '--discard-changes') ? [high('local', 'discards changes that were never committed')] : call.has('-C', '--force-create') ? [high('local', 'moves a branch that may exist')] : [],
    branch: judgeBranch,
    tag: judgeTag,
    reset: call => call.has('--hard', '--merge') ? [high('local', 'discards changes that were never committed')] : [],
    rm: call => call.has('-f', '--force') ? [high('local', 'removes files with changes that were never committed')] : [],
    mv: call => call.has('-f', '--force') ? [high('local', 'overwrites files')] : [],
    fetch: call => refspecForces(call) ? [high('local', 'overwrites local branches', refspecForces(call))] : [],
    pull: call => call.has('-f', '--force') || refspecForces(call) ? [high('local', 'overwrites local branches')] : [],
    gc: call => call.has('--prune') && lastValue(call, '--prune')?.value !== 'never' ? [high('local', 'removes what git could give back')] : [],
    'worktree add': call => call.has('-B') ? [high('local', 'moves a branch that may exist')] : [],
    'symbolic-ref': call => call.positionals.length > 1 || call.has('-d', '--delete') ? [med('local', 'changes what a name points to')] : [],
    'submodule update': call => call.has('-f', '--force') ? [high('local', 'discards changes in submodules')] : [],
    'hash-object': call => call.has('-w') ? [med('local', 'adds an object to the repository')] : [],
    archive: call => call.has('--remote') ? [low('external', 'reads from another host')] : [],
    'read-tree': call => call.has('--reset') ? [high('local', 'discards changes that were never committed')] : [],
    rebase: call => call.has('--skip') ? [high('local', 'leaves out a commit')] : [],
    config: gitConfigEffects,
    difftool: call => [med('local', 'starts the diff tool that the configuration names', call.firstWord)],
    instaweb: () => [med('local', 'starts a web server')],
    'lfs track': call => call.positionals.length > 0 ? [med('local', 'changes what is stored with LFS')] : []
};

function judgeGit(call: Call): { effects: readonly Effect[]; replaces?: boolean } {
    const rewrites = lowered(call);
    if (rewrites) {
        return { effects: rewrites, replaces: true };
    }
    const judge = Object.hasOwn(JUDGES, call.verb) ? JUDGES[call.verb] : undefined;
    return { effects: [...(judge?.(call) ?? []), ...call.has('--template') && call.verb !== 'commit' ? [high('local', 'brings hooks of a template into the repository')] : [], ...call.has('--upload-pack', '--receive-pack') ? [high('external', 'starts a program on the other host, or here')] : []] };
}

/** Not just which files changed: `git log -p -- .env` prints them as they were. */
function printsContent(call: Call): boolean {
    const names = call.has('--stat', '--name-only', '--name-status', '--shortstat', '--numstat', '-s', '--no-patch', '--quiet');
    return !names && (['diff', 'blame', 'annotate', 'whatchanged', 'grep'].includes(call.verb) || call.verb === 'log' && call.has('-p', '-u', '--patch', '-G', '-S', '-L'));
}

/** Verbs whose own entry says too much for these flags. */
function lowered(call: Call): readonly Effect[] | undefined {
    if (call.verb === 'restore' && call.has('--staged', '-S') && !call.has('--worktree', '-W')) {
        return [med('local', 'unstages files and leaves them as they are')];
    }
    if (call.verb === 'worktree remove' && !call.has('-f', '--force')) {
        return [med('local', 'removes a clean working tree')];
    }
    if (['am', 'rebase', 'merge', 'cherry-pick', 'revert'].includes(call.verb) && call.has('--show-current-patch')) {
        return [low('local', 'reads the repository')];
    }
    if (call.verb === 'apply' && call.has('--check', '--stat', '--numstat', '--summary') && !call.has('--apply')) {
        return [low('local', 'only shows what a patch would change')];
    }
    if (call.verb === 'format-patch' && call.has('--stdout')) {
        return [low('local', 'prints commits as patches')];
    }
    return undefined;
}

function judgePush(call: Call): readonly Effect[] {
    const forced = call.has('-f', '--force', '--force-with-lease', '--mirror', '--prune', '--force-if-includes');
    const [remote] = call.positionals;
    const refspec = call.positionals.slice(1).find(word => /^[+:]/.test(word.prefix));
    return [
        ...forced ? [high('external', 'overwrites or removes what the remote holds')] : [],
        ...call.has('-d', '--delete') ? [high('external', 'deletes branches or tags of the remote')] : [],
        ...refspec ? [high('external', refspec.prefix.startsWith('+') ? 'overwrites a branch of the remote' : 'deletes a branch of the remote', refspec)] : [],
        ...call.has('--all', '--branches') ? [high('external', 'pushes every branch')] : [],
        ...remote && /:\/\/|^[^/]+@[^/]+:/.test(remote.shown) ? [high('external', 'sends commits to an address that is no named remote', remote)] : [],
        ...transportRuns(remote)
    ];
}

/** `ext::` and `-c protocol.ext.allow` run a command as the transport. */
function transportRuns(remote: Word | undefined): readonly Effect[] {
    return remote && /^(ext|fd)::/.test(remote.prefix) ? [high('external', 'runs a command as its transport', remote)] : [];
}

function refspecForces(call: Call): Word | undefined {
    return call.positionals.slice(1).find(word => word.prefix.startsWith('+') && !word.prefix.includes('refs/remotes/'));
}

/** `git checkout NAME` switches branches, unless NAME is a file: then it discards that file's changes. */
function judgeCheckout(call: Call): readonly Effect[] {
    if (call.has('-f', '--force', '-p', '--patch', '--ours', '--theirs', '-m', '--pathspec-from-file')) {
        return [high('local', 'discards changes that were never committed')];
    }
    if (call.has('-B')) {
        return [high('local', 'moves a branch that may exist')];
    }
    const creates = call.has('-b', '--orphan', '-t', '--track');
    const [first, ...more] = call.positionals;
    const discards = (call.afterDashes?.length ?? 0) > 0 || !creates && (more.length > 0 || first !== undefined && looksLikePath(first));
    return discards ? [high('local', 'replaces files by a committed state, and discards their changes', first)] : [];
}

function looksLikePath(word: Word): boolean {
    return /^(\.{1,2}(\/|$)|\/|:\/)|\/$|[*?]|\.[A-Za-z]\w{0,5}$/.test(word.prefix);
}

function judgeBranch(call: Call): readonly Effect[] {
    if (call.has('-D') || call.has('-d', '--delete') && call.has('-f', '--force')) {
        return [high('local', 'deletes a branch whose commits may be nowhere else')];
    }
    if (call.has('-M', '-C', '-f', '--force')) {
        return [high('local', 'moves or overwrites a branch')];
    }
    const lists = call.has('--list', '-l', '-a', '--all', '-r', '--remotes', '--show-current', '-v', '-vv', '--verbose', '--contains', '--no-contains', '--merged', '--no-merged', '--points-at', '--sort', '--format');
    const changes = call.has('-d', '--delete', '-m', '--move', '-c', '--copy', '-u', '--set-upstream-to', '--unset-upstream', '--edit-description', '-t', '--track');
    return changes || !lists && call.positionals.length > 0 ? [med('local', 'creates, renames or changes a branch')] : [];
}

function judgeTag(call: Call): readonly Effect[] {
    if (call.has('-d', '--delete', '-f', '--force')) {
        return [high('local', 'deletes or moves a tag')];
    }
    const lists = call.has('-l', '--list', '-n', '--contains', '--no-contains', '--merged', '--no-merged', '--points-at', '--sort', '--format', '-v', '--verify');
    return !lists && call.positionals.length > 0 ? [med('local', 'creates a tag')] : [];
}

function writesOf(call: Call): readonly Word[] {
    switch (call.verb) {
        case 'archive': return call.values('-o');
        case 'bundle create': return call.positionals.slice(0, 1);
        case 'format-patch': return call.has('--stdout') ? [] : call.values('-o', '--output-directory');
        default: return [];
    }
}

const LINE_FLAGS: Readonly<Record<string, readonly string[]>> = { rebase: ['-x', '--exec'], grep: ['--open-files-in-pager'], difftool: ['-x', '--extcmd'] };

function innerOfGit(call: Call): readonly Inner[] {
    const flags = Object.hasOwn(LINE_FLAGS, call.verb) ? call.values(...LINE_FLAGS[call.verb]) : [];
    return [
        ...gitConfigInner(call),
        ...flags.filter(text => !text.prefix.startsWith('--')).map(text => ({ kind: 'shell' as const, text: call.verb === 'rebase' ? text : withFiles(text) })),
        ...call.verb === 'grep' ? call.words.filter(word => /^-O./.test(word.prefix)).map(word => ({ kind: 'shell' as const, text: withFiles(wordTail(word, 2)) })) : [],
        ...call.words.filter(word => word.prefix.startsWith('--exec-path=')).map(at => ({ kind: 'unreadable' as const, message: 'takes git\'s own programs from another folder', at })),
        ...call.positionals.filter(word => /^(ext|fd)::/.test(word.prefix)).map(word => ({ kind: 'shell' as const, text: wordTail(word, word.prefix.indexOf('::') + 2) })),
        ...behindVerb(call)
    ];
}

/** The files that were found are given to what is started. */
function withFiles(text: Word): Word {
    return text.value === undefined ? text : fixedWord(`${text.value} "$FILE"`, text);
}

/** `submodule foreach CMD` and `bisect run CMD` start what follows them. */
function behindVerb(call: Call): readonly Inner[] {
    const words = call.words.slice(call.words.findIndex(word => word.value === 'foreach' || word.value === 'run') + 1).filter((word, i) => !(i === 0 && /^--(recursive|quiet)$/.test(word.value ?? '')));
    if (call.verb === 'submodule foreach' && words.length > 0) {
        return words.length === 1 ? [{ kind: 'shell', text: words[0] }] : [{ kind: 'argv', words }];
    }
    return call.verb === 'bisect run' && words.length > 0 ? [{ kind: 'argv', words }] : [];
}

/** `git clone URL` makes a folder of the last part of the address. */
function clonedInto(call: Call): Word | undefined {
    const [url] = call.positionals;
    return url?.value === undefined ? undefined : fixedWord(baseName(url.value.replace(/^[^/]*:/, '/')).replace(/\.git$/, ''), url);
}
