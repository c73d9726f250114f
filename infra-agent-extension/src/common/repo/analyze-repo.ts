/**
 * A workspace to its facts, by content and convention: lists, reads what a detector wants, parses each text once, and links. It runs nothing,
 * and says in `notes` what it could not read.
 */
import { breather } from './breathe';
import { detectors } from './detectors';
import { CONFIG_FILES, isUnder, readConfig, type ConfigReading } from './infra-agent-config';
import { LineIndex } from './line-index';
import { edgesOf, entryPoints, nodesOf, objectsOf } from './link-repo';
import { pathTable } from './path-table';
import { Memory } from './recall';
import { configOf, filesRead, inFolder, isExecutable, isFile, isIgnored, isThere, namedSo, readOf } from './repo-questions';
import { shellLinks, type ShellLinks } from './shell-links';
import { taskFamilies } from './task-families';
import type { Analysis, ReadFile, RepoInputs } from './analysis';
import type { Detector, FileModel, SourceFile } from './detector';
import type { RepoFacts, RepoNode } from './repo-facts';
import type { RepoFile, RepoFiles } from './repo-files';

export interface AnalyzeOptions {
    readonly signal?: AbortSignal;
    readonly progress?: (message: string) => void;
    /**
     * What was known before these files changed, were made or went away (each file of a folder that did): nothing else is looked at again. Without
     * `changed` all is listed again, and what has another stamp is read.
     */
    readonly since?: { readonly analysis: Analysis; readonly changed?: readonly string[] };
}

/** What an analysis keeps for the next one. */
interface Readings {
    readonly analysis: Analysis;
    /** With the folders that could not be listed. */
    readonly walked: readonly RepoFile[];
    readonly read: ReadonlyMap<string, ReadFile>;
    /** Read once, and of no kind that a detector knows. */
    readonly unclaimed: ReadonlySet<string>;
    /** All that was wanted could be read. */
    readonly isWhole: boolean;
}

const readings = new WeakMap<Analysis, Readings>();

/** What is kept of all texts together; beyond it files are named and not read. */
const MAX_TEXT = 256 * 1024 * 1024;
const READ_AT_ONCE = 16;

export async function analyzeRepo(files: RepoFiles, options: AnalyzeOptions): Promise<Analysis> {
    const before = options.since && readings.get(options.since.analysis);
    const { walked, changed } = await walk(files, before, options);
    if (before?.isWhole && changed.size === 0) {
        return before.analysis;
    }
    const listed = walked.filter(file => file.unlisted === undefined);
    const unlisted = walked.filter(file => file.unlisted !== undefined);
    const config = await readConfigOf(files, listed);
    const kept = new Map(listed.flatMap(file => {
        const known = changed.has(file.path) || isUnder(file.path, config.config.foreign) ? undefined : before?.read.get(file.path);
        return known ? [[file.path, known] as const] : [];
    }));
    const wanted = listed.flatMap(file => {
        const isKnown = kept.has(file.path) || isUnder(file.path, config.config.foreign) || (!changed.has(file.path) && before?.unclaimed.has(file.path));
        const by = isKnown ? [] : detectors.filter(detector => detector.wants(file));
        return by.length ? [{ file, by }] : [];
    });
    const fresh = await readFiles(files, { wanted, before: before?.read, kept: sizeOf(kept.values()) }, options);
    const byPath = new Map(fresh.read.map(one => [one.source.path, one]));
    const read = listed.flatMap(file => byPath.get(file.path) ?? kept.get(file.path) ?? []);
    options.progress?.(`linking ${read.length} files`);
    const known = new Map(read.map(one => [one.source.path, one]));
    const analysis = analysisOf({
        listed: listed.length, read: known, paths: sameListing(before, listed) ? before!.analysis.inputs.paths : pathTable(listed), config, ignored: path => files.ignored(path), notes: [...unlisted.map(folder => `What is in ${folder.path} is not known: ${folder.unlisted!}.`), ...fresh.notes],
        unread: [...unlisted.map(folder => ({ file: folder.path, kind: 'other' as const, executable: false, note: folder.unlisted! })), ...fresh.unread]
    }, options.since?.analysis);
    const unread = new Set(fresh.unread.map(node => node.file));
    const unclaimed = [...listed.map(file => file.path).filter(path => !changed.has(path) && before?.unclaimed.has(path)), ...wanted.map(({ file }) => file.path).filter(path => !known.has(path) && !unread.has(path))];
    readings.set(analysis, { analysis, walked, read: known, unclaimed: new Set(unclaimed), isWhole: fresh.unread.length === 0 && unlisted.length === 0 });
    return analysis;
}

interface Walk {
    readonly walked: readonly RepoFile[];
    /** Nothing that was known of these holds; those that were not there before may be left out. */
    readonly changed: ReadonlySet<string>;
}

async function walk(files: RepoFiles, before: Readings | undefined, options: AnalyzeOptions): Promise<Walk> {
    if (!before) {
        return { walked: await listFiles(files, options), changed: new Set() };
    }
    const told = options.since?.changed;
    // Which files are ignored or foreign may be all different.
    if (told && files.look && !told.some(path => /(^|\/)\.(git|ai)ignore$/.test(path) || CONFIG_FILES.includes(path))) {
        const changed = new Set(told);
        return { walked: await listAgain(files.look, before.walked, changed), changed };
    }
    const walked = await listFiles(files, options);
    return { walked, changed: new Set([...told ?? [], ...differing(before.walked, walked)]) };
}

/** Went away, came, or is not surely the same. */
function differing(before: readonly RepoFile[], now: readonly RepoFile[]): ReadonlySet<string> {
    const known = new Map(before.map(file => [file.path, file]));
    const same = now.filter(file => {
        const old = known.get(file.path);
        return old?.stamp !== undefined && old.stamp === file.stamp && old.size === file.size && old.executable === file.executable;
    });
    same.forEach(file => known.delete(file.path));
    const unchanged = new Set(same);
    return new Set([...known.keys(), ...now.filter(file => !unchanged.has(file)).map(file => file.path)]);
}

/** The same paths with the same run bits: then nothing that was asked of them answers otherwise. */
function sameListing(before: Readings | undefined, listed: readonly RepoFile[]): boolean {
    const old = before?.walked.filter(file => file.unlisted === undefined);
    return old?.length === listed.length && old.every((file, index) => file.path === listed[index].path && file.executable === listed[index].executable);
}

function sizeOf(read: Iterable<ReadFile>): number {
    let size = 0;
    for (const { source } of read) {
        size += source.text.length;
    }
    return size;
}

interface Found extends Omit<RepoInputs, 'files'> {
    readonly listed: number;
    readonly notes: readonly string[];
    readonly unread: readonly RepoNode[];
}

/** Goes on with what an earlier analysis remembers; that one begins anew. */
function analysisOf(found: Found, before: Analysis | undefined): Analysis {
    const inputs: RepoInputs = { ...found, files: [...found.read.keys()] };
    const { listed, notes, unread } = found;
    let shell: ShellLinks | undefined;
    let facts: RepoFacts | undefined;
    const analysis: Analysis = {
        memory: before?.memory ?? new Memory(),
        inputs,
        get facts() {
            const nodes = nodesOf(analysis, '');
            const edges = edgesOf(analysis, '');
            const objects = objectsOf(analysis, '');
            const started = entryPoints(analysis, '');
            return facts ??= {
                nodes: [...nodes, ...unread].sort((a, b) => a.file < b.file ? -1 : 1), edges: [...edges], objects: [...objects], entryPoints: [...started],
                counts: { files: listed, read: inputs.files.length, skipped: unread.length }, notes: [...notes]
            };
        },
        text: file => readOf(analysis, file)?.source.text,
        lines: file => readOf(analysis, file)?.source.lines,
        model: file => readOf(analysis, file)?.model,
        get files() {
            return filesRead(analysis, '');
        },
        exists: path => isThere(analysis, path),
        executable: file => isExecutable(analysis, file),
        siblings: folder => inFolder(analysis, folder),
        named: name => namedSo(analysis, name),
        // What is listed is not ignored.
        ignored: path => !isFile(analysis, path) && isIgnored(analysis, path),
        get config() {
            return configOf(analysis, '');
        },
        get shell() {
            return shell ??= shellLinks(analysis);
        },
        get families() {
            return taskFamilies(analysis, '');
        }
    };
    if (before) {
        before.memory = new Memory();
        analysis.memory.advance();
    }
    return analysis;
}

/** The old list with what changed looked at again. */
async function listAgain(look: NonNullable<RepoFiles['look']>, before: readonly RepoFile[], changed: ReadonlySet<string>): Promise<readonly RepoFile[]> {
    const kept = before.filter(file => !changed.has(file.path));
    const looked = await Promise.all([...changed].map(path => look(path)));
    const found = looked.filter(file => file !== undefined);
    return found.length === 0 ? kept : [...kept, ...found].sort((a, b) => a.path < b.path ? -1 : 1);
}

async function readConfigOf(files: RepoFiles, listed: readonly RepoFile[]): Promise<ConfigReading> {
    const file = CONFIG_FILES.find(name => listed.some(({ path }) => path === name));
    const result = file === undefined ? undefined : await files.read(file);
    return file !== undefined && result?.kind === 'text' ? readConfig(file, result.text) : { config: {}, problems: [] };
}

async function listFiles(files: RepoFiles, { signal, progress }: AnalyzeOptions): Promise<RepoFile[]> {
    const listed: RepoFile[] = [];
    const breathe = breather(signal, 2_000);
    for await (const file of files.list(signal)) {
        listed.push(file);
        if (listed.length % 10_000 === 0) {
            progress?.(`listing: ${listed.length} files so far`);
        }
        await breathe();
    }
    return listed;
}

interface Wanted {
    readonly file: RepoFile;
    readonly by: readonly Detector[];
}

interface ToRead {
    readonly wanted: readonly Wanted[];
    readonly before: ReadonlyMap<string, ReadFile> | undefined;
    /** Characters of all that need not be read again. */
    readonly kept: number;
}

async function readFiles(files: RepoFiles, { wanted, before, kept: size }: ToRead, { signal, progress }: AnalyzeOptions): Promise<{ read: ReadFile[]; notes: string[]; unread: RepoNode[] }> {
    const read: ReadFile[] = [];
    const unread: RepoNode[] = [];
    const notes: string[] = [];
    const breathe = breather(signal, 200_000);
    let kept = size;
    for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
        signal?.throwIfAborted();
        const batch = wanted.slice(at, at + READ_AT_ONCE);
        progress?.(`reading ${batch[0].file.path} (${at + 1} of ${wanted.length})`);
        const results = await Promise.all(batch.map(({ file }) => kept > MAX_TEXT ? { kind: 'unreadable' as const, reason: 'the workspace is too large to read whole' } : files.read(file.path)));
        for (const [index, result] of results.entries()) {
            const { file, by } = batch[index];
            if (result.kind === 'text') {
                kept += result.text.length;
                const one = unchanged(before?.get(file.path), file, result.text) ?? readFile(file, result.text, by);
                if (one) {
                    read.push(one);
                }
                await breathe(result.text.length + 1_000);
            } else {
                const note = result.kind === 'missing' ? 'it was gone when it was to be read' : result.reason;
                unread.push({ file: file.path, kind: 'other', executable: file.executable, note });
                notes.push(`${file.path} was not read: ${note}.`);
            }
        }
    }
    return { read, notes, unread };
}

/** Another stamp does not mean another text; what is the same keeps all that was found of it. */
function unchanged(before: ReadFile | undefined, file: RepoFile, text: string): ReadFile | undefined {
    return before?.source.text === text && before.source.executable === file.executable && before.source.size === file.size ? before : undefined;
}

function readFile(file: RepoFile, text: string, by: readonly Detector[]): ReadFile | undefined {
    const source: SourceFile = { ...file, text, lines: new LineIndex(text) };
    let best: { detector: Detector; claim: number } | undefined;
    for (const detector of by) {
        const claim = detector.claim(source);
        if (claim > (best?.claim ?? 0)) {
            best = { detector, claim };
        }
    }
    return best ? { source, model: modelOf(best.detector, source) } : undefined;
}

/** A detector that crashes on strange input costs this file's facts, and says so; never the whole analysis. */
function modelOf(detector: Detector, source: SourceFile): FileModel {
    try {
        return detector.read(source);
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { kind: 'other', problems: [{ message: `it could not be read: ${message}`, start: 0, end: 0 }] };
    }
}
