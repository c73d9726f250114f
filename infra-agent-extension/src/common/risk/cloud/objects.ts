/** Copies between this machine and a bucket: which side is which, and what a name gives away. */
import { effect, prints } from '../verb-list';
import type { Call, Effect, Word } from '../program';

const BUCKET = /^(s3|gs|gcs|az|oss|cos|b2):\/\//;
const KEPT_SECRET = /\.tfstate\b|\bkubeconfig\b|credentials?\b|secrets?\b|\.pem\b|\.p12\b|\.key\b|(^|\/)\.env\b|id_rsa|id_ed25519|service-?account.*\.json/i;

export function isBucket(word: Word): boolean {
    return BUCKET.test(word.prefix);
}

/** `-` and `/dev/stdout` are streams. */
export function localPaths(words: readonly Word[]): Word[] {
    return words.filter(word => !isBucket(word) && word.value !== '-' && !(word.value ?? '').startsWith('/dev/'));
}

/** The last of source and destination, where there are both. */
export function destinationOf(call: Call): Word | undefined {
    return call.positionals.length > 1 ? call.positionals[call.positionals.length - 1] : undefined;
}

/** Whether the copy ends in a bucket. One of its two sides always does or begins there, and so a known side tells of an unknown one. */
function endsInBucket(destination: Word, sources: readonly Word[]): boolean {
    return isBucket(destination) || destination.value === undefined && !/^[./~]/.test(destination.shown) && !sources.some(isBucket);
}

function sourcesOf(call: Call): readonly Word[] {
    return call.positionals.slice(0, Math.max(1, call.positionals.length - 1));
}

/** A copy writes where it ends: into a bucket, or to paths that `writesTo` names. */
export function judgeObjectCopy(call: Call): Effect[] {
    const destination = destinationOf(call);
    const secrets = sourcesOf(call).filter(word => isBucket(word) && KEPT_SECRET.test(word.shown));
    return [
        !destination || endsInBucket(destination, sourcesOf(call)) ? effect('MED', 'cloud', 'writes objects into a bucket', destination) : effect('MED', 'cloud', 'copies objects of a bucket to this machine', destination),
        ...secrets.map(word => prints('HIGH', 'cloud', 'reads what by its name holds secrets', word))
    ];
}

/** Local destinations of a copy. */
export function downloadsTo(call: Call): Word[] {
    const destination = destinationOf(call);
    return destination && !endsInBucket(destination, sourcesOf(call)) ? localPaths([destination]) : [];
}

/** Local sources of a copy, whose content goes to a bucket. */
export function uploadsFrom(call: Call): Word[] {
    return localPaths(sourcesOf(call));
}

/** Printing an object: `cat`, or a copy to a stream. */
export function judgeObjectPrint(call: Call): Effect[] {
    return call.positionals.filter(word => KEPT_SECRET.test(word.shown)).map(word => prints('HIGH', 'cloud', 'prints what by its name holds secrets', word));
}
