/** How the shell scripts of a repository hang together: who sources and runs whom, and what their words resolve to. */
import { pathArguments, type PathArgument } from './applied-paths';
import { effectiveWords, substitute, usesPositional, withLocals, wrappersOf, type Wrapper } from './effective-call';
import { pathOf, textOf, type Binding, type Evaluation, type PathPattern } from './shell-paths';
import { baseName, foldersAbove, joinPath } from './repo-path';
import type { PathTable } from './path-table';
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

export function linkShell(scripts: ReadonlyMap<string, ShellScript>, paths: PathTable): ShellLinks {
    const direct = new Map<string, string[]>();
    const reverse = new Map<string, string[]>();
    const unknown = new Set<string>();
    const closures = new Map<string, readonly string[]>();
    const shared = new Map<string, readonly string[]>();
    const functionTables = new Map<string, Map<string, string>>();
    // By script, not by file: texts inside other files share their file's name.
    const wrapperTables = new WeakMap<ShellScript, Map<string, Wrapper>>();
    const bindings = new WeakMap<ShellScript, Map<string, VariableSet>>();
    const entries = new WeakMap<ShellScript, readonly Entry[]>();

    const bindingsOf = (script: ShellScript): Map<string, VariableSet> => memo(bindings, script, () => valuesOf(script));

    const lookup = (name: string, script: ShellScript): Binding | undefined => {
        for (const file of [script.file, ...(closures.get(script.file) ?? direct.get(script.file) ?? []), ...(reverse.get(script.file) ?? [])]) {
            const owner = file === script.file ? script : scripts.get(file);
            const set = owner ? bindingsOf(owner).get(name) : undefined;
            if (owner && set?.value) {
                return { word: set.value, script: owner };
            }
        }
        return undefined;
    };
    const evaluation = (script: ShellScript): Evaluation => ({ script, lookup });

    /** Folders that a script enters at top level, in order; a sourced file enters for whoever sources it. */
    const entriesOf = (script: ShellScript): readonly Entry[] => {
        const known = entries.get(script);
        if (known) {
            return known;
        }
        entries.set(script, []);
        const found: Entry[] = [];
        for (const call of script.calls.filter(one => one.inFunction === undefined && !one.substituted && one.words[1] !== undefined)) {
            if (call.name === 'cd') {
                const pattern = pathOf(call.words[1], evaluation(script));
                const before = found.at(-1)?.folder;
                const folder = pattern?.exact ? pattern.anchored ? pattern.pattern : before !== undefined ? joinPath(before, pattern.pattern) : undefined : undefined;
                found.push({ at: call.start, folder });
            } else if (call.name === 'source' || call.name === '.') {
                const target = scripts.get(resolve(call.words[1], script, call.start)?.existing[0] ?? '');
                const last = target && target !== script ? entriesOf(target).at(-1) : undefined;
                if (last) {
                    found.push({ at: call.start, folder: last.folder });
                }
            }
        }
        entries.set(script, found);
        return found;
    };
    const lastEntry = (script: ShellScript, at: number): Entry | undefined => entriesOf(script).findLast(entry => entry.at < at);

    const resolve = (word: ShellWord, script: ShellScript, at?: number, base?: string): ResolvedPath | undefined => {
        const pattern = pathOf(word, evaluation(script));
        if (!pattern) {
            return undefined;
        }
        const last = pattern.anchored ? undefined : lastEntry(script, at ?? word.start);
        // Somewhere that cannot be known: then nothing relative is certain.
        const entered = pattern.anchored ? undefined : last ? last.folder : base;
        const bases = pattern.anchored ? [''] : entered !== undefined ? [entered] : ['', ...foldersAbove(script.file).reverse().slice(1)];
        for (const base of bases) {
            const path = joinPath(base, pattern.pattern);
            const existing = path === undefined ? [] : expand(path, paths);
            if (existing.length > 0) {
                return { pattern, existing, certain: false, ...(pattern.anchored || entered !== undefined ? { place: path } : {}) };
            }
        }
        const missing = pattern.exact ? joinPath(bases[0], pattern.pattern) : undefined;
        const certain = pattern.anchored || entered !== undefined;
        return { pattern, existing: [], missing, certain, ...(certain ? { place: joinPath(bases[0], pattern.pattern) } : {}) };
    };

    // Sources first, in rounds: a sourced file may set the variable that the next `source` needs.
    for (const script of scripts.values()) {
        for (const call of script.calls) {
            if (call.name !== 'source' && call.name !== '.') {
                continue;
            }
            const target = call.words[1] ? resolve(call.words[1], script, call.start) : undefined;
            const files = (target?.existing ?? []).filter(path => scripts.has(path) && path !== script.file);
            if (files.length === 0) {
                unknown.add(script.file);
            }
            for (const file of files) {
                push(direct, script.file, file);
                push(reverse, file, script.file);
            }
        }
    }

    const closure = (file: string): readonly string[] => memo(closures, file, () => reach(file, next => direct.get(next) ?? []));
    const wrappers = (script: ShellScript): Map<string, Wrapper> => memo(wrapperTables, script, () => wrapperTable([script.file, ...closure(script.file)], scripts, script));
    const effectives = new WeakMap<ShellCall, readonly ShellWord[]>();
    const effective = (call: ShellCall, script: ShellScript): readonly ShellWord[] => memo(effectives, call, () => effectiveWords(call.words, wrappers(script)));
    const functions = (file: string): ReadonlyMap<string, string> => memo(functionTables, file, () => functionTable(closure(file), scripts));

    /** Of each function of a file: the files that it takes as `$1`, `$2`, … */
    const parameters = new Map<string, Map<string, readonly PathArgument[]>>();
    const parametersOf = (file: string): Map<string, readonly PathArgument[]> => memo(parameters, file, () => {
        const script = scripts.get(file)!;
        const table = new Map<string, readonly PathArgument[]>();
        parameters.set(file, table);
        for (const call of script.calls) {
            if (call.inFunction !== undefined) {
                const own = inputs(call, script).map(argument => ({ ...argument, word: withLocals(argument.word, script, call.inFunction!) })).filter(argument => usesPositional(argument.word));
                table.set(call.inFunction, [...table.get(call.inFunction) ?? [], ...own]);
            }
        }
        return table;
    });
    const inputs = (call: ShellCall, script: ShellScript): readonly PathArgument[] => {
        const direct = pathArguments(call, effective(call, script));
        const defining = call.name === undefined ? undefined : functions(script.file).get(call.name) ?? (script.functions.some(defined => defined.name === call.name) ? script.file : undefined);
        const through = defining !== undefined && scripts.has(defining) ? parametersOf(defining).get(call.name!) ?? [] : [];
        const args = call.words.slice(1);
        return [...direct, ...through.map(argument => ({ ...argument, word: placed(substitute(argument.word, args), argument.word, args) }))];
    };
    return {
        scripts,
        pathArguments: inputs,
        sources: file => direct.get(file) ?? [],
        closure,
        sourcedBy: file => reverse.get(file) ?? [],
        sharedWith: file => memo(shared, file, () => [...new Set(reach(file, next => reverse.get(next) ?? []).flatMap(next => closure(next)))]),
        sourcesUnknown: file => unknown.has(file),
        resolve,
        textOf: (word, script) => textOf(word, evaluation(script)),
        effective,
        functions
    };
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
export function expand(pattern: string, paths: PathTable): string[] {
    if (!/[*?]/.test(pattern)) {
        return paths.has(pattern) || paths.isFolder(pattern) ? [pattern] : [];
    }
    let found = [''];
    for (const segment of pattern.split('/')) {
        if (!/[*?]/.test(segment)) {
            found = found.map(folder => joinPath(folder, segment) ?? '').filter(path => paths.has(path) || paths.isFolder(path));
            continue;
        }
        const fitting = new RegExp(`^${[...segment].map(letter => letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[.+^${}()|[\]\\]/, '\\$&')).join('')}$`);
        found = found.flatMap(folder => paths.inFolder(folder).filter(path => fitting.test(baseName(path))));
    }
    return found;
}

function reach(start: string, next: (file: string) => readonly string[]): readonly string[] {
    const seen = new Set([start]);
    for (const file of seen) {
        next(file).forEach(other => seen.add(other));
    }
    return [...seen];
}

function wrapperTable(files: readonly string[], scripts: ReadonlyMap<string, ShellScript>, own: ShellScript): Map<string, Wrapper> {
    const table = new Map<string, Wrapper>();
    for (const script of [own, ...files.map(file => scripts.get(file))]) {
        for (const [name, wrapper] of script ? wrappersOf(script) : []) {
            if (!table.has(name)) {
                table.set(name, wrapper);
            }
        }
    }
    return table;
}

function functionTable(files: readonly string[], scripts: ReadonlyMap<string, ShellScript>): Map<string, string> {
    const table = new Map<string, string>();
    for (const file of files) {
        for (const defined of scripts.get(file)?.functions ?? []) {
            if (!table.has(defined.name)) {
                table.set(defined.name, file);
            }
        }
    }
    return table;
}

interface Memory<K, V> {
    get(key: K): V | undefined;
    set(key: K, value: V): unknown;
}

function memo<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
    const known = memory.get(key);
    if (known !== undefined) {
        return known;
    }
    const made = make();
    memory.set(key, made);
    return made;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
    const list = map.get(key) ?? [];
    if (!list.includes(value)) {
        list.push(value);
    }
    map.set(key, list);
}


/** The substituted word stands where the caller wrote the argument. */
function placed(word: ShellWord, template: ShellWord, args: readonly ShellWord[]): ShellWord {
    const index = template.pieces.flatMap(piece => piece.kind === 'variable' && /^[1-9]$/.test(piece.name) ? [Number(piece.name) - 1] : [])[0];
    const given = index === undefined ? undefined : args[index];
    return given ? { ...word, text: given.text, start: given.start, end: given.end } : word;
}
