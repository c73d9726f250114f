/** Looks through scripts: files that a shell or their first line runs, inline text, and input that a shell reads. */
import type { Field, ShellInput, StartedCommand } from '../shell/host';
import { parseShell } from '../shell/parse-shell';
import { positionalOf } from '../shell/call-function';
import { computedSource, rootSource, shiftedSource } from '../shell/source';
import type { Source } from '../shell/source';
import { known, settled, shown, text } from '../shell/value';
import type { Value } from '../shell/value';
import { spliceHoles } from './splice-holes';
import { DEEPEST_SCRIPT, parseOnce, say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { readScript } from './read-script';

/** Runs a text as a shell of its own, started by this command. */
export function runShell(assessing: Assessing, setting: Setting, source: Source, how: { readonly name: Value; readonly args: readonly Field[]; readonly command: StartedCommand; readonly stdin?: ShellInput; readonly cwd?: Value }): void {
    const { command } = how;
    if (setting.depth > DEEPEST_SCRIPT) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: 'runs scripts in scripts, too deep to be followed', place: command.place });
    }
    const positional = positionalOf(how.args);
    assessing.parts.evaluate(assessing, { ...setting, depth: setting.depth + 1 }, source, {
        name: how.name, positional, cwd: how.cwd ?? command.cwd, stdin: how.stdin ?? command.stdin, inherited: command.environment, inheritedFunctions: command.functions()
    });
}

/** `bash -c 'text' name args` */
export function runInline(assessing: Assessing, setting: Setting, code: Field, args: readonly Field[], command: StartedCommand): void {
    const fixed = known(code.value);
    if (fixed === undefined || code.splits) {
        return runSpliced(assessing, setting, code, args, command);
    }
    const parsed = parseShell(fixed);
    const source = code.literal ? shiftedSource(code.literal.source, fixed, parsed, code.literal.offset) : computedSource(command.source, fixed, parsed, code.place);
    const [name, ...rest] = args;
    runShell(assessing, setting, source, { name: name?.value ?? text('bash'), args: rest, command });
}

/** `ssh HOST "df -h $MOUNT"`: what a variable of the person puts in is taken for an argument, not for code; more than that cannot be read. */
function runSpliced(assessing: Assessing, setting: Setting, code: Field, args: readonly Field[], command: StartedCommand): void {
    const spliced = code.splits ? undefined : spliceHoles(code.value);
    if (!spliced) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `runs a text as shell that is not wholly known: ${shown(code.value)}`, place: code.place });
    }
    say(assessing, setting, { risk: 'MED', group: 'local', writes: true, message: `puts values that are not known into shell text: ${shown(code.value)}`, place: code.place });
    const [name, ...rest] = args;
    const source = computedSource(command.source, spliced.text, parseShell(spliced.text), code.place);
    const environment = (variable: string): Value | undefined => spliced.holes.get(variable) ?? command.environment(variable);
    runShell(assessing, setting, source, { name: name?.value ?? text('bash'), args: rest, command: { ...command, environment } });
}

/** A shell that reads its commands from standard input. */
export function runInput(assessing: Assessing, setting: Setting, command: StartedCommand): void {
    const { stdin } = command;
    const place = command.place;
    const high = (message: string) => say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message, place });
    switch (stdin.kind) {
        case 'text': case 'pipe': {
            const fixed = settled(stdin.value);
            if (fixed === undefined) {
                return high('runs what comes in through a pipe as shell, which cannot be read');
            }
            const parsed = parseShell(fixed);
            const literal = stdin.kind === 'text' ? stdin.literal : undefined;
            const source = literal ? shiftedSource(literal.source, fixed, parsed, literal.offset) : computedSource(command.source, fixed, parsed, place);
            return runShell(assessing, setting, source, { name: text('bash'), args: [], command, stdin: { kind: 'closed' } });
        }
        case 'file':
            return runFile(assessing, setting, stdin.path, [], { ...command, stdin: { kind: 'closed' } }, { always: 'shell' });
        case 'inherited':
            return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: 'runs its input as shell, which cannot be read', place });
        case 'closed':
            return;
        default: {
            const never: never = stdin;
            return never;
        }
    }
}

/** A script file, by a shell (`always`) or by what its first line says. */
export function runFile(assessing: Assessing, setting: Setting, path: Field, args: readonly Field[], command: StartedCommand, how: { readonly always?: 'shell' } = {}): void {
    const [only] = path.value;
    const printed = path.value.length === 1 && typeof only === 'object' ? only.output : undefined;
    if (printed !== undefined) {
        return runInput(assessing, setting, { ...command, stdin: { kind: 'pipe', value: printed, from: [] } });
    }
    const found = readScript(assessing, setting, path, command.cwd, 'runs');
    if (!found) {
        return;
    }
    const key = `${found.file} ${args.map(arg => shown(arg.value)).join(' ')}`;
    const again = assessing.active.filter(active => active.startsWith(`${found.file} `)).length;
    if (assessing.active.includes(key)) {
        return;
    }
    if (again > 4) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `runs ${found.file}, which runs itself again and again`, place: path.place });
    }
    assessing.active.push(key);
    runText(assessing, setting, path, args, command, found, how);
    assessing.active.pop();
}

const SHELLS = /^(ba|z|da|k|a|mk|rba)?sh$/;

function runText(assessing: Assessing, setting: Setting, path: Field, args: readonly Field[], command: StartedCommand, found: { readonly text: string; readonly file: string }, how: { readonly always?: 'shell' }): void {
    const interpreter = how.always ? [] : interpreterOf(found.text);
    const name = interpreter[0]?.split('/').pop() ?? 'sh';
    if (SHELLS.test(name)) {
        const source = rootSource(found.text, parseOnce(assessing, found.text), { file: found.file, invokedAs: path.value });
        return runShell(assessing, setting, source, { name: path.value, args, command });
    }
    const words: Field[] = interpreter.map(word => ({ value: text(word), splits: false, place: path.place }));
    assessing.parts.judge(assessing, { ...setting, depth: setting.depth + 1 }, { ...command, words: [...words, path, ...args], redirects: [], builtin: false });
}

/** The words of `#!…`, looking through `env`; none where there is no such line, which a shell then runs. */
function interpreterOf(script: string): string[] {
    const line = /^#!\s*([^\n]*)/.exec(script)?.[1].trim();
    if (!line) {
        return [];
    }
    const [program, ...rest] = line.split(/\s+/);
    if (!/(^|\/)env$/.test(program)) {
        return [program, ...rest];
    }
    return rest.filter(word => word !== '-S' && !word.includes('='));
}
