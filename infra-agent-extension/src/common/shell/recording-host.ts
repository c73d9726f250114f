/** A host that only remembers what it was told: for tests, and for readers that want to know what a script starts without judging it. */
import { parseShell } from './parse-shell';
import type { ShellHost, StartedCommand, Trouble } from './host';

export interface Recorded {
    readonly host: ShellHost;
    readonly started: StartedCommand[];
    readonly troubles: Trouble[];
}

export function recordingHost(files: Readonly<Record<string, string>> = {}): Recorded {
    const started: StartedCommand[] = [];
    const troubles: Trouble[] = [];
    const host: ShellHost = {
        started: command => { started.push(command); return undefined; },
        redirected: () => undefined,
        wrote: () => undefined,
        assigned: () => undefined,
        trouble: trouble => { troubles.push(trouble); },
        unset: () => undefined,
        source: path => {
            const name = path.value.length === 1 && typeof path.value[0] === 'string' ? path.value[0] : '';
            if (Object.hasOwn(files, name)) {
                return { kind: 'text', text: files[name], file: name, parsed: parseShell(files[name]) };
            }
            troubles.push({ kind: 'unreadable-source', message: `sources ${name}`, place: path.place });
            return { kind: 'refused', reported: true };
        },
        glob: () => undefined,
        folderExists: () => false,
        exists: () => undefined,
        repositoryRoot: () => undefined
    };
    return { host, started, troubles };
}
