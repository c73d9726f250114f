/** The table of a program, by the name under which it is started. */
import type { ProgramTable } from './program';
import { programTables } from './programs';

let tables: ReadonlyMap<string, ProgramTable> | undefined;

export function tableOf(name: string): ProgramTable | undefined {
    tables ??= new Map(programTables.map(aligned).flatMap(table => table.names.map(each => [each, table] as const)));
    return tables.get(name) ?? tables.get(name.replace(/\.exe$/i, '')) ?? tables.get(name.replace(/-?[0-9]+(\.[0-9]+)*$/, ''));
}

/** Every table with the same fields in the same order: reading hundreds of shapes is what most of the time of judging went into. */
function aligned(table: ProgramTable): { readonly [Field in keyof Required<ProgramTable>]: ProgramTable[Field] } {
    return {
        names: table.names, group: table.group, valueFlags: table.valueFlags, attachedFlags: table.attachedFlags, optionsOf: table.optionsOf, optionsFirst: table.optionsFirst,
        verbs: table.verbs, aliases: table.aliases, flagRules: table.flagRules, dryRun: table.dryRun, helpFlags: table.helpFlags, judge: table.judge, inner: table.inner,
        writesTo: table.writesTo, fetches: table.fetches, deletes: table.deletes, touches: table.touches, reads: table.reads, target: table.target,
        environment: table.environment, dangerousEnvironment: table.dangerousEnvironment
    };
}

/** Folders in which installed programs lie: there the last part of the path says which one it is. */
const PROGRAM_FOLDERS = /^(\/(usr\/|usr\/local\/|opt\/homebrew\/|opt\/[\w.-]+\/|snap\/|usr\/lib\/[\w.-]+\/|usr\/local\/[\w.-]+\/|nix\/[\w./-]+\/)?s?bin|(~|\/root|\/home\/[\w.-]+|\/Users\/[\w.-]+)\/([\w./-]+\/)?(bin|shims))\/([\w.+-]+)$/;

/** The name of an installed program that is started by its path; undefined for any other file. */
export function installedProgram(path: string): string | undefined {
    return path.includes('/') ? PROGRAM_FOLDERS.exec(path)?.[6] : path;
}

/** Versions and platforms at the end of a downloaded program's name: `kubectl-v1.28.3-linux-amd64`, `terraform_1.5.7`. */
const RELEASE = /([-_.]?v?\d+(\.\d+)*([-+.]?(rc|alpha|beta|gke|eks)[\w.-]*)?)?([-_.](linux|darwin|macos|windows|amd64|arm64|aarch64|x86_64|x64|386|static|musl|gnu|real|bin|orig))*(\.exe)?$/i;

/** The table of the program that a file is named after, wherever the file lies. */
export function namesake(path: string): ProgramTable | undefined {
    const base = path.split('/').pop() ?? '';
    return base === '' ? undefined : tableOf(base) ?? tableOf(base.replace(RELEASE, ''));
}
