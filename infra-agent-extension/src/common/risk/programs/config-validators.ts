/** Programs that read configuration and say what is wrong with it. Those that can mend files do so only when told to. */
import { effect, high, low, med } from '../verb-list';
import type { Call, Effect, ProgramTable } from '../program';

const helpFlags = ['--help', '-h', '--version', '-v'];
const OUTPUT_FLAGS = ['-o', '--output', '--output-file', '--output-file-path', '--out', '--out-file'];

/** A value of an output flag that is a path, not the name of a format. */
function outputFile(call: Call) {
    return call.values(...OUTPUT_FLAGS).filter(word => !/^(json|yaml|sarif|text|table|tap|junit|github|gitlab|csv|pretty|default|compact|checkstyle|jsonlines|markdown|html|cli|console|stdout|sonarqube|spdx\S*|cyclonedx\S*|template|cosign-vuln|wide|name|values|bindings|raw|discard|source|diff|profile)$/.test(word.shown));
}

function validator(names: readonly string[], valueFlags: readonly string[], more: Partial<ProgramTable> = {}): ProgramTable {
    return { names, group: 'local', valueFlags: [...OUTPUT_FLAGS, ...valueFlags], verbs: low('', 'checks files'), helpFlags, writesTo: outputFile, ...more };
}

const kubernetes = validator(['kubeconform', 'kubeval', 'kubectl-validate', 'datree', 'kubepug'], ['-schema-location', '--schema-location', '-ignore-filename-pattern', '-kubernetes-version', '--kubernetes-version', '-skip', '-reject', '-cache', '-n', '-d', '-i', '-v', '-s'], { helpFlags: ['--help', '-h', '-help', '--version'] });

const policies = validator(['conftest'], ['-p', '--policy', '-d', '--data', '--namespace', '-n', '--combine', '--parser', '--update', '-u'], {
    verbs: { ...low('test, verify, parse, fmt', 'checks files'), ...med('pull', 'downloads policies', { inverse: 'deleting them' }), ...med('push', 'publishes policies', { group: 'external', inverse: 'none' }), ...med('plugin', 'downloads code that conftest will run') },
    flagRules: [{ flags: ['--update', '-u'], verbs: ['test'], risk: 'MED', message: 'downloads policies' }]
});

const opa = validator(['opa', 'regal'], ['-d', '--data', '-i', '--input', '-f', '--format', '-b', '--bundle', '-t', '--timeout', '-c', '--config-file', '-a', '--addr', '--capabilities', '--partial', '-u', '--unknowns', '-e', '--entrypoint'], {
    verbs: { ...low('eval, check, test, fmt, parse, inspect, deps, bench, version, capabilities, lint, help', 'checks policies'), ...low('build, fix', 'writes policies in the workspace', { writes: true }), ...med('run, exec', 'serves policies, or runs them', { inverse: 'ending it' }), ...high('sign', 'signs a bundle with a key') },
    flagRules: [{ flags: ['-w', '--write'], verbs: ['fmt'], risk: 'LOW', writes: true, message: 'formats the policies' }]
});

const terraform = validator(['tflint', 'tfsec', 'terrascan', 'terraform-compliance', 'tfupdate', 'driftctl'], ['-c', '--config', '--chdir', '-f', '--format', '--minimum-failure-severity', '--enable-rule', '--disable-rule', '--var', '--var-file', '--tfvars-file', '--filter', '-i', '-t', '-d', '-p'], {
    flagRules: [{ flags: ['--init'], risk: 'MED', message: 'downloads plugins' }, { flags: ['--fix'], risk: 'LOW', writes: true, message: 'mends the files' }, { flags: ['--update'], risk: 'MED', message: 'replaces the program itself' }]
});

const terraformDocs = validator(['terraform-docs'], ['-c', '--config', '--header-from', '--output-mode', '--output-template', '--sort-by', '--indent', '--output-file'], { verbs: low('', 'documents modules'), writesTo: call => call.values('--output-file') });

const infracost = validator(['infracost'], ['--path', '-p', '--config-file', '--format', '--out-file', '--compare-to', '--usage-file', '--terraform-var', '--terraform-var-file', '--repo', '--pull-request', '--behavior', '--github-token', '--gitlab-token', '--project-name', '--fields'], {
    group: 'external',
    verbs: { ...low('breakdown, diff, output, help, completion, figures', 'asks the Infracost service for prices'), ...low('configure get, generate config', 'reads this machine', { group: 'local' }), ...med('comment, upload', 'writes a comment, or sends the estimate to the Infracost service', { inverse: 'none' }), ...med('configure set, register, auth login', 'changes settings of this machine', { inverse: 'configure set' }) }
});

const checkov = validator(['checkov'], ['-d', '--directory', '-f', '--file', '--framework', '--skip-framework', '-c', '--check', '--skip-check', '--config-file', '--baseline', '--external-checks-dir', '--external-checks-git', '--bc-api-key', '--repo-id', '--branch', '--docker-image', '--image', '--var-file', '--repo-root-for-plan-enrichment'], {
    flagRules: [
        { flags: ['--external-checks-dir', '--external-checks-git'], risk: 'HIGH', message: 'runs Python checks that it is given' },
        { flags: ['--bc-api-key', '--prisma-api-url', '--openai-api-key'], risk: 'HIGH', group: 'external', message: 'sends results out with a credential' },
        { flags: ['--create-config', '--create-baseline'], risk: 'LOW', writes: true, message: 'writes its settings' }
    ]
});

const trivy = validator(['trivy'], ['-c', '--config', '-f', '--format', '-t', '--template', '-s', '--severity', '--ignorefile', '--cache-dir', '--server', '--token', '--skip-dirs', '--skip-files', '--scanners', '--vuln-type', '--pkg-types', '--exit-code', '--timeout', '--input', '--context', '--kubeconfig', '--namespace', '-n', '--region', '--username', '--password', '--platform', '--compliance', '--report'], {
    verbs: { ...low('image, filesystem, rootfs, config, sbom, convert, repository, vm, version, help, kubernetes, aws, plugin list, plugin search, plugin info, vex repo list, module list, registry', 'looks for weaknesses'), ...low('clean', 'empties its own cache', { writes: false }), ...med('server, plugin install, plugin update, plugin upgrade, plugin run, plugin uninstall, module install, module uninstall, vex repo init, vex repo download', 'downloads code or serves results', { inverse: 'plugin uninstall' }), ...med('registry login, registry logout', 'changes the credentials for a registry', { group: 'external', inverse: 'registry logout' }) },
    aliases: { i: 'image', fs: 'filesystem', conf: 'config', repo: 'repository', k8s: 'kubernetes', c: 'convert' },
    judge: call => ({ effects: clusterReach(call) }),
    flagRules: [{ flags: ['--password'], risk: 'HIGH', message: 'passes a password' }]
});

/** `trivy k8s` starts jobs on the nodes, unless told not to. */
function clusterReach(call: Call): readonly Effect[] {
    return call.verb !== 'kubernetes' ? call.verb === 'aws' ? [effect('LOW', 'cloud', 'reads the account')] : [] : [call.has('--disable-node-collector') ? effect('LOW', 'cluster', 'reads the cluster') : effect('MED', 'cluster', 'reads the cluster, starting jobs on its nodes')];
}

const scanners = validator(['grype', 'syft', 'dockle', 'kics', 'terrapin', 'gitleaks', 'trufflehog', 'detect-secrets', 'semgrep', 'osv-scanner', 'hadolint', 'yamllint', 'actionlint', 'shellcheck', 'shfmt', 'cfn-lint', 'cfn-guard', 'helm-unittest', 'dive', 'ansible-lint', 'markdownlint', 'jsonlint', 'check-jsonschema', 'spectral', 'vacuum', 'polaris-lint', 'zizmor'], ['-c', '--config', '-f', '--format', '-s', '--severity', '-e', '--exclude', '-i', '--ignore', '--source', '--report-path', '-r', '--rules', '-t', '--template', '-S', '--shell', '-d'], {
    flagRules: [{ flags: ['--fix', '--autofix', '-w', '--write', '--apply-replacement'], risk: 'LOW', writes: true, message: 'mends the files' }],
    writesTo: call => [...outputFile(call), ...call.values('--report-path'), ...(call.has('--fix', '--autofix', '-w', '--write', '--apply-replacement') ? call.positionals : [])]
});

export const programs: readonly ProgramTable[] = [kubernetes, policies, opa, terraform, terraformDocs, infracost, checkov, trivy, scanners];
