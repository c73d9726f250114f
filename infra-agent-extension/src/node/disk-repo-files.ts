/** A workspace on disk as the core sees it: what git and `.aiignore` do not ignore, bounded in size, and never through a link that leads out of it. */
import { constants, lstatSync, readFileSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { ReadResult, RepoFile, RepoFiles } from '../common/repo/repo-files';

/** In bytes; what is larger is named, not read. */
export const READ_LIMIT = 1024 * 1024;
const IGNORE_FILES = ['.gitignore', '.aiignore'];
const MOST_STARS = 4;
/** Never of interest, and often huge. */
const NEVER = new Set(['.git', 'node_modules', '.terraform']);
/** Some milliseconds of work, after which others get their turn and the walk can be stopped. */
const LOOKS_BETWEEN_YIELDS = 500;
/** Longer than the coarsest tick of today's file systems but FAT, which is two seconds and not where people keep repositories. */
const TICK_MS = 100;
/** Of a file that an edit writes beside its target for a moment. */
export const TEMPORARY_PREFIX = '.infra-agent-';
export const TEMPORARY_SUFFIX = '.tmp';

/** The ignore files of one folder and of those above it, outermost first. */
interface Rules {
    readonly folder: string;
    readonly matcher: Ignore;
}

export function diskRepoFiles(root: string): RepoFiles {
    return {
        list: signal => list(root, '', outerRules(root), signal),
        read: path => read(root, path),
        look: path => lookAtOne(root, path),
        ignored: path => isIgnoredPath(root, path)
    };
}

async function* list(root: string, folder: string, above: readonly Rules[], signal?: AbortSignal): AsyncIterable<RepoFile> {
    const rules = [...above, ...rulesOf(root, folder)];
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
    if (!Array.isArray(entries)) {
        // One that went away meanwhile holds nothing.
        if (entries.code !== 'ENOENT' && entries.code !== 'ENOTDIR') {
            yield { path: folder || '.', size: 0, executable: false, unlisted: entries.code === 'EACCES' ? 'no permission to list it' : String(entries) };
        }
        return;
    }
    for (const [index, entry] of entries.sort(byPath).entries()) {
        if (index % LOOKS_BETWEEN_YIELDS === 0) {
            await setImmediate();
            signal?.throwIfAborted();
        }
        const path = folder ? `${folder}/${entry.name}` : entry.name;
        if (NEVER.has(entry.name) || isTemporary(entry.name) || isIgnored(rules, path, entry.isDirectory())) {
            continue;
        }
        if (entry.isDirectory()) {
            yield* list(root, path, rules, signal);
            continue;
        }
        const file = entry.isFile() ? fileAt(path, join(root, path)) : entry.isSymbolicLink() ? await linkedFile(root, path) : undefined;
        if (file) {
            yield file;
        }
    }
}

/** One file as the walk would meet it; nothing in a folder that is a link is. */
async function lookAtOne(root: string, path: string): Promise<RepoFile | undefined> {
    const parts = path.split('/');
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
    if (parts.some(part => NEVER.has(part) || isTemporary(part)) || isIgnoredPath(root, path) || folders.some(folder => lookAt(join(root, folder))?.isDirectory() !== true)) {
        return undefined;
    }
    return lookAt(join(root, path))?.isSymbolicLink() ? linkedFile(root, path) : fileAt(path, join(root, path));
}

/** So that files come in the order of their whole paths, a folder stands where its name with `/` does. */
function byPath(a: Dirent, b: Dirent): number {
    return sortName(a) < sortName(b) ? -1 : 1;
}

function sortName(entry: Dirent): string {
    return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

/** Synchronous, since for 100,000 files handing each look to another thread takes ten times as long as the look. */
function fileAt(path: string, real: string): RepoFile | undefined {
    const stat = lookAt(real);
    return stat?.isFile() ? { path, size: stat.size, executable: (stat.mode & 0o111) !== 0, stamp: stampOf(stat) } : undefined;
}

/** None for what was written a moment ago: a second change within one tick of the file system's clock would leave the same times. */
function stampOf({ size, mtimeMs, ctimeMs, mode, ino }: Stats): string | undefined {
    return Math.abs(Date.now() - ctimeMs) < TICK_MS ? undefined : [size, mtimeMs, ctimeMs, mode, ino].join(' ');
}

/** Undefined also where a folder may be listed and not entered. */
function lookAt(path: string): Stats | undefined {
    try {
        return lstatSync(path, { throwIfNoEntry: false });
    } catch {
        return undefined;
    }
}

/** A link to a file inside counts as that file; git's own folder and what lies outside do not. */
async function linkedFile(root: string, path: string): Promise<RepoFile | undefined> {
    const inside = await insideFile(root, path);
    return inside === undefined ? undefined : fileAt(path, inside);
}

function isTemporary(name: string): boolean {
    return name.startsWith(TEMPORARY_PREFIX) && name.endsWith(TEMPORARY_SUFFIX);
}

/** Where a path really is, if that is inside. */
async function insideFile(root: string, path: string): Promise<string | undefined> {
    const real = await realpath(join(root, path)).catch(() => undefined);
    const isInside = real !== undefined && real.startsWith(root + sep) && !real.slice(root.length).split(sep).includes('.git');
    return isInside ? real : undefined;
}

async function read(root: string, path: string): Promise<ReadResult> {
    const file = join(root, path);
    const present = await lstat(file).catch(() => undefined);
    if (!present) {
        return { kind: 'missing' };
    }
    const inside = await insideFile(root, path);
    if (inside === undefined) {
        return { kind: 'unreadable', reason: "it is a link that leads out of the workspace or to nothing, or lies in git's own folder" };
    }
    try {
        return await readText(inside);
    } catch (error) {
        return { kind: 'unreadable', reason: (error as NodeJS.ErrnoException).code === 'EACCES' ? 'no permission to read it' : String(error) };
    }
}

/** Looked at and read through one handle, so that it cannot become something else in between; a pipe is not waited for. */
async function readText(file: string): Promise<ReadResult> {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
        const stat = await handle.stat();
        if (!stat.isFile()) {
            return { kind: 'unreadable', reason: 'it is not a regular file' };
        }
        return stat.size > READ_LIMIT ? { kind: 'unreadable', reason: `it has ${stat.size} bytes; at most ${READ_LIMIT} are read` } : decoded(await handle.readFile());
    } finally {
        await handle.close();
    }
}

function decoded(bytes: Buffer): ReadResult {
    if (bytes.includes(0)) {
        return { kind: 'unreadable', reason: 'it is binary' };
    }
    try {
        return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
        return { kind: 'unreadable', reason: 'it is not UTF-8' };
    }
}

/** `.git/info/exclude` counts like an ignore file of the root. */
function outerRules(root: string): Rules[] {
    return rulesFrom('', textOf(join(root, '.git/info/exclude')));
}

function rulesOf(root: string, folder: string): Rules[] {
    return IGNORE_FILES.flatMap(name => rulesFrom(folder, textOf(join(root, folder, name))));
}

function rulesFrom(folder: string, text: string | undefined): Rules[] {
    return text === undefined ? [] : [{ folder, matcher: ignore().add(text.split('\n').filter(isSearchable)) }];
}

/** A pattern with many stars in one name takes time beyond all bounds on a name that is made for it; no honest one has them. */
function isSearchable(pattern: string): boolean {
    return pattern.length <= 1_000 && pattern.split('/').every(part => part === '**' || (part.match(/\*+/g) ?? []).length <= MOST_STARS);
}

/** The innermost rule that says something decides, as with git. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { folder, matcher } of rules) {
        const relative = folder ? path.slice(folder.length + 1) : path;
        const said = matcher.test(isFolder ? `${relative}/` : relative);
        ignored = said.ignored || (ignored && !said.unignored);
    }
    return ignored;
}

/** For a path that need not exist: ignored if it, or a folder above it, is. A trailing slash means a folder. */
function isIgnoredPath(root: string, path: string): boolean {
    const parts = path.replace(/^\.\//, '').split('/').filter(Boolean);
    const rules = outerRules(root);
    for (let depth = 0; depth < parts.length; depth++) {
        rules.push(...rulesOf(root, parts.slice(0, depth).join('/')));
        const isFolder = depth < parts.length - 1 || path.endsWith('/');
        if (isIgnored(rules, parts.slice(0, depth + 1).join('/'), isFolder)) {
            return true;
        }
    }
    return false;
}

function textOf(file: string): string | undefined {
    try {
        const stat = lstatSync(file, { throwIfNoEntry: false });
        return stat?.isFile() && stat.size <= READ_LIMIT ? readFileSync(file, 'utf8') : undefined;
    } catch {
        return undefined;
    }
}
