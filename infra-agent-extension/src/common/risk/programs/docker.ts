import { credentialIn } from '../credential-names';
import { BUILD, EXEC, RUN } from '../container-options';
import { startedIn, startedInNew } from '../container-start';
import { boundFolders, escapes } from '../container-escape';
import { exposes, high, low, verbs } from '../effect';
import { PROXIES } from '../hosts';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { fixedWord, lastValue } from '../word-parts';

const values = (...flags: string[]) => ({ valueFlags: flags });
const FORMAT = values('-f', '--format', '--filter', '-n', '--last');

export const program: ProgramTable = {
    names: ['docker', 'podman', 'nerdctl', 'finch', 'podman-remote', 'docker.exe'],
    group: 'local',
    valueFlags: [
        '-c', '--context', '-H', '--host', '-l', '--log-level', '--config', '--tlscacert', '--tlscert', '--tlskey', '--connection', '--url', '--identity', '--root', '--runroot', '--storage-driver', '--storage-opt',
        '--cgroup-manager', '--runtime', '--tmpdir', '--namespace', '-n', '-a', '--address', '--snapshotter', '--module', '--network-config-dir'
    ],
    optionsOf: {
        ...Object.fromEntries(['run', 'create', 'container run', 'container create'].map(verb => [verb, { valueFlags: RUN.valueFlags, optionsFirst: true }])),
        ...Object.fromEntries(['exec', 'container exec'].map(verb => [verb, { valueFlags: EXEC.valueFlags, optionsFirst: true }])),
        ...Object.fromEntries(['build', 'image build', 'buildx build', 'buildx b', 'builder build', 'buildx bake', 'buildx'].map(verb => [verb, BUILD])),
        'compose': { valueFlags: [], optionsFirst: true },
        'save': values('-o', '--output', '--platform', '--format'),
        'image': values('-o', '--output', '--platform', '--format', '-f', '--filter', '-i', '--input', '-t', '--tag', '-a', '-c', '-m'),
        'export': values('-o', '--output'),
        'container': { valueFlags: [...FORMAT.valueFlags, '-o', '--output', '--since', '--until', '--tail', '-s', '--signal', '-t', '--time'] },
        'logs': values('--since', '--until', '-n', '--tail'),
        'login': values('-u', '--username', '-p', '--password', '--authfile', '--cert-dir', '--secret'),
        'stop': values('-t', '--time', '--timeout', '-s', '--signal'),
        'restart': values('-t', '--time', '--timeout', '-s', '--signal'),
        'kill': values('-s', '--signal'),
        'cp': values(),
        'ps': FORMAT, 'images': FORMAT, 'inspect': values('-f', '--format', '--type'), 'stats': FORMAT, 'events': values('-f', '--filter', '--format', '--since', '--until'), 'search': FORMAT,
        'service': values('--replicas', '--image', '--name', '-e', '--env', '--network', '-p', '--publish', '--mount', '-l', '--label', '--constraint', '--format', '-f', '--filter', '--since', '-n', '--tail', '--limit-cpu', '--limit-memory', '--secret', '--config'),
        'stack': values('-c', '--compose-file', '--format', '--orchestrator', '--resolve-image'),
        'volume': values('-d', '--driver', '-o', '--opt', '--label', '-f', '--filter', '--format'),
        'network': values('-d', '--driver', '-o', '--opt', '--label', '--subnet', '--gateway', '--ip-range', '--ip', '--ip6', '--alias', '--link', '-f', '--filter', '--format', '--ipam-driver', '--ipam-opt', '--aux-address'),
        'commit': values('-a', '--author', '-c', '--change', '-m', '--message'),
        'import': values('-c', '--change', '-m', '--message', '--platform'),
        'load': values('-i', '--input', '--platform'),
        'pull': values('--platform', '--arch', '--os', '--authfile', '--creds', '--variant'),
        'push': values('--platform', '--authfile', '--creds', '--sign-by', '--format'),
        'manifest': values('--os', '--arch', '--variant', '--os-features', '--os-version', '--authfile', '--creds'),
        'context': values('--docker', '--description', '--from', '--format', '--default-stack-orchestrator'),
        'system': values('--filter', '--format', '-f', '--since', '--until'),
        'node': values('--availability', '--role', '--label-add', '--label-rm', '-f', '--filter', '--format')
    },
    verbs: {
        ...verbs('LOW', 'shows what is there', `ps, images, logs, inspect, version, info, stats, top, port, diff, history, events, wait, container ls, container list, container ps, container inspect, container
            logs, container stats, container top, container port, container diff, container wait, container exists, image ls, image list, image inspect, image history, image
            exists, image tree, network ls, network list, network inspect, network exists, volume ls, volume list, volume inspect, volume exists, system df, system info,
            system events, context ls, context list, context inspect, context show, buildx ls, buildx du, buildx inspect, buildx version, builder du, plugin ls, plugin list,
            plugin inspect, node ls, node list, node inspect, node ps, service ls, service list, service inspect, service ps, service logs, stack ls, stack list, stack ps,
            stack services, stack config, secret ls, secret list, secret inspect, config ls, config list, config inspect, trust inspect, checkpoint ls, pod ps, pod ls, pod
            list, pod inspect, pod logs, pod stats, pod top, pod exists, generate kube, kube generate, generate systemd, machine ls, machine list, machine info, machine
            inspect, healthcheck run, scout quickview, scout cves, scout recommendations, scout compare, sbom, help, compose, exec, container exec, manifest exists, buildx
            history ls, buildx history inspect, buildx history logs, system connection list, mount, container mount, unshare, save, image save, export, container export, cp,
            container cp`),
        ...verbs('LOW', 'reads from a registry', 'search, manifest inspect, buildx imagetools inspect', { group: 'external' }),
        ...verbs('MED', 'builds an image, running what its Dockerfile says', 'build, image build, builder build, buildx build, buildx b, buildx bake, buildx history open'),
        ...verbs('MED', 'downloads images', 'pull, image pull'),
        ...verbs('MED', 'starts a container of an image', `run, container run, create, container create, start, container start, restart, container restart, unpause, container unpause, pod create, pod start, pod restart,
            pod unpause, play kube, kube play, kube apply`),
        ...verbs('MED', 'changes containers, images or networks in a way that can be undone', `tag, image tag, load, image load, import, image import, commit, container commit, rename, container rename, update, container update, attach, container attach,
            network create, network connect, volume create, volume import, checkpoint create, untag, image untag, manifest create, manifest annotate, manifest add, init,
            container init, network update, machine init, machine start, machine set`),
        ...verbs('MED', 'changes the settings of the tool', `context create, context use, context update, context import, context export, buildx create, buildx use, buildx install, buildx uninstall, logout, system
            connection add, system connection default, system migrate, system renumber`),
        ...verbs('MED', 'logs in to a registry', 'login', { group: 'external' }),
        ...verbs('MED', 'writes images to a registry', 'push, image push, manifest push, buildx imagetools create', { group: 'external' }),
        ...verbs('MED', 'changes services', 'service create, service update, service scale, service rollback, stack deploy, stack up, swarm init, swarm join, swarm update, config create, node promote, node update'),
        ...verbs('HIGH', 'stops containers', 'stop, container stop, kill, container kill, pause, container pause, pod stop, pod kill, pod pause, machine stop, kube down'),
        ...verbs('HIGH', 'removes containers, images, networks or data', `rm, container rm, container remove, rmi, image rm, image remove, network rm, network remove, network disconnect, volume rm, volume remove, context rm, context
            remove, buildx rm, buildx history rm, pod rm, service rm, service remove, stack rm, stack down, stack remove, secret rm, secret remove, config rm, config remove,
            node rm, node remove, node demote, checkpoint rm, plugin rm, plugin remove, manifest rm, machine rm, machine reset, system reset, system connection remove, swarm
            leave, container restore, container checkpoint, container cleanup`),
        ...verbs('HIGH', 'removes everything that is not in use', 'container prune, image prune, network prune, volume prune, system prune, builder prune, buildx prune, pod prune'),
        ...verbs('HIGH', 'changes what runs with the rights of the daemon', `plugin install, plugin enable, plugin disable, plugin upgrade, plugin set, plugin create, plugin push, system service, machine ssh, machine cp`),
        ...verbs('HIGH', 'handles secrets', `secret create, swarm join-token, swarm unlock-key, swarm ca, swarm unlock, trust key generate, trust key load, trust signer add, trust signer remove, trust sign,
            trust revoke`)
    },
    dryRun: [{ flag: '--print', values: [''], verbs: ['buildx bake'] }, { flag: '--check', values: [''], verbs: ['build', 'buildx build'] }, { flag: '--dry-run', values: [''], verbs: ['buildx imagetools create'] }],
    judge: call => ({ effects: [...elsewhere(call), ...judgeVerb(call)] }),
    inner: innerOfDocker,
    writesTo: call => [...call.values('--cidfile', '--iidfile', '--metadata-file'), ...['save', 'image save', 'export', 'container export'].includes(call.verb) ? call.values('-o', '--output') : [], ...copies(call).to],
    touches: call => isRun(call) ? boundFolders(call) : [],
    reads: call => copies(call).from,
    environment: [...PROXIES, 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_BUILDKIT', 'COMPOSE_FILE', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES'],
    dangerousEnvironment: ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'CONTAINER_HOST', 'CONTAINER_CONNECTION', 'COMPOSE_FILE']
};

function isRun(call: Call): boolean {
    return ['run', 'create', 'container run', 'container create'].includes(call.verb);
}

/** A daemon of another host, named by a flag before the verb. */
function elsewhere(call: Call): readonly Effect[] {
    const verbAt = call.firstWord?.start ?? Infinity;
    const far = call.values('-H', '--host', '--url', '--connection', '--context', '-c')
        .find(word => word.start < verbAt && !/^(unix:|npipe:|fd:|default$|desktop-linux$|rootless$|colima$|orbstack$)/.test(word.prefix));
    return far ? [low('external', 'speaks to the daemon of another host', far)] : [];
}

function judgeVerb(call: Call): readonly Effect[] {
    if (isRun(call)) {
        return escapes(call);
    }
    switch (call.verb) {
        case 'exec': case 'container exec': return call.has('--privileged') ? [high('local', 'gives the command all rights of the host')] : [];
        case 'inspect': case 'container inspect': return call.values('-f', '--format').filter(word => /\.Env\b/.test(word.shown)).map(word => exposes('local', 'prints the environment of a container, which may hold credentials', word));
        case 'login': return call.has('-p', '--password') ? [exposes('external', 'passes a password on the command line', lastValue(call, '-p', '--password'))] : [];
        case 'swarm init': return call.has('--force-new-cluster') ? [high('local', 'makes a cluster anew and leaves the earlier managers behind')] : [];
        case 'service scale': return call.positionals.filter(word => /=0+$/.test(word.value ?? '')).map(word => high('local', 'scales a service to nothing', word));
        case 'service update': return call.has('--force') || lastValue(call, '--replicas')?.value === '0' ? [high('local', 'restarts or empties a service')] : [];
        case 'stack deploy': return call.has('--prune') ? [high('local', 'removes services that are not named')] : [];
        case 'node update': return lastValue(call, '--availability')?.value !== 'active' && call.has('--availability') ? [high('local', 'drains a node')] : [];
        case 'build': case 'image build': case 'builder build': case 'buildx build': case 'buildx b': case 'buildx bake': return judgeBuild(call);
        case 'cp': case 'container cp': return copies(call).from.length > 0 ? [{ ...low('local', 'copies into a container'), risk: 'MED', writes: true }] : [];
        case 'push': case 'image push': return call.has('-a', '--all-tags') ? [high('external', 'writes every tag to a registry')] : [];
        default: return [];
    }
}

function judgeBuild(call: Call): readonly Effect[] {
    const secret = call.values('--build-arg').find(word => credentialIn(word));
    const output = [...call.values('-o', '--output'), ...call.values('--set')].find(word => /type=(registry|image)|push=true/.test(word.shown));
    return [
        ...call.has('--push') || output ? [{ ...low('external', 'writes the image to a registry'), risk: 'MED' as const, writes: true }] : [],
        ...call.has('--allow') ? [high('local', 'gives the build more rights', lastValue(call, '--allow'))] : [],
        ...secret ? [exposes('local', 'leaves a credential in the image\'s history', secret)] : []
    ];
}

function innerOfDocker(call: Call): readonly Inner[] {
    switch (call.verb) {
        case 'run': case 'create': case 'container run': case 'container create': return startedInNew(call, RUN);
        case 'exec': case 'container exec': return startedIn(call, EXEC);
        case 'compose': return [{ kind: 'argv', words: [fixedWord('docker-compose', call.program), ...call.words.slice(call.words.findIndex(word => word.value === 'compose') + 1)] }];
        case 'unshare': return call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [];
        default: return [];
    }
}

/** `docker cp CONTAINER:PATH LOCAL`, or the other way round. */
function copies(call: Call): { readonly from: readonly Word[]; readonly to: readonly Word[] } {
    if (!['cp', 'container cp'].includes(call.verb) || call.positionals.length < 2) {
        return { from: [], to: [] };
    }
    const [source, target] = call.positionals;
    const isInside = (word: Word) => /^[^/.~][^/]*:/.test(word.shown);
    return { from: isInside(source) || source.value === '-' ? [] : [source], to: isInside(target) || target.value === '-' ? [] : [target] };
}
