/**
 * A workspace to its facts, by content and convention: lists, reads what a detector wants, parses each text once, and links. It runs nothing,
 * and says in `notes` what it could not read.
 */
import { breather } from './breathe';
import { detectors } from './detectors';
import { CONFIG_FILES, isUnder, readConfig, type ConfigReading } from './infra-agent-config';
import { LineIndex } from './line-index';
import { linkRepo, type ReadFile } from './link-repo';
import { pathTable } from './path-table';
import type { Analysis } from './analysis';
import type { Detector, FileModel, SourceFile } from './detector';
import type { RepoNode } from './repo-facts';
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
interface Memory {
    /** With the folders that could not be listed. */
    readonly walked: readonly RepoFile[];
    readonly read: ReadonlyMap<string, ReadFile>;
    /** Read once, and of no kind that a detector knows. */
    readonly unclaimed: ReadonlySet<string>;
}

const memories = new WeakMap<Analysis, Memory>();

/** What is kept of all texts together; beyond it files are named and not read. */
const MAX_TEXT = 256 * 1024 * 1024;
const READ_AT_ONCE = 16;

export async function analyzeRepo(files: RepoFiles, options: AnalyzeOptions): Promise<Analysis> {
    const before = options.since && memories.get(options.since.analysis);
    const { walked, changed } = await walk(files, before, options);
    const listed = walked.filter(file => file.unlisted === undefined);
    const unlisted = walked.filter(file => file.unlisted !== undefined);
    const config = await configOf(files, listed);
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
    const analysis = analysisOf(files, {
        listed, read, config, notes: [...unlisted.map(folder => `What is in ${folder.path} is not known: ${folder.unlisted!}.`), ...fresh.notes],
        unread: [...unlisted.map(folder => ({ file: folder.path, kind: 'other' as const, executable: false, note: folder.unlisted! })), ...fresh.unread]
    });
    const known = new Map(read.map(one => [one.source.path, one]));
    const unread = new Set(fresh.unread.map(node => node.file));
    const unclaimed = [...listed.map(file => file.path).filter(path => !changed.has(path) && before?.unclaimed.has(path)), ...wanted.map(({ file }) => file.path).filter(path => !known.has(path) && !unread.has(path))];
    memories.set(analysis, { walked, read: known, unclaimed: new Set(unclaimed) });
    return analysis;
}

interface Walk {
    readonly walked: readonly RepoFile[];
    /** Nothing that was known of these holds; those that were not there before may be left out. */
    readonly changed: ReadonlySet<string>;
}

async function walk(files: RepoFiles, before: Memory | undefined, options: AnalyzeOptions): Promise<Walk> {
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

function sizeOf(read: Iterable<ReadFile>): number {
    let size = 0;
    for (const { source } of read) {
        size += source.text.length;
    }
    return size;
}

function analysisOf(files: RepoFiles, { listed, read, config, notes, unread }: { listed: readonly RepoFile[]; read: readonly ReadFile[]; config: ConfigReading; notes: readonly string[]; unread: readonly RepoNode[] }): Analysis {
    const paths = pathTable(listed);
    const linked = linkRepo(read, paths, config.config);
    const byPath = new Map(read.map(one => [one.source.path, one]));
    return {
        facts: {
            nodes: [...linked.nodes, ...unread].sort((a, b) => a.file < b.file ? -1 : 1), edges: [...linked.edges], objects: [...linked.objects], entryPoints: [...linked.entryPoints],
            counts: { files: listed.length, read: read.length, skipped: unread.length }, notes: [...notes]
        },
        text: file => byPath.get(file)?.source.text,
        lines: file => byPath.get(file)?.source.lines,
        model: file => byPath.get(file)?.model,
        files: read.map(one => one.source.path),
        exists: path => paths.has(path) || paths.isFolder(path),
        executable: file => paths.file(file)?.executable ?? false,
        siblings: folder => paths.inFolder(folder),
        named: name => paths.named(name),
        ignored: path => files.ignored(path),
        config,
        shell: linked.shell,
        families: linked.families
    };
}

/** The old list with what changed looked at again. */
async function listAgain(look: NonNullable<RepoFiles['look']>, before: readonly RepoFile[], changed: ReadonlySet<string>): Promise<readonly RepoFile[]> {
    const kept = before.filter(file => !changed.has(file.path));
    const looked = await Promise.all([...changed].map(path => look(path)));
    const found = looked.filter(file => file !== undefined);
    return found.length === 0 ? kept : [...kept, ...found].sort((a, b) => a.path < b.path ? -1 : 1);
}

async function configOf(files: RepoFiles, listed: readonly RepoFile[]): Promise<ConfigReading> {
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
