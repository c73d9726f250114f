import { startedByCode } from '../commands-in-code';
import { high, low, med, plainProgram, verbs } from '../effect';
import { wrapper } from '../started';
import type { Call, Inner, ProgramTable } from '../program';
import { fixedWord, joinWords, lastValue } from '../word-parts';

/** Programs that run commands later, elsewhere, or in a terminal of their own. */
export const programs: readonly ProgramTable[] = [
    {
        names: ['tmux'],
        group: 'local',
        valueFlags: ['-L', '-S', '-f', '-c'],
        optionsOf: Object.fromEntries(['new-session', 'new-window', 'split-window', 'respawn-pane', 'respawn-window', 'display-popup'].map(verb => [verb, { valueFlags: ['-s', '-n', '-c', '-t', '-x', '-y', '-e', '-F', '-l', '-f'], optionsFirst: true }])),
        verbs: {
            ...verbs('LOW', 'shows sessions', `list-sessions, list-windows, list-panes, list-clients, list-keys, list-commands, list-buffers, show-options, show-buffer, show-messages, show-environment,
                show-hooks, show-window-options, capture-pane, display-message, has-session, info, server-info, start-server, attach-session, detach-client, select-window,
                select-pane, select-layout, resize-pane, resize-window, rename-session, rename-window, switch-client, refresh-client, next-window, previous-window,
                last-window, swap-pane, swap-window, choose-tree, copy-mode, clock-mode, wait-for, lock-session`),
            ...verbs('MED', 'starts a session of its own', `new-session, new-window, split-window, respawn-pane, respawn-window, display-popup, set-option, set-window-option, set-environment, set-buffer, load-buffer,
                paste-buffer, save-buffer, break-pane, join-pane, move-window`),
            ...verbs('HIGH', 'runs commands in a session', 'send-keys, run-shell, if-shell, pipe-pane, source-file, bind-key, set-hook, send-prefix, command-prompt, confirm-before'),
            ...verbs('HIGH', 'ends sessions and what runs in them', 'kill-session, kill-server, kill-window, kill-pane, unbind-key, clear-history')
        },
        aliases: {
            'new': 'new-session', 'neww': 'new-window', 'splitw': 'split-window', 'split': 'split-window', 'ls': 'list-sessions', 'lsw': 'list-windows', 'lsp': 'list-panes', 'lsc': 'list-clients',
            'lsk': 'list-keys', 'a': 'attach-session', 'at': 'attach-session', 'attach': 'attach-session', 'send': 'send-keys', 'run': 'run-shell', 'if': 'if-shell', 'pipep': 'pipe-pane', 'source':
            'source-file', 'capturep': 'capture-pane', 'display': 'display-message', 'has': 'has-session', 'set': 'set-option', 'setw': 'set-window-option', 'show': 'show-options', 'detach':
            'detach-client', 'kill-ses': 'kill-session', 'killp': 'kill-pane', 'killw': 'kill-window', 'respawnp': 'respawn-pane'
        },
        helpFlags: ['-V'],
        inner: innerOfTmux
    },
    plainProgram('screen', 'MED', 'starts a terminal of its own', {
        optionsFirst: true,
        valueFlags: ['-S', '-c', '-e', '-h', '-p', '-s', '-t', '-T'],
        judge: call => call.words.some(word => /^-(ls|list|v|wipe)$/.test(word.value ?? '')) ? { replaces: true, effects: [low('local', 'shows sessions')] } : { effects: call.has('-X') ? [high('local', 'runs commands in a session')] : [] },
        inner: call => call.has('-X', '-r', '-x') || call.positionals.length === 0 ? [] : [{ kind: 'argv', words: call.positionals }]
    }),
    plainProgram('at batch', 'MED', 'runs commands later, when nobody looks', {
        valueFlags: ['-f', '-q', '-t'],
        judge: call => call.has('-l', '-c', '-V') ? { replaces: true, effects: [low('local', 'shows what will run later')] } : { effects: call.has('-d', '-r') ? [high('local', 'removes what would run later')] : [] },
        inner: call => call.has('-l', '-c', '-d', '-r', '-V') ? [] : [...call.values('-f').map((path): Inner => ({ kind: 'script', path, args: [] })), ...call.has('-f') ? [] : [{ kind: 'stdin-shell' as const }]]
    }),
    plainProgram('atq', 'LOW', 'shows what will run later'),
    plainProgram('atrm', 'HIGH', 'removes what would run later'),
    plainProgram('crontab', 'HIGH', 'replaces what runs by the clock', {
        valueFlags: ['-u'],
        dangerousEnvironment: ['EDITOR', 'VISUAL'],
        judge: call => call.has('-l') && !call.has('-r', '-e') ? { replaces: true, effects: [low('local', 'shows what runs by the clock')] } : { effects: [] }
    }),
    wrapper('mosh', { valueFlags: ['-p', '--port', '--ssh', '--client', '--server', '--predict', '--family', '--bind-server', '--init'], bareFlags: ['-a', '-n', '-4', '-6', '--no-init', '--local', '--no-ssh-pty'] }, {
        group: 'external',
        verbs: { '': { risk: 'LOW', group: 'external', message: 'connects to another host' } },
        judge: call => ({ effects: behindHost(call).length === 0 ? [high('external', 'opens a shell on another host, and what is typed there is not assessed')] : [] }),
        inner: call => [
            ...call.values('--ssh').map((text): Inner => ({ kind: 'shell', text: joinWords([text]) })),
            ...behindHost(call).length > 0 ? [{ kind: 'argv' as const, words: behindHost(call), where: { group: 'external' as const, description: `on ${call.positionals[0].shown}` } }] : []
        ],
        target: call => ({ kind: 'host', word: call.positionals[0] })
    }),
    plainProgram('vim vi ex view vimdiff nvim nano emacs pico joe micro helix hx kak code codium cursor subl gedit mc ranger nnn lf', 'MED', 'opens files for a person to change', {
        valueFlags: ['-c', '--cmd', '-S', '-u', '-s', '--eval', '-l', '--load', '-f', '--funcall', '--goto', '--install-extension', '--uninstall-extension'],
        helpFlags: ['--help', '--version'],
        judge: judgeEditor,
        inner: call => /(code|codium|cursor|subl|gedit)$/.test(call.program.value ?? '') ? [] : call.words.filter(word => /[!(]|^[:+]|\b(shell|term)/.test(word.prefix)).flatMap(startedByCode),
        dangerousEnvironment: ['VIMINIT', 'EXINIT', 'MYVIMRC', 'SHELL'],
        touches: call => call.positionals.filter(word => !/^\+/.test(word.prefix))
    }),
    plainProgram('ed red', 'MED', 'edits a file as its input says', {
        valueFlags: ['-p'],
        helpFlags: ['--help', '--version'],
        judge: call => judgeEd(call),
        inner: call => call.stdin.kind === 'text' ? startedByCode(fixedWord(call.stdin.text, call.program)) : [],
        writesTo: call => call.positionals.filter(word => !word.prefix.startsWith('!'))
    }),
    plainProgram('entr watchexec nodemon chokidar inotifywait fswatch reflex air', 'MED', 'runs a command each time a file changes', {
        optionsFirst: true,
        valueFlags: ['-w', '--watch', '-e', '--exts', '--ext', '-i', '--ignore', '-x', '--exec', '-d', '--delay', '-f', '--format', '--exclude', '--include', '-t', '--event'],
        judge: call => /(inotifywait|fswatch)$/.test(call.program.value ?? '') ? { replaces: true, effects: [low('local', 'waits for files to change')] } : { effects: [] },
        inner: call => [
            ...call.values('-x', '--exec').map((text): Inner => ({ kind: 'shell', text })),
            ...call.positionals.length > 0 && !/(inotifywait|fswatch)$/.test(call.program.value ?? '') ? [(call.has('-s') || /watchexec$/.test(call.program.value ?? '')) && call.positionals.length === 1 ? { kind: 'shell' as const, text: call.positionals[0] } : { kind: 'argv' as const, words: call.positionals }] : []
        ]
    }),
    plainProgram('concurrently npm-run-all run-p run-s', 'LOW', 'runs several commands', {
        valueFlags: ['-n', '--names', '-c', '--prefix-colors', '-p', '--prefix', '-m', '--max-processes', '-s', '--success', '--restart-tries'],
        inner: call => call.positionals.map((text): Inner => /concurrently$/.test(call.program.value ?? '') ? { kind: 'shell', text } : { kind: 'targets', tool: 'npm', targets: [text] })
    })
];

/** A shell command stands behind the options: one word is a line, more are a program with its arguments. */
function innerOfTmux(call: Call): readonly Inner[] {
    const isStart = /^(new-session|new-window|split-window|respawn-(pane|window)|display-popup|run-shell|if-shell|pipe-pane)$/.test(call.verb);
    const words = call.positionals.filter(word => word.value !== ';');
    if (call.verb === 'send-keys') {
        const keys = words.filter(word => !/^(Enter|C-[a-z]|Escape|Tab|Space|BSpace)$/.test(word.value ?? '') && word !== lastValue(call, '-t') && !word.prefix.startsWith('-'));
        return keys.length > 0 ? [{ kind: 'shell', text: joinWords(keys.slice(-1)) }] : [];
    }
    return isStart && words.length > 0 ? [words.length === 1 ? { kind: 'shell', text: words[0] } : { kind: 'argv', words }] : [];
}

/** `!command` of its input is run, and so is a file with such a name; `w FILE` writes another file. What only looks like one counts too. */
const ED_REACHES = /(^|[\s/,\d$%.;+rwe-])!|(^|[\d,$%.;+\s/-])[eEfrwW]q?\s+\S/m;

function judgeEd(call: Call): { effects: ReturnType<typeof high>[] } {
    const runs = call.stdin.kind === 'text' ? ED_REACHES.test(call.stdin.text) : call.stdin.kind !== 'inherited';
    return { effects: runs || call.positionals.some(word => word.prefix.startsWith('!')) ? [high('local', 'runs commands or opens other files in an editor, or reads its commands from elsewhere')] : [] };
}

function behindHost(call: Call) {
    return call.positionals.slice(1).filter((word, i) => !(i === 0 && word.value === '--'));
}

function judgeEditor(call: Call): { effects: ReturnType<typeof high>[]; replaces?: boolean } {
    const code = call.has('-c', '--cmd', '-S', '-s', '-es', '-Es', '--eval', '--batch', '-l', '--load', '-f', '--funcall', '--script') || call.positionals.some(word => /^\+./.test(word.prefix) && !/^\+(\d+|\/)/.test(word.prefix));
    const asCode = /(code|codium|cursor)$/.test(call.program.value ?? '');
    if (asCode && call.has('--list-extensions', '--status', '-s')) {
        return { replaces: true, effects: [low('local', 'shows the state of the editor')] };
    }
    return { effects: code && !asCode ? [high('local', 'runs commands in an editor, which are not read here')] : asCode && call.has('--install-extension') ? [med('local', 'installs an extension')] : [] };
}
