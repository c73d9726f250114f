/** How the shell scripts of a repository hang together: who sources and runs whom, and what their words resolve to. */
import { pathArguments, type PathArgument } from './applied-paths';
import { effectiveWords, substitute, usesPositional, withLocals, wrappersOf, type Wrapper } from './effective-call';
import { pathOf, textOf, type Binding, type PathPattern } from './shell-paths';
import { baseName, foldersAbove, joinPath } from './repo-path';
import { question, sameData, sameList, sameMap } from './recall';
import { inFolder, isThere, scriptFiles, scriptOf } from './repo-questions';
import type { Analysis } from './analysis';
import type { ShellCall, ShellScript, ShellWord, VariableSet } from './shell-script';

export interface ResolvedPath {
    readonly pattern: PathPattern;
    /** Files and folders that it names and that are there. */
    readonly existing: readonly string[];
    /** Where it would lie, if it is exact and not there. */
    readonly missing?: string;
    /** The missing path is certain: it is anchored at the script's own place, not at the folder in which someone starts it. */
    readonly certain: boolean;
    /** The path or pattern from the root of the workspace, where its beginning is certain. */
    readonly place?: string;
}

export interface ShellLinks {
    /** Scripts by file. */
    readonly scripts: ReadonlyMap<string, ShellScript>;
    /** Files that it sources itself, resolved. */
    sources(file: string): readonly string[];
    /** Itself and everything that it sources, directly or not. */
    closure(file: string): readonly string[];
    sourcedBy(file: string): readonly string[];
    /** Everything in whose shell it may run: its closure, and that of every script that sources it. */
    sharedWith(file: string): readonly string[];
    /** It sources something that cannot be known, or that is not there. */
    sourcesUnknown(file: string): boolean;
    /** `base` is the folder in which it is started, where that is known. */
    resolve(word: ShellWord, script: ShellScript, at?: number, base?: string): ResolvedPath | undefined;
    textOf(word: ShellWord, script: ShellScript): string | undefined;
    /** The call's words without wrappers and own wrapper functions. */
    effective(call: ShellCall, script: ShellScript): readonly ShellWord[];
    /** Files that the call takes as input: by itself, and through the repository's functions that it calls. */
    pathArguments(call: ShellCall, script: ShellScript): readonly PathArgument[];
    /** Functions that are defined in its shell, by name, with the file that defines them. */
    functions(file: string): ReadonlyMap<string, string>;
}

interface Entry {
    readonly at: number;
    /** Absent where it cannot be known. */
    readonly folder: string | undefined;
}

export function shellLinks(analysis: Analysis): ShellLinks {
    return {
        scripts: scriptTable(analysis),
        pathArguments: (call, script) => inputs(analysis, call, script),
        sources: file => sourcesOf(analysis, file),
        closure: file => closureOf(analysis, file),
        sourcedBy: file => sourcedBy(analysis, file),
        sharedWith: file => sharedWith(analysis, file),
        sourcesUnknown: file => sourcing(analysis, `2 ${file}`).isUnknown,
        resolve: (word, script, at, base) => resolve(analysis, linked, { word, script, at, base }),
        textOf: (word, script) => textOf(word, { script, lookup: (name, owner) => linked.lookup(analysis, name, owner) }),
        effective: (call, script) => effective(analysis, call, script),
        functions: file => functionsOf(analysis, file)
    };
}

/** The scripts as a map; who asks for one depends on that one alone. */
function scriptTable(analysis: Analysis): ReadonlyMap<string, ShellScript> {
    const entries = (): MapIterator<[string, ShellScript]> => new Map(scriptFiles(analysis, '').map(file => [file, scriptOf(analysis, file)!])).entries();
    return {
        get: file => scriptOf(analysis, file),
        has: file => scriptOf(analysis, file) !== undefined,
        keys: () => scriptFiles(analysis, '').values(),
        values: () => scriptFiles(analysis, '').map(file => scriptOf(analysis, file)!).values(),
        entries,
        [Symbol.iterator]: entries,
        forEach(use) {
            for (const [file, script] of entries()) {
                use(script, file, this);
            }
        },
        get size() {
            return scriptFiles(analysis, '').length;
        }
    };
}

/** What is known of how scripts hang together while their words are resolved. */
interface Knowledge {
    lookup(analysis: Analysis, name: string, script: ShellScript): Binding | undefined;
    entries(analysis: Analysis, script: ShellScript): readonly Entry[];
}

const bindings = new WeakMap<ShellScript, Map<string, VariableSet>>();

function boundIn(script: ShellScript | undefined, name: string): Binding | undefined {
    const value = script && memo(bindings, script, () => valuesOf(script)).get(name)?.value;
    return value ? { word: value, script } : undefined;
}

function boundInFiles(analysis: Analysis, name: string, files: readonly string[]): Binding | undefined {
    for (const file of files) {
        const found = boundIn(scriptOf(analysis, file), name);
        if (found) {
            return found;
        }
    }
    return undefined;
}

/**
 * Sources first, in two rounds: a sourced file, or one that sources, may set the variable that a `source` needs. In the first round a script knows
 * itself and what it has sourced so far; in the second also who sources it.
 */
interface Sourcing {
    readonly files: readonly string[];
    /** It sources something that cannot be known, or that is not there. */
    readonly isUnknown: boolean;
}

/** Keyed by round and file. */
const sourcing = question((analysis: Analysis, key: string): Sourcing => {
    const file = key.slice(2);
    const isFirst = key.startsWith('1');
    const script = scriptOf(analysis, file);
    const files: string[] = [];
    let isUnknown = false;
    const knowledge: Knowledge = {
        lookup: (_, name, owner) => boundIn(owner, name)
            ?? (owner === script ? boundInFiles(analysis, name, files) : undefined)
            ?? (isFirst ? undefined : boundInFiles(analysis, name, sourcing(analysis, `1 ${owner.file}`).files) ?? boundInFiles(analysis, name, sourcedInRound(analysis, `1 ${owner.file}`))),
        entries: (_, owner) => entriesOf(analysis, owner, knowledge, false)
    };
    for (const call of script?.calls ?? []) {
        if (call.name !== 'source' && call.name !== '.') {
            continue;
        }
        const target = call.words[1] ? resolve(analysis, knowledge, { word: call.words[1], script: script!, at: call.start }) : undefined;
        const found = (target?.existing ?? []).filter(path => scriptOf(analysis, path) !== undefined && path !== file);
        isUnknown ||= found.length === 0;
        found.filter(path => !files.includes(path)).forEach(path => files.push(path));
    }
    return { files, isUnknown };
}, sameData);

const allSourcing = question((analysis: Analysis, round: string): ReadonlyMap<string, readonly string[]> => {
    const reverse = new Map<string, string[]>();
    for (const file of scriptFiles(analysis, '')) {
        for (const target of sourcing(analysis, `${round} ${file}`).files) {
            push(reverse, target, file);
        }
    }
    return reverse;
});
const sourcedInRound = question((analysis: Analysis, key: string): readonly string[] => allSourcing(analysis, key[0]).get(key.slice(2)) ?? [], sameList);

const sourcesOf = (analysis: Analysis, file: string): readonly string[] => sourcing(analysis, `2 ${file}`).files;
export const sourcedBy = (analysis: Analysis, file: string): readonly string[] => sourcedInRound(analysis, `2 ${file}`);
const closureOf = question((analysis: Analysis, file: string) => reach(file, next => sourcesOf(analysis, next)), sameList);
const sharedWith = question((analysis: Analysis, file: string): readonly string[] =>
    [...new Set(reach(file, next => sourcedBy(analysis, next)).flatMap(next => closureOf(analysis, next)))], sameList);

/** What a variable is set to outside the script that reads it. Keyed by file and name. */
const boundOutside = question((analysis: Analysis, key: string): Binding | undefined => {
    const [file, name] = key.split('\n');
    return boundInFiles(analysis, name, closureOf(analysis, file).filter(other => other !== file)) ?? boundInFiles(analysis, name, sourcedBy(analysis, file));
}, (before, after) => before?.word === after?.word);

/** When all sources are known. */
const linked: Knowledge = {
    lookup: (analysis, name, script) => boundIn(script, name) ?? boundOutside(analysis, `${script.file}\n${name}`),
    entries: (analysis, script) => allEntries(analysis, script)
};

const allEntries = question((analysis: Analysis, script: ShellScript) => entriesOf(analysis, script, linked, true));

/** Folders that a script enters at top level, in order; a sourced file enters for whoever sources it. */
function entriesOf(analysis: Analysis, script: ShellScript, knowledge: Knowledge, followSources: boolean): readonly Entry[] {
    const found: Entry[] = [];
    const soFar: Knowledge = { ...knowledge, entries: () => found };
    for (const call of script.calls) {
        if (call.inFunction !== undefined || call.substituted || call.words[1] === undefined) {
            continue;
        }
        if (call.name === 'cd') {
            const pattern = pathOf(call.words[1], { script, lookup: (name, owner) => knowledge.lookup(analysis, name, owner) });
            const before = found.at(-1)?.folder;
            const folder = pattern?.exact ? pattern.anchored ? pattern.pattern : before !== undefined ? joinPath(before, pattern.pattern) : undefined : undefined;
            found.push({ at: call.start, folder });
        } else if (followSources && (call.name === 'source' || call.name === '.')) {
            const file = resolve(analysis, soFar, { word: call.words[1], script, at: call.start })?.existing[0] ?? '';
            const target = scriptOf(analysis, file);
            // Two that source each other: neither knows where the other has gone.
            const last = target && target !== script && !closureOf(analysis, file).includes(script.file) ? allEntries(analysis, target).at(-1) : undefined;
            if (last) {
                found.push({ at: call.start, folder: last.folder });
            }
        }
    }
    return found;
}

interface Asked {
    readonly word: ShellWord;
    readonly script: ShellScript;
    readonly at?: number;
    readonly base?: string;
}

function resolve(analysis: Analysis, knowledge: Knowledge, { word, script, at, base }: Asked): ResolvedPath | undefined {
    const pattern = pathOf(word, { script, lookup: (name, owner) => knowledge.lookup(analysis, name, owner) });
    if (!pattern) {
        return undefined;
    }
    const start = at ?? word.start;
    const last = pattern.anchored ? undefined : knowledge.entries(analysis, script).findLast(entry => entry.at < start);
    // Somewhere that cannot be known: then nothing relative is certain.
    const entered = pattern.anchored ? undefined : last ? last.folder : base;
    const bases = pattern.anchored ? [''] : entered !== undefined ? [entered] : ['', ...foldersAbove(script.file).reverse().slice(1)];
    for (const base of bases) {
        const path = joinPath(base, pattern.pattern);
        const existing = path === undefined ? [] : expand(analysis, path);
        if (existing.length > 0) {
            return { pattern, existing, certain: false, ...(pattern.anchored || entered !== undefined ? { place: path } : {}) };
        }
    }
    const missing = pattern.exact ? joinPath(bases[0], pattern.pattern) : undefined;
    const certain = pattern.anchored || entered !== undefined;
    return { pattern, existing: [], missing, certain, ...(certain ? { place: joinPath(bases[0], pattern.pattern) } : {}) };
}

// By script, not by file: texts inside other files share their file's name.
const wrappers = question((analysis: Analysis, script: ShellScript): ReadonlyMap<string, Wrapper> => wrapperTable([script, ...closureOf(analysis, script.file).flatMap(file => scriptOf(analysis, file) ?? [])]), sameMap);
const wrappersIn = new WeakMap<ShellScript, ReadonlyMap<string, Wrapper>>();
const effectives = new WeakMap<ShellCall, { readonly table: ReadonlyMap<string, Wrapper>; readonly words: readonly ShellWord[] }>();

function effective(analysis: Analysis, call: ShellCall, script: ShellScript): readonly ShellWord[] {
    const table = wrappers(analysis, script);
    const known = effectives.get(call);
    if (known?.table === table) {
        return known.words;
    }
    const words = effectiveWords(call.words, table);
    effectives.set(call, { table, words });
    return words;
}

export const functionsOf = question((analysis: Analysis, file: string): ReadonlyMap<string, string> => functionTable(closureOf(analysis, file).flatMap(other => scriptOf(analysis, other) ?? [])), sameMap);

type Parameters = ReadonlyMap<string, readonly PathArgument[]>;

/** Of each function of a file: the files that it takes as `$1`, `$2`, … */
const parametersOf = question((analysis: Analysis, file: string): Parameters => {
    const script = scriptOf(analysis, file);
    const table = new Map<string, readonly PathArgument[]>();
    for (const call of script?.calls ?? []) {
        if (call.inFunction !== undefined) {
            const own = inputs(analysis, call, script!, table).map(argument => ({ ...argument, word: withLocals(argument.word, script!, call.inFunction!) })).filter(argument => usesPositional(argument.word));
            table.set(call.inFunction, [...table.get(call.inFunction) ?? [], ...own]);
        }
    }
    return table;
});

/** `soFar` is what is known of the script's own functions while they are read. */
function inputs(analysis: Analysis, call: ShellCall, script: ShellScript, soFar?: Parameters): readonly PathArgument[] {
    const direct = pathArguments(call, effective(analysis, call, script));
    const defining = call.name === undefined ? undefined : functionsOf(analysis, script.file).get(call.name) ?? (script.functions.some(defined => defined.name === call.name) ? script.file : undefined);
    const through = defining === undefined || scriptOf(analysis, defining) === undefined ? [] : throughFunction(analysis, script, defining, soFar)?.get(call.name!) ?? [];
    const args = call.words.slice(1);
    return through.length === 0 ? direct : [...direct, ...through.map(argument => ({ ...argument, word: placed(substitute(argument.word, args), argument.word, args) }))];
}

function throughFunction(analysis: Analysis, script: ShellScript, defining: string, soFar: Parameters | undefined): Parameters | undefined {
    if (soFar === undefined) {
        return parametersOf(analysis, defining);
    }
    // Two files that source each other: their functions could call each other without end.
    return defining === script.file ? soFar : closureOf(analysis, defining).includes(script.file) ? undefined : parametersOf(analysis, defining);
}

/** The value of each variable that has one: the last unconditional one, else the first. */
function valuesOf(script: ShellScript): Map<string, VariableSet> {
    const values = new Map<string, VariableSet>();
    for (const set of script.sets) {
        const known = values.get(set.name);
        if (set.value && (!known || (known.conditional && !set.conditional) || (!set.conditional && known.inFunction === set.inFunction))) {
            values.set(set.name, set);
        }
    }
    return values;
}

/** Existing files and folders that fit a pattern, segment by segment. */
function expand(analysis: Analysis, pattern: string): readonly string[] {
    return /[*?]/.test(pattern) ? fitting(analysis, pattern) : isThere(analysis, pattern) ? [pattern] : [];
}

const fitting = question((analysis: Analysis, pattern: string): readonly string[] => {
    let found = [''];
    for (const segment of pattern.split('/')) {
        if (!/[*?]/.test(segment)) {
            found = found.map(folder => joinPath(folder, segment) ?? '').filter(path => isThere(analysis, path));
            continue;
        }
        const form = new RegExp(`^${[...segment].map(letter => letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[.+^${}()|[\]\\]/, '\\$&')).join('')}$`);
        found = found.flatMap(folder => inFolder(analysis, folder).filter(path => form.test(baseName(path))));
    }
    return found;
}, sameList);

function reach(start: string, next: (file: string) => readonly string[]): readonly string[] {
    const seen = new Set([start]);
    for (const file of seen) {
        next(file).forEach(other => seen.add(other));
    }
    return [...seen];
}

function wrapperTable(scripts: readonly ShellScript[]): Map<string, Wrapper> {
    const table = new Map<string, Wrapper>();
    for (const script of scripts) {
        for (const [name, wrapper] of memo(wrappersIn, script, () => wrappersOf(script))) {
            if (!table.has(name)) {
                table.set(name, wrapper);
            }
        }
    }
    return table;
}

function functionTable(scripts: readonly ShellScript[]): Map<string, string> {
    const table = new Map<string, string>();
    for (const script of scripts) {
        for (const defined of script.functions) {
            if (!table.has(defined.name)) {
                table.set(defined.name, script.file);
            }
        }
    }
    return table;
}

/** What is read off one script alone. */
function memo<V>(memory: WeakMap<ShellScript, V>, key: ShellScript, make: () => V): V {
    const known = memory.get(key);
    if (known !== undefined) {
        return known;
    }
    const made = make();
    memory.set(key, made);
    return made;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
    const list = map.get(key);
    if (list) {
        list.push(value);
    } else {
        map.set(key, [value]);
    }
}

/** The substituted word stands where the caller wrote the argument. */
function placed(word: ShellWord, template: ShellWord, args: readonly ShellWord[]): ShellWord {
    const index = template.pieces.flatMap(piece => piece.kind === 'variable' && /^[1-9]$/.test(piece.name) ? [Number(piece.name) - 1] : [])[0];
    const given = index === undefined ? undefined : args[index];
    return given ? { ...word, text: given.text, start: given.start, end: given.end } : word;
}
