/**
 * Questions that a person would ask the machine after a failure, derived from the operation and its output by code. They are candidates:
 * whoever proposes them keeps only those that the assessment calls LOW without writes.
 */
import type { Operation } from '../ops/operation';
import { explainFailure } from './explain-failure';

export interface Failed {
    readonly operation: Operation;
    readonly output: string;
    /** The commands' programs with their arguments, as the assessment read them. */
    readonly runs: readonly (readonly string[])[];
    /** It was cut off in the middle, so that nobody saw how it ended, and some of it may run on. */
    readonly interrupted?: boolean;
}

interface Question {
    readonly title: string;
    readonly run: string;
}

const MOST = 4;

export function diagnose(failed: Failed): Operation[] {
    const line = explainFailure(failed.output)?.text ?? '';
    const cwd = failed.operation.commands?.at(-1)?.cwd;
    const questions = [...failed.interrupted ? stillThere(failed.operation) : [], ...fromLine(line), ...fromScriptPlace(failed.output), ...failed.runs.flatMap(fromProgram)];
    const ended = failed.interrupted ? 'was interrupted' : 'failed';
    const unique = questions.filter((question, index) => questions.findIndex(other => other.run === question.run) === index);
    return unique.slice(0, MOST).map(({ title, run }) => ({
        title, mode: failed.operation.mode, risk: 'LOW',
        why: `“${failed.operation.title}” ${ended}${line ? `: ${line}` : '.'}`,
        commands: [{ run, ...cwd !== undefined && { cwd }, timeout: '2m' }],
        ...failed.operation.env && { env: failed.operation.env }
    }));
}

/** Whatever was run: what of it runs on, and what it left in the workspace. */
function stillThere({ commands }: Operation): Question[] {
    return commands === undefined ? [] : [{ title: 'Look whether any of it still runs', run: 'ps -ef' }, { title: 'Show what it may have left behind', run: 'git status --short --branch' }];
}

/** A value from an output goes into a command only as a quoted word of harmless characters. */
function word(text: string | undefined): string | undefined {
    return text !== undefined && text.length <= 200 && /^[A-Za-z0-9_./@%+=:,~-]+$/.test(text) && !text.startsWith('-') ? text : undefined;
}

function fromLine(line: string): Question[] {
    const notFound = word(/([^\s:'"`]{1,100}): (?:command )?not found/i.exec(line)?.[1]);
    const path = word(/['"‘`]?([^\s'"‘’`:]{1,200})['"’`]?: (?:No such file or directory|Permission denied|Is a directory|Not a directory)/i.exec(line)?.[1]);
    const host = word(/(?:resolve host|lookup|getaddrinfo \w{1,12}|connect to(?: host)?|dial tcp)[: ]{1,3}([A-Za-z0-9.-]{1,200})/i.exec(line)?.[1]);
    return [
        ...notFound ? [{ title: `Look where ${notFound} is`, run: `type -a ${notFound}` }] : [],
        ...path ? [{ title: `Look at what is around ${path}`, run: `ls -la ${folderOf(path)}` }] : [],
        ...host ? [{ title: `Look whether the name ${host} resolves`, run: `getent hosts ${host}` }] : [],
        .../no space left/i.test(line) ? [{ title: 'Look how full the disks are', run: 'df -h' }] : []
    ];
}

function folderOf(path: string): string {
    const at = path.replace(/\/+$/, '').lastIndexOf('/');
    return at > 0 ? path.slice(0, at) : at === 0 ? '/' : '.';
}

/** `deploy.sh: line 12: …`: the lines around the place, and whether the script parses. */
function fromScriptPlace(output: string): Question[] {
    const match = /^([^\s:]{1,200}\.(?:sh|bash)): line (\d{1,6}):/m.exec(output);
    const script = word(match?.[1]);
    if (!match || !script) {
        return [];
    }
    const line = Number(match[2]);
    return [{ title: `Read ${script} around line ${line}`, run: `sed -n '${Math.max(1, line - 5)},${line + 5}p' ${script}` }];
}

const OPTIONS_OF_PLACE = /^(?:--?(?:namespace|context|kube-context|n|project|region|zone|profile|f|file|p|project-name|kubeconfig))(?:=.*)?$/;

/** The options that say where, so that the question is asked of the same place. */
function place(run: readonly string[]): string {
    const words = run.flatMap((argument, index) => {
        if (!OPTIONS_OF_PLACE.test(argument) || (/^-f|^--file/.test(argument) && run[0] === 'kubectl')) {
            return [];
        }
        const value = argument.includes('=') ? [] : [run[index + 1]];
        return [argument, ...value].every(part => word(part?.replace(/^-+/, '')) !== undefined) ? [argument, ...value] : [];
    });
    return words.length === 0 ? '' : ` ${words.join(' ')}`;
}

function fromProgram(run: readonly string[]): Question[] {
    const program = run[0]?.split('/').at(-1);
    const at = place(run);
    switch (program) {
        case 'kubectl': return [
            { title: 'Show which cluster is meant', run: 'kubectl config current-context' },
            { title: 'Show the latest events', run: `kubectl get events${at} --sort-by=.lastTimestamp` },
            { title: 'Show the pods', run: `kubectl get pods${at} -o wide` }
        ];
        case 'helm': {
            const release = word(run.filter(argument => !argument.startsWith('-'))[2]);
            return release ? [{ title: `Show the state of ${release}`, run: `helm status ${release}${at}` }, { title: `Show the history of ${release}`, run: `helm history ${release}${at}` }]
                : [{ title: 'List the releases', run: `helm list${at}` }];
        }
        case 'terraform': case 'tofu': return [{ title: 'List what the state knows', run: `${program} state list` }, { title: 'Show its version', run: `${program} version` }];
        case 'gcloud': return [{ title: 'Show who and where gcloud is', run: 'gcloud config list' }];
        case 'aws': return [{ title: 'Show who aws is', run: `aws sts get-caller-identity${at}` }];
        case 'docker': return [{ title: 'Show the containers', run: run[1] === 'compose' ? `docker compose${at} ps` : 'docker ps' }];
        case 'git': return [{ title: 'Show what differs here', run: 'git status --short --branch' }];
        case 'systemctl': {
            const unit = word(run.filter(argument => !argument.startsWith('-'))[2]);
            return unit ? [{ title: `Show the state of ${unit}`, run: `systemctl status ${unit} --no-pager` }] : [];
        }
        default: return [];
    }
}
