/** Options of `docker run`, `exec`, `build` and their likes, as the manuals of docker, podman, nerdctl and compose list them. */
import type { WrapperOptions } from './started';

const split = (text: string): string[] => text.trim().split(/\s+/);

export const RUN: WrapperOptions = {
    valueFlags: split(`-a --attach --add-host --annotation --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile -c --cpu-shares --cpu-count --cpu-percent
        --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps
        --device-write-iops --dns --dns-option --dns-opt --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries
        --health-start-period --health-start-interval --health-timeout -h --hostname --ip --ip6 --ipc --isolation --kernel-memory -l --label --label-file --link --link-local-ip --log-driver --log-opt
        --mac-address -m --memory --memory-reservation --memory-swap --memory-swappiness --mount --name --network --net --network-alias --net-alias --oom-score-adj --pid --pids-limit --platform -p
        --publish --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit -u --user --userns --uts -v --volume --volume-driver
        --volumes-from -w --workdir --pod --secret --arch --os --authfile --tz --umask --requires --conmon-pidfile --pidfile --systemd --timeout --uidmap --gidmap --subuidname --subgidname --variant
        --creds --cert-dir --image-volume --log-level --preserve-fds --passwd-entry --sdnotify --seccomp-policy --personality --decryption-key --chrootdirs --hostuser --group-entry --unsetenv --env-merge
        --pod-id-file --retry --retry-delay --rdt-class --cgroup-conf --env-from-file`),
    bareFlags: split(`-d --detach --rm -i --interactive -t --tty --init --no-healthcheck --oom-kill-disable --privileged -P --publish-all --read-only --sig-proxy --disable-content-trust -q --quiet
        --use-api-socket --replace --http-proxy --read-only-tmpfs --no-hosts --no-hostname --rmi --env-host --unsetenv-all --tls-verify --rootfs -T --no-TTY --no-tty --service-ports --use-aliases
        --build --no-deps --quiet-pull --quiet-build --remove-orphans --allow-insecure-entitlement --passwd`)
};

export const EXEC: WrapperOptions = {
    valueFlags: split('-e --env --env-file -u --user -w --workdir --detach-keys --index --preserve-fds --cidfile'),
    bareFlags: split('-d --detach -i --interactive -t --tty --privileged -T --no-TTY --no-tty -l --latest')
};

export const BUILD = {
    valueFlags: split(`-f --file -t --tag --build-arg --build-context --target --platform --cache-from --cache-to --label --network --secret --ssh --progress -o --output --iidfile --metadata-file --add-host
        --cgroup-parent -c --cpu-shares --cpuset-cpus --cpuset-mems --cpu-period --cpu-quota --isolation -m --memory --memory-swap --shm-size --ulimit --allow --attest --sbom --provenance --builder --call
        --annotation --no-cache-filter --policy --security-opt -v --volume --format --jobs --authfile --creds --ignorefile --env --from --layer-label --set`)
};
