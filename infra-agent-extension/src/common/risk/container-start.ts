/** What `docker run`, `exec` and their likes start inside a container. */
import { unknownOptions } from './started';
import type { WrapperOptions } from './started';
import type { Call, Inner, Remote, Word } from './program';
import { fixedWord, lastValue } from './word-parts';

/** Images whose entry point is a tool: the command is that tool's arguments. */
const TOOL_IMAGES: Readonly<Record<string, string>> = {
    'kubectl': 'kubectl', 'helm': 'helm', 'terraform': 'terraform', 'opentofu': 'tofu', 'tofu': 'tofu', 'terragrunt': 'terragrunt', 'pulumi': 'pulumi', 'kustomize': 'kustomize', 'flux-cli': 'flux', 'argocd': 'argocd',
    'aws-cli': 'aws', 'awscli': 'aws', 'azure-cli': 'az', 'vault': 'vault', 'curl': 'curl', 'git': 'git', 'alpine-git': 'git', 'yq': 'yq', 'jq': 'jq', 'skopeo': 'skopeo', 'crane': 'crane', 'eksctl': 'eksctl', 'rclone': 'rclone',
    'ansible-playbook': 'ansible-playbook', 'velero': 'velero', 'istioctl': 'istioctl', 'etcdctl': 'etcdctl', 'sops': 'sops', 'mc': 'mc', 's5cmd': 's5cmd', 'doctl': 'doctl', 'flyctl': 'flyctl', 'k6': 'k6', 'trivy': 'trivy'
};

export function startedIn(call: Call, options: WrapperOptions): readonly Inner[] {
    const [container, ...words] = call.positionals;
    const where: Remote = { group: 'local', description: `in container ${container?.shown ?? ''}` };
    return [...unknownOptions(inVerb(call), options), ...words.length > 0 ? [{ kind: 'argv' as const, words, where }] : []];
}

export function startedInNew(call: Call, options: WrapperOptions): readonly Inner[] {
    const [image, ...command] = call.positionals;
    const entry = lastValue(call, '--entrypoint');
    const mounts = call.has('-v', '--volume', '--mount', '--volumes-from', '--privileged', '--device', '--pid');
    const where: Remote = { group: 'local', description: `in a new container of ${image?.shown ?? 'an image'}`, fresh: !mounts };
    const tool = image && toolOf(image, command);
    const words = entry && entry.value !== '' ? [entry, ...command] : tool ? [tool, ...command] : command;
    const health = call.values('--health-cmd').map(text => ({ kind: 'shell' as const, text, where }));
    return [...unknownOptions(inVerb(call), options), ...health, ...words.length > 0 ? [{ kind: 'argv' as const, words, where }] : []];
}

/** The flags behind the verb alone; the program's own are known from its table. */
function inVerb(call: Call): Call {
    const at = call.words.findIndex(word => word === call.firstWord);
    const start = call.words[at]?.start ?? 0;
    return { ...call, flags: call.flags.filter(word => word.start >= start) };
}

function toolOf(image: Word, command: readonly Word[]): Word | undefined {
    const name = (image.value ?? image.prefix).split('/').pop()?.split(/[:@]/)[0] ?? '';
    const tool = Object.hasOwn(TOOL_IMAGES, name) ? TOOL_IMAGES[name] : command[0]?.prefix.startsWith('-') ? name : undefined;
    return tool ? fixedWord(tool, image) : undefined;
}
