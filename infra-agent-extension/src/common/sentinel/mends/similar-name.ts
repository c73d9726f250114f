/** The one name that someone nearly wrote. Nothing if two come near: code does not guess. */
import { baseName, folderOf } from '../../repo/repo-path';
import type { CheckContext } from '../check';

/** The only file with nearly this name in the same folder; or the only one of exactly this name anywhere. */
export function similarPath(context: CheckContext, missing: string): string | undefined {
    const beside = similarName(baseName(missing), context.siblings(folderOf(missing)).map(baseName));
    if (beside !== undefined) {
        return folderOf(missing) === '' ? beside : `${folderOf(missing)}/${beside}`;
    }
    const elsewhere = context.named(baseName(missing));
    return elsewhere.length === 1 ? elsewhere[0] : undefined;
}

export function similarName(wanted: string, names: readonly string[]): string | undefined {
    const near = names.map(name => ({ name, distance: likeness(wanted, name) })).filter(({ distance }) => distance <= 2).sort((a, b) => a.distance - b.distance);
    return near.length === 1 || (near.length > 1 && near[0].distance < near[1].distance) ? near[0].name : undefined;
}

/** 0 the same but for dashes, case or plural; 1 one is the beginning of the other, number included; 2 an edit or two apart; more: unlike. */
function likeness(a: string, b: string): number {
    if (extension(a) !== extension(b)) {
        return folded(stem(a)) === folded(stem(b)) && /^ya?ml$/.test(extension(a)) && /^ya?ml$/.test(extension(b)) ? 0 : 9;
    }
    const [left, right] = [folded(stem(a)), folded(stem(b))];
    if (left === right) {
        return 0;
    }
    const number = /^\d+/.exec(left)?.[0];
    if (number !== undefined && number !== /^\d+/.exec(right)?.[0]) {
        return left.replace(/^\d+/, '') === right.replace(/^\d+/, '') ? 1 : 9;
    }
    if (left.length >= 4 && right.length >= 4 && (left.startsWith(right) || right.startsWith(left))) {
        return 1;
    }
    const distance = editDistance(left, right);
    return (left.length >= 5 && distance <= 2) || (left.length >= 4 && distance === 1) ? 2 : 9;
}

function folded(name: string): string {
    return name.toLowerCase().replace(/[-_.]/g, '').replace(/s$/, '');
}

function stem(name: string): string {
    return name.replace(/\.[^.]*$/, '');
}

function extension(name: string): string {
    return /\.([^.]*)$/.exec(name)?.[1] ?? '';
}

/** Levenshtein, with two rows. */
export function editDistance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        }
        row = next;
    }
    return row[b.length];
}
