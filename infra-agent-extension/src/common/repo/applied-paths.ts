/** Which files of the workspace a call takes as input, by program: what it applies, runs, sources, or merely reads. */
import { baseOf } from './effective-call';
import type { ShellCall, ShellWord } from './shell-script';

export interface PathArgument {
    readonly kind: 'applies' | 'runs' | 'sources' | 'refers-to';
    readonly word: ShellWord;
    /** Flag in front of the path in the same word: `--values=x.yaml`. */
    readonly prefix?: string;
    /** A folder that stands for a file in it: `-k overlay`, a chart, a Terraform module. */
    readonly folder: boolean;
}

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh']);
const APPLY_VERBS = new Set(['apply', 'create', 'replace', 'delete', 'diff']);

export function pathArguments(call: ShellCall, words: readonly ShellWord[]): PathArgument[] {
    const inputs = call.redirects.filter(redirect => redirect.operator === '<' && redirect.target);
    const applied = call.pipedTo.some(next => next.words.some(word => word.value === 'apply'));
    return [...namedArguments(call, words), ...inputs.map(redirect => ({ kind: applied ? 'applies' as const : 'refers-to' as const, word: redirect.target!, folder: false }))];
}

function namedArguments(call: ShellCall, words: readonly ShellWord[]): PathArgument[] {
    const program = words[0] ? baseOf(words[0].value ?? words[0].text.replace(/^.*\//, '').replace(/"$/, '')) : '';
    const values = words.slice(1).map(word => word.value ?? word.text);
    const found: PathArgument[] = [];
    const flag = (kind: PathArgument['kind'], folder: boolean, ...names: readonly string[]): void => {
        words.slice(1).forEach((word, index) => {
            const text = values[index];
            const equals = names.find(name => name.startsWith('--') && text.startsWith(`${name}=`));
            if (names.includes(text) && words[index + 2]) {
                found.push({ kind, word: words[index + 2], folder });
            } else if (equals) {
                found.push({ kind, word: behind(word, equals.length + 1), folder, prefix: `${equals}=` });
            }
        });
    };
    switch (program) {
        case 'source': case '.':
            return words[1] ? [{ kind: 'sources', word: words[1], folder: false }] : [];
        case 'kubectl': case 'oc': case 'k3s':
            if (values.some(value => APPLY_VERBS.has(value))) {
                flag('applies', false, '-f', '--filename');
                flag('applies', true, '-k', '--kustomize');
            }
            if (values[0] === 'kustomize' && words[2]) {
                found.push({ kind: 'applies', word: words[2], folder: true });
            }
            flag('refers-to', false, '--from-env-file');
            return found;
        case 'kustomize': {
            const target = values[0] === 'build' ? words.slice(2).find(word => !word.text.startsWith('-')) : undefined;
            return target ? [{ kind: 'applies', word: target, folder: true }] : [];
        }
        case 'helm':
            flag(values[0] === 'install' || values[0] === 'upgrade' ? 'applies' : 'refers-to', false, '-f', '--values');
            if (['install', 'upgrade', 'template', 'lint'].includes(values[0])) {
                found.push(...words.slice(2).filter(word => /^["']?(\.{1,2}|\$\{?\w*(DIR|ROOT)\w*\}?|\$\(.*\))\//.test(word.text) && !/\.(ya?ml|tgz)["']?$/.test(word.text)).map(word => ({ kind: 'applies' as const, word, folder: true })));
            }
            return found;
        case 'terraform': case 'tofu':
            words.slice(1).forEach((word, index) => {
                if (values[index].startsWith('-chdir=')) {
                    found.push({ kind: 'applies', word: behind(word, '-chdir='.length), folder: true, prefix: '-chdir=' });
                } else if (/^--?var-file=/.test(values[index])) {
                    const length = values[index].indexOf('=') + 1;
                    found.push({ kind: 'refers-to', word: behind(word, length), folder: false, prefix: values[index].slice(0, length) });
                }
            });
            return found;
        case 'docker': case 'podman': case 'docker-compose': case 'nerdctl':
            flag(program === 'docker-compose' || values[0] === 'compose' ? 'applies' : 'refers-to', false, '-f', '--file');
            return found;
        case 'envsubst': case 'cat': case 'sops': {
            const applied = call.pipedTo.some(next => next.words.some(word => word.value === 'apply' || word.value === 'create'));
            const inputs = program === 'envsubst' ? [] : words.slice(1).filter(word => !word.text.startsWith('-'));
            found.push(...inputs.map(word => ({ kind: applied ? 'applies' as const : 'refers-to' as const, word, folder: false })));
            break;
        }
        case 'sed': {
            const applied = call.pipedTo.some(next => next.words.some(word => word.value === 'apply'));
            found.push(...(applied ? words.slice(-1).map(word => ({ kind: 'applies' as const, word, folder: false })) : []));
            break;
        }
        case 'ansible-playbook':
            return words.slice(1).filter(word => /\.ya?ml$/.test(word.value ?? '')).map(word => ({ kind: 'applies', word, folder: false }));
        default:
            if (SHELLS.has(program)) {
                const script = words.slice(1).find(word => !word.text.startsWith('-') && !word.text.startsWith('+'));
                return script && !values.some(value => /^-\w*c$/.test(value)) ? [{ kind: 'runs', word: script, folder: false }] : [];
            }
            if (words[0] && words[0].text.includes('/')) {
                found.push({ kind: 'runs', word: words[0], folder: false });
            }
    }
    return found;
}

/** The word without its first characters, which are known text. */
function behind(word: ShellWord, length: number): ShellWord {
    const [first, ...rest] = word.pieces;
    const text = first?.kind === 'text' ? first.text.slice(length) : '';
    const pieces = text === '' ? rest : [{ kind: 'text' as const, text }, ...rest];
    return { ...word, pieces, value: word.value?.slice(length) };
}
