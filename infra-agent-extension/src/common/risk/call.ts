/**
 * Tells the flags of a call from its positional arguments and finds its verb, with nothing but the program's table. It must not judge.
 */
import type { Call, ProgramTable, Stdin, Verb, VerbOptions, Word } from './program';

interface Flag {
    readonly name: string;
    readonly word: Word;
    readonly value?: Word;
}

interface Split {
    readonly flags: readonly Flag[];
    readonly positionals: readonly Word[];
    readonly afterDashes?: readonly Word[];
}

/** Reads a call as the program would: flags anywhere, bundles, `--flag=value`, `--`, and the longest verb path that the table knows. */
export function readCall(table: ProgramTable, program: Word, words: readonly Word[], stdin: Stdin): Call {
    const split = splitCall(table, words);
    const { verb, used } = findVerb(table, split.positionals);
    const { flags } = split;
    const known = flags.length === 0 ? NONE : knownFlags(table);
    const isOneOf = (flag: Flag, names: readonly string[]) => names.some(name => means(flag.name, name, known));
    return {
        program,
        words,
        stdin: stdin.kind === 'file' && stdin.path.value === '/dev/null' ? { kind: 'text', text: '' } : stdin,
        verb,
        firstWord: split.positionals[0],
        positionals: split.positionals.slice(used),
        has: (...names) => flags.some(flag => isOneOf(flag, names)),
        values: (...names) => flags.filter(flag => isOneOf(flag, names)).map(flag => flag.value ?? flag.word),
        flags: flags.map(flag => flag.word),
        afterDashes: split.afterDashes
    };
}

const NONE: ReadonlySet<string> = new Set();

/** Values of exactly these flags, in order; `undefined` for one that is given bare. No abbreviations: what lowers a risk must be spelled out. */
export function exactFlagValues(table: ProgramTable, words: readonly Word[], name: string): (Word | undefined)[] {
    return splitCall(table, words).flags.filter(flag => flag.name === name).map(flag => flag.value);
}

/** The words of one call are asked about by several flags, one right after another; they are split once. */
function splitCall(table: ProgramTable, words: readonly Word[]): Split {
    if (last?.words !== words || last.table !== table) {
        last = { table, words, split: splitAnew(table, words) };
    }
    return last.split;
}

let last: { readonly table: ProgramTable; readonly words: readonly Word[]; readonly split: Split } | undefined;

/** Where verbs have options of their own, the words before the verb are read by the program's, and those behind it by the verb's. */
function splitAnew(table: ProgramTable, words: readonly Word[]): Split {
    if (!table.optionsOf) {
        return splitFlags(table, words);
    }
    const before = splitFlags(tableBefore(table), words);
    const plain = before.positionals.findIndex(isFlag);
    const { verb, used } = findVerb(table, plain < 0 ? before.positionals : before.positionals.slice(0, plain));
    const first = before.positionals[0]?.value ?? '';
    const own = optionsOfVerb(table.optionsOf, verb) ?? optionsOfVerb(table.optionsOf, table.aliases?.[first] ?? first);
    const path = own?.optionsFirst ? used : 0;
    const behind = splitFlags(own ? tableBehind(table, own) : table, before.positionals.slice(path));
    return { flags: [...before.flags, ...behind.flags], positionals: [...before.positionals.slice(0, path), ...behind.positionals], ...(behind.afterDashes ? { afterDashes: behind.afterDashes } : {}) };
}

function tableBefore(table: ProgramTable): ProgramTable {
    const derived = tablesBefore.get(table) ?? { ...table, optionsFirst: true };
    tablesBefore.set(table, derived);
    return derived;
}

function tableBehind(table: ProgramTable, options: VerbOptions): ProgramTable {
    const ofTable = tablesBehind.get(table) ?? new WeakMap<VerbOptions, ProgramTable>();
    const derived = ofTable.get(options) ?? { ...table, ...options };
    tablesBehind.set(table, ofTable.set(options, derived));
    return derived;
}

function optionsOfVerb(options: NonNullable<ProgramTable['optionsOf']>, verb: string): VerbOptions | undefined {
    return Object.hasOwn(options, verb) ? options[verb] : undefined;
}

function splitFlags(table: ProgramTable, words: readonly Word[]): Split {
    const flags: Flag[] = [];
    const positionals: Word[] = [];
    const bundles = !hasLongSingleDash(table);
    for (let i = 0; i < words.length; i++) {
        const word = words[i];
        if (word.value === '--') {
            const afterDashes = words.slice(i + 1);
            return { flags, positionals: [...positionals, ...afterDashes], afterDashes };
        }
        if (!isFlag(word)) {
            positionals.push(word);
            if (table.optionsFirst) {
                return { flags, positionals: [...positionals, ...words.slice(i + 1)] };
            }
            continue;
        }
        const read = readFlags(table, word, bundles);
        const last = read[read.length - 1];
        if (last.value === undefined && table.valueFlags.includes(last.name) && word.value !== undefined && i + 1 < words.length) {
            flags.push(...read.slice(0, -1), { ...last, value: words[++i] });
        } else {
            flags.push(...read);
        }
    }
    return { flags, positionals };
}

function isFlag(word: Word): boolean {
    return word.prefix.startsWith('-') && word.value !== '-';
}

/** One word can hold several flags (`-rf`), the last of them with its value (`-nprod`, `--context=x`). */
function readFlags(table: ProgramTable, word: Word, bundles: boolean): Flag[] {
    const text = word.value ?? word.prefix;
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? undefined : tail(word, equals + 1);
    if (text.startsWith('--') || !bundles || name.length === 2 && equals > 0 || isKnown(table, name)) {
        return [{ name, word, value }];
    }
    const flags: Flag[] = [];
    for (let at = 1; at < text.length; at++) {
        const letter = `-${text[at]}`;
        if (table.valueFlags.includes(letter)) {
            return [...flags, { name: letter, word, value: at + 1 < text.length || word.value === undefined ? tail(word, at + 1) : undefined }];
        }
        if (table.attachedFlags?.includes(letter)) {
            return [...flags, { name: letter, word, ...(at + 1 < text.length ? { value: tail(word, at + 1) } : {}) }];
        }
        flags.push({ name: letter, word });
    }
    // As written too, so that a table can name `-9` or `-delete`.
    return text.length > 2 ? [{ name: text, word }, ...flags] : flags.length > 0 ? flags : [{ name: text, word }];
}

/** The rest of a word, with its own place. */
function tail(word: Word, from: number): Word {
    const prefix = word.prefix.slice(from);
    const shown = word.shown.length >= from ? word.shown.slice(from) : word.shown;
    return { ...(word.value === undefined ? {} : { value: word.value.slice(from) }), shown, prefix, splits: word.splits, start: word.start, end: word.end, ...(word.unknown ? { unknown: word.unknown } : {}) };
}

function findVerb(table: ProgramTable, positionals: readonly Word[]): { verb: string; used: number } {
    const { verbs, aliases, deepest } = pathsOf(table);
    let path = '';
    let verb = '';
    let used = 0;
    for (let i = 0; i < positionals.length && i < deepest; i++) {
        const word = positionals[i].value;
        if (word === undefined) {
            break;
        }
        const longer = path === '' ? word : `${path} ${word}`;
        path = aliases.get(longer) ?? longer;
        if (path !== '' && verbs.has(path)) {
            verb = path;
            used = i + 1;
        }
    }
    return { verb, used };
}

/** What the table says of a verb path that it knows. */
export function verbOf(table: ProgramTable, path: string): Verb | undefined {
    return pathsOf(table).verbs.get(path);
}

interface Paths {
    readonly verbs: ReadonlyMap<string, Verb>;
    readonly aliases: ReadonlyMap<string, string>;
    /** So many words, and one behind an alias. */
    readonly deepest: number;
}

const pathsOfTable = new WeakMap<ProgramTable, Paths>();

function pathsOf(table: ProgramTable): Paths {
    const known = pathsOfTable.get(table);
    if (known) {
        return known;
    }
    const verbs = new Map(Object.entries(table.verbs));
    const aliases = new Map(Object.entries(table.aliases ?? {}));
    const paths: Paths = { verbs, aliases, deepest: Math.max(0, ...[...verbs.keys(), ...aliases.keys()].map(path => path.split(' ').length)) + 1 };
    pathsOfTable.set(table, paths);
    return paths;
}

/** `--forc` means `--force` to programs that abbreviate, unless it is a flag of its own. */
function means(given: string, name: string, known: ReadonlySet<string>): boolean {
    return given === name || given.length > 4 && given.startsWith('--') && name.startsWith(given) && !known.has(given);
}

const tablesBefore = new WeakMap<ProgramTable, ProgramTable>();
const tablesBehind = new WeakMap<ProgramTable, WeakMap<VerbOptions, ProgramTable>>();
const flagsOfTable = new WeakMap<ProgramTable, ReadonlySet<string>>();
const longSingleDash = new WeakMap<ProgramTable, boolean>();

function knownFlags(table: ProgramTable): ReadonlySet<string> {
    const known = flagsOfTable.get(table) ?? new Set([
        ...table.valueFlags,
        ...(table.helpFlags ?? []),
        ...(table.dryRun ?? []).map(rule => rule.flag),
        ...(table.flagRules ?? []).flatMap(rule => rule.flags)
    ]);
    flagsOfTable.set(table, known);
    return known;
}

function isKnown(table: ProgramTable, name: string): boolean {
    return knownFlags(table).has(name);
}

/** Programs such as terraform and find have flags of many letters behind one dash, and so no bundles. */
function hasLongSingleDash(table: ProgramTable): boolean {
    const has = longSingleDash.get(table) ?? [...knownFlags(table)].some(flag => /^-[A-Za-z][A-Za-z-]{2,}$/.test(flag));
    longSingleDash.set(table, has);
    return has;
}
