/**
 * Tasks that belong together: numbered scripts in one folder, or the scripts of a `tasks` folder; who mentions them, and which of them nothing
 * reaches. A mention is a whole word of code (an argument, an element of a list, a loop's word), never a part of a message.
 */
import { baseOf } from './effective-call';
import { groupBy } from './group-by';
import { baseName, folderOf, stemOf } from './repo-path';
import { question, sameData } from './recall';
import { configOf, filesRead, kindOf, scriptFiles, scriptOf, shellIn } from './repo-questions';
import { sourcedBy } from './shell-links';
import type { Analysis } from './analysis';
import type { ShellScript, ShellWord } from './shell-script';

export interface Mention {
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly task: string;
    /** By a glob over the folder, and so all of them, in the order of their names. */
    readonly byGlob: boolean;
}

export interface MissingTask {
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly name: string;
}

export interface TaskFamily {
    readonly folder: string;
    /** In the order of their numbers, else of their names. */
    readonly tasks: readonly string[];
    readonly numbered: boolean;
    readonly mentions: readonly Mention[];
    readonly missing: readonly MissingTask[];
    /** Scripts that run a task whose name they are given. */
    readonly runners: readonly string[];
    /** The script outside the family that mentions most of them. */
    readonly driver?: string;
}

const NUMBERED = /^(\d{1,4})[-_.](.+?)\.(sh|bash)$/;
const TASK_FOLDER = /(^|\/)(tasks|steps|stages|phases)$/;
const SAYS = /^(echo|printf|log\w*|info|warn\w*|error|debug|die|fail|say|note|msg|\w*_log|print\w*)$/;

interface Shape {
    readonly folder: string;
    readonly numbered: boolean;
    readonly tasks: readonly string[];
    readonly driver?: string;
}

const isRunnable = question((analysis: Analysis, file: string): boolean => sourcedBy(analysis, file).length === 0 || scriptOf(analysis, file)?.shebang !== undefined);

/** What is told of a folder by the owner is not guessed. */
const shapes = question((analysis: Analysis, _: ''): readonly Shape[] => {
    const scripts = scriptFiles(analysis, '');
    const byFolder = groupBy(scripts.filter(file => isRunnable(analysis, file)), folderOf);
    const found: Shape[] = [];
    for (const { folder: written, order, driver } of configOf(analysis, '').config.tasks ?? []) {
        const folder = written.replace(/^\.\//, '').replace(/\/+$/, '');
        const members = scripts.filter(file => folderOf(file) === folder);
        const first = (order ?? []).map(name => `${folder}/${name}`).filter(file => members.includes(file));
        const isThere = driver !== undefined && scripts.includes(driver);
        found.push({ folder, numbered: order === undefined && members.every(file => NUMBERED.test(baseName(file))), tasks: [...first, ...members.filter(file => !first.includes(file))], ...(isThere ? { driver } : {}) });
        byFolder.delete(folder);
    }
    for (const [folder, files] of byFolder) {
        const numbered = files.filter(file => NUMBERED.test(baseName(file)));
        if (numbered.length >= 3) {
            found.push({ folder, numbered: true, tasks: numbered.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1)) });
        } else if (TASK_FOLDER.test(folder) && files.length >= 3) {
            found.push({ folder, numbered: false, tasks: files.sort() });
        }
    }
    return found;
}, sameData);

export const taskFamilies = question((analysis: Analysis, _: ''): readonly TaskFamily[] => {
    const families = shapes(analysis, '');
    const hosts = filesRead(analysis, '').filter(file => kindOf(analysis, file) !== 'doc');
    const found = hosts.map(file => mentionsIn(analysis, file)).filter(one => one.size > 0);
    const loose = runners(analysis, '').size > 0 ? hosts.map(file => looseMentionsIn(analysis, file)).filter(one => one.size > 0) : [];
    return families.map((family, index) => {
        const own = found.flatMap(one => one.get(index) ?? []);
        const mentions = [...own.flatMap(one => one.mentions), ...loose.flatMap(one => one.get(index) ?? [])];
        const tasks = new Set(family.tasks);
        const outside = mentions.filter(mention => !tasks.has(mention.file));
        const ranked = [...groupBy(outside, mention => mention.file)].map(([file, list]) => ({ file, count: new Set(list.map(mention => mention.task)).size })).sort((a, b) => b.count - a.count || (a.file < b.file ? -1 : 1));
        const knowing = new Set(mentions.map(mention => mention.file));
        return {
            folder: family.folder, numbered: family.numbered, tasks: family.tasks, mentions, missing: own.flatMap(one => one.missing).filter(one => knowing.has(one.file)), runners: [...runners(analysis, '').get(index) ?? []],
            driver: family.driver ?? (ranked[0]?.count >= 2 ? ranked[0].file : undefined)
        };
    });
}, sameData);

/** The family of which a script is a task. */
export const familyOf = question((analysis: Analysis, file: string): { readonly folder: string; readonly tasks: readonly string[]; readonly order: number } | undefined => {
    const [first] = index(analysis, '').byTask.get(file) ?? [];
    const family = first === undefined ? undefined : shapes(analysis, '')[first];
    return family && { folder: family.folder, tasks: family.tasks, order: family.tasks.indexOf(file) };
}, sameData);

/** Position of a task by its number. */
export function numberOf(file: string): number {
    return Number(NUMBERED.exec(baseName(file))?.[1] ?? Number.NaN);
}

interface Names {
    /** Tasks by their name with and without extension, with their family. */
    readonly byName: ReadonlyMap<string, readonly { readonly family: number; readonly task: string }[]>;
    readonly byTask: ReadonlyMap<string, readonly number[]>;
    readonly byFolder: ReadonlyMap<string, readonly number[]>;
    /** The number, and the name behind it, where they are unique in their family. */
    readonly loose: ReadonlyMap<string, readonly { readonly family: number; readonly task: string }[]>;
}

const index = question((analysis: Analysis, _: ''): Names => {
    const all = shapes(analysis, '').map((shape, family) => ({ ...shape, family }));
    const named = all.flatMap(({ tasks, family }) => tasks.flatMap(task => [{ key: baseName(task), family, task }, { key: stemOf(task), family, task }]));
    const loose = all.flatMap(({ tasks, family }) => [...looseNames(tasks)].map(([key, task]) => ({ key, family, task })));
    return {
        byName: groupBy(named, ({ key }) => key), loose: groupBy(loose, ({ key }) => key),
        byTask: valuesBy(all.flatMap(({ tasks, family }) => tasks.map(task => ({ key: task, value: family })))), byFolder: valuesBy(all.map(({ folder, family }) => ({ key: folder, value: family })))
    };
});

function valuesBy(items: readonly { readonly key: string; readonly value: number }[]): Map<string, number[]> {
    return new Map([...groupBy(items, ({ key }) => key)].map(([key, list]) => [key, list.map(({ value }) => value)]));
}

/** What one file says of a family. */
interface Said {
    readonly mentions: Mention[];
    readonly missing: MissingTask[];
    /** It runs a task whose name it is given. */
    runs: boolean;
}

const mentionsIn = question((analysis: Analysis, file: string): ReadonlyMap<number, Said> => {
    const families = shapes(analysis, '');
    const said = new Map<number, Said>();
    const of = (family: number): Said => {
        const known = said.get(family) ?? { mentions: [], missing: [], runs: false };
        said.set(family, known);
        return known;
    };
    const mention = (family: number, task: string, at: { start: number; end: number }, byGlob: boolean): void => {
        if (task !== file) {
            of(family).mentions.push({ file, ...at, task, byGlob });
        }
    };
    const { byName, byTask, byFolder } = index(analysis, '');
    for (const shell of families.length > 0 ? shellIn(analysis, file) : []) {
        const { script, at } = shell;
        const { covering, listed } = pathsOf(analysis, script);
        for (const { word, existing } of covering) {
            const covered = groupBy(existing.flatMap(path => (byTask.get(path) ?? []).map(family => ({ family, task: path }))), ({ family }) => family);
            for (const [family, tasks] of covered) {
                if (tasks.length < 2 || !folderMayMatter(word, families[family].folder)) {
                    continue;
                }
                if (word.pieces.some(piece => piece.kind === 'glob') && !word.pieces.some(piece => piece.kind === 'variable' && unknownVariable(analysis, piece.name, script))) {
                    tasks.forEach(({ task }) => mention(family, task, { start: at(word.start), end: at(word.end) }, true));
                } else {
                    of(family).runs = true;
                }
            }
        }
        for (const folder of listed) {
            for (const family of byFolder.get(folder) ?? []) {
                families[family].tasks.forEach(task => mention(family, task, { start: 0, end: 0 }, true));
            }
        }
        for (const { text, base, start, end } of literals(script)) {
            const named = byName.get(base) ?? [];
            for (const { family, task } of named) {
                if (fitsFolder(text, task)) {
                    mention(family, task, { start: at(start), end: at(end) }, false);
                }
            }
            if (NUMBERED.test(base)) {
                families.forEach(({ numbered, folder }, family) => {
                    if (numbered && !named.some(one => one.family === family) && fitsFolder(text, `${folder}/${base}`)) {
                        of(family).missing.push({ file, start: at(start), end: at(end), name: base });
                    }
                });
            }
        }
    }
    return said;
}, sameData);

/** Scripts that run a task whose name they are given, by family. */
const runners = question((analysis: Analysis, _: ''): ReadonlyMap<number, readonly string[]> => {
    const found = filesRead(analysis, '').filter(file => kindOf(analysis, file) !== 'doc').flatMap(file => [...mentionsIn(analysis, file)].filter(([, one]) => one.runs).map(([family]) => ({ family, file })));
    return new Map([...groupBy(found, ({ family }) => family)].map(([family, list]) => [family, list.map(({ file }) => file)]));
}, sameData);

/** Numbers and bare names count only where a runner is at hand: `gateway` is a common word. */
const looseMentionsIn = question((analysis: Analysis, file: string): ReadonlyMap<number, readonly Mention[]> => {
    const found = new Map<number, Mention[]>();
    const own = new Set(index(analysis, '').byTask.get(file));
    for (const { script, at } of shellIn(analysis, file)) {
        const names = [...runnerNames(analysis, '')].filter(([name]) => script.text.includes(name)).flatMap(([, families]) => families);
        const near = new Set([...names, ...[...runners(analysis, '')].filter(([, files]) => files.includes(file)).map(([family]) => family)].filter(family => !own.has(family)));
        for (const { text, start, end } of near.size > 0 ? literals(script) : []) {
            for (const { family, task } of index(analysis, '').loose.get(text) ?? []) {
                if (near.has(family) && task !== file) {
                    found.set(family, [...found.get(family) ?? [], { file, start: at(start), end: at(end), task, byGlob: false }]);
                }
            }
        }
    }
    return found;
}, sameData);

const runnerNames = question((analysis: Analysis, _: ''): ReadonlyMap<string, readonly number[]> =>
    valuesBy([...runners(analysis, '')].flatMap(([value, files]) => [...new Set(files.map(baseName))].map(key => ({ key, value })))));

interface CoveredPaths {
    /** Words that are not exact, with the paths that they cover. */
    readonly covering: readonly { readonly word: ShellWord; readonly existing: readonly string[] }[];
    /** Folders whose files it takes one after the other. */
    readonly listed: ReadonlySet<string>;
}

function pathsOf(analysis: Analysis, script: ShellScript): CoveredPaths {
    const covering = patterns(script).flatMap(word => {
        const resolved = analysis.shell.resolve(word, script);
        return resolved && !resolved.pattern.exact && resolved.existing.length > 1 ? [{ word, existing: resolved.existing }] : [];
    });
    const listing = script.calls.filter(call => ['find', 'ls', 'run-parts'].includes(call.name ?? '')).flatMap(call => call.words.slice(1)).flatMap(word => analysis.shell.resolve(word, script)?.existing ?? []);
    return { covering, listed: new Set(listing) };
}

/** The name behind the number, and the number, where they are unique. */
function looseNames(tasks: readonly string[]): Map<string, string> {
    const candidates = tasks.flatMap(task => {
        const match = NUMBERED.exec(baseName(task));
        return match ? [[match[1], task], [match[2], task]] as const : [];
    });
    const counts = groupBy(candidates, ([key]) => key);
    return new Map(candidates.filter(([key]) => counts.get(key)?.length === 1));
}

/** `tasks/010_x.sh` names a task of the folder `…/tasks`; a bare name fits any. */
function fitsFolder(text: string, task: string): boolean {
    const folder = baseName(folderOf(text));
    return folder === '' || folder === '.' || /[$*]/.test(folder) || folder === baseName(folderOf(task));
}

function folderMayMatter(word: ShellWord, folder: string): boolean {
    return word.pieces.length > 1 || folder === '';
}

function unknownVariable({ shell }: Analysis, name: string, script: ShellScript): boolean {
    return name === '' || !shell.sharedWith(script.file).some(file => shell.scripts.get(file)?.sets.some(set => set.name === name && set.value));
}

function patterns(script: ShellScript): ShellWord[] {
    const words = [...script.calls.flatMap(call => call.words), ...script.loops.flatMap(loop => loop.words), ...script.sets.flatMap(set => [...(set.value ? [set.value] : []), ...(set.elements ?? [])])];
    return words.filter(word => word.value === undefined);
}

/** Whole words of code whose end is known: `"$TASKS/010_x.sh"` gives `$TASKS/010_x.sh`. */
function literals(script: ShellScript): readonly Literal[] {
    const known = literalsOf.get(script) ?? readLiterals(script).map(literal => ({ ...literal, base: baseOf(literal.text) }));
    literalsOf.set(script, known);
    return known;
}

interface Literal {
    readonly text: string;
    /** Behind its last slash. */
    readonly base: string;
    readonly start: number;
    readonly end: number;
}

const literalsOf = new WeakMap<ShellScript, readonly Literal[]>();

function readLiterals(script: ShellScript): Omit<Literal, 'base'>[] {
    const found: Omit<Literal, 'base'>[] = [];
    const add = (word: ShellWord, split = false): void => {
        const text = word.value ?? word.pieces.map(piece => piece.kind === 'text' ? piece.text : '$').join('');
        for (const part of split ? text.split(/\s+/) : [text]) {
            if (part !== '' && !/\s/.test(part)) {
                found.push({ text: part, start: word.start, end: word.end });
            }
        }
    };
    for (const call of script.calls.filter(candidate => !SAYS.test(candidate.name ?? ''))) {
        call.words.forEach(word => add(word));
        for (const redirect of call.redirects) {
            if (redirect.heredoc && redirect.heredoc.text.length < 20_000) {
                const { text, start } = redirect.heredoc;
                [...text.matchAll(/\S+/g)].forEach(match => found.push({ text: match[0], start: start + match.index, end: start + match.index + match[0].length }));
            }
        }
    }
    for (const set of script.sets) {
        set.elements?.forEach(word => add(word));
        if (set.value) {
            add(set.value, true);
        }
    }
    script.loops.forEach(loop => loop.words.forEach(word => add(word)));
    return found;
}
