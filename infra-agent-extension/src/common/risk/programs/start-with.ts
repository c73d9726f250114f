import { started, startedLine, unknownOptions, wrapper } from '../started';
import type { WrapperOptions } from '../started';
import type { Call, Inner, ProgramTable } from '../program';
import { lastValue } from '../word-parts';

const opts = (valueFlags: string, bareFlags: string): WrapperOptions => ({ valueFlags: valueFlags.split(' ').filter(Boolean), bareFlags: bareFlags.split(' ').filter(Boolean) });

const COMMAND = opts('', '-p -v -V');
const WATCH = opts('-n --interval -q --equexit', '-b --beep -c --color -C --no-color -d --differences -e --errexit -g --chgexit -p --precise -r --no-rerun -t --no-title -w --no-wrap -x --exec');
const FLOCK = opts('-w --wait --timeout -E --conflict-exit-code -c --command', '-s --shared -x -e --exclusive -u --unlock -n --nb --nonblock -o --close -F --no-fork --verbose');
const TASKSET = opts('-c --cpu-list', '-a --all-tasks -p --pid');
const ARCH = opts('', '-B -F -I -L -R -S -T -X -Z -3 -v --addr-no-randomize --32bit --3gb --4gb --fdpic-funcptrs --short-inode --addr-compat-layout --whole-seconds --sticky-timeouts --read-implies-exec --mmap-page-zero --verbose --list --uname-2.6');
const TIME = opts('-o --output -f --format', '-p --portability -v --verbose -a --append -q --quiet');
const SCRIPT = opts('-c --command -E --echo -I --log-in -O --log-out -B --log-io -T --log-timing -t --timing -m --logging-format -o --output-limit', '-a --append -e --return -f --flush -q --quiet --force');
const STRACE = opts(
    '-e --trace -o --output -p --attach -P --trace-path -s --string-limit -u --user -E --env -a --columns -O -S -X -b -I -U --signal --status --abbrev --verbose --raw --read --write --kvm --inject --fault --detach-on --interruptible --summary-sort-by --summary-columns --summary-syscall-overhead --const-print-style',
    '-f -ff --follow-forks -c -C -d -h -i -k -n -q -qq -r -t -tt -ttt -T -v -V -w -x -xx -y -yy -z -Z --output-separately --summary --summary-only -l -L -A -D -DD -DDD -Y --seccomp-bpf --daemonize --successful-only --failed-only --quiet --silent --silence --decode-fds --decode-pids --instruction-pointer --stack-traces --stack-trace --syscall-number --output-append-mode --relative-timestamps --absolute-timestamps --timestamps --syscall-times --no-abbrev --strings-in-hex --summary-wall-clock --debug --tips'
);

/** Programs whose only work is to start another one: its effects are theirs. */
export const programs: readonly ProgramTable[] = [
    wrapper('command', COMMAND, { inner: call => call.has('-v', '-V') ? [] : started(call, COMMAND, 0) }),
    wrapper('builtin', opts('', '')),
    wrapper('exec', opts('-a', '-c -l')),
    wrapper('nohup', opts('', '')),
    wrapper('nice gnice', opts('-n --adjustment', '-0-9')),
    wrapper('ionice', opts('-c --class -n --classdata -p --pid -P --pgid -u --uid', '-t --ignore')),
    wrapper('chrt', opts('-T --sched-runtime -P --sched-period -D --sched-deadline', '-a -b -d -e -f -i -m -o -p -r -R -v --all-tasks --batch --deadline --fifo --idle --max --other --pid --rr --reset-on-fork --verbose'), { skip: 1 }),
    wrapper('taskset', TASKSET, { inner: call => call.has('-p', '--pid') ? [] : started(call, TASKSET, call.has('-c', '--cpu-list') ? 0 : 1) }),
    wrapper('numactl', opts('-m --membind -N --cpunodebind -C --physcpubind -i --interleave -p --preferred', '-l --localalloc -a --all -s --show -H --hardware')),
    wrapper('setsid', opts('', '-c --ctty -f --fork -w --wait')),
    wrapper('setarch', ARCH, { inner: underArch }),
    wrapper('linux32 linux64 i386 x86_64', ARCH),
    wrapper('stdbuf gstdbuf', opts('-i --input -o --output -e --error', '')),
    wrapper('unbuffer', opts('', '-p')),
    wrapper('faketime', opts('', '-f -m --exclude-monotonic'), { skip: 1 }),
    wrapper('rlwrap fakeroot dbus-run-session catchsegv proxychains proxychains4 torsocks torify', opts('-l -s -i -b -f -C -H -t', '-q -a -c -n -N -r -m --exit-with-session')),
    wrapper('timeout gtimeout', opts('-s --signal -k --kill-after', '-f --foreground -p --preserve-status -v --verbose'), { skip: 1 }),
    wrapper('time gtime', TIME, { writesTo: call => call.has('-a', '--append') ? [] : call.values('-o', '--output'), touches: call => call.values('-o', '--output') }),
    wrapper('hyperfine', opts(
        '-w --warmup -m --min-runs -M --max-runs -r --runs -s --setup -p --prepare -c --cleanup -P --parameter-scan -L --parameter-list -S --shell --export-json --export-csv --export-markdown -n --command-name -u --time-unit',
        '-N -i --ignore-failure --show-output'
    ), {
        inner: call => [...call.values('-s', '--setup', '-p', '--prepare', '-c', '--cleanup'), ...call.positionals].map(text => ({ kind: 'shell', text })),
        writesTo: call => call.values('--export-json', '--export-csv', '--export-markdown')
    }),
    wrapper('watch gwatch', WATCH, { inner: call => call.has('-x', '--exec') ? started(call, WATCH, 0) : asLine(call, WATCH) }),
    wrapper('flock', FLOCK, { optionsFirst: true, inner: underLock, touches: call => call.positionals.slice(0, 1).filter(word => !/^\d+$/.test(word.value ?? '')) }),
    wrapper('script', SCRIPT, { optionsFirst: false, inner: recorded, writesTo: call => [...call.positionals.slice(0, 1), ...call.values('-I', '--log-in', '-O', '--log-out', '-B', '--log-io')] }),
    wrapper('strace ltrace', STRACE, {
        inner: call => [...started(call, STRACE, 0), ...call.values('-o', '--output').filter(word => /^[|!]/.test(word.prefix)).map(text => ({ kind: 'shell' as const, text: { ...text, value: text.value?.slice(1) } }))],
        writesTo: call => call.values('-o', '--output').filter(word => !/^[|!]/.test(word.prefix))
    }),
    wrapper('xvfb-run', opts('-e --error-file -f --auth-file -n --server-num -p --xauth-protocol -s --server-args -w --wait', '-a --auto-servernum -l --listen-tcp')),
    wrapper('tini dumb-init catatonit docker-init', opts('-p -e', '-s -v -vv -vvv -g -w -c --single-child --verbose')),
    wrapper('caffeinate', opts('-t -w', '-d -i -m -s -u')),
    wrapper('unshare', opts(
        '--mount-proc --map-user --map-group --map-users --map-groups --propagation --setgroups -S --setuid -G --setgid -R --root -w --wd --monotonic --boottime',
        '-m --mount -u --uts -i --ipc -n --net -p --pid -U --user -C --cgroup -T --time -f --fork -r --map-root-user -c --map-current-user --map-auto --keep-caps --kill-child'
    ))
];

function asLine(call: Call, options: WrapperOptions): readonly Inner[] {
    return [...unknownOptions(call, options), ...call.positionals.length > 0 ? [startedLine(call.positionals)] : []];
}

/** The architecture is often `$(uname -m)`; more options may follow it. */
function underArch(call: Call): readonly Inner[] {
    const named = call.positionals[0];
    const hasArch = named !== undefined && (named.value === undefined || /^(x86_64|i[3-6]86|linux(32|64)|uname26|aarch64|arm\w*|ppc\w*|s390x?|riscv\w*|mips\w*)$/.test(named.value));
    const words = call.positionals.slice(hasArch ? 1 : 0);
    const from = words.findIndex(word => !word.prefix.startsWith('-'));
    return [...unknownOptions(call, ARCH), ...from < 0 ? [] : [{ kind: 'argv' as const, words: words.slice(from) }]];
}

/** `flock FILE CMD …`, `flock FILE -c 'CMD'`, and `flock FD`, which starts nothing. */
function underLock(call: Call): readonly Inner[] {
    const [, ...rest] = call.positionals;
    const line = lastValue(call, '-c', '--command') ?? (['-c', '--command'].includes(rest[0]?.value ?? '') ? rest[1] : undefined);
    return line ? [{ kind: 'shell', text: line }] : started(call, FLOCK, 1);
}

/** GNU takes a line with `-c`, BSD takes the command behind the file. */
function recorded(call: Call): readonly Inner[] {
    const text = lastValue(call, '-c', '--command');
    const behind = call.positionals.slice(1);
    return [
        ...unknownOptions(call, SCRIPT),
        ...text ? [{ kind: 'shell' as const, text }] : [],
        ...behind.length > 0 ? [{ kind: 'argv' as const, words: behind }] : [],
        ...!text && behind.length === 0 ? [{ kind: 'stdin-shell' as const }] : []
    ];
}
