/** Runs scripts in the real bash, where they can do no harm: as nobody, without network, with an empty environment, in an empty folder, and with a PATH of recording shims only. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PROGRAMS } from './script-grammar';
import { WRAPPERS } from './wrapper-grammar';

export interface Recorder {
    /** Every program that was started, with its arguments, in the order of starting. */
    run(script: string): readonly (readonly string[])[];
    close(): void;
}

/** One write for each start, so that parallel starts do not mix; beside the folder of its own run, for what outlives its script. */
const RECORD = `printf '%s\\0' "\${0##*/}" "$@" $'\\x1e' >> "$PWD.record"`;

/** A recorder, or the reason why scripts cannot be run safely here. */
export function openRecorder(): Recorder | string {
    const guard = guards();
    if (typeof guard === 'string') {
        return guard;
    }
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'infra-differential-'));
    fs.chmodSync(root, 0o755);
    const shims = path.join(root, 'shims');
    fs.mkdirSync(shims);
    for (const program of PROGRAMS) {
        const shim = path.join(shims, program);
        fs.writeFileSync(shim, `#!/bin/bash\n${RECORD}\n`, { mode: 0o755 });
    }
    for (const wrapper of WRAPPERS) {
        const real = ['/usr/bin', '/bin'].map(folder => path.join(folder, wrapper)).find(fs.existsSync);
        if (real) {
            fs.writeFileSync(path.join(shims, wrapper), `#!/bin/bash\n${RECORD}\nexec ${real} "$@"\n`, { mode: 0o755 });
        }
    }
    return {
        run: script => {
            const work = fs.mkdtempSync(path.join(root, 'work-'));
            fs.chmodSync(work, 0o777);
            const file = path.join(root, 'script.sh');
            const record = `${work}.record`;
            fs.writeFileSync(file, script);
            fs.writeFileSync(record, '');
            fs.chmodSync(record, 0o666);
            const [command, ...args] = [...guard, '/bin/bash', '--norc', '--noprofile', file];
            spawnSync(command, args, { cwd: work, env: { PATH: shims }, stdio: 'ignore', timeout: 5_000, killSignal: 'SIGKILL' });
            const starts = fs.readFileSync(record, 'utf8').split('\x1e\0').slice(0, -1).map(start => start.split('\0').slice(0, -1));
            fs.rmSync(work, { recursive: true, force: true });
            return starts;
        },
        close: () => fs.rmSync(root, { recursive: true, force: true })
    };
}

/** The command that gives up rights and network before bash starts. */
function guards(): string[] | string {
    if (!fs.existsSync('/bin/bash')) {
        return 'there is no /bin/bash';
    }
    if (process.getuid?.() !== 0) {
        const unshared = ['/usr/bin/unshare', '-r', '-n'];
        return works(unshared) ? unshared : [];
    }
    const dropped = ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'];
    if (!works(dropped)) {
        return 'this runs as root, and setpriv cannot give up its rights';
    }
    const alone = ['/usr/bin/unshare', '-n', ...dropped];
    return works(alone) ? alone : dropped;
}

function works([command, ...args]: readonly string[]): boolean {
    return spawnSync(command, [...args, '/bin/true'], { stdio: 'ignore' }).status === 0;
}
