/** What a call runs or applies in turn: other programs, scripts, manifests, charts, targets. */
import type { Field, StartedCommand } from '../shell/host';
import { optionsOf, settled, text, concat } from '../shell/value';
import type { Value } from '../shell/value';
import { joinPathValue } from '../shell/shell-path';
import { say, sayEffect, DEEPEST_SCRIPT } from './assessing';
import type { Assessing, Setting } from './assessing';
import { farthestGroup } from './assessment';
import { fieldOf } from './field-word';
import { lookAtChart } from './look-at-chart';
import { lookAtManifests } from './look-at-manifests';
import { lookAtTerraform } from './look-at-terraform';
import type { Call, Inner, Remote, Word } from './program';
import { readScript } from './read-script';
import { runFile, runInline, runInput } from './run-script';
import { runTargets } from './run-targets';

export function lookInside(assessing: Assessing, setting: Setting, inner: Inner, command: StartedCommand, call: Call): void {
    const field = (word: Word): Field => fieldOf(word, command.place);
    const there = within(setting, 'where' in inner ? inner.where : undefined);
    if (there.depth > DEEPEST_SCRIPT) {
        return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: 'starts programs through programs, too deep to be followed', place: command.place });
    }
    const outer = there.remote !== setting.remote ? elsewhere(command) : command;
    switch (inner.kind) {
        case 'argv':
            return startWords(assessing, there, inner.words.map(field), outer, inner.assignments?.map(field) ?? [], inner.folder && field(inner.folder));
        case 'argv-and-more':
            return startWords(assessing, there, [...inner.words.map(field), ...moreWords(command, call)], { ...outer, stdin: { kind: 'closed' } }, []);
        case 'shell':
            return runInline(assessing, there, field(inner.text), (inner.args ?? []).map(field), outer);
        case 'stdin-shell':
            return runInput(assessing, there, { ...outer, stdin: command.stdin });
        case 'script':
            return runFile(assessing, isInput(inner.path, command) ? setting : there, field(inner.path), inner.args.map(field), outer, { always: 'shell' });
        case 'text-file': {
            const found = readScript(assessing, isInput(inner.path, command) ? { depth: setting.depth } : there, field(inner.path), command.cwd, 'runs');
            return found && inner.read(found.text).forEach(effect => sayEffect(assessing, there, effect, `\`${call.program.shown}\``, command.place));
        }
        case 'manifests':
            return lookAtManifests(assessing, there, inner, command);
        case 'chart':
            return lookAtChart(assessing, there, field(inner.path), command);
        case 'terraform':
            return lookAtTerraform(assessing, there, inner.folder && field(inner.folder), command);
        case 'targets':
            return runTargets(assessing, there, inner, command);
        case 'unreadable':
            return say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: inner.message, place: inner.at ? { ...command.place, start: inner.at.start, end: inner.at.end } : command.place });
        default: {
            const never: never = inner;
            return never;
        }
    }
}

function within(setting: Setting, where: Remote | undefined): Setting {
    if (!where) {
        return { ...setting, depth: setting.depth + 1 };
    }
    const outer = setting.remote;
    const remote: Remote = outer ? { group: farthestGroup([outer.group, where.group]), description: `${where.description}, ${outer.description}`, fresh: outer.fresh || where.fresh } : where;
    return { remote, depth: setting.depth + 1 };
}

/** A file that is redirected into a program is read here, wherever the program runs. */
function isInput(path: Word, { stdin }: StartedCommand): boolean {
    return stdin.kind === 'file' && fieldOf(path, stdin.path.place) === stdin.path;
}

/** On another machine neither the folder nor the variables are those of this one. */
function elsewhere(command: StartedCommand): StartedCommand {
    const { stdin } = command;
    const here = stdin.kind === 'file' ? { ...stdin, path: { ...stdin.path, value: joinPathValue(command.cwd, stdin.path.value) } } : stdin;
    return { ...command, stdin: here, cwd: [{ shown: '$PWD', nature: 'any' }], environment: () => undefined, functions: () => new Map() };
}

function startWords(assessing: Assessing, setting: Setting, words: readonly Field[], command: StartedCommand, assignments: readonly Field[], folder?: Field): void {
    if (words.length === 0) {
        return;
    }
    const set = assignments.map(assigned);
    const environment = (name: string): Value | undefined => set.find(each => each.name === name)?.value.value ?? command.environment(name);
    const cwd = folder ? joinPathValue(command.cwd, folder.value) : command.cwd;
    const ways = optionsOf(words[0].value);
    for (const way of ways) {
        const program = ways.length > 1 ? { ...words[0], value: way } : words[0];
        assessing.parts.judge(assessing, setting, { ...command, words: [program, ...words.slice(1)], builtin: false, redirects: [], assignments: set, environment, cwd });
    }
}

function assigned(field: Field): { name: string; value: Field } {
    const first = typeof field.value[0] === 'string' ? field.value[0] : '';
    const equals = Math.max(0, first.indexOf('='));
    return { name: first.slice(0, equals), value: { ...field, value: concat(text(first.slice(equals + 1)), field.value.slice(1)) } };
}

const MOST_WORDS = 64;

/** Options of `xargs` and `parallel` that cut the input otherwise, spread it over several calls, or take it from a file. */
const CUTS = [
    '-d', '--delimiter', '-0', '--null', '-n', '--max-args', '-L', '-l', '--max-lines', '-E', '-e', '--eof', '-s', '--max-chars', '-a', '--arg-file', '-I', '-i', '--replace',
    '-N', '--max-replace-args', '-C', '--colsep', '-X', '-m', '--xargs', '--pipe', '--arg-sep', '-j', '--jobs'
];

/** Words that `xargs` takes from its input, where that is known; any number of any words otherwise. */
function moreWords(command: StartedCommand, call: Call): Field[] {
    const { stdin } = command;
    const fixed = !call.has(...CUTS) && (stdin.kind === 'text' || stdin.kind === 'pipe') ? settled(stdin.value) : undefined;
    const words = fixed === undefined || /['"\\]/.test(fixed) ? undefined : fixed.split(/\s+/).filter(word => word !== '');
    return words && words.length <= MOST_WORDS
        ? words.map(word => ({ value: text(word), splits: false, place: command.place }))
        : [{ value: [{ shown: '…', nature: 'any', many: true }], splits: true, place: command.place }];
}
