/** Which variables the tables of the used programs pass on to them. */
import { programTables } from './programs';

export function programEnvironment(runs: readonly (readonly string[])[]): string[] {
    const used = new Set(runs.map(([program]) => program?.split('/').at(-1)));
    return [...new Set(programTables.filter(table => table.names.some(name => used.has(name))).flatMap(table => table.environment ?? []))];
}
