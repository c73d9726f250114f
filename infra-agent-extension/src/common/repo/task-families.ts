/**
 * Tasks that belong together: numbered scripts in one folder, or the scripts of a `tasks` folder; who mentions them, and which of them nothing
 * reaches. A mention is a whole word of code (an argument, an element of a list, a loop's word), never a part of a message.
 */
import { baseOf } from './effective-call';
import { groupBy } from './group-by';
import { baseName, folderOf, stemOf } from './repo-path';
import type { EmbeddedShell } from './detector';
import type { InfraAgentConfig } from './infra-agent-config';
import type { ShellLinks } from './shell-links';
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

export interface Source {
    readonly file: string;
    readonly shell: EmbeddedShell;
    readonly doc: boolean;
}

const NUMBERED = /^(\d{1,4})[-_.](.+?)\.(sh|bash)$/;
const TASK_FOLDER = /(^|\/)(tasks|steps|stages|phases)$/;
const SAYS = /^(echo|printf|log\w*|info|warn\w*|error|debug|die|fail|say|note|msg|\w*_log|print\w*)$/;

/** `told` is what the owner says; what is told of a folder is not guessed. */
export function taskFamilies(scripts: ReadonlyMap<string, ShellScript>, links: ShellLinks, sources: readonly Source[], told: InfraAgentConfig['tasks'] = []): TaskFamily[] {
    const byFolder = groupBy([...scripts.values()].filter(isRunnable(links)), script => folderOf(script.file));
    const families: { folder: string; numbered: boolean; tasks: string[] }[] = [];
    const drivers = new Map<string, string>();
    for (const { folder: written, order, driver } of told) {
        const folder = written.replace(/^\.\//, '').replace(/\/+$/, '');
        const members = [...scripts.keys()].filter(file => folderOf(file) === folder).sort();
        const first = (order ?? []).map(name => `${folder}/${name}`).filter(file => members.includes(file));
        families.push({ folder, numbered: order === undefined && members.every(file => NUMBERED.test(baseName(file))), tasks: [...first, ...members.filter(file => !first.includes(file))] });
        if (driver !== undefined && scripts.has(driver)) {
            drivers.set(folder, driver);
        }
        byFolder.delete(folder);
    }
    for (const [folder, members] of byFolder) {
        const files = members.map(script => script.file);
        const numbered = files.filter(file => NUMBERED.test(baseName(file)));
        if (numbered.length >= 3) {
            families.push({ folder, numbered: true, tasks: numbered.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1)) });
        } else if (TASK_FOLDER.test(folder) && files.length >= 3) {
            families.push({ folder, numbered: false, tasks: files.sort() });
        }
    }
    const readings = sources.filter(candidate => !candidate.doc).map(source => readingOf(source, links));
    return families.map(family => mentionsOf(family, links, readings)).map(family => drivers.has(family.folder) ? { ...family, driver: drivers.get(family.folder) } : family);
}

/** Position of a task by its number. */
export function numberOf(file: string): number {
    return Number(NUMBERED.exec(baseName(file))?.[1] ?? Number.NaN);
}

function isRunnable(links: ShellLinks): (script: ShellScript) => boolean {
    return script => links.sourcedBy(script.file).length === 0 || script.shebang !== undefined;
}

/** What a source says that could name tasks, read once for all families. */
interface Reading {
    readonly source: Source;
    readonly literals: readonly { readonly text: string; readonly start: number; readonly end: number }[];
    /** Words that are not exact, with the paths that they cover. */
    readonly patterns: readonly { readonly word: ShellWord; readonly existing: readonly string[] }[];
    /** Folders whose files it takes one after the other. */
    readonly listed: ReadonlySet<string>;
}

function readingOf(source: Source, links: ShellLinks): Reading {
    const { script } = source.shell;
    const covering = patterns(script).flatMap(word => {
        const resolved = links.resolve(word, script);
        return resolved && !resolved.pattern.exact && resolved.existing.length > 1 ? [{ word, existing: resolved.existing }] : [];
    });
    const listing = script.calls.filter(call => ['find', 'ls', 'run-parts'].includes(call.name ?? '')).flatMap(call => call.words.slice(1)).flatMap(word => links.resolve(word, script)?.existing ?? []);
    return { source, literals: literals(script), patterns: covering, listed: new Set(listing) };
}

function mentionsOf(family: { folder: string; numbered: boolean; tasks: readonly string[] }, links: ShellLinks, readings: readonly Reading[]): TaskFamily {
    const names = new Map<string, string[]>();
    const name = (key: string, task: string): void => void names.set(key, [...(names.get(key) ?? []), task]);
    for (const task of family.tasks) {
        name(baseName(task), task);
        name(stemOf(task), task);
    }
    const loose = looseNames(family.tasks);
    const mentions: Mention[] = [];
    const missing: MissingTask[] = [];
    const runners = new Set<string>();
    const tasks = new Set(family.tasks);
    for (const { source, literals: found, patterns: words, listed: folders } of readings) {
        const here: Mention[] = [];
        for (const { word, existing } of words) {
            const covered = folderMayMatter(word, family.folder) ? existing.filter(path => tasks.has(path)) : [];
            if (covered.length > 1 && word.pieces.some(piece => piece.kind === 'glob') && !word.pieces.some(piece => piece.kind === 'variable' && unknownVariable(piece.name, source.shell.script, links))) {
                here.push(...covered.map(task => ({ file: source.file, start: source.shell.at(word.start), end: source.shell.at(word.end), task, byGlob: true })));
            } else if (covered.length > 1) {
                runners.add(source.file);
            }
        }
        if (folders.has(family.folder)) {
            here.push(...family.tasks.map(task => ({ file: source.file, start: 0, end: 0, task, byGlob: true })));
        }
        for (const { text, start, end } of found) {
            const base = baseOf(text);
            for (const task of (names.get(base) ?? []).filter(candidate => fitsFolder(text, candidate))) {
                here.push({ file: source.file, start: source.shell.at(start), end: source.shell.at(end), task, byGlob: false });
            }
            if (family.numbered && NUMBERED.test(base) && !names.has(base) && fitsFolder(text, `${family.folder}/${base}`)) {
                missing.push({ file: source.file, start: source.shell.at(start), end: source.shell.at(end), name: base });
            }
        }
        mentions.push(...here.filter(mention => mention.task !== source.file));
    }
    if (runners.size > 0) {
        for (const { source, literals: found } of readings.filter(({ source: candidate }) => !tasks.has(candidate.file) && mayName(candidate, [...runners]))) {
            for (const { text, start, end } of found) {
                const task = loose.get(text);
                if (task !== undefined && task !== source.file) {
                    mentions.push({ file: source.file, start: source.shell.at(start), end: source.shell.at(end), task, byGlob: false });
                }
            }
        }
    }
    const outside = mentions.filter(mention => !family.tasks.includes(mention.file));
    const ranked = [...groupBy(outside, mention => mention.file)].map(([file, list]) => ({ file, count: new Set(list.map(mention => mention.task)).size })).sort((a, b) => b.count - a.count || (a.file < b.file ? -1 : 1));
    const driver = ranked[0]?.count >= 2 ? ranked[0].file : undefined;
    const knowing = new Set(mentions.map(mention => mention.file));
    return { ...family, mentions, missing: missing.filter(one => knowing.has(one.file)), runners: [...runners], driver };
}

/** Numbers and bare names count only where a runner is at hand: `gateway` is a common word. */
function mayName(source: Source, runners: readonly string[]): boolean {
    return runners.includes(source.file) || runners.some(runner => source.shell.script.text.includes(baseName(runner)));
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

function unknownVariable(name: string, script: ShellScript, links: ShellLinks): boolean {
    return name === '' || !links.sharedWith(script.file).some(file => links.scripts.get(file)?.sets.some(set => set.name === name && set.value));
}

function patterns(script: ShellScript): ShellWord[] {
    const words = [...script.calls.flatMap(call => call.words), ...script.loops.flatMap(loop => loop.words), ...script.sets.flatMap(set => [...(set.value ? [set.value] : []), ...(set.elements ?? [])])];
    return words.filter(word => word.value === undefined);
}

/** Whole words of code whose end is known: `"$TASKS/010_x.sh"` gives `$TASKS/010_x.sh`. */
function literals(script: ShellScript): { text: string; start: number; end: number }[] {
    const found: { text: string; start: number; end: number }[] = [];
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
