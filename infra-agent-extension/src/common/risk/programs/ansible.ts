import { exposes, high, low, med, plainProgram, verbs } from '../effect';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { lastValue } from '../word-parts';

const COMMON = [
    '-i', '--inventory', '-l', '--limit', '-e', '--extra-vars', '-u', '--user', '-f', '--forks', '--vault-id', '--vault-password-file', '-M', '--module-path', '-T', '--timeout', '-c', '--connection',
    '--private-key', '--key-file', '--ssh-common-args', '--ssh-extra-args', '--scp-extra-args', '--sftp-extra-args', '--become-method', '--become-user', '-t', '--tags', '--skip-tags',
    '--start-at-task'
];

/** Modules of an ad hoc call that only read, and those whose arguments are a command line. */
const READING_MODULES = /^(ansible\.(builtin|posix)\.)?(ping|setup|debug|stat|find|slurp|getent|package_facts|service_facts|gather_facts|assert|wait_for|wait_for_connection|win_ping|mount_facts|win_stat)$/;
const SHELL_MODULES = /^(ansible\.builtin\.)?(command|shell|raw|script|expect|win_shell|win_command)$/;

export const programs: readonly ProgramTable[] = [
    plainProgram('ansible-playbook', 'MED', 'changes hosts as the playbook says', {
        group: 'external',
        valueFlags: COMMON,
        judge: judgePlaybook,
        inner: call => call.has('--syntax-check', '--list-tasks', '--list-hosts', '--list-tags', '-C', '--check')
            ? []
            : call.positionals.map((path): Inner => ({ kind: 'text-file', path, group: 'external', read: text => readPlaybook(text, path) })),
        target: call => ({ kind: 'host', word: lastValue(call, '-l', '--limit') ?? lastValue(call, '-i', '--inventory') }),
        environment: ['ANSIBLE_CONFIG', 'ANSIBLE_INVENTORY', 'ANSIBLE_VAULT_PASSWORD_FILE', 'ANSIBLE_HOST_KEY_CHECKING'],
        dangerousEnvironment: ['ANSIBLE_CONFIG', 'ANSIBLE_INVENTORY', 'ANSIBLE_LIBRARY', 'ANSIBLE_ROLES_PATH', 'ANSIBLE_COLLECTIONS_PATH', 'ANSIBLE_ACTION_PLUGINS', 'ANSIBLE_CALLBACK_PLUGINS', 'ANSIBLE_SSH_ARGS', 'ANSIBLE_SSH_EXECUTABLE']
    }),
    plainProgram('ansible', 'MED', 'runs a module on hosts', {
        group: 'external',
        helpFlags: ['--help', '-h', '--version'],
        valueFlags: [...COMMON, '-a', '--args', '-m', '--module-name', '-B', '--background', '-P', '--poll'],
        judge: judgeAdHoc,
        inner: call => isShellModule(call) ? call.values('-a', '--args').map((text): Inner => ({ kind: 'shell', text, where: { group: 'external', description: `on ${call.positionals[0]?.shown ?? 'hosts'}` } })) : [],
        target: call => ({ kind: 'host', word: call.positionals[0] })
    }),
    plainProgram('ansible-inventory ansible-doc ansible-config ansible-community', 'LOW', 'shows what is there', {
        valueFlags: [...COMMON, '--host', '--output', '-p', '--playbook-dir'],
        writesTo: call => call.values('--output'),
        judge: call => ({ effects: call.has('--fix', '--write') ? [med('local', 'rewrites files')] : call.positionals[0]?.value === 'init' ? [med('local', 'writes settings')] : [] })
    }),
    {
        names: ['ansible-galaxy'],
        group: 'local',
        valueFlags: ['-r', '--role-file', '-p', '--roles-path', '-s', '--server', '--token', '-n'],
        verbs: {
            ...verbs('LOW', 'shows what is there', 'role list, collection list, collection verify, list, role info, role search, info, search'),
            ...verbs('MED', 'installs roles that others wrote', 'role install, collection install, install, collection download, role init, collection init, init, collection build, role remove, remove'),
            ...verbs('HIGH', 'publishes, or changes access', 'collection publish, role import, role delete, role setup, import, delete, setup, login', { group: 'external' })
        }
    },
    plainProgram('ansible-pull', 'HIGH', 'fetches a playbook and runs it', { group: 'external', valueFlags: [...COMMON, '-U', '--url', '-C', '--checkout', '-d', '--directory'] }),
    plainProgram('ansible-console ansible-test', 'HIGH', 'runs modules that are not read here', { group: 'external', valueFlags: COMMON }),
    plainProgram('molecule packer vagrant chef-client chef-solo knife puppet salt salt-call salt-ssh pyinfra', 'MED', 'makes or changes machines', { group: 'external', valueFlags: ['-var', '-var-file', '-only', '-s', '--scenario-name', '-c', '--config'], judge: judgeProvisioner, inner: innerOfVagrant })
];

/** `--check` changes nothing in modules that respect it; listing and syntax checks run none. */
function judgePlaybook(call: Call): { effects: Effect[]; replaces?: boolean } {
    if (call.has('--syntax-check', '--list-tasks', '--list-hosts', '--list-tags')) {
        return { replaces: true, effects: [low('local', 'reads the playbook')] };
    }
    if (call.has('-C', '--check')) {
        return { replaces: true, effects: [low('external', 'shows what the playbook would change')] };
    }
    const named = call.positionals.find(word => /(^|[-_/])(delete|destroy|remove|uninstall|purge|reset|teardown|cleanup|wipe|decommission|shutdown|reboot|drain)/i.test(word.shown));
    return { effects: named ? [high('external', 'runs a playbook whose name says that it destroys', named)] : [] };
}

/** What tasks say in plain sight: commands, removals, restarts and access. Roles and included files are not followed. */
function readPlaybook(text: string, path: Word): Effect[] {
    const harsh = /^\s*-?\s*(?:ansible\.\w+\.)?(shell|command|raw|script|reboot|expect|user|group|authorized_key|iptables|firewalld|ufw|sysctl|mount|filesystem|parted|lvol|cron|shutdown|selinux|pam_limits|fetch|uri)\s*:|^\s*state:\s*["']?(absent|stopped|rebooted)\b|\bstate=(absent|stopped)\b/m.exec(text);
    return harsh ? [high('external', `runs tasks that run commands, remove or stop (\`${harsh[0].trim()}\`)`, path)] : [med('external', 'runs the tasks of a playbook', path)];
}

function isShellModule(call: Call): boolean {
    const name = lastValue(call, '-m', '--module-name');
    return name === undefined || name.value !== undefined && SHELL_MODULES.test(name.value);
}

function judgeAdHoc(call: Call): { effects: Effect[]; replaces?: boolean } {
    const name: Word | undefined = lastValue(call, '-m', '--module-name');
    if (call.has('--list-hosts') || name?.value !== undefined && READING_MODULES.test(name.value)) {
        return { replaces: true, effects: [low('external', 'reads from hosts')] };
    }
    if (isShellModule(call)) {
        return { replaces: true, effects: [low('external', 'runs a command on hosts')] };
    }
    const args = call.values('-a', '--args').map(word => word.shown).join(' ');
    if (/^(ansible\.builtin\.)?(service|systemd|systemd_service)$/.test(name?.value ?? '') && /\bstate=["']?(started|restarted|reloaded)\b/.test(args)) {
        return { effects: [] };
    }
    const harsh = /state=["']?(absent|stopped|restarted|rebooted|reloaded)|force=|recurse=/.test(args) || name?.value === undefined || /(reboot|user|group|authorized_key|iptables|firewalld|ufw|selinux|sysctl|mount|filesystem|parted|lvol|cron|shutdown|known_hosts|pam_limits|seboolean|copy|template|file|lineinfile|replace|blockinfile|fetch|synchronize|unarchive|uri)$/.test(name.value);
    return { effects: harsh ? [high('external', `runs ${name?.shown ?? 'a module'} on hosts`, name)] : [] };
}

function judgeProvisioner(call: Call): { effects: Effect[]; replaces?: boolean } {
    const name = call.program.value?.split('/').pop() ?? '';
    const [verb] = call.positionals;
    const shows = /^(status|global-status|validate|inspect|list|version|ssh-config|port|search|show|plugins|help|lookup|facts|config|parser|matrix|lint|syntax|output|fmt|test\.ping|grains\.\w+)$/.test(verb?.value ?? '') && !(verb?.value === 'config' && call.positionals[1]?.value === 'set');
    if (shows || call.has('--noop', '--why-run', '--version')) {
        return { replaces: true, effects: [low(name === 'vagrant' || name === 'packer' || name === 'molecule' ? 'local' : 'external', 'shows the state of machines')] };
    }
    const harsh = /^(destroy|halt|suspend|package|delete|rm|cmd\.run|cmd\.\w+|ssl|cert|node|exec|reset|kill)$/.test(verb?.value ?? '') || /(^|\.)(stop|restart|reboot|remove|purge|delete|absent|shutdown|kill)/.test(call.positionals.map(word => word.value).join(' '));
    const local = name === 'vagrant' || name === 'molecule';
    return local ? { replaces: true, effects: [harsh ? high('local', 'stops or removes machines', verb) : med('local', 'makes or changes machines', verb)] }
        : { effects: harsh || name.startsWith('salt') || name === 'knife' ? [high('external', 'changes machines, or runs what is not read here', verb), ...verb?.value === undefined && verb ? [exposes('external', 'runs a verb that the text does not fix', verb)] : []] : [] };
}

function innerOfVagrant(call: Call): readonly Inner[] {
    const isSsh = call.positionals[0]?.value === 'ssh' || call.positionals[0]?.value === 'login';
    return isSsh ? call.values('-c').map((text): Inner => ({ kind: 'shell', text, where: { group: 'local', description: 'in a virtual machine' } })) : [];
}
