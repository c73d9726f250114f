import { exposes, high, verbs } from '../effect';
import type { ProgramTable } from '../program';
import { judgeApi } from './gh';

export const program: ProgramTable = {
    names: ['glab'],
    group: 'external',
    valueFlags: [
        '-R', '--repo', '-t', '--title', '-d', '--description', '-b', '--target-branch', '-s', '--source-branch', '-l', '--label', '-a', '--assignee', '--reviewer', '-m', '--milestone', '-g',
        '--group', '-P', '--per-page', '-p', '--page', '-F', '--output', '--ref', '-v', '--value', '-n', '--name'
    ],
    optionsOf: { api: { valueFlags: ['-X', '--method', '-f', '--raw-field', '-F', '--field', '-H', '--header', '--input', '--hostname'] } },
    verbs: {
        ...verbs('LOW', 'reads from GitLab', `mr list, mr view, mr diff, mr approvers, mr issues, issue list, issue view, ci list, ci view, ci status, ci trace, ci get, ci lint, ci config compile, pipeline
            list, repo list, repo view, repo search, repo contributors, repo members list, release list, release view, label list, variable list, snippet list, incident list,
            incident view, schedule list, cluster agent list, auth status, api, version, help, completion, config get, alias list, user events, milestone list, iteration
            list, job list, stack list, deploy-key list, ssh-key list, token list, check-update`),
        ...verbs('MED', 'changes what is on GitLab in a way that can be undone', `mr create, mr note, mr update, mr approve, mr revoke, mr rebase, mr merge, mr reopen, mr checkout, mr close, mr subscribe, mr todo, mr for, issue create, issue
            note, issue update, issue close, issue reopen, issue subscribe, issue board create, ci run, ci retry, ci trigger, ci artifact, pipeline run, repo clone, repo
            fork, repo create, repo mirror, release create, release download, release upload, label create, snippet create, incident note, incident close, incident reopen,
            schedule create, schedule run, config set, alias set, alias delete, auth login, auth logout, changelog generate, stack create, stack save, stack sync`),
        ...verbs('HIGH', 'removes, stops, or changes access on GitLab', `mr delete, issue delete, ci delete, ci cancel, pipeline delete, repo delete, repo archive, repo transfer, repo update, release delete, label delete, variable set,
            variable update, variable delete, schedule delete, schedule update, ssh-key add, ssh-key delete, deploy-key add, deploy-key delete, token create, token revoke,
            token rotate, securefile, securefile create, securefile remove, securefile download, cluster agent update-kubeconfig, duo ask, repo members add, repo members
            remove, runner-controller, job artifact`),
        ...verbs('HIGH', 'prints a credential', 'variable get, variable export', { writes: false })
    },
    helpFlags: ['--help', '--version'],
    judge: call => call.verb === 'api' ? { effects: judgeApi(call), replaces: true } : {
        effects: [
            ...call.verb === 'auth status' && call.has('-t', '--show-token') ? [exposes('external', 'prints a credential')] : [],
            ...call.verb === 'repo create' && call.has('--public') ? [high('external', 'publishes code')] : [],
            ...call.verb === 'variable list' ? [exposes('external', 'prints values that may be credentials')] : []
        ]
    },
    environment: ['GITLAB_TOKEN', 'GITLAB_HOST', 'GITLAB_URI', 'GL_HOST'],
    dangerousEnvironment: ['GITLAB_HOST', 'GITLAB_URI', 'GL_HOST']
};
