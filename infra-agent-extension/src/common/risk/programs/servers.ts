import { high, low, med, onlyShows, plainProgram, verbs } from '../effect';
import type { ProgramTable } from '../program';
import { lastValue } from '../word-parts';
import { servesFolder } from './file-sharing';

/** Servers, and the tools that speak for them: testing settings is LOW, stopping HIGH. */
export const programs: readonly ProgramTable[] = [
    plainProgram('nginx openresty', 'MED', 'starts a web server', {
        valueFlags: ['-c', '-g', '-p', '-s', '-e'],
        judge: call => call.has('-t', '-T', '-v', '-V', '-h') && !call.has('-s')
            ? onlyShows('tests settings')
            : { effects: call.values('-s').some(word => word.value !== 'reload' && word.value !== 'reopen') ? [high('local', 'stops the web server')] : call.has('-g') ? [high('local', 'sets directives that the text carries')] : [] }
    }),
    plainProgram('apachectl apache2ctl httpd apache2 haproxy varnishd traefik lighttpd envoy', 'MED', 'starts or changes a server', {
        valueFlags: ['-f', '-k', '-D', '-d', '-p', '-c'],
        judge: call => call.positionals.some(word => /^(configtest|status|fullstatus)$/.test(word.value ?? '')) || call.has('-t', '-S', '-v', '-V', '-M', '-l', '-L', '-vv') && !call.has('-k') || call.has('-c') && /haproxy$/.test(call.program.value ?? '')
            ? onlyShows('tests settings')
            : { effects: [...call.positionals, ...call.values('-k')].some(word => /stop/.test(word.value ?? '')) ? [high('local', 'stops the server')] : [] }
    }),
    plainProgram('a2ensite a2enmod a2enconf', 'MED', 'turns a site or module on'),
    plainProgram('a2dissite a2dismod a2disconf', 'HIGH', 'turns a site or module off'),
    {
        names: ['caddy'],
        group: 'local',
        valueFlags: ['-c', '--config', '--adapter', '-a', '--from', '--to', '--root', '--listen', '--address'],
        verbs: {
            ...verbs('LOW', 'shows settings', 'version, validate, adapt, list-modules, build-info, environ, help, fmt, hash-password, manpage'),
            ...verbs('MED', 'starts or reloads a server', 'run, start, reload, reverse-proxy, respond'),
            ...verbs('LOW', 'serves files', 'file-server'),
            ...verbs('HIGH', 'stops the server, or changes what is trusted', 'stop, trust, untrust, upgrade, add-package, remove-package, storage')
        },
        judge: call => ({ effects: call.verb === 'file-server' ? [servesFolder(lastValue(call, '-l', '--listen'))] : [] })
    },
    {
        names: ['certbot', 'acme.sh', 'lego', 'step', 'step-ca', 'cfssl', 'cfssljson', 'easyrsa', 'minica'],
        group: 'external',
        valueFlags: ['-d', '--domains', '-w', '--webroot-path', '--cert-name', '-m', '--email', '--server', '--config-dir', '--dns', '--path', '-a', '-ca', '-ca-key', '-config', '-profile'],
        verbs: {
            '': { risk: 'HIGH', message: 'makes or changes certificates' },
            ...verbs('LOW', 'shows certificates', `certificates, plugins, show_account, list, certificate inspect, certificate verify, certificate fingerprint, certificate lint, ca health, ca roots, version,
                certinfo, info, bundle, print-defaults, scan, show-ca, show-cert, crypto key inspect, path`, { group: 'local' }),
            ...verbs('HIGH', 'makes, changes or revokes certificates', `certonly, renew, run, revoke, delete, register, unregister, update_account, rollback, enhance, install, reconfigure, ca, ca certificate, ca init, ca token, ca
                revoke, ca renew, certificate create, certificate sign, certificate install, certificate uninstall, ssh, crypto keypair, gencert, genkey, sign, serve,
                init-pki, build-ca, gen-req, sign-req, build-client-full, build-server-full, gen-crl, init-ca`)
        },
        dryRun: [{ flag: '--dry-run', values: [''] }]
    },
    plainProgram('mkcert', 'MED', 'makes a certificate for this machine', {
        valueFlags: ['-cert-file', '-key-file', '-p12-file', '-csr'],
        helpFlags: ['-help', '-version'],
        judge: call => call.has('-CAROOT') ? onlyShows('shows a folder') : { effects: call.has('-install', '-uninstall') ? [high('local', 'changes which certificates are trusted')] : [] },
        writesTo: call => call.values('-cert-file', '-key-file', '-p12-file')
    }),
    plainProgram('mail mailx sendmail mutt msmtp swaks ssmtp postdrop', 'HIGH', 'sends mail', { group: 'external', judge: call => call.has('-bv', '-bp', '--version') ? onlyShows('shows mail') : { effects: [] } }),
    plainProgram('mailq', 'LOW', 'shows mail that waits'),
    plainProgram('postfix postsuper postqueue postconf postmap', 'HIGH', 'changes how mail is sent', { judge: call => (/postconf$/.test(call.program.value ?? '') && !call.has('-e', '-X', '-#')) || call.has('-p', '-q') && /postqueue$/.test(call.program.value ?? '') || call.positionals[0]?.value === 'status' || call.positionals[0]?.value === 'check' ? onlyShows('shows settings of mail') : { effects: [] } }),
    {
        names: ['tailscale', 'zerotier-cli', 'netbird', 'nordvpn', 'openvpn', 'headscale'],
        group: 'external',
        valueFlags: ['--socket', '--authkey', '--hostname', '--config'],
        verbs: {
            ...verbs('LOW', 'shows the network between machines', `status, ip, ping, netcheck, version, whois, info, listnetworks, listpeers, peers, bugreport, debug, help, nodes list, users list, routes list, dns status`),
            ...verbs('LOW', 'connects to another machine', 'nc'),
            ...verbs('HIGH', 'changes who can reach this machine', `up, down, set, login, logout, switch, serve, funnel, ssh, cert, file, exit-node, lock, drive, join, leave, connect, disconnect, update, configure, nodes
                delete, nodes register, users destroy, users create, preauthkeys create, routes enable, expose`)
        }
    },
    {
        names: ['act', 'circleci', 'gitlab-runner', 'buildkite-agent', 'drone', 'woodpecker-cli', 'jenkins-jobs', 'jenkins-cli', 'azp', 'concourse', 'travis'],
        group: 'external',
        valueFlags: ['-t', '--target', '-p', '--pipeline', '-c', '--config', '-j', '--job', '-W', '--workflows', '-s', '--server', '-n', '--namespace', '-P', '--platform', '--secret-file', '--var-file', '-b', '--build', '-e'],
        verbs: {
            '': { risk: 'MED', message: 'runs a pipeline' },
            ...verbs('LOW', 'shows pipelines', `list, ls, status, info, config validate, config process, lint, validate, verify, version, pipelines, builds, build ls, build info, log view, logs, watch, get,
                repo ls, repo info, repo list, jobs, workers, containers, volumes, teams, targets, get-pipeline, validate-pipeline, format-pipeline, show, history, help,
                whoami, diagnostic, template list, cron list, orb list, orb info, orb validate, test, get-job, list-jobs, list-builds, who-am-i, console`),
            ...verbs('MED', 'runs or changes pipelines', `run, local execute, exec, trigger-job, submit, resubmit, retry, resume, unpause-pipeline, unpause-job, set-pipeline, build start, build create, build restart,
                build promote, follow, restart, trigger, update, create, start, artifact upload, artifact download, pipeline upload, annotate, meta-data set, sync, login,
                logout, setup, execute, rerun-build, expose-pipeline, clear-task-cache, check-resource, build`),
            ...verbs('HIGH', 'stops, removes, enters, or changes access', `destroy-pipeline, abort-build, pause-pipeline, pause-job, hijack, intercept, land-worker, prune-worker, set-team, destroy-team, rename-team, build stop, build
                kill, secret add, secret rm, secret update, secret ls, orgsecret add, user add, user rm, repo rm, repo update, repo repair, repo chown, register, unregister,
                install, uninstall, stop, terminate, suspend, delete, cancel, disable, context create, context delete, context store-secret, context remove-secret, namespace
                create, orb publish, orb create, runner, delete-job, quiet-down, shutdown, safe-shutdown, delete-builds, groovy, install-plugin, update-job, create-job,
                reload-configuration, env set, env unset, encrypt, token`)
        },
        judge: call => ({ effects: /(^|\/)act$/.test(call.program.value ?? '') && call.has('-l', '--list', '-n', '--dryrun', '-g', '--graph') ? [low('local', 'shows pipelines')] : /(^|\/)act$/.test(call.program.value ?? '') ? [med('local', 'runs a pipeline on this machine')] : [], replaces: /(^|\/)act$/.test(call.program.value ?? '') })
    },
    plainProgram('sonar-scanner codecov coveralls jfrog jf nexus-cli newrelic datadog-ci sentry-cli honeymarker launchdarkly', 'MED', 'sends results to a service', { group: 'external', judge: call => call.positionals.some(word => /^(delete|del|rm|purge|remove|destroy|prune)$/.test(word.value ?? '')) ? { effects: [high('external', 'removes what a service holds')] } : call.positionals.some(word => /^(ping|search|s|info|list|show|config|version|help)$/.test(word.value ?? '')) && call.positionals.length < 4 ? { replaces: true, effects: [low('external', 'reads from a service')] } : { effects: [] } })
];
