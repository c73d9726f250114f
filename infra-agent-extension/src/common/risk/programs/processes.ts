import { high, low, med, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable } from '../program';

export const programs: readonly ProgramTable[] = [
    plainProgram('ps top htop btop atop pgrep pidof pstree pmap vmstat iostat mpstat sar free uptime w who last lastlog dstat glances pidstat iotop nethogs iftop slabtop smem ipcs lslocks lsns tload', 'LOW', 'shows what runs', {
        valueFlags: ['-o', '-C', '-u', '-U', '-p', '-d', '--sort', '-t', '-g'],
        helpFlags: ['--help', '--version']
    }),
    plainProgram('kill', 'HIGH', 'stops processes', { helpFlags: [], judge: judgeKill }),
    plainProgram('pkill killall skill snice', 'HIGH', 'stops every process of a name', {
        judge: call => call.words.some(word => /^-(0|l|-list)$/.test(word.value ?? '')) ? { replaces: true, effects: [low('local', 'shows whether a process runs')] } : { effects: [] }
    }),
    plainProgram('renice', 'MED', 'changes the priority of processes'),
    plainProgram('wait jobs fg bg disown', 'LOW', 'waits for jobs of this shell'),
    plainProgram('shutdown reboot poweroff halt telinit init', 'HIGH', 'interrupts the whole machine', {
        judge: call => call.has('--show', '-c') && !call.has('-r', '-h', '-P') ? { replaces: true, effects: [low('local', 'shows or cancels a shutdown')] } : { effects: [] }
    }),
    plainProgram('crictl ctr', 'LOW', 'shows containers', { judge: judgeRuntime, inner: execIn }),
    plainProgram('uname hostid lscpu lspci lsusb lsmod lshw dmidecode inxi hwinfo lsmem sensors numastat getconf locale lsb_release nvidia-smi rocm-smi', 'LOW', 'shows the machine', {
        judge: call => ({ effects: call.has('--gpu-reset', '-r', '-pm', '-pl', '-c') && call.program.value?.endsWith('-smi') ? [high('local', 'changes the state of a device')] : [] })
    }),
    plainProgram('id whoami groups users logname tty getent', 'LOW', 'shows users and groups'),
    plainProgram('hostname domainname dnsdomainname', 'LOW', 'shows the name of this machine', {
        judge: call => ({ effects: call.positionals.length > 0 || call.has('-F', '--file', '-b') ? [high('local', 'changes the name of this machine')] : [] })
    }),
    plainProgram('date gdate', 'LOW', 'shows the time', {
        valueFlags: ['-d', '--date', '-f', '--file', '-r', '--reference', '-v'],
        judge: call => ({ effects: call.has('-s', '--set') || call.positionals.some(word => /^\d{8,}/.test(word.prefix)) && !call.has('-j', '-f') ? [high('local', 'sets the clock')] : [] })
    }),
    plainProgram('hwclock ntpdate chronyc ntpq', 'LOW', 'shows clocks', {
        judge: call => ({ effects: /ntpdate$/.test(call.program.value ?? '') && !call.has('-q') || call.has('--set', '-w', '--systohc', '-s', '--hctosys', '--adjust') || call.positionals.some(word => /^(makestep|burst|settime|delete|add|online|offline|shutdown)$/.test(word.value ?? '')) ? [high('local', 'sets the clock')] : [] })
    })
];

/** `kill -0` only asks, `-l` lists; a job or the last background process of this text is its own. */
function judgeKill(call: Call): { effects: Effect[]; replaces?: boolean } {
    const first = call.words[0]?.value;
    if (first === '-0' || first === '-l' || first === '-L' || first === '--help' || first === '-s' && call.words[1]?.value === '0') {
        return { replaces: true, effects: [low('local', 'shows whether a process runs')] };
    }
    const processes = call.words.filter((word, i) => !/^-/.test(word.prefix) && !/^-s$/.test(call.words[i - 1]?.value ?? ''));
    const ownJobs = processes.length > 0 && processes.every(word => /^%|^\$!$|^\$\{!\}$/.test(word.shown));
    return ownJobs ? { replaces: true, effects: [med('local', 'stops a job that this text started')] } : { effects: [] };
}

function judgeRuntime(call: Call): { effects: Effect[]; replaces?: boolean } {
    const words = call.positionals.map(word => word.value ?? '');
    const changes = words.find(word => /^(rm|rmi|rmp|stop|stopp|kill|delete|remove|prune|shutdown|del)$/.test(word));
    const starts = words.find(word => /^(run|runp|start|create|pull|exec|push|import|update|tag|load|attach|port-forward)$/.test(word));
    return { effects: changes ? [high('local', 'stops or removes containers')] : starts ? [med('local', 'starts or changes containers')] : [] };
}

/** `crictl exec -it ID CMD`. */
function execIn(call: Call) {
    const at = call.words.findIndex(word => word.value === 'exec');
    const rest = at < 0 ? [] : call.words.slice(at + 1).filter(word => !/^-/.test(word.prefix));
    return rest.length > 1 ? [{ kind: 'argv' as const, words: call.words.slice(call.words.indexOf(rest[0]) + 1), where: { group: 'local' as const, description: `in container ${rest[0].shown}` } }] : [];
}
