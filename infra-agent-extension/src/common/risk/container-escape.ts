/** Options that let a container reach the machine around it. */
import { exposes, high } from './effect';
import type { Call, Effect, Word } from './program';
import { fixedWord } from './word-parts';

const HOST_FOLDERS = /^\/(etc|root|home|var|usr|bin|sbin|lib|lib64|boot|proc|sys|dev|run|opt|Users)?\/?$/;
const CREDENTIALS = /(^|\/)\.(ssh|aws|kube|gnupg|docker|azure|netrc|npmrc|pypirc|vault-token)(\/|$)|\.config\/(gcloud|gh|doctl)|\/etc\/(shadow|kubernetes)|\/var\/run\/secrets/;
const CAPABILITIES = /^(CAP_)?(ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|SYS_BOOT|DAC_READ_SEARCH|DAC_OVERRIDE|NET_ADMIN|BPF|MKNOD)$/i;

export function escapes(call: Call): readonly Effect[] {
    const at = (flag: string, matches: RegExp) => call.values(flag).find(word => matches.test(word.value ?? word.shown));
    const caps = call.values('--cap-add').find(word => word.value === undefined || word.value.split(',').some(name => CAPABILITIES.test(name)));
    const unconfined = at('--security-opt', /unconfined|disable|systempaths/);
    const pid = at('--pid', /^host$/) ?? at('--userns', /^host$/) ?? at('--cgroupns', /^host$/) ?? at('--uts', /^host$/);
    const device = call.values('--device').find(word => !/^\/dev\/(dri|snd|null|fuse|net\/tun|video|kvm|nvidia)/.test(word.prefix));
    return [
        ...call.has('--privileged') && call.values('--privileged').every(word => word.value !== 'false') ? [high('local', 'gives the container all rights of the host')] : [],
        ...caps ? [high('local', 'gives the container rights over the host', caps)] : [],
        ...unconfined ? [high('local', 'takes away what confines the container', unconfined)] : [],
        ...pid ? [high('local', 'puts the container into a namespace of the host', pid)] : [],
        ...device ? [high('local', 'gives a device of the host to the container', device)] : [],
        ...call.has('--use-api-socket') ? [high('local', 'gives the container the daemon itself')] : [],
        ...mounts(call).flatMap(judgeMount)
    ];
}

/** Folders of the host that the container can write, where the text fixes them. */
export function boundFolders(call: Call): readonly Word[] {
    return mounts(call).filter(mount => !mount.readOnly && mount.source.startsWith('/') && mount.word.value !== undefined).map(mount => fixedWord(mount.source, mount.word));
}

interface Mount {
    readonly word: Word;
    readonly source: string;
    readonly readOnly: boolean;
}

function mounts(call: Call): readonly Mount[] {
    const volumes = call.values('-v', '--volume').map(word => ({ word, source: word.shown.split(':')[0], readOnly: /:(\w+,)*ro(,\w+)*$/.test(word.shown) }));
    const named = call.values('--mount').map(word => ({
        word,
        source: /(?:^|,)(?:source|src)=([^,]*)/.exec(word.shown)?.[1] ?? '',
        readOnly: /(^|,)(readonly|ro)(=true|=1)?(,|$)/.test(word.shown)
    }));
    return [...volumes.filter(mount => mount.word.shown.includes(':')), ...named];
}

function judgeMount({ word, source }: Mount): readonly Effect[] {
    if (/(docker|containerd|podman|crio|cri-dockerd)\.sock/.test(word.shown)) {
        return [high('local', 'gives the container the daemon itself, and so the host', word)];
    }
    if (HOST_FOLDERS.test(source)) {
        return [high('local', 'shows the container the folders of the host', word)];
    }
    return CREDENTIALS.test(source) ? [exposes('local', 'gives the container a folder of credentials', word)] : [];
}
