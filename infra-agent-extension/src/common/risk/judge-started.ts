/** One started command: which program it is, what its table says, what it writes, and what it starts in turn. */
import type { Field, StartedCommand } from '../shell/host';
import { known, knownPrefix, settled, shown, text } from '../shell/value';
import { step } from '../shell/run';
import { readCall } from './call';
import { say, sayEffect } from './assessing';
import type { Assessing, Setting } from './assessing';
import { wordOf, fieldOf } from './field-word';
import { installedProgram, namesake, tableOf } from './find-table';
import { judgeCall, runsNothing, saysDestroying } from './judge-call';
import { addedArguments, judgeAssignments, judgeProgramEnvironment } from './judge-environment';
import { judgePath, judgeRedirects, noteWritten } from './judge-paths';
import { lookInside } from './look-inside';
import { placesOf, shownPath } from './place-of-path';
import type { Call, ProgramTable, Stdin, Word } from './program';
import { runFile } from './run-script';
import { noteTarget } from './note-target';
import { passesCredentials, picksCredentials, sendsInNames } from './picks-credentials';
import { isReadable } from './read-script';

export function judgeStarted(assessing: Assessing, setting: Setting, command: StartedCommand): void {
    if (assessing.budget.steps <= 0) {
        return;
    }
    step({ budget: assessing.budget }, 6);
    judgeRedirects(assessing, setting, command.redirects, command);
    const [program] = command.words;
    const name = known(program.value);
    if (name === undefined || program.splits) {
        noteRun(assessing, command);
        assessing.mayHaveMade = true;
        say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `runs ${shown(program.value)} as a program, and which one that is the text does not fix`, place: program.place });
        return judgeLikely(assessing, setting, command);
    }
    if (name.trim() === '') {
        return;
    }
    noteRun(assessing, command);
    judgeAssignments(assessing, setting, command);
    const service = SERVICE_SCRIPT.exec(name)?.[1];
    if (service !== undefined) {
        const words = ['service', service].map(word => asField(word, program));
        return judgeStarted(assessing, setting, { ...command, words: [...words, ...command.words.slice(1)], redirects: [] });
    }
    const installed = installedProgram(withHome(assessing, name));
    const table = installed === undefined ? undefined : tableOf(installed);
    if (table) {
        return judgeByTable(assessing, setting, table, command);
    }
    if (command.builtin) {
        return;
    }
    // A script that is looked through makes what its own commands make; one that is not is HIGH, or nothing was looked at.
    if (name.includes('/') && installed === undefined) {
        return judgePathProgram(assessing, setting, command);
    }
    assessing.mayHaveMade = true;
    say(assessing, setting, { risk: 'MED', group: 'local', writes: true, message: `runs \`${shownPath(name)}\`, a program that is not known`, place: program.place });
    judgeNames(assessing, setting, name, command);
    judgeNamesake(assessing, setting, name, command);
}

/** An installed program that nobody described, but that says of itself, or is told in its first words, that it destroys: `k3s-uninstall.sh`, `crc delete`. */
function judgeNames(assessing: Assessing, setting: Setting, name: string, { words, place }: StartedCommand): void {
    const told = words.slice(1, 5).map(word => known(word.value) ?? '').filter(word => /^[a-z][\w:-]*$/i.test(word)).slice(0, 3);
    const bad = [name.replace(/\.\w+$/, ''), ...told].find(saysDestroying);
    if (bad !== undefined) {
        say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: `is told \`${bad}\`, which says that it destroys`, place });
    }
}

/** What init systems of old start is a service by its name. */
const SERVICE_SCRIPT = /^\/etc\/(?:rc\.d\/)?init\.d\/([\w.@-]+)$/;

/** A file named like a program is at least what that program would be: `./kubectl`, `kubectl-v1.28`. */
function judgeNamesake(assessing: Assessing, setting: Setting, path: string, command: StartedCommand): void {
    const table = namesake(path);
    if (table) {
        judgeByTable(assessing, setting, table, command);
    }
}

/** A computed program is HIGH; how far it reaches is told as far as its name, or the words behind a value that may be empty (`$SUDO kubectl …`), say. */
function judgeLikely(assessing: Assessing, setting: Setting, command: StartedCommand): void {
    const [program, ...rest] = command.words;
    const last = program.value[program.value.length - 1];
    const variable = program.value.length === 1 && typeof last === 'object' ? /^\$\{?([A-Za-z]\w*?)(_?(BIN|CMD|COMMAND|EXE|PATH|BINARY))?\}?$/i.exec(last.shown)?.[1].toLowerCase() : undefined;
    const name = typeof last === 'string' && last.includes('/') ? last : variable;
    if (name !== undefined) {
        judgeNamesake(assessing, setting, name, command);
    }
    if (program.splits && rest.length > 0 && !knownPrefix(rest[0].value).startsWith('-')) {
        judgeStarted(assessing, setting, { ...command, words: rest, redirects: [], builtin: false });
    }
}

function withHome(assessing: Assessing, name: string): string {
    const { home } = assessing.context;
    return home && name.startsWith(`${home}/`) ? `~${name.slice(home.length)}` : name;
}

const MOST_RUNS = 400;

function noteRun(assessing: Assessing, command: StartedCommand): void {
    if (assessing.runs.length >= MOST_RUNS) {
        return;
    }
    const argv = command.words.map(word => shownPath(shown(word.value)));
    const key = argv.join('\0');
    if (!assessing.ran.has(key)) {
        assessing.ran.add(key);
        assessing.runs.push(argv);
    }
}

function judgeByTable(assessing: Assessing, setting: Setting, table: ProgramTable, command: StartedCommand): void {
    const [first, ...args] = command.words.map(wordOf);
    const plain = readCall(table, first, args, stdinOf(command));
    const call = table.dangerousEnvironment?.includes('TF_CLI_ARGS') ? withAdded(assessing, setting, table, command, plain) : plain;
    const program = table.names.includes(call.program.shown) ? call.program.shown : table.names[0];
    const named = call.verb === '' ? `\`${program}\`` : `\`${program} ${call.verb}\``;
    for (const effect of judgeCall(table, call)) {
        assessing.mayHaveMade ||= effect.risk !== 'LOW' && effect.writes && table.group === 'local' && !setting.remote;
        // What is captured or piped on is printed to nobody here.
        const printsOnly = command.builtin && command.captured && effect.risk === 'HIGH' && !effect.writes;
        if (!printsOnly) {
            sayEffect(assessing, setting, effect, named, command.place);
        }
    }
    if (picksCredentials(command)) {
        say(assessing, setting, { risk: 'HIGH', group: 'local', writes: false, message: `${named} picks credentials out of settings`, place: command.place });
    }
    if (passesCredentials(command)) {
        say(assessing, setting, { risk: 'HIGH', group: 'local', writes: false, message: `${named} prints a credential that comes in`, place: command.place });
    }
    if (sendsInNames(command)) {
        say(assessing, setting, { risk: 'HIGH', group: 'external', writes: false, message: `${named} sends what comes in out in names`, place: command.place });
    }
    judgeProgramEnvironment(assessing, setting, table, command);
    noteTarget(assessing, setting, table, call, command);
    const idle = runsNothing(table, call);
    usePaths(assessing, setting, table, call, command, idle !== undefined);
    if (idle === 'help') {
        return;
    }
    for (const inner of table.inner?.(call) ?? []) {
        if (idle === undefined || !['manifests', 'chart', 'terraform', 'targets', 'text-file'].includes(inner.kind)) {
            lookInside(assessing, setting, inner, command, call);
        }
    }
}

function withAdded(assessing: Assessing, setting: Setting, table: ProgramTable, command: StartedCommand, call: Call): Call {
    const added = addedArguments(command, call.verb);
    if (added === undefined) {
        say(assessing, setting, { risk: 'HIGH', group: table.group, writes: true, message: 'takes further arguments from TF_CLI_ARGS, which are not known', place: command.place });
        return call;
    }
    return added.length === 0 ? call : readCall(table, call.program, [...call.words, ...added.map(wordOf)], call.stdin);
}

function usePaths(assessing: Assessing, setting: Setting, table: ProgramTable, call: Call, command: StartedCommand, idle: boolean): void {
    const use = (kind: 'write' | 'touch' | 'delete' | 'read', words: readonly Word[] | undefined) => words?.forEach(word => judgePath(assessing, setting, kind, fieldOf(word, command.place), command.cwd));
    use('read', table.reads?.(call));
    if (idle) {
        return;
    }
    use('delete', table.deletes?.(call));
    use('touch', table.touches?.(call));
    const writes = table.writesTo?.(call) ?? [];
    use('write', writes);
    [...writes, ...table.fetches?.(call) ?? []].forEach(word => noteWritten(assessing, fieldOf(word, command.place), command.cwd, undefined));
}

/** Standard input as a table sees it. */
export function stdinOf(command: StartedCommand): Stdin {
    const { stdin } = command;
    switch (stdin.kind) {
        case 'inherited':
            return { kind: 'inherited' };
        case 'file':
            return { kind: 'file', path: wordOf(stdin.path) };
        case 'text': case 'pipe': {
            const fixed = settled(stdin.value);
            const offset = stdin.kind === 'text' ? stdin.literal?.offset : undefined;
            return fixed === undefined ? { kind: 'unknown' } : { kind: 'text', text: fixed, ...(offset === undefined ? {} : { offset }) };
        }
        case 'closed':
            return { kind: 'text', text: '' };
        default: {
            const never: never = stdin;
            return never;
        }
    }
}

/** A program given by a path that is no folder of installed programs: a script of the workspace, or a stranger. */
function judgePathProgram(assessing: Assessing, setting: Setting, command: StartedCommand): void {
    const [path, ...args] = command.words;
    const places = placesOf(assessing.context, command.cwd, path.value);
    const stranger = setting.remote !== undefined && !places.some(place => place.kind === 'temp') || places.every(place => place.kind === 'outside' && !assessing.written.has(place.absolute));
    if (stranger) {
        assessing.mayHaveMade = true;
        say(assessing, setting, { risk: 'MED', group: 'local', writes: true, message: `runs \`${shownPath(shown(path.value))}\`, a program that is not known`, place: path.place });
        return judgeNamesake(assessing, setting, shown(path.value), command);
    }
    if (!isReadable(assessing, setting, path, command.cwd)) {
        judgeNamesake(assessing, setting, shown(path.value), command);
    }
    runFile(assessing, setting, path, args, command);
}

export function asField(word: string, like: Field): Field {
    return { value: text(word), splits: false, place: like.place };
}
