/** Calls that create something and fail, or make a second one, when they run again. Forms that can be repeated are not among them. */
import { baseOf } from '../repo/effective-call';
import type { ShellCall, ShellWord } from '../repo/shell-script';

export interface Creation {
    readonly program: string;
    /** As a person would name it: `gcloud compute routers nats create`. */
    readonly named: string;
    /** Offset of the verb among the words. */
    readonly verbAt: number;
    /** What happens on a second run. */
    readonly again: 'fails' | 'makes another one';
}

/** Made anew each time, on purpose. */
const MEANT_ANEW = /(snapshot|backup|image|invalidation|deployment|release|token|job|build|execution|session|change-?set|credentials|presigned|tag|version|event|notification|message|report|log-?entry|operation|rollout|test|dry-?run|support-case|access-review)/;
/** Upserts by their service's own rule. */
const AWS_REPEATABLE = new Set(['sns create-topic', 'sqs create-queue', 'ec2 create-tags', 'ecs create-cluster', 'route53 create-reusable-delegation-set', 'cognito-idp create-group', 'configservice put-config-rule', 'iam create-service-linked-role']);
const AZ_FAILS = /^(keyvault create|ad (app|sp|group) create|ad sp create-for-rbac|aks create|cosmosdb create|postgres( flexible-server)? create|mysql( flexible-server)? create|redis create|sql db create|ad app federated-credential create)/;

export function creationOf(words: readonly ShellWord[], call: ShellCall): Creation | undefined {
    const program = baseOf(words[0]?.value ?? '');
    const values = words.slice(1).map(word => word.value ?? word.text);
    if (values.some(value => /^--?(dry-run|help|h|generate-cli-skeleton|validate-only)(=|$)/.test(value)) || call.environment.includes('DRY_RUN')) {
        return undefined;
    }
    const made = (verbAt: number, to: number, again: Creation['again'] = 'fails'): Creation => ({ program, named: [program, ...values.slice(0, to)].join(' '), verbAt, again });
    switch (program) {
        case 'kubectl': case 'oc': {
            const at = firstPositional(values, KUBECTL_VALUED);
            const kind = values.slice(at + 1).find(value => !value.startsWith('-')) ?? '';
            const fromFile = values.some(value => /^(-f|--filename)(=|$)/.test(value));
            return values[at] === 'create' && !/^(token|job)$/.test(kind) && !values.includes('-') ? { program, named: `${program} create${fromFile ? ' -f' : ` ${kind}`}`, verbAt: at + 1, again: 'fails' } : undefined;
        }
        case 'helm': {
            const at = firstPositional(values, HELM_VALUED);
            return values[at] === 'install' && !values.some(value => /^(--generate-name|-g|--replace)$/.test(value)) ? { program, named: 'helm install', verbAt: at + 1, again: 'fails' } : undefined;
        }
        case 'gcloud': {
            const at = values.findIndex(value => /^create(-auto|-gke|-user|-internal|-vault)?$/.test(value));
            const path = values.slice(0, at);
            const plain = at > 0 && path.every(value => /^[a-z0-9-]+$/.test(value) && !value.startsWith('--'));
            return plain && !path.some(value => MEANT_ANEW.test(value)) && path[0] !== 'auth' ? made(at + 1, at + 1, path.includes('keys') ? 'makes another one' : 'fails') : undefined;
        }
        case 'aws': {
            const [service, verb] = values;
            if (service === 's3' && verb === 'mb') {
                return made(2, 2);
            }
            const creates = /^create-/.test(verb ?? '') && !MEANT_ANEW.test(verb) && !AWS_REPEATABLE.has(`${service} ${verb}`);
            return creates ? made(2, 2, service === 'ec2' && !/create-(key-pair|security-group|launch-template)$/.test(verb) || /^create-(hosted-zone|key)$/.test(verb) ? 'makes another one' : 'fails') : undefined;
        }
        case 'az': {
            const at = values.findIndex(value => /^create(-for-rbac)?$/.test(value));
            return at > 0 && AZ_FAILS.test(values.slice(0, at + 1).join(' ')) ? made(at + 1, at + 1, values[0] === 'ad' ? 'makes another one' : 'fails') : undefined;
        }
        case 'docker': case 'podman': return values[0] === 'network' && values[1] === 'create' ? made(2, 2) : undefined;
        case 'eksctl': case 'kind': case 'k3d': case 'doctl': return undefined;
        case 'groupadd': case 'addgroup': case 'useradd': case 'adduser':
            return values.length > 0 && !values.some(value => /^(-f|--force|-o)$/.test(value)) && !(program === 'adduser' && values.filter(value => !value.startsWith('-')).length > 1) ? made(0, 0) : undefined;
        case 'mkdir': {
            const plain = values.some(value => !value.startsWith('-')) && !values.some(value => /^-\w*p|^--parents$/.test(value));
            return plain ? made(0, 0) : undefined;
        }
        case 'ln': {
            const symbolic = values.some(value => /^-\w*s|^--symbolic$/.test(value)) && !values.some(value => /^-\w*f|^--force$/.test(value));
            return symbolic ? { program, named: 'ln -s', verbAt: 0, again: 'fails' } : undefined;
        }
        default: return undefined;
    }
}

const KUBECTL_VALUED = new Set(['-n', '--namespace', '--context', '--kubeconfig', '--cluster', '--user', '-s', '--server', '--as', '--token']);
const HELM_VALUED = new Set(['-n', '--namespace', '--kube-context', '--kubeconfig']);

function firstPositional(values: readonly string[], valued: ReadonlySet<string>): number {
    for (let index = 0; index < values.length; index++) {
        if (valued.has(values[index])) {
            index++;
        } else if (!values[index].startsWith('-')) {
            return index;
        }
    }
    return values.length;
}
