/** The Azure command line. Exact verbs for what is named unlike it acts; everything else by its words. */
import { exposures, scalesToZero } from '../cloud/exposure';
import { classOfVerb, effectOfReading, readVerb } from '../cloud/verb-words';
import { effect, high, low, med, opensShell, prints } from '../verb-list';
import type { Call, Effect, Inner, ProgramTable, Verb, Word } from '../program';

const verbs: Readonly<Record<string, Verb>> = {
    ...low('version, find, help, feedback, cloud list, cloud show, extension list, extension list-available, extension show, config get, bicep version, bicep build', 'reads this machine', { group: 'local' }),
    ...low('keyvault secret list, keyvault key list, keyvault key show, keyvault certificate show, keyvault certificate list, ad app credential list, ad sp credential list, sshkey list, sshkey show, monitor log-analytics query, graph query, aks check-acr, aks get-upgrades, aks get-versions, deployment group what-if, deployment sub what-if, deployment tenant what-if, deployment mg what-if, account show, account list, acr check-health, network dns zone export', 'reads the cloud'),
    ...low('aks command invoke, vm run-command invoke, vmss run-command invoke, container exec, containerapp exec, ssh vm, ssh arc', 'starts a command in the cloud', { writes: false }),
    ...low('storage blob download, storage blob download-batch, storage file download', 'copies objects to this machine', { writes: false }),
    ...low('rest', 'calls the API', { writes: false }),

    ...med('account set, cloud set, config set, config unset, configure', 'changes which subscription or settings later calls use', { group: 'local', inverse: 'account set' }),
    ...med('extension add, extension update, extension remove, upgrade, bicep install, bicep upgrade, bicep uninstall, aks install-cli, acr config', 'changes which tools are installed', { group: 'local', inverse: 'extension remove' }),
    ...med('login, logout', 'changes as whom later calls act', { inverse: 'logout, login' }),
    ...med('aks get-credentials, acr login', 'writes credentials for a cluster or a registry to this machine', { inverse: 'kubectl config delete-context' }),
    ...med('keyvault create, lock create, webapp deployment slot swap, functionapp deployment slot swap, storage blob copy start, storage blob copy start-batch, vm create, vmss create, webapp ssh, webapp create-remote-connection, network bastion tunnel, network bastion ssh, network bastion rdp, monitor log-analytics workspace table update', 'changes the cloud', { inverse: 'the same the other way round, or delete' }),
    ...high('webapp config appsettings list, functionapp config appsettings list, webapp config connection-string list', 'prints the settings of an application, with the secrets that they hold', { writes: false }),

    ...high('account get-access-token, keyvault secret show, keyvault secret download, keyvault secret backup, keyvault key download, keyvault key decrypt, ad sp create-for-rbac, ad sp credential reset, ad app credential reset, acr token create, acr credential show, acr credential renew', 'prints credentials or secrets', { writes: false }),
    ...high('vm open-port, vm user update, vm user reset-ssh, vm user delete, aks update-credentials', 'changes who can reach or enter it'),
    ...high('vm extension set, vmss extension set', 'runs what an extension brings on machines'),
    ...high('account clear, account subscription cancel, account management-group', 'removes credentials or subscriptions'),
    ...high('aks upgrade, aks nodepool upgrade, sql db import, postgres flexible-server upgrade, mysql flexible-server upgrade, redis import', 'upgrades or writes over what is there, which nothing takes back')
};

/** Of every call, before or behind its verb. */
const GLOBAL_VALUE_FLAGS = ['-o', '--output', '--query', '--subscription'];

export const program: ProgramTable = {
    names: ['az'],
    group: 'cloud',
    valueFlags: [...GLOBAL_VALUE_FLAGS, '-n', '--name', '-g', '--resource-group', '-l', '--location', '--command', '--scripts', '--command-id', '--exec-command', '-f', '--file', '-d', '--destination', '-s', '--source', '-m', '--method', '-u', '--url', '--uri', '-b', '--body', '--node-count', '--instance-count', '--new-capacity', '--mode', '--ids', '--tags', '--vault-name', '--account-name', '--container-name', '-c', '-r', '--registry', '--defaults', '-p', '--password', '--username', '--tenant', '--context'],
    verbs,
    dryRun: [
        { flag: '--what-if', values: [''], verbs: [''] },
        { flag: '--dryrun', values: ['', 'true'], verbs: ['', 'storage blob download-batch'] }
    ],
    helpFlags: ['--help', '-h', '--version'],
    judge: judgeAz,
    inner: innerOfAz,
    writesTo: call => call.verb.startsWith('storage ') ? [...call.values('-f', '--file', '-d', '--destination')] : call.verb === 'aks get-credentials' ? call.values('-f', '--file') : [],
    target: call => {
        const word = call.values('--subscription', '-s')[0] ?? call.values('-g', '--resource-group')[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    },
    environment: ['AZURE_CONFIG_DIR', 'AZURE_DEFAULTS_GROUP', 'AZURE_DEFAULTS_LOCATION', 'AZURE_CORE_OUTPUT', 'AZURE_SUBSCRIPTION_ID', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_STORAGE_ACCOUNT', 'AZURE_EXTENSION_DIR'],
    dangerousEnvironment: ['AZURE_CONFIG_DIR', 'AZURE_DEFAULTS_GROUP', 'AZURE_EXTENSION_DIR', 'AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_CONNECTION_STRING', 'AZURE_STORAGE_KEY']
};

function judgeAz(call: Call): { readonly effects: readonly Effect[]; readonly replaces?: boolean } {
    if (call.verb !== '') {
        return { effects: [...judgeExact(call), ...(verbs[call.verb].risk === 'LOW' ? [] : exposures(call, 'cloud'))] };
    }
    const path = pathOf(call);
    if (path.length < 2 || path.some(word => word.value === undefined)) {
        return { effects: [] };
    }
    const words = path.map(word => word.value ?? '');
    const at = verbIndex(words);
    const group = words.slice(0, at).join(' ');
    const reading = readVerb(words[0] === 'ad' ? `identities: ${group}` : group, words[at]);
    const own = reading.reads && showsKeys(group, words[at]) ? prints('HIGH', 'cloud', `prints keys or credentials (${words.join(' ')})`, path[at]) : effectOfReading(reading, 'cloud', path[at]);
    return { effects: [own, ...(own.writes ? judgeWrite(call) : [])], replaces: true };
}

/** The words before the first flag that is not of every call. */
function pathOf(call: Call): Word[] {
    const path: Word[] = [];
    for (let i = 0; i < call.words.length; i++) {
        const word = call.words[i];
        if (GLOBAL_VALUE_FLAGS.includes(word.value ?? '')) {
            i++;
        } else if (!word.prefix.startsWith('-')) {
            path.push(word);
        } else if (!/^--(debug|verbose|only-show-errors)$|^--(output|query|subscription)=/.test(word.prefix)) {
            break;
        }
    }
    return path;
}

/** The verb ends the path; what stands behind it is an argument, as in `config set KEY=VALUE`. */
function verbIndex(words: readonly string[]): number {
    for (let i = words.length - 1; i > 0; i--) {
        if (classOfVerb(words[i]) !== undefined) {
            return i;
        }
    }
    return words.length - 1;
}

/** `storage account keys list`, `redis list-keys`, `iot hub connection-string show`. */
function showsKeys(group: string, verb: string): boolean {
    return /(^| )(keys?|credentials?|connection-string|admin-key|query-key|access-key|secrets?|sas-token)( |$)/.test(group) && /^(list|show|get|download)/.test(verb) && !/(^| )(sshkey|keyvault|federated-credential|managed-key)( |$)/.test(group)
        || /(list|show|get)-(keys|credentials|connection-strings?|secrets|publishing-credentials|publishing-profiles|admin-key|host-keys)/.test(verb);
}

const ACCESS_FLAGS: readonly string[] = ['--api-server-authorized-ip-ranges', '--enable-local-accounts', '--disable-local-accounts', '--admin-password', '--public-network-access', '--default-action', '--allow-blob-public-access', '--admin-enabled', '--bypass', '--disable-rbac', '--assign-identity', '--secret', '--connection-string'];

function judgeWrite(call: Call): Effect[] {
    const access = ACCESS_FLAGS.filter(flag => call.has(flag)).flatMap(flag => call.values(flag))[0];
    const complete = call.values('--mode').filter(word => word.value === undefined || /^complete$/i.test(word.value));
    return [
        ...exposures(call, 'cloud'),
        ...scalesToZero(call.values('--node-count', '--instance-count', '--new-capacity', '--number-of-workers', '--max-replicas', '--max-count'), 'cloud'),
        ...(access ? [effect('HIGH', 'cloud', 'changes who can reach it, or passes a credential', access)] : []),
        ...complete.map(word => effect('HIGH', 'cloud', 'deletes whatever the template does not name', word)),
        ...(call.has('--delete-destination', '--overwrite', '--force-deletion') ? [effect('HIGH', 'cloud', 'deletes or overwrites what is there', call.values('--delete-destination', '--overwrite', '--force-deletion')[0])] : [])
    ];
}

function judgeExact(call: Call): Effect[] {
    switch (call.verb) {
        case 'rest': return judgeRest(call);
        case 'container exec':
        case 'containerapp exec':
        case 'ssh vm':
        case 'ssh arc': return innerOfAz(call).length === 0 ? [opensShell('cloud')] : [];
        case 'vm run-command invoke':
        case 'vmss run-command invoke': return innerOfAz(call).length === 0 ? [effect('HIGH', 'cloud', 'runs a script in the cloud that the text does not show')] : [];
        case 'aks get-credentials': return call.has('--admin', '-a') ? [effect('HIGH', 'cloud', 'takes the credentials of the administrator', call.values('--admin', '-a')[0])] : [];
        case 'acr login': return call.has('--expose-token') ? [prints('HIGH', 'cloud', 'prints a credential', call.values('--expose-token')[0])] : [];
        case 'login': return call.has('-p', '--password', '--federated-token') ? [effect('HIGH', 'cloud', 'passes a credential', call.values('-p', '--password', '--federated-token')[0])] : [];
        default: return [];
    }
}

function judgeRest(call: Call): Effect[] {
    const method = call.values('-m', '--method')[0];
    const url = call.values('-u', '--url', '--uri')[0];
    if (url && /list(Keys|Secrets|Credentials|ConnectionStrings|AccountSas|ServiceSas)|getSecret|\/secrets\//i.test(url.shown)) {
        return [prints('HIGH', 'cloud', 'asks the API for secrets', url)];
    }
    if (!method || /^(get|head|options)$/i.test(method.value ?? '')) {
        return [];
    }
    const grave = method.value === undefined || /^delete$/i.test(method.value) || /roleAssignments|roleDefinitions|policy|firewall|securityRules|dnsZones|\/(stop|deallocate|restart|powerOff|purge)\b/i.test(url?.shown ?? '');
    return [effect(grave ? 'HIGH' : 'MED', 'cloud', `calls the API to change something (${method.shown})`, method)];
}

/** Commands for a cluster, an instance or a container, which a shell there reads. */
function innerOfAz(call: Call): readonly Inner[] {
    const flags = call.verb === 'aks command invoke' ? ['--command', '-c'] : /run-command invoke$/.test(call.verb) ? ['--scripts'] : /exec$/.test(call.verb) ? ['--exec-command', '--command'] : [];
    const where = call.verb.startsWith('aks') ? { group: 'cluster', description: 'in the cluster' } as const : { group: 'cloud', description: 'in the cloud' } as const;
    const behind = call.verb.startsWith('ssh ') ? call.afterDashes ?? [] : [];
    return [
        ...call.values(...flags).filter(word => !word.prefix.startsWith('@') && !/^\/?(\w+\/)*(ba|z|a|da)?sh$/.test(word.shown)).map(text => ({ kind: 'shell' as const, text, where })),
        ...(behind.length > 0 ? [{ kind: 'argv' as const, words: behind, where }] : [])
    ];
}
