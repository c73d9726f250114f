/** Files that hold credentials, as far as their paths tell. */

const CREDENTIALS: readonly RegExp[] = [
    /(^|\/)secrets?\/$/i,
    /(^|\/)secrets?\/[^/]+\.(ya?ml|json|env|txt|ini|toml|properties|tfvars|key|pem)$/i,
    /(^|\/)\.(ssh|aws|kube|gnupg|azure|docker)\/?\*?$|(^|\/)\.config\/(gcloud|gh)\/?$/,
    /(^|\/)\.ssh\/(id_[a-z0-9_]+|identity|.*\.pem|.*_rsa|.*_ed25519|.*key)$/,
    /(^|\/)id_(rsa|dsa|ecdsa|ed25519)(_[\w-]+)?$/,
    /(^|\/)\.aws\/(credentials|sso\/|cli\/cache)/,
    /(^|\/)\.kube\/(config|.*\.(ya?ml|conf|kubeconfig))$|(^|\/)kubeconfig([.-][\w.-]*)?$|\.kubeconfig$/,
    /(^|\/)\.config\/(gcloud|gh|doctl|hub|rclone|sops|argocd|glab-cli)\/(?!configurations|.*\.log)/,
    /(^|\/)\.(netrc|pgpass|npmrc|pypirc|vault-token|git-credentials|my\.cnf|mylogin\.cnf|s3cfg|boto|dockercfg|htpasswd)$/,
    /(^|\/)\.(docker\/config\.json|azure\/(accessTokens|msal|azureProfile)|gnupg\/|terraform\.d\/credentials|terraformrc$|cargo\/credentials|gem\/credentials|m2\/settings)/,
    /^\/etc\/(shadow|gshadow|sudoers|ssl\/private|kubernetes\/(admin\.conf|pki\/.*\.key)|rancher\/k3s\/k3s\.yaml|krb5\.keytab)/,
    /^\/(var\/)?run\/secrets\//,
    /^\/proc\/(self|\d+|\*)\/environ$/,
    /(^|\/)\.env(\.(?!example|sample|template|dist|defaults?$|schema)[\w.-]+)?$/,
    /(^|\/)([\w.-]*[._-])?(credentials?|secrets?|passwords?|tokens?)([._-][\w-]*)?\.(json|ya?ml|txt|csv|env|ini|toml|properties|tfvars|conf|key|pem)$/i,
    /(^|\/)(service[-_]?account|sa|gcp|gcloud)[-_]?key[\w.-]*\.json$|(^|\/)key\.json$/i,
    /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|agekey)$|(^|\/)age\.key$|(^|\/)keys\.txt$/,
    /(^|\/)(terraform\.tfstate(\.backup)?|.*\.tfstate)$/,
    /(^|\/)secrets\.auto\.tfvars$|(^|\/)vault[-_]?pass(word)?(\.txt)?$/
];

/** Public halves, templates, and what is encrypted. */
const HARMLESS = /\.pub$|\.(example|sample|template|tpl|dist)$|[._-](schema|example|template)\.(json|ya?ml)$|(^|\/)(cert|ca|chain|fullchain|public|tls\.crt)[\w-]*\.pem$|\.crt$|sealed|external-?secret|\.enc\.|\.sops\.|encrypted/i;

export function isCredentialPath(path: string): boolean {
    return !HARMLESS.test(path) && CREDENTIALS.some(pattern => pattern.test(path));
}
