/** Versions that tools print, and whether they are in a range such as `>=1.28` or `^3.1`. */
import { coerce, satisfies } from 'semver';

/** The first version number in a text, or undefined. */
export function versionIn(output: string): string | undefined {
    const found = /\bv?([0-9]+\.[0-9]+(?:\.[0-9]+)?)/.exec(output);
    return found ? coerce(found[1])?.version : undefined;
}

export function satisfiesRange(version: string, range: string): boolean {
    return satisfies(version, range, { includePrerelease: true });
}
