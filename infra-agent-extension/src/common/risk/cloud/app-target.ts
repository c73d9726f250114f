/** What the tables of application platforms share. */
import type { ProgramTable } from '../program';

export const helpFlags = ['--help', '-h', '--version'];

/** The application or account that a flag names. */
export function appTarget(...flags: readonly string[]): NonNullable<ProgramTable['target']> {
    return call => {
        const word = call.values(...flags)[0];
        return { kind: 'cloud-project', ...(word ? { word } : {}) };
    };
}
