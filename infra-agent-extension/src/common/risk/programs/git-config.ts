/** What git's configuration makes it run: `git -c core.pager=CMD`, aliases that begin with `!`, and keys written by `git config`. */
import { exposes, high, med } from '../effect';
import type { Call, Effect, Inner, Word } from '../program';
import { wordAfter, wordTail } from '../word-parts';

/** Keys whose value is a command line, in lower case; `*` stands for a name of the user's. */
const COMMANDS = /^(core\.(pager|editor|sshcommand|askpass|fsmonitor|gitproxy|alternaterefscommand)|pager\..+|sequence\.editor|diff\.external|(diff|merge)\..+\.(command|textconv|driver)|filter\..+\.(clean|smudge|process)|(difftool|mergetool)\..+\.(cmd|path)|credential(\..+)?\.helper|gpg(\..+)?\.program|gpg\.ssh\.defaultkeycommand|sendemail\..*(cmd|smtpserver)|browser\..+\.cmd|man\..+\.cmd|remote\..+\.(uploadpack|receivepack|vcs)|uploadpack\.packobjectshook|interactive\.difffilter|trailer\..+\.(command|cmd)|web\.browser|receive\..*hook|ssh\.variant|instaweb\.httpd|tar\..+\.command|submodule\..+\.update)$/;
/** Keys that decide where code, configuration or commits come from. */
const SOURCES = /^(core\.(hookspath|worktree|attributesfile)|include(if\..+)?\.path|init\.templatedir|url\..+\.(insteadof|pushinsteadof)|protocol\.(ext|file|.+)\.allow|http(\..+)?\.(proxy|sslverify|sslcainfo|extraheader)|remote\..+\.proxy|transfer\.fsckobjects|receive\.denynonfastforwards)$/;
const HARMLESS_VALUES = new Set([
    '', 'cat', 'true', 'false', 'less', 'delta', 'vim', 'vi', 'nano', 'code', 'code --wait', ':', 'less -F', 'less -R', 'less -FRX', '/dev/null', 'store', 'cache', 'osxkeychain', 'manager',
    'libsecret', 'checkout', 'rebase', 'merge', 'none'
]);

/** The command lines that `-c KEY=VALUE` and `--config-env` before the verb, or `clone -c`, let git run. */
export function gitConfigInner(call: Call): readonly Inner[] {
    const given = [...call.values('-c').filter(word => word.prefix.includes('.')), ...call.verb === 'clone' ? call.values('--config') : []];
    return given.flatMap(word => runBySetting(word)).concat(call.values('--config-env').map(at => unreadable(at)));
}

function runBySetting(word: Word): readonly Inner[] {
    const key = word.prefix.split('=')[0].toLowerCase();
    const value = wordAfter(word, '=');
    if (!value || value.value !== undefined && HARMLESS_VALUES.has(value.value)) {
        return word.value === undefined && !value ? [unreadable(word)] : [];
    }
    if (/^alias\./.test(key)) {
        return value.prefix.startsWith('!') ? [{ kind: 'shell', text: wordTail(value, 1) }]
            : [{ kind: 'shell', text: { ...value, ...(value.value === undefined ? {} : { value: `git ${value.value}` }), shown: `git ${value.shown}`, prefix: `git ${value.prefix}` } }];
    }
    if (COMMANDS.test(key)) {
        return [{ kind: 'shell', text: value.prefix.startsWith('!') ? wordTail(value, 1) : value }];
    }
    return SOURCES.test(key) ? [{ kind: 'unreadable', message: `sets \`${key}\`, which decides what git runs or reaches`, at: word }] : [];
}

function unreadable(at: Word): Inner {
    return { kind: 'unreadable', message: 'sets a configuration that the text does not fix', at };
}

/** `git config` itself: reading is LOW, writing MED, and HIGH where a later git command would run it. */
export function gitConfigEffects(call: Call): readonly Effect[] {
    const [first, second] = call.positionals;
    const key = (first?.prefix ?? '').toLowerCase();
    const action = ['set', 'unset', 'edit', 'rename-section', 'remove-section'].includes(key) ? key : undefined;
    const named = action ? second : first;
    const value = action === 'set' ? call.positionals[2] : action ? undefined : second;
    const name = (named?.prefix ?? '').toLowerCase();
    const removes = action !== undefined && action !== 'set' || call.has('--unset', '--unset-all', '--remove-section', '--rename-section', '--edit', '-e');
    const reads = !removes && action !== 'set' && (call.has('--get', '--get-all', '--get-regexp', '--get-urlmatch', '--list', '-l', '--get-color', '--get-colorbool') || value === undefined);
    if (reads) {
        return /token|password|extraheader/.test(name) ? [exposes('local', 'prints a setting that holds a credential', named)] : [];
    }
    const changes = [med('local', 'changes git\'s settings', call.firstWord)];
    const harmless = value?.value !== undefined && HARMLESS_VALUES.has(value.value);
    const runs = COMMANDS.test(name) || SOURCES.test(name) || /^alias\./.test(name) && (value === undefined || value.prefix.startsWith('!') || value.value === undefined) || named !== undefined && named.value === undefined;
    return runs && !removes && !harmless ? [...changes, high('local', 'changes what later git commands run or reach', named)] : changes;
}
