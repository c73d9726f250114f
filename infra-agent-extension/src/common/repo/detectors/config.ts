/** Other YAML that infrastructure is configured by: SOPS, tool configuration, `infra-agent.yaml`. Read, so that checks of text see it. */
import type { Detector } from '../detector';

export const detector: Detector = {
    wants: file => file.size < 200_000 && /(^|\/)(\.sops\.ya?ml|infra-agent\.ya?ml|skaffold\.ya?ml|helmfile\.ya?ml|Tiltfile|justfile|Justfile|Taskfile\.ya?ml|Vagrantfile|Jenkinsfile)$|\.ya?ml$/.test(file.path),
    claim: () => 0.5,
    read: () => ({ kind: 'config' })
};
