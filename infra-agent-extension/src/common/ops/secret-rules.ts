/**
 * The shapes of secrets, and what looks like one and is none. Every repetition has a bound, and no two neighbours can take the same characters
 * without one, so that a search stays linear in the text.
 */

export interface SecretRule {
    /** Stable: findings and people refer to it. */
    readonly id: string;
    /** Its first group is the secret, or the whole match if it has none. */
    readonly pattern: RegExp;
    /** What it is, for people: of those that their shape alone tells, wherever they stand. */
    readonly what?: string;
    /** The value counts only if it is no reference or placeholder. */
    readonly named?: true;
    /** Searched only in texts that hold this anywhere. */
    readonly only?: RegExp;
    /** Nothing is there to find in a piece of text without this, which is quicker to see. */
    readonly hint?: RegExp;
    /** Searched only inside of each match of this, which takes all that the pattern may look at, so that no part is searched twice. */
    readonly within?: RegExp;
}

const NAMED = /pass|secret|token|key|credential|pwd/i;

export const SECRET_RULES: readonly SecretRule[] = [
    {
        id: 'private-key',
        pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?=(?:\s|\\[rn]){0,20}(?:[A-Za-z0-9+/=]{16}|Proc-Type|Version))((?:[\sA-Za-z0-9+/=]|\\[rn]|(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]{0,100}){16,20000})/g
    },
    { id: 'aws-access-key', what: 'An AWS access key', named: true, pattern: /\b((?:AKIA|ASIA)[A-Z0-9]{16})\b/g },
    { id: 'github-token', what: 'A GitHub token', pattern: /\b(gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{50,255})\b/g },
    { id: 'gitlab-token', what: 'A GitLab token', pattern: /\b(gl(?:pat|rt|dt|ptt|cbt|agent|oas|soat)-[A-Za-z0-9_-]{20,255})/g },
    { id: 'slack-token', what: 'A Slack token', pattern: /\b(xox[abeoprs]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{20,255})/g },
    { id: 'slack-webhook', what: 'A Slack webhook', pattern: /hooks\.slack\.com\/(?:services|workflows)\/([A-Za-z0-9/_-]{20,120})/g },
    { id: 'stripe-key', what: 'A Stripe key', pattern: /\b((?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,255})\b/g },
    { id: 'google-api-key', what: 'A Google API key', pattern: /\b(AIza[A-Za-z0-9_-]{35})/g },
    { id: 'google-oauth-token', what: 'A Google OAuth token', pattern: /\b(ya29\.[A-Za-z0-9_-]{20,2000}|1\/\/0[A-Za-z0-9_-]{40,200})/g },
    { id: 'npm-token', what: 'An npm token', pattern: /\b(npm_[A-Za-z0-9]{36})\b/g },
    { id: 'model-provider-key', what: "A model provider's key", pattern: /\b(sk-(?:proj-|ant-[a-z0-9]{1,8}-)?[A-Za-z0-9_-]{32,255}|hf_[A-Za-z0-9]{30,60})/g },
    { id: 'vault-token', what: 'A Vault token', pattern: /\b(hv[sbr]\.[A-Za-z0-9_-]{20,255})/g },
    { id: 'terraform-token', what: 'A Terraform token', pattern: /\b([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,80})/g },
    { id: 'service-token', what: 'A token of a service', pattern: /\b(dop_v1_[a-f0-9]{64}|dckr_pat_[A-Za-z0-9_-]{20,60}|pypi-[A-Za-z0-9_-]{50,255}|SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{30,60}|shpat_[a-f0-9]{32}|gls[ac]_[A-Za-z0-9_]{32,80}|NRAK-[A-Z0-9]{27}|lin_api_[A-Za-z0-9]{40}|PMAK-[a-f0-9-]{50,70}|dp\.(?:st|pt|ct)\.[A-Za-z0-9._-]{40,80}|ops_eyJ[A-Za-z0-9_-]{100,2000}|tskey-[a-z]{1,12}-[A-Za-z0-9-]{16,80})/g },
    { id: 'json-web-token', pattern: /\b(eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000})/g },
    { id: 'age-key', what: 'An age private key', pattern: /\b(AGE-SECRET-KEY-1[A-Z0-9]{50,70})\b/g },
    { id: 'kubeconfig-key', what: 'A client key of a kubeconfig', pattern: /\bclient-key-data["']?:[ \t]{0,8}["']?([A-Za-z0-9+/=]{40,20000})/g },
    { id: 'azure-key', what: 'An Azure key', pattern: /\b(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/=]{40,100})/g },
    { id: 'azure-signature', pattern: /[?&]sig=([A-Za-z0-9%/+=]{30,100})/g },
    { id: 'docker-auth', pattern: /"auth"[ \t]{0,8}:[ \t]{0,8}"([A-Za-z0-9+/=]{8,4000})"/g },
    { id: 'docker-auth', named: true, pattern: /\.dockerconfigjson["']?:[ \t]{0,8}["']?([A-Za-z0-9+/=]{20,20000})/g },
    { id: 'url-password', named: true, pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{0,100}:([^\s@/'"]{1,200})@/gi },
    { id: 'bearer', named: true, pattern: /\bauthorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:bearer|basic|token|digest)[ \t]{1,8}([^\s"']{6,4000})/gi },
    {
        id: 'named-value', named: true, hint: NAMED,
        pattern: /(?:^|[\s"'{,;&?(|=])[A-Za-z0-9_.-]{0,60}?(?:passwords?|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|credentials?|[_-]pass|[_-]pwd)["']?[ \t]{0,8}(?:=>?|:=|:[ \t=]|:$|:(?=["'{]))[ \t]{0,8}("(?:[^"\\\n]|\\.){1,2000}"|'[^'\n]{1,2000}'|[^\s"'#;,&|)}]{1,2000})/gim
    },
    {
        id: 'flag-value', named: true, hint: NAMED,
        pattern: /(?:^|[\s"'])--?[a-z][a-z-]{0,40}?(?:password|passwd|passphrase|token|secret|api-key|access-key|secret-key|private-key)[ \t]{1,8}("(?:[^"\\\n]|\\.){1,2000}"|'[^'\n]{1,2000}'|[^\s"'#;,&|)}-][^\s"'#;,&|)}]{0,2000})/gim
    },
    {
        id: 'flag-value', named: true, hint: NAMED,
        pattern: /(?:^|[\s"'])--(?:password|passwd|passphrase|token|secret)[ \t]{1,8}("(?:[^"\\\n]|\\.){1,2000}"|'[^'\n]{1,2000}'|[^\s"'#;,&|)}-][^\s"'#;,&|)}]{0,2000})/gim
    },
    { id: 'mysql-password', named: true, within: /\b(?:mysql|mariadb)[^\n|;&]{0,1000}/g, pattern: /[ \t]-p([^\s'"-][^\s'"]{2,100})/g },
    { id: 'sshpass-password', named: true, pattern: /\bsshpass[ \t]{1,8}-p[ \t]{0,8}["']?([^\s'"]{1,200})/g },
    { id: 'redis-password', named: true, within: /\bredis-cli\b[^\n|;&]{0,1000}/g, pattern: /[ \t]-a[ \t]{1,8}["']?([^\s'"]{3,200})/g },
    { id: 'curl-user', named: true, within: /\b(?:curl|wget)\b[^\n|;&]{0,2000}/g, pattern: /[ \t](?:-u|--user)[ =]?["']?[^\s:'"]{1,100}:([^\s'"]{1,100})/g },
    { id: 'login-password', named: true, within: /\b(?:docker|podman|helm|oras|az|crane|skopeo)[ \t][^\n|;&]{0,80}?\blogin\b[^\n|;&]{0,4000}/g, pattern: /[ \t]-p[ \t]{1,8}["']?([^\s'"]{3,4000})/g },
    { id: 'terraform-state', named: true, only: /"terraform_version"/, pattern: /"(?:result|bcrypt_hash|secret_data|secret_string|kube_config_raw|master_password|client_key|token)":[ \t]{0,8}("(?:[^"\\\n]|\\.){1,20000}")/g },
    { id: 'terraform-output', only: /"sensitive"/, pattern: /"value":[ \t]{0,8}("(?:[^"\\\n]|\\.){1,20000}"),?\s{0,40}(?:"type":[^{}\n]{0,80},?\s{0,40})?"sensitive":[ \t]{0,8}true/g },
    { id: 'terraform-output', only: /"sensitive"/, pattern: /"sensitive":[ \t]{0,8}true,?\s{0,40}(?:"type":[^{}\n]{0,80},?\s{0,40})?"value":[ \t]{0,8}("(?:[^"\\\n]|\\.){1,20000}")/g }
];

/** References, empty values, placeholders and words of a configuration. */
const HARMLESS = new RegExp([
    /^$/, /^[$%<{[(*•&!|>@=]/, /\$[({]/, /\{\{/, /^(?:ENC\[|AQICAH|vault:|arn:|op:\/\/|ref\+|projects\/|file:|sops:)/, /^\\?\$/,
    /^(?:true|false|null|none|nil|yes|no|auto|default|string|str|int|bool|env|file|disabled|enabled|required|optional|undefined|redacted|masked|hidden|unset|sensitive|not|is|was|has|of|for|to|and|or|in|the|a)$/,
    /^(?:changeme\??|change[-_]?me.*|replace[-_ ]?me.*|your[-_ ].*|todo.*|tbd|fixme.*|example.*|dummy.*|placeholder.*|fake.*|x{3,}|\.{3,}|…+|-+|_+|\?+)$/,
    /REPLACE|CHANGE_?ME|PLACEHOLDER|INSERT_|EXAMPLE(?:KEY)?$|YOUR_/
].map(pattern => pattern.source).join('|'), 'i');
const PATH = /^(?:\.{0,2}\/|~\/)/;
/** A path, an object's name, an expression of a language: what names a value, and is none. */
const NAME_OF_ONE = new RegExp([
    PATH, /^[a-z0-9]+(?:[-.][a-z0-9]+)+\/?$/, /^[a-z]{1,16}$/, /^[0-9]{1,5}$/, /^[A-Z][A-Za-z]+(?:Ref|Name|Key|Secret|Token|Password)$/
].map(pattern => pattern.source).join('|'));
const EXPRESSION = /^[A-Za-z_][\w]*(?:\.[A-Za-z_][\w*-]*|\[[^\]\s]{1,60}\]){1,12}$|^[A-Za-z_][\w.]{0,80}[([]/;
const PASSWORD_NAME = /(?:pass(?:word|wd|phrase)?s?|pwd)["']?[ \t]{0,8}(?:=|:|[ \t])/i;

/** Whether a value that is named like a secret is one. `uncertain`: it may be a plain word that somebody uses as one. */
export function judgeValue(rule: SecretRule, value: string, match: string): 'secret' | 'uncertain' | 'harmless' {
    const plain = value.trim();
    if (HARMLESS.test(plain) || EXPRESSION.test(plain)) {
        return 'harmless';
    }
    switch (rule.id) {
        case 'named-value':
        case 'flag-value': return judgeNamed(plain, PASSWORD_NAME.test(match));
        case 'url-password':
        case 'kubernetes-secret': return NAME_OF_ONE.test(plain) || /^[A-Z_]+$/.test(plain) ? 'uncertain' : 'secret';
        default: return 'secret';
    }
}

/** What is called a token or key is one if it looks made by a machine; a password may be anything. */
function judgeNamed(value: string, isPassword: boolean): 'secret' | 'uncertain' | 'harmless' {
    if (NAME_OF_ONE.test(value)) {
        return isPassword && !PATH.test(value) ? 'uncertain' : 'harmless';
    }
    const looksMade = value.length >= 8 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) || value.length >= 16 && /[a-z]/.test(value) && /[A-Z]/.test(value) && !/\s/.test(value);
    return isPassword || looksMade ? 'secret' : 'uncertain';
}
