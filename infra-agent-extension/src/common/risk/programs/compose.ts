import { EXEC, RUN } from '../container-options';
import { startedIn } from '../container-start';
import { escapes } from '../container-escape';
import { high, verbs } from '../effect';
import type { ProgramTable } from '../program';

const values = (...flags: string[]) => ({ valueFlags: flags });

export const program: ProgramTable = {
    names: ['docker-compose', 'podman-compose', 'nerdctl-compose'],
    group: 'local',
    valueFlags: ['-f', '--file', '-p', '--project-name', '--profile', '--env-file', '--project-directory', '--parallel', '--progress', '--ansi', '-H', '--host', '-c', '--context', '--podman-args'],
    optionsOf: {
        'run': { valueFlags: RUN.valueFlags, optionsFirst: true },
        'exec': { valueFlags: EXEC.valueFlags, optionsFirst: true },
        'up': values('-t', '--timeout', '--scale', '--exit-code-from', '--attach', '--no-attach', '--pull', '--wait-timeout'),
        'down': values('-t', '--timeout', '--rmi'),
        'stop': values('-t', '--timeout'),
        'restart': values('-t', '--timeout'),
        'kill': values('-s', '--signal'),
        'logs': values('--since', '--until', '-n', '--tail', '--index'),
        'build': values('--build-arg', '-m', '--memory', '--progress', '--ssh', '--builder'),
        'config': values('--format', '-o', '--output', '--hash'),
        'ps': values('--format', '--filter', '--status', '--orderby'),
        'rm': values(),
        'pull': values('--policy')
    },
    verbs: {
        ...verbs('LOW', 'shows what is there', 'ps, ls, logs, config, convert, images, top, port, events, version, stats, volumes, wait, help, exec, cp'),
        ...verbs('MED', 'starts or builds services', 'up, build, pull, create, start, restart, unpause, run, watch, scale, attach, export, commit, alpha, bridge'),
        ...verbs('MED', 'writes images to a registry', 'push', { group: 'external' }),
        ...verbs('HIGH', 'publishes the application', 'publish', { group: 'external' }),
        ...verbs('HIGH', 'stops services', 'stop, kill, pause'),
        ...verbs('HIGH', 'stops and removes services', 'down, rm')
    },
    flagRules: [
        { flags: ['-v', '--volumes'], verbs: ['down', 'rm'], risk: 'HIGH', message: 'destroys the data of the services' },
        { flags: ['--rmi'], verbs: ['down'], risk: 'HIGH', message: 'removes the images' },
        { flags: ['-V', '--renew-anon-volumes'], verbs: ['up'], risk: 'HIGH', message: 'drops the data of anonymous volumes' },
        { flags: ['--push'], verbs: ['build'], risk: 'MED', group: 'external', message: 'writes the images to a registry' }
    ],
    dryRun: [{ flag: '--dry-run', values: ['', 'true'] }],
    judge: call => ({
        effects: [
            ...['run', 'exec'].includes(call.verb) ? escapes(call) : [],
            ...(call.verb === 'scale' ? call.positionals : call.values('--scale')).filter(word => /=0+$/.test(word.value ?? '')).map(word => high('local', 'scales a service to nothing', word))
        ]
    }),
    inner: call => call.verb === 'exec' ? startedIn(call, EXEC) : call.verb === 'run' ? startedIn(call, RUN) : [],
    writesTo: call => call.verb === 'config' || call.verb === 'convert' ? call.values('-o', '--output') : call.verb === 'cp' ? call.positionals.slice(1).filter(word => !/^[^/.]+:/.test(word.shown)) : [],
    environment: ['COMPOSE_FILE', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES', 'DOCKER_HOST', 'DOCKER_CONTEXT'],
    dangerousEnvironment: ['COMPOSE_FILE', 'DOCKER_HOST', 'DOCKER_CONTEXT']
};
