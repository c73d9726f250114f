import { high, med, plainProgram } from '../effect';
import type { Call, Effect, Inner, Remote, Word } from '../program';
import { sshOptionInner } from '../ssh-options';
import { startedLine } from '../started';
import { wordTail } from '../word-parts';

/** What ssh was told, read as it does: options may stand before and behind the host, and the rest is one line for a shell there. */
interface SshCall {
    readonly host?: Word;
    readonly command: readonly Word[];
    readonly letters: string;
    readonly values: readonly { readonly letter: string; readonly value: Word }[];
    readonly unknown?: Word;
}

const VALUES = 'BbcDEeFIiJLlmOoPpQRSWw';
const BARE = '46AaCfGgKkMNnqsTtVvXxYy';

export const program = plainProgram('ssh autossh slogin', 'LOW', 'connects to another host', {
    group: 'external',
    optionsFirst: true,
    helpFlags: ['-V'],
    judge: call => ({ effects: effectsOf(readSsh(call), call) }),
    inner: call => innerOf(readSsh(call), call),
    writesTo: call => readSsh(call).values.filter(each => each.letter === 'E').map(each => each.value),
    target: call => ({ kind: 'host', word: readSsh(call).host }),
    environment: ['SSH_AUTH_SOCK'],
    dangerousEnvironment: ['SSH_ASKPASS', 'SSH_ASKPASS_REQUIRE', 'AUTOSSH_PATH']
});

function effectsOf(ssh: SshCall, call: Call): Effect[] {
    const forwards = ssh.values.filter(each => 'LDW'.includes(each.letter)).map(each => med('external', 'opens a tunnel to another host', each.value));
    const exposed = ssh.values.filter(each => 'Rw'.includes(each.letter) || 'LD'.includes(each.letter) && (ssh.letters.includes('g') || /^(\*|0\.0\.0\.0|\[?::\]?):/.test(each.value.prefix))).map(each => high('external', 'lets others reach through this machine', each.value));
    const control = ssh.values.filter(each => each.letter === 'O' && each.value.value !== 'check').map(each => med('external', 'ends or changes a shared connection', each.value));
    const lends = ssh.letters.includes('A') ? [high('external', 'lends the keys of this machine to the other host')] : [];
    const sends = sendsInput(ssh, call) ? [high('external', 'sends its input to another host', ssh.host)] : [];
    return [...sends, ...forwards, ...exposed, ...control, ...lends, ...opensShell(ssh, call) ? [high('external', 'opens a shell on another host, and what is typed there is not assessed', ssh.host)] : []];
}

/** Lines whose program leaves its input alone: in `while read -r h; do ssh $h uptime; done < hosts` nothing is meant to be sent. */
const LEAVES_INPUT = /^(sudo\s+)?(uptime|hostname|date|df|du|free|ls|ps|id|who|whoami|uname|nproc|true|echo|test|stat|ss|ip|systemctl|service|journalctl|docker\s+(ps|images|inspect|start|stop|restart|rm|pull)|rm|mkdir|touch|reboot|shutdown|apt|apt-get|yum|dnf|cat\s+[^<>|&;-])[^|<`$]*$/;

function sendsInput(ssh: SshCall, call: Call): boolean {
    const fed = call.stdin.kind === 'unknown' || call.stdin.kind === 'file';
    return fed && ssh.command.length > 0 && !ssh.letters.includes('n') && !LEAVES_INPUT.test(ssh.command.map(word => word.shown).join(' '));
}

/** `ssh -T git@github.com` greets and ends, `-N` only forwards, `-G` and `-Q` only print. */
function opensShell(ssh: SshCall, call: Call): boolean {
    const onlyPrints = /[NGV]/.test(ssh.letters) || ssh.values.some(each => 'QOW'.includes(each.letter));
    const isForge = /^git@/.test(ssh.host?.prefix ?? '');
    return ssh.host !== undefined && ssh.command.length === 0 && !onlyPrints && !isForge && call.stdin.kind === 'inherited';
}

function innerOf(ssh: SshCall, call: Call): Inner[] {
    const where: Remote = { group: 'external', description: `on ${ssh.host?.shown ?? 'another host'}` };
    const options = ssh.values.flatMap(each => each.letter === 'o' ? sshOptionInner(each.value, where) : []);
    const unknown: Inner[] = ssh.unknown ? [{ kind: 'unreadable', message: 'takes an option that is not known, so what it runs cannot be told', at: ssh.unknown }] : [];
    const settings = ssh.values.filter(each => each.letter === 'F' && each.value.value !== 'none' && each.value.value !== '/dev/null').map((each): Inner => settingsFile(each.value));
    if (ssh.command.length > 0 && !ssh.letters.includes('s')) {
        return [...unknown, ...options, ...settings, startedLine(ssh.command, where)];
    }
    const fed = ssh.host !== undefined && ssh.command.length === 0 && call.stdin.kind !== 'inherited' && !/[Nn]/.test(ssh.letters);
    return [...unknown, ...options, ...settings, ...fed ? [{ kind: 'stdin-shell' as const, where }] : []];
}

/** A file of settings can start programs of its own. */
function settingsFile(path: Word): Inner {
    return {
        kind: 'text-file', path, group: 'local',
        read: text => /^\s*(ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand|Include|Match\s.*exec|PKCS11Provider)\b/im.test(text) ? [high('local', 'takes settings that start programs', path)] : []
    };
}

function readSsh(call: Call): SshCall {
    const values: { letter: string; value: Word }[] = [];
    let letters = '';
    let host: Word | undefined;
    let unknown: Word | undefined;
    let i = 0;
    for (; i < call.words.length; i++) {
        const word = call.words[i];
        const text = word.value ?? word.prefix;
        if (!text.startsWith('-') || text === '-') {
            if (host) {
                break;
            }
            host = word;
            continue;
        }
        if (text === '--') {
            host ??= call.words[++i];
            i++;
            break;
        }
        const at = [...text.slice(1)].findIndex(letter => VALUES.includes(letter)) + 1;
        const bare = at === 0 ? text.slice(1) : text.slice(1, at);
        letters += bare;
        unknown ??= [...bare].some(letter => !BARE.includes(letter)) ? word : undefined;
        if (at > 0) {
            const attached = at + 1 < text.length || word.value === undefined;
            const value = attached ? wordTail(word, at + 1) : call.words[++i];
            values.push(...value ? [{ letter: text[at], value }] : []);
        }
    }
    return { host, command: call.words.slice(i), letters, values, unknown };
}
