/** Terragrunt: Terraform's verbs for one folder, or for all of a tree. */
import { effect, high, low, med } from '../verb-list';
import { judgeTerraform, program as terraform, terraformFlagRules, TERRAFORM_VALUE_FLAGS, terraformVerbs } from './terraform';
import type { Call, Effect, Inner, ProgramTable, Verb, Word } from '../program';

/** `run-all apply`, `run apply`, `stack run apply` and the older `apply-all` are the verb itself, in many folders. */
const MANY = ['run-all', 'run', 'stack run'];

const handedOn: Record<string, Verb> = Object.fromEntries(Object.entries(terraformVerbs).flatMap(([path, verb]) => MANY.map(many => [`${many} ${path}`, verb])));
const olderForms = Object.fromEntries(['apply', 'destroy', 'plan', 'output', 'validate'].map(verb => [`${verb}-all`, `run-all ${verb}`]));

export const program: ProgramTable = {
    ...terraform,
    names: ['terragrunt', 'tg'],
    valueFlags: [...TERRAFORM_VALUE_FLAGS, '--terragrunt-config', '--terragrunt-working-dir', '--terragrunt-source', '--terragrunt-include-dir', '--terragrunt-exclude-dir', '--terragrunt-parallelism', '--terragrunt-log-level', '--terragrunt-iam-role', '--terragrunt-download-dir', '--terragrunt-tfpath', '--config', '--working-dir', '--source', '--queue-include-dir', '--queue-exclude-dir', '--parallelism', '--log-level', '--iam-assume-role', '--download-dir', '--tf-path', '--filter', '--queue-excludes-file', '--log-format', '--report-file', '--inputs-file'],
    verbs: {
        ...terraformVerbs,
        ...handedOn,
        ...low('graph-dependencies, dag graph, output-module-groups, terragrunt-info, info print, info strict, validate-inputs, render-json, render, find, list, hcl validate, hclvalidate, catalog, stack output, exec, help-all', 'reads the tree', { group: 'local' }),
        ...low('hclfmt, hcl fmt, hcl format', 'formats the code', { group: 'local', writes: true, inverse: 'git' }),
        ...med('scaffold, stack generate', 'writes code from a template', { group: 'local', inverse: 'git' }),
        ...med('backend bootstrap', 'creates the place of the state', { inverse: 'backend delete' }),
        ...high('backend delete, backend migrate, stack clean, aws-provider-patch', 'deletes or moves the state, or rewrites modules'),
        ...high('graph apply, graph destroy', 'reaches every folder that depends on this one')
    },
    aliases: olderForms,
    flagRules: [
        ...terraformFlagRules.map(rule => ({ ...rule, ...(rule.verbs ? { verbs: rule.verbs.flatMap(verb => [verb, ...MANY.map(many => `${many} ${verb}`)]) } : {}) })),
        { flags: ['--terragrunt-source', '--source', '--terragrunt-source-map', '--source-map'], risk: 'MED', message: 'takes the code from another place' },
        { flags: ['--terragrunt-tfpath', '--tf-path', '--terragrunt-iam-role', '--iam-assume-role', '--auth-provider-cmd', '--terragrunt-auth-provider-cmd'], risk: 'MED', message: 'runs another program, or as another role' }
    ],
    helpFlags: ['--help', '-help', '-h', '--version', '-version'],
    judge: call => ({ effects: judgeMany(call) }),
    inner: innerOfTerragrunt,
    target: call => {
        const word = call.values('--terragrunt-working-dir', '--working-dir')[0];
        return { kind: 'terraform-workspace', ...(word ? { word } : {}) };
    },
    environment: [...terraform.environment ?? [], 'TERRAGRUNT_CONFIG', 'TERRAGRUNT_WORKING_DIR', 'TERRAGRUNT_SOURCE', 'TG_CONFIG', 'TG_WORKING_DIR', 'TG_SOURCE', 'TG_NON_INTERACTIVE'],
    dangerousEnvironment: [...terraform.dangerousEnvironment ?? [], 'TERRAGRUNT_TFPATH', 'TG_TF_PATH', 'TERRAGRUNT_SOURCE', 'TG_SOURCE', 'TERRAGRUNT_CONFIG', 'TG_CONFIG', 'TERRAGRUNT_AUTO_APPROVE', 'TERRAGRUNT_IAM_ROLE', 'TG_IAM_ASSUME_ROLE', 'TG_AUTH_PROVIDER_CMD']
};

function terraformVerb(call: Call): { readonly verb: string; readonly many: boolean } {
    const prefix = MANY.find(many => call.verb.startsWith(`${many} `));
    const all = call.has('--all', '-a', '--graph') || prefix === 'run-all' || prefix === 'stack run';
    return { verb: prefix ? call.verb.slice(prefix.length + 1) : call.verb, many: all };
}

/** In many folders nobody reads each plan: Terragrunt itself passes `-auto-approve` there. */
function judgeMany(call: Call): Effect[] {
    const { verb, many } = terraformVerb(call);
    const writes = Object.hasOwn(terraformVerbs, verb) && terraformVerbs[verb as keyof typeof terraformVerbs].risk !== 'LOW' && verb !== 'init' && verb !== 'get';
    return [...judgeTerraform(call, verb), ...(many && writes ? [effect('HIGH', 'cloud', 'reaches every folder of the tree, with nobody asked')] : [])];
}

function innerOfTerragrunt(call: Call): readonly Inner[] {
    if (call.verb === 'exec') {
        return call.afterDashes && call.afterDashes.length > 0 ? [{ kind: 'argv', words: call.afterDashes }] : [];
    }
    const rest: readonly Word[] | undefined = /^run( |$)/.test(call.verb) ? call.afterDashes : undefined;
    return rest && rest.length > 0 ? [{ kind: 'argv', words: [{ ...call.program, value: 'terraform', shown: 'terraform', prefix: 'terraform' }, ...rest] }] : [];
}
