import { high, verbs } from '../effect';
import type { ProgramTable } from '../program';

export const programs: readonly ProgramTable[] = [
    {
        names: ['deno'],
        group: 'local',
        valueFlags: ['-c', '--config', '--import-map', '--cert', '--lock', '-L', '--log-level'],
        optionsOf: { run: { valueFlags: ['-c', '--config', '--import-map', '--env-file'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', 'checks or shows code', 'check, info, doc, lint, types, completions, help, outdated'),
            ...verbs('LOW', 'runs JavaScript code', 'run, serve'),
            ...verbs('MED', 'builds, tests or installs with code of the workspace', `test, bench, cache, fmt, task, compile, bundle, install, i, add, remove, uninstall, init, upgrade, vendor, coverage, jupyter, approve-scripts`),
            ...verbs('HIGH', 'runs code that is not read here', 'eval, repl, x, create'),
            ...verbs('HIGH', 'publishes code, and cannot take it back', 'publish, deploy', { group: 'external' })
        },
        dryRun: [{ flag: '--dry-run', values: [''], verbs: ['publish'] }, { flag: '--check', values: [''], verbs: ['fmt'] }],
        inner: call => ['run', 'serve'].includes(call.verb) && call.positionals[0]
            ? [/^(https?|npm|jsr):|^-$/.test(call.positionals[0].prefix)
                ? { kind: 'unreadable', message: 'runs code of another host', at: call.positionals[0] }
                : { kind: 'text-file', path: call.positionals[0], group: 'local', read: () => [high('local', 'runs JavaScript code, which is not read here', call.positionals[0])] }]
            : []
    }
];
