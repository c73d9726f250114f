/** Command lines of Prometheus, Alertmanager, Loki and Mimir. */
import { high, low, med } from '../verb-list';
import type { Call, ProgramTable } from '../program';

const helpFlags = ['--help', '-h', '--version'];

function addressed(...flags: readonly string[]): NonNullable<ProgramTable['target']> {
    return (call: Call) => {
        const word = call.values(...flags)[0];
        return { kind: 'host', ...(word ? { word } : {}) };
    };
}

const promtool: ProgramTable = {
    names: ['promtool'],
    group: 'local',
    valueFlags: ['--lint', '--config.file', '--start', '--end', '--step', '--match', '-o', '--format', '--http.config.file', '--url'],
    verbs: {
        ...low('check config, check rules, check metrics, check web-config, check service-discovery, check healthy, check ready, test rules, tsdb analyze, tsdb list, tsdb dump, tsdb dump-openmetrics, promql format, help', 'checks rules and settings'),
        ...low('query instant, query range, query series, query labels, query analyze, debug all, debug metrics, debug pprof', 'asks a Prometheus server', { group: 'external' }),
        ...med('push metrics', 'writes metrics to a server', { group: 'external', inverse: 'none' }),
        ...med('tsdb create-blocks-from, tsdb bench, promql label-matchers', 'writes blocks or expressions', { inverse: 'none' })
    },
    helpFlags
};

const amtool: ProgramTable = {
    names: ['amtool'],
    group: 'external',
    valueFlags: ['--alertmanager.url', '-o', '--output', '--config.file', '-c', '--comment', '-a', '--author', '-d', '--duration', '--timeout'],
    verbs: {
        ...low('alert, alert query, silence query, silence, config show, config routes, config routes show, config routes test, cluster show, template render, help', 'asks an Alertmanager'),
        ...low('check-config', 'checks settings', { group: 'local' }),
        ...med('alert add', 'raises an alert', { inverse: 'none' }),
        ...high('silence add, silence import, silence update', 'keeps alerts from being heard', { inverse: 'silence expire' }),
        ...med('silence expire', 'lets alerts be heard again', { inverse: 'silence add' })
    },
    helpFlags,
    target: addressed('--alertmanager.url'),
    environment: ['ALERTMANAGER_URL'],
    dangerousEnvironment: ['ALERTMANAGER_URL']
};

const loki: ProgramTable = {
    names: ['logcli'],
    group: 'external',
    valueFlags: ['--addr', '--org-id', '--username', '--password', '--from', '--to', '--limit', '-o', '--output', '--since', '-z'],
    verbs: { ...low('query, instant-query, labels, series, fmt, stats, volume, volume_range, detected-fields, help', 'asks a Loki server'), ...high('delete, delete create, delete cancel', 'deletes logs') },
    helpFlags,
    target: addressed('--addr'),
    environment: ['LOKI_ADDR', 'LOKI_ORG_ID'],
    dangerousEnvironment: ['LOKI_ADDR', 'LOKI_ORG_ID']
};

const mimir: ProgramTable = {
    names: ['mimirtool', 'cortextool', 'lokitool'],
    group: 'external',
    valueFlags: ['--address', '--id', '--user', '--key', '--namespaces', '--rule-dirs', '--backend'],
    verbs: {
        ...low('rules list, rules print, rules get, rules diff, rules lint, rules check, rules prepare, alertmanager get, alertmanager verify, analyze, config, remote-read, promql, help, version', 'asks the server'),
        ...med('rules load, rules sync, alertmanager load, backfill, bucket-validation', 'writes rules', { inverse: 'rules load of the earlier ones' }),
        ...high('rules delete, rules delete-namespace, alertmanager delete, acl', 'deletes rules or changes access')
    },
    flagRules: [{ flags: ['--key'], risk: 'MED', message: 'passes a credential' }],
    helpFlags,
    target: addressed('--address'),
    environment: ['MIMIR_ADDRESS', 'MIMIR_TENANT_ID'],
    dangerousEnvironment: ['MIMIR_ADDRESS', 'MIMIR_TENANT_ID']
};

export const programs: readonly ProgramTable[] = [promtool, amtool, loki, mimir];
