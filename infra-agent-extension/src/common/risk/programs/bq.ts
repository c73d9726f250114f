/** BigQuery's command line, whose queries are read. */
import { judgeSql } from '../cloud/sql-calls';
import { readInput } from '../sql-clients';
import { high, low, med } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

export const program: ProgramTable = {
    names: ['bq'],
    group: 'cloud',
    valueFlags: ['--api', '--api_version', '--apilog', '--bigqueryrc', '--ca_certificates_file', '--dataset_id', '--format', '--job_id', '--job_property', '--location', '--project_id', '--trace', '--max_rows_per_request', '-n', '--max_results', '--destination_table', '--destination_schema', '--parameter', '--maximum_bytes_billed', '--schedule', '--display_name', '--target_dataset', '--time_partitioning_field', '--clustering_fields', '--label', '--schema', '--source_format', '--destination_format', '--field_delimiter', '--expiration', '--description', '--default_table_expiration', '--filter', '--table_filter', '--member', '--role', '--view', '--external_table_definition', '--batch_size', '--transfer_config', '--data_source', '--params', '--start_row', '-s', '-j', '--min_creation_time', '--udf_resource', '--connection', '--routine', '--credential_file', '--service_account'],
    verbs: {
        ...low('ls, show, head, get-iam-policy, info, wait', 'reads datasets'),
        ...low('help, version', 'shows help', { group: 'local' }),
        ...low('query', 'runs SQL', { writes: false }),
        ...low('mkdef', 'prints a table definition', { group: 'local' }),
        ...med('mk, cp, load, insert, extract, partition', 'creates or copies tables', { inverse: 'rm' }),
        ...med('update', 'changes tables or datasets', { inverse: 'update with the previous values' }),
        ...med('init', 'changes settings of this machine', { group: 'local', inverse: 'none' }),
        ...med('undelete, shell', 'changes the cloud', { inverse: 'none' }),
        ...high('rm, truncate', 'deletes tables or datasets'),
        ...high('cancel', 'breaks off jobs'),
        ...high('add-iam-policy-binding, remove-iam-policy-binding, set-iam-policy', 'changes access')
    },
    flagRules: [
        { flags: ['--replace'], verbs: ['query', 'load', 'mk'], risk: 'HIGH', message: 'overwrites the table' },
        { flags: ['-f', '--force'], verbs: ['cp', 'mk', 'rm', 'update'], risk: 'HIGH', message: 'overwrites without a question' },
        { flags: ['--destination_table', '--append_table', '--schedule'], verbs: ['query'], risk: 'MED', message: 'keeps the result in a table, or the query as a schedule' },
        { flags: ['--source'], verbs: ['update'], risk: 'HIGH', message: 'overwrites the settings, access rules among them' }
    ],
    dryRun: [{ flag: '--dry_run', values: ['', 'true'], verbs: ['query'] }],
    helpFlags: ['--help', '-h', '--version'],
    judge: judgeQuery,
    inner: call => call.verb === 'query' && call.positionals.length === 0 ? readInput(call, 'cloud').inner : [],
    target: call => {
        const word = call.values('--project_id')[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    },
    environment: ['BIGQUERYRC', 'CLOUDSDK_CONFIG', 'CLOUDSDK_CORE_PROJECT', 'GOOGLE_APPLICATION_CREDENTIALS'],
    dangerousEnvironment: ['BIGQUERYRC', 'CLOUDSDK_CORE_PROJECT']
};

/** The query is a word, or comes from standard input. */
function judgeQuery(call: Call): { readonly effects: readonly Effect[] } {
    if (call.verb !== 'query') {
        return { effects: [] };
    }
    return { effects: call.positionals.length > 0 ? judgeSql(call.positionals[0], 'cloud') : readInput(call, 'cloud').effects };
}
