/** Filters that pick credentials out of what lists settings: `env | grep TOKEN`, `docker inspect web | jq '.[].Config.Env'`. */
import type { StartedCommand } from '../shell/host';
import { shown } from '../shell/value';

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
