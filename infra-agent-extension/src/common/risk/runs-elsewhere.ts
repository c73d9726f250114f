/** Files that something else runs or obeys without the agent's gate: pipelines, hooks, shells, package tools, editors. */

const REFUSED: readonly { readonly pattern: RegExp; readonly message: string }[] = [
    { pattern: /^\.git(\/|$)/, message: 'is git\'s own state' },
    { pattern: /^\.theia(\/|$)/, message: 'is the IDE\'s own state' },
    { pattern: /^\.vscode(\/|$)/, message: 'decides what the editor runs' }
];

const RUNS_ELSEWHERE: readonly { readonly pattern: RegExp; readonly message: string }[] = [
    { pattern: /^\.github\/(workflows|actions)\//, message: 'is a GitHub Actions pipeline: it runs on a push, with the repository\'s secrets' },
    { pattern: /(^|\/)action\.ya?ml$/, message: 'is a GitHub action: pipelines run it' },
    { pattern: /^\.gitlab-ci\.ya?ml$|^\.gitlab\/.*\.ya?ml$|\.gitlab-ci\.ya?ml$/, message: 'is a GitLab pipeline: it runs on a push' },
    { pattern: /(^|\/)(Jenkinsfile[\w.-]*|azure-pipelines[\w.-]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml|\.travis\.ya?ml|appveyor\.ya?ml|skaffold\.ya?ml)$/, message: 'is a pipeline: it runs on a push' },
    { pattern: /^\.(circleci|buildkite|woodpecker|tekton|azure-pipelines|azuredevops|teamcity|concourse)\//, message: 'is a pipeline: it runs on a push' },
    { pattern: /(^|\/)(\.husky|\.githooks|git-hooks)\/|(^|\/)(\.pre-commit-config\.ya?ml|\.?lefthook(-local)?\.ya?ml)$/, message: 'is a git hook: git runs it' },
    { pattern: /(^|\/)\.envrc$/, message: 'is run by direnv when a shell enters the folder' },
    { pattern: /(^|\/)\.(bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|inputrc|vimrc|exrc|gdbinit|tmux\.conf)$/, message: 'is run by every shell that starts' },
    { pattern: /(^|\/)package\.json$/, message: 'can hold life-cycle scripts, which npm runs at every install' },
    { pattern: /(^|\/)(setup\.py|conftest\.py|sitecustomize\.py|usercustomize\.py|\.npmrc|\.yarnrc(\.ya?ml)?|\.pnpmfile\.c?js|build\.rs|pip\.conf|\.pypirc|binding\.gyp)$/, message: 'is run, or decides what is run, by a package tool' },
    { pattern: /(^|\/)\.(devcontainer|idea|cursor|claude|zed|fleet)\/|(^|\/)\.code-workspace$/, message: 'is run, or decides what is run, by an editor' },
    { pattern: /(^|\/)(infra-agent\.ya?ml|\.aiignore|CLAUDE\.md|AGENTS\.md|\.cursorrules)$/, message: 'decides how agents read the repository' },
    { pattern: /(^|\/)\.gitattributes$|(^|\/)\.gitmodules$|(^|\/)\.gitconfig$/, message: 'decides what git fetches and which filters it runs' },
    { pattern: /(^|\/)(\.tool-versions|\.mise\.toml|mise\.toml|\.envrc\.local)$/, message: 'decides which programs a shell finds in the folder' }
];

/** Why a path of the workspace may not be edited at all. */
export function refusal(path: string): string | undefined {
    return REFUSED.find(({ pattern }) => pattern.test(path))?.message;
}

/** Who runs this file without a gate. */
export function runsElsewhere(path: string): string | undefined {
    return (REFUSED.find(({ pattern }) => pattern.test(path)) ?? RUNS_ELSEWHERE.find(({ pattern }) => pattern.test(path)))?.message;
}
