/** Tells names that hold credentials from names that only speak of them. */
import type { Word } from './program';

const SECRET = /(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|(API|PRIVATE|ACCESS|SIGNING|ENCRYPTION|MASTER|SSH|ACCOUNT|DEPLOY)_?KEY|CREDENTIALS?|_(PWD|PASS|PW|AUTH|PAT)$)/i;
/** `SECRET_NAME` is not a secret, nor is `TOKEN_FILE`. */
const ABOUT = /(_|^)(NAME|NAMES|FILE|FILES|PATH|DIR|FOLDER|ID|IDS|ARN|URL|URI|HOST|NS|NAMESPACE|REF|VERSION|TYPE|TTL|LENGTH|COUNT|ENABLED|REQUIRED|EXISTS|STORE|BACKEND|MANAGER|CLASS|PREFIX|SUFFIX|EXPIRY|EXPIRES|REGION|PROJECT|ENGINE|MOUNT)$/i;

/** Whether a variable of this name holds a credential, as far as names tell: `GITHUB_TOKEN`, `DB_PASSWORD`. */
export function isCredentialName(name: string): boolean {
    if (/^(AWS_ACCESS_KEY_ID|DATABASE_URL|MONGO(DB)?_UR[IL]|REDIS_URL|PGPASSWORD|MYSQL_PWD)$/i.test(name)) {
        return true;
    }
    return !/^(PWD|OLDPWD|SSH_AUTH_SOCK)$/.test(name) && SECRET.test(name) && !ABOUT.test(name);
}

/** The first variable in a word whose value would show a credential; `${X:+set}` and `${#X}` show none. */
export function credentialIn(word: Word): string | undefined {
    if (word.value !== undefined) {
        return undefined;
    }
    for (const match of word.shown.matchAll(/\$(?:\{!?([A-Za-z_]\w*)(?!\w|:?\+)|([A-Za-z_]\w*))/g)) {
        const name = match[1] ?? match[2];
        if (isCredentialName(name)) {
            return name;
        }
    }
    return undefined;
}
