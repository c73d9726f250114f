/** Whether the name of an output, a key or a parameter says that its value is a secret. */
import type { Word } from '../program';

const SECRET = /pass(word|wd|phrase)?|secret|token|credential|private|api_?-?key|access_?-?key|_key$|-key$|^key$|kubeconfig|kube_config|connection_?-?string|dsn|cert(ificate)?_?key|sas_/i;
const PUBLIC = /public|_(arn|name|id|path|url|alg)$|-(arn|name|id|path|url)$/i;

/** An unknown name may be one: then it counts. */
export function namesSecret(word: Word): boolean {
    return SECRET.test(word.shown) && !PUBLIC.test(word.shown);
}
