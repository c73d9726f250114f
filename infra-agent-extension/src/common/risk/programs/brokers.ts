import { high, verbs } from '../effect';
import type { Call, ProgramTable } from '../program';
import { hasInput } from '../word-parts';

const NOTHING = /$^/;

/** Tools of Kafka, whose flags are their verbs. */
const kafka = (names: string, changes: RegExp, destroys: RegExp): ProgramTable => ({
    names: names.split(' ').flatMap(name => [name, `${name}.sh`]),
    group: 'external',
    valueFlags: [
        '--bootstrap-server', '--zookeeper', '--topic', '--group', '--command-config', '--partitions', '--replication-factor', '--config', '--entity-type', '--entity-name', '--add-config',
        '--delete-config', '--to-datetime', '--to-offset', '--shift-by', '--from-file', '--max-messages', '--property', '--broker-list'
    ],
    verbs: { '': { risk: 'LOW', message: 'shows the state of a broker' } },
    judge: (call: Call) => ({
        effects: call.flags.some(word => destroys.test(word.prefix)) ? [high('external', 'deletes, resets or moves data of a broker')]
            : call.flags.some(word => changes.test(word.prefix)) ? [{ risk: 'MED', group: 'external', writes: true, message: 'changes a broker' }] : []
    })
});

export const programs: readonly ProgramTable[] = [
    kafka('kafka-topics', /^--(create|alter)/, /^--delete/),
    kafka('kafka-consumer-groups', NOTHING, /^--(delete|reset-offsets|execute)/),
    kafka('kafka-configs', NOTHING, /^--(alter|add-config|delete-config)/),
    kafka('kafka-acls', NOTHING, /^--(add|remove)/),
    kafka('kafka-reassign-partitions kafka-leader-election kafka-preferred-replica-election', /^--(generate)/, /^--(execute|cancel|all-topic|election)/),
    kafka('kafka-delete-records kafka-server-stop zookeeper-server-stop kafka-storage', /./, /./),
    kafka('kafka-console-consumer kafka-get-offsets kafka-broker-api-versions kafka-log-dirs kafka-dump-log', NOTHING, NOTHING),
    { names: ['kafka-console-producer', 'kafka-console-producer.sh'], group: 'external', valueFlags: [], verbs: { '': { risk: 'HIGH', message: 'sends messages to a broker' } } },
    {
        names: ['kcat', 'kafkacat'],
        group: 'external',
        valueFlags: ['-b', '-t', '-p', '-o', '-c', '-X', '-F', '-f', '-K', '-D', '-G'],
        verbs: { '': { risk: 'LOW', message: 'reads from a broker' } },
        judge: call => ({ effects: call.has('-P') || hasInput(call) && !call.has('-C', '-L') ? [high('external', 'sends messages to a broker')] : [] })
    },
    {
        names: ['rabbitmqctl', 'rabbitmq-diagnostics', 'rabbitmqadmin', 'rabbitmq-plugins', 'rabbitmq-queues'],
        group: 'external',
        valueFlags: ['-n', '--node', '-p', '--vhost', '-H', '--host', '-u', '--username', '--password', '-P', '--port', '-t', '--timeout'],
        verbs: {
            ...verbs('LOW', 'shows the state of a broker', `status, list_queues, list_exchanges, list_bindings, list_connections, list_channels, list_consumers, list_users, list_vhosts, list_permissions,
                list_user_permissions, list_policies, list_parameters, cluster_status, node_health_check, ping, check_running, check_local_alarms, check_port_connectivity,
                environment, report, memory_breakdown, list, show, help, version, server_version, alarms, list_topic_permissions, quorum_status, listeners`),
            ...verbs('MED', 'changes a broker in a small way', `start_app, await_startup, declare, publish, add_vhost, set_cluster_name, sync_queue, cancel_sync_queue, enable_feature_flag, import_definitions,
                export_definitions, rebalance, trace_on, trace_off, enable, wait, set_log_level, rotate_logs`),
            ...verbs('HIGH', 'removes messages or queues, stops, or changes access', `delete_queue, purge_queue, delete_vhost, delete_user, add_user, change_password, clear_password, set_permissions, clear_permissions, set_user_tags,
                set_policy, clear_policy, set_parameter, clear_parameter, stop, stop_app, shutdown, reset, force_reset, forget_cluster_node, join_cluster, force_boot,
                close_connection, close_all_connections, eval, exec, delete, purge, close, disable, set_topic_permissions, restart_vhost, delete_member, grow, shrink`)
        }
    },
    {
        names: ['nats', 'pulsar-admin', 'rpk', 'mosquitto_sub', 'mosquitto_pub'],
        group: 'external',
        valueFlags: ['-s', '--server', '--context', '--creds', '-h', '-p', '-t', '-m', '-u', '-P', '-X', '--brokers'],
        verbs: {
            '': { risk: 'LOW', message: 'reads from a broker' },
            ...verbs('LOW', 'reads from a broker', `sub, stream ls, stream list, stream info, stream report, stream get, stream view, consumer ls, consumer info, consumer report, server list, server info,
                server ping, server report, server check, account info, kv ls, kv get, kv watch, kv history, object ls, object info, context ls, context show, rtt, bench,
                topics list, topics stats, tenants list, namespaces list, cluster info, cluster health, topic list, topic describe, topic consume, group list, group describe`),
            ...verbs('MED', 'changes a broker', `pub, stream add, stream edit, stream copy, consumer add, consumer edit, kv add, kv put, kv create, object add, object put, context add, context select, topic
                create, topic add-partitions, topics create, namespaces create, tenants create, request, reply, stream backup`),
            ...verbs('HIGH', 'removes messages or streams', `stream rm, stream purge, stream rmm, stream restore, stream seal, consumer rm, kv del, kv rm, kv purge, object rm, server cluster step-down, server cluster
                peer-remove, context rm, topic delete, topic trim-prefix, topics delete, namespaces delete, tenants delete, group delete, group seek, auth, nsc`)
        },
        judge: call => ({ effects: call.program.value?.endsWith('mosquitto_pub') ? [high('external', 'sends messages to a broker')] : [] })
    }
];
